"""Joining two records of one enterprise (并档): a tombstone, and both histories.

What was recorded of the joined record goes over to the one that stays; its names and
other spells stay where they are, and are copied where the other has none; what it was
called, the other is then known by too. Two rows
that say the same become one; two that contradict each other refuse the whole. The
absorption of one company by another is a succession, not this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from registry.desk import attributes, contacts, rows, spells
from registry.desk.attributes import EnterpriseSpell
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.enterprise import Enterprise, NameSpell
from registry.model.labels import table_label
from registry.store.references import Link, links
from registry.store.transaction import Tx
from registry.store.triggers import quoted
from registry.terms import Attribute, NameKind

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Twin:
    """Rows of a table that are one record where ``same`` agree; ``said`` must too."""

    table: str
    holder: str
    same: tuple[str, ...]
    said: tuple[str, ...] = ()


_TWINS = (
    _Twin(
        "assessment",
        "subject_id",
        ("kind", "on", "on_precision", "standard"),
        ("level", "score"),
    ),
    _Twin("fact", "subject_id", ("key", "since", "until"), ("value", "grade")),
    _Twin(
        "judgement", "subject_id", ("policy", "rung", "condition", "on"), ("verdict",)
    ),
    _Twin("title", "subject_id", ("rung", "recognised_on"), ("end_kind", "ended_on")),
    _Twin("pool_entry", "subject_id", ("pool_id", "admitted_on"), ("left_on",)),
    _Twin("application", "subject_id", ("round_id",), ("kind",)),
    _Twin("roster_entry", "subject_id", ("roster_id",)),
    _Twin(
        "event",
        "enterprise_id",
        ("kind", "on", "on_precision", "severity", "note"),
        ("removed_on",),
    ),
)
_STAYS = frozenset({"enterprise", "subject"})


@verb("并档")
def join(tx: Tx, draft: JoinDraft) -> int:
    """Join one record of an enterprise to another; the id of the one that stays.

    Raises:
        ConflictError: their credit codes differ, one followed the other, or rows
            of both contradict each other.
    """
    kept = attributes.living(tx, draft.kept_id)
    joined = attributes.living(tx, draft.joined_id)
    _refuse_two(tx, kept, joined)
    ids = {"kept": draft.kept_id, "joined": draft.joined_id, "change": tx.change_id}
    _refuse_contradictions(tx, ids)
    tx.session.flush()
    for twin in _TWINS:
        _join_twins(tx, twin, ids)
    contacts.join(tx, draft.kept_id, draft.joined_id)
    for link in links():
        if link.parent in _STAYS and link.key == "id" and _moves(link):
            _move(tx, link, ids)
    _drop_own_parent(tx, ids)
    _refuse_second_titles(tx, draft.kept_id)
    tx.session.expire_all()
    _settle(tx, draft)
    return draft.kept_id


def _refuse_two(tx: Tx, kept: Enterprise, joined: Enterprise) -> None:
    if kept.uscc and joined.uscc and kept.uscc != joined.uscc:
        raise ConflictError(
            f"两份档案的统一社会信用代码不同（{kept.uscc}、{joined.uscc}），不是同一家"
            "企业；一家并购另一家请用 tidu change succession"
        )
    followed = tx.rows(
        "SELECT 1 FROM succession WHERE voided_by IS NULL AND enterprise_id IN (:a, :b)"
        " AND successor_id IN (:a, :b)",
        {"a": kept.id, "b": joined.id},
    )
    if followed:
        raise ConflictError("两份档案之间登记有承继，不是同一家企业；请先核对承继")


def _refuse_contradictions(tx: Tx, ids: dict[str, int]) -> None:
    told = [
        f"{table_label(twin.table)} #{row.a} 与 #{row.b}"
        for twin in _TWINS
        if twin.said
        for row in tx.rows(_pairs(twin, differing=True), _two(ids))
    ]
    if told:
        more = f"等 {len(told)} 处" if len(told) > _SHOWN else ""
        raise ConflictError(
            f"两份档案说法不一：{'、'.join(told[:_SHOWN])}{more}；"
            "请先更正或作废其中一条，再并档"
        )


def _two(ids: dict[str, int]) -> dict[str, int]:
    return {"kept": ids["kept"], "joined": ids["joined"]}


def _pairs(twin: _Twin, *, differing: bool = False) -> str:
    """The SQL of pairs that are one record: ``a`` of the kept, ``b`` of the joined."""
    same = " AND ".join(f"a.{quoted(c)} IS b.{quoted(c)}" for c in twin.same)
    apart = " OR ".join(f"a.{quoted(c)} IS NOT b.{quoted(c)}" for c in twin.said)
    return (
        f"SELECT a.id AS a, b.id AS b FROM {twin.table} a JOIN {twin.table} b"
        f" ON a.{twin.holder} = :kept AND b.{twin.holder} = :joined AND {same}"
        " WHERE a.voided_by IS NULL AND b.voided_by IS NULL"
        + (f" AND ({apart})" if differing else "")
    )


def _join_twins(tx: Tx, twin: _Twin, ids: dict[str, int]) -> None:
    """Void the second of two rows that say the same; what rests on it moves over."""
    for pair in tx.rows(_pairs(twin), _two(ids)):
        change = {"change": ids["change"], "row": pair.b}
        for link in links():
            if (link.parent, link.key) == (twin.table, "id"):
                _move(tx, link, {"kept": pair.a, "joined": pair.b} | change)
        tx.rows(
            f"UPDATE {twin.table} SET voided_by = :change, version = version + 1"
            " WHERE id = :row",
            change,
        )


def _moves(link: Link) -> bool:
    own_spell = link.child.endswith("_spell") and link.child != "owner_spell"
    return link.child not in _STAYS and not (own_spell and link.column != "value")


def _move(tx: Tx, link: Link, ids: dict[str, int]) -> None:
    """Let rows that name the joined record name the kept one; doubles fall away."""
    if link.child == "assessment_score":
        action = "voided_by = :change"
        bound = {"joined": ids["joined"], "change": ids["change"]}
    else:
        action = f"{quoted(link.column)} = :kept"
        bound = _two(ids)
    tx.rows(
        f"UPDATE {quoted(link.child)} SET {action}, version = version + 1"
        f" WHERE {quoted(link.column)} = :joined AND voided_by IS NULL",
        bound,
    )


def _drop_own_parent(tx: Tx, ids: dict[str, int]) -> None:
    """One record had the other as its group: an enterprise is not its own."""
    tx.rows(
        "UPDATE parent_spell SET voided_by = :change, version = version + 1"
        " WHERE enterprise_id = :kept AND value = :kept AND voided_by IS NULL",
        {"change": ids["change"], "kept": ids["kept"]},
    )


def _refuse_second_titles(tx: Tx, kept: int) -> None:
    both = tx.rows(
        "SELECT g.name FROM title a JOIN title b ON b.subject_id = a.subject_id"
        " AND b.rung = a.rung AND a.id < b.id JOIN rung g ON g.code = a.rung"
        " WHERE a.subject_id = :kept AND a.voided_by IS NULL AND b.voided_by IS NULL"
        " AND a.recognised_on < min(coalesce(b.valid_until, '9999'),"
        " coalesce(b.ended_on, '9999'))"
        " AND b.recognised_on < min(coalesce(a.valid_until, '9999'),"
        " coalesce(a.ended_on, '9999'))",
        {"kept": kept},
    )
    if both:
        raise ConflictError(
            f"并档后会同时持有两个{both[0].name}；请先终止或作废其中一个"
        )


def _settle(tx: Tx, draft: JoinDraft) -> None:
    """Leave the tombstone; give the kept record what only the joined one knew."""
    kept = rows.need(tx, Enterprise, draft.kept_id, "企业")
    joined = rows.need(tx, Enterprise, draft.joined_id, "企业")
    code, joined.uscc = joined.uscc, joined.uscc if kept.uscc else None
    joined.merged_into = draft.kept_id
    tx.touch(joined)
    kept.uscc = kept.uscc or code
    if kept.established_on is None:
        kept.established_on = joined.established_on
        kept.established_precision = joined.established_precision
    tx.touch(kept)
    for earlier in rows.live(tx, Enterprise, merged_into=draft.joined_id):
        earlier.merged_into = draft.kept_id
        tx.touch(earlier)
    for attribute in _lacking(tx, draft):
        for spell in attributes.history(tx, attribute, draft.joined_id):
            _copy(tx, draft, spell)
    _keep_names(tx, draft)


def _copy(tx: Tx, draft: JoinDraft, spell: EnterpriseSpell, **said: object) -> None:
    """Let the kept record have a spell of the joined one, with some of it otherwise."""
    copied = spells.copy(spell)
    copied.enterprise_id = draft.kept_id
    for key, value in said.items():
        setattr(copied, key, value)
    tx.add(copied)


def _keep_names(tx: Tx, draft: JoinDraft) -> None:
    """Names that only the joined record bore are other names of the kept one."""
    borne = {one.value for one in rows.live(tx, NameSpell, enterprise_id=draft.kept_id)}
    for name in rows.live(tx, NameSpell, enterprise_id=draft.joined_id):
        if name.value not in borne:
            borne.add(name.value)
            _copy(tx, draft, name, kind=NameKind.FORMER)


def _lacking(tx: Tx, draft: JoinDraft) -> Iterator[Attribute]:
    for attribute in attributes.KEPT:
        if not attributes.history(tx, attribute, draft.kept_id):
            yield attribute
