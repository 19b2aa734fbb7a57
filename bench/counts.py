"""Counts of who is eligible and who is one short: kept, by numpy, by OpenFisca.

The others have every input in memory before the clock starts; tidu reads its file.
``kept`` is what the program does today; ``from the facts`` is what it does for any
other day. All have to count the same.

    python -m bench.counts [--sizes 2000 20000 200000] [--runs 5]
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial

from bench.figures import Figure, report
from bench.others import Peer, peer
from bench.registries import register, sizes
from bench.timing import in_turn, median, ratio, rounds, taken
from registry.desk.synth.setting import ON
from registry.eligibility import evaluate
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.kept import read
from registry.terms import Outcome

WANTED = Outcome.ELIGIBLE, Outcome.ONE_SHORT
Counts = Callable[[sqlite3.Connection, BoundStep], dict[Outcome, int]]
Found = dict[str, list[int]]
TARGETS = {"numpy": 0.5, "OpenFisca": 0.2}
TARGETED = 200_000


def counted(connection: sqlite3.Connection, counts: Counts) -> Found:
    """Both counts of every step in force; binding the steps is part of it."""
    found: Found = {}
    for step in bound_steps(connection, ON):
        one = counts(connection, step)
        found[step.step.key] = [one[outcome] for outcome in WANTED]
    return found


def measure(size: int, runs: int) -> list[Figure]:
    """Ratios of kept counts and of counts from the facts to both others."""
    with (
        closing(sqlite3.connect(register(size))) as connection,
        peer("in_numpy", size) as numpy,
        peer("in_openfisca", size) as openfisca,
    ):
        ours = {
            "kept": partial(counted, connection, read.counts),
            "from the facts": partial(counted, connection, evaluate.counts),
        }
        _require_the_same([job() for job in ours.values()], [numpy, openfisca])
        jobs: dict[str, Callable[[], float]] = {
            name: partial(taken, job) for name, job in ours.items()
        }
        jobs["numpy"] = partial(_seconds, numpy)
        jobs["OpenFisca"] = partial(_seconds, openfisca)
        found = in_turn(jobs, runs, slow=("from the facts",))
    return [_figure(size, name, other, found) for other in TARGETS for name in ours]


def _seconds(other: Peer) -> float:
    return other.run()[0]


def _figure(size: int, name: str, other: str, found: dict[str, list[float]]) -> Figure:
    how = (
        f"{median(found[name]) * 1000:,.1f} ms beside"
        f" {median(found[other]) * 1000:,.1f} ms"
    )
    wanted = TARGETS[other] if name == "kept" and size >= TARGETED else None
    compared = "" if wanted is None else "≤"
    measured = ratio(found[name], found[other])
    return Figure(
        f"counts, {name} / {other}", size, measured, "", compared, wanted, how
    )


def _require_the_same(ours: list[Found], others: list[Peer]) -> None:
    answers = [*ours, *(one.run()[1] for one in others)]
    if any(one != answers[0] for one in answers):
        raise SystemExit("not the same counts")


def main() -> int:
    """Measure at every size that is asked for."""
    given = sizes(__doc__, 5).parse_args()
    for size in given.sizes:
        report(measure(size, rounds(size, given.runs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
