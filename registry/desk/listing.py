"""Any list the register can make, by the words that name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from registry.desk import questions
from registry.desk.read import (
    contacts,
    expiring,
    ladder_table,
    lists,
    lookup,
    own_part,
    recommended,
    then,
)
from registry.desk.read.catalogue import LISTS
from registry.desk.read.publications import published
from registry.desk.read.session import Reading
from registry.errors import InputError, RegistryError
from registry.filter.marks import plain
from registry.filter.parse import parse
from registry.ladder.faults import Finding, near
from registry.lists import layout_files
from registry.lists.arranged import Arrangement
from registry.lists.layout_files import Draft
from registry.lists.table import Table
from registry.terms import Outcome
from registry.text import separated, visible

Outcomes = tuple[Outcome, ...]
Make = Callable[[Reading, str, Outcomes], Table]


def listed(
    reading: Reading,
    what: str,
    outcomes: Outcomes = (Outcome.ELIGIBLE,),
    *,
    unmasked: bool = False,
    whole: bool = False,
) -> Table:
    """The list that ``what`` names, as it would be written.

    ``pool:NAME``, ``eligible:RUNG``, ``titles:RUNG``, ``enterprises:FILTER``,
    ``ledger:FILTER``, ``recommended:ROUND``, ``expiring:DAYS``, ``ladder:PROGRAMME``,
    ``list:NUMBER`` of a published one, a question (``desk.questions``), or a layout by
    its name or file; the word before the colon also in Chinese. Without a rung all
    rungs are listed, without a filter all enterprises. Anything else is a filter.
    ``unmasked`` shows contacts in full: whoever asks records why (``desk.contacts``).
    ``whole``: a filter gives the ledger of enterprises, which can be imported again.

    Raises:
        InputError: no such list, or a name that means several.
        NotFoundError: a name that means nothing.
    """
    kind, name = _parts(what)
    make = _SHOWN.get(kind) if unmasked else _KINDS.get(kind)
    if make is not None:
        return make(reading, name, outcomes)
    if kind in _shipped() or kind.endswith(".toml"):
        return _arranged(reading, kind, name, outcomes, unmasked=unmasked)
    return _filtered(reading, what, whole=whole)


def again(reading: Reading, what: str, outcomes: Outcomes = (Outcome.ELIGIBLE,)) -> str:
    """The words that list the same rows again, one way however ``what`` is worded.

    They name no layout, of whose file nobody knows what becomes of it, and what can be
    called otherwise later by its code.

    Raises:
        InputError: no such list, or a name that means several.
        NotFoundError: a name that means nothing.
    """
    kind, name = _parts(what)
    if kind in _KINDS:
        return _worded(reading, _KINDS[kind], name, outcomes)
    if kind in _shipped() or kind.endswith(".toml"):
        chosen = _draft(kind).certain()
        return again(reading, _narrowed(chosen, name), chosen.outcomes or outcomes)
    return _worded(reading, _enterprises, what, outcomes)


def _worded(reading: Reading, make: Make, name: str, outcomes: Outcomes) -> str:
    if make is _published:
        return published(reading, questions.number(name)).what
    if make is _titles:
        name = _rung(reading, name) or ""
    elif make is _eligible:
        rung, asked = _asked(reading, name, outcomes)
        name = f"{rung or ''};{','.join(one.value for one in asked)}"
    elif make is _pool:
        name = _ref(reading, "pool", _pool_id(reading, name))
    elif make is _RECOMMENDED:
        name = _ref(reading, "round", lookup.round_id(reading.words, name))
    kind = next(word for word, one in _KINDS.items() if one is make)
    return f"{kind}:{name}"


def _ref(reading: Reading, table: str, id_: int) -> str:
    """What something is called for ever."""
    row = reading.one(f"SELECT ref FROM {table} WHERE id = :id", id=id_)  # noqa: S608  # ours
    return str(row["ref"]) if row else ""


def _parts(what: str) -> tuple[str, str]:
    kind, *rest = re.split("[:：]", what, maxsplit=1)
    return kind.strip(), "".join(rest).strip()


def _pool(reading: Reading, name: str, _: Outcomes) -> Table:
    return lists.pool(reading, _pool_id(reading, name))


def _pool_id(reading: Reading, name: str) -> int:
    return reading.require_known(lookup.pool_id(reading.words, name), name, "pool")


def _eligible(reading: Reading, name: str, outcomes: Outcomes) -> Table:
    """To a rung, with the outcomes after a semicolon: 省级标杆企业;可晋级,差一项."""
    return lists.eligible(reading, *_asked(reading, name, outcomes))


def _asked(
    reading: Reading, name: str, outcomes: Outcomes
) -> tuple[str | None, Outcomes]:
    rung, _, typed = name.replace("；", ";").partition(";")
    asked = tuple(Outcome.read(one) for one in separated(typed))
    return _rung(reading, rung.strip()), asked or outcomes


def _titles(reading: Reading, name: str, _: Outcomes) -> Table:
    return lists.titles(reading, _rung(reading, name))


def _enterprises(reading: Reading, name: str, _: Outcomes) -> Table:
    return lists.enterprises(reading, name)


def _published(reading: Reading, name: str, _: Outcomes) -> Table:
    return published(reading, questions.number(name)).table


def _different(reading: Reading, name: str, _: Outcomes) -> Table:
    """What is different between two published lists, or one and ``now``."""
    before, _space, after = name.partition(" ")
    old, new = _list(reading, before, after), _list(reading, after, before)
    return questions.different(reading, old, new)


def _list(reading: Reading, which: str, other: str) -> Table:
    """A published list, or with ``now`` the other one made again, called alike."""
    if which.strip() != "now":
        return _published(reading, which, ())
    kept = published(reading, questions.number(other))
    now, called = (
        listed(reading, kept.what),
        {one.key: one for one in kept.table.columns},
    )
    columns = tuple(called.get(one.key, one) for one in now.columns)
    return replace(now, title=kept.table.title, columns=columns)


@cache
def _named(make: Callable[[Reading, str], Table]) -> Make:
    return lambda reading, name, _: make(reading, name)


def _rung(reading: Reading, name: str) -> str | None:
    return then.rung(reading, name) if name else None


_LEDGER, _MASKED = _named(own_part.own_part), _named(contacts.table)
_RECOMMENDED = _named(recommended.table)
_BY_FILTER = frozenset({_enterprises, _LEDGER, _MASKED})
"""Lists of those whom a filter selects."""
_KINDS: Mapping[str, Make] = {
    "pool": _pool,
    "eligible": _eligible,
    "可晋级": _eligible,
    "titles": _titles,
    "enterprises": _enterprises,
    "企业": _enterprises,
    "ledger": _LEDGER,
    "台账": _LEDGER,
    "recommended": _RECOMMENDED,
    "推荐": _RECOMMENDED,
    "expiring": _named(expiring.table),
    "到期": _named(expiring.table),
    "ladder": _named(ladder_table.table),
    "梯度总览": _named(ladder_table.table),
    "contacts": _MASKED,
    "联系人": _MASKED,
    "list": _published,
    "已发布": _published,
    "diff": _different,
    "比较": _different,
    **{word: _named(make) for word, make in questions.ASKED.items()},
}


_CONTACTS = _named(partial(contacts.table, masked=False))
_SHOWN: Mapping[str, Make] = {**_KINDS, "contacts": _CONTACTS, "联系人": _CONTACTS}
"""The same with contacts in full."""


def _filtered(reading: Reading, text: str, *, whole: bool) -> Table:
    """The enterprises that a filter selects; a word that names nothing is refused."""
    make = own_part.own_part if whole else lists.enterprises
    table = make(reading, text)
    if plain(text) and not table.rows:
        known = "、".join((LISTS, *_shipped()))
        raise InputError(
            f"没有名单「{visible(text)}」，也没有名称含此的企业；可写：{known}；"
            "或筛选式，见 tidu filter help"
        )
    return table


def _arranged(
    reading: Reading, layout: str, name: str, outcomes: Outcomes, *, unmasked: bool
) -> Table:
    """A list laid out by a file."""
    draft = _draft(layout)
    chosen = draft.arrangement
    kind = _parts(chosen.rows)[0]
    if kind not in _KINDS:
        told = ("不是名单的种类", near(kind, _KINDS))
        draft.certain([Finding(("rows",), kind, told)] if kind else [])
    try:
        rows = _narrowed(chosen, name)
        table = listed(reading, rows, chosen.outcomes or outcomes, unmasked=unmasked)
    except RegistryError:
        draft.certain()
        raise
    return draft.certain(chosen.wrong(table)).apply(table)


def _narrowed(chosen: Arrangement, name: str) -> str:
    """The rows that a layout names, narrowed by what is asked of it besides.

    Raises:
        InputError: it says already of what, and that is no filter, or which outcomes.
        FilterError: one of two filters cannot be read.
    """
    kind, own = _parts(chosen.rows)
    if chosen.outcomes and _KINDS[kind] is _eligible and questions.parts(name)[1]:
        only = "、".join(one.label for one in chosen.outcomes)
        raise InputError(
            f"版式「{chosen.name}」只收{only}的，后面不能再写结论；"
            f"请只写称号，或用 可晋级名单:{visible(name)}"
        )
    if not (own and name):
        return f"{kind}:{own or name}"
    if _KINDS[kind] not in _BY_FILTER:
        raise InputError(
            f"版式「{chosen.name}」的 rows 已写明「{visible(own)}」，后面不能再写"
            f"「{visible(name)}」；请只写版式，或把 rows 改成 {kind}"
        )
    for text in (own, name):
        parse(text)
    return f"{kind}:({own}) ({name})"


def _draft(layout: str) -> Draft:
    """A layout, a shipped one by name, or one's own by its path."""
    return _shipped().get(layout) or layout_files.draft(Path(layout))


def _shipped() -> Mapping[str, Draft]:
    return {one.name: Draft(one) for one in layout_files.shipped()}
