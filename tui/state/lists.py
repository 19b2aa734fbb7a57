"""A list asked for by its words, made once for each reading; what was asked before."""

from __future__ import annotations

from pathlib import Path

from registry.desk import exports
from registry.desk.behind import behind
from registry.desk.exports import Exported
from registry.desk.listing import listed
from registry.desk.read.session import Reading
from registry.desk.read.stock import questions
from registry.desk.read.tabled import TableSource
from registry.errors import InputError
from tui import texts
from tui.state.choices import Choice


class ListState:
    """``what`` is written as ``tidu list`` takes it; ``before`` leads back."""

    def __init__(self) -> None:
        self.what = ""
        self.title = ""
        self.asked: dict[str, str] = {}
        self.before: list[str] = []
        self._made: tuple[Reading, str, TableSource] | None = None

    def ask(self, what: str, asked: str) -> None:
        """Ask for another list; the last asked stands first among the questions."""
        self.before.clear()
        self.asked.pop(what, None)
        self.asked = {what: asked, **self.asked}
        self.what = what

    def go_on(self, what: str) -> None:
        """Ask for the list behind a row of this one."""
        self.before.append(self.what)
        self.what = what

    def go_back(self) -> None:
        """Ask again for the list one came from."""
        self.what = self.before.pop()

    def questions(self, reading: Reading) -> list[Choice]:
        """What was asked last, then what is asked again and again."""
        found = dict(self.asked)
        for one in questions(reading):
            found.setdefault(one.words, one.asked)
        return [Choice(words, asked) for words, asked in found.items()]

    def source(self, reading: Reading) -> TableSource:
        """The list's rows.

        Raises:
            RegistryError: there is no such list.
        """
        made = self._made
        if made is None or made[0] is not reading or made[1] != self.what:
            table = listed(reading, self.what)
            self.title = table.heading
            made = self._made = (reading, self.what, TableSource(table))
        return made[2]

    def behind(self, reading: Reading, row: int) -> str | int:
        """The enterprise a row is about, or the words of the list behind it.

        Raises:
            RegistryError: nothing is.
        """
        return behind(reading, self.what, self.source(reading).table, row)

    def enterprise(self, reading: Reading, row: int) -> int:
        """The enterprise a row is about.

        Raises:
            RegistryError: it is about none.
        """
        found = self.behind(reading, row)
        if isinstance(found, str):
            raise InputError(texts.NO_ENTERPRISE_ROW)
        return found

    def write(self, reading: Reading, to: Path) -> Exported:
        """Write the list to a file, the same as it is shown."""
        return exports.write(reading, self.source(reading).table, to)
