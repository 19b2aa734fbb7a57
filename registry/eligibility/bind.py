"""Steps in force on a day, with their named days and current rounds filled in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from registry.eligibility.asked import Asked
from registry.eligibility.attributes import (
    ATTRIBUTES,
    Attribute,
    asks_of_events,
    known_to,
)
from registry.ladder.facts import fact_keys
from registry.ladder.loader import parse
from registry.ladder.names import Names, names
from registry.ladder.policy import Policy, Step
from registry.ladder.values import Anchor
from registry.ladder.versions import ActiveStep, active, declared
from registry.ladder.vocabulary import Vocabulary, shipped_vocabulary

COMPILED = 256
"""So many steps' compiled questions are kept: those of a day, or of a few."""


@dataclass(frozen=True, slots=True, eq=False)
class BoundStep:
    """A step as it is asked on a day ``on``: D of the vocabulary.

    ``anchors`` gives every named day its date, the day itself to one that no round
    has set; ``rounds`` the current round's id of
    each rung that has one; ``names`` gives the Chinese names of codes. The step's
    candidate rows know these ``attributes`` of their enterprise and, where conditions
    are ``of_events``, whether it had any. Bound again of the same, it is the same
    object: by that its SQL is kept.
    """

    active: ActiveStep
    on: date
    anchors: Mapping[Anchor, date]
    rounds: Mapping[str, int]
    names: Names
    attributes: tuple[Attribute, ...]
    of_events: bool

    @property
    def step(self) -> Step:
        """The step as the policy writes it."""
        return self.active.step

    def asked(self, condition: str) -> Asked:
        """What the leaves of one of its conditions are asked of."""
        return _asked(self, condition, self.attributes)

    def asked_of_few(self, condition: str) -> Asked:
        """The same of rows that know nothing: each has its attributes looked up."""
        return _asked(self, condition, ATTRIBUTES)


@lru_cache(maxsize=8 * COMPILED)
def _asked(step: BoundStep, condition: str, known: tuple[Attribute, ...]) -> Asked:
    return Asked(
        document=step.active.policy.document,
        target=step.step.to,
        condition=condition,
        on=step.on,
        anchors=step.anchors,
        rounds=step.rounds,
        facts=step.names.facts,
        equivalents=step.active.equivalents,
        recorded=step.active.complete,
        attributes=known,
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a live round that name days: ISO text, NULL where not set."""

    rung: str
    id: int
    closes_on: str | None
    notice_through: str | None


def bound_steps(connection: sqlite3.Connection, on: date) -> tuple[BoundStep, ...]:
    """Every step that the loaded policies have in force on the day, in their order."""
    return bind(connection, policies(connection), on)


def bind(
    connection: sqlite3.Connection, loaded: Iterable[Policy], on: date
) -> tuple[BoundStep, ...]:
    """The steps of these policies, whether loaded or only tried, on the day."""
    rungs = tuple(_recorded_rungs(connection).items())
    return _bound(_Same(tuple(loaded)), _windows(connection), rungs, on)


@dataclass(frozen=True, slots=True)
class _Same:
    """Policies by which what is bound is kept: hashed by their identity."""

    policies: tuple[Policy, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.policies)))


@lru_cache(maxsize=COMPILED)
def _bound(
    loaded: _Same,
    windows: tuple[Window, ...],
    rungs: tuple[tuple[str, str], ...],
    on: date,
) -> tuple[BoundStep, ...]:
    rounds = _current(windows, on)
    given = {id_: rung.name for id_, rung in declared(loaded.policies, on).items()}
    known = names(fact_keys(), dict(rungs) | given)
    return tuple(
        BoundStep(
            step,
            on,
            dict.fromkeys(Anchor, on) | days,
            rounds,
            replace(known, unset=frozenset(Anchor) - days.keys()),
            known_to(step.step.condition),
            asks_of_events(step.step.condition),
        )
        for step in active(loaded.policies, on)
        for days in (_named(windows, step.step.to, on),)
    )


def policies(connection: sqlite3.Connection) -> tuple[Policy, ...]:
    """The loaded policies, in the order in which they were loaded."""
    known = _known(connection)
    rows = connection.execute(
        "SELECT toml, document_number FROM policy WHERE voided_by IS NULL ORDER BY id"
    )
    return tuple(_policy(text, number, *known) for text, number in rows)


def vocabulary(connection: sqlite3.Connection) -> Vocabulary:
    """What a policy file may name in this registry: the shipped words and its own."""
    return shipped_vocabulary().knowing(*_known(connection))


@lru_cache(maxsize=256)
def _policy(
    text: str,
    number: str,
    rungs: frozenset[str],
    divisions: frozenset[str],
    documents: frozenset[str],
) -> Policy:
    known = shipped_vocabulary().knowing(rungs, divisions, documents)
    return parse(text, number, known)


def _known(
    connection: sqlite3.Connection,
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Rungs; divisions and documents of any time, that what was loaded stays read."""
    return (
        frozenset(_recorded_rungs(connection)),
        _words(connection, "SELECT code AS word FROM division"),
        _words(
            connection,
            "SELECT document_number AS word FROM policy"
            " UNION SELECT number FROM document WHERE number IS NOT NULL",
        ),
    )


def _words(connection: sqlite3.Connection, sql: str) -> frozenset[str]:
    joined = f"SELECT group_concat(word, char(10)) FROM ({sql})"  # noqa: S608  # ours
    (text,) = connection.execute(joined).fetchone()
    return _split(text or "")


@lru_cache(maxsize=8)
def _split(text: str) -> frozenset[str]:
    return frozenset(text.split("\n")) if text else frozenset()


def _recorded_rungs(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT code, name FROM rung WHERE voided_by IS NULL")
    return dict(rows.fetchall())


def _windows(connection: sqlite3.Connection) -> tuple[Window, ...]:
    rows = connection.execute(
        "SELECT rung, id, closes_on, notice_through FROM round"
        " WHERE voided_by IS NULL ORDER BY id"
    )
    return tuple(Window(*row) for row in rows)


def _current(windows: Iterable[Window], on: date) -> dict[str, int]:
    """Of each rung the round with the least ``(closes_on, id)`` from the day on."""
    closing = sorted(
        (window.closes_on, window.id, window.rung)
        for window in windows
        if window.closes_on is not None and window.closes_on >= on.isoformat()
    )
    return {rung: id_ for _, id_, rung in reversed(closing)}


def _named(windows: Iterable[Window], rung: str, on: date) -> dict[Anchor, date]:
    """The named days that are known: of rounds those that a round to come has set."""
    ours = [window for window in windows if window.rung == rung]
    found = {
        Anchor.AS_OF: on,
        Anchor.DEADLINE: _earliest((window.closes_on for window in ours), on),
        Anchor.NOTICE_END: _earliest((window.notice_through for window in ours), on),
        Anchor.YEAR_END: date(on.year - 1, 12, 31),
    }
    return {name: day for name, day in found.items() if day is not None}


def _earliest(days: Iterable[str | None], on: date) -> date | None:
    """The earliest day on or after ``on``."""
    ahead = [day for day in days if day is not None and day >= on.isoformat()]
    return date.fromisoformat(min(ahead)) if ahead else None
