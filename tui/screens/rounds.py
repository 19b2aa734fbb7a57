"""5 申报: applications by round and stage, what became of them, what is due."""

from __future__ import annotations

from functools import partial

from textual.binding import Binding

from registry.desk.read.rounds_list import application_card, story
from registry.desk.read.session import Reading
from registry.desk.read.values import Card
from tui import texts
from tui.messages import StepFor
from tui.render import card
from tui.screens.base import Find, titled
from tui.screens.export import ExportList
from tui.screens.narrowed import Narrowed
from tui.state.rounds import ORDER, RoundsState
from tui.state.session import Session


class RoundsScreen(Narrowed):
    """The applications above; the one under the cursor, and its round, below."""

    PLACE = texts.ROUNDS
    ORDER = ORDER
    MARKING = True
    TOLD = texts.APPLICATION
    EMPTY = texts.NO_APPLICATIONS

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "filter", texts.FILTER),
        Binding("f2", "step", texts.TAKE_STEP),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        self.state = RoundsState()
        super().__init__(session, self.state, other=self.state.called)

    def enterprise_of(self, row: int) -> Find[int]:
        """Finds the enterprise that applied."""
        return partial(read_enterprise, row)

    async def tell_of(self, row: int) -> None:
        """Tell what became of the application."""
        told = await self.session.side.run(partial(read_card, row))
        titled(self.told, texts.BETWEEN.join((told.title, told.subtitle)))
        self.told.show(lambda room: card.stacked(card.facts(told, room), room))

    def action_step(self) -> None:
        """Move the marked applications on, else the one under the cursor."""
        row = self.table.state.row
        if row is not None:
            self.post_message(StepFor(*self.state.meant(self.table.state, row)))

    def action_export(self) -> None:
        """Write the applications as they are filtered; the marked ones only if any."""
        self.post_message(
            ExportList(texts.ROUNDS, self.state.exported(self.table.state))
        )


def read_card(row: int, reading: Reading) -> Card:
    """The card of an application."""
    return application_card(reading, row)


def read_enterprise(row: int, reading: Reading) -> int:
    """The enterprise that an application is of."""
    return story(reading, row).applied.enterprise_id
