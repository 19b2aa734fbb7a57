"""A lane reads off the event loop; what is cancelled is interrupted and dropped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from rich.console import RenderableType
from textual.screen import Screen

import tui
from registry.desk.read.session import Reading
from registry.errors import StoreError
from tui.app import TiduApp
from tui.cells import safe
from tui.lane import Lane
from tui.state.enterprises import first_page
from tui.state.session import Session

ENDLESS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT count(*) FROM n
"""


@pytest_asyncio.fixture
async def lane(peopled: Path) -> AsyncIterator[Lane]:
    opened = Lane(peopled)
    yield opened
    opened.close()


def endless(reading: Reading) -> int:
    """A query that never comes to an end of its own."""
    return int(reading.connection.execute(ENDLESS).fetchone()[0])


async def test_a_cancelled_query_is_interrupted_and_the_next_one_runs(
    lane: Lane,
) -> None:
    running = asyncio.create_task(lane.run(endless))
    await asyncio.sleep(0.1)
    began = time.perf_counter()
    running.cancel()
    name = await lane.run(lambda reading: reading.info.name)
    assert name == "株洲市工业和信息化局"
    assert time.perf_counter() - began < 1.0
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_what_is_cancelled_between_two_queries_is_interrupted_at_the_next(
    lane: Lane,
) -> None:
    def late(reading: Reading) -> int:
        time.sleep(0.1)
        return endless(reading)

    running = asyncio.create_task(lane.run(late))
    await asyncio.sleep(0.02)
    running.cancel()
    assert await asyncio.wait_for(lane.run(lambda _: "next"), 5) == "next"


async def test_cancelling_what_waits_leaves_what_runs_alone(lane: Lane) -> None:
    def slow(reading: Reading) -> str:
        time.sleep(0.1)
        return str(reading.connection.execute("SELECT 'done'").fetchone()[0])

    first = asyncio.create_task(lane.run(slow))
    second = asyncio.create_task(lane.run(endless))
    await asyncio.sleep(0.02)
    second.cancel()
    assert await first == "done"


async def test_the_event_loop_goes_on_while_a_query_runs(lane: Lane) -> None:
    running = asyncio.create_task(lane.run(endless))
    ticks = 0
    for _ in range(10):
        await asyncio.sleep(0.005)
        ticks += 1
    running.cancel()
    assert ticks == 10


async def test_reopening_asks_as_of_another_day(lane: Lane) -> None:
    assert await lane.run(lambda reading: reading.info.on) == date(2022, 12, 31)
    lane.reopen(date(2022, 3, 1))
    assert await lane.run(lambda reading: reading.info.on) == date(2022, 3, 1)


async def test_a_refusal_reaches_whoever_asked(tmp_path: Path) -> None:
    lane = Lane(tmp_path / "none.db")
    with pytest.raises(StoreError):
        await lane.run(lambda reading: reading.info)
    lane.close()


async def test_closing_interrupts_what_runs(peopled: Path) -> None:
    lane = Lane(peopled)
    running = asyncio.create_task(lane.run(endless))
    await asyncio.sleep(0.1)
    await asyncio.to_thread(lane.close)
    with pytest.raises(asyncio.CancelledError):
        await running


class Watched(TiduApp):
    """Keeps the first picture that it paints."""

    CSS_PATH = str(Path(tui.__file__).with_name("app.tcss"))
    painted = ""

    def _display(
        self, screen: Screen[object], renderable: RenderableType | None
    ) -> None:
        super()._display(screen, renderable)
        strips = screen._compositor.render_strips()
        self.painted = self.painted or "\n".join(strip.text for strip in strips)


async def test_what_was_read_ahead_is_in_the_first_picture(peopled: Path) -> None:
    session = Session(peopled, "王某")
    session.first = session.rows.ahead(first_page)
    _, page = session.first.result(5)
    app = Watched(session)
    async with app.run_test(size=(80, 24)):
        assert safe(page.rows[0].cells[0]) in app.painted
        assert "株洲市工业和信息化局" in app.painted
        assert session.arrived() is None


def test_what_is_refused_ahead_is_left_to_whoever_asks_again(tmp_path: Path) -> None:
    session = Session(tmp_path / "none.db", "王某")
    session.first = session.rows.ahead(first_page)
    assert isinstance(session.first.exception(5), StoreError)
    assert session.arrived() is None
    session.close()
