"""The first hundred bytes of a database file, read without SQLite.

SQLite leaves helper files beside a file in WAL mode even where it then refuses it.
The layout is that of https://www.sqlite.org/fileformat2.html#the_database_header.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from registry.errors import StoreError, because

MAGIC = b"SQLite format 3\0"
APPLICATION_ID = 0x74696475
"""``PRAGMA application_id`` of every registry: "tidu" in ASCII."""

_LENGTH = 100
_LARGEST_PAGE = 65536  # written as 1, for it does not fit into two bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a file says; ``size`` is how many bytes there are."""

    bytes: bytes
    size: int

    @property
    def database(self) -> bool:
        """Whether it begins as a database of SQLite does."""
        return self.bytes.startswith(MAGIC)

    @property
    def ours(self) -> bool:
        """Whether it begins as a registry does."""
        return self.database and self._number(68, 4) == APPLICATION_ID

    @property
    def cut_off(self) -> bool:
        """Whether the file is shorter than its header says."""
        page = self._number(16, 2)
        whole = (_LARGEST_PAGE if page == 1 else page) * self._number(28, 4)
        counted = self._number(24, 4) == self._number(92, 4)
        return len(self.bytes) < _LENGTH or (counted and self.size < whole)

    def _number(self, at: int, length: int) -> int:
        return int.from_bytes(self.bytes[at : at + length], "big")


def read(path: Path) -> Header:
    """The header of a file.

    Raises:
        StoreError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return Header(file.read(_LENGTH), path.stat().st_size)
    except OSError as error:
        raise StoreError(
            f"台账打不开（{because(error)}）；请核对路径和权限：{path}"
        ) from error
