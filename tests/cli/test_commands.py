"""Every command is there, says what it does, and does what its draft says."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import typer

from registry.cli import writes
from registry.cli.main import build
from registry.cli.typed import Typed
from tests.cli.conftest import Type, no_screens

TYPED = [one for _, _, group in writes.GROUPS for one in group] + list(writes.TOP)
HAN = re.compile(r"[一-鿿]")


def _paths() -> list[tuple[str, ...]]:
    """Every command as it is typed, groups included."""
    root = typer.main.get_command(build(no_screens))
    found: list[tuple[str, ...]] = []
    for name, command in getattr(root, "commands", {}).items():
        inside = getattr(command, "commands", {})
        found += [(name, sub) for sub in inside] or [(name,)]
    return found


@pytest.mark.parametrize("one", TYPED, ids=lambda one: one.verb)
def test_a_writing_command_names_a_verb_of_the_desk(one: Typed) -> None:
    module, name = one.verb.split(":")
    assert hasattr(import_module(f"registry.desk.{module}"), name)


@pytest.mark.parametrize("kind", ["title", "assessment", "judgement"])
def test_a_day_of_validity_is_said_to_be_the_first_without(
    type_: Type, kind: str
) -> None:
    said = "".join(type_("record", kind, "--help").out.split())
    assert "有效期至（自该日起不再有效）" in said


@pytest.mark.parametrize("words", _paths(), ids=" ".join)
def test_every_command_explains_itself_in_chinese(
    type_: Type, words: tuple[str, ...]
) -> None:
    said = type_(*words, "--help")
    assert said.code == 0
    first = said.out.split("\n\n")[1]
    assert HAN.search(first)


def test_the_readme_names_only_commands_that_are_there() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    typed = set(re.findall(r"`tidu (?:--registry \S+ )?([a-z]+)", text))
    assert typed
    assert typed <= {path[0] for path in _paths()}
