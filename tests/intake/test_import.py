"""A ledger becomes part of the register whole, once, and can be taken back whole."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Because, Office
from registry.desk.upkeep import undo, verify
from registry.intake.kinds import ENTERPRISES, KINDS
from registry.terms import Ledger
from tests.intake.conftest import Query
from tests.intake.ledgers import code, name, write_csv
from tests.intake.samples import LEDGERS

TABLES = ("enterprise", "subject", "name_spell", *(k.table for k in KINDS.values()))


def _live(query: Query) -> list[tuple[object, ...]]:
    """How many live rows each table has."""
    counted = (
        f"SELECT '{table}', count(*) FROM {table} WHERE voided_by IS NULL"  # noqa: S608 - our tables
        for table in dict.fromkeys(TABLES)
    )
    return query(" UNION ALL ".join(counted))


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_ledger_of_each_kind_is_found_out_written_once_and_taken_back(
    kind: Ledger, office: Office, query: Query, tmp_path: Path
) -> None:
    before = _live(query)
    file = write_csv(tmp_path / "a.csv", LEDGERS[kind], "gb18030")
    foreseen = preview(office, Request(file))
    assert _live(query) == before
    found = take_in(office, Request(file))
    assert (found.kind, found.faults, found.doubts) == (kind, (), ())
    assert (found.new, found.changed) == (foreseen.new, foreseen.changed)
    assert found.written
    written = _live(query)
    assert written != before
    again = take_in(office, Request(file))
    assert (again.new, again.changed, again.written) == (0, 0, False)
    assert again.unchanged == found.new + found.changed
    assert _live(query) == written
    undo(office)
    assert _live(query) == before
    assert verify(office.path).ok


@pytest.mark.parametrize("kind", LEDGERS)
def test_where_a_row_came_from_is_in_the_journal(
    kind: Ledger, office: Office, query: Query, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "台账.csv", LEDGERS[kind])
    found = take_in(office, Request(file), Because("株工信发[2022]33号", "年度更新"))
    last = "SELECT action, document, reason FROM change ORDER BY id DESC LIMIT 1"
    ((action, document, reason),) = query(last)
    assert (action, document) == ("导入台账", "株工信发〔2022〕33号")
    assert str(reason).startswith("年度更新；导入 台账.csv")
    assert found.sha256 in str(reason)


def test_every_row_of_evidence_names_its_file_and_line(
    office: Office, query: Query, tmp_path: Path
) -> None:
    take_in(
        office, Request(write_csv(tmp_path / "台账.csv", LEDGERS[Ledger.ASSESSMENTS]))
    )
    assert query("SELECT source FROM assessment ORDER BY id") == [
        ("平台",),
        ("台账.csv 第3行",),
    ]


CHANGES: dict[Ledger, tuple[str, str, tuple[str, str, str]]] = {
    Ledger.ENTERPRISES: (
        "C3714",
        "C3711",
        ("行业", "C3714", "C3711（自 2022-12-31 起）"),
    ),
    Ledger.ASSESSMENTS: (
        "二级",
        "三级",
        ("成熟度等级", "二级（规范级）", "三级（集成级）"),
    ),
    Ledger.TITLES: ("2022-11-01,", "2022-11-01,", ("", "", "")),
    Ledger.FACTS: ("1000", "1001", ("2021 年营业收入", "1000 万元", "1001 万元")),
    Ledger.EVENTS: (
        ",,示例",
        ",2022-01-02,示例",
        ("移出或修复日期", "无", "2022-01-02"),
    ),
    Ledger.POOL: ("诊断", "培训", ("培育措施", "诊断", "培训")),
    Ledger.APPLICATIONS: ("首次申报", "复核", ("申报类型", "新申报", "复核")),
}


@pytest.mark.parametrize(
    "kind", [kind for kind in CHANGES if kind is not Ledger.TITLES]
)
def test_what_changed_is_told_old_and_new_and_written(
    kind: Ledger, office: Office, query: Query, tmp_path: Path
) -> None:
    old, new, told = CHANGES[kind]
    file = write_csv(tmp_path / "a.csv", LEDGERS[kind])
    take_in(office, Request(file))
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    request = Request(file)
    if kind is Ledger.ENTERPRISES:
        before = _live(query)
    found = take_in(office, request)
    assert (found.new, found.changed) == (0, 1)
    assert [(e.field, e.old, e.new) for e in found.edits] == [told]
    assert take_in(office, request).changed == 0
    assert verify(office.path).ok
    undo(office)
    assert preview(office, request).changed == 1
    if kind is Ledger.ENTERPRISES:
        assert _live(query) == before


NEW = {
    "统一社会信用代码": code(100),
    "所属县市区": "天元区",
    "简称": "示例",
    "曾用名": "旧名甲厂",
    "注册地": "荷塘区",
    "地址": "某路1号",
    "行业": "C3714",
    "是否规上": "是",
    "企业规模": "中型",
    "状态": "在营",
    "组织类型": "企业",
    "成立日期": "2010-03",
    "自何日起": "2015",
    "来源": "某表",
    "文号": "株工信发〔2022〕33号",
}
"""What a ledger can say of a new enterprise beside its name."""


def test_whatever_is_left_blank_of_a_new_enterprise_it_is_written_as_foreseen(
    office: Office, query: Query, tmp_path: Path
) -> None:
    assert {"企业名称", *NEW} == {c.header for c in ENTERPRISES.columns}
    few = (*chain.from_iterable(combinations(NEW, n) for n in range(3)),)
    kept = (*few, *(tuple(one for one in NEW if one not in left) for left in few))
    rows = [
        [
            name(100 + at),
            *(said if one in there else "" for one, said in NEW.items()),
        ]
        for at, there in enumerate(kept)
    ]
    for at, row in enumerate(rows):
        row[1] = row[1] and code(100 + at)
    file = write_csv(tmp_path / "a.csv", [["企业名称", *NEW], *rows])
    foreseen = preview(office, Request(file))
    found = take_in(office, Request(file))
    assert (foreseen.new, foreseen.faults) == (len(rows), ())
    assert (found.new, found.faults, found.written) == (len(rows), (), True)
    vague = "SELECT DISTINCT established_precision FROM enterprise WHERE id > 4"
    assert sorted(query(vague)) == [("day",), ("month",)]
    assert take_in(office, Request(file)).unchanged == len(rows)
