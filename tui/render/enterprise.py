"""The page of one enterprise, section by section."""

from __future__ import annotations

from tui import texts
from tui.render import card, why
from tui.render.card import Section
from tui.render.line import Role, line
from tui.state.enterprise import EnterpriseState, NextSteps


def sections(state: EnterpriseState, room: int, *, steps: bool) -> list[Section]:
    """All sections; ``steps`` puts the next steps among them."""
    if state.known is None:
        return []
    found = list(card.facts(state.known.card, room))
    if steps:
        found.insert(1, next_steps(state.steps, room))
    return [*found, card.timeline(state.known.timeline, room)]


def next_steps(steps: NextSteps | None, room: int) -> Section:
    """What it may come up to; that this is being worked out; or that there is none."""
    if steps is not None and steps.answers:
        return why.next_steps(steps.answers, steps.rungs, room)
    sentence = texts.COUNTING if steps is None else texts.NO_STEPS
    return Section(texts.NEXT_STEPS, (line("  " + sentence, Role.DIM),))
