"""Everything about one enterprise on one page, and its way up in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from registry import asof
from registry.desk.read import contacts, holdings, records
from registry.desk.read.history import Changed, latest
from registry.desk.read.profile import profile
from registry.desk.read.session import Reading
from registry.desk.read.shown import joined, made
from registry.desk.read.values import Card, Line

Section = Callable[[Reading, int], tuple[Line, ...]]

_HEAD = f"""
SELECT e.id, {asof.name("e.id")} AS name, e.uscc, {asof.unit_name("e.id")} AS unit
FROM enterprise e WHERE e.id = :enterprise AND e.voided_by IS NULL
"""


def card(reading: Reading, enterprise: int) -> Card:
    """What is recorded of an enterprise as of the day, section by section.

    Raises:
        NotFoundError: there is no such enterprise, or its record is void.
    """
    return headed(reading, enterprise, _SECTIONS)


def headed(
    reading: Reading, enterprise: int, sections: Sequence[tuple[str, Section]]
) -> Card:
    """A card of an enterprise with these sections.

    Raises:
        NotFoundError: there is no such enterprise, or its record is void.
    """
    head = reading.need(_HEAD, "企业", enterprise=enterprise)
    return made(
        head["id"],
        head["name"] or f"#{enterprise}",
        joined(head["uscc"] or "代码未登记", head["unit"]),
        ((title, section(reading, enterprise)) for title, section in sections),
    )


def changes(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """The latest changes to what is recorded of an enterprise."""
    return tuple(_change(changed) for changed in latest(reading, enterprise))


def _change(changed: Changed) -> Line:
    undone = f"已由第 {changed.undone_by} 号变更撤回" if changed.undone_by else ""
    said = joined(changed.by, changed.reason, undone)
    return Line(changed.action, said, changed.at, changed.document)


_SECTIONS: tuple[tuple[str, Section], ...] = (
    ("基本", profile),
    ("评估", records.assessments),
    ("称号", holdings.titles),
    ("指标", records.facts),
    ("申报", holdings.applications),
    ("培育", holdings.pools),
    ("奖补", holdings.subsidies),
    ("事件", records.events),
    ("联系人", contacts.lines),
    ("变更", changes),
)
