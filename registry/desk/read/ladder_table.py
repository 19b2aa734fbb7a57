"""The ladder as a list: rung by rung who holds it and who may come up to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from registry import columns
from registry.columns import Cell, Column, Kind
from registry.desk.read.issued import issued
from registry.desk.read.ladder import TERMS, programmes
from registry.desk.read.pictures import ProgrammePicture, RungPicture
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.ladder.draw import held, renewed
from registry.lists.ladders import ladder
from registry.lists.table import Table
from registry.terms import Basis, Outcome, Tier
from registry.text import visible

_COUNTED = (Outcome.ELIGIBLE, Outcome.ONE_SHORT, Outcome.PENDING)
_BEFORE = frozenset({"rung", "target"})
"""Columns that name rungs."""
_KINDS = "SELECT code, name FROM subject_kind WHERE voided_by IS NULL"
COLUMNS = (
    columns.ORDINAL,
    Column("programme", "方向", 24),
    Column("tier", "层级", 8),
    columns.RUNG,
    Column("subject_kind", "认定对象", 10),
    Column("holders", "持有数", 9, Kind.NUMBER),
    *(Column(one.value, one.label, 9, Kind.NUMBER) for one in _COUNTED),
    Column("policy", "依据文号", 28),
    columns.NOTE,
)


def table(reading: Reading, words: str) -> Table:
    """Every rung that has begun, of one programme or all.

    Raises:
        InputError: no programme is called so.
    """
    found = _named(programmes(reading), words)
    rest_on = {n: Basis.read(basis) for one in found for n, basis in one.documents}
    kinds = {row["code"]: visible(row["name"]) for row in reading.rows(_KINDS)}
    rows = (cells for one in found for cells in _cells(one, kinds))
    made = issued(
        reading,
        "梯度总览",
        f"{reading.info.as_of} {TERMS}",
        COLUMNS,
        tuple((place, *cells) for place, cells in enumerate(rows, 1)),
        basis="、".join(f"{n}（{basis.label}）" for n, basis in rest_on.items()),
        marks=(Basis.SAMPLE.label,) if Basis.SAMPLE in rest_on.values() else (),
    )
    return replace(made, group="programme", ladders=tuple(map(ladder, found)))


def pictured(reading: Reading, table: Table) -> Table:
    """The list with the programmes it is about as pictures, for who can show them.

    A published list keeps those it was published with.
    """
    at = [n for n, one in enumerate(table.columns) if one.key in _BEFORE]
    if table.archive or table.ladders or not at:
        return table
    named = {str(row[place]) for row in table.rows for place in at}
    about = [one for one in programmes(reading) if _is_about(one, named)]
    return replace(table, ladders=tuple(map(ladder, about)))


def _is_about(programme: ProgrammePicture, named: Iterable[str]) -> bool:
    """Whether one of its rungs is named, alone or with 复核 and the like around."""
    return any(rung.name in name for rung in programme.rungs for name in named)


def _named(
    found: tuple[ProgrammePicture, ...], words: str
) -> tuple[ProgrammePicture, ...]:
    chosen = tuple(one for one in found if words in one.name or words == one.id)
    if found and not chosen:
        known = "、".join(one.name for one in found)
        raise InputError(f"没有方向「{words}」；可写：{known}")
    return chosen


def _cells(
    programme: ProgrammePicture, kinds: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    for rung in programme.rungs:
        yield (
            programme.name,
            Tier.read(rung.tier).label,
            rung.name,
            kinds.get(rung.subject, rung.subject),
            rung.holders,
            *_counts(rung),
            *_rests_on(programme, rung),
        )


def _counts(rung: RungPicture) -> Iterator[int | None]:
    """How many there are of each outcome; nothing where nothing leads to the rung."""
    for one in _COUNTED:
        yield rung.counts.get(one, 0) if rung.counts else None


def _rests_on(programme: ProgrammePicture, rung: RungPicture) -> tuple[str, str]:
    steps = [step for step in programme.steps if step.to == rung.id]
    numbers = dict.fromkeys(step.policy for step in steps)
    sample = any(step.basis == Basis.SAMPLE.value for step in steps)
    stages = held(rung) if rung.taken_up or rung.accepted else ""
    marked = Basis.SAMPLE.label if sample else ""
    note = "；".join(filter(None, (stages, renewed(rung), marked)))
    return "、".join(numbers), note
