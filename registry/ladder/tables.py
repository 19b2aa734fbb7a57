"""A policy file's raw tables beside the models that say what may stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from registry.ladder.lines import Path
from registry.ladder.values import Named


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file: where it stands, what it should be, what it holds."""

    path: Path
    model: type[BaseModel]
    raw: dict[str, object]

    def fields(self) -> Iterator[tuple[str, FieldInfo]]:
        """The keys it holds that its model knows."""
        known = fields(self.model)
        return ((key, known[key]) for key in self.raw if key in known)


def tables(model: type[BaseModel], raw: object, path: Path = ()) -> Iterator[Table]:
    """The table and every table inside it, outermost first; no table, nothing."""
    if not isinstance(raw, dict):
        return
    table = Table(path, model, raw)
    yield table
    for key, field in table.fields():
        inner = inner_model(field.annotation)
        if inner is not None:
            for place, value in _elements(raw[key], (*path, key)):
                yield from tables(inner, value, place)


def words(table: Table) -> Iterator[tuple[Path, str, Named]]:
    """Every word of one table that must be declared somewhere, with its place."""
    for key, field in table.fields():
        what = _asked(field.annotation) or _marker(field.metadata)
        if what is not None:
            for place, value in _elements(table.raw[key], (*table.path, key)):
                if isinstance(value, str):
                    yield place, value, what


def named(value: BaseModel, kind: Named) -> frozenset[str]:
    """The words of a value read from a file that must be declared as such a thing."""
    raw = value.model_dump(by_alias=True, exclude_none=True)
    inside = (found for table in tables(type(value), raw) for found in words(table))
    return frozenset(word for _, word, what in inside if what is kind)


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys a table of this model may hold, as they are written in a file."""
    known = {field.alias or name: field for name, field in model.model_fields.items()}
    if "rungs" in known and "rung" not in known and "stage" in known:
        known["rung"] = known["rungs"]
    return known


def inner_model(annotation: object) -> type[BaseModel] | None:
    """The model inside ``X``, ``X | None`` or ``tuple[X, ...]``; None without one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (inner_model(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _elements(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, list | tuple):
        yield from (((*path, i), one) for i, one in enumerate(value))
    else:
        yield path, value


def _asked(annotation: object) -> Named | None:
    parts = get_args(annotation)
    found = (_asked(part) for part in parts)
    return _marker(parts) or next((one for one in found if one is not None), None)


def _marker(parts: object) -> Named | None:
    if not isinstance(parts, list | tuple):
        return None
    return next((part for part in parts if isinstance(part, Named)), None)
