"""What a measurement found: figures beside their targets, in a table and in a file."""

from __future__ import annotations

import json
import operator
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

KEPT_IN = "TIDU_BENCH_FIGURES"
"""Names the file that ``make bench`` collects figures in, one JSON object a line."""

COMPARED = {"≤": operator.le, "≥": operator.ge, "=": operator.eq}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: what it is, at which size, and what it should be.

    ``compared`` (≤, ≥ or =) and ``target`` are empty where there is no target;
    ``how`` says in few words what was put beside what.
    """

    measure: str
    enterprises: int
    value: float
    unit: str = ""
    compared: str = ""
    target: float | None = None
    how: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return bool(COMPARED[self.compared](self.value, self.target))

    def cells(self) -> tuple[str, ...]:
        """The figure as a row of a table."""
        wanted = "" if self.target is None else f"{self.compared} {number(self.target)}"
        met = {None: "", True: "met", False: "missed"}[self.met]
        shown = f"{number(self.value)} {self.unit}".strip()
        size = f"{self.enterprises:,}" if self.enterprises else ""
        return self.measure, size, shown, wanted, met, self.how


MOST_GROWTH = 4.0
"""What is flat may take so many times longer at the largest size."""


def growth(measure: str, seconds: Mapping[int, float]) -> list[Figure]:
    """How something grows from the least to the greatest size, if there are two."""
    if len(seconds) < len(("least", "greatest")):
        return []
    least, greatest = min(seconds), max(seconds)
    grown = seconds[greatest] / seconds[least]
    how = f"{greatest:,} beside {least:,} enterprises"
    return [Figure(f"{measure}, growth", 0, grown, "×", "≤", MOST_GROWTH, how)]


MANY = 100
HEADINGS = ("measure", "enterprises", "measured", "target", "", "what beside what")


def number(value: float) -> str:
    """A number with three figures that count."""
    return f"{value:,.0f}" if abs(value) >= MANY else f"{value:.3g}"


def report(figures: Iterable[Figure]) -> bool:
    """Print a table of them and keep them; whether all targets are met."""
    found = list(figures)
    if found:
        print(table([one.cells() for one in found]), flush=True)
    if kept := os.environ.get(KEPT_IN):
        with Path(kept).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(one)) + "\n" for one in found)
    return all(one.met is not False for one in found)


def collected(file: Path) -> list[Figure]:
    """The figures that measurements have kept in a file."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [Figure(**json.loads(line)) for line in lines]


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows under the headings, in columns."""
    lines = [HEADINGS, *rows]
    wide = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, wide, strict=True)
        ).rstrip()
        for line in lines
    )


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """The same as a table of Markdown."""
    lines = [HEADINGS, ["---"] * len(HEADINGS), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
