"""A full pass over every condition of every step, beside two Python rule engines.

The engines have their inputs as Python values in memory; tidu reads its file. What is
compared is the processor time of one condition's answer, as the engines only answer for
the first subjects of a large register. ``json-logic`` itself is for Python 2; its fork
json-logic-qubit stands in.

    python -m bench.engines [--sizes 2000 20000 200000] [--runs 3] [--most 4000]
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from bench.figures import Figure, report
from bench.others import Peer, peer
from bench.registries import SIZES, register
from bench.timing import in_turn, median, ratio, taken
from registry.desk.synth.setting import ON
from registry.eligibility import evaluate
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.kept import read

ENGINES = {"json-logic": "in_json_logic", "business-rules": "in_business_rules"}
AT_LEAST = 80.0
Standings = Callable[[sqlite3.Connection, BoundStep], Iterator[Standing]]


def passed(connection: sqlite3.Connection, standings: Standings) -> int:
    """Every standing of every step, read to the end; how many conditions that were."""
    return sum(
        len(step.step.condition) * sum(1 for _ in standings(connection, step))
        for step in bound_steps(connection, ON)
    )


def measure(size: int, runs: int, most: int) -> list[Figure]:
    """How many times longer the quicker engine takes for an answer."""
    with (
        closing(sqlite3.connect(register(size))) as connection,
        peer(ENGINES["json-logic"], size) as logic,
        peer(ENGINES["business-rules"], size) as rules,
    ):
        asked = passed(connection, evaluate.standings)
        ours = {"kept": read.standings, "from the facts": evaluate.standings}
        jobs: dict[str, Callable[[], float]] = {
            name: partial(_an_answer, connection, standings, asked)
            for name, standings in ours.items()
        }
        jobs["json-logic"] = partial(_its_answer, logic, most)
        jobs["business-rules"] = partial(_its_answer, rules, most)
        found = in_turn(jobs, runs)
    best = min(ENGINES, key=lambda name: median(found[name]))
    return [_figure(size, name, best, found) for name in ours]


def _an_answer(
    connection: sqlite3.Connection, standings: Standings, asked: int
) -> float:
    return taken(partial(passed, connection, standings)) / asked


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
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--most", type=int, default=4_000)
    given = options.parse_args()
    for size in given.sizes:
        report(measure(size, given.runs, given.most))
    return 0


if __name__ == "__main__":
    sys.exit(main())
