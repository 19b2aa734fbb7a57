from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from hypothesis import HealthCheck, given, settings

from registry.desk.read import lists
from registry.desk.read.counting import count
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.filtering import chosen
from tests.filter import judge
from tests.filter.asks import ASKS, Ask
from tests.filter.draw import WORLDS
from tests.filter.fill import fill
from tests.filter.world import World
from tests.read.book import Book


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(world=WORLDS, ask=ASKS)
def test_a_filter_selects_whom_its_plain_reading_selects_everywhere(
    new_book: Callable[[], Book], world: World, ask: Ask
) -> None:
    text, says = ask
    book = new_book()
    with closing(book.connection):
        ids = fill(book, world)
        wanted = {
            id_
            for id_, firm in zip(ids, world.firms, strict=True)
            if judge.listed(firm) and says(firm, world.on)
        }
        reading = book.reading(world.on)
        assert set(chosen(reading, text)) == wanted
        source = EnterpriseSource(reading, text)
        assert {row.id for row in source.page()} == wanted
        assert source.count() == len(wanted)
        assert count(reading, text, "县市区,等级").total.numbers[-1] == len(wanted)
        assert len(lists.enterprises(reading, text).rows) == len(wanted)
