"""4 资格: who may come up, who lacks one thing, and why."""

from __future__ import annotations

from textual.binding import Binding

from tui import texts
from tui.render import why
from tui.screens.base import Find, titled
from tui.screens.export import ExportList
from tui.screens.narrowed import Narrowed
from tui.state.eligibility import ORDER, EligibilityState
from tui.state.export import candidates
from tui.state.session import Session


class EligibilityScreen(Narrowed):
    """The list above, the clauses of the row under the cursor below."""

    PLACE = texts.ELIGIBILITY
    ORDER = ORDER
    TOLD = texts.WHY
    EMPTY = texts.NO_ELIGIBLE

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "filter", texts.FILTER),
        Binding("f2", "record", texts.RECORD),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        self.state = EligibilityState()
        super().__init__(session, self.state)

    def on_screen_resume(self) -> None:
        """Take up what another screen asked for."""
        super().on_screen_resume()
        if self.session.wish is not None:
            self.state.ask(*self.session.wish)
            self.session.wish = None
            self.read(keep=False)

    def enterprise_of(self, row: int) -> Find[int]:
        """Finds the enterprise of a candidate."""
        feed = self.state.source()
        return lambda reading: feed(reading).enterprise(row)

    def warning(self) -> str:
        """Whether the row rests on sample conditions."""
        return texts.SAMPLE_BASIS if self.state.sample else ""

    async def tell_of(self, row: int) -> None:
        """Explain the answer clause by clause."""
        find = self.state.reasons(row)
        answer, days = await self.session.side.run(find)
        self.state.answer = answer
        titled(self.told, why.title(answer, self.state.rungs))
        self.told.border_subtitle = why.basis(answer)
        self.told.show(lambda room: why.clauses(answer, days, room))
        self.moved()

    def action_export(self) -> None:
        """Write the list as it is filtered."""
        state = self.state
        write = candidates(state.to, state.outcomes, state.unit)
        self.post_message(ExportList(texts.ELIGIBILITY, write))
