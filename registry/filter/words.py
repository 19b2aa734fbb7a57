"""Words as SQL: parts of names, beginnings of credit codes."""

from __future__ import annotations

import unicodedata


def containing(word: str) -> str:
    """The LIKE pattern (escape: backslash) of texts that contain the word itself."""
    return "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"


def code(word: str) -> str:
    """The word as a credit code would write it."""
    return unicodedata.normalize("NFKC", word).upper()


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
