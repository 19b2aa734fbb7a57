"""What a list can be sorted by, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from registry.desk.read.enterprises import Sort
from registry.desk.read.values import Heading
from tui import texts
from tui.state.choices import Choice


def sort_choices(sort: Sort, headings: Sequence[Heading]) -> list[Choice]:
    """The columns that can be sorted by, with how they sort now."""
    now = dict(sort)
    return [
        Choice(
            heading.key,
            heading.title,
            texts.order_word(now[heading.key]) if heading.key in now else "",
            bool(sort) and heading.key == sort[0][0],
        )
        for heading in headings
        if heading.sortable
    ]
