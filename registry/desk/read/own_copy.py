"""An answer as its enterprise may have it: nothing of others, nothing internal.

Of what is recorded only values of its own and documents are left: whatever
officials have typed freely beside a record (sources, notes, who judged) stays here.
What is left is held against every name and credit code of others in the register.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from registry.desk.read.session import Reading
from registry.desk.read.steps import step_of
from registry.eligibility.answer import Answer, ConditionAnswer
from registry.eligibility.details.bars import NO_OTHER
from registry.eligibility.details.detail import NOT_RECORDED
from registry.ladder.conditions import Condition, Judged
from registry.ladder.exclusions import OnePer
from registry.ladder.tree import all_leaves
from registry.terms import ConditionOutcome

OURS = "本局台账"
"""Instead of a source that is no document."""
LEFT_OUT = "（涉及其他单位，从略）"


def own_copy(reading: Reading, answer: Answer) -> Answer:
    """The answer without anything that is not the enterprise's own."""
    clauses = step_of(reading, answer).step.condition
    judged = {one.id for one in clauses if _is_judged(one)}
    near = {one.id for one in clauses if _is_of_others(one)}
    numbers = _numbers(reading, (one.source for one in answer.conditions))
    told = [
        _of_nobody(one)
        if one.id in near
        else _told(one, numbers, judged=one.id in judged)
        for one in answer.conditions
    ]
    return replace(answer, conditions=tuple(_without_others(reading, answer, told)))


def rests_on_others(reading: Reading, answer: Answer) -> bool:
    """Whether it may be another's doing since when the answer is what it is."""
    return any(map(_is_of_others, step_of(reading, answer).step.condition))


def _is_judged(clause: Condition) -> bool:
    return any(isinstance(leaf, Judged) for leaf in all_leaves(clause))


def _is_of_others(clause: Condition) -> bool:
    """Whether applications of others count: those of a group or an address."""
    return any(
        isinstance(leaf, OnePer) and leaf.per != "enterprise"
        for leaf in all_leaves(clause)
    )


def _of_nobody(one: ConditionAnswer) -> ConditionAnswer:
    """A condition on others' applications: not whose, in which round, nor when."""
    if one.value in {"", NO_OTHER}:
        return one
    return replace(one, value=LEFT_OUT, on="", source="")


def _told(
    one: ConditionAnswer, numbers: tuple[str, ...], *, judged: bool
) -> ConditionAnswer:
    """A condition with documents for sources; a judgement without who and why."""
    parts = [part for part in one.source.split("；") if part]
    found = dict.fromkeys(_document(part, numbers) or OURS for part in parts)
    told = replace(one, source="；".join(found))
    if not judged or one.outcome is ConditionOutcome.FOR_JUDGEMENT:
        return told
    there = "已作认定" if one.value else NOT_RECORDED
    return replace(told, value=there, gap="认定为不符" if one.gap else "")


def _document(part: str, numbers: tuple[str, ...]) -> str:
    """The document, by the longest number or title, with which a source begins."""
    return max((one for one in numbers if part.startswith(one)), key=len, default="")


_NUMBERS = """
SELECT DISTINCT cited FROM (
  SELECT coalesce(number, '《' || title || '》') AS cited FROM document)
WHERE cited <> '' AND instr(:sources, cited) > 0
"""


def _numbers(reading: Reading, sources: Iterable[str]) -> tuple[str, ...]:
    bound = {"sources": "\n".join(sources)}
    return tuple(str(row[0]) for row in reading.words.execute(_NUMBERS, bound))


_OWN = """
SELECT n.value FROM name_spell n JOIN enterprise e ON e.id = n.enterprise_id
WHERE :own IN (e.id, e.merged_into) AND n.value <> ''
UNION SELECT name FROM subject WHERE id = :own AND name <> ''
UNION SELECT uscc FROM enterprise WHERE :own IN (id, merged_into) AND uscc IS NOT NULL
"""
_OTHERS = """
SELECT f.key FROM json_each(:texts) f WHERE EXISTS (SELECT 1 FROM name_spell n
  JOIN enterprise e ON e.id = n.enterprise_id WHERE n.value <> ''
  AND e.id <> :own AND e.merged_into IS NOT :own AND instr(f.value, n.value) > 0)
OR EXISTS (SELECT 1 FROM enterprise e WHERE e.id <> :own
  AND e.merged_into IS NOT :own AND instr(f.value, e.uscc) > 0)
"""


def _without_others(
    reading: Reading, answer: Answer, told: list[ConditionAnswer]
) -> Iterator[ConditionAnswer]:
    """The conditions, without what names anybody else."""
    own = answer.enterprise.id
    found = {text for one in told for text in (one.value, one.gap, one.on, one.source)}
    masked = _masked(reading, own, sorted(found))
    bound = {"texts": json.dumps(masked, ensure_ascii=False), "own": own}
    bad = {str(row[0]) for row in reading.words.execute(_OTHERS, bound)}
    for one in told:
        yield replace(
            one,
            value=LEFT_OUT if one.value in bad else one.value,
            gap=LEFT_OUT if one.gap in bad else one.gap,
            on=LEFT_OUT if one.on in bad else one.on,
            source=LEFT_OUT if one.source in bad else one.source,
        )


def _masked(reading: Reading, own: int, texts: list[str]) -> dict[str, str]:
    """Texts without the names of whom they are about: these may contain others."""
    rows = reading.words.execute(_OWN, {"own": own})
    names = sorted((str(row[0]) for row in rows), key=len, reverse=True)
    if not names:
        return {text: text for text in texts}
    pattern = re.compile("|".join(map(re.escape, names)))
    return {text: pattern.sub("\n", text) for text in texts}
