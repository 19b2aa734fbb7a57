"""Words as SQL: parts of names, beginnings of credit codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def containing(word: str) -> str:
    """The LIKE pattern (escape: backslash) of texts that contain the word itself."""
    return "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"


def half(word: str) -> str:
    """The word with its letters and digits in half width."""
    return _WIDE.sub(lambda one: unicodedata.normalize("NFKC", one[0]), word)


_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")  # noqa: RUF001 - what input methods write


def sounds(word: str) -> tuple[str, ...]:
    """What a word binds that may be typed for its sound: initials, then patterns.

    Nothing where it may not. Latin letters in a name stand for themselves, so that
    who is called by such a word is found by its sound, too.
    """
    from registry import pinyin  # noqa: PLC0415 - where a word is looked for

    if not pinyin.means_sound(word):
        return ()
    return (pinyin.initials(word), *(f"*{way}*" for way in pinyin.ways(word)))


def heard(bound: Sequence[str]) -> str:
    """The row ``k`` of how a name is typed holds what ``sounds`` bound."""
    initials, *ways = bound
    said = [f"k.syllables GLOB {way}" for way in ways]
    return f"({' OR '.join([f'instr(k.initials, {initials}) > 0', *said])})"


def in_sound(bound: Sequence[str]) -> str:
    """The name spell ``s`` is live and typed so."""
    return (
        "s.voided_by IS NULL AND EXISTS (SELECT 1 FROM spoken_name k"
        f" WHERE k.spell_id = s.id AND {heard(bound)})"
    )


def code(word: str) -> str:
    """The word as a credit code would write it."""
    return unicodedata.normalize("NFKC", word).upper()


def named(enterprise: str, holds: str) -> str:
    """Of some name spell ``s`` of the enterprise the condition holds."""
    return (
        "EXISTS (SELECT 1 FROM name_spell s"
        f" WHERE s.enterprise_id = {enterprise} AND {holds})"
    )


def in_name(word: str) -> str:
    """The name spell ``s`` is live and holds what the parameter ``word`` binds."""
    return f"s.voided_by IS NULL AND s.value LIKE {word} ESCAPE '\\'"


def in_code(beginning: str, enterprise: str = "e") -> str:
    """The code of a live enterprise begins with what the parameter binds."""
    uscc = f"{enterprise}.uscc"
    return (
        f"({uscc} >= {beginning} AND {uscc} < {beginning} || '~'"
        f" AND {enterprise}.voided_by IS NULL)"
    )
