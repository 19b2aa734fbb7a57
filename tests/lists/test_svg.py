"""A programme as a picture: boxes, lines of text, arrows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from registry.lists import svg
from registry.lists.ladders import Box, Ladder


def _drawn(*ways: tuple[int, int]) -> ET.Element:
    boxes = (
        Box(0, 0, ("基础级", "市级 · 3 个")),
        Box(0, 1, ("另一级 <b>&",)),
        Box(1, 0, ("先进级",)),
    )
    return ET.fromstring(svg.boxes(Ladder("智能工厂", boxes, ways)))  # noqa: S314 - ours


def test_every_box_has_its_lines_and_lies_within_the_picture() -> None:
    drawn = _drawn((0, 2))
    _, _, across, down = map(int, str(drawn.get("viewBox")).split())
    assert [text.text for text in drawn.iter("text")] == [
        *("基础级", "市级 · 3 个", "另一级 <b>&", "先进级"),
    ]
    for box in drawn.iter("rect"):
        at = {key: int(str(box.get(key))) for key in ("x", "y", "width", "height")}
        assert at["x"] + at["width"] <= across
        assert at["y"] + at["height"] <= down


def test_an_arrow_goes_from_the_right_edge_to_the_left_one() -> None:
    (line,) = _drawn((0, 2)).iter("line")
    assert int(str(line.get("x1"))) < int(str(line.get("x2")))
    assert line.get("y1") == line.get("y2")


def test_inside_a_column_it_goes_up_or_down() -> None:
    down, up = _drawn((0, 1), (1, 0)).iter("line")
    assert down.get("x1") == down.get("x2")
    assert int(str(down.get("y1"))) < int(str(down.get("y2")))
    assert int(str(up.get("y1"))) > int(str(up.get("y2")))


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = svg.bars({"一级": 10, "二级": 5}, "等级")
    long, short = map(int, re.findall(r'<rect [^>]*width="(\d+)"', drawn))
    assert long == 2 * short
