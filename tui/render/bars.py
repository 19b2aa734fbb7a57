"""The bars: whose register this is, where one is, what the keys do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from registry.desk.read.values import RegistryInfo
from tui import texts
from tui.render.line import Role, Runs, cells, joined, line, run

MOST_HINTS = 8
HINT_GAP = 2


def header(info: RegistryInfo | None) -> Runs:
    """Bureau · division · file, and what it is where it is made up."""
    if info is None:
        return line(" " + texts.LOADING, Role.DIM)
    parts = [
        (run(" " + info.name, Role.STRONG),),
        line(info.division, Role.DIM),
        line(Path(info.path).name, Role.DIM),
    ]
    if info.made_up:
        parts.insert(1, line(info.made_up, Role.WARN))
    return joined(parts, texts.DOT)


def where(places: Sequence[str], by: str) -> Runs:
    """Where one is, and in whose name."""
    path = texts.BETWEEN.join(places)
    return (run(path, Role.ACCENT), run("  " + texts.BY.format(by=by) + " ", Role.DIM))


def as_of(info: RegistryInfo | None) -> Runs:
    """The day that everything on the screen is as of."""
    if info is None:
        return ()
    day = texts.AS_OF.format(on=info.on.isoformat())
    return (run(day, Role.ACCENT), run(texts.DOT + texts.KNOWN + " ", Role.DIM))


def status(parts: Iterable[str]) -> Runs:
    """The parts of the status line."""
    said = [line(part) for part in parts if part]
    return (run(" "), *joined(said, texts.DOT))


def warning(sentence: str) -> Runs:
    """What must not be overlooked, at the right edge."""
    return line(f" {sentence} ", Role.WARN) if sentence else ()


class Hint(NamedTuple):
    """A key, what it does, and the action."""

    key: str
    text: str
    action: str


SWITCH = Hint(texts.SWITCH_KEYS, texts.SWITCH, "switch")
"""The hint that the areas have keys of their own."""

LASTING = 3
"""The last hints, everywhere's, that never give way."""


def hints(found: Iterable[Hint]) -> tuple[Hint, ...]:
    """One hint for each action, the first key named first."""
    once: dict[str, Hint] = {}
    for hint in found:
        once.setdefault(hint.action, hint)
    return tuple(once.values())


def hint_runs(hint: Hint) -> Runs:
    """F1 帮助."""
    return (run(texts.key(hint.key), Role.ACCENT), run(" " + hint.text, Role.DIM))


def fitting(all_hints: Sequence[Hint], room: int) -> tuple[Hint, ...]:
    """The hints that fit, at most eight; everywhere's stay longest."""
    kept = list(all_hints)
    while len(kept) > 1 and (len(kept) > MOST_HINTS or _wide(kept) > room):
        del kept[max(0, len(kept) - 1 - LASTING)]
    return tuple(kept)


def _wide(shown: Sequence[Hint]) -> int:
    return sum(cells(hint_runs(hint)) + HINT_GAP for hint in shown) + 1


def hint_line(all_hints: Sequence[Hint], room: int) -> Runs:
    """The hints that fit, side by side."""
    shown = [hint_runs(hint) for hint in fitting(all_hints, room)]
    return (run(" "), *joined(shown, " " * HINT_GAP))
