"""What can be done for many at once: its form, and how the form becomes a batch.

This imports SQLModel: it is imported when the first batch is asked for, in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.desk import pools, rounds
from registry.desk.assessments import assessment
from registry.desk.batch import run
from registry.desk.batch.items import LABELS, Builder, Items
from registry.desk.drafts.base import Draft
from registry.desk.drafts.enterprises import AttributeDraft
from registry.desk.drafts.pools import AdmissionDraft, LeavingDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.rounds import ApplicationDraft, StepDraft
from registry.desk.enterprises import change_attribute
from registry.desk.office import Because, Office
from registry.desk.previews import Preview
from registry.desk.read import catalogue, choices
from registry.desk.read.session import Reading, open_reading
from registry.desk.verb import Verb
from registry.terms import LEVELS, AssessmentKind, Attribute
from tui import texts
from tui.state.choices import Choice
from tui.state.forms import Field, Form

Choose = Callable[[Reading], list[Choice]]


@dataclass(frozen=True, slots=True)
class Batch:
    """A verb for many: its draft, the fields its form asks for, those that must be."""

    verb: Verb[Any, Any]
    draft: type[Draft]
    fields: tuple[str, ...]
    required: frozenset[str]


BATCHES = (
    Batch(
        pools.admit,
        AdmissionDraft,
        ("pool", "admitted_on", "target_year", "measures", "responsible"),
        frozenset({"pool", "admitted_on"}),
    ),
    Batch(
        pools.leave,
        LeavingDraft,
        ("pool", "left_on", "reason"),
        frozenset({"pool", "left_on", "reason"}),
    ),
    Batch(
        rounds.apply,
        ApplicationDraft,
        ("round", "applied_on", "note"),
        frozenset({"round"}),
    ),
    Batch(
        rounds.take_step,
        StepDraft,
        (
            *("round", "stage", "on", "passed", "taken_by", "score", "reply"),
            *("reason", "out_of_turn"),
        ),
        frozenset({"round", "stage", "on"}),
    ),
    Batch(
        assessment,
        AssessmentDraft,
        ("kind", "on", "level", "standard", "source"),
        frozenset({"kind", "on", "level", "standard"}),
    ),
    Batch(
        change_attribute,
        AttributeDraft,
        ("attribute", "value", "since", "source"),
        frozenset({"attribute", "value", "since"}),
    ),
)
"""What is done for many, in the order of a year."""


def form(batch: Batch, reading: Reading, whom: str) -> Form:
    """An empty form of what all of them share."""
    asked = [key for key in batch.fields if key != "reason"]
    fields = [_field(batch, key, reading) for key in (*asked, "document", "reason")]
    said = texts.OF_DAY.format(whom=whom, on=reading.info.on)
    return Form(f"{texts.BATCH}{batch.verb.label}：{said}", fields)


def _field(batch: Batch, key: str, reading: Reading) -> Field:
    choose = _CHOICES.get(key)
    return Field(
        key,
        LABELS.get(key) or _label(batch.draft, key),
        _DEFAULTS.get(key, ""),
        required=key in batch.required,
        hint=_hint(key),
        choices=choose(reading) if choose else (),
    )


def _hint(key: str) -> str:
    day = key == "on" or key.endswith("_on")
    return texts.DAY_HINT if day else _HINTS.get(key, "")


def _label(draft: type[Draft], key: str) -> str:
    if key in draft.model_fields:
        return draft.label(key)
    return texts.BECAUSE if key == "reason" else texts.DOCUMENT


def _named(kind: str) -> Choose:
    def choose(reading: Reading) -> list[Choice]:
        names = (str(row[0]) for row in catalogue.read(reading, kind).rows)
        return [Choice(name, name) for name in names]

    return choose


def _stages(reading: Reading) -> list[Choice]:
    return [Choice(name, name) for name in choices.stages(reading)]


def _documents(reading: Reading) -> list[Choice]:
    known = choices.documents(reading)
    listed = [Choice(number, number, title) for number, title in known]
    return [Choice("", texts.NO_DOCUMENT), *listed]


_SHARED = frozenset(Attribute) - {
    Attribute.NAME,
    Attribute.SHORT_NAME,
    Attribute.FORMER_NAME,
    Attribute.ADDRESS,
}
"""What many enterprises can come to have alike."""
_CHOICES: dict[str, Choose] = {
    "pool": _named("pools"),
    "round": _named("rounds"),
    "stage": _stages,
    "document": _documents,
    "passed": lambda _: [Choice("", texts.NOTHING), *map(_same, texts.YES_OR_NO)],
    "kind": lambda _: [_same(kind.label) for kind in AssessmentKind],
    "level": lambda _: [_same(level) for level in LEVELS],
    "attribute": lambda _: [_same(one.label) for one in Attribute if one in _SHARED],
}
_HINTS = {"since": texts.DAY_HINT, "value": texts.VALUE_HINT}
_DEFAULTS = {"standard": texts.STANDARD}


def _same(text: str) -> Choice:
    return Choice(text, text)


@dataclass(frozen=True, slots=True)
class ManyRecording:
    """How a form becomes a batch about these enterprises, as of the day shown."""

    batch: Batch
    whom: str
    ids: Sequence[int]
    on: date | None

    def check(self, form: Form) -> None:
        """Say which fields are still to be filled in."""
        empty = [one for one in form.fields if one.required and not one.value.strip()]
        form.take({one.key: texts.STILL_EMPTY for one in empty})

    def preview(self, office: Office, form: Form) -> Preview:
        """Who would move from what to what, and who is skipped and why.

        Raises:
            RegistryError: what all share cannot be read.
        """
        items, because = self._items(office, form), _because(form)
        seen = run.preview(office, self.batch.verb, items, because)
        lines = tuple((move.who, move.old, move.new) for move in seen.moves)
        heeded = (f"{one.who}：{one.heed}" for one in seen.moves if one.heed)
        counted = texts.BATCH_COUNTED.format(moves=len(lines), skips=len(seen.skipped))
        skipped = (f"{one.value}：{one.problem}" for one in seen.skipped)
        return Preview(seen.title, lines, (counted, *skipped, *heeded))

    def write(self, office: Office, form: Form) -> int:
        """Do it for all that can, as the preview said; the number of the change."""
        items, because = self._items(office, form), _because(form)
        verb = self.batch.verb
        return run.write(office, verb, items, because, accept_good=True).change

    def _items(self, office: Office, form: Form) -> Items[Draft]:
        with open_reading(office.path, self.on) as reading:
            builder = Builder(reading, self.batch.draft, form.values())
            return builder.of_enterprises(self.whom, self.ids)


def _because(form: Form) -> Because:
    values = form.values()
    return Because(values.get("document", ""), values.get("reason", ""))
