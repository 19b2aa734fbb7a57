"""The glossary and the codes say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.model.tables import METADATA
from registry.terms import LEVELS, Term

GLOSSARY = Path(__file__).parents[2] / "docs" / "GLOSSARY.md"


def _rows() -> set[tuple[str, str]]:
    row = re.compile(r"\| (?P<chinese>[^|]+) \| `?(?P<code>[^|`]+)`? \|")
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return {(m["chinese"], m["code"]) for line in lines if (m := row.fullmatch(line))}


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda t: t.__name__)
def test_every_code_stands_in_the_glossary_with_its_label(terms: type[Term]) -> None:
    assert {(term.label, term.value) for term in terms} <= _rows()


def test_the_glossary_names_no_code_that_is_not_there() -> None:
    codes = {(t.label, t.value) for terms in Term.__subclasses__() for t in terms}
    levels = {(label, str(level)) for level, label in enumerate(LEVELS)}
    headers = {("中文", "code"), ("中文", "level"), ("---", "---")}
    listed = {row for row in _rows() if "---" not in row[0]}
    assert listed - headers == codes | levels


def test_every_table_stands_in_the_glossary() -> None:
    named = set(re.findall(r"`([a-z_]+)`", GLOSSARY.read_text(encoding="utf-8")))
    assert set(METADATA.tables) <= named
