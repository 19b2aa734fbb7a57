"""A line to type in that takes pasted lines as one."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class OneLine(Input):
    """A line of text; lines that are pasted follow one another."""

    def on_paste(self, event: events.Paste) -> None:
        """Put blanks where the lines end, not to lose any of them."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)
