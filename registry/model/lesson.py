"""What headers of ledgers were taught to mean."""

from sqlmodel import Relationship

from registry.model.base import STRICT, Recorded, link, live_index, words
from registry.model.place import Unit


class HeaderLesson(Recorded, table=True):
    """A header that means a column in the ledgers of a unit, or of all units.

    ``header`` is bare of blanks, brackets and year; ``meaning`` the header
    of the column or the name of the fact.
    """

    __tablename__ = "header_lesson"
    __table_args__ = (live_index("header_lesson", "header", "unit_id"), STRICT)

    header: str = words()
    meaning: str = words()
    unit_id: int | None = link("unit.id", default=None)

    unit: Unit | None = Relationship()
