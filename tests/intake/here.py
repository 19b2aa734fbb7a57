"""The parser of workbooks in a thread of this process."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

from registry.intake import worker
from registry.intake.sniff import Form


class Talk:
    """Lines that one thread writes and another reads."""

    def __init__(self) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()

    def write(self, line: str, /) -> int:
        """Say a line."""
        self._lines.put(line)
        return len(line)

    def flush(self) -> None:
        """Nothing is held back."""

    def readline(self) -> str:
        """Hear a line; wait until there is one."""
        return self._lines.get()


class Here:
    """Asked and answering as the parsing process is."""

    def __init__(self, path: Path, form: Form) -> None:
        self.stdin, self.stdout = Talk(), Talk()
        talk = (str(path), form.value, self.stdin, self.stdout)
        self._thread = Thread(target=worker.converse, args=talk)
        self._thread.start()

    def kill(self) -> None:
        """Ask for nothing more."""
        self.stdin.write("[]\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.join()
