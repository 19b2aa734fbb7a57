"""``--known-on``: the answer as it was known, and every answer says so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from registry import dates, paths
from registry.cli.main import run
from tests.cli.conftest import Said, Type, no_screens

BEGUN = datetime(2030, 1, 1, 1, tzinfo=UTC)
FIRST, SECOND = "2030-01-01", "2030-01-02"
LAST_ON_FIRST = 4
RUNG = "市级智能制造标杆中小企业"
OnDay = Callable[..., Said]


def _on(day: int) -> AbstractContextManager[object]:
    then = BEGUN + timedelta(days=day - 1)
    return mock.patch.object(dates, "now", return_value=then)


@pytest.fixture
def on_day(at: Type) -> OnDay:
    """Type something on the first day, the second, the third …."""

    def typed(day: int, *words: str | Path) -> Said:
        with _on(day):
            return at(*words)

    return typed


@pytest.fixture(scope="module")
def corrections(blank_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Level 1 on the first day; corrected to 3, and the firm renamed, on the second."""
    path = tmp_path_factory.mktemp("corrected") / "registry.db"
    shutil.copy(blank_registry, path)
    file = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
    assess = ("record", "assessment", "某某机械", "--on", "2022-03-01", "--level")
    for day, words in (
        (1, ("policy", "load", str(file))),
        (1, ("add", "enterprise", "某某机械有限公司", "--since", "2015-01-01")),
        (1, (*assess, "一级")),
        (2, ("correct", "void", "1", "--table", "成熟度评估")),
        (2, (*assess, "三级")),
        (2, ("change", "name", "某某机械", "新名有限公司", "--since", "2022-05-01")),
        (2, ("add", "enterprise", "后来的有限公司")),
    ):
        with _on(day):
            typed = ("--registry", str(path), "--as", "王某", *words)
            assert run(typed, no_screens) == 0, words
    return path


@pytest.fixture
def corrected(corrections: Path, registry_file: Path, on_day: OnDay) -> OnDay:
    """Type something on a day at a register that was corrected on the second."""
    shutil.copy(corrections, registry_file)
    return on_day


def test_an_answer_is_the_one_that_was_known(corrected: OnDay) -> None:
    asked = ("explain", "新名有限公司", "--to", RUNG, "--known-on")
    then, now = (corrected(3, *asked, day) for day in (FIRST, SECOND))
    assert "某某机械有限公司 →" in then.out
    assert "一级" in then.out
    assert "新名有限公司 →" in now.out
    assert "三级" in now.out


def test_a_page_is_found_by_the_name_of_today(corrected: OnDay) -> None:
    page = corrected(3, "show", "新名有限公司", "--known-on", FIRST).out
    assert "某某机械有限公司" in page
    assert "新名有限公司" not in page


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "某某机械", "--to", RUNG),
        ("explain", "某某机械", "--json"),
        ("show", "某某机械"),
        ("eligible",),
        ("eligible", "--json"),
        ("ladder",),
        ("ladder", "--format", "json"),
        ("overview",),
        ("list", f"eligible:{RUNG}"),
        ("list", "units"),
        ("list", "enterprises"),
    ],
)
def test_every_answer_says_what_it_rests_on(
    corrected: OnDay, words: tuple[str, ...]
) -> None:
    said = corrected(3, *words, "--known-on", FIRST, "--on", "2022-06-30")
    assert said.code == 0, said
    assert f"按 {FIRST} 时所知，截至 2022-06-30" in said.out + said.err


@pytest.mark.parametrize(
    "words",
    [
        ("eligible",),
        ("explain", "某某机械"),
        ("explain", "某某机械", "--to", RUNG),
        ("gaps",),
        ("gaps", "--by", "condition"),
        ("forecast",),
        ("ladder",),
        ("path", "某某机械", "--to", RUNG),
        ("overview",),
        ("show", "某某机械"),
    ],
)
def test_every_answer_to_a_program_says_what_it_rests_on(
    corrected: OnDay, words: tuple[str, ...]
) -> None:
    asked = ("--known-on", f"{FIRST}T10:30", "--on", "2022-06-30", "--json")
    told = json.loads(corrected(3, *words, *asked).out)
    assert (told["registry"], told["on"]) == ("株洲市工业和信息化局", "2022-06-30")
    assert (told["demonstration"], told["made_up"]) == (False, None)
    assert told["known_on"] == f"{FIRST}T10:30"
    assert told["known_through"] == LAST_ON_FIRST


def test_a_list_that_is_exported_says_so_too(corrected: OnDay, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    words = ("export", f"eligible:{RUNG}", "--to", file, "--outcome", "待核,差一项")
    assert corrected(3, *words, "--known-on", FIRST).code == 0
    text = file.read_text(encoding="utf-8-sig")
    assert f"按 {FIRST} 时所知" in text
    assert "后来的有限公司" not in text


@pytest.mark.parametrize("command", ["explain", "show"])
def test_what_was_recorded_later_was_not_known_of(
    corrected: OnDay, command: str
) -> None:
    said = corrected(3, command, "后来的有限公司", "--known-on", FIRST)
    assert said.code == 4
    assert f"按 {FIRST} 时所知，台账里还没有「后来的有限公司」" in said.err


WRONG = {
    "2030-01-04": "还没有到",
    "2030-01-03T09:01": "还没有到",
    "2020-12-31": "台账建于",
    "2022-02-30": "没有这一天",
    "2030-01-01T24:00": "没有这一刻",
    "2030-01": "写到日",
    "昨天": "不是日期",
}


@pytest.mark.parametrize(("moment", "told"), WRONG.items())
def test_a_moment_without_an_answer_is_refused(
    on_day: OnDay, moment: str, told: str
) -> None:
    said = on_day(3, "overview", "--known-on", moment)
    assert (said.code, told in said.err) == (2, True), said
    assert len(said.err.splitlines()) == 1
