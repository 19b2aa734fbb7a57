"""How names are typed without hanzi, and what officials say that reads otherwise."""

from sqlmodel import SQLModel

from registry.model.base import STRICT, Recorded, check, integer, live_index, words


class SpokenWord(Recorded, table=True):
    """A word that reads otherwise than its characters do: 洪洞, ``hong tong``."""

    __tablename__ = "spoken_word"
    __table_args__ = (
        check("spoken_word", "word", "length(word) > 1"),
        live_index("spoken_word", "word", unique=True),
        STRICT,
    )

    word: str = words()
    syllables: str = words()


class SpokenName(SQLModel, table=True):
    """A name spell's initials and syllables: derived, never journalled."""

    __tablename__ = "spoken_name"
    __table_args__ = (STRICT,)

    spell_id: int | None = integer(default=None, primary_key=True)
    initials: str = words()
    syllables: str = words()
