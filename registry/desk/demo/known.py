"""Which record a name in the sheets means: what earlier lines have recorded."""

from __future__ import annotations

from collections.abc import Mapping

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

    def enterprise(self, cells: Mapping[str, str]) -> int:
        """The enterprise that a line names under 企业."""
        return self.find("企业", cells.get("企业", ""))

    def subject(self, cells: Mapping[str, str]) -> int:
        """What a line names: the enterprise, or a 认定对象 that it owns."""
        owner, named = self.enterprise(cells), cells.get("认定对象", "")
        return self.find("认定对象", str(owner), named) if named else owner
