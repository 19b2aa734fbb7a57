"""Finding the rows a draft speaks of, or refusing with a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TypeVar

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from registry.dates import today
from registry.desk.drafts.base import RestingDraft
from registry.errors import ConflictError, InputError, NotFoundError
from registry.model.base import Recorded
from registry.model.document import Document
from registry.model.journal import Change
from registry.model.labels import table_label
from registry.model.place import (
    Division,
    EventKind,
    Registry,
    StageKind,
    SubjectKind,
    Unit,
)
from registry.model.policy import Rung
from registry.store import engine
from registry.store.transaction import Tx

Model = TypeVar("Model", bound=Recorded)
KindModel = TypeVar("KindModel", SubjectKind, EventKind, StageKind, Rung)
_SHOWN = 12


def live(tx: Tx, model: type[Model], **equal: object) -> Sequence[Model]:
    """The rows that are not void and have these values, by id."""
    given = {name: value for name, value in equal.items() if value is not None}
    query = _query(model, tuple(equal), frozenset(given))
    return tx.session.exec(query, params=given).all()


@cache
def _query(
    model: type[Model], names: tuple[str, ...], given: frozenset[str]
) -> SelectOfScalar[Model]:
    """The statement for live rows; building it anew would be half of its cost."""
    query = select(model).where(col(model.voided_by).is_(None)).order_by(col(model.id))
    for name in names:
        column = getattr(model, name)
        asked = column == bindparam(name) if name in given else column.is_(None)
        query = query.where(asked)
    return query


def need(tx: Tx, model: type[Model], row_id: int, what: str) -> Model:
    """The live row of that number; ``NotFoundError`` naming what was looked for."""
    row = tx.session.get(model, row_id)
    if row is None or row.voided_by is not None:
        raise NotFoundError(f"没有编号为 {row_id} 的{what}；请先查到它的编号")
    return row


def number(row: Recorded) -> int:
    """The id of a row that is in the database."""
    if row.id is None:
        raise ValueError("the row was not added yet")
    return row.id


def wrongly(row: Recorded) -> str:
    """The remedy for a row that should not be there, as a refusal ends."""
    table = table_label(str(row.__tablename__))
    return f"登记错了用 tidu correct void {row.id} --table {table} 作废"


def changed(tx: Tx, row: Model) -> Model:
    """Write the edited attributes of a row; refuse where none differs.

    Raises:
        ConflictError: it says all that already.
    """
    if not tx.session.is_modified(row):
        raise ConflictError("与已登记的一样，没有要改的；请核对要改成什么")
    return tx.touch(row)


def coded(tx: Tx, model: type[KindModel], text: str, what: str) -> KindModel:
    """The live row of that code or Chinese name; ``NotFoundError`` lists some known."""
    for found in (live(tx, model, code=text), live(tx, model, name=text)):
        if found:
            return found[0]
    raise NotFoundError(_unknown(text, what, [row.name for row in live(tx, model)]))


def division(tx: Tx, text: str) -> Division:
    """The division of that code or name, the registry's own city first."""
    city = tx.session.get_one(Registry, 1).division.removesuffix("00")
    named = [*live(tx, Division, code=text), *live(tx, Division, name=text)]
    if not named:
        near = [one.name for one in live(tx, Division) if one.code.startswith(city)]
        raise NotFoundError(_unknown(text, "县市区", near))
    return min(named, key=lambda one: not one.code.startswith(city))


def unit(tx: Tx, text: str) -> Unit:
    """The reporting unit of that name or number."""
    known = live(tx, Unit, name=text)
    if not known and text.isdecimal():
        known = live(tx, Unit, id=int(text))
    if not known:
        raise NotFoundError(
            _unknown(text, "上报单位", [row.name for row in live(tx, Unit)])
        )
    return known[0]


def _unknown(text: str, what: str, names: list[str]) -> str:
    if not names:
        return f"没有{what}「{text}」，台账里还没有{what}；请先登记或载入"
    more = "等" if len(names) > _SHOWN else ""
    return f"没有{what}「{text}」；请写其中之一：{'、'.join(names[:_SHOWN])}{more}"


def document_id(tx: Tx, draft: RestingDraft) -> int | None:
    """The recorded document that a draft rests on: its own, else the change's.

    Raises:
        NotFoundError: the draft names a document that is not recorded. (What the
            change names need not be: the change itself keeps its number.)
    """
    if draft.document:
        return number(document(tx, draft.document))
    opened = tx.session.get_one(Change, tx.change_id)
    found = live(tx, Document, number=opened.document) if opened.document else ()
    return number(found[0]) if found else None


def document(tx: Tx, text: str) -> Document:
    """The recorded document of that 文号; one without a number by its whole title."""
    found = live(tx, Document, number=text) or live(
        tx, Document, number=None, title=text
    )
    if not found:
        raise NotFoundError(f"台账里没有文件「{text}」；请先登记这份文件")
    return found[0]


def rests_on_document(tx: Tx, draft: RestingDraft) -> bool:
    """Whether the draft or its change names a document at all."""
    change = tx.session.get_one(Change, tx.change_id)
    return bool(draft.document or change.document)


def driver(tx: Tx) -> sqlite3.Connection:
    """The driver's own connection of an open transaction, for reading SQL."""
    return engine.driver(tx.connection)


def now(tx: Tx) -> date:
    """Today by the registry's own calendar."""
    return today(tx.session.get_one(Registry, 1).zone)


def not_ahead(tx: Tx, on: date, what: str) -> None:
    """Refuse a day that has not come yet, by the registry's own calendar."""
    if on > now(tx):
        raise InputError(f"{what} {on} 还没有到（今天 {now(tx)}）；请核对年份")
