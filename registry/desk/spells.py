"""Spells of one attribute: never overlapping, never lost.

A spell without an end is a *change in the world*: it closes the spell that is
open, and must begin after it began. A spell with an end is *history*: it goes
where nothing is recorded; a later spell whose beginning is not known begins where
it ends. Everything else is refused by naming the spell in the way. Ends are
half-open: the day a spell ends is the first day of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from registry.dates import Day, Precision, show
from registry.desk.rows import wrongly
from registry.errors import ConflictError, InputError
from registry.model.base import Spell
from registry.store.transaction import Tx

S = TypeVar("S", bound=Spell)


@dataclass(frozen=True, slots=True)
class Span:
    """``[since, until)``; None is open: before, or after, all that is recorded."""

    since: date | None
    until: date | None

    def overlaps(self, other: Span) -> bool:
        """Whether some day lies in both."""
        return _before(self.since, other.until) and _before(other.since, self.until)


@dataclass(frozen=True, slots=True)
class Place:
    """What makes room for a new spell, by position: closed, begun later, in the way."""

    closes: int | None = None
    begins: int | None = None
    clashes: int | None = None


def place(spans: Sequence[Span], new: Span) -> Place:
    """Where a new span goes among spans that do not overlap."""
    met = [i for i, span in enumerate(spans) if span.overlaps(new)]
    if len(met) != 1:
        return Place(clashes=met[0]) if met else Place()
    span = spans[met[0]]
    if new.until is None and span.until is None and _begins_after(new, span):
        return Place(closes=met[0])
    if new.until is not None and span.since is None and _ends_before(new, span):
        return Place(begins=met[0])
    return Place(clashes=met[0])


def insert(tx: Tx, rows: Sequence[S], new: S, say: Callable[[S], str]) -> S:
    """Add a spell to those of its attribute, making room as ``place`` says.

    Raises:
        InputError: it ends before it begins.
        ConflictError: it changes nothing, or another spell is in the way.
    """
    _require_order(new)
    found = place([span_of(row) for row in rows], span_of(new))
    if found.clashes is not None:
        _require_since(rows[found.clashes], new, say)
        raise _clash(rows[found.clashes], say)
    if found.closes is not None:
        _close(tx, rows[found.closes], new, say)
    if found.begins is not None:
        _begin_later(tx, rows[found.begins], new)
    return tx.add(new)


def replace(
    tx: Tx, rows: Sequence[S], wrong: S, right: S, say: Callable[[S], str]
) -> S:
    """Void a spell that was wrong and add the right one, which must fit as it is.

    Raises:
        InputError: it ends before it begins.
        ConflictError: it says the same, or another spell is in the way.
    """
    if _said(wrong) == _said(right):
        raise ConflictError("与已登记的一样，没有要改的；请核对应改成什么")
    _require_order(right)
    for row in rows:
        if row is not wrong and span_of(row).overlaps(span_of(right)):
            raise _clash(row, say)
    tx.void(wrong)
    return tx.add(right)


def before(rows: Sequence[S], row: S) -> S | None:
    """The spell that ends where this one begins, which this one took the place of."""
    ended = (other for other in rows if other.until == row.since is not None)
    return next(ended, None)


def take_out(tx: Tx, rows: Sequence[S], wrong: S) -> None:
    """Void a spell that never was; the one it closed goes on until where it ended."""
    tx.void(wrong)
    earlier = before(rows, wrong)
    if earlier is not None:
        earlier.until, earlier.until_precision = wrong.until, wrong.until_precision
        tx.touch(earlier)


def copy(row: S) -> S:
    """A spell that says the same, not yet added."""
    return type(row)(**_said(row))


def span_of(row: Spell) -> Span:
    """The days of a spell."""
    return Span(row.since, row.until)


def stored(day: Day | None) -> tuple[date | None, Precision]:
    """A day as its two columns hold it."""
    return (None, Precision.DAY) if day is None else (day.on, day.precision)


def holds(span: Span, on: date) -> bool:
    """Whether a day lies in a span."""
    return (span.since is None or span.since <= on) and _before(on, span.until)


def in_force(row: Spell, on: date) -> bool:
    """Whether a spell holds on a day."""
    return holds(span_of(row), on)


def days(row: Spell) -> str:
    """The days of a spell in words."""
    since = "此前" if row.since is None else show(row.since, row.since_precision)
    return f"自 {since} 起" if row.until is None else f"{since} 至 {_end(row)}"


def _said(row: Spell) -> dict[str, Any]:
    """What a spell says, without what the register keeps of the row itself."""
    own = {"id", "ref", "version", "change_id", "voided_by"}
    said = type(row).model_fields.keys() - own
    return {name: getattr(row, name) for name in said}


def _end(row: Spell) -> str:
    return "今" if row.until is None else show(row.until, row.until_precision)


def _close(tx: Tx, row: S, new: S, say: Callable[[S], str]) -> None:
    if say(row) == say(new):
        raise ConflictError(f"{days(row)}已是「{say(row)}」，不用再变更")
    row.until, row.until_precision = new.since, new.since_precision
    tx.touch(row)


def _begin_later(tx: Tx, row: S, earlier: S) -> None:
    right = copy(row)
    right.since, right.since_precision = earlier.until, earlier.until_precision
    tx.void(row)
    tx.add(right)


def _require_order(new: Spell) -> None:
    if not _before(new.since, new.until):
        raise InputError(f"止日 {new.until} 不晚于起日 {new.since}；请核对起止日期")


def _require_since(row: S, new: S, say: Callable[[S], str]) -> None:
    if new.since is None and new.until is None:
        raise InputError(f"已登记「{say(row)}」（{days(row)}）；请写明新值自何日起")


def _clash(row: S, say: Callable[[S], str]) -> ConflictError:
    return ConflictError(
        f"与已登记的「{say(row)}」（{days(row)}）重叠；"
        f"补记从前的情况请写明起止日期，{wrongly(row)}"
    )


def _before(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one < other


def _begins_after(new: Span, span: Span) -> bool:
    return new.since is not None and _before(span.since, new.since)


def _ends_before(new: Span, span: Span) -> bool:
    return _before(new.until, span.until)
