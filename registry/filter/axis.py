"""How a count tells apart what it counts: the values of a field along one side."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.filter.labels import Code, Labels


@dataclass(frozen=True, slots=True)
class Items:
    """What is counted where it is not enterprises: 称号 by the 项.

    ``rows`` is what stands after FROM, ``subject`` the column with whose it is, and
    ``when`` which rows count, in words ``among``; ``sample`` whether a row is made up.
    ``measures`` are counted beside one another where there is one side only: words
    and which rows.
    """

    name: str
    unit: str
    rows: str
    subject: str
    when: str
    among: str
    sample: str
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a count.

    ``key`` is SQL for a row's value, of enterprise ``e`` or of the item; NULL is
    ``missing``. ``labels`` names the values in their order; ``always`` are shown even
    where nothing is counted; a value without label is shown as it is. ``terms`` is
    what must be said of it (口径).
    """

    title: str
    key: str
    labels: Labels
    missing: str
    terms: str
    always: frozenset[Code] = field(default=frozenset())
    items: Items | None = None

    def label(self, code: Code | None) -> str:
        """The name of a value."""
        return self.missing if code is None else self.labels.get(code, str(code))
