"""The rules of the house that no other gate looks after."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GIT = shutil.which("git") or "git"
LONGEST = 300


def _tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        [GIT, "ls-files", "-z", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_no_module_grows_past_three_hundred_lines() -> None:
    modules = _tracked("registry/*.py", "tui/*.py", "tests/*.py", "bench/*.py")
    assert modules
    long = {str(m): n for m in modules if (n := _text(m).count("\n")) > LONGEST}
    assert long == {}


def test_no_file_names_a_place_on_a_machine() -> None:
    place = re.compile(r"(?<![\w./])/(?:work|root|home)/")
    here = Path(__file__)
    texts = [f for f in _tracked() if f.suffix not in {".png", ".xlsx"} and f != here]
    named = [str(f) for f in texts if place.search(_text(f))]
    assert named == []


def test_both_readmes_say_the_same_in_the_same_order() -> None:
    english, chinese = _text(ROOT / "README.md"), _text(ROOT / "README.zh-CN.md")
    for shape in (r"^#+ ", r"^```", r"^\d\. ", r"^- ", r"\]\((?!README)[^)]+\)"):
        found = [re.findall(shape, text, re.MULTILINE) for text in (english, chinese)]
        assert found[0] == found[1]
    commands = [re.findall(r"`(tidu [^`]+|make \w+)", t) for t in (english, chinese)]
    assert commands[0] == commands[1]


@pytest.mark.parametrize("page", _tracked("*.md"), ids=lambda p: p.name)
def test_every_link_of_the_docs_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", _text(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", _tracked("docs/adr/*.md"), ids=lambda p: p.name)
def test_a_decision_fits_on_one_page(page: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name)
    assert _text(page).count("\n") <= 60


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [page.name[:4] for page in _tracked("docs/adr/*.md")]
    assert len(numbers) == len(set(numbers))


def test_what_is_locked_is_what_is_asked_for() -> None:
    asked = set(
        re.findall(r'^  "([a-z0-9-]+)>=', _text(ROOT / "pyproject.toml"), re.MULTILINE)
    )
    for lock in ("run.txt", "dev.txt"):
        text = _text(ROOT / "locks" / lock)
        assert "--hash=sha256:" in text
        assert "://" not in text
    locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    assert {"sqlmodel", "textual", "networkx", "python-dateutil"} <= asked <= locked
