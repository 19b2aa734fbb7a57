"""A list asked for by its words, made once for each reading."""

from __future__ import annotations

from pathlib import Path

from registry.desk import exports
from registry.desk.exports import Exported
from registry.desk.listing import listed
from registry.desk.read import lookup
from registry.desk.read.session import Reading
from registry.desk.read.tabled import TableSource


class ListState:
    """``what`` is written as ``tidu list`` takes it."""

    def __init__(self) -> None:
        self.what = ""
        self.title = ""
        self.terms = ""
        self._made: tuple[Reading, str, TableSource] | None = None

    def source(self, reading: Reading) -> TableSource:
        """The list's rows.

        Raises:
            RegistryError: there is no such list.
        """
        made = self._made
        if made is None or made[0] is not reading or made[1] != self.what:
            table = listed(reading, self.what)
            self.title, self.terms = table.heading, "；".join(table.above)
            made = self._made = (reading, self.what, TableSource(table))
        return made[2]

    def enterprise(self, reading: Reading, row: int) -> int:
        """The enterprise a row is about.

        Raises:
            NotFoundError: it is about none.
        """
        named = self.source(reading).enterprise(row)
        return lookup.enterprise_id(reading.connection, named)

    def write(self, reading: Reading, to: Path) -> Exported:
        """Write the list to a file, the same as it is shown."""
        return exports.save(self.source(reading).table, to)
