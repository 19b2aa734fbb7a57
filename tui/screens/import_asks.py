"""What an import asks: which part, whom a row means, what a header means, options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from registry.desk.read import choices, lookup
from registry.desk.read.card import card
from registry.desk.read.session import Reading
from registry.intake.doubts import Answer, Doubt
from registry.intake.vocabulary import Vocabulary, is_place, offered
from registry.terms import Ledger
from tui import texts
from tui import texts_imports as words
from tui.render.line import Role, line
from tui.screens.ask import Pick
from tui.screens.form import FormDialog
from tui.state.choices import Choice
from tui.state.forms import Field, Form
from tui.state.import_items import Item, Part
from tui.state.imports import YES, ImportState
from tui.state.sheets import SheetSeen, SheetsMarked
from tui.widgets.bars import Bar, Hints, Note
from tui.widgets.choices import Choices


def parts(state: ImportState) -> list[Choice]:
    """The parts of a preview with their counts."""
    counted = state.counts()
    return [
        Choice(part.value, part.label, _count(counted.get(part)), part is state.part)
        for part in Part
    ]


def _count(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def answers(doubt: Doubt, said: str = "") -> list[Choice]:
    """What can be said of a row: whom it means, new, or not now.

    What was ``said`` is marked, and can be taken back.
    """
    found: list[Choice] = []

    def offer(key: str, label: str, note: str = "") -> None:
        found.append(Choice(key, label, note, bool(said) and key == said))

    for at, one in enumerate(doubt.candidates):
        key = Answer.SAME.value if at == 0 else (one.code or one.name)
        offer(key, words.SAME.format(name=one.name), "  ".join(one.told))
    if doubt.candidates:
        first = doubt.candidates[0]
        offer(Answer.RENAMED.value, words.RENAMED.format(name=first.name))
    offer(Answer.NEW.value, words.NEW if doubt.candidates else words.NEW_ALONE)
    if Answer.SKIP in doubt.answers:
        offer(Answer.SKIP.value, words.SKIP)
    if said:
        offer(words.BACK, words.TAKE_BACK)
    return found


def may_say(word: str, doubt: Doubt, said: str) -> bool:
    """Whether a word can be said of a row, of which something was ``said`` or not."""
    return any(one.key == word for one in answers(doubt, said))


def whom(typed: str, reading: Reading) -> str:
    """The name of the enterprise that is meant by what was typed.

    Raises:
        RegistryError: none is, or several are.
    """
    return card(reading, lookup.enterprise_id(reading.connection, typed)).title


def _help(said: str) -> Bar:
    bar = Bar()
    bar.show(line(f" {said}", Role.DIM))
    return bar


class PickWhom(Pick):
    """Pick what is proposed, or name another enterprise."""

    def __init__(self, title: str, known: list[Choice]) -> None:
        super().__init__(title, known, other=_by_name)
        self.known = known

    def below(self) -> Iterable[Widget]:
        """What can be typed."""
        yield _help(words.BY_NAME_HELP)


def _by_name(typed: str) -> Choice:
    return Choice(typed, words.BY_NAME.format(name=typed))


class PickSheets(Pick):
    """Pick a sheet, or several of one shape that are marked."""

    BINDINGS = [Binding(texts.MARK_KEYS, "mark", texts.MARK)]

    def __init__(self, sheets: Sequence[SheetSeen]) -> None:
        self._sheets = SheetsMarked(sheets)
        super().__init__(words.SHEETS_ASK, self._sheets.choices())

    @property
    def marked(self) -> tuple[str, ...]:
        """The sheets that are marked."""
        return self._sheets.marked

    def compose(self) -> ComposeResult:
        """The sheets, and how several are picked; nothing is typed: Space marks."""
        note = Note(Role.DIM, indent=1)
        with self.box:
            yield Choices(self._choices)
            yield note
            yield Hints()
        note.show(words.SHEETS_HELP)

    def action_mark(self) -> None:
        """Mark the sheet under the cursor, or unmark it."""
        here = self.choices.state.current
        if here is not None:
            self._sheets.mark(here.key)
            self.choices.renew(self._sheets.choices())


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
        typed, why = state.refused or (state.options, "")
        fields = [_field(one, typed) for one in _fields(reading)]
        return partial(cls, state, Form(words.OPTIONS, fields, why))

    def on_mount(self) -> None:
        """Say why what was typed was refused, where it was."""
        super().on_mount()
        self.settle()

    async def keep(self) -> bool:
        """Keep the options."""
        self._state.options = {k: v for k, v in self.form.values().items() if v}
        return True


def _field(one: Field, typed: Mapping[str, str]) -> Field:
    one.value = typed.get(one.key, one.value)
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
