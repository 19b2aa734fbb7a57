"""One rule of the register, as SQL over the entries of a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from registry import columns
from registry.columns import Column
from registry.store.view_words import day

NEW = "e.old IS NULL"
"""The record is not in the register yet."""

IS_KIND = "(SELECT s.kind FROM subject s WHERE s.id = r.subject_id)"
"""The kind of what the row is about; NULL where it is not in the register yet."""

APPLIED = """coalesce(e.applied_on, (SELECT coalesce(d.closes_on, d.opens_on)
  FROM round d WHERE d.id = e.round_id), :today)"""
"""The day of an application; where it is not known, one of the round's."""

OWNER = """coalesce((SELECT o.enterprise_id FROM owner_spell o
  WHERE o.subject_id = e.holder AND o.voided_by IS NULL
  AND (o.since IS NULL OR o.since <= {day}) AND (o.until IS NULL OR {day} < o.until)
  ORDER BY o.id DESC LIMIT 1), r.enterprise_id)"""
"""The enterprise that owns what the row is about, on a day."""

_ENDED = """EXISTS (SELECT 1 FROM status_spell z WHERE z.enterprise_id = {owner}
  AND z.voided_by IS NULL AND z.value IN ('deregistered', 'moved_out')
  AND (z.since IS NULL OR z.since <= {day}) AND (z.until IS NULL OR {day} < z.until))"""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: ``where`` finds the entries ``e`` (of rows ``r``) that break it.

    ``value`` is what the fault shows. ``:today`` and ``:resting`` (whether the import
    names a document) may be asked. ``alone``: it asks of values that are there, and
    so also of rows of which other cells could not be read.
    """

    column: Column
    where: str
    problem: str
    remedy: str
    value: str = "''"
    alone: bool = False


def ahead(column: Column, name: str, precision: str = "") -> Check:
    """A day that has not come yet."""
    said = f'e."{name}"'
    return Check(
        column,
        f"{said} > :today",
        "这一天还没有到",
        "请核对年份",
        day(said, f"e.{precision}") if precision else said,
        alone=True,
    )


def ended(column: Column, on: str, what: str, said: str = "") -> Check:
    """Something new of an enterprise that had ended or moved away by that day.

    ``said`` is the day as the ledger says it, where that may be less exact.
    """
    where = _ENDED.format(owner=OWNER.format(day=on), day=on)
    return Check(
        column,
        f"{NEW} AND {where}",
        f"这家企业当时已注销或迁出，不能再{what}",
        "请核对企业和日期，补登此前的请写当时的日期",
        said or on,
    )


def last(on: str, precision: str) -> str:
    """The last day of a year, a month or a day, in SQL."""
    return (
        f"CASE {precision} WHEN 'year' THEN date({on}, '+1 year', '-1 day')"
        f" WHEN 'month' THEN date({on}, '+1 month', '-1 day') ELSE {on} END"
    )


def fit(needed: str, named: str) -> tuple[Check, ...]:
    """A title of a workshop is a workshop's; ``needed`` gives the kind of subject."""
    return (
        Check(
            columns.SUBJECT,
            f"r.own IS NULL AND {needed} <> 'enterprise'",
            f"{named}不授予企业本身",
            "请写明车间、工厂或项目的名称",
        ),
        Check(
            columns.SUBJECT,
            f"r.own IS NOT NULL AND {needed} = 'enterprise'",
            f"{named}授予企业本身",
            "请去掉车间或项目名称",
            "r.own",
        ),
        Check(
            columns.SUBJECT,
            f"r.own IS NOT NULL AND {IS_KIND} <> {needed}",
            f"{named}不授予这一类对象",
            "请核对车间或项目名称",
            "r.own",
        ),
    )
