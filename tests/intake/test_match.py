"""Which enterprise a row means, and which rows wait for a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from registry.desk import enterprises
from registry.desk.drafts.enterprises import EnterpriseDraft, RenameDraft
from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office, begin
from registry.errors import InputError
from registry.intake.names import Places, usual
from tests.intake.conftest import KNOWN, Query
from tests.intake.ledgers import WHO, code, name, write_csv

HEADER = (*WHO, "自评估等级", "自评估时间")
NAMES = (
    "株洲示例精密铸造有限公司",
    "株洲示例轨道装备股份有限公司",
    "湖南示例硬质合金有限责任公司",
    "示例瓷业（株洲）有限公司",
)


@pytest.fixture(scope="session")
def named_registry(
    known_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A registry with four more enterprises, without codes, in 天元区."""
    path = tmp_path_factory.mktemp("named") / "named.db"
    shutil.copy(known_registry, path)
    with begin(Office(path, "王某"), "登记企业") as tx:
        for given in NAMES:
            draft = EnterpriseDraft.read(name=given, unit="天元区")
            enterprises.add.within(tx, draft)
    return path


@pytest.fixture
def named(office: Office, named_registry: Path) -> Office:
    """The office with those four."""
    shutil.copy(named_registry, office.path)
    return office


def _ledger(tmp_path: Path, *who: tuple[str, str, str]) -> Path:
    rows = [
        (at, given, uscc, unit, "二级", f"2022-03-{at:02}")
        for at, (given, uscc, unit) in enumerate(who, 1)
    ]
    return write_csv(tmp_path / "a.csv", [HEADER, *rows])


def _meant(office: Office, query: Query, file: Path, **more: object) -> list[object]:
    """The enterprises whose assessments the ledger brings, in its order."""
    take_in(office, Request(file, **more))  # type: ignore[arg-type]  # options of a request
    return [one for (one,) in query("SELECT subject_id FROM assessment ORDER BY id")]


def test_a_code_is_enough(office: Office, query: Query, tmp_path: Path) -> None:
    assert _meant(office, query, _ledger(tmp_path, ("", code(2), ""))) == [2]


@pytest.mark.parametrize(
    "written",
    [
        "株洲示例精密铸造有限公司",
        "株洲 示例精密铸造 有限公司",
        "株洲示例精密铸造有限责任公司",
        "株洲示例精密鑄造有限公司",
        "示例精密铸造有限公司",
        "株洲市示例精密铸造有限公司",
        "湖南株洲示例精密铸造有限责任公司",
    ],
)
def test_usual_variants_of_a_name_are_the_enterprise(
    written: str, named: Office, query: Query, tmp_path: Path
) -> None:
    assert _meant(named, query, _ledger(tmp_path, (written, "", "天元区"))) == [
        KNOWN + 1
    ]


@pytest.mark.parametrize(
    "written",
    [
        "株洲示例精密铸造集团有限公司",
        "湖南株洲示例精密铸造股份有限公司",
        "示例精密铸造有限责任公司（株洲）",
        "株洲示例精密铸造有限公司天元分公司",
        "示例丙丁实业有限公司（原株洲示例精密铸造有限公司）",
    ],
)
def test_another_form_or_a_remark_waits_though_the_unit_agrees(
    written: str, named: Office, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, written, "", "天元区")])
    (doubt,) = preview(named, Request(file)).doubts
    assert doubt.candidates[0].name == NAMES[0]


def test_what_tells_names_of_one_trade_apart_is_weighed(
    office: Office, tmp_path: Path
) -> None:
    for one in "甲乙":
        given = f"中间{one}机械有限公司"
        enterprises.add(office, EnterpriseDraft.read(name=given, unit="天元区"))
    rows = [
        (1, "中间乙机械有限责任公司（株洲）", "", "天元区"),
        (2, "中间戊机械有限公司", "", "天元区"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", [WHO, *rows])))
    (doubt,) = found.doubts
    assert [one.name for one in doubt.candidates] == ["中间乙机械有限公司"]
    assert found.added == 1


def test_a_former_name_is_the_enterprise(
    office: Office, query: Query, tmp_path: Path
) -> None:
    draft = RenameDraft.read(
        enterprise_id=1, name="示例新名有限公司", since="2020-01-01"
    )
    enterprises.rename(office, draft)
    assert _meant(office, query, _ledger(tmp_path, (name(1), "", ""))) == [1]


def test_the_same_core_in_another_unit_waits(named: Office, tmp_path: Path) -> None:
    file = _ledger(tmp_path, ("示例精密铸造有限公司", "", "荷塘区"))
    (doubt,) = preview(named, Request(file)).doubts
    assert (doubt.line, [one.name for one in doubt.candidates]) == (2, [NAMES[0]])


def test_a_near_name_waits_with_its_score_and_can_be_decided(
    named: Office, query: Query, tmp_path: Path
) -> None:
    file = _ledger(tmp_path, ("株洲示例精密铸件有限公司", "", "天元区"))
    (doubt,) = preview(named, Request(file)).doubts
    (candidate,) = doubt.candidates
    assert (candidate.name, candidate.unit) == (NAMES[0], "天元区")
    assert 80 <= candidate.score < 100
    assert "--decide 2=same" in doubt.remedy
    for said, new in (("2=skip", 0), ("2=new", 1)):
        found = preview(named, Request(file, decisions=(said,)))
        assert (found.new, found.changed, found.added) == (new, 0, new)
    assert _meant(named, query, file, decisions=("2=same",)) == [KNOWN + 1]


def test_a_decision_can_name_another_enterprise(
    named: Office, query: Query, tmp_path: Path
) -> None:
    file = _ledger(tmp_path, ("株洲示例精密铸件有限公司", "", "天元区"))
    assert _meant(named, query, file, decisions=(f"2={name(3)}",)) == [3]
    for wrong in ("2", "=new", "2="):
        with pytest.raises(InputError, match="行号="):
            preview(named, Request(file, decisions=(wrong,)))


def test_numbers_in_names_are_never_near(named: Office, tmp_path: Path) -> None:
    file = _ledger(tmp_path, (name(88), "", "天元区"))
    (doubt,) = preview(named, Request(file)).doubts
    assert (doubt.reason, doubt.candidates) == ("台账里没有这家企业", ())


def test_an_own_code_tells_near_names_apart(office: Office, tmp_path: Path) -> None:
    known = EnterpriseDraft.read(name="株洲示例精工有限公司", uscc=code(50))
    enterprises.add(office, known)
    file = _ledger(tmp_path, ("株洲示例精密有限公司", code(51), ""))
    (doubt,) = preview(office, Request(file)).doubts
    assert doubt.candidates == ()


def test_a_known_code_under_another_name_is_a_rename_or_a_slip(
    office: Office, query: Query, tmp_path: Path
) -> None:
    file = write_csv(
        tmp_path / "a.csv", [WHO, (1, "示例更名有限公司", code(1), "天元区")]
    )
    (doubt,) = preview(office, Request(file)).doubts
    assert "更名，还是代码写错" in doubt.reason
    assert [one.id for one in doubt.candidates] == [1]
    assert preview(office, Request(file, decisions=("2=same",))).unchanged == 1
    found = preview(office, Request(file, decisions=("2=rename",)))
    assert [(e.field, e.old, e.new) for e in found.edits] == [
        ("企业名称", name(1), "示例更名有限公司（自 2022-12-31 起）")
    ]
    (edit,) = found.edits
    assert edit.name == f"示例更名有限公司（曾用名 {name(1)}）"
    take_in(office, Request(file, renames=True))
    names = (
        "SELECT value, since, until FROM name_spell WHERE enterprise_id = 1 ORDER BY id"
    )
    assert query(names) == [
        (name(1), "2015-03-01", "2022-12-31"),
        ("示例更名有限公司", "2022-12-31", None),
    ]
    assert query("SELECT name FROM subject WHERE id = 1") == [("示例更名有限公司",)]


@pytest.mark.parametrize(
    "written",
    [
        "株洲市示例轨道（装备）有限责任公司",
        "示例轨道装备有限公司",
        "株洲示例軌道裝備有限責任公司",
        "湖南省株洲示例轨道装备有限公司",
    ],
)
def test_another_writing_of_the_name_is_told_and_is_no_rename(
    written: str, office: Office, query: Query, tmp_path: Path
) -> None:
    known, recorded = "株洲示例轨道装备有限公司", code(50)
    enterprises.add(office, EnterpriseDraft.read(name=known, uscc=recorded))
    file = write_csv(tmp_path / "a.csv", [WHO, (1, written, recorded, "")])
    found = take_in(office, Request(file, renames=True))
    assert (found.doubts, found.edits, found.unchanged) == ((), (), 1)
    (note,) = found.notes
    assert f"第 2 行「{written}」即「{known}」" in note
    assert query("SELECT value FROM name_spell WHERE enterprise_id = 5") == [(known,)]
    bare = write_csv(tmp_path / "b.csv", [WHO, (1, written, "", "")])
    for one in (file, bare):
        insisted = preview(office, Request(one, decisions=("2=rename",)))
        told = [(e.old, e.new[: len(written)]) for e in insisted.edits]
        assert told == [(known, written)]


@pytest.mark.parametrize(
    "written",
    [
        "湖南示例轨道装备有限公司",
        "株洲示例轨道装备股份有限公司",
        "株洲示例轨道有限公司",
    ],
)
def test_another_place_form_or_name_under_a_known_code_is_a_rename(
    written: str, office: Office, tmp_path: Path
) -> None:
    known = EnterpriseDraft.read(name="株洲示例轨道装备有限公司", uscc=code(50))
    enterprises.add(office, known)
    file = write_csv(tmp_path / "a.csv", [WHO, (1, written, code(50), "")])
    (doubt,) = preview(office, Request(file)).doubts
    assert "更名，还是代码写错" in doubt.reason


def test_a_known_name_under_another_code_waits(office: Office, tmp_path: Path) -> None:
    file = _ledger(tmp_path, (name(1), code(77), "天元区"))
    (doubt,) = preview(office, Request(file)).doubts
    assert "信用代码与台账的不同" in doubt.reason


def test_a_missing_code_is_filled_in(
    office: Office, query: Query, tmp_path: Path
) -> None:
    enterprises.add(office, EnterpriseDraft.read(name="示例无码有限公司"))
    file = write_csv(tmp_path / "a.csv", [WHO, (1, "示例无码有限公司", code(60), "")])
    found = take_in(office, Request(file))
    assert (found.changed, found.edits[0].field) == (1, "统一社会信用代码")
    last = "SELECT uscc FROM enterprise ORDER BY id DESC LIMIT 1"
    assert query(last) == [(code(60),)]


def test_new_enterprises_come_with_records_only_when_said(
    office: Office, query: Query, tmp_path: Path
) -> None:
    file = _ledger(
        tmp_path,
        (name(88), code(88), "天元区"),
        (name(88), "", "天元区"),
        ("", code(88), "天元区"),
    )
    waiting = preview(office, Request(file))
    assert (waiting.new, waiting.in_doubt) == (0, 3)
    found = take_in(office, Request(file, newcomers=True))
    assert (found.new, found.added) == (3, 1)
    assert query("SELECT count(DISTINCT subject_id) FROM assessment") == [(1,)]


def test_a_new_enterprise_needs_a_name(office: Office, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, "", code(88), "天元区")])
    (fault,) = preview(office, Request(file)).faults
    assert "没有写企业名称" in fault.problem


def test_the_core_of_a_name_leaves_place_and_form_out() -> None:
    places = Places(("湖南省", "湖南", "株洲市", "株洲"))
    assert places.core("湖南株洲示例集团股份有限公司") == "示例"
    assert places.core("株洲厂") == "株洲"
    assert usual("示例 ABC（株洲）") == "示例ABC株洲"
