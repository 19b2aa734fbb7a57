"""An answer as it was known, beside the same answer today.

A synthetic city is made; then so many corrections are recorded, each a change of its
own: an assessment corrected, a figure voided, an enterprise renamed. Measured is what
`--known-on` costs, opening included: one enterprise with all steps before it (target
0.1 s for the explanation of one step), and every outcome of the city (target 2 s). The
answers must be those that were given before the corrections. Beside them the same
asked of today.

    python -m bench.as_known [--enterprises 3000] [--corrections 500] [--runs 5]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.figures import Figure, report
from bench.timing import least
from registry import dates
from registry.dates import Moment
from registry.desk import corrections, enterprises, records
from registry.desk.drafts.enterprises import RenameDraft
from registry.desk.drafts.records import AssessmentDraft, CorrectionDraft, VoidDraft
from registry.desk.office import Office
from registry.desk.read.session import Reading, open_reading
from registry.desk.read.steps import steps
from registry.desk.synth.build import Wanted, build
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import ITSELF
from registry.eligibility.evaluate import counts
from registry.eligibility.explain import explain
from registry.terms import Outcome

Counted = list[dict[Outcome, int]]
MOST_ONE, MOST_CITY = 0.1, 2.0
ASKED = (
    "SELECT id FROM enterprise WHERE voided_by IS NULL ORDER BY id LIMIT 1 OFFSET 40"
)


def city(path: Path, known_on: Moment | None) -> Counted:
    """Every outcome of every step."""
    with open_reading(path, None, known_on) as reading:
        return [counts(reading.connection, step) for step in steps(reading)]


def one(
    path: Path, enterprise: int, most: int, known_on: Moment | None
) -> list[Answer]:
    """The explanations of an enterprise's first steps."""
    with open_reading(path, None, known_on, lambda _: enterprise) as reading:
        own = [step for step in steps(reading) if _is_own(step)]
        return [explain(reading.connection, step, enterprise) for step in own[:most]]


def _is_own(step: BoundStep) -> bool:
    return step.active.rung.subject == ITSELF


def correct(office: Office, number: int) -> None:
    """Record corrections of three kinds in turn, each as a change of its own."""
    with open_reading(office.path) as reading:
        found = [reading.rows(sql, limit=number // 3 + 1) for sql in CORRECTED]
    for at in range(number):
        row = found[at % 3][at // 3]
        match at % 3:
            case 0:
                right = AssessmentDraft.read(
                    subject_id=row["subject_id"],
                    on=row["on"],
                    kind=row["kind"],
                    level=5,
                )
                corrections.correct(office, CorrectionDraft(id=row["id"], right=right))
            case 1:
                records.void(office, VoidDraft.read(table="fact", id=row["id"]))
            case _:
                draft = RenameDraft.read(
                    enterprise_id=row["id"],
                    name=f"更名企业{at}有限公司",
                    since="2026-06-01",
                )
                enterprises.rename(office, draft)


CORRECTED = (
    'SELECT id, subject_id, "on", kind FROM assessment WHERE voided_by IS NULL'
    " AND on_precision = 'day' ORDER BY random() LIMIT :limit",
    "SELECT id FROM fact WHERE voided_by IS NULL ORDER BY random() LIMIT :limit",
    "SELECT id FROM enterprise WHERE voided_by IS NULL ORDER BY random() LIMIT :limit",
)


def _made(path: Path) -> Moment:
    """The second in which the last change was made, when it is over."""
    with open_reading(path) as reading:
        row = reading.one("SELECT max(at) AS at FROM change")
        last = str(row["at"]) if row is not None else ""
        moment = dates.parse_moment(_second(last, reading))
    time.sleep(1.1)
    return moment


def _second(stamped: str, reading: Reading) -> str:
    minute = dates.local(stamped, reading.info.zone)
    return f"{minute}:{stamped[17:19]}"


def measure(office: Office, number: int, runs: int) -> bool:
    """Print all, and whether the targets are met."""
    path = office.path
    with open_reading(path) as reading:
        enterprise = int(reading.rows(ASKED)[0]["id"])
    moment = _made(path)
    before = (city(path, None), one(path, enterprise, 99, None))
    correct(office, number)
    known = (city(path, moment), one(path, enterprise, 99, moment))
    met = known == before
    print(f"{number} corrections; the same answers as before them: {met}")
    figures = []
    for what, ask, most in (
        ("one step explained", partial(one, path, enterprise, 1), MOST_ONE),
        ("all its steps explained", partial(one, path, enterprise, 99), None),
        ("every outcome of the city", partial(city, path), MOST_CITY),
    ):
        then, now = least(runs, partial(ask, moment)), least(runs, partial(ask, None))
        compared = "" if most is None else "≤"
        how = f"{now:.3f} s today"
        figures.append(Figure(f"as known: {what}", 0, then, "s", compared, most, how))
    report(figures)
    return met


def main() -> int:
    """Measure on a city made for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=3000)
    parser.add_argument("--corrections", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "synth.db", "bench")
        build(office, Wanted(asked.enterprises, 1), lambda _: None)
        return int(not measure(office, asked.corrections, asked.runs))


if __name__ == "__main__":
    sys.exit(main())
