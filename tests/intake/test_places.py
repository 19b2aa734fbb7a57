"""Where a ledger says that an enterprise is: its sheet, its unit, its division."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from tests.intake.conftest import Query
from tests.intake.ledgers import name, write_csv, write_xlsx


def test_a_row_that_names_no_place_is_of_the_one_its_sheet_is_called_after(
    office: Office, tmp_path: Path
) -> None:
    sheets: dict[str, list[tuple[str, ...]]] = {
        "荷塘区": [("企业名称", "行业"), (name(81), "C37")],
        "石峰区": [("企业名称", "行业"), ("一、天元区",), (name(82), "C37")],
        "汇总": [("企业名称", "行业"), (name(83), "C37")],
    }
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", sheets)))
    assert [one.said for one in found.listed] == ["荷塘区 C37", "天元区 C37", "C37"]
    assert "1 行没有写县市区，按工作表名读：「荷塘区」下 1 行；" in "\n".join(
        found.notes
    )


@pytest.mark.parametrize(
    ("header", "said", "placed"),
    [
        (("县市区",), ("天元区",), ("天元区", "天元区")),
        (("上报单位",), ("株洲经开区",), ("株洲经开区", None)),
        (("所属县市区", "注册地"), ("天元区", ""), ("天元区", None)),
        (("上报单位", "县市区"), ("株洲经开区", "荷塘区"), ("株洲经开区", "荷塘区")),
        (("县市区", "推荐单位"), ("荷塘区", "天元区"), ("天元区", "荷塘区")),
    ],
)
def test_one_place_is_the_unit_and_the_division_and_two_are_one_each(
    header: tuple[str, ...],
    said: tuple[str, ...],
    placed: tuple[str | None, ...],
    office: Office,
    tmp_path: Path,
    query: Query,
) -> None:
    rows = [("企业名称", *header, "地址"), (name(81), *said, "甲路")]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(office, Request(file))
    assert (found.faults, found.unknown) == ((), ())
    assert any("注册地都按它登记" in one for one in found.notes) == (
        len(said) == 1 and placed[1] is not None
    )
    kept = query(
        "SELECT u.name, d.name FROM subject s"
        " LEFT JOIN unit_spell v ON v.enterprise_id = s.id"
        " LEFT JOIN unit u ON u.id = v.value"
        " LEFT JOIN division_spell p ON p.enterprise_id = s.id"
        " LEFT JOIN division d ON d.code = p.value WHERE s.name = ?",
        name(81),
    )
    assert kept == [placed]
    assert preview(office, Request(file)).unchanged == 1
