"""What docs/LEDGERS.md says is true: its tables, its options, its answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.cli.main import run
from registry.intake.doubts import Answer
from tests.intake import guide

GUIDE = (Path(__file__).parents[2] / "docs" / "LEDGERS.md").read_text("utf-8")


def test_it_tells_every_column_of_every_kind_and_other_words_for_them() -> None:
    assert guide.who() in GUIDE
    assert guide.tables().rstrip() in GUIDE


def test_it_names_only_options_and_answers_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["import", "--help"], lambda _path, _by: 0) == 0
    known = capsys.readouterr().out
    for option in set(re.findall(r"--[a-z][a-z-]+", GUIDE)) - {"--to"}:
        assert option in known
    said = {word for word in re.findall(r"--decide 12=(\w+)", GUIDE) if word.isascii()}
    assert said == {answer.value for answer in Answer}
