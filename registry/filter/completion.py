"""What can be typed next at the end of an expression, from the fields themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from registry.filter import catalogue
from registry.filter.choice import plain
from registry.filter.field import Asking, Value
from registry.filter.marks import DOTS, FLAGS, NOT, folded

_BREAK = r"\s()&|!"
_DOT = re.escape("".join(DOTS))
_VALUE = re.compile(
    rf"(?P<field>[^{_BREAK}=:<>≥≤≠]+)\s*(?:[!<>]=|[=:<>≥≤≠])\s*"
    rf"(?:[^{_BREAK},、]*[,、]\s*)*(?P<begun>[^{_BREAK},、]*)$"
)
_AFTER_DOT = re.compile(
    rf"(?P<field>[^{_BREAK}=:<>≥≤≠{_DOT}]+)[{_DOT}](?P<begun>[^{_BREAK}=:<>≥≤≠]*)$"
)
_WORD = re.compile(rf"(?P<begun>[^{_BREAK}=:<>≥≤≠]*)$")
_SEPARATE = re.compile(r"[\s()&|,、\"]")
MOST = 50


def complete(text: str, asking: Asking) -> tuple[str, ...]:
    """The text with its last word completed, every way there is, at most ``MOST``.

    Values, and what stands after a dot, are those of the register as of the day.
    """
    half = folded(text)
    for form, found in ((_VALUE, _values), (_AFTER_DOT, _after_dot), (_WORD, _fields)):
        match = form.search(half)
        if match is None:
            continue
        at, begun = match.start("begun"), text[match.start("begun") :]
        field = match.groupdict().get("field", "")
        candidates = list(found(field, begun, asking))
        if candidates or form is not _AFTER_DOT:
            fitting = _fitting(begun, candidates, holding=form is not _WORD)
            return tuple(text[:at] + one for one in fitting)
    return ()


def _values(field: str, begun: str, asking: Asking) -> Iterator[str]:
    """Values of a field; what stands before a colon in them goes first."""
    found, _ = catalogue.resolve(_word(field))
    if found is None:
        return
    before, colon, _ = begun.replace("：", ":").rpartition(":")
    for value in found.values(asking):
        if value.startswith(":") and colon:
            yield before + value
        elif not value.startswith(":"):
            yield _quoted(value)


def _after_dot(field: str, begun: str, asking: Asking) -> Iterator[str]:
    del begun
    found = catalogue.find(_bare(field))
    if found is not None:
        yield from map(_quoted, found.qualifiers(asking))


def _fields(field: str, begun: str, asking: Asking) -> Iterator[str]:
    """Fields by Chinese and English name, and words that are conditions."""
    del field, asking
    if not begun:
        return
    front = begun[: len(begun) - len(_bare(begun))]
    yield from (front + word for word in FLAGS)
    for one in catalogue.FIELDS:
        end = "." if _refined(one.of) else "="
        yield from (f"{front}{name}{end}" for name in one.names)


def _refined(of: str) -> bool:
    """Whether a field says nothing without what stands after its dot."""
    return of.startswith("指标")


def _fitting(begun: str, candidates: Iterable[str], *, holding: bool) -> list[str]:
    """Those that begin so, then, with ``holding``, those that hold it; each once."""
    wanted = plain(begun)
    listed = list(dict.fromkeys(candidates))
    first = [one for one in listed if plain(one).startswith(wanted)]
    rest = [one for one in listed if wanted in plain(one) and one not in first]
    return (first + rest if holding else first)[:MOST]


def _word(field: str) -> Value:
    bare = _bare(field)
    return Value(bare, 0, len(bare))


def _bare(word: str) -> str:
    """The word without a negation in front, where a field or nothing is left."""
    for sign in NOT:
        rest = word.removeprefix(sign)
        if rest != word and catalogue.find(word) is None:
            return rest
    return word


def _quoted(value: str) -> str:
    return f'"{value}"' if _SEPARATE.search(value) else value
