"""What an import asks: which part, whom a row means, what a header means, options."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from registry.desk.read import choices
from registry.desk.read.session import Reading
from registry.intake.doubts import Answer, Doubt
from registry.intake.vocabulary import Vocabulary, is_place, offered
from registry.terms import Ledger
from tui import texts
from tui import texts_imports as words
from tui.screens.form import FormDialog
from tui.state.choices import Choice
from tui.state.forms import Field, Form
from tui.state.import_items import Item, Part
from tui.state.imports import YES, ImportState


def parts(state: ImportState) -> list[Choice]:
    """The parts of a preview with their counts."""
    counted = state.counts()
    return [
        Choice(part.value, part.label, _count(counted.get(part)), part is state.part)
        for part in Part
    ]


def _count(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def answers(doubt: Doubt) -> list[Choice]:
    """What can be said of a row in doubt: whom it means, new, or not now."""
    found = []
    for at, one in enumerate(doubt.candidates):
        key = Answer.SAME.value if at == 0 else (one.code or one.name)
        same = words.SAME.format(name=one.name)
        found.append(Choice(key, same, "  ".join(one.told)))
    if doubt.candidates:
        first = doubt.candidates[0]
        renamed = words.RENAMED.format(name=first.name)
        found.append(Choice(Answer.RENAMED.value, renamed))
    found.append(Choice(Answer.NEW.value, words.NEW))
    found.append(Choice(Answer.SKIP.value, words.SKIP))
    return found


def meanings(state: ImportState, header: str) -> list[Choice]:
    """The columns that a header can still mean, those it resembles first."""
    kind, labels = state.headers
    taken = Vocabulary().meant(labels, kind) | set(state.maps.values())
    names = offered(kind, header)
    return [Choice(name, name) for name in names if name not in taken]


def is_strange_place(state: ImportState, item: Item) -> bool:
    """Whether a fault is a place that the register does not know."""
    fault = item.part is Part.FAULT and bool(item.old)
    return fault and state.found is not None and is_place(state.found.kind, item.field)


def units(reading: Reading) -> list[Choice]:
    """The reporting units that a place can mean."""
    return [Choice(name, name) for _, name in choices.units(reading)]


class ImportOptions(FormDialog):
    """How a file is to be taken: which kind, whose, since when, what is accepted."""

    def __init__(self, state: ImportState, form: Form) -> None:
        super().__init__(form)
        self._state = state

    @classmethod
    def build(cls, state: ImportState, reading: Reading) -> Callable[[], ImportOptions]:
        """Makes the dialog, with the register's units and documents to choose."""
        form = Form(words.OPTIONS, [_field(one, state) for one in _fields(reading)])
        return partial(cls, state, form)

    async def keep(self) -> bool:
        """Keep the options."""
        self._state.options = {k: v for k, v in self.form.values().items() if v}
        return True


def _field(one: Field, state: ImportState) -> Field:
    one.value = state.options.get(one.key, one.value)
    return one


def _fields(reading: Reading) -> list[Field]:
    numbers = [Choice(n, n, title) for n, title in choices.documents(reading)]
    kinds = [Choice(one.value, one.label) for one in Ledger]
    return [
        Field("kind", words.KIND, choices=[Choice("", words.BY_COLUMNS), *kinds]),
        Field(
            "unit",
            words.FROM_UNIT,
            choices=[Choice("", words.ANY_UNIT), *units(reading)],
        ),
        Field("sheet", words.SHEET, hint=words.SHEET_HINT),
        Field("given", words.GIVEN, hint=words.GIVEN_HINT),
        Field("since", words.SINCE, hint=words.SINCE_HINT),
        *(_yes_no(key, label) for key, label in _ACCEPTED),
        Field(
            "document",
            texts.DOCUMENT,
            choices=[Choice("", texts.NO_DOCUMENT), *numbers],
        ),
        Field("reason", texts.BECAUSE, hint=texts.REASON_HINT),
    ]


_ACCEPTED = (
    ("good", words.GOOD),
    ("repairs", words.REPAIRS),
    ("renames", words.RENAMES),
    ("newcomers", words.NEWCOMERS),
)


def _yes_no(key: str, label: str) -> Field:
    yes, no = texts.YES_OR_NO
    return Field(key, label, choices=[Choice("", no), Choice(YES, yes)])
