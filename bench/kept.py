"""What kept outcomes save: one change with its outcomes, counts, a forecast of 90 days.

``make bench``, or this alone:  python -m bench.kept --sizes 2000 20000

Each is put beside one full pass over the facts of the same register, in turn, and the
change also beside OpenFisca counting everybody anew. The change is what an official at
the screens waits for: the file stays open to be written from the first change on. One
for which it is opened, as by a command, is told beside it. The
sources of a synthetic register all end on its day, which would change everybody's
answer on the next; in the copy that is measured they go on.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.figures import Figure, growth, report
from bench.others import peer
from bench.registries import cache, register, sizes
from bench.timing import in_turn, median, ratio, rounds, taken
from registry.desk.office import Office, begin, staying
from registry.desk.synth.setting import ON
from registry.desk.upkeep import refresh
from registry.eligibility.bind import bound_steps
from registry.eligibility.evaluate import standings
from registry.eligibility.forecast.run import Forecast
from registry.eligibility.kept import read

COVERED = "2026-12-31"
THROUGH = ON + timedelta(days=90)
FORECAST_MOST = 1 / 100
"""The plan's target for a forecast beside a full pass."""
CHANGE_MOST = 1 / 50
"""The plan's target for a change beside OpenFisca."""
TARGETED = 200_000
"""From this size on these are meant."""
CHANGE = "one change, settled and synced"
OPENED = "one change, the file opened for it"
FORECAST = "forecast of 90 days"
CHANGES = 15
WALL = time.perf_counter
"""A change waits for the disk, so that the clock on the wall counts."""


def measure(size: int, runs: int) -> tuple[list[Figure], float]:
    """Measure on a copy of the register; the figures, and the seconds of a change."""
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        path = Path(folder) / "kept.db"
        shutil.copy(register(size), path)
        _cover(path)
        with (
            closing(sqlite3.connect(path)) as connection,
            staying(Office(path, "bench")) as screens,
            peer("in_openfisca", size) as openfisca,
        ):
            jobs = _jobs(path, connection, screens)
            clocked = {name: partial(taken, job, WALL) for name, job in jobs.items()}
            clocked[CHANGE] = partial(_each, jobs[CHANGE])
            clocked[PEER] = lambda: openfisca.run()[0]
            found = in_turn(clocked, runs, slow=(FULL,))
    theirs, full = found.pop(PEER), found.pop(FULL)
    figures = [
        _figure(f"{name} / {FULL}", size, seconds, full, _wanted(name, FORECAST, size))
        for name, seconds in found.items()
    ]
    figures += [
        _figure(f"{name} / {PEER}", size, found[name], theirs, wanted)
        for name, wanted in ((CHANGE, _wanted(CHANGE, CHANGE, size)), (OPENED, None))
    ]
    return figures, median(found[CHANGE])


PEER, FULL = "OpenFisca", "full pass"
TARGETS = {FORECAST: FORECAST_MOST, CHANGE: CHANGE_MOST}


def _wanted(name: str, targeted: str, size: int) -> float | None:
    return TARGETS[name] if name == targeted and size >= TARGETED else None


def _jobs(
    path: Path, connection: sqlite3.Connection, screens: Office
) -> dict[str, Callable[[], object]]:
    steps = bound_steps(connection, ON)
    numbers = iter(range(1, sys.maxsize))
    return {
        FULL: lambda: [sum(1 for _ in standings(connection, one)) for one in steps],
        "counts from the summary": lambda: [read.counts(connection, s) for s in steps],
        CHANGE: lambda: _change(screens, next(numbers)),
        OPENED: lambda: _change(Office(path, "bench"), next(numbers)),
        FORECAST: Forecast(connection, ON, THROUGH).changes,
    }


def _cover(path: Path) -> None:
    """Let the sources go on, and keep what follows."""
    office = Office(path, "bench", settles=False)
    with begin(office, "延长覆盖范围") as tx:
        tx.rows(
            "UPDATE coverage SET through = :through, version = version + 1"
            " WHERE through = :on",
            {"through": COVERED, "on": ON.isoformat()},
        )
    refresh(office)


def _change(office: Office, number: int) -> None:
    """Change one spell."""
    with begin(office, "更正规上") as tx:
        tx.rows(
            "UPDATE designated_spell SET value = 1 - value, version = version + 1"
            " WHERE id = :id",
            {"id": number},
        )


def _each(job: Callable[[], object]) -> float:
    """The seconds of one of several changes: the disk is not as quick each time."""
    return median([taken(job, WALL) for _ in range(CHANGES)])


def _figure(
    measure: str, size: int, ours: list[float], full: list[float], target: float | None
) -> Figure:
    how = f"{median(ours) * 1000:,.0f} ms beside {median(full) * 1000:,.0f} ms"
    compared = "" if target is None else "≤"
    return Figure(measure, size, ratio(ours, full), "", compared, target, how)


def main() -> int:
    """Measure at every size that is asked for."""
    given = sizes(__doc__, 3).parse_args()
    seconds = {}
    for size in given.sizes:
        figures, seconds[size] = measure(size, rounds(size, given.runs))
        report(figures)
    report(growth(CHANGE, seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
