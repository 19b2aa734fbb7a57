"""A form: its fields, what is typed in them, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tui.state.choices import Choice


@dataclass(slots=True)
class Field:
    """One field; with ``choices`` it is chosen, else typed."""

    key: str
    label: str
    value: str = ""
    required: bool = False
    hint: str = ""
    choices: Sequence[Choice] = ()
    fault: str = ""

    @property
    def shown(self) -> str:
        """The value as officials read it."""
        labels = {choice.key: choice.label for choice in self.choices}
        return labels.get(self.value, self.value)

    def turn(self, by: int) -> None:
        """Take the next or previous choice."""
        keys = [choice.key for choice in self.choices]
        here = keys.index(self.value) if self.value in keys else -by
        self.value = keys[(here + by) % len(keys)]


@dataclass(slots=True)
class Form:
    """The fields of one record, and what is wrong with all of them together.

    ``given`` is what the record has beside them, which nobody types.
    """

    title: str
    fields: Sequence[Field]
    fault: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.values()

    def values(self) -> dict[str, str]:
        """What was given, typed or chosen, by field."""
        return {**self.given, **{one.key: one.value.strip() for one in self.fields}}

    @property
    def changed(self) -> bool:
        """Whether anything was typed or chosen since the form was opened."""
        return self.values() != self.begun

    def take(self, problems: Mapping[str, str]) -> None:
        """Put each sentence under its field, and those of no field at the end."""
        known = {one.key for one in self.fields}
        for one in self.fields:
            sentence = problems.get(one.key, "")
            one.fault = sentence.removeprefix(f"{one.label}：")
        rest = [said for key, said in problems.items() if key not in known]
        self.fault = "；".join(rest)

    @property
    def faulty(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.fault) or any(one.fault for one in self.fields)

    def first_fault(self) -> int:
        """The place of the first field with something wrong."""
        return next((i for i, one in enumerate(self.fields) if one.fault), 0)
