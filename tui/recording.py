"""The records the screens can make: assessments, titles, contacts, attributes.

This imports SQLModel: it is imported when the first form is opened, in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.desk import contacts
from registry.desk.drafts.base import Draft
from registry.desk.drafts.contacts import ContactDraft
from registry.desk.drafts.enterprises import AttributeDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.enterprises import change_attribute
from registry.desk.office import Because, Office
from registry.desk.previews import (
    Preview,
    preview_assessment,
    preview_attribute,
    preview_contact,
    preview_title,
)
from registry.desk.read import choices
from registry.desk.read.session import Reading
from registry.desk.records import assessment
from registry.desk.titles import award
from registry.desk.verb import Verb
from registry.terms import (
    LEVELS,
    AssessmentKind,
    Attribute,
    Size,
    Status,
    Term,
    TitleStage,
)
from tui import texts
from tui.state.choices import Choice
from tui.state.forms import Field, Form

D = TypeVar("D", bound=Draft)
REASON = "reason"
"""The field of the change's reason, which is no field of the draft."""


@dataclass(frozen=True, slots=True)
class Recording(Generic[D]):
    """How a form becomes a record."""

    draft: type[D]
    previewed: Callable[[Office, D, Because], Preview]
    verb: Verb[D, int]

    def check(self, form: Form) -> None:
        """Put what is wrong under the fields of the form."""
        form.take(self.draft.problems(**self._typed(form)))

    def preview(self, office: Office, form: Form) -> Preview:
        """What would change.

        Raises:
            RegistryError: whatever writing it would be refused with.
        """
        return self.previewed(office, self._draft(form), _because(form))

    def write(self, office: Office, form: Form) -> int:
        """Write it, in one transaction; the record's id."""
        return self.verb(office, self._draft(form), _because(form))

    def _draft(self, form: Form) -> D:
        return self.draft.read(**self._typed(form))

    def _typed(self, form: Form) -> dict[str, str]:
        return {key: value for key, value in form.values().items() if key != REASON}


def _because(form: Form) -> Because:
    values = form.values()
    return Because(document=values.get("document", ""), reason=values[REASON])


ASSESSMENT = Recording(AssessmentDraft, preview_assessment, assessment)
TITLE = Recording(TitleDraft, preview_title, award)
ATTRIBUTE = Recording(AttributeDraft, preview_attribute, change_attribute)
CONTACT = Recording(ContactDraft, preview_contact, contacts.add)


def assessment_form(reading: Reading, enterprise: int, name: str) -> Form:
    """An empty form for an assessment of an enterprise or what it owns."""
    label = AssessmentDraft.label
    levels = [Choice(str(level), text) for level, text in enumerate(LEVELS)]
    return Form(
        f"{texts.RECORD_ASSESSMENT}：{name}",
        (
            _subject(reading, enterprise, label("subject_id")),
            _coded("kind", label("kind"), AssessmentKind),
            _day("on", label("on")),
            Field("level", label("level"), "1", required=True, choices=levels),
            Field("score", label("score"), hint=texts.SCORE_HINT),
            Field("standard", label("standard"), texts.STANDARD, required=True),
            _until(AssessmentDraft, texts.UNTIL_HINT),
            _document(reading, label("document")),
            Field("source", label("source"), hint=texts.SOURCE_HINT),
            Field(REASON, texts.BECAUSE, hint=texts.REASON_HINT),
        ),
    )


def _until(draft: type[Draft], hint: str) -> Field:
    """The first day on which something is no longer valid."""
    told = texts.DOT.join((hint, draft.meaning("valid_until")))
    return Field("valid_until", draft.label("valid_until"), hint=told)


def title_form(reading: Reading, enterprise: int, name: str) -> Form:
    """An empty form for a title of an enterprise or what it owns."""
    label = TitleDraft.label
    rungs = [Choice(code, text) for code, text in choices.rungs(reading)]
    return Form(
        f"{texts.RECORD_TITLE}：{name}",
        (
            _subject(reading, enterprise, label("subject_id")),
            Field("rung", label("rung"), required=True, choices=rungs),
            Field(
                "recognised_on",
                label("recognised_on"),
                required=True,
                hint=texts.DAY_HINT,
            ),
            _document(reading, label("document")),
            _until(TitleDraft, texts.TITLE_UNTIL_HINT),
            _coded("stage", label("stage"), TitleStage, none=True),
            Field("accepted_on", label("accepted_on"), hint=texts.ACCEPTED_HINT),
            Field("note", label("note")),
            Field("source", label("source"), hint=texts.SOURCE_HINT),
            Field(REASON, texts.BECAUSE, hint=texts.REASON_HINT),
        ),
    )


def contact_form(_: Reading, enterprise: int, name: str) -> Form:
    """An empty form for a contact of an enterprise."""
    label = ContactDraft.label
    keys = ("post", "phone", "email", "note")
    return Form(
        f"{contacts.add.label}：{name}",
        (
            Field("name", label("name"), required=True),
            *(Field(key, label(key)) for key in keys),
            Field(REASON, texts.BECAUSE, hint=texts.REASON_HINT),
        ),
        given={"enterprise_id": str(enterprise)},
    )


def attribute_form(
    reading: Reading, enterprise: int, name: str, attribute: Attribute
) -> Form:
    """An empty form for what an attribute of an enterprise is from a day on."""
    label = AttributeDraft.label
    return Form(
        f"{texts.CHANGE}{attribute.label}：{name}",
        (
            Field(
                "value",
                label("value"),
                required=True,
                choices=_values(reading, attribute),
            ),
            _day("since", label("since")),
            _document(reading, label("document")),
            Field("source", label("source"), hint=texts.SOURCE_HINT),
            Field(REASON, texts.BECAUSE, hint=texts.REASON_HINT),
        ),
        given={"enterprise_id": str(enterprise), "attribute": attribute.value},
    )


def _values(reading: Reading, attribute: Attribute) -> list[Choice]:
    """What an attribute can be; nothing where it is typed."""
    match attribute:
        case Attribute.UNIT:
            return [Choice(name, name) for _, name in choices.units(reading)]
        case Attribute.DIVISION:
            return [Choice(code, name) for code, name in choices.divisions(reading)]
        case Attribute.STATUS:
            return [Choice(one.label, one.label) for one in Status]
        case Attribute.SIZE | Attribute.SIZE_2011:
            return [Choice(one.label, one.label) for one in Size]
        case Attribute.ABOVE_DESIGNATED_SIZE:
            return [Choice(one, one) for one in texts.YES_OR_NO]
        case _:
            return []


def _subject(reading: Reading, enterprise: int, label: str) -> Field:
    found = choices.subjects(reading, enterprise)
    own = [Choice(str(number), name) for number, name in found]
    return Field("subject_id", label, str(enterprise), required=True, choices=own)


def _day(key: str, label: str) -> Field:
    return Field(key, label, required=True, hint=texts.DAY_HINT)


def _document(reading: Reading, label: str) -> Field:
    found = [
        Choice(number, number, title) for number, title in choices.documents(reading)
    ]
    return Field("document", label, choices=[Choice("", texts.NO_DOCUMENT), *found])


def _coded(key: str, label: str, terms: type[Term], *, none: bool = False) -> Field:
    found = [Choice(term.value, term.label) for term in terms]
    if none:
        found.insert(0, Choice("", texts.NOTHING))
    return Field(key, label, found[0].key, choices=found)
