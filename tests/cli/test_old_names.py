"""What something was called before, or wrongly, names it still; answers say so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest

from registry import dates, paths
from tests.cli.conftest import Said, Type

OLD, NEW = "市级智能制造标杆车间", "市级智能工厂车间"
KNOWN = ("--known-on", "2029-12-31")
FIRM, PROPER = "示例企业184服饰有限公司", "正名服饰有限公司"


@pytest.fixture
def later(type_: Type, demo_file: Path) -> Type:
    """Types in 2030."""

    def typed(*words: str | Path) -> Said:
        then = datetime(2030, 1, 2, 1, tzinfo=UTC)
        with mock.patch.object(dates, "now", return_value=then):
            return type_("--registry", demo_file, "--as", "王某", *words)

    return typed


def _policy(file: Path) -> Path:
    """The city's policy anew from December on, with the title under another name."""
    whole = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
    text = whole.read_text("utf-8").replace("since = 2022-01-01", "since = 2022-12-01")
    old = 'document = "株工信发〔2022〕33号"'
    new = 'document = "株工信发〔2022〕99号"\nreplaces = ["株工信发〔2022〕33号"]'
    text = text.replace(old, new).replace(f'name = "{OLD}"', f'name = "{NEW}"')
    file.write_text(text, "utf-8")
    return file


def test_a_title_is_found_by_the_name_it_had(later: Type, tmp_path: Path) -> None:
    file = _policy(tmp_path / "renamed.toml")
    assert later("policy", "load", file, "--yes").code == 0
    for words in (("eligible", "--to"), ("gaps", "--to")):
        said = later(*words, OLD)
        assert said.code == 0, words
        assert f"「{OLD}」在 2022-12-31 称「{NEW}」" in said.err
        then = later(*words, OLD, *KNOWN)
        assert (then.code, "称「" in then.err) == (0, False), words
        assert OLD in then.out
    assert f"{NEW}名单" in later("list", f"titles:{OLD}").out
    assert later("gaps", "--to", "市级标杆车间").code == 0


def test_a_firm_is_found_by_the_name_it_was_known_by(
    later: Type, demo_file: Path
) -> None:
    with closing(sqlite3.connect(demo_file)) as connection:
        ask = "SELECT id FROM name_spell WHERE value = ?"
        (number,) = connection.execute(ask, (FIRM,)).fetchone()
    name = ("--attribute", "企业名称", "--value", PROPER, "--anyway")
    assert later("correct", "spell", str(number), *name).code == 0
    for command in ("explain", "show", "path"):
        assert FIRM in later(command, FIRM, *KNOWN).out
        assert FIRM in later(command, PROPER, *KNOWN).out
        assert later(command, FIRM).code == 4
