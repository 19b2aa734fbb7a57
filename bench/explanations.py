"""One explanation, every clause in words, beside a walk over the same rows by the ORM.

The walk is what one writes without a compiler: the subject, its owner and all that is
recorded of both are loaded as objects, table by table, with the unit it reports
through, the documents that rows come from, and the sources of events. It decides
nothing and says nothing; only the loading is measured.

    python -m bench.explanations [--sizes 2000 20000 200000] [--runs 5]
"""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from itertools import cycle, islice

from sqlmodel import Session, col, select

from bench.figures import Figure, growth, report
from bench.registries import register, sizes
from bench.timing import in_turn, median, ratio, taken
from registry.desk.read.session import Reading, open_reading
from registry.desk.synth.setting import ON
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.evaluate import standings
from registry.eligibility.explain import explain
from registry.model import assessment as found
from registry.model import enterprise as about
from registry.model.assessment import Coverage, Event
from registry.model.document import Document
from registry.model.enterprise import Enterprise
from registry.model.place import Unit
from registry.model.pool import PoolEntry
from registry.model.rounds import Application
from registry.model.subject import OwnerSpell, Subject
from registry.model.title import Title
from registry.store.engine import writing_engine

KINDS = ("safety", "environment", "credit")
ABOVE = ("", "43", "4302")
"""Sources of events are of these kinds and of the city or wider."""
EACH = 20
"""So many subjects are explained in a round."""
ABOUT = (
    about.NameSpell,
    about.DivisionSpell,
    about.UnitSpell,
    about.IndustrySpell,
    about.SizeSpell,
    about.DesignatedSpell,
    about.StatusSpell,
    Event,
    OwnerSpell,
)
RECORDS = (found.Assessment, found.Fact, found.Judgement, Title, PoolEntry, Application)
STEP = "smart-factory/basic>smart-factory/advanced#new"
MOST = 1 / 20


def walk(session: Session, subject: int, enterprise: int) -> int:
    """Load all that is recorded of a subject and its owner; how many objects."""
    session.expunge_all()
    loaded: list[object] = [
        session.get(Subject, subject),
        session.get(Enterprise, enterprise),
    ]
    whose = (subject, enterprise)
    rows = [
        *(
            row
            for model in ABOUT
            for row in session.exec(
                select(model).where(
                    col(model.enterprise_id) == enterprise,
                    col(model.voided_by).is_(None),
                )
            )
        ),
        *(
            row
            for model in RECORDS
            for row in session.exec(
                select(model).where(
                    col(model.subject_id).in_(whose), col(model.voided_by).is_(None)
                )
            )
        ),
        *session.exec(
            select(Coverage).where(
                col(Coverage.kind).in_(KINDS),
                col(Coverage.division).in_(ABOVE),
                col(Coverage.voided_by).is_(None),
            )
        ),
    ]
    units = (one.value for one in rows if isinstance(one, about.UnitSpell))
    documents = {getattr(one, "document_id", None) for one in rows}
    loaded += [session.get(Unit, one) for one in units]
    loaded += [session.get(Document, one) for one in documents if one is not None]
    return len(loaded) + len(rows)


def explained(reading: Reading, step: BoundStep, subjects: list[int]) -> int:
    """Explain a step for some subjects, clause by clause."""
    answers = (explain(reading.connection, step, one) for one in subjects)
    return sum(len(answer.conditions) for answer in answers)


def measure(size: int, runs: int) -> tuple[Figure, float]:
    """The ratio to the walk, and the seconds of one explanation."""
    path = register(size)
    engine = writing_engine(path)
    with open_reading(path) as reading:
        steps = bound_steps(reading.connection, ON)
        step = next(one for one in steps if one.step.key == STEP)
        some = list(islice(standings(reading.connection, step), EACH * (runs + 1)))
        with closing(Session(engine)) as session:
            turns = cycle(some[at : at + EACH] for at in range(0, len(some), EACH))
            jobs = {
                "ours": lambda: _ours(reading, step, [o.subject_id for o in some]),
                "walk": lambda: _walk(session, [*next(turns)]),
            }
            taken_ = in_turn(jobs, runs)
    one = median(taken_["ours"])
    how = f"{one * 1000:.1f} ms beside {median(taken_['walk']) * 1000:.1f} ms"
    figure = Figure(
        "one explanation / ORM loading the same records",
        size,
        ratio(taken_["ours"], taken_["walk"]),
        "",
        "≤",
        MOST,
        how,
    )
    return figure, one


def _ours(reading: Reading, step: BoundStep, subjects: list[int]) -> float:
    job = partial(explained, reading, step, subjects[:EACH])
    return taken(job) / len(subjects[:EACH])


def _walk(session: Session, some: list[object]) -> float:
    pairs = [(one.subject_id, one.enterprise_id) for one in some]  # type: ignore[attr-defined]  # standings
    return taken(lambda: [walk(session, *pair) for pair in pairs]) / len(pairs)


def main() -> int:
    """Measure at every size that is asked for, and how an explanation grows."""
    given = sizes(__doc__, 5).parse_args()
    seconds = {}
    for size in given.sizes:
        figure, seconds[size] = measure(size, given.runs)
        report([figure])
    report(growth("one explanation", seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
