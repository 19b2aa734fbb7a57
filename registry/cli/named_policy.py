"""Policies named on the command line: a file, or a loaded version by its 文号."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.show import say
from registry.desk.read import policies
from registry.desk.read.session import Reading
from registry.errors import NotFoundError
from registry.ladder.policy import Policy

_HELP = "政策文件（TOML），或已载入的版本：文号、文号@日期（那一天施行的版本）"
PolicyArgument = Annotated[str, typer.Argument(metavar="政策", help=_HELP)]
OldArgument = Annotated[str, typer.Argument(metavar="旧政策", help=_HELP)]
NewArgument = Annotated[str, typer.Argument(metavar="新政策", help="同上")]


def named(reading: Reading, word: str) -> Policy:
    """The policy of a file, checked beside what is loaded; or a loaded version.

    Raises:
        FaultsError: the file has faults, each told in its place.
        ConflictError: the file overlaps another document that is loaded.
        NotFoundError, InputError: neither a file nor one loaded version is named so.
    """
    if _is_file(word):
        return _of_file(reading, Path(word))
    try:
        return policies.version(reading, word).policy
    except NotFoundError as refusal:
        if "@" in word:
            raise
        raise NotFoundError(f"没有文件「{word}」，也{refusal}") from None


def _is_file(word: str) -> bool:
    path = Path(word)
    return path.suffix == ".toml" or path.is_file()


def _of_file(reading: Reading, path: Path) -> Policy:
    from registry.desk.policy_files import tried
    from registry.eligibility.bind import vocabulary

    known = vocabulary(reading.connection)
    found = tried(path, policies.everything(reading), known)
    for warning in found.warnings:
        say(f"提醒：{warning}")
    return found.policy
