"""Every column that a screen or a list shows, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from registry.terms import level_label
from registry.text import visible

Cell = str | int | None
"""What a list holds in one cell: text, a whole number, or nothing."""


class Kind(StrEnum):
    """How a column's cells are written and aligned."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DATE = "date"


def as_text(value: Cell) -> Cell:
    """Text without control characters; nothing stays empty."""
    return "" if value is None else visible(str(value))


def as_number(value: Cell) -> Cell:
    """A whole number as such; nothing stays empty."""
    return None if value is None else int(value)


def as_level(value: Cell) -> Cell:
    """A maturity level in words, 未评估 where there is none."""
    return level_label(None if value is None else int(value))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, header, kind, width in cells, and how a value is written.

    ``short`` is the header where room is scarce. Days are text, as precise as known.
    """

    key: str
    header: str
    width: int
    kind: Kind = Kind.TEXT
    write: Callable[[Cell], Cell] = as_text
    short: str = ""

    @property
    def label(self) -> str:
        """The header for a screen."""
        return self.short or self.header


ORDINAL = Column("ordinal", "序号", 6, Kind.NUMBER, as_number)
ENTERPRISE = Column("enterprise", "企业名称", 34)
USCC = Column("uscc", "统一社会信用代码", 20, Kind.CODE)
UNIT = Column("unit", "所属县市区", 12, short="县市区")
SUBJECT = Column("subject", "车间/项目名称", 24, short="对象")
INDUSTRY = Column("industry", "行业", 8, Kind.CODE)
LEVEL = Column("level", "成熟度等级", 14, write=as_level, short="等级")
ASSESSED = Column("assessed", "评估方式及日期", 19, short="评估")
TITLES = Column("titles", "称号", 30)
STATUS = Column("status", "状态", 6)
RUNG = Column("rung", "称号", 26)
STAGE = Column("stage", "阶段", 10)
ROUND = Column("round", "批次", 24)
DOCUMENT = Column("document", "文号", 24)
RECOGNISED = Column("recognised_on", "认定日期", 12, Kind.DATE)
UNTIL = Column("valid_until", "有效期至", 12, Kind.DATE)
TARGET = Column("target", "晋级至", 24)
OUTCOME = Column("outcome", "结论", 8)
GAP = Column("gap", "还差", 40)
POLICY = Column("policy", "依据文号", 24)
ADMITTED = Column("admitted_on", "入库日期", 12, Kind.DATE)
TARGET_YEAR = Column("target_year", "目标年度", 9, Kind.NUMBER, as_number)
MEASURES = Column("measures", "培育措施", 30)
RESPONSIBLE = Column("responsible", "责任人", 16)
NOTE = Column("note", "备注", 16)
