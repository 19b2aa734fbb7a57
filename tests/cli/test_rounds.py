"""Rounds typed on the command line: followed, recognised, closed; money and days."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry import paths
from registry.cli.main import run
from tests.cli.conftest import Said, Type, no_screens

ROUND = "2022年第1批市级智能制造标杆中小企业"
CITY = "株工信发〔2022〕33号"
NUMBER = "株工信发〔2022〕90号"
POLICY = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
LINE = (
    ("初审", "2022-06-01"),
    ("推荐", "2022-06-02"),
    ("评审", "2022-07-01"),
    ("拟认定", "2022-08-01"),
    ("公示", "2022-09-19"),
)
WHO = ("示例企业一有限公司", "示例企业二有限公司")


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _published() -> Iterator[tuple[str | Path, ...]]:
    """What is typed to have two enterprises go through the notice of one round."""
    yield ("policy", "load", POLICY)
    document = ("--number", NUMBER, "--title", "认定", "--kind", "认定文件")
    yield ("add", "document", *document)
    rung = ("--rung", "市级智能制造标杆中小企业", "--year", "2022")
    yield ("round", "new", *rung, "--notice-days", "5", "--amount", "10万")
    for who in WHO:
        yield ("add", "enterprise", who, "--unit", "天元区")
        yield ("apply", ROUND, who)
        for stage, on in LINE:
            yield ("step", ROUND, who, stage, "--on", on, "--passed", "是")


@pytest.fixture(scope="session")
def published_registry(
    blank_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A registry with one round and its two enterprises, made once, only copied."""
    path = tmp_path_factory.mktemp("published") / "registry.db"
    shutil.copy(blank_registry, path)
    for words in _published():
        typed = ("--registry", path, "--as", "王某", *words)
        assert run([str(word) for word in typed], no_screens) == 0
    return path


@pytest.fixture
def published(type_: Type, published_registry: Path, tmp_path: Path) -> Type:
    """The same at a copy for this test alone."""
    path = tmp_path / "published.db"
    shutil.copy(published_registry, path)

    def typed(*words: str | Path) -> Said:
        return type_("--registry", path, "--as", "王某", *words)

    return typed


def test_a_step_out_of_turn_is_refused_and_says_what_is_next(at: Type) -> None:
    at("policy", "load", POLICY)
    at("round", "new", "--rung", "市级智能制造标杆中小企业", "--year", "2022")
    at("add", "enterprise", WHO[0])
    at("apply", ROUND, WHO[0])
    said = at("step", ROUND, WHO[0], "评审", "--on", "2022-07-01")
    assert said.code == 5
    assert "还没有办「初审」「推荐」；接下来应办「初审」" in said.err
    again = at("step", ROUND, WHO[0], "评审", "--on", "2022-07-01", "--reason", "补登")
    assert again.code == 0


def test_recognition_is_shown_asked_and_written_at_once(published: Type) -> None:
    typed = ("recognise", ROUND, "--document", NUMBER, "--on", "2022-09-27")
    shown = published(*typed)
    assert shown.code == 1
    assert shown.err.endswith("没有写入：这里没有终端可以询问；要写入请加 --yes\n")
    assert all(who in shown.out for who in WHO)
    assert "拟定奖补 2 笔 20 万元" in shown.err
    would = published(*typed, "--json")
    assert (would.code, json.loads(would.out)["written"]) == (1, False)
    written = published(*typed, "--yes", "--json")
    told = json.loads(written.out)
    assert told == json.loads(would.out) | {"written": True, "change": told["change"]}
    assert [(one["name"], one["amount_fen"]) for one in told["given"]] == [
        (who, 10_000_000) for who in WHO
    ]
    assert "认定 2 个" in written.err
    assert "tidu undo --change" in written.err
    assert published(*typed, "--yes").code == 5


def test_recognition_before_the_notice_is_over_is_refused(published: Type) -> None:
    said = published(
        "recognise", ROUND, "--document", NUMBER, "--on", "2022-09-26", "--yes"
    )
    assert said.code == 5
    assert "公示到 2022-09-26 才满" in said.err


def test_an_exception_names_whom_and_why(published: Type) -> None:
    typed = ("recognise", ROUND, "--document", NUMBER, "--on", "2022-09-27", "--yes")
    assert published(*typed, "--except", WHO[0]).code == 2
    said = published(*typed, "--except", WHO[0], "--reason", "材料待查")
    assert said.code == 0
    assert f"不认定 {WHO[0]}：除外" in said.err
    history = json.loads(published("history", "--json").out)
    assert f"材料待查（除外：{WHO[0]}）" in json.dumps(history, ensure_ascii=False)


def test_a_subsidy_may_be_insisted_on_and_drawn_on_a_line(published: Type) -> None:
    published("budget", "智能制造专项", "--year", "2022", "--amount", "200万")
    said = published(
        *("recognise", ROUND, "--document", NUMBER, "--on", "2022-09-27", "--yes"),
        *("--insist", WHO[0], "--reason", "会议同意", "--budget", "智能制造专项"),
    )
    assert said.code == 0
    rows = _table(published("subsidies", "--format", "csv").out)
    assert {row["预算项目"] for row in rows} == {"智能制造专项"}
    assert {row["状态"] for row in rows} == {"拟定"}


def test_a_round_is_closed_only_when_all_is_decided_or_for_a_reason(
    published: Type,
) -> None:
    said = published("round", "close", ROUND)
    assert said.code == 5
    assert "还有 2 项没有办结" in said.err
    assert published("round", "close", ROUND, "--reason", "停办").code == 0
    assert published("step", ROUND, WHO[0], "撤回申报", "--on", "2022-10-01").code == 5
    assert published("round", "reopen", ROUND).code == 2
    assert published("round", "reopen", ROUND, "--reason", "补登").code == 0


def test_what_was_refused_is_to_be_rejected_wherever_one_looks(published: Type) -> None:
    no = ("异议", "--on", "2022-09-20", "--passed", "不通过", "--reason", "材料不实")
    said = published("step", ROUND, WHO[0], *no)
    assert "是否通过 否" in said.err
    rows = _table(published("round", "show", ROUND, "--names", "--format", "csv").out)
    (row,) = (one for one in rows if one["企业"] == WHO[0])
    assert (row["结果"], row["原因"]) == ("异议成立", "材料不实，接下来应办「未通过」")
    tasks = json.loads(published("due", "--json", "--on", "2022-09-28").out)["tasks"]
    waits = {task["what"]: task["names"] for task in tasks}
    assert (waits["办「未通过」"], waits["发文认定"]) == ([WHO[0]], [WHO[1]])


def test_units_stand_against_their_quota(published: Type) -> None:
    assert published("round", "quota", ROUND, "天元区", "2").code == 0
    rows = _table(published("round", "show", ROUND, "--units", "--format", "csv").out)
    assert (rows[0]["上报单位"], rows[0]["推荐名额"], rows[0]["推荐"]) == (
        "天元区",
        "2",
        "2",
    )
    assert rows[-1]["上报单位"] == "合计"
    more = published("add", "enterprise", "示例企业三有限公司", "--unit", "天元区")
    assert more.code == 0
    published("apply", ROUND, "示例企业三有限公司")
    published("step", ROUND, "示例企业三有限公司", "初审", "--on", "2022-06-01")
    said = published("step", ROUND, "示例企业三有限公司", "推荐", "--on", "2022-06-02")
    assert "天元区的推荐名额 2 个，已推荐 2 个" in said.err


def test_what_is_due_says_when_and_whom(published: Type) -> None:
    listed = published("due", "--on", "2022-09-20", "--names", "--format", "csv")
    (row,) = _table(listed.out)
    assert (row["日期"], row["事项"]) == ("2022-09-26", "公示期满")
    assert row["名单"] == "、".join(WHO)
    soon = published("due", "--within", "3天", "--on", "2022-09-20")
    assert "公示期满" not in soon.out
    assert published("due", "--within", "很久").code == 2
    tasks = json.loads(published("due", "--json", "--on", "2022-09-20").out)["tasks"]
    assert tasks[-1]["on"] == "2022-09-26"


def test_days_without_calendar_are_entered_and_listed(at: Type) -> None:
    assert at("calendar", "add", "2027-01-01", "休", "--reason", "国办通知").code == 0
    assert at("calendar", "add", "2027-01-01", "休").code == 5
    assert at("calendar", "add", "2027-01-04", "歇").code == 2
    said = at("calendar", "add", "2027-02-06", "休", "--through", "2027-02-12")
    assert said.code == 0
    days = json.loads(at("calendar", "list", "--format", "json").out)["days"]
    assert len(days) == 8
    assert (days[0]["on"], days[0]["works"]) == ("2027-01-01", False)


def test_a_years_holidays_are_entered_from_a_file(at: Type, tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    days = [f"2027-01-{day:02},休" for day in range(1, 14)]
    file.write_text("\n".join(("日期,休或班", *days)), encoding="utf-8")
    assert at("calendar", "add", "--from", file, "--yes").code == 0
    listed = json.loads(at("calendar", "list", "--format", "json").out)["days"]
    assert len(listed) == 13


def test_the_demonstrations_rounds_are_listed_with_their_titles(demo: Type) -> None:
    rows = _table(demo("round", "list", "--format", "csv").out)
    assert sum(int(row["申报"]) for row in rows) >= 53
    assert sum(int(row["登记称号"]) for row in rows) > 20


def test_a_round_as_json_holds_stages_names_units_and_terms(demo: Type) -> None:
    told = json.loads(demo("round", "show", CITY, "--json").out)
    assert told["stages"][0] == {
        "stage": "申报",
        "came": 53,
        "unrecorded": 0,
        "left": [],
    }
    assert told["demonstration"] is True
    assert "按申报项数计" in told["terms"]
    assert sum(row["applied"] for row in told["units"]) == 53
    left = next(left for stage in told["stages"] for left in stage["left"])
    assert set(left["enterprise"]) == {"id", "uscc", "name", "unit"}
    assert left["subject"]["name"] != left["enterprise"]["name"]
    others = json.loads(demo("round", "show", "2022", "--format", "json").out)
    assert others["titles_without_application"][0]["enterprise"]["name"]


def test_a_round_is_printed_with_its_terms_and_what_is_next(demo: Type) -> None:
    said = demo("round", "show", CITY)
    assert "演示数据，截至 2022-12-31" in said.out
    assert "口径：" in said.out
    assert "办结批次" in said.out
    quiet = demo("round", "show", CITY, "--on", "2022-01-02")
    assert "未通过" not in quiet.out


def test_subsidies_are_summed_or_listed(demo: Type) -> None:
    said = demo("subsidies", "--names", "--round", CITY)
    assert "20 个称号，奖补 20 笔 200 万元" in said.out
    assert said.out.count("已拨付") > 20
    told = json.loads(demo("subsidies", "--year", "2022", "--json").out)
    assert (told["titles"], told["doubled"]) == (20, 0)
    one = told["subsidies"][0]
    assert set(one["enterprise"]) == {"id", "uscc", "name", "unit"}
    assert (one["status_name"], one["amount_fen"]) == ("已拨付", 10_000_000)
    paid = next(one for one in told["sums"] if one["status"] == "paid")
    assert paid["status_name"] == "已拨付"


def test_one_applicant_is_told_step_by_step(demo: Type) -> None:
    typed = ("round", "show", CITY, "--of")
    said = demo(*typed, "示例企业087", "--format", "csv")
    assert "评分 71.84 分，19 项中第 15，认定的最低 84.87 分" in said.err
    assert [row["环节"] for row in _table(said.out)][-1] == "未通过"
    assert "评分未登记" in demo(*typed, "立方新能源").out
    nobody = demo(*typed, "时代新材")
    assert nobody.code == 4
    assert "没有申报，或没有录入" in nobody.err


def test_names_are_listed_where_they_are_asked_for(demo: Type) -> None:
    rows = _table(demo("round", "show", "2022", "--names", "--format", "csv").out)
    assert len(rows) == 33
    assert {row["注"] for row in rows} == {"样例"}


def test_consent_is_asked_on_a_terminal(
    published: Type, monkeypatch: pytest.MonkeyPatch
) -> None:

    typed = ("recognise", ROUND, "--document", NUMBER, "--on", "2022-09-27")
    for answer, told in (("否\n", "没有写入"), ("是\n", "认定 2 个")):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        monkeypatch.setattr("registry.cli.consent.on_terminal", lambda: True)
        assert told in published(*typed).err
