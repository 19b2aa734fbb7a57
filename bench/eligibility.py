"""Every step with the outcome of every condition: compiled, and written by hand.

In one run and in turn, on one synthetic register: the SQL that the compiler makes, and
the SQL of ``bench/by_hand``, which leans on what this file is known to hold. Both have
to give the same rows.

    python -m bench.eligibility [--sizes 2000 20000 200000] [--runs 5] [--steps]
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial

from bench.by_hand.steps import STEPS
from bench.figures import Figure, report
from bench.registries import register, sizes
from bench.timing import in_turn, median, ratio, rounds, taken
from registry.desk.synth.setting import ON
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.query import answered
from registry.eligibility.sql import run

MOST = 1.15
Rows = list[tuple[object, ...]]


def compiled(connection: sqlite3.Connection, step: BoundStep) -> Rows:
    """The rows of the compiler."""
    return run(connection, answered(step)).fetchall()


def by_hand(connection: sqlite3.Connection, step: BoundStep) -> Rows:
    """The rows of the expert."""
    query = STEPS[step.step.key]
    return connection.execute(query, {"on": ON.isoformat()}).fetchall()


def measure(size: int, runs: int, *, steps: bool) -> list[Figure]:
    """The ratio over all steps, and of every step where they are asked for."""
    with closing(sqlite3.connect(register(size))) as connection:
        bound = bound_steps(connection, ON)
        _require_the_same(connection, bound)
        jobs: dict[tuple[str, str], Callable[[], float]] = {}
        for step in bound:
            for name, rows in (("ours", compiled), ("hand", by_hand)):
                job = partial(rows, connection, step)
                jobs[step.step.key, name] = partial(taken, job)
        found = in_turn(jobs, runs, slow=tuple(jobs))
    keys = [step.step.key for step in bound]
    ours, hand = (_whole(found, keys, name) for name in ("ours", "hand"))
    each = [_figure(key, size, found[key, "ours"], found[key, "hand"]) for key in keys]
    whole = _figure(f"compiled / by hand, {len(keys)} steps", size, ours, hand, MOST)
    return [*(each if steps else []), whole]


def _whole(
    found: dict[tuple[str, str], list[float]], keys: list[str], name: str
) -> list[float]:
    """The seconds of all steps together, round by round."""
    return [sum(one) for one in zip(*(found[key, name] for key in keys), strict=True)]


def _figure(
    measure: str,
    size: int,
    ours: list[float],
    hand: list[float],
    target: float | None = None,
) -> Figure:
    how = f"{median(ours) * 1000:,.0f} ms beside {median(hand) * 1000:,.0f} ms"
    compared = "" if target is None else "≤"
    return Figure(measure, size, ratio(ours, hand), "", compared, target, how)


def _require_the_same(
    connection: sqlite3.Connection, steps: tuple[BoundStep, ...]
) -> None:
    if {step.step.key for step in steps} != set(STEPS):
        raise SystemExit("bench/by_hand does not have the steps in force")
    for step in steps:
        if set(compiled(connection, step)) != set(by_hand(connection, step)):
            raise SystemExit(f"not the same answers: {step.step.key}")


def main() -> int:
    """Measure at every size that is asked for."""
    options = sizes(__doc__, 5)
    options.add_argument("--steps", action="store_true", help="each step as well")
    given = options.parse_args()
    for size in given.sizes:
        report(measure(size, rounds(size, given.runs), steps=given.steps))
    return 0


if __name__ == "__main__":
    sys.exit(main())
