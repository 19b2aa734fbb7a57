"""Everything about an enterprise on one page, where it stands and what is missing."""

from __future__ import annotations

from registry.desk.read import contacts, holdings, records
from registry.desk.read.card import Section, changes, headed
from registry.desk.read.climbing import Climb
from registry.desk.read.profile import names, standing
from registry.desk.read.session import Reading
from registry.desk.read.values import Card


def page(reading: Reading, enterprise: int) -> Card:
    """What is recorded of an enterprise, and what follows from it, as of the day.

    Raises:
        NotFoundError: there is no such enterprise, or its record is void.
    """
    climb = Climb(reading, enterprise)
    sections: tuple[tuple[str, Section], ...] = (
        ("基本", standing),
        ("名称", names),
        *([("联系人", contacts.lines)] if contacts.lines(reading, enterprise) else []),
        ("评估", records.assessments),
        ("称号", holdings.titles),
        ("梯度", lambda *_: climb.ladders()),
        ("缺数据", lambda *_: climb.missing()),
        ("申报", holdings.applications),
        ("奖补", holdings.subsidies),
        ("培育", holdings.pools),
        ("名册", holdings.rosters),
        ("事件", records.events),
        ("指标", records.facts),
        ("变更", changes),
    )
    return headed(reading, enterprise, sections)
