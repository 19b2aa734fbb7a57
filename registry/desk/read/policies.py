"""The loaded policies: every version with its days, and which one a word names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.dates import parse_exact
from registry.desk.read.session import Reading
from registry.eligibility.bind import policies
from registry.errors import InputError, NotFoundError
from registry.ladder.policy import Policy
from registry.ladder.versions import active, ended
from registry.readers.words import document_number
from registry.text import clean, visible

_LOADED = "SELECT id, sha256, toml FROM policy WHERE voided_by IS NULL ORDER BY id"


class State(StrEnum):
    """Whether a version counts on a day, in Chinese."""

    IN_FORCE = "施行中"
    TO_COME = "未施行"
    ENDED = "已失效"
    SUPERSEDED = "已被代替"


@dataclass(frozen=True, slots=True)
class Listed:
    """A loaded version of a policy: its row, its text, and how it stands on the day.

    ``until`` is the first day on which it counts no more, ``by`` what has then taken
    its place.
    """

    id: int
    policy: Policy
    state: State
    until: date | None
    by: Policy | None
    sha256: str
    toml: str


def everything(reading: Reading) -> tuple[Policy, ...]:
    """Every loaded version, in the order in which they were loaded."""
    return policies(reading.connection)


def listed(reading: Reading) -> tuple[Listed, ...]:
    """Every loaded version, by programme and day."""
    loaded, on = everything(reading), reading.info.on
    found = [
        Listed(
            row["id"],
            one,
            _state(one, loaded, on),
            *ended(one, loaded),
            row["sha256"],
            row["toml"],
        )
        for row, one in zip(reading.rows(_LOADED), loaded, strict=True)
    ]
    return tuple(sorted(found, key=_order))


def version(reading: Reading, word: str) -> Listed:
    """The version that ``文号`` or ``文号@日期`` names: the newest, or that of the day.

    Part of the number or of the title will do where only one document has it.

    Raises:
        NotFoundError: no such document is loaded, or none of it had begun by the day.
        InputError: several documents may be meant, or the day is no day.
    """
    name, _, day = clean(word).partition("@")
    found = _of_one_document(listed(reading), name)
    on = parse_exact(day) if day else date.max
    begun = [one for one in found if one.policy.since <= on]
    if not begun:
        known = "、".join(str(one.policy.since) for one in found)
        raise NotFoundError(
            f"「{visible(found[0].policy.document)}」在 {on} 还没有施行；"
            f"载入的版本施行自 {known}，请改 @ 后的日期"
        )
    return begun[-1]


def _order(one: Listed) -> tuple[str, date, int]:
    return one.policy.programme, one.policy.since, one.id


def _state(policy: Policy, loaded: Sequence[Policy], on: date) -> State:
    """A file without ways counts as long as no newer version of it has begun."""
    if policy.since > on:
        return State.TO_COME
    if policy.until is not None and policy.until <= on:
        return State.ENDED
    if policy.step:
        counts = any(found.policy is policy for found in active(loaded, on))
    else:
        counts = not any(
            one.document == policy.document and policy.since < one.since <= on
            for one in loaded
        )
    return State.IN_FORCE if counts else State.SUPERSEDED


def _of_one_document(known: Sequence[Listed], name: str) -> list[Listed]:
    number = document_number(name)
    ways = (
        [one for one in known if one.policy.document == number],
        [one for one in known if name and name in _words(one.policy)],
    )
    found = next((way for way in ways if way), [])
    documents = list(dict.fromkeys(one.policy.document for one in found))
    if not documents:
        raise NotFoundError(
            f"没有载入政策「{visible(name)}」；请用 tidu policy list 查看"
        )
    if len(documents) > 1:
        meant = "、".join(map(visible, documents))
        raise InputError(f"「{visible(name)}」可指多份政策：{meant}；请写全文号")
    return found


def _words(policy: Policy) -> str:
    return f"{policy.document} {policy.title}"
