from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import StoreError
from registry.model.document import Document
from registry.store import engine
from registry.store.engine import open_writable
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.store.verify import verify
from registry.terms import DocumentKind

WRITER = """
import sys
from pathlib import Path
from registry.model.document import Document
from registry.store.transaction import transaction
from registry.terms import DocumentKind

for n in range(8):
    with transaction(Path(sys.argv[1]), by=sys.argv[2], action="登记") as tx:
        tx.add(Document(title=f"{sys.argv[2]}{n}", kind=DocumentKind.NOTICE))
"""
SLEEPER = """
import sys, time
from pathlib import Path
from registry.model.document import Document
from registry.store.transaction import transaction
from registry.terms import DocumentKind

with transaction(Path(sys.argv[1]), by="王某", action="登记") as tx:
    for n in range(200):
        tx.add(Document(title=f"通知{n}", kind=DocumentKind.NOTICE))
    print("writing", flush=True)
    time.sleep(60)
"""


COUNT = "SELECT count(*) FROM document"


PRAGMAS = """
import sys
from pathlib import Path
from registry.store.engine import open_writable

connection = open_writable(Path(sys.argv[1]))
for name in ("synchronous", "foreign_keys", "recursive_triggers", "journal_mode"):
    print(*connection.execute(f"PRAGMA {name}").fetchone())
connection.close()
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def documents(path: Path) -> int:
    with closing(open_reader(path)) as connection:
        return int(connection.execute(COUNT).fetchone()[0])


def write(path: Path) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.add(Document(title="甲", kind=DocumentKind.NOTICE))


def test_two_processes_writing_at_once_both_succeed(registry_file: Path) -> None:
    writers = [start(WRITER, str(registry_file), name) for name in ("王某", "李某")]
    said = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    assert documents(registry_file) == 16
    assert verify(registry_file).ok


def test_a_writer_waits_for_the_disk_and_keeps_every_wall_up(
    registry_file: Path,
) -> None:
    said, _ = start(PRAGMAS, str(registry_file)).communicate(timeout=60)
    full = "2"
    assert said.split() == [full, "1", "1", "wal"]


def test_a_process_killed_in_mid_change_leaves_no_trace(registry_file: Path) -> None:
    with start(SLEEPER, str(registry_file)) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        writer.send_signal(signal.SIGKILL)
    assert documents(registry_file) == 0
    write(registry_file)
    verdict = verify(registry_file)
    assert (verdict.ok, verdict.changes) == (True, 2)


def test_a_registry_locked_for_long_is_refused_in_one_sentence(
    registry_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    with closing(open_writable(registry_file)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="正被别的程序写入；请稍后再试"):
            write(registry_file)
        holder.execute("ROLLBACK")
    write(registry_file)


def test_readers_see_the_last_sealed_change_while_another_writes(
    registry_file: Path,
) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        assert documents(registry_file) == 0
    assert documents(registry_file) == 1


def test_a_registry_replaced_while_waiting_for_it_is_not_written(
    registry_file: Path, blank_registry: Path, tmp_path: Path
) -> None:
    restored = tmp_path / "restored.db"
    restored.write_bytes(blank_registry.read_bytes())
    holder = open_writable(registry_file)
    holder.execute("BEGIN IMMEDIATE")
    failed: list[Exception] = []
    waiting = threading.Thread(target=write_and_tell, args=(registry_file, failed))
    waiting.start()
    time.sleep(0.3)
    registry_file.rename(tmp_path / "aside.db")
    restored.rename(registry_file)
    holder.close()
    waiting.join()
    assert "替换" in str(failed[0])
    assert documents(registry_file) == 0


def write_and_tell(path: Path, failed: list[Exception]) -> None:
    try:
        write(path)
    except StoreError as error:
        failed.append(error)
