"""Restoring again and again under two processes that keep writing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from registry.store.backup import backup
from registry.store.restore import restore
from registry.store.verify import verify

SECONDS = 15
WRITER = """
import sys, time
from pathlib import Path
from registry.errors import StoreError
from registry.store.transaction import transaction

until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    try:
        with transaction(Path(sys.argv[1]), by="王某", action="改") as tx:
            tx.rows("UPDATE unit SET version = version + 1 WHERE id = 1")
    except StoreError as refused:
        print(refused)
    time.sleep(0.03)
"""
HEADS = "SELECT head FROM seal UNION SELECT head FROM lost_head"


def heads(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {head for (head,) in connection.execute(HEADS)}


@pytest.mark.soak
def test_no_change_is_lost_without_its_head_being_known(
    registry_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.db"
    backup(registry_file, kept)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(registry_file), str(SECONDS)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    asides = []
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        asides.append(restore(registry_file, kept, "李某").aside)
        time.sleep(0.2)
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    assert verify(registry_file).ok
    for aside in asides:
        assert aside is not None
        assert verify(aside).ok
        assert heads(aside) <= heads(registry_file)
