"""Published lists, frozen for ever."""

from datetime import date

from sqlmodel import Relationship

from registry.model.base import STRICT, Recorded, day, integer, link, live_index, words
from registry.model.document import Document


class Publication(Recorded, table=True):
    """A published list: its rows and terms as JSON, and the journal's head then."""

    __tablename__ = "publication"
    __table_args__ = (live_index("publication", "number", unique=True), STRICT)

    number: int = integer()
    layout: str = words()
    title: str = words()
    on: date = day()
    rows: str = words()
    content_sha256: str = words()
    journal_change_id: int = integer()
    journal_head: str = words()
    document_id: int | None = link("document.id", default=None)

    document: Document | None = Relationship()
