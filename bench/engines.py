"""A full pass over every condition of every step, beside two Python rule engines.

The engines have their inputs as Python values in memory; tidu reads its file: what it
keeps of every subject, or all from the facts. What is compared is the processor time of
one condition's answer, as the engines only answer for the first subjects of a large
register. Where they answer for all, they have to count the same. ``json-logic`` itself
is for Python 2; its fork json-logic-qubit stands in.

    python -m bench.engines [--sizes 2000 20000 200000] [--runs 3] [--most 4000]
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

from bench.counts import counted
from bench.figures import Figure, report
from bench.others import Peer, peer
from bench.registries import register, sizes
from bench.timing import in_turn, median, ratio, rounds
from registry.desk.synth.setting import ON
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.kept import read
from registry.eligibility.query import answered, masked
from registry.eligibility.sql import run, sql

ENGINES = {"json-logic": "in_json_logic", "business-rules": "in_business_rules"}
AT_LEAST = 80.0
Rows = Callable[[sqlite3.Connection, BoundStep], list[tuple[int, ...]]]


def kept(connection: sqlite3.Connection, step: BoundStep) -> list[tuple[int, ...]]:
    """The answers of everybody, three masks each, as they are kept."""
    known = read.kept(connection, step)
    if known is None or known.stale:
        raise SystemExit(f"not all is kept of {step.step.key}")
    return connection.execute(
        "SELECT subject_id, unmet, unknown, judged FROM kept_outcome"
        " WHERE step_id = ? AND outcome <> ''",
        (known.id,),
    ).fetchall()


def from_the_facts(
    connection: sqlite3.Connection, step: BoundStep
) -> list[tuple[int, ...]]:
    """The same, evaluated."""
    query = sql(
        "SELECT subject_id, unmet, unknown, judged FROM ({rows})",
        rows=masked(step, answered(step)),
    )
    return run(connection, query).fetchall()


def passed(connection: sqlite3.Connection, rows: Rows) -> int:
    """The answers of every step; how many conditions that were."""
    return sum(
        len(step.step.condition) * len(rows(connection, step))
        for step in bound_steps(connection, ON)
    )


def measure(size: int, runs: int, most: int) -> list[Figure]:
    """How many times longer the quicker engine takes for an answer."""
    with (
        closing(sqlite3.connect(register(size))) as connection,
        peer(ENGINES["json-logic"], size) as logic,
        peer(ENGINES["business-rules"], size) as rules,
    ):
        _require_the_same(connection)
        if size <= most:
            _require_the_same_counts(connection, [logic, rules], most)
        jobs: dict[str, Callable[[], float]] = {
            name: partial(_an_answer, connection, rows) for name, rows in OURS.items()
        }
        jobs["json-logic"] = partial(_its_answer, logic, most)
        jobs["business-rules"] = partial(_its_answer, rules, most)
        found = in_turn(jobs, runs, slow=("from the facts", *ENGINES))
    best = min(ENGINES, key=lambda name: median(found[name]))
    return [_figure(size, name, best, found) for name in OURS]


OURS: dict[str, Rows] = {"kept": kept, "from the facts": from_the_facts}


def _require_the_same(connection: sqlite3.Connection) -> None:
    for step in bound_steps(connection, ON):
        if set(kept(connection, step)) != set(from_the_facts(connection, step)):
            raise SystemExit(f"not the same answers: {step.step.key}")


def _require_the_same_counts(
    connection: sqlite3.Connection, engines: list[Peer], most: int
) -> None:
    ours = counted(connection, read.counts)
    if any(one.run(str(most))[1]["counts"] != ours for one in engines):
        raise SystemExit("not the same counts")


def _an_answer(connection: sqlite3.Connection, rows: Rows) -> float:
    began = time.process_time()
    asked = passed(connection, rows)
    return (time.process_time() - began) / asked


def _its_answer(engine: Peer, most: int) -> float:
    seconds, found = engine.run(str(most))
    return seconds / int(found["answered"])


def _figure(size: int, name: str, best: str, found: dict[str, list[float]]) -> Figure:
    how = (
        f"{median(found[name]) * 1e6:.2f} µs a condition beside"
        f" {median(found[best]) * 1e6:.1f} µs of {best}"
    )
    target = AT_LEAST if name == "kept" else None
    return Figure(
        f"full pass, {name}: times quicker than the best rule engine",
        size,
        ratio(found[best], found[name]),
        "×",
        "" if target is None else "≥",
        target,
        how,
    )


def main() -> int:
    """Measure at every size that is asked for."""
    options = sizes(__doc__, 3)
    options.add_argument("--most", type=int, default=4_000)
    given = options.parse_args()
    for size in given.sizes:
        report(measure(size, rounds(size, given.runs), given.most))
    return 0


if __name__ == "__main__":
    sys.exit(main())
