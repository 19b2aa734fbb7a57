"""Random rows of ledgers of every kind, each about another enterprise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tests.intake import verbs
from tests.intake.samples import SME, WORKSHOP
from tests.intake.verbs import FACTORY, NUMBER, POOLS, ROUNDS, Row, Verb

PARTIES = 24
"""So many enterprises: one row about each, so that no row minds another."""


@dataclass(frozen=True, slots=True)
class Case:
    """Ledgers of one kind: columns with what may stand in them, and the verb.

    ``tables`` are those that it writes to.
    """

    cells: Mapping[str, tuple[str, ...]]
    verb: Verb
    tables: tuple[str, ...]
    named: bool = True

    def rows(self, seed: int) -> list[Row]:
        """One row for every enterprise, always the same of one seed."""
        dice = Random(seed)  # noqa: S311 - the same rows every time
        return [
            {key: dice.choice(said) for key, said in self.cells.items()}
            for _ in range(PARTIES)
        ]


DAYS = ("2022-03-05", "2022-04", "2021", "2999-01-01")
EXACT = ("2022-09-05", "2022-02-01", "2019-01-01", "2999-01-01")
OWN = ("", "", "一车间", "新车间", "一工厂")
RUNGS = (SME, SME, WORKSHOP, FACTORY)
_SPELLS = ("name", "unit", "status", "size", "division", "address", "industry")
CASES: Mapping[str, Case] = {
    "assessments": Case(
        {
            "评估方式": ("自评估", "现场评估"),
            "评估日期": DAYS,
            "成熟度等级": ("0", "二级", "5"),
            "得分": ("", "2.55", "5.01"),
            "有效期至": ("", "2022-01-01", "2024-01-01"),
            "数据": ("", "2.5", "5.5"),
        },
        verbs.assess,
        ("assessment", "assessment_score"),
    ),
    "titles": Case(
        {
            "车间名称": OWN,
            "称号": RUNGS,
            "认定日期": (*DAYS, "2020-06-01"),
            "有效期至": ("", "", "2025-01-01", "2020-01-01"),
            "阶段": ("", "揭榜单位", "已验收"),
            "验收日期": ("", "2022-06-01"),
            "是否复核": ("", "否", "是"),
            "批次": ("", "", *ROUNDS[::2]),
            "文号": ("", NUMBER),
        },
        verbs.award,
        ("title", "subject", "owner_spell"),
    ),
    "ends": Case(
        {
            "车间名称": OWN,
            "称号": RUNGS,
            "终止方式": ("到期", "撤销", "取消"),
            "终止日期": ("", "2022-03", "2018", "2030-01-01"),
            "终止文号": ("", NUMBER),
        },
        verbs.end,
        ("title",),
    ),
    "acceptances": Case(
        {
            "车间名称": ("一工厂", "一工厂", "一车间", ""),
            "称号": RUNGS,
            "验收日期": ("2022-06-01", "2018-01-01", "2999-01-01"),
        },
        verbs.accept,
        ("title",),
    ),
    "facts": Case(
        {
            "指标": ("营业收入", "从业人员", "纳税信用等级", "不存在的指标"),
            "所属期": ("2022", "2022-03", "2999"),
            "数值": ("12", "0.5", "A", "9999999999999999999"),
            "单位": ("", "万元"),
        },
        verbs.fact,
        ("fact",),
    ),
    "events": Case(
        {
            "事件类别": ("安全生产事故", "税收违法"),
            "严重程度": ("", "一般"),
            "发生日期": DAYS,
            "移出日期": ("", "2022-03", "2020-01-01"),
        },
        verbs.event,
        ("event",),
    ),
    "pool": Case(
        {
            "车间名称": OWN,
            "培育库": POOLS,
            "入库日期": EXACT,
            "目标年度": ("", "2024"),
        },
        verbs.admit,
        ("pool_entry", "subject", "owner_spell"),
    ),
    "leavings": Case(
        {
            "培育库": POOLS,
            "入库日期": ("2022-01-01",),
            "出库日期": ("2022-06-01", "2021-01-01"),
            "出库原因": ("停产", "停产", ""),
        },
        verbs.leave,
        ("pool_entry",),
    ),
    "applications": Case(
        {
            "车间名称": OWN,
            "批次": ROUNDS,
            "申报类型": ("", "复核"),
            "申报日期": ("", *EXACT),
        },
        verbs.apply,
        ("application", "subject", "owner_spell"),
    ),
    "enterprises": Case(
        {
            "是否规上": ("", "是", "否"),
            "行业": ("", "C3714"),
            "企业规模": ("", "中型"),
            "状态": ("", "在营", "注销"),
            "成立日期": ("", "2010", "2011-03-04"),
            "简称": ("", "简称甲"),
            "曾用名": ("", "旧名甲厂"),
            "自何日起": ("", "2015-03"),
            "组织类型": ("", "企业", "分支机构"),
            "注册地": ("", "荷塘区"),
            "地址": ("", "某路1号"),
            "来源": ("", "某表"),
            "文号": ("", NUMBER),
        },
        verbs.add,
        ("enterprise", *(f"{one}_spell" for one in _SPELLS)),
        named=False,
    ),
}
"""Every kind of ledger, and lists that only end or accept titles."""
