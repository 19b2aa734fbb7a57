"""One explanation, every clause in words, beside the same by the ORM.

Two walks by the ORM stand beside it. The one that explains loads what the step asks
about and judges every condition in Python (``by_orm``): it tells the same, which is
compared before anything is measured. The one that loads decides nothing and says
nothing: the subject, its owner and all that is recorded of both as objects, table by
table, with the unit it reports through, the documents that rows come from, and the
sources of events. In a round all three are about the same subjects.

    python -m bench.explanations [--sizes 2000 20000 200000] [--runs 5]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import cycle, islice

from sqlmodel import Session, col, select

from bench.by_orm.records import shortened
from bench.by_orm.walk import Walk
from bench.figures import Figure, growth, report
from bench.registries import register, sizes
from bench.timing import in_turn, median, ratio, taken
from registry.desk.read.session import Reading, open_reading
from registry.desk.synth.setting import ON
from registry.eligibility.answer import Standing
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


def load(session: Session, subject: int, enterprise: int) -> int:
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


def measure(size: int, runs: int) -> tuple[list[Figure], float]:
    """The ratios to the walks, and the seconds of one explanation."""
    path = register(size)
    with open_reading(path) as reading, closing(Session(writing_engine(path))) as orm:
        steps = bound_steps(reading.connection, ON)
        step = next(one for one in steps if one.step.key == STEP)
        some = list(islice(standings(reading.connection, step), EACH * (runs + 1)))
        for one in some:
            _compare(reading, orm, step, one.subject_id)
        found = _taken(reading, orm, step, some, runs)
    return [
        _figure("one explanation / ORM walk that explains", size, found, "walk"),
        _figure("one explanation / ORM loading all records", size, found, "load"),
    ], median(found["ours"])


def _compare(reading: Reading, orm: Session, step: BoundStep, subject: int) -> None:
    ours = shortened(explain(reading.connection, step, subject))
    theirs = Walk(orm, step, subject).explained()
    if ours != theirs:
        raise AssertionError(ours, theirs)


def _taken(
    reading: Reading,
    orm: Session,
    step: BoundStep,
    some: Sequence[Standing],
    runs: int,
) -> dict[str, list[float]]:
    """Seconds for one explanation in every round, in each of the ways."""
    ways: dict[str, Callable[[Standing], object]] = {
        "ours": lambda one: explain(reading.connection, step, one.subject_id),
        "walk": lambda one: Walk(orm, step, one.subject_id).explained(),
        "load": lambda one: load(orm, one.subject_id, one.enterprise_id),
    }
    return in_turn({name: _each(job, some) for name, job in ways.items()}, runs)


def _each(
    job: Callable[[Standing], object], some: Sequence[Standing]
) -> Callable[[], float]:
    """Seconds for one of the next subjects; every way has the same in a round."""
    turns = cycle(some[at : at + EACH] for at in range(0, len(some), EACH))

    def timed() -> float:
        now = next(turns)
        return taken(lambda: [job(one) for one in now]) / len(now)

    return timed


def _figure(name: str, size: int, found: Mapping[str, list[float]], way: str) -> Figure:
    ours, theirs = found["ours"], found[way]
    how = f"{median(ours) * 1000:.2f} ms beside {median(theirs) * 1000:.1f} ms"
    return Figure(name, size, ratio(ours, theirs), "", "≤", MOST, how)


def main() -> int:
    """Measure at every size that is asked for, and how an explanation grows."""
    given = sizes(__doc__, 5).parse_args()
    seconds = {}
    for size in given.sizes:
        figures, seconds[size] = measure(size, given.runs)
        report(figures)
    report(growth("one explanation", seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
