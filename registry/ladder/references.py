"""Checks across a policy file: words nobody declares, doubles, depth."""

from __future__ import annotations

import re
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
from registry.text import visible

_ASKING = Leaves.model_fields.keys() | {"any", "at_least"}

DEEPEST = 4
"""How deep ``all`` may nest: what is deeper nobody reads."""


def findings(raw: dict[str, object], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything wrong with a file that no single table can know of itself."""
    own = raw.get("document")
    documents = [own] if isinstance(own, str) else []
    known = vocabulary.knowing(_declared(raw), documents=documents)
    yield from _unseen(raw, ())
    for table in tables(Policy, raw):
        yield from _unknown(table, known)
        yield from _questions(table)
        yield from thresholds.findings(table, known.facts)
        if table.path.count("all") == DEEPEST + 1 and table.path[-2] == "all":
            yield Finding(table.path, "", ("all 套得太深", "请把内层并入外层"))
    yield from _doubles(raw)
    yield from _replacing_itself(raw)


def _replacing_itself(raw: dict[str, object]) -> Iterator[Finding]:
    """A document that replaces itself would never be in force."""
    replaces, own = raw.get("replaces"), raw.get("document")
    for index, one in enumerate(replaces if isinstance(replaces, list) else ()):
        if one == own:
            sentence = (
                "文件不能替代自己",
                "请删去；同一文件的新版本只写更晚的 since",
            )
            yield Finding(("replaces", index), one, sentence)


def _questions(table: Table) -> Iterator[Finding]:
    """A condition that asks more than one thing, even where it has other faults."""
    if table.model is Condition and len(_ASKING & table.raw.keys()) > 1:
        yield Finding(table.path, table.raw, CODES["one_question"])


def _declared(raw: dict[str, object]) -> Iterator[str]:
    rungs = raw.get("rung")
    for rung in rungs if isinstance(rungs, list) else ():
        if isinstance(rung, dict) and isinstance(rung.get("id"), str):
            yield rung["id"]


_UNDECLARED = {
    Named.FACT: ("没有这个指标", "新的请先在 facts.toml 中申明"),
    Named.RUNG: (
        "没有哪个文件用 [[rung]] 申明这个称号",
        "新的请先在本文件或先装载的文件中申明",
    ),
    Named.SUBJECT_KIND: ("没有这类认定对象", "新的请先在 subject_kinds.csv 中申明"),
    Named.EVENT_KIND: ("没有这类事件", "新的请先在 event_kinds.csv 中申明"),
    Named.DIVISION: ("没有这个行政区划", "新的请先在 divisions.csv 中申明"),
    Named.DOCUMENT: ("没有这个文号的政策", "请先载入被替代的政策，或先登记这份文件"),
}
_CODE = re.compile(r"\d{6}$")


def _unknown(table: Table, known: Vocabulary) -> Iterator[Finding]:
    for path, word, named in words(table):
        misspelt = named is Named.DIVISION and not _CODE.match(word)
        if word not in known.words(named) and not misspelt:
            problem, remedy = _UNDECLARED[named]
            suggested = _suggested(word, named, known)
            yield Finding(path, word, (problem, f"{suggested}{remedy}"))


def _unseen(raw: object, path: Path) -> Iterator[Finding]:
    """Texts with characters that nobody sees and that could steer a terminal."""
    if isinstance(raw, str) and visible(raw) != raw:
        sentence = "含有看不见的控制字符", "请删去，或重新键入这段文字"
        yield Finding(path, visible(raw), sentence)
    parts = raw.items() if isinstance(raw, dict) else ()
    for key, part in parts or enumerate(raw if isinstance(raw, list) else ()):
        yield from _unseen(part, (*path, key))


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
