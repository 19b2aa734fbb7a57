"""Arguments and options of a command, made from the fields of a draft."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer
from pydantic.fields import FieldInfo

from registry.cli import resolve
from registry.desk import named
from registry.desk.drafts import writing
from registry.desk.drafts.base import Draft

ALWAYS = frozenset({"document", "source", "sample"})
_WHOM = frozenset({"subject", "enterprise"})
POSITIONAL = "_"
"""What ends the name of a parameter that is typed without an option."""


def flag(key: str) -> str:
    """The option in which a field is typed."""
    return f"--{key.removesuffix('_id').replace('_', '-')}"


def words(draft: type[Draft]) -> tuple[str, ...]:
    """The words that name what the draft is about, each once, in order."""
    fields = draft.model_fields
    keys = [k for k in fields if named.is_named(k) and fields[k].is_required()]
    return tuple(dict.fromkeys(word for key in keys for word in named.words(key)))


def parameters(
    draft: type[Draft], leading: Sequence[str], *, many: bool
) -> Iterator[inspect.Parameter]:
    """What is typed for a draft: arguments, then options, those of all drafts last.

    Where it can be typed for many, no argument must be there, and each can be typed
    in an option, too.
    """
    fields = draft.model_fields
    for word in words(draft):
        yield _argument(word, resolve.HELP[word], resolve.META[word], many=many)
    for key in leading:
        title = fields[key].title or key
        yield _argument(key, _told(title, fields[key]), title, many=many)
    if many:
        yield from _again(draft, leading)
    taken = {*leading, *(k for k in fields if _is_own(fields, k))}
    for key in _ordered(fields, taken):
        yield _option(key, fields[key])
    if "reason" not in fields:
        yield keyword("reason", "--reason", "事由，记入变更记录", word="文字")


def keyword(
    key: str, name: str, help_: str, *, word: str | None = None
) -> inspect.Parameter:
    """An option that takes a text; blank where it is not given."""
    option = typer.Option(name, help=help_, metavar=word, show_default=False)
    return _keyword(key, Annotated[str, option], "")


def switch(key: str, name: str, help_: str) -> inspect.Parameter:
    """An option that is there or not."""
    option = typer.Option(name, help=help_, show_default=False)
    return _keyword(key, Annotated[bool, option], default=False)


def _keyword(key: str, annotation: object, default: object) -> inspect.Parameter:
    only = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(key, only, default=default, annotation=annotation)


def _argument(name: str, help_: str, metavar: str, *, many: bool) -> inspect.Parameter:
    shown = typer.Argument(help=help_, metavar=metavar, show_default=False)
    annotation = Annotated[str, shown]
    default = "" if many else inspect.Parameter.empty
    return _keyword(f"{name}{POSITIONAL}", annotation, default)


def _again(draft: type[Draft], leading: Sequence[str]) -> Iterator[inspect.Parameter]:
    """What can be typed as an argument, as options: for many, whom is left out."""
    for word in (one for one in words(draft) if one not in _WHOM):
        yield keyword(word, flag(word), _same(resolve.META[word]), word="名称")
    for key in leading:
        field = draft.model_fields[key]
        told = _same(field.title or key)
        yield keyword(key, flag(key), told, word=writing.written(field).word)


def _same(argument: str) -> str:
    return f"同参数「{argument}」，成批时用"


def _is_own(fields: Mapping[str, FieldInfo], key: str) -> bool:
    return named.is_named(key) and fields[key].is_required()


def _ordered(fields: Mapping[str, FieldInfo], taken: set[str]) -> list[str]:
    """The options: those that must be given first, those of every draft last."""
    options = [key for key in fields if key not in taken]
    return sorted(options, key=lambda k: (k in ALWAYS, not fields[k].is_required()))


def _option(key: str, field: FieldInfo) -> inspect.Parameter:
    name, title = key.removesuffix("_id"), field.title or key
    if field.annotation is bool:
        return switch(name, flag(key), title)
    if key.endswith("_id"):
        return keyword(name, flag(key), title, word="名称")
    usual = writing.default(field)
    notes = "必填" if field.is_required() else f"不写为 {usual}" if usual else ""
    told = _told(title, field) + (f"（{notes}）" if notes else "")
    return keyword(name, flag(key), told, word=writing.written(field).word)


def _told(title: str, field: FieldInfo) -> str:
    title += f"（{field.description}）" if field.description else ""
    forms = writing.written(field).forms
    return f"{title}：{forms}" if forms else title
