"""What every command is called with: which registry, by whom."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from registry import paths
from registry.store.readonly import require_file

OpenScreens = Callable[[Path, str], int]
"""Opens the screens on a registry for an official; gives the exit code."""


@dataclass(frozen=True, slots=True)
class Call:
    """The global options of one invocation."""

    registry: Path | None
    by: str
    open_screens: OpenScreens

    @property
    def path(self) -> Path:
        """The registry file: the one named, else the default place."""
        return self.registry or paths.default_registry()

    def existing(self) -> Path:
        """The registry file, or a refusal that says how to get one."""
        require_file(self.path)
        return self.path


def called(context: typer.Context) -> Call:
    """The call that a command belongs to."""
    call = context.find_object(Call)
    if call is None:
        raise RuntimeError("a command was run outside of registry.cli.main.run")
    return call


def login_name() -> str:
    """The name the operating system knows the official by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "未具名"
