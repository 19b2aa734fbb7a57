"""Contacts of enterprises: personal data, kept apart from the journal.

The journal holds a salted commitment to what a contact says, never the words
themselves; the words and the salt lie beside it, where they can be erased without the
chain breaking.
"""

from sqlmodel import SQLModel

from registry.model.base import (
    STRICT,
    Recorded,
    check,
    flag,
    integer,
    link,
    live_index,
    words,
)


class Contact(Recorded, table=True):
    """That an enterprise has a contact; ``commitment`` is SHA-256 over salt and words.

    ``erased`` says that its words are gone for good; the row is then void as well.
    """

    __tablename__ = "contact"
    __table_args__ = (
        check("contact", "erased", "erased IN (0, 1)"),
        live_index("contact", "enterprise_id"),
        STRICT,
    )

    enterprise_id: int = link("enterprise.id")
    commitment: str = words()
    erased: bool = flag(default=False, sa_column_kwargs={"server_default": "0"})


class ContactDetail(SQLModel, table=True):
    """What a contact says: who, in which post, how to reach; not journalled, erasable.

    ``salt`` is random and hexadecimal: without it a short telephone number could be
    guessed from its commitment.
    """

    __tablename__ = "contact_detail"
    __table_args__ = (STRICT,)

    contact_id: int | None = link("contact.id", default=None, primary_key=True)
    salt: str = words()
    name: str = words()
    post: str = words(default="")
    phone: str = words(default="")
    email: str = words(default="")
    note: str = words(default="")


class Disclosure(Recorded, table=True):
    """That contacts were shown unmasked: which, and how many; why is in the change."""

    __tablename__ = "disclosure"
    __table_args__ = (check("disclosure", "contacts", "contacts >= 0"), STRICT)

    what: str = words()
    contacts: int = integer()
