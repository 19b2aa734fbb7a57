"""One page for whatever a word names: enterprise, workshop, document, round, rung …."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from registry.desk.read import (
    budget_lines,
    documents,
    enterprise_page,
    kinds,
    lookup,
    pools,
    rosters,
    rounds,
    rungs,
    subjects,
)
from registry.desk.read.kinds import Kind
from registry.desk.read.meant import Asked, only
from registry.desk.read.near import alike
from registry.desk.read.session import Reading
from registry.desk.read.values import Card
from registry.errors import NotFoundError
from registry.text import clean, visible


@dataclass(frozen=True, slots=True)
class _Way:
    """A kind of thing and the page of one, by its id (a rung's: its code).

    ``table`` has one row each, by ``key``.
    """

    kind: Kind
    page: Callable[..., Card]
    table: str
    key: str = "id"


_WAYS = (
    _Way(kinds.ENTERPRISE, enterprise_page.page, "enterprise"),
    _Way(kinds.ROUND, rounds.card, "round"),
    _Way(kinds.POOL, pools.card, "pool"),
    _Way(kinds.RUNG, rungs.card, "rung", "code"),
    _Way(kinds.BUDGET_LINE, budget_lines.card, "budget_line"),
    _Way(kinds.ROSTER, rosters.card, "roster"),
    _Way(kinds.DOCUMENT, documents.card, "document"),
    _Way(kinds.SUBJECT, subjects.card, "subject"),
)
_NAMED = 5
KINDS = "企业、认定对象（企业/车间名）、文件、批次、培育库、称号、预算项目、名册"
"""What has a page, as a refusal says it."""


def thing(reading: Reading, text: str) -> Card:
    """The page of what the text names; 企业/车间 names one of an enterprise's own.

    A whole name of any kind goes before a part of a name.

    Raises:
        NotFoundError: the register has, or had, nothing of that name.
        InputError: it can mean several things of one kind.
    """
    word = clean(text)
    for names in dict.fromkeys((reading.words, reading.connection)):
        asked = Asked(names, reading.info.on)
        found = (
            _first(reading, asked, word, exact=True)
            or _owned(reading, word)
            or _first(reading, asked, word, exact=False)
        )
        if found is not None:
            return found
    raise _nothing(reading, word)


def _first(reading: Reading, asked: Asked, word: str, *, exact: bool) -> Card | None:
    for way in _WAYS:
        ways = way.kind.exact if exact else way.kind.parts
        if found := asked.found(way.kind, word, ways):
            meant = only(way.kind, word, found)["id"]
            reading.require_known(meant, word, way.table, way.key)
            return way.page(reading, meant)
    return None


def _owned(reading: Reading, word: str) -> Card | None:
    """The page of 企业/车间, where the word has a stroke and both are known."""
    if "/" not in word:
        return None
    try:
        subject = reading.meant(
            partial(lookup.subject_id, text=word, on=reading.info.on)
        )
    except NotFoundError:
        return None
    return subjects.card(reading, reading.require_known(subject, word))


def _nothing(reading: Reading, word: str) -> NotFoundError:
    near = [
        visible(name)
        for way in _WAYS
        for name in alike(reading.words, way.kind.names, word, reading.on)
    ]
    like = f"是不是：{'、'.join(near[:_NAMED])}？" if near else ""
    return NotFoundError(
        f"台账中没有叫「{visible(word)}」的；可以看的有：{KINDS}；{like}"
        "用 tidu find 按字找企业，用 tidu list 看各类名单"
    )
