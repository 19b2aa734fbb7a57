"""What joining two records would do: both side by side, what moves, what to heed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.desk.dedupe import join
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.office import NO_REASON, Because, Office, rehearse
from registry.desk.read import holdings, records
from registry.desk.read.profile import profile
from registry.desk.read.session import Reading, open_reading
from registry.desk.read.shown import joined
from registry.desk.read.values import Line
from registry.intake.names import places, usual
from registry.intake.near import Near
from registry.model.labels import table_label
from registry.store.transaction import Tx

_NAMED = frozenset({"全称", "简称", "曾用名"})
_PLACED = ("县市区（园区）", "注册地")
_DID = """
SELECT table_name AS kind,
  sum(operation = 'insert') AS copied,
  sum(operation = 'update' AND "after" ->> '$.voided_by' IS NULL) AS moved,
  sum("after" ->> '$.voided_by' IS NOT NULL) AS closed
FROM journal WHERE change_id = :change AND table_name NOT IN ('enterprise', 'subject')
GROUP BY table_name ORDER BY table_name
"""

Sides = tuple[str, str, str]
"""A label, and what the kept record and the joined one say of it."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Two records side by side, what becomes of their rows, and what to think of.

    ``moved`` are kinds of rows that go over and how many, ``copied`` what the kept one
    has not, ``closed`` doubles that fall away.
    """

    names: tuple[str, str]
    sides: tuple[Sides, ...]
    moved: tuple[str, ...]
    copied: tuple[str, ...]
    closed: tuple[str, ...]
    warnings: tuple[str, ...]


def preview(office: Office, draft: JoinDraft, because: Because = NO_REASON) -> Joining:
    """What joining two records would do; nothing is written.

    Raises:
        ConflictError: they cannot be joined.
    """

    def rehearsed(tx: Tx) -> list[tuple[str, int, int, int]]:
        join.within(tx, draft)
        done = tx.rows(_DID, {"change": tx.change_id})
        return [(table_label(d.kind), d.moved, d.copied, d.closed) for d in done]

    done = rehearse(office, rehearsed, because)
    with open_reading(office.path) as reading:
        both = [_told(reading, one) for one in (draft.kept_id, draft.joined_id)]
        near = _near(reading, both[0], both[1])
    moved, copied, closed = (
        tuple(f"{it[0]} {it[at]} 条" for it in done if it[at]) for at in (1, 2, 3)
    )
    return Joining(
        (both[0]["全称"], both[1]["全称"]),
        tuple(
            (label, both[0].get(label, "未登记"), both[1].get(label, "未登记"))
            for label in dict.fromkeys([*both[0], *both[1]])
        ),
        moved,
        copied,
        closed,
        tuple(_warnings(both, near=near)),
    )


def _told(reading: Reading, enterprise: int) -> dict[str, str]:
    """What a record says, by label: identity, attributes, assessments, titles."""
    found: dict[str, list[str]] = {}
    for line in profile(reading, enterprise):
        found.setdefault(line.label, []).append(line.value)
    for label, lines in (
        ("评估", records.assessments(reading, enterprise)),
        ("称号", holdings.titles(reading, enterprise)),
        ("指标", records.facts(reading, enterprise)),
        ("事件", records.events(reading, enterprise)),
    ):
        found[label] = _few(lines)
    return {label: "；".join(said) or "无" for label, said in found.items()}


_SHOWN = 3


def _few(lines: Sequence[Line]) -> list[str]:
    said = [joined(line.on, line.label, line.value) for line in lines[:_SHOWN]]
    return said + ([f"…… 共 {len(lines)} 条"] if len(lines) > _SHOWN else [])


def _near(reading: Reading, kept: dict[str, str], other: dict[str, str]) -> bool:
    """Whether a name of the one is near to a name of the other, as in ledgers."""
    core = places(reading.connection).core
    known, asked = (
        [name for label in _NAMED for name in side.get(label, "").split("；") if name]
        for side in (kept, other)
    )
    index = Near(
        ((0, core(name), usual(name), None, None) for name in known), map(core, asked)
    )
    return any(index.find(core(name), usual(name), None, None) for name in asked)


def _warnings(both: Sequence[dict[str, str]], *, near: bool) -> Iterator[str]:
    kept, other = both
    if not near:
        yield "两份档案的名称并不相近，也没有用过同一名称：看不出是同一家企业"
    for label in _PLACED:
        one, its = kept.get(label), other.get(label)
        if one and its and one != its:
            yield f"两份档案的{label}不同：{one}、{its}"
