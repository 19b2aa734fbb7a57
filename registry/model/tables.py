"""Every table in one metadata: import this to have them all."""

from sqlmodel import SQLModel

from registry.model import (
    assessment,
    contact,
    document,
    enterprise,
    funds,
    journal,
    kept,
    lesson,
    place,
    policy,
    pool,
    publication,
    rounds,
    spoken,
    subject,
    title,
)
from registry.model.base import Recorded

MODULES = (
    place,
    document,
    subject,
    enterprise,
    contact,
    assessment,
    policy,
    rounds,
    title,
    pool,
    funds,
    publication,
    journal,
    kept,
    lesson,
    spoken,
)
METADATA = SQLModel.metadata


def recorded() -> tuple[str, ...]:
    """The names of the tables whose every write is journalled, in metadata order."""
    return tuple(models())


def models() -> dict[str, type[Recorded]]:
    """The models of those tables, by name, in metadata order."""
    kept = {str(one.__tablename__): one for one in _descendants(Recorded)}
    names = [str(table.name) for table in METADATA.sorted_tables]
    return {name: kept[name] for name in names if name in kept}


def _descendants(model: type[Recorded]) -> list[type[Recorded]]:
    children = model.__subclasses__()
    below = [deep for child in children for deep in _descendants(child)]
    return [one for one in (*children, *below) if _is_table(one)]


def _is_table(model: type[SQLModel]) -> bool:
    return "__table__" in vars(model)
