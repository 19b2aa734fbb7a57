"""The readers and writers behind the ways: pairs with ``read(write(x)) == x``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from types import MappingProxyType

from registry.errors import InputError
from registry.readers import codes, days, industries, numbers, words
from registry.readers.raw import (
    TYPED,
    Cell,
    Raw,
    Read,
    Setting,
    Write,
    compact,
    is_nothing,
    shown,
)
from registry.terms import MADE_UP, Term, level_label
from registry.text import visible

_FIRST_YEAR, _LAST_YEAR = 1949, 2200
_PARTS = re.compile(r"[,，、;；\n]")
_PAIR = re.compile(r"([^=＝:：]+)[=＝:：](.+)")
_MADE_UP = re.compile(rf"^{MADE_UP}(?:；|$)")
"""What a list says in its remarks of a row that is made up: no remark of anybody's."""
_UNASSESSED = frozenset({"未评估", "未自评", "未自评估", "未开展", "未参评"})
_INCLUDED = re.compile(r"(.+?)[(]?包?含(?:[当该本此][日天])?[)]?")
_NOT_YET = re.compile(r"\s*(?:尚|暂|还)?未\w{1,4}\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A reader and the writer it is the inverse of."""

    read: Read
    write: Write


def pair(name: str, terms: type[Term] | None) -> Pair:
    """The reader and the writer of this name; of coded terms, where there are such."""
    return _PAIRS[name] if terms is None else _coded(terms)


def read_text(raw: Raw, setting: Setting = TYPED) -> Cell:
    """Cleaned text; nothing where the cell is blank or says so."""
    del setting
    return None if is_nothing(raw) else shown(raw) or None


def read_remark(raw: Raw, setting: Setting = TYPED) -> Cell:
    """Cleaned text without the mark that a list puts before it; nothing where blank."""
    return read_text(_MADE_UP.sub("", shown(raw), count=1), setting)


def write_text(value: Cell) -> Cell:
    """Text without control characters; nothing stays empty."""
    return "" if value is None else visible(str(value))


def write_number(value: Cell) -> Cell:
    """A whole number as such; nothing stays empty."""
    return None if value is None else int(value)


def read_level(raw: Raw, setting: Setting = TYPED) -> Cell:
    """A maturity level; nothing where it says 未评估."""
    del setting
    return None if is_nothing(raw) or is_unassessed(raw) else words.level(raw)


def is_unassessed(raw: Raw) -> bool:
    """Whether a cell of levels says that there was no assessment."""
    said = isinstance(raw, str) and raw.lstrip().startswith("未")
    return said and compact(raw) in _UNASSESSED


def write_level(value: Cell) -> Cell:
    """A maturity level in words, 未评估 where there is none."""
    return level_label(None if value is None else int(value))


@cache
def _coded(terms: type[Term]) -> Pair:
    """The codes of one enumeration, written as their labels."""

    def read(raw: Raw) -> Cell:
        return words.term(terms, raw).value

    def write(value: Cell) -> Cell:
        return "" if value is None else terms.read(str(value)).label

    return Pair(_known(read), write)


def _known(read: Callable[[Raw], Cell]) -> Read:
    """A reader of what is not blank; blank cells, —, / and 无 mean nothing."""
    return partial(_read_known, read)


def _read_known(
    read: Callable[[Raw], Cell], raw: Raw, setting: Setting = TYPED
) -> Cell:
    del setting
    return None if is_nothing(raw) else read(raw)


def _read_name(raw: Raw, setting: Setting = TYPED) -> Cell:
    del setting
    return None if is_nothing(raw) else words.enterprise_name(raw)


def _read_names(raw: Raw) -> Cell:
    return "、".join(words.names(raw)) or None


def _read_day(raw: Raw, setting: Setting = TYPED) -> Cell:
    return None if _is_not_yet(raw) else str(days.day(raw, setting))


def _read_end(raw: Raw, setting: Setting = TYPED) -> Cell:
    """The first day that no longer holds: of a last day that still does, the next."""
    if isinstance(raw, str) and (said := _INCLUDED.fullmatch(compact(raw))):
        return (days.exact(said[1], setting) + timedelta(days=1)).isoformat()
    return _read_day(raw, setting)


def _read_exact_day(raw: Raw, setting: Setting = TYPED) -> Cell:
    return None if _is_not_yet(raw) else days.exact(raw, setting).isoformat()


def _is_not_yet(raw: Raw) -> bool:
    """Whether a cell of days says nothing, or that it has not happened: 未修复."""
    return is_nothing(raw) or (isinstance(raw, str) and bool(_NOT_YET.fullmatch(raw)))


def _read_year(raw: Raw) -> Cell:
    found = days.day(shown(raw).removesuffix("."), TYPED)
    if len(str(found)) > len("2022") or not _FIRST_YEAR <= found.on.year <= _LAST_YEAR:
        raise InputError(f"「{shown(raw)}」不是年度；请写四位年份，如 2022")
    return found.on.year


def _write_flag(value: Cell) -> Cell:
    return "" if value is None else ("否", "是")[int(value)]


def _write_hundredths(value: Cell) -> Cell:
    if value is None:
        return ""
    whole, part = divmod(int(value), 100)
    return f"{whole}.{part:02}"


def _read_scores(raw: Raw) -> Cell:
    """Scores by name: 数据=3.20、集成=2.50."""
    said: dict[str, str] = {}
    for part in filter(str.strip, _PARTS.split(str(raw))):
        pair = _PAIR.fullmatch(part.strip())
        name = shown(pair[1]) if pair else ""
        if pair is None or not name or name in said:
            raise InputError(
                f"「{shown(raw)}」不是各子域的得分；请写成 数据=3.2、集成=2.5，各写一次"
            )
        said[name] = str(_write_hundredths(numbers.hundredths(pair[2])))
    return "、".join(f"{name}={score}" for name, score in said.items()) or None


_PAIRS: Mapping[str, Pair] = MappingProxyType(
    {
        "text": Pair(read_text, write_text),
        "remark": Pair(read_remark, write_text),
        "few": Pair(read_text, write_text),
        "name": Pair(_read_name, write_text),
        "names": Pair(_known(_read_names), write_text),
        "standard": Pair(_known(words.standard), write_text),
        "document": Pair(_known(words.document_number), write_text),
        "credit_code": Pair(_known(codes.credit_code), write_text),
        "day": Pair(_read_day, write_text),
        "end": Pair(_read_end, write_text),
        "exact_day": Pair(_read_exact_day, write_text),
        "year": Pair(_known(_read_year), write_number),
        "whole": Pair(_known(numbers.whole), write_number),
        "level": Pair(read_level, write_level),
        "scores": Pair(_known(_read_scores), write_text),
        "score": Pair(_known(numbers.hundredths), _write_hundredths),
        "flag": Pair(_known(lambda raw: int(words.flag(raw))), _write_flag),
        "industry": Pair(_known(industries.industry), write_text),
    }
)
