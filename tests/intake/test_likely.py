"""New enterprises that may be known ones, or one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk import enterprises
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.intake import likely
from registry.terms import Ledger
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, code, name, write_csv

FULL = "株洲宏达精密机械制造有限公司"
FORMER = (*WHO, "曾用名")


def _reasons(office: Office, file: Path, **more: object) -> dict[int, str]:
    """Why rows wait, by line, with the names of those they may mean."""
    found = preview(office, Request(file, **more))  # type: ignore[arg-type]  # options of a request
    return {
        one.line: one.reason + "".join(f" {by.name}" for by in one.candidates)
        for one in found.doubts
    }


def test_a_short_name_and_one_that_only_sounds_alike_wait(
    office: Office, tmp_path: Path
) -> None:
    enterprises.add(office, EnterpriseDraft.read(name=FULL, unit="天元区"))
    enterprises.add(office, EnterpriseDraft.read(name="株洲时代"))
    names = (
        *("株洲宏达", "宏达精密", "宏达机械公司", "株洲洪达精密机械制造有限公司"),
        *("株洲时代电气股份有限公司", "株洲宏远精密机械制造有限公司"),
    )
    rows = [WHO, *((at, one, "", "天元区") for at, one in enumerate(names))]
    told = _reasons(office, write_csv(tmp_path / "a.csv", rows))
    near = "台账里有名称相近的企业 "
    assert told == dict.fromkeys((2, 3, 4, 5), near + FULL) | {6: near + "株洲时代"}


def test_a_number_before_a_name_is_no_part_of_it(
    office: Office, tmp_path: Path
) -> None:
    written = ("1、", "2.", "（三）", "(4)", "⑤", "六、", "（二）① ")
    for at, one in enumerate(written):
        rows = [WHO, (1, f"{one}{name(1)}", "", "天元区")]
        found = preview(office, Request(write_csv(tmp_path / f"{at}.csv", rows)))
        assert (found.unchanged, found.doubts) == (1, ())


def test_who_bore_a_known_name_waits_and_a_code_that_agrees_makes_it_a_rename(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        FORMER,
        (1, "示例新甲有限公司", "", "天元区", name(1)),
        (2, "示例新乙有限公司", code(2), "天元区", name(2)),
        (3, "示例新丙有限公司", code(3), "天元区", "示例别名厂"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    assert _reasons(office, file) == {
        2: f"曾用名「{name(1)}」在台账里：更名，还是另一家 {name(1)}",
        4: f"信用代码在台账里，名称却不同：更名，还是代码写错 {name(3)}",
    }
    take_in(office, Request(file, decisions=("2=rename", "4=skip")))
    names = "SELECT enterprise_id, value FROM name_spell WHERE until IS NULL"
    official = f"{names} AND kind = 'official' AND enterprise_id < 3 ORDER BY 1"
    assert query(official) == [(1, "示例新甲有限公司"), (2, "示例新乙有限公司")]
    assert query("SELECT count(*) FROM enterprise") == [(4,)]


def test_its_own_name_is_no_former_name(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [FORMER, (1, name(9), code(9), "天元区", f"{name(9)}、示例别名厂")]
    take_in(office, Request(write_csv(tmp_path / "a.csv", rows)))
    former = "SELECT value FROM name_spell WHERE kind = 'former'"
    assert query(former) == [("示例别名厂",)]


def test_near_names_of_one_ledger_wait_unless_both_have_codes(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        FORMER,
        (1, "湖南华联瓷业股份有限公司", "", "天元区", ""),
        (2, "华联瓷业", "", "天元区", ""),
        (3, "示例子机械有限公司", code(61), "天元区", ""),
        (4, "株洲示例子机械厂", code(62), "天元区", ""),
        (5, "示例丑电气有限公司", "", "天元区", "南方电气厂"),
        (6, "南方电气厂", "", "天元区", ""),
        (7, "示例寅铸造厂", "", "天元区", ""),
        (8, "株洲示例寅铸造厂", code(63), "天元区", ""),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    told = "{}：同一家，还是两家"
    assert _reasons(office, file) == {
        3: told.format("与第 2 行「湖南华联瓷业股份有限公司」名称相近"),
        6: told.format("曾用名是第 7 行「南方电气厂」"),
        8: told.format("与第 9 行「株洲示例寅铸造厂」名称相近"),
    }
    said = preview(office, Request(file, decisions=("3=new", "6=new", "8=skip")))
    assert (said.in_doubt, said.added) == (0, 7)


def test_every_record_of_a_newcomer_that_is_near_another_waits(
    office: Office, tmp_path: Path
) -> None:
    header = (*WHO, "自评估等级", "自评估时间")
    who = ("湖南华联瓷业股份有限公司", "华联瓷业", "华联瓷业")
    rows = [
        (1, one, "", "", "二级", f"2022-03-{at:02}") for at, one in enumerate(who, 1)
    ]
    file = write_csv(tmp_path / "a.csv", [header, *rows])
    asked = Request(file, kind=Ledger.ASSESSMENTS, newcomers=True)
    found = preview(office, asked)
    assert ([one.line for one in found.doubts], found.added) == ([3, 4], 1)


def test_too_many_names_without_codes_are_not_compared_and_that_is_told(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely, "MOST", 2)
    rows = [(1, f"示例{one}机械有限公司", "", "") for one in "子丑寅"]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", [WHO, *rows])))
    assert any("没有信用代码的新企业有 3 家" in note for note in found.notes)


def test_a_former_name_in_brackets_is_recorded_and_is_no_part_of_the_name(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        WHO,
        (1, f"{name(1)}（原示例配件厂）", "", "天元区"),
        (2, "示例寅卯泵业有限公司（曾用名：示例巳午水泵厂）", "", "天元区"),
        (3, "示例巳午水泵厂", "", "天元区"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    assert _reasons(office, file) == {
        3: "曾用名是第 4 行「示例巳午水泵厂」：同一家，还是两家"
    }
    skipped = ("示例寅卯泵业有限公司（曾用名：示例巳午水泵厂）=new", "4=skip")
    found = take_in(office, Request(file, decisions=skipped))
    assert (found.doubts, found.changed, found.new) == ((), 1, 1)
    assert "第 2 行「示例配件厂」、第 3 行「示例巳午水泵厂」" in found.notes[0]
    former = "SELECT value FROM name_spell WHERE kind = 'former' ORDER BY id"
    assert {one for (one,) in query(former)} >= {"示例配件厂", "示例巳午水泵厂"}
    borne = "SELECT value FROM name_spell WHERE value LIKE '%（%'"
    assert query(borne) == []


def test_a_former_name_in_brackets_finds_whom_a_ledger_of_records_means(
    office: Office, tmp_path: Path
) -> None:
    row = (1, f"示例新甲有限公司（原{name(1)}）", "", "天元区", "二级", "2022-03")
    rows = [(*WHO, "自评估等级", "自评估日期"), row]
    file = write_csv(tmp_path / "a.csv", rows)
    told = f"曾用名「{name(1)}」在台账里：更名，还是另一家 {name(1)}"
    assert _reasons(office, file) == {2: told}
    assert "不登记" in preview(office, Request(file)).notes[0]
