"""A command line to type on, in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from registry.cli.main import run


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered: exit code, data, narration."""

    code: int
    out: str
    err: str


Type = Callable[..., Said]


def no_screens(path: Path, by: str) -> int:
    """Stand where the screens would open."""
    sys.stdout.write(f"screens on {path.name} for {by}\n")
    return 0


@pytest.fixture
def type_(capsys: pytest.CaptureFixture[str]) -> Type:
    """Types one command line and gives what it answered."""

    def typed(*words: str | Path) -> Said:
        code = run([str(word) for word in words], no_screens)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return typed


@pytest.fixture
def at(type_: Type, registry_file: Path) -> Type:
    """The same, at a registry of 株洲 in the name of 王某."""

    def typed(*words: str | Path) -> Said:
        return type_("--registry", registry_file, "--as", "王某", *words)

    return typed


@pytest.fixture
def demo(type_: Type, demo_template: Path) -> Type:
    """The same, at the demonstration registry; for commands that only read."""

    def typed(*words: str | Path) -> Said:
        return type_("--registry", demo_template, *words)

    return typed
