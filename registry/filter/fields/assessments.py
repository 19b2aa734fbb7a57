"""Fields of the latest valid maturity assessment, of any kind or of one."""

from __future__ import annotations

import sqlite3
from types import MappingProxyType

from registry import asof
from registry.errors import InputError
from registry.filter.choice import Choice
from registry.filter.days import DayField
from registry.filter.field import Asking, Comparison, Field
from registry.filter.labels import Code, Labels
from registry.terms import LEVELS, AssessmentKind, read_level

NOT_ASSESSED = "未评估"
_KINDS = MappingProxyType(
    {
        **{kind.label: kind.value for kind in AssessmentKind},
        **{kind.value: kind.value for kind in AssessmentKind},
        "自评": AssessmentKind.SELF.value,
        "现场": AssessmentKind.ON_SITE.value,
    }
)


def _level(asking: Asking, asked: Comparison) -> str:
    return _latest(asking, asked, "a.level")


def _kind(asking: Asking, asked: Comparison) -> str:
    return _latest(asking, asked, "a.kind")


def _day(asking: Asking, asked: Comparison, holds: str) -> str:
    latest = _latest(asking, asked, "a.id")
    return f"EXISTS (SELECT 1 FROM assessment l WHERE l.id = {latest} AND {holds})"


def _latest(asking: Asking, asked: Comparison, what: str) -> str:
    if asked.of is None:
        return asof.assessment(asking.enterprise, what)
    kind = _KINDS.get(asked.of.text)
    if kind is None:
        raise asked.refuse(asked.of, "不是评估方式；请写 自评估 或 现场评估")
    return asof.assessment(asking.enterprise, what, f"'{kind}'")


def _kind_names(asking: Asking) -> tuple[str, ...]:
    del asking
    return tuple(kind.label for kind in AssessmentKind)


def _short(label: str) -> str:
    """三级（集成级） as 三级."""
    return label.partition("（")[0]


def _levels(connection: sqlite3.Connection) -> Labels:
    del connection
    return MappingProxyType(dict(enumerate(LEVELS)))


def _read_level(text: str, labels: Labels) -> tuple[Code, ...]:
    del labels
    try:
        return (read_level(text),)
    except InputError:
        return ()


def _assessment_kinds(connection: sqlite3.Connection) -> Labels:
    del connection
    return MappingProxyType({kind.value: kind.label for kind in AssessmentKind})


FIELDS: tuple[Field, ...] = (
    Choice(
        name="等级",
        english="level",
        aliases=("成熟度等级", "成熟度"),
        of="评估方式",
        after=_kind_names,
        help="最近一次有效评估的等级；等级.自评估 只看自评估",
        examples=(
            "等级=三级",
            "等级>=二级",
            "等级=2..4",
            "等级=未评估",
            "等级.自评估>=三级",
        ),
        missing=NOT_ASSESSED,
        scalar=_level,
        labels=_levels,
        ordered=True,
        read=_read_level,
        short=_short,
        terms="等级取当日最近一次有效的{of}",
        any_of="评估，自评估与现场评估不分",
    ),
    Choice(
        name="评估方式",
        english="assessment_kind",
        help="最近一次有效评估的方式",
        examples=("评估方式=自评估", "评估方式=未评估"),
        missing=NOT_ASSESSED,
        scalar=_kind,
        labels=_assessment_kinds,
        terms="方式取当日最近一次有效的评估",
    ),
    DayField(
        name="评估日期",
        english="assessed_on",
        of="评估方式",
        after=_kind_names,
        help="最近一次有效评估的日期",
        examples=("评估日期>=2022-06", "评估日期.现场评估=2022", "评估日期=未评估"),
        missing=NOT_ASSESSED,
        some=_day,
        column='l."on"',
        terms="日期取当日最近一次有效的{of}",
        any_of="评估，自评估与现场评估不分",
    ),
)
