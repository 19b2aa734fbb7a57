"""Every field of the filter, and how a word finds one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from registry.filter.field import Field
from registry.filter.fields import assessments, names, profile
from registry.filter.marks import DOTS
from registry.filter.refused import did_you_mean

FIELDS: tuple[Field, ...] = (
    *names.FIELDS,
    *profile.FIELDS,
    *assessments.FIELDS,
)
"""In the order in which help lists them."""


def field(name: str) -> Field:
    """The field of exactly this Chinese name."""
    return next(one for one in FIELDS if one.name == name)


def find(word: str) -> Field | None:
    """The field that a word names, in Chinese, English or by another name."""
    wanted = _plain(word)
    return next((one for one in FIELDS if wanted in map(_plain, one.names)), None)


def is_field(word: str) -> bool:
    """Whether the word, up to a dot, names a field."""
    end = next((at for at, char in enumerate(word) if char in DOTS), len(word))
    return find(word[:end]) is not None


def unknown(word: str) -> str:
    """What is said of a word that names no field."""
    return f"没有这个筛选项{did_you_mean(word, _all_names())}可选项见 tidu filter help"


def _all_names() -> Iterator[str]:
    for one in FIELDS:
        yield from one.names


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().casefold()
