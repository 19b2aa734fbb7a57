"""The keys that are active now, for hints, help and the list of all actions."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from tui import texts


@dataclass(frozen=True, slots=True)
class Key:
    """An action with all of its keys, and the node that does it."""

    keys: tuple[str, ...]
    text: str
    action: str
    node: DOMNode
    moves: bool

    @property
    def shown(self) -> str:
        """F6 D."""
        return texts.OR.join(dict.fromkeys(map(texts.key, self.keys)))


def active(screen: Screen[object]) -> tuple[Key, ...]:
    """What can be done on a screen, once for each description."""
    found: dict[tuple[str, int], list[ActiveBinding]] = {}
    for each in screen.active_bindings.values():
        if each.binding.description and each.enabled:
            found.setdefault((each.binding.description, id(each.node)), []).append(each)
    return tuple(_key(each) for each in found.values())


def _key(found: list[ActiveBinding]) -> Key:
    first = found[0].binding
    return Key(
        tuple(each.binding.key for each in found),
        first.description,
        first.action,
        found[0].node,
        first.system,
    )
