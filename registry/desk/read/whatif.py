"""What if a policy were in force: who would come to be eligible, and who no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry import asof
from registry.desk.read import lookup
from registry.desk.read.session import Reading
from registry.desk.read.steps import rung_name, steps_to
from registry.eligibility.bind import BoundStep, bind, policies
from registry.eligibility.whatif.compare import compared
from registry.eligibility.whatif.moved import Change
from registry.errors import InputError
from registry.ladder.policy import Policy
from registry.ladder.supposing import instead, superseded, supposed
from registry.text import visible


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What other rules would change on a day, goal by goal; nothing is written.

    ``instead_of`` are the loaded versions that would give way; ``notes`` what the
    reader has to know of the day; ``units`` names the unit of each enterprise moved, in
    the register's order of units.
    """

    on: date
    policy: Policy
    instead_of: tuple[Policy, ...]
    changes: tuple[Change, ...]
    units: Mapping[int, str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Only:
    """What is asked about: one rung, enterprises of one unit; all unless set."""

    to: str | None = None
    unit: int | None = None


EVERYTHING = Only()


def whatif(reading: Reading, policy: Policy, only: Only = EVERYTHING) -> WhatIf:
    """A policy taken as begun on the day, in the place of what it would supersede.

    Raises:
        InputError: it has ended by the day.
        NotFoundError: neither it nor what is loaded leads to the rung asked for.
    """
    on, loaded = reading.info.on, policies(reading.connection)
    _require_open(policy, on)
    ended = superseded(loaded, policy, on)
    return _joining(reading, policy, supposed(loaded, policy, on), ended, only)


def loading(reading: Reading, policy: Policy) -> WhatIf:
    """What loading a policy changes on the day; one to come is taken as begun on it.

    One that has ended by the day, or that a newer version follows, changes nothing.
    """
    on, loaded = reading.info.on, policies(reading.connection)
    begun = policy.since <= on
    then = (*loaded, policy) if begun else supposed(loaded, policy, on)
    return _joining(reading, policy, then, superseded(loaded, policy), EVERYTHING)


def left_out(reading: Reading, found: WhatIf, word: str) -> str:
    """That a policy says nothing of the rung that a word names; else nothing."""
    code = rung(reading, [found.policy], word)
    if any(step.to == code for step in found.policy.step):
        return ""
    return f"该文件不涉及「{rung_name(reading, code)}」：没有进入，也没有退出"


def _joining(
    reading: Reading,
    policy: Policy,
    then: Sequence[Policy],
    ended: tuple[Policy, ...],
    only: Only,
) -> WhatIf:
    """The loaded policies held against those that there would be then."""
    on, loaded = reading.info.on, policies(reading.connection)
    old, new = bind(reading.connection, loaded, on), bind(reading.connection, then, on)
    return WhatIf(
        on,
        policy,
        ended,
        *_changes(reading, old, new, only),
        tuple(_notes(loaded, policy, new, on)),
    )


def between(
    reading: Reading, old: Policy, new: Policy, only: Only = EVERYTHING
) -> WhatIf:
    """One policy in force on the day in the place of another, whichever is loaded.

    Raises:
        InputError: one of them has ended by the day.
        NotFoundError: neither leads to the rung asked for.
    """
    on, loaded = reading.info.on, policies(reading.connection)
    for one in (old, new):
        _require_open(one, on)
    before = bind(reading.connection, instead(loaded, old, new, on), on)
    after = bind(reading.connection, instead(loaded, new, old, on), on)
    notes = (*_begun(old, on), *_begun(new, on), *_idle(new, after, on))
    return WhatIf(
        on, new, (old,), *_changes(reading, before, after, only), tuple(notes)
    )


def rung(reading: Reading, policies: Iterable[Policy], word: str) -> str:
    """The code of the rung that a word names: one these declare, else a recorded one.

    Raises:
        NotFoundError, InputError: no rung, or more than one, is named so.
    """
    declared = [one for policy in policies for one in policy.rung]
    own = {one.id for one in declared if word in (one.id, one.name)}
    return own.pop() if own else lookup.rung_id(reading.words, word, reading.info.on)


def _changes(
    reading: Reading,
    old: Sequence[BoundStep],
    new: Sequence[BoundStep],
    only: Only,
) -> tuple[tuple[Change, ...], Mapping[int, str]]:
    before, after = _to(only.to, old), _to(only.to, new)
    if only.to is not None and not (before or after):
        steps_to(reading, only.to)
    changes = tuple(compared(reading.connection, before, after, only.unit))
    return changes, _units(reading, changes)


def _to(rung: str | None, steps: Sequence[BoundStep]) -> list[BoundStep]:
    return [one for one in steps if rung in (None, one.step.to)]


_UNITS = f"""
SELECT p.value AS id, {asof.unit_name("p.value")} AS unit,
  {asof.value("unit_spell", "p.value")} AS unit_id
FROM json_each(:parties) p ORDER BY unit_id IS NULL, unit_id
"""


def _units(reading: Reading, changes: Iterable[Change]) -> Mapping[int, str]:
    parties = {one.enterprise_id for change in changes for one in change.moved}
    rows = reading.rows(_UNITS, parties=json.dumps(sorted(parties)))
    return {row["id"]: visible(row["unit"] or "") for row in rows}


def _require_open(policy: Policy, on: date) -> None:
    if policy.until is not None and policy.until <= on:
        raise InputError(
            f"「{visible(policy.document)}」只施行到 {policy.until}（不含当日），"
            f"{on} 已经失效；请用 --on 写更早的日期"
        )


def _notes(
    loaded: Sequence[Policy], policy: Policy, bound: Sequence[BoundStep], on: date
) -> Iterable[str]:
    yield from _begun(policy, on)
    versions = {(one.document, one.since) for one in loaded if one != policy}
    if policy not in loaded and (policy.document, policy.since) in versions:
        yield (
            f"「{visible(policy.document)}」自 {policy.since} 起的版本已经载入，"
            "这里只作测算；要载入，请写更晚的 since，或先用"
            " tidu correct void --table 政策 作废已载入的那一版"
        )
    yield from _idle(policy, bound, on)


def _begun(policy: Policy, on: date) -> Iterable[str]:
    if policy.since > on:
        yield (
            f"假定「{visible(policy.document)}」在 {on} 已经施行"
            f"（文件写明自 {policy.since} 起）；施行当日的情形用 --on {policy.since}"
        )


def _idle(policy: Policy, bound: Sequence[BoundStep], on: date) -> Iterable[str]:
    """That none of its ways is in force: replaced by others, or to begin later."""
    own = {_version(one.active.policy) for one in bound}
    begun = policy.document, min(policy.since, on)
    if policy.step and begun not in own:
        yield (
            f"「{visible(policy.document)}」在 {on} 没有一条途径在施行："
            "已被别的文件替代，或途径另写了 since、until"
        )


def _version(policy: Policy) -> tuple[str, date]:
    return policy.document, policy.since
