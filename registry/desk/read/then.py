"""What words mean to a reading: names as they are now, or as they were known then."""

from __future__ import annotations

from functools import partial

from registry.desk.read import lookup
from registry.desk.read.session import Reading
from registry.desk.read.steps import rung_name
from registry.text import clean, visible


def rung(reading: Reading, text: str) -> str:
    """The code of the rung of this code or name, whenever it was called so.

    Raises:
        NotFoundError: none ever was.
        InputError: several were.
    """
    return reading.meant(partial(lookup.rung_id, text=text, on=reading.info.on))


def subject(reading: Reading, text: str) -> int:
    """The enterprise of this name or code, or one of its own as 企业/车间.

    Raises:
        NotFoundError: there is none, or it was not known of.
        InputError: several are called so.
    """
    asked = partial(lookup.subject_id, text=text, on=reading.info.on)
    return reading.require_known(reading.meant(asked), text)


def renamed(reading: Reading, text: str, code: str) -> str:
    """That a rung is called otherwise than the word that named it; else nothing."""
    word, name = clean(text), rung_name(reading, code)
    rest = iter(name)
    if word == code or all(one in rest for one in word):
        return ""
    return f"「{visible(word)}」在 {reading.info.on} 称「{name}」"
