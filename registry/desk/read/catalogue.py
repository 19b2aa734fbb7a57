"""What there is of a kind: units, rungs, pools, rounds, documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry import asof
from registry.columns import Cell
from registry.desk.read.session import Reading
from registry.desk.read.units import in_yuan
from registry.desk.read.worded import label
from registry.terms import Tier


@dataclass(frozen=True, slots=True)
class Kind:
    """What there is of a kind: its name and its columns' for programs, heads, rows.

    Money is in fen, and its column is called so.
    """

    name: str
    header: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def told(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows as a table has them, money in yuan."""
        return tuple(
            tuple(
                in_yuan(cell) if key.endswith(_FEN) and isinstance(cell, int) else cell
                for key, cell in zip(self.keys, row, strict=True)
            )
            for row in self.rows
        )


_FEN = "_fen"


@dataclass(frozen=True, slots=True)
class _Kind:
    heads: Mapping[str, str]
    sql: str


def knows(word: str) -> bool:
    """Whether the word, English or Chinese, asks for one of the kinds."""
    return word in KINDS or word in WORDS


def read(reading: Reading, word: str) -> Kind:
    """What there is of a kind on the day."""
    name = WORDS.get(word, word)
    asked = KINDS[name]
    rows = tuple(map(tuple, reading.rows(asked.sql)))
    return Kind(name, tuple(asked.heads.values()), tuple(asked.heads), rows)


KINDS = {
    "units": _Kind(
        {"unit": "上报单位", "division": "区划代码"},
        "SELECT name, division FROM unit WHERE voided_by IS NULL ORDER BY id",
    ),
    "rungs": _Kind(
        {"rung": "称号", "id": "代码", "programme": "方向", "tier": "层级"},
        f"""SELECT {asof.rung_name("rung.code")}, code, programme,
          {label("tier", Tier)} FROM rung
        WHERE voided_by IS NULL ORDER BY programme, ordinal, code""",
    ),
    "pools": _Kind(
        {"pool": "培育库", "year": "年度", "inside": "在库"},
        f"""SELECT name, year, (SELECT count(*) FROM pool_entry e
          WHERE e.pool_id = p.id AND {asof.inside("e")})
        FROM pool p WHERE voided_by IS NULL ORDER BY year, id""",
    ),
    "rounds": _Kind(
        {
            "round": "批次",
            "year": "年度",
            "closes_on": "申报截止",
            "applied": "申报件数",
        },
        f"""SELECT name, year, closes_on, (SELECT count(*) FROM application a
          WHERE a.round_id = r.id AND {asof.applied("a")})
        FROM round r WHERE voided_by IS NULL ORDER BY year, id""",
    ),
    "documents": _Kind(
        {"number": "文号", "title": "标题", "issuer": "发文机关"},
        """SELECT number, title, issuer FROM document
        WHERE voided_by IS NULL AND ("on" IS NULL OR "on" <= :on) ORDER BY "on", id""",
    ),
    "budgets": _Kind(
        {
            "budget_line": "预算项目",
            "year": "年度",
            "amount_fen": "预算（元）",
            "paid_fen": "已支出（元）",
        },
        """SELECT name, year, amount, (SELECT coalesce(sum(p.amount), 0)
          FROM payment p WHERE p.budget_line_id = b.id AND p.voided_by IS NULL
            AND p."on" <= :on)
        FROM budget_line b WHERE voided_by IS NULL ORDER BY year, id""",
    ),
    "rosters": _Kind(
        {
            "roster": "名册",
            "on": "冻结日期",
            "members": "成员",
            "terms": "口径",
        },
        """SELECT name, "on", (SELECT count(*) FROM roster_entry e
          WHERE e.roster_id = r.id AND e.voided_by IS NULL), terms
        FROM roster r WHERE voided_by IS NULL AND "on" <= :on ORDER BY "on", id""",
    ),
    "pinyin": _Kind(
        {"word": "词", "syllables": "拼音"},
        "SELECT word, syllables FROM spoken_word WHERE voided_by IS NULL ORDER BY word",
    ),
}
"""The kinds by the word they are asked by."""

WORDS = {
    "上报单位": "units",
    "梯度": "rungs",
    "培育库": "pools",
    "批次": "rounds",
    "文件": "documents",
    "预算项目": "budgets",
    "名册": "rosters",
    "拼音读法": "pinyin",
}
"""The same in Chinese."""

LISTS = (
    "pool:培育库名称、eligible:称号（可晋级）、titles:称号（持有者）、"
    "enterprises:名称或筛选、ledger:筛选（企业台账全部栏目）、recommended:批次（推荐）、expiring:90天（到期）、"
    "gaps:称号（缺项排名；其后写 ;条件 或 ;县市区）、path:企业（晋级路径）、"
    "ladder:方向（梯度总览）、contacts:筛选（联系人，遮盖），"
    "count:筛选;分列、roster:名册、changes:年份;类别、applications:批次;结果、"
    "subsidies:年份、diff:编号 now，"
    "例如 titles:市级标杆车间、enterprises:县市区=天元区；"
    f"只用 tidu list 看的：企业、{'、'.join(WORDS)}"
)
"""Every list with what stands behind the colon, and what can only be looked at."""
