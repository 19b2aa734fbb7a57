"""Moving applications on: the form of a step, and how it becomes one change.

This imports SQLModel: it is imported when the first step is taken, in a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.desk import rounds
from registry.desk.batch import run
from registry.desk.batch.items import Item, Items, fault
from registry.desk.drafts.rounds import StepDraft
from registry.desk.office import Because, Office
from registry.desk.previews import Preview
from registry.desk.read import choices
from registry.desk.read.session import Reading
from registry.errors import Fault, RegistryError
from tui import texts
from tui.state.choices import Choice
from tui.state.forms import Field, Form

_TYPED = ("on", "taken_by", "score", "reply")


def form(reading: Reading, whom: str) -> Form:
    """An empty form of a step: which, when, whether passed, by whom, why."""
    label = StepDraft.label
    listed = [
        Choice(number, number, title) for number, title in choices.documents(reading)
    ]
    units = [Choice(name, name) for _, name in choices.units(reading)]
    return Form(
        f"{texts.TAKE_STEP}：{whom}",
        (
            _chosen("stage", map(_same, choices.stages(reading)), required=True),
            Field("on", label("on"), required=True, hint=texts.DAY_HINT),
            _chosen("passed", (_none(), *map(_same, texts.YES_OR_NO))),
            _chosen("unit", (_none(), *units)),
            Field("taken_by", label("taken_by")),
            Field("score", label("score")),
            Field("reply", label("reply")),
            Field("reason", label("reason"), hint=texts.STEP_REASON_HINT),
            Field("out_of_turn", label("out_of_turn"), hint=texts.OUT_OF_TURN_HINT),
            _chosen("document", (Choice("", texts.NO_DOCUMENT), *listed)),
        ),
    )


def _chosen(
    key: str, found: Sequence[Choice] | map[Choice], *, required: bool = False
) -> Field:
    return Field(key, StepDraft.label(key), required=required, choices=[*found])


def _none() -> Choice:
    return Choice("", texts.NOTHING)


def _same(text: str) -> Choice:
    return Choice(text, text)


@dataclass(frozen=True, slots=True)
class StepRecording:
    """How a form becomes a step of these applications, all in one change."""

    whom: str
    applications: tuple[tuple[int, str], ...]

    def check(self, form: Form) -> None:
        """Put what is wrong under the fields of the form."""
        form.take(StepDraft.problems(application_id=1, **form.values()))

    def preview(self, office: Office, form: Form) -> Preview:
        """Who would move from what to what, and who cannot and why.

        Raises:
            RegistryError: what all share cannot be read, or the only one cannot go.
        """
        seen = run.preview(office, rounds.take_step, self._items(form), _because(form))
        self._refuse_alone(seen.skipped)
        lines = tuple((move.who, move.old, move.new) for move in seen.moves)
        skipped = tuple(f"{one.value}：{one.problem}" for one in seen.skipped)
        counted = texts.BATCH_COUNTED.format(moves=len(lines), skips=len(skipped))
        told = (counted, *skipped) if len(self.applications) > 1 else ()
        return Preview(seen.title, lines, told)

    def write(self, office: Office, form: Form) -> int:
        """Take the step of all that can, as the preview said; the change's number."""
        items, because = self._items(form), _because(form)
        done = run.write(office, rounds.take_step, items, because, accept_good=True)
        return done.change

    def _items(self, form: Form) -> Items[StepDraft]:
        typed = form.values()
        items: list[Item[StepDraft]] = []
        faults: list[Fault] = []
        for number, who in self.applications:
            try:
                items.append(Item(StepDraft.read(application_id=number, **typed), who))
            except RegistryError as refusal:
                faults.append(fault(self.whom, str(refusal), value=who))
        return Items(self.whom, tuple(items), tuple(faults))

    def _refuse_alone(self, skipped: Sequence[Fault]) -> None:
        """A single application that cannot go is refused as a form is."""
        if skipped and len(self.applications) == 1:
            (only,) = skipped
            raise RegistryError(f"{only.problem}；{only.remedy}")


def _because(form: Form) -> Because:
    return Because(document=form.values().get("document", ""))
