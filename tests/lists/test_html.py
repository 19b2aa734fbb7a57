"""Lists as HTML, parsed back."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from registry.lists import html
from registry.lists.table import Table
from tests.lists.tables import HOSTILE, record, table


class Page(HTMLParser):
    """The cells, the tags and the properties of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.properties: dict[str, str | None] = {}
        self._in_cell = False
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, begin a cell, keep a property."""
        self.tags.add(tag)
        self._in_cell = tag == "td"
        if self._in_cell:
            self.cells.append("")
        told = dict(attrs)
        if tag == "meta" and told.get("name"):
            self.properties[str(told["name"])] = told["content"]

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if self._in_cell:
            self.cells[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """Close the cell."""
        self._in_cell = self._in_cell and tag != "td"


def _page(*records: dict[str, str | int | None]) -> tuple[Table, Page]:
    listed = table(*records)
    return listed, Page(html.write(listed))


@pytest.mark.parametrize("name", [*HOSTILE, "<script>alert(1)</script>", "\"&'"])
def test_what_is_listed_is_text_whatever_it_looks_like(name: str) -> None:
    _, page = _page(record(enterprise=name))
    assert page.cells[1].split() == " ".join(name.split()).split()
    assert "script" not in page.tags


def test_the_levels_listed_are_drawn() -> None:
    _, page = _page(record(level=2), record(level=2), record(level=None))
    assert {"svg", "rect"} <= page.tags


def test_nothing_is_drawn_of_an_empty_list() -> None:
    _, page = _page()
    assert "svg" not in page.tags


def test_the_head_is_a_property_of_the_page() -> None:
    listed, page = _page(record())
    assert page.properties["tidu"] == listed.mark
