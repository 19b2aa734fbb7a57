"""How stored days, spells and sums of money read on screens."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

from registry.dates import Precision, show


def day(row: sqlite3.Row, column: str) -> str:
    """A day column as it is known; ``recognised_on`` has ``recognised_precision``."""
    if row[column] is None:
        return ""
    beside = "on_precision" if column == "on" else _beside(column)
    known = row[beside] if beside in row.keys() else Precision.DAY  # noqa: SIM118  # a Row's "in" looks at values
    return show(date.fromisoformat(row[column]), Precision(known))


def _beside(column: str) -> str:
    return {"valid_until": "until_precision"}.get(
        column, f"{column.removesuffix('_on')}_precision"
    )


def spell(row: sqlite3.Row) -> str:
    """The days of a spell: 2020-01-01 起, 2019 至 2022-05, or nothing known."""
    since, until = day(row, "since"), day(row, "until")
    if until:
        return f"{since or '建账前'} 至 {until}"
    return f"{since} 起" if since else ""


def yuan(fen: int) -> str:
    """Money in fen as officials write it: whole 万元 where it is, else 元."""
    wan = Decimal(fen) / 1_000_000
    if wan == wan.quantize(Decimal("0.01")) and wan >= 1:
        return f"{plain(wan)} 万元"
    return f"{plain(Decimal(fen) / 100)} 元"


def scaled(value: int, scale: int) -> str:
    """A scaled integer as a plain number, without needless zeros."""
    return plain(Decimal(value).scaleb(-scale))


def plain(number: Decimal) -> str:
    """A number without exponent and needless zeros.

    >>> plain(Decimal("200.00")), plain(Decimal("56.150"))
    ('200', '56.15')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
