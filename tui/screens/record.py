"""Recording something about an enterprise: which kind, then its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.app import App

from registry.desk.read.session import Reading
from registry.terms import Attribute
from tui import texts
from tui import texts_contacts as words
from tui.screens import contacts
from tui.screens.ask import Dialog, Pick
from tui.state.choices import Choice
from tui.state.forms import Form
from tui.state.session import Session

ASSESSMENT = "assessment"
TITLE = "title"
Build = Callable[[Reading, int, str], Form]
"""Makes an empty form about an enterprise."""
CONTACT, SEE, CORRECT, ERASE = "contact", "see", "correct", "erase"
_CONTACTS: Mapping[str, str] = {
    CONTACT: words.RECORD,
    SEE: words.SEE,
    CORRECT: words.CORRECT,
    ERASE: words.ERASE,
}
_ASKING = {SEE: contacts.see, CORRECT: contacts.correct, ERASE: contacts.erase}
"""What is no form: it is asked why, and done."""


async def record(
    app: App[None], session: Session, enterprise: int, name: str
) -> str | None:
    """Ask what to record, show its form, write it; what was written, if anything.

    Raises:
        RegistryError: the choices of the form cannot be read.
    """
    kinds = [
        Choice(ASSESSMENT, texts.RECORD_ASSESSMENT),
        Choice(TITLE, texts.RECORD_TITLE),
        *(Choice(key, label) for key, label in _CONTACTS.items()),
        *(Choice(one.value, f"{texts.CHANGE}{one.label}") for one in Attribute),
    ]
    kind = await app.push_screen_wait(Pick(f"{texts.RECORD}：{name}", kinds))
    if kind is None:
        return None
    if kind in _ASKING:
        return await _ASKING[kind](app, session, enterprise, name)
    return await app.push_screen_wait(await _form(session, kind, enterprise, name))


async def _form(session: Session, kind: str, enterprise: int, name: str) -> Dialog:
    """The form; SQLModel, which it needs, is imported in the lane's thread."""

    def prepare(reading: Reading) -> Callable[[], Dialog]:
        from tui import recording  # noqa: PLC0415 - imports SQLModel
        from tui.screens.form import FormScreen, Recorder  # noqa: PLC0415 - as above

        forms: dict[str, tuple[Build, Recorder]] = {
            ASSESSMENT: (recording.assessment_form, recording.ASSESSMENT),
            TITLE: (recording.title_form, recording.TITLE),
            CONTACT: (recording.contact_form, recording.CONTACT),
        }
        if kind in forms:
            build, kept = forms[kind]
            form = build(reading, enterprise, name)
            return partial(FormScreen, session, form, kept)
        attribute = Attribute.read(kind)
        form = recording.attribute_form(reading, enterprise, name, attribute)
        return partial(FormScreen, session, form, recording.ATTRIBUTE)

    made = await session.side.run(prepare)
    return made()
