"""The loaded policies: every version with its days, and which one a word names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.dates import parse_exact
from registry.desk.read.session import Reading
from registry.eligibility.bind import policies
from registry.errors import InputError, NotFoundError
from registry.ladder.policy import Policy
from registry.readers.words import document_number
from registry.terms import Basis
from registry.text import clean, visible

_LISTED = """
SELECT id, document_number AS document, programme, title, scope, since, until, basis,
  sha256, toml FROM policy WHERE voided_by IS NULL ORDER BY programme, since, id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A loaded version of a policy, with its TOML text."""

    id: int
    document: str
    programme: str
    title: str
    scope: str
    since: str
    until: str | None
    basis: Basis
    sha256: str
    toml: str


def listed(reading: Reading) -> tuple[Listed, ...]:
    """Every loaded version, by programme and day."""
    return tuple(
        Listed(**(dict(row) | {"basis": Basis.read(row["basis"])}))
        for row in reading.rows(_LISTED)
    )


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
    begun = [one for one in found if one.since <= on.isoformat()]
    if not begun:
        known = "、".join(one.since for one in found)
        raise NotFoundError(
            f"「{visible(found[0].document)}」在 {on} 还没有施行；"
            f"载入的版本施行自 {known}，请改 @ 后的日期"
        )
    return begun[-1]


def _of_one_document(known: tuple[Listed, ...], name: str) -> list[Listed]:
    number = document_number(name)
    ways = (
        [one for one in known if one.document == number],
        [one for one in known if name and name in f"{one.document} {one.title}"],
    )
    found = next((way for way in ways if way), [])
    documents = list(dict.fromkeys(one.document for one in found))
    if not documents:
        raise NotFoundError(
            f"没有载入政策「{visible(name)}」；请用 tidu policy list 查看"
        )
    if len(documents) > 1:
        meant = "、".join(map(visible, documents))
        raise InputError(f"「{visible(name)}」可指多份政策：{meant}；请写全文号")
    return found


def everything(reading: Reading) -> tuple[Policy, ...]:
    """Every loaded version as values, in the order in which they were loaded."""
    return policies(reading.connection)


def parsed(reading: Reading, version: Listed) -> Policy:
    """A loaded version as values."""
    return next(
        one
        for one in everything(reading)
        if (one.document, one.since.isoformat()) == (version.document, version.since)
    )
