"""pydantic's errors as faults with line, place, problem and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from registry.errors import Fault
from registry.ladder import sentences
from registry.ladder.conditions import Condition
from registry.ladder.lines import Path, lines
from registry.ladder.policy import Policy, Rung, Step
from registry.ladder.sentences import Sentence
from registry.ladder.tables import fields, inner_model
from registry.text import visible

_CONTEXT = {"step", "condition"}
_SECTIONS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("文件开头", Policy),
    (" [[rung]] ", Rung),
    (" [[step]] ", Step),
    (" [[step.condition]] ", Condition),
)


_MOST_NAMED = 12
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a path of a file: what stands there, problem and remedy."""

    path: Path
    value: object
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A file's name and text, to say where in it something stands."""

    file: str
    text: str

    def faults(self, findings: Iterable[Finding]) -> tuple[Fault, ...]:
        """Each finding at its line, or that of the nearest table above it."""
        known = lines(self.text)
        faults = {self._fault(one, known) for one in findings}
        return tuple(sorted(faults, key=lambda f: (f.line or 0, f.column, f.value)))

    def _fault(self, finding: Finding, known: Mapping[Path, int]) -> Fault:
        path = finding.path
        written = (path[:n] for n in range(len(path), 0, -1))
        return Fault(
            file=self.file,
            line=next((known[p] for p in written if p in known), 1),
            column=shown_path(path),
            value=shown(finding.value),
            problem=finding.sentence[0],
            remedy=finding.sentence[1],
        )


def shown_path(path: Path) -> str:
    """A path as the file writes it: ``maturity.level``, ``rung.name``."""
    return ".".join(
        part for part in path if isinstance(part, str) and part not in _CONTEXT
    )


def near(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known word, else what may be written."""
    known = list(known)
    close = get_close_matches(word, known, n=1)
    if close:
        return f"是否想写「{close[0]}」？"
    rest = "等" if len(known) > _MOST_NAMED else ""
    return f"可写：{'、'.join(known[:_MOST_NAMED])}{rest}"


def from_errors(error: ValidationError, model: type[BaseModel]) -> Iterator[Finding]:
    """Every error as a finding; one that only follows from another is left out."""
    errors = error.errors(include_url=False)
    return (_finding(one, model) for one in errors if not _follows(one, errors))


def _follows(one: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Whether an error is told by another: a bad element, a misspelt key."""
    loc = one["loc"]
    match one["type"]:
        case "too_short":
            places = [other["loc"] for other in errors if other is not one]
            return any(place[: len(loc)] == loc for place in places)
        case "missing":
            beside = [other["loc"] for other in errors if _unknown(other, loc[:-1])]
            return any(get_close_matches(str(loc[-1]), [str(b[-1])]) for b in beside)
        case _:
            return False


def _unknown(error: ErrorDetails, table: Path) -> bool:
    return error["type"] == "extra_forbidden" and error["loc"][:-1] == table


def _finding(error: ErrorDetails, model: type[BaseModel]) -> Finding:
    loc, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        remedy = _remedy_for_key(str(loc[-1]), loc[:-1], model)
        return Finding(loc, loc[-1], ("不认识的键", remedy))
    if kind == "missing":
        sentence = f"缺少必填的键 {loc[-1]}", f"请补上 {loc[-1]} = …"
        return Finding(loc[:-1], "", sentence)
    return Finding(loc, error["input"], _sentence(error))


def _sentence(error: ErrorDetails) -> Sentence:
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return sentences.CODES[str(context["error"])]
        case "enum" | "literal_error":
            return "不在可选之列", _choice(str(error["input"]), context["expected"])
        case "string_pattern_mismatch":
            return sentences.PATTERNS[context["pattern"]]
        case kind:
            told = f"不合要求（{error['msg']}）", "请核对"
            problem, remedy = sentences.TYPES.get(kind, told)
            return problem.format(**context), remedy


def _choice(word: str, expected: str) -> str:
    choices = re.findall(r"'([^']*)'", expected)
    return near(word, choices) if choices else "只能写 true；不问就删去这个键"


def _remedy_for_key(key: str, path: Path, model: type[BaseModel]) -> str:
    """The nearest key the table knows; else the section that knows this very key."""
    known = fields(_model_at(path, model))
    if not get_close_matches(key, known):
        for name, section in _SECTIONS:
            if key in fields(section):
                return f"这个键属于{name}，请移到那里"
    return near(key, known)


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    for key in path:
        if isinstance(key, str):
            model = inner_model(fields(model)[key].annotation) or model
    return model


def shown(value: object) -> str:
    """What stands in the file, short; tables and lists are seen at their line."""
    if isinstance(value, dict | list | tuple):
        return ""
    text = str(value).lower() if isinstance(value, bool) else visible(str(value))
    text = text.strip()
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
