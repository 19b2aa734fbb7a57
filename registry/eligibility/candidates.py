"""Whom a step is asked of: its candidates, as the relation ``k``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from registry.eligibility.attributes import Attribute, spells, values
from registry.eligibility.bind import COMPILED, BoundStep
from registry.eligibility.dated import Spell
from registry.eligibility.leaves.profile import Holds
from registry.eligibility.leaves.titles import holders, holding
from registry.eligibility.presence import eventful, grouped, may_be, not_gone, tests
from registry.eligibility.sql import Sql, every, listed, of_group, sql
from registry.terms import UNPLACED_ID, ApplicationKind

ITSELF = "enterprise"
"""The subject kind of enterprises: each owns itself."""
NONE = Sql("")


@dataclass(frozen=True, slots=True)
class Among:
    """Which candidates are asked for: all that fit every field that is set.

    ``unit_id`` may be ``UNPLACED_ID``. ``after`` is the subject after which to begin,
    ``limit`` the most to give; ``listed`` are subjects as a JSON array of their ids;
    ``named`` is a column of an outer query with one.
    """

    enterprise_id: int | None = None
    subject_id: int | None = None
    unit_id: int | None = None
    after: int | None = None
    limit: int | None = None
    listed: str | None = None
    named: Sql | None = None


EVERYBODY = Among()


def candidates(step: BoundStep, among: Among) -> Sql:
    """Rows ``(subject_id, enterprise_id)``; with a limit the first by subject.

    Beside these stand the attributes that the step's conditions ask about. Left out is
    only who surely does not belong: gone from the register, outside the policy's
    scope, or already holding the title (for a renewal: not holding).
    """
    one = among.named is not None
    all_ = among == EVERYBODY and step.step.kind is not ApplicationKind.RENEWAL
    everybody, groups = _everybody(step, one=one, all_=all_)
    return sql(
        "{everybody}{groups}{first}",
        everybody=every(everybody, *_chosen(among, step.on)),
        groups=groups,
        first=_first(among),
    )


@lru_cache(maxsize=COMPILED)
def _everybody(step: BoundStep, *, one: bool, all_: bool) -> tuple[Sql, Sql]:
    """All candidates of a step, open to more conditions, and how they are grouped.

    Where it is ``one`` that is looked up, no list of others is made first. Where
    ``all_`` are asked, the few of whom something is recorded are listed once: holders
    of the title, enterprises that may be gone, or had an event.
    """
    known = step.attributes
    gone_listed = all_ and step.active.rung.subject == ITSELF
    possible = tests(step, gone_listed=gone_listed)
    joined_ = tuple(dict.fromkeys((*known, *possible))) if known else ()
    everybody = sql(
        "SELECT s.id AS subject_id, {enterprise} AS enterprise_id{values}{eventful}"
        " FROM {parties} {spells} WHERE {present}",
        enterprise=of_group(Sql("e.id")),
        values=values(known, step.on),
        eventful=eventful(step, all_=all_),
        parties=_parties(step, one=one),
        spells=spells(joined_, step.on),
        present=every(
            *_present(step, possible, one=one, all_=all_),
            *([not_gone(step.on)] if gone_listed else ()),
        ),
    )
    return everybody, grouped(possible, step.on) if known else NONE


def _first(among: Among) -> Sql:
    if among.limit is None:
        return NONE
    return sql(" ORDER BY s.id LIMIT {n}", n=among.limit)


def _chosen(among: Among, on: date) -> Iterator[Sql]:
    if among.enterprise_id is not None:
        yield _of_enterprise(among.enterprise_id)
    if among.subject_id is not None:
        yield sql("s.id = {id}", id=among.subject_id)
    if among.listed is not None:
        yield sql("s.id IN {listed}", listed=ids(among.listed))
    if among.named is not None:
        yield sql("s.id = {named}", named=among.named)
    if among.unit_id is not None:
        yield _in_unit(among.unit_id, on)
    if among.after is not None:
        yield sql("s.id > {id}", id=among.after)


def ids(listed: str) -> Sql:
    """The ids of a JSON array, as the right side of ``IN``."""
    return sql("(SELECT value FROM json_each({listed}))", listed=listed)


def _of_enterprise(id_: int) -> Sql:
    """The subjects an enterprise ever owned are few: the index finds them first."""
    return sql(
        "e.id = {id} AND s.id IN (SELECT {id} UNION ALL SELECT"
        " o.subject_id FROM owner_spell o WHERE o.enterprise_id = {id}"
        " AND o.voided_by IS NULL)",
        id=id_,
    )


def _in_unit(unit_id: int, on: date) -> Sql:
    """E reports through a unit on a day (or may do so); or surely through none."""
    somewhere = sql(
        "SELECT 1 FROM unit_spell v WHERE v.enterprise_id = e.id"
        " AND v.voided_by IS NULL AND {may_be}",
        may_be=Spell("v").may_be(on),
    )
    if unit_id == UNPLACED_ID:
        return sql("NOT EXISTS ({somewhere})", somewhere=somewhere)
    return sql(
        "EXISTS ({somewhere} AND v.value = {unit_id})",
        somewhere=somewhere,
        unit_id=unit_id,
    )


def _parties(step: BoundStep, *, one: bool) -> Sql:
    """Subjects ``s`` with their owners ``e``, joined in the order of the names.

    A renewal begins with the holders of the title: they are few.
    """
    own = step.active.rung.subject == ITSELF
    owners = Sql("enterprise e" if own else "owner_spell o CROSS JOIN enterprise e")
    everybody = sql("subject s CROSS JOIN {owners}", owners=owners)
    if one or step.step.kind is not ApplicationKind.RENEWAL:
        return everybody
    return sql(
        "(SELECT DISTINCT t.subject_id FROM title t WHERE t.rung IN ({rungs})"
        " AND t.voided_by IS NULL) h CROSS JOIN {everybody}",
        rungs=listed(_targets(step)),
        everybody=everybody,
    )


def _present(
    step: BoundStep, possible: Mapping[Attribute, Holds], *, one: bool, all_: bool
) -> Iterator[Sql]:
    """What holds of every candidate."""
    if not one and step.step.kind is ApplicationKind.RENEWAL:
        yield Sql("s.id = h.subject_id")
    yield sql("s.kind = {kind} AND s.voided_by IS NULL", kind=step.active.rung.subject)
    if step.active.rung.subject == ITSELF:
        yield Sql("e.id = s.id")
    else:
        yield sql("{owning} AND e.id = o.enterprise_id", owning=_owning(step.on))
    yield Sql(
        "e.voided_by IS NULL AND e.merged_into IS NULL"
        " AND e.kind IN ('enterprise', 'branch', 'institute')"
    )
    yield _holding(step, all_=all_)
    if not step.attributes:
        for attribute, holds in possible.items():
            yield may_be(attribute, step.on, holds)


@lru_cache(maxsize=COMPILED)
def pairs(step: BoundStep) -> Sql:
    """Live subjects of the target's kind, with the enterprise that owns each on D."""
    kind = step.active.rung.subject
    if kind == ITSELF:
        return sql(
            "SELECT s.id AS subject_id, s.id AS enterprise_id FROM subject s"
            " WHERE s.kind = {kind} AND s.voided_by IS NULL",
            kind=kind,
        )
    return sql(
        "SELECT s.id AS subject_id, o.enterprise_id FROM subject s"
        " LEFT JOIN owner_spell o ON {owning}"
        " WHERE s.kind = {kind} AND s.voided_by IS NULL",
        owning=_owning(step.on),
        kind=kind,
    )


@lru_cache(maxsize=64)
def owner_of(on: date) -> str:
    """Asks for the enterprise that owns a live subject (bound) on a day, or NULL."""
    return sql(
        "SELECT coalesce(e.id, o.enterprise_id) FROM subject s"
        " LEFT JOIN enterprise e ON e.id = s.id LEFT JOIN owner_spell o ON {owning}"
        " WHERE s.id = ? AND s.voided_by IS NULL",
        owning=_owning(on),
    ).text


def _owning(on: date) -> Sql:
    """The spell ``o`` of ``s`` that counts: one surely in force, then the latest."""
    return sql(
        "o.subject_id = s.id AND o.voided_by IS NULL AND {o_may_be} AND NOT EXISTS"
        " (SELECT 1 FROM owner_spell b WHERE b.subject_id = o.subject_id"
        " AND b.id <> o.id AND b.voided_by IS NULL AND {b_may_be}"
        " AND {b_place} > {o_place})",
        o_may_be=Spell("o").may_be(on),
        b_may_be=Spell("b").may_be(on),
        o_place=_place("o", on),
        b_place=_place("b", on),
    )


def _place(alias: str, on: date) -> Sql:
    """Where an owner's spell stands among those of the same subject."""
    return sql(
        "(CASE WHEN {surely} THEN 1 ELSE 0 END, coalesce({since}, ''), {id})",
        surely=Spell(alias).surely(on),
        since=Sql(f"{alias}.since"),
        id=Sql(f"{alias}.id"),
    )


def _holding(step: BoundStep, *, all_: bool) -> Sql:
    """The title is not surely held already; for a renewal: it may be held."""
    may_hold, surely_holds = holding(_targets(step), step.on)
    if step.step.kind is ApplicationKind.RENEWAL:
        return may_hold
    if all_:
        return sql("s.id NOT IN ({them})", them=holders(_targets(step), step.on))
    return sql("NOT {surely_holds}", surely_holds=surely_holds)


def _targets(step: BoundStep) -> tuple[str, ...]:
    """The title aimed at, and those deemed equal."""
    return step.active.equivalents.get(step.step.to, (step.step.to,))
