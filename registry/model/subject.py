"""What a title is awarded to: enterprises, their workshops, factories, scenes."""

from sqlmodel import Relationship

from registry.model.base import (
    STRICT,
    Recorded,
    Spell,
    check,
    link,
    live_index,
    spell,
    words,
)
from registry.model.place import SubjectKind


class Subject(Recorded, table=True):
    """One thing that can hold a title; every enterprise is one, with the same id."""

    __tablename__ = "subject"
    __table_args__ = (live_index("subject", "kind"), STRICT)

    kind: str = link("subject_kind.code")
    name: str = words()

    kind_row: SubjectKind | None = Relationship()


class OwnerSpell(Spell, table=True):
    """Whose workshop, factory or scene it is, and when; enterprises own themselves."""

    __tablename__ = "owner_spell"
    __table_args__ = spell(
        "owner_spell",
        live_index("owner_spell", "subject_id", "enterprise_id"),
        live_index("owner_spell", "enterprise_id", "subject_id"),
        check("owner_spell", "not_itself", "subject_id <> enterprise_id"),
    )

    subject_id: int = link("subject.id")
    enterprise_id: int = link("enterprise.id")

    subject: Subject | None = Relationship()
