"""Other engines at work on the same register, each a process in their own environment.

The environment is made once from ``bench/peers.txt`` in the cache of the bench: what is
measured against is never among what tidu depends on.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import world
from bench.registries import cache, register
from registry.desk.synth.setting import ON
from registry.eligibility.bind import bound_steps

HERE = Path(__file__).parent
LOCKED = HERE / "peers.txt"


def environment() -> Path:
    """The peers' folder of commands; made now where it is not there."""
    edition = hashlib.sha256(LOCKED.read_bytes()).hexdigest()[:12]
    folder = cache() / f"peers-{edition}"
    ready = folder / "ready"
    if not ready.exists():
        print("setting up the peers (once) …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [folder / "bin" / "pip", "install", "--quiet"]
        alone = ["--disable-pip-version-check", "--require-hashes", "-r", LOCKED]
        subprocess.run([*pip, *alone], check=True)
        ready.touch()
    return folder / "bin"


def columns(size: int) -> Path:
    """The register of so many enterprises as columns for the peers; kept."""
    path = register(size)
    maker = hashlib.sha256(Path(world.__file__).read_bytes()).hexdigest()[:8]
    folder = path.with_suffix(f".{maker}")
    if not (folder / "world.json").exists():
        with closing(sqlite3.connect(path)) as connection:
            world.write(connection, bound_steps(connection, ON), folder)
    return folder


@dataclass(frozen=True, slots=True)
class Peer:
    """Another engine that has everything in memory and waits."""

    process: subprocess.Popen[str]

    def run(self, *words: str) -> tuple[float, Any]:
        """Let it answer once: processor seconds and what it found."""
        self._say(" ".join(("run", *words)))
        said = json.loads(self._told())
        return float(said["seconds"]), said["found"]

    def _say(self, line: str) -> None:
        if self.process.stdin is None:
            raise RuntimeError("no one listens")
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _told(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise RuntimeError(f"{self.process.args!r} has ended")
        return line


@contextmanager
def peer(name: str, size: int) -> Iterator[Peer]:
    """Start an engine of ``bench/peers`` on a register; it ends with the block."""
    command = [environment() / "python", HERE / "peers" / f"{name}.py", columns(size)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        started = Peer(process)
        try:
            started._told()  # noqa: SLF001  # it says that it is ready
            yield started
        finally:
            process.kill()
