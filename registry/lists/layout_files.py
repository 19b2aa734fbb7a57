"""Layouts read from TOML files, with all that is wrong in one told at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from registry import paths
from registry.errors import FaultsError, InputError, StoreError, because
from registry.ladder import toml
from registry.ladder.faults import Finding, Place, near
from registry.lists.arranged import OWN_TITLE, Arrangement
from registry.terms import Outcome

_TEXTS = ("name", "rows", "title", "group")
_LISTS = ("columns", "order", "notes", "signature", "group_signature", "outcomes")
_TABLES = ("width", "header")
KEYS = (*_TEXTS, *_LISTS, *_TABLES)
"""Every key that a layout may have."""

_REQUIRED = ("name", "rows")
_SHOWN = frozenset({"title", "notes", "signature", "group_signature", "header"})
"""The keys whose texts stand on the list."""

_PLACE = re.compile(r"\{[^{}]*\}")
_NARROWEST, _WIDEST = 3, 120


def shipped() -> tuple[Arrangement, ...]:
    """The layouts that come with the program, by name."""
    files = sorted((paths.data() / "lists").glob("*.toml"))
    return tuple(load(path) for path in files)


@dataclass(frozen=True, slots=True)
class Draft:
    """A layout as far as it can be read, and all that is wrong with what is not."""

    arrangement: Arrangement
    wrong: tuple[Finding, ...] = ()

    def certain(self, more: Iterable[Finding] = ()) -> Arrangement:
        """The layout, where nothing is wrong with it.

        Raises:
            FaultsError: it has unknown, missing or wrong entries, or ``more``.
        """
        if wrong := (*self.wrong, *more):
            raise FaultsError(self.arrangement.place.faults(wrong))
        return self.arrangement


def load(path: Path) -> Arrangement:
    """The layout in a TOML file.

    Raises:
        StoreError: the file cannot be read.
        FaultsError: it is no TOML, or has unknown, missing or wrong entries.
    """
    return draft(path).certain()


def draft(path: Path) -> Draft:
    """The layout in a TOML file as far as it can be read.

    Raises:
        StoreError: the file cannot be read.
        FaultsError: it is no TOML.
    """
    place = Place(path.name, _text(path))
    told = toml.parsed(place.text, place.file)
    wrong = tuple(_findings(told))
    keys = {one.path[0] for one in wrong if len(one.path) == 1}
    blank = dict.fromkeys(_REQUIRED, "")
    values: dict[str, Any] = blank | {
        key: _readable(value) for key, value in told.items() if key not in keys
    }
    outcomes = values.pop("outcomes", ())
    if not any(one.path[:1] == ("outcomes",) for one in wrong):
        values["outcomes"] = tuple(map(Outcome.read, outcomes))
    return Draft(Arrangement(**values, place=place), wrong)


def _readable(value: object) -> object:
    """A list with nothing in the places of what is no text."""
    if not isinstance(value, list):
        return value
    return tuple(one if isinstance(one, str) else "" for one in value)


def _text(path: Path) -> str:
    try:
        return toml.decoded(path.read_bytes(), path.name)
    except OSError as error:
        raise StoreError(f"不能读取 {path}（{because(error)}）；请核对文件") from error


def _findings(told: Mapping[str, object]) -> Iterator[Finding]:
    for key in _REQUIRED:
        misspelt = any(get_close_matches(key, told.keys() - set(KEYS)))
        if key not in told and not misspelt:
            yield Finding((), "", (f"缺少必填的键 {key}", f'请补上 {key} = "…"'))
    for key, value in told.items():
        yield from _of_key(key, value)


def _of_key(key: str, value: object) -> Iterator[Finding]:
    if key not in KEYS:
        yield Finding((key,), key, ("不认识的键", near(key, KEYS)))
    elif key in _TEXTS:
        yield from _of_text((key,), value, blank=key not in _REQUIRED)
    elif key in _LISTS:
        yield from _of_list(key, value)
    else:
        yield from _of_table(key, value)


def _of_text(
    path: tuple[str | int, ...], value: object, *, blank: bool = True
) -> Iterator[Finding]:
    if not isinstance(value, str):
        yield Finding(path, value, ("应为文字", "请加上英文引号"))
    elif not value.isprintable():
        yield Finding(path, value, ("含有不能显示的字符", "请删去"))
    elif not (value or blank):
        yield Finding(path, value, ("是空的", "请填写"))
    elif path[0] in _SHOWN:
        yield from _of_places(path, value)


def _of_places(path: tuple[str | int, ...], value: str) -> Iterator[Finding]:
    """The braces in a text in which nothing would be put."""
    for held in _PLACE.findall(value):
        if path[0] != "title":
            told = f"这里不能用占位，只有 title 能用 {OWN_TITLE}", "请改成要印的文字"
            yield Finding(path, held, told)
        elif held != OWN_TITLE:
            yield Finding(path, held, ("不认识的占位", near(held, (OWN_TITLE,))))


def _of_list(key: str, value: object) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield Finding((key,), value, ("应为一列文字", f'请写成 {key} = ["…", "…"]'))
        return
    for number, one in enumerate(value):
        wrong = tuple(_of_text((key, number), one))
        yield from wrong
        if key == "outcomes" and not wrong:
            yield from _of_outcome((key, number), one)


def _of_outcome(path: tuple[str | int, ...], value: str) -> Iterator[Finding]:
    try:
        Outcome.read(value)
    except InputError:
        labels = [one.label for one in Outcome]
        yield Finding(path, value, ("不是结论", near(value, labels)))


def _of_table(key: str, value: object) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield Finding((key,), value, ("应为一张表", f"请写 [{key}]，下面每行一列"))
        return
    for column, one in value.items():
        if key == "header":
            yield from _of_text((key, column), one, blank=False)
        elif not _is_width(one):
            told = f"请写 {_NARROWEST} 到 {_WIDEST} 的整数（一个汉字占 2）"
            yield Finding((key, column), one, ("不是列宽", told))


def _is_width(value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and _NARROWEST <= value <= _WIDEST  # type: ignore[operator]  # whole
