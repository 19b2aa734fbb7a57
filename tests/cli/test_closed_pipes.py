"""Who stops reading (``| head``) ends the printing only: what was agreed is done."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.cli.main import run
from registry.errors import FaultsError, TamperError
from tests.cli.conftest import no_screens
from tests.cli.test_policy_versions import head, later

__all__ = ["later"]


Unread = Callable[..., int]


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Unread:
    """Types a command line whose data goes to a pipe that nobody reads."""

    def typed(path: Path, *words: str | Path) -> int:
        reading, writing = os.pipe()
        os.close(reading)
        named = ("--registry", path, "--as", "王某", *words)
        with os.fdopen(writing, "w", buffering=1) as pipe, monkeypatch.context() as at:
            at.setattr(sys, "stdout", pipe)
            return run([str(word) for word in named], no_screens)

    return typed


def test_a_policy_is_loaded_although_nobody_reads_its_difference(
    unread: Unread, demo_file: Path, later: Path
) -> None:
    before = head(demo_file)
    assert unread(demo_file, "policy", "load", later, "--yes") == 0
    assert head(demo_file) != before


def test_an_import_that_writes_nothing_fails_although_nobody_reads_why(
    unread: Unread, registry_file: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "企业.csv"
    ledger.write_text("企业名称,统一社会信用代码\n某公司,9143\n", encoding="utf-8")
    words = ("import", ledger, "--kind", "enterprises", "--new-enterprises", "--yes")
    assert unread(registry_file, *words) == FaultsError.exit_code


def test_what_verification_finds_is_in_its_exit_code_although_nobody_reads_it(
    unread: Unread, demo_file: Path
) -> None:
    with closing(sqlite3.connect(demo_file, isolation_level=None)) as connection:
        connection.execute("DELETE FROM kept_count")
    assert unread(demo_file, "verify") == TamperError.exit_code


def test_reading_commands_end_quietly(unread: Unread, demo_file: Path) -> None:
    assert unread(demo_file, "ladder") == 0
