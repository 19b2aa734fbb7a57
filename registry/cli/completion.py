"""Completion in the shell: the script that asks, and what a filter is answered."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperArgument

from registry import paths
from registry.cli.show import out
from registry.errors import RegistryError
from registry.filter.marks import COMPARATORS
from registry.terms import Term

ASKED = "_TIDU_COMPLETE"
"""The variable that a shell asks by."""


class Shell(StrEnum):
    """Shells that can ask."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


ShellArgument = Annotated[Shell, typer.Argument(metavar="[外壳]", help="哪一种命令行")]


def script(shell: ShellArgument = Shell.BASH) -> None:
    """Print what the shell is to run at its start."""
    typers = import_module("typer.completion")
    made = typers.get_completion_script(
        prog_name="tidu", complete_var=ASKED, shell=shell.value
    )
    out(made)


def prepare() -> None:
    """Make ready to answer, if it is a shell that asks."""
    if ASKED in os.environ:
        import_module("typer.completion").completion_init()


def filters(context: typer.Context, incomplete: str) -> list[str]:
    """The word that is being typed, completed as a filter of the register."""
    from registry.desk.read.filtering import completions
    from registry.desk.read.session import open_reading

    split_off, begun = _word(_typed(context), incomplete)
    given = context.find_root().params.get("registry")
    path = given if isinstance(given, Path) else paths.default_registry()
    try:
        with open_reading(path) as reading:
            found = completions(reading, split_off + begun)
    except RegistryError:
        return []
    return [one.removeprefix(split_off) for one in found]


def terms(kind: type[Term]) -> Callable[[str], list[str]]:
    """Completes the last of several labels or codes that are separated by commas."""

    def complete(incomplete: str) -> list[str]:
        before, comma, begun = incomplete.rpartition(",")
        words = (word for one in kind for word in (one.label, one.value))
        return [before + comma + word for word in words if word.startswith(begun)]

    return complete


def _typed(context: typer.Context) -> list[str]:
    """The arguments before the word that is being typed."""
    asked = (one for one in context.command.params if isinstance(one, TyperArgument))
    values = (context.params.get(one.name or "") for one in asked)
    listed = (value if isinstance(value, list) else [value] for value in values)
    return [word for words in listed for word in words if isinstance(word, str)]


def _word(typed: list[str], incomplete: str) -> tuple[str, str]:
    """What bash has split off the word, as it does at = and :, and what is left."""
    if incomplete in COMPARATORS and typed:
        return typed[-1] + incomplete, ""
    if len(typed) > 1 and typed[-1] in COMPARATORS:
        return "".join(typed[-2:]), incomplete
    return "", incomplete
