"""From rows of a file, or enterprises chosen, to drafts: every fault is collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.desk import named
from registry.desk.batch.columns import CODE, NAME, THING, Line, Table
from registry.desk.batch.whom import About, Whom, own_field, shared_words
from registry.desk.drafts.base import Draft
from registry.desk.named import Naming
from registry.desk.read.session import Reading
from registry.errors import Fault, InputError, RegistryError

D = TypeVar("D", bound=Draft)
_CHECK = "请核对这一行"


@dataclass(frozen=True, slots=True)
class Item(Generic[D]):
    """One draft of a batch, whom it is about, and the line of the file it is from."""

    draft: D
    who: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Items(Generic[D]):
    """The drafts of a batch, and what of the source could not become one."""

    source: str
    items: tuple[Item[D], ...]
    faults: tuple[Fault, ...]
    unused: tuple[str, ...] = ()


def fault(
    source: str,
    refusal: str,
    line: int | None = None,
    *,
    column: str = "",
    value: str = "",
) -> Fault:
    """A refusal's sentence as a fault with its place: problem and remedy apart."""
    problem, _, remedy = refusal.rpartition("；")
    return Fault(
        file=source,
        problem=_bare(problem or refusal, value),
        remedy=remedy if problem else _CHECK,
        line=line,
        column=column,
        value=value,
    )


def _bare(sentence: str, value: str) -> str:
    """A sentence without the field and the value it begins with: a fault has both."""
    before, quoted, rest = sentence.partition(f"「{value}」")
    plain = rest.removeprefix("：")
    begins = quoted and (not before or before[-1] == "：")
    return plain if begins and plain else sentence


class Builder(Generic[D]):
    """Makes the drafts of one batch; ``given`` is what was typed once, for all rows."""

    def __init__(
        self, reading: Reading, draft: type[D], given: Mapping[str, str]
    ) -> None:
        self._draft = draft
        self._given = {key: text for key, text in given.items() if text}
        self._naming = Naming(reading.connection)
        self._whom = Whom(reading, draft)
        self._own = own_field(draft)

    def of_enterprises(self, source: str, ids: Sequence[int]) -> Items[D]:
        """One draft for each of these enterprises, or for what is theirs.

        Raises:
            InputError: what was given is wrong, or not enough.
            NotFoundError: a name that was given means nothing.
        """
        shared = self._require_given(frozenset())
        items: list[Item[D]] = []
        faults: list[Fault] = []
        for enterprise in ids:
            try:
                found = self._whom.all_of(enterprise, shared)
                items += [Item(self._made(one), one.who) for one in found]
            except RegistryError as refusal:
                name = self._whom.register.name(enterprise)
                faults.append(fault(source, str(refusal), value=name))
        return Items(source, tuple(items), tuple(faults))

    def of_table(self, table: Table) -> Items[D]:
        """One draft for each row of a file.

        Raises:
            InputError: what was given is wrong, or neither given nor in a column.
            NotFoundError: a name that was given means nothing.
        """
        self._require_given(
            frozenset(filter(None, table.columns.meant)), table.columns.unused
        )
        items: list[Item[D]] = []
        faults: list[Fault] = []
        seen: dict[str, int] = {}
        for line in table.lines:
            found = list(self._row(table, line))
            faults += [one for one in found if isinstance(one, Fault)]
            for item in found:
                if isinstance(item, Fault):
                    continue
                first = seen.setdefault(repr(item.draft), line.number)
                if first == line.number:
                    items.append(item)
                else:
                    faults.append(_twice(table, line, item, first))
        return Items(table.name, tuple(items), tuple(faults), table.columns.unused)

    def _row(self, table: Table, line: Line) -> Iterator[Item[D] | Fault]:
        """The draft of a row, or all that is wrong with it."""
        typed = self._given | line.cells
        try:
            shared = {w: self._naming.word(w, typed[w]) for w in self._shared(typed)}
        except RegistryError as refusal:
            yield _fault(table, line, str(refusal), *shared_words(self._draft))
            return
        try:
            about = self._about(line, shared)
        except RegistryError as refusal:
            yield _fault(table, line, str(refusal), NAME, CODE, THING)
            return
        yield from self._drafted(table, line, typed, about)

    def _drafted(
        self, table: Table, line: Line, typed: Mapping[str, str], about: About | None
    ) -> Iterator[Item[D] | Fault]:
        try:
            values = self._naming.fill(self._draft, typed, self._of(about))
        except RegistryError as refusal:
            yield _fault(table, line, str(refusal))
            return
        problems = self._draft.problems(**values).items()
        words = {key.removesuffix("_id"): told for key, told in problems}
        wrong = words | line.wrong
        for word, told in wrong.items():
            yield _fault(table, line, told, word)
        if not wrong:
            who = about.who if about else ""
            yield Item(self._draft.read(**values), who, line.number)

    def _about(self, line: Line, shared: Mapping[str, str]) -> About | None:
        if self._own is None:
            return None
        name, code = line.cells.get(NAME, ""), line.cells.get(CODE, "")
        thing = line.cells.get(THING, "")
        if not (name or code):
            raise InputError("没有写企业；请写企业名称或统一社会信用代码")
        owner, slash, own = name.partition("/")
        if slash and not thing:
            name, thing = owner, own
        return self._whom.one(self._whom.register.enterprise(name, code), thing, shared)

    def _of(self, about: About | None) -> dict[str, str]:
        return {self._own: str(about.id)} if self._own and about else {}

    def _made(self, about: About) -> D:
        values = self._naming.fill(self._draft, self._given, self._of(about))
        return self._draft.read(**values)

    def _shared(self, typed: Mapping[str, str]) -> list[str]:
        words = [*shared_words(self._draft), *_ALSO]
        return [word for word in dict.fromkeys(words) if typed.get(word)]

    def _require_given(
        self, columns: frozenset[str], unused: Sequence[str] = ()
    ) -> dict[str, str]:
        """Check what all rows share, once; what its words mean."""
        missing = [
            word
            for word in shared_words(self._draft)
            if word not in self._given and word not in columns
        ]
        wrong = [f"还缺{LABELS.get(word, word)}" for word in missing]
        if not missing:
            wrong += self._problems(columns)
        if wrong:
            if unused:
                wrong.append(f"没有用到的列：{'、'.join(unused)}")
            raise InputError("；".join(wrong))
        return {
            w: self._naming.word(w, self._given[w]) for w in self._shared(self._given)
        }

    def _problems(self, columns: frozenset[str]) -> Iterator[str]:
        """What is wrong with the values given, or is neither given nor in a column."""
        own = {self._own: "1"} if self._own else {}
        alone = {
            w: t for w, t in self._given.items() if w not in shared_words(self._draft)
        }
        stand_in = {
            key: "1"
            for key, field in self._draft.model_fields.items()
            if field.is_required() and named.is_named(key)
        }
        values = self._naming.fill(self._draft, alone, stand_in | own)
        for key, told in self._draft.problems(**values).items():
            word = key.removesuffix("_id")
            if key and word not in columns:
                yield f"{told}（--{word.replace('_', '-')}）"


LABELS: Mapping[str, str] = {
    "round": "批次",
    "pool": "培育库",
    "rung": "称号",
    "budget": "预算项目",
    "record": "记录编号",
}
"""What a word that rows share is called."""

_ALSO = ("rung", "round", "pool")


def _fault(table: Table, line: Line, refusal: str, *keys: str) -> Fault:
    """A refusal placed in the first of these columns that the row fills."""
    key = next((key for key in keys if line.cells.get(key)), "")
    column = table.columns.label(key) if key else ""
    value = line.cells.get(key, "")
    return fault(table.name, refusal, line.number, column=column, value=value)


def _twice(table: Table, line: Line, item: Item[D], first: int) -> Fault:
    told = f"与第 {first} 行完全相同；请删去其中一行"
    return fault(table.name, told, line.number, value=item.who)
