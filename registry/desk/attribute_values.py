"""Values of an enterprise's attributes: from text to what is stored, and back."""

from __future__ import annotations

from registry.desk import rows
from registry.errors import InputError, NotFoundError
from registry.model.enterprise import Enterprise, NameSpell
from registry.model.place import Unit
from registry.model.subject import Subject
from registry.readers.industries import industry
from registry.readers.words import flag
from registry.store.transaction import Tx
from registry.terms import Attribute, NameKind, Size, Status

Value = str | int
_CODE = 18


def read(tx: Tx, attribute: Attribute, text: str) -> Value:
    """What is stored for a value as officials write it.

    Raises:
        InputError: it is no such value.
        NotFoundError: the registry knows no such division, unit or enterprise.
    """
    match attribute:
        case Attribute.DIVISION:
            return rows.division(tx, text).code
        case Attribute.UNIT:
            return rows.number(rows.unit(tx, text))
        case Attribute.PARENT:
            return _enterprise(tx, text)
        case _:
            return _read_alone(attribute, text)


def _read_alone(attribute: Attribute, text: str) -> Value:
    match attribute:
        case Attribute.INDUSTRY:
            return industry(text)
        case Attribute.ABOVE_DESIGNATED_SIZE:
            return flag(text)
        case Attribute.SIZE | Attribute.SIZE_2011:
            return Size.read(text)
        case Attribute.STATUS:
            return Status.read(text)
        case _:
            return text


def say(tx: Tx, attribute: Attribute, value: Value) -> str:
    """A stored value as officials read it."""
    match attribute:
        case Attribute.DIVISION:
            return rows.division(tx, str(value)).name
        case Attribute.UNIT:
            return rows.need(tx, Unit, int(value), "上报单位").name
        case Attribute.PARENT:
            return official_name(tx, int(value))
        case _:
            return _say_alone(attribute, value)


def _say_alone(attribute: Attribute, value: Value) -> str:
    match attribute:
        case Attribute.ABOVE_DESIGNATED_SIZE:
            return "是" if value else "否"
        case Attribute.SIZE | Attribute.SIZE_2011:
            return Size.read(str(value)).label
        case Attribute.STATUS:
            return Status.read(str(value)).label
        case _:
            return str(value)


def official_name(tx: Tx, enterprise_id: int) -> str:
    """The official name that an enterprise bears now, by what is recorded."""
    names = rows.live(
        tx, NameSpell, enterprise_id=enterprise_id, kind=NameKind.OFFICIAL
    )
    current = [name.value for name in names if name.until is None]
    subject = rows.need(tx, Subject, enterprise_id, "企业")
    return current[0] if current else subject.name


def _enterprise(tx: Tx, text: str) -> int:
    """The enterprise of that number, credit code or name, which must be its whole.

    Raises:
        NotFoundError: nobody is called so.
        InputError: several are.
    """
    if text.isdecimal() and len(text) < _CODE:
        return rows.number(rows.need(tx, Enterprise, int(text), "企业"))
    coded = rows.live(tx, Enterprise, uscc=text.upper())
    named = rows.live(tx, NameSpell, value=text)
    meant = {rows.number(row) for row in coded} | {row.enterprise_id for row in named}
    if not meant:
        raise NotFoundError(
            f"台账中没有企业「{text}」；请写集团的全称或信用代码，"
            "没有登记的先用 tidu add enterprise 登记"
        )
    if len(meant) > 1:
        raise InputError(f"叫「{text}」的企业有 {len(meant)} 家；请写信用代码")
    return meant.pop()
