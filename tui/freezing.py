"""Freezing a roster of those that are meant, from a form.

This imports SQLModel: it is imported when the first batch is asked for, in a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.desk.drafts.pools import RosterDraft
from registry.desk.office import Because, Office
from registry.desk.previews import Preview
from registry.desk.read import choices
from registry.desk.read.session import Reading, open_reading
from registry.desk.rosters import freeze
from tui import texts
from tui.state.choices import Choice
from tui.state.forms import Field, Form


def form(reading: Reading, whom: str) -> Form:
    """An empty form: what the roster is called, its terms, its document."""
    label = RosterDraft.label
    known = choices.documents(reading)
    listed = [Choice(number, number, title) for number, title in known]
    terms = texts.ROSTER_TERMS.format(whom=whom, on=reading.info.on)
    return Form(
        f"{freeze.label}：{whom}",
        (
            Field("name", label("name"), required=True, hint=texts.ROSTER_HINT),
            Field("terms", label("terms"), terms, required=True),
            Field(
                "document",
                label("document"),
                choices=[Choice("", texts.NO_DOCUMENT), *listed],
            ),
            Field("reason", texts.BECAUSE, hint=texts.REASON_HINT),
        ),
    )


@dataclass(frozen=True, slots=True)
class RosterRecording:
    """How the form becomes a roster of these enterprises, as of the day shown."""

    ids: Sequence[int]
    on: date | None

    def check(self, form: Form) -> None:
        """Put what is wrong under the fields of the form."""
        form.take(RosterDraft.problems(**self._typed(form, date.min)))

    def preview(self, office: Office, form: Form) -> Preview:
        """How many are frozen, on which day."""
        draft = self._draft(office, form)
        counted = texts.ROSTER_COUNTED.format(count=len(self.ids), on=draft.on)
        return Preview(freeze.label, ((draft.name, "", counted),), (draft.terms,))

    def write(self, office: Office, form: Form) -> int:
        """Freeze it; the number of the change."""
        values = form.values()
        because = Because(values["document"], values["reason"])
        return freeze.done(office, self._draft(office, form), because).change

    def _draft(self, office: Office, form: Form) -> RosterDraft:
        with open_reading(office.path, self.on) as reading:
            return RosterDraft.read(**self._typed(form, reading.info.on))

    def _typed(self, form: Form, on: date) -> dict[str, object]:
        kept = ("name", "terms", "document")
        typed = {key: value for key, value in form.values().items() if key in kept}
        return {**typed, "on": on, "subject_ids": tuple(self.ids)}
