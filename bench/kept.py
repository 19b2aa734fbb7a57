"""What kept outcomes cost and save: one change with its outcomes, counts, a forecast.

    python bench/kept.py --enterprises 2000 20000

Every size is measured in one run on a synthetic register of its own; ratios are to one
full pass over the facts on the same file. The sources of a synthetic register all end
on its day, which would change everybody's answer on the next; here they go on.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from registry.desk.office import Office, begin
from registry.desk.synth.build import Wanted, build
from registry.desk.synth.setting import ON
from registry.desk.upkeep import refresh
from registry.eligibility import evaluate
from registry.eligibility.bind import bound_steps
from registry.eligibility.forecast.run import Forecast
from registry.eligibility.kept import read

COVERED = "2026-12-31"
AHEAD = timedelta(days=90)
REPEATED = 7


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds by what was measured, for one number of enterprises."""

    enterprises: int
    settled_once: float
    full_pass: float
    counts: float
    change: float
    forecast: float
    changes_told: int

    def lines(self) -> list[str]:
        """The measurements as a person reads them."""
        full = self.full_pass
        return [
            f"{self.enterprises:,} enterprises",
            f"  keep everything         {self.settled_once:9.2f} s",
            f"  one full pass           {full:9.2f} s",
            f"  counts, kept            {self.counts * 1000:9.1f} ms"
            f"  1/{full / self.counts:.0f} of a full pass",
            f"  one change, synced      {self.change * 1000:9.1f} ms",
            f"  forecast of 90 days     {self.forecast * 1000:9.1f} ms"
            f"  1/{full / self.forecast:.0f} of a full pass"
            f" ({self.changes_told} changes told)",
        ]


def seconds(what: Callable[[], object], times: int = 1) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        what()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def measure(path: Path, enterprises: int) -> Measured:
    """Make a register and measure on it."""
    office = Office(path, "测")
    build(office, Wanted(enterprises, 1), lambda _: None)
    with begin(Office(path, "测", settles=False), "延长覆盖范围") as tx:
        tx.rows(
            "UPDATE coverage SET through = :through, version = version + 1"
            " WHERE through = :on",
            {"through": COVERED, "on": ON.isoformat()},
        )
    kept = seconds(lambda: refresh(office))
    with closing(sqlite3.connect(path)) as connection:
        steps = bound_steps(connection, ON)
        told = Forecast(connection, ON, ON + AHEAD)
        found = told.changes()
        return Measured(
            enterprises,
            kept,
            seconds(lambda: [list(evaluate.standings(connection, s)) for s in steps]),
            seconds(lambda: [read.counts(connection, s) for s in steps], REPEATED),
            _change(office, enterprises),
            seconds(lambda: Forecast(connection, ON, ON + AHEAD).changes(), 3),
            len(found),
        )


def _change(office: Office, enterprises: int) -> float:
    """One changed spell, committed with all its outcomes and synced to the disk."""
    numbers = iter(range(1, enterprises))

    def change() -> None:
        with begin(office, "更正规上") as tx:
            tx.rows(
                "UPDATE designated_spell SET value = 1 - value, version = version + 1"
                " WHERE id = :id",
                {"id": next(numbers)},
            )

    return seconds(change, REPEATED)


def main() -> None:
    """Measure at every size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, nargs="+", default=[2_000, 20_000])
    for enterprises in parser.parse_args().enterprises:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder) / "synthetic.db", enterprises)
        print("\n".join(found.lines()), flush=True)


if __name__ == "__main__":
    main()
