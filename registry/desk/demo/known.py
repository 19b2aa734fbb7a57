"""Which record a name in the sheets means: what earlier lines have recorded."""

from __future__ import annotations

from registry.desk.demo.sheets import Line
from registry.errors import InputError


class Known:
    """Ids of the records made so far, by kind and name."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, ...], int] = {}

    def keep(self, row_id: int, kind: str, *name: str) -> None:
        """Remember that a record of this kind and name has this id."""
        self._ids[kind, *name] = row_id

    def find(self, kind: str, *name: str) -> int:
        """The id of the record of this kind and name.

        Raises:
            InputError: no earlier line has recorded it.
        """
        found = self._ids.get((kind, *name))
        if found is None:
            shown = "/".join(part for part in name if part)
            raise InputError(f"前面的表里没有{kind}「{shown}」；请核对名称")
        return found

    def enterprise(self, line: Line) -> int:
        """The enterprise a line is about."""
        return self.find("企业", line["企业"])

    def subject(self, line: Line) -> int:
        """What a line is about: the enterprise, or the 认定对象 of it that is named."""
        enterprise, named = line["企业"], line.cells.get("认定对象", "")
        owner = self.find("企业", enterprise)
        return self.find("认定对象", str(owner), named) if named else owner
