"""Checks across a policy file: words nobody declares, doubles, depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry.ladder import thresholds
from registry.ladder.conditions import Condition, Leaves
from registry.ladder.faults import Finding, near
from registry.ladder.lines import Path
from registry.ladder.policy import Policy
from registry.ladder.sentences import CODES
from registry.ladder.tables import Table, tables, words
from registry.ladder.values import Named
from registry.ladder.vocabulary import Vocabulary

_ASKING = Leaves.model_fields.keys() | {"any", "at_least"}

DEEPEST = 4
"""How deep ``all`` may nest: expressions stay far below SQLite's limit."""


def findings(raw: dict[str, object], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything wrong with a file that no single table can know of itself."""
    known = vocabulary.knowing(_declared(raw))
    for table in tables(Policy, raw):
        yield from _unknown(table, known)
        yield from _questions(table)
        yield from thresholds.findings(table, known.facts)
        if table.path.count("all") == DEEPEST + 1 and table.path[-2] == "all":
            yield Finding(table.path, "", ("all 套得太深", "请把内层并入外层"))
    yield from _doubles(raw)


def _questions(table: Table) -> Iterator[Finding]:
    """A condition that asks more than one thing, even where it has other faults."""
    if table.model is Condition and len(_ASKING & table.raw.keys()) > 1:
        yield Finding(table.path, table.raw, CODES["one_question"])


def _declared(raw: dict[str, object]) -> Iterator[str]:
    rungs = raw.get("rung")
    for rung in rungs if isinstance(rungs, list) else ():
        if isinstance(rung, dict) and isinstance(rung.get("id"), str):
            yield rung["id"]


_WHERE = {
    Named.FACT: ("没有这个指标", " facts.toml "),
    Named.RUNG: ("没有哪个文件用 [[rung]] 申明这个称号", "本文件或先装载的文件"),
    Named.SUBJECT_KIND: ("没有这类认定对象", " subject_kinds.csv "),
    Named.EVENT_KIND: ("没有这类事件", " event_kinds.csv "),
}


def _unknown(table: Table, known: Vocabulary) -> Iterator[Finding]:
    for path, word, named in words(table):
        declared = known.words(named)
        if word not in declared:
            problem, where = _WHERE[named]
            remedy = f"{_suggested(word, named, known)}新的请先在{where}中申明"
            yield Finding(path, word, (problem, remedy))


def _suggested(word: str, named: Named, known: Vocabulary) -> str:
    """The nearest declared word; a fact may have been called by its Chinese name."""
    if named is Named.FACT:
        for key in known.facts.values():
            if key.name == word:
                return f"是否想写「{key.key}」？"
    suggested = near(word, sorted(known.words(named)))
    return suggested if suggested.endswith("？") else f"{suggested}；"


def _doubles(raw: dict[str, object]) -> Iterator[Finding]:
    yield from _repeated(raw, ("rung",), _id, "称号编号")
    yield from _repeated(raw, ("step",), _step_key, "晋级途径（from、to、kind）")
    steps = raw.get("step")
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(step, dict):
            inside = ("step", index, "condition")
            yield from _repeated(step, inside, _id, "条件编号")


def _repeated(
    raw: dict[str, object],
    path: Path,
    key: Callable[[dict[str, object]], str | None],
    what: str,
) -> Iterator[Finding]:
    seen: set[str] = set()
    listed = raw.get(str(path[-1]))
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        found = key(one) if isinstance(one, dict) else None
        if found is not None and found in seen:
            sentence = f"{what}重复", "请改名或删去重复的一个"
            yield Finding((*path, index), found, sentence)
        seen.add(found or "")


def _id(raw: dict[str, object]) -> str | None:
    found = raw.get("id")
    return found if isinstance(found, str) else None


def _step_key(raw: dict[str, object]) -> str | None:
    if not isinstance(raw.get("to"), str):
        return None
    return f"{raw.get('from', '')}>{raw['to']}#{raw.get('kind', 'new')}"
