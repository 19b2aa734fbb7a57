"""Every table in one metadata: import this to have them all."""

from sqlmodel import SQLModel

from registry.model import (
    assessment,
    document,
    enterprise,
    funds,
    journal,
    place,
    policy,
    pool,
    publication,
    rounds,
    subject,
    title,
)
from registry.model.base import Recorded

MODULES = (
    place,
    document,
    subject,
    enterprise,
    assessment,
    policy,
    rounds,
    title,
    pool,
    funds,
    publication,
    journal,
)
METADATA = SQLModel.metadata


def recorded() -> tuple[str, ...]:
    """The names of the tables whose every write is journalled, in metadata order."""
    kept = {
        mapper.__tablename__ for mapper in _descendants(Recorded) if _is_table(mapper)
    }
    return tuple(str(t.name) for t in METADATA.sorted_tables if t.name in kept)


def _descendants(model: type[SQLModel]) -> list[type[SQLModel]]:
    children = model.__subclasses__()
    return children + [deep for child in children for deep in _descendants(child)]


def _is_table(model: type[SQLModel]) -> bool:
    return "__table__" in vars(model)
