"""The characters and words that a filter expression is made of.

Every character is read as its half-width form, one for one, so that places in the
text stay what they are. Chinese input methods write 》 for >, 。 for a dot.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType

AND = frozenset({"且", "和", "并且", "and"})
OR = frozenset({"或", "或者", "or"})
NOT = frozenset({"非", "不", "not"})
"""Words that are operators where they stand alone."""

SYMBOLS = MappingProxyType({"&": AND, "|": OR, "!": NOT})
OPERATORS = AND | OR | NOT
COMPARATORS = MappingProxyType(
    {
        "!=": "≠",
        "<>": "≠",
        ">=": "≥",
        "=>": "≥",
        "<=": "≤",
        "=<": "≤",
        "==": "=",
        "≠": "≠",
        "≥": "≥",
        "≤": "≤",
        "=": "=",
        ":": "=",
        ">": ">",
        "<": "<",
    }
)
"""How a comparison can be written, longest first, and what it then is."""

COMMAS = frozenset(",、")
DOTS = frozenset(".。·・")
QUOTES = MappingProxyType({'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」"})
FLAGS = MappingProxyType(
    {"规上": ("规上", "是"), "在册": ("在册", "是"), "未评估": ("等级", "未评估")}
)
"""Words that are conditions by themselves, each with its field and value."""

_TYPED = str.maketrans({"《": "<", "》": ">", "\u3000": " ", "〉": ">", "〈": "<"})
_STRUCTURE = frozenset("=:<>()&|!≠≥≤,、\"“”'‘’「」")


def folded(text: str) -> str:
    """The text in half-width characters, each at its place."""
    return "".join(map(_half, text)).translate(_TYPED)


def plain(text: str) -> bool:
    """Whether the text is nothing but words to be found in names."""
    half = folded(text)
    if any(char.isalnum() and char not in text for char in half):
        return False
    if not _STRUCTURE.isdisjoint(half):
        return False
    return not any(_means(word) for word in half.casefold().split())


def _means(word: str) -> bool:
    return word in OPERATORS or word in FLAGS or word.lstrip("非不") in FLAGS


def _half(char: str) -> str:
    if "\uff01" <= char <= "\uff5e":
        return unicodedata.normalize("NFKC", char)
    return char
