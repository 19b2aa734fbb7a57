"""What one edition of the program knows of a registry's schema."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData

from registry import paths
from registry.model.tables import METADATA, recorded
from registry.store.identity import revisions
from registry.store.triggers import triggers


@dataclass(frozen=True, slots=True)
class Schema:
    """What one edition of the program knows: migration scripts and tables."""

    scripts: Path
    metadata: MetaData
    recorded: tuple[str, ...]

    @property
    def revisions(self) -> tuple[str, ...]:
        """The revisions that the scripts make, oldest first."""
        return revisions(self.scripts)

    @property
    def head(self) -> str:
        """The newest revision."""
        return self.revisions[-1]

    def triggers(self) -> dict[str, str]:
        """The text of every trigger by name."""
        return triggers({name: self.columns(name) for name in self.recorded})

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table, in their order."""
        return tuple(column.name for column in self.metadata.tables[table].columns)


def shipped() -> Schema:
    """The schema of this program."""
    return Schema(paths.migrations(), METADATA, recorded())
