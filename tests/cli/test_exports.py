"""What is exported comes back as it went."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registry.cli import publish
from tests.cli.conftest import Type

POOL = "株洲市智能制造标杆车间培育名单"
LEDGERS = (
    ("titles", "titles", ()),
    (f"pool:{POOL}", "pool", ("--set", f"培育库={POOL}")),
    ("unit:天元区", "enterprises", ()),
)


@pytest.mark.parametrize(("what", "kind", "more"), LEDGERS, ids=["a", "b", "c"])
def test_a_list_that_went_out_comes_back_without_a_change(
    type_: Type,
    demo_template: Path,
    tmp_path: Path,
    what: str,
    kind: str,
    more: tuple[str, ...],
) -> None:
    to = tmp_path / "名单.xlsx"
    at = ("--registry", demo_template, "--as", "王某")
    done = json.loads(type_(*at, "export", what, "--to", to, "--json").out)
    said = type_(*at, "import", to, "--kind", kind, "--dry-run", "--json", *more)
    found = json.loads(said.out)
    assert (done["file"], done["rows"]) == (str(to), found["rows"])
    assert found["unchanged"] == found["rows"] > 0
    assert (found["new"], found["changed"], found["in_doubt"]) == (0, 0, 0)
    assert found["faults"] == []


def test_a_list_published_before_is_published_again_only_on_purpose(
    type_: Type, demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--registry", demo_file, "--as", "王某")
    on = ("--document", "株工信发〔2022〕33号", "--on", "2022-12-31")
    words = (*at, "publish", "titles:市级智能制造标杆车间", *on)
    said = type_(*words)
    assert (said.code, "第 1 号" in said.err, "--yes" in said.err) == (5, True, True)
    monkeypatch.setattr(publish, "on_terminal", lambda: True)
    monkeypatch.setattr(publish, "agreed", lambda _, yes: yes)
    assert type_(*words).code == 1
    assert "已发布第 2 号" in type_(*words, "--yes").err
    done = json.loads(type_(*words, "--yes", "--json").out)
    assert (done["number"], done["on"], done["rows"]) == (3, "2022-12-31", 10)
    assert done["change"] > 1
