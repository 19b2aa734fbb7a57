"""Commands made from drafts: a draft's fields, declared once, are its options.

A field ``enterprise_id``, ``subject_id``, ``round_id`` … becomes an argument that
officials fill with a name, a code or a 文号; the resolvers say how it is looked up.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any, Protocol, get_origin

import typer
from pydantic.fields import FieldInfo

from registry.cli import resolve
from registry.cli.call import called
from registry.cli.show import say
from registry.desk import named
from registry.desk.drafts import writing
from registry.desk.drafts.base import Draft
from registry.errors import InputError
from registry.store.reader import open_reader
from registry.store.refusals import refusing

_ALWAYS = {"document", "source", "sample"}


class Finished(Protocol):
    """What a verb did, as this module tells it."""

    change: int


class Doing(Protocol):
    """A verb of the desk, as this module calls it."""

    def done(self, office: Any, draft: Any, because: Any) -> Finished:
        """Do it in one transaction."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One command: where its verb and its draft are, and what it names itself.

    ``leading`` names the fields that are typed without an option, in order.
    """

    name: str
    help: str
    verb: str
    draft: str
    leading: tuple[str, ...] = ()


def attach(group: typer.Typer, command: Typed) -> None:
    """Add the command to a group of the command line."""
    group.command(command.name, help=command.help)(_function(command))


def _function(command: Typed) -> Callable[..., None]:
    draft = _draft(command.draft)
    fields = draft.model_fields
    given = [k for k in fields if named.is_named(k) and fields[k].is_required()]
    options = _ordered(fields, [*given, *command.leading])

    def run(context: typer.Context, **typed: str | bool) -> None:
        _run(context, command, draft, typed)

    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what typer reads
        [
            _plain("context", typer.Context),
            *(_argument(w, resolve.HELP[w], resolve.META[w]) for w in _words(given)),
            *(_leading(k, fields[k]) for k in command.leading),
            *(_option(key, fields[key]) for key in options),
            *(_because() if "reason" not in fields else ()),
        ]
    )
    return run


def _draft(dotted: str) -> type[Draft]:
    module, name = dotted.split(":")
    found: type[Draft] = getattr(import_module(f"registry.desk.drafts.{module}"), name)
    return found


def _verb(dotted: str) -> Doing:
    module, name = dotted.split(":")
    found: Doing = getattr(import_module(f"registry.desk.{module}"), name)
    return found


def _words(given: list[str]) -> list[str]:
    """The words typed for the fields that name something, each word once."""
    return list(dict.fromkeys(word for key in given for word in named.words(key)))


def _ordered(fields: Mapping[str, FieldInfo], arguments: list[str]) -> list[str]:
    """The options: those that must be given first, those of every draft last."""
    options = [key for key in fields if key not in arguments]
    return sorted(options, key=lambda k: (k in _ALWAYS, not fields[k].is_required()))


def _plain(name: str, annotation: object) -> inspect.Parameter:
    only = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, only, annotation=annotation)


def _argument(name: str, help_: str, metavar: str) -> inspect.Parameter:
    shown = typer.Argument(help=help_, metavar=metavar, show_default=False)
    return _plain(name, Annotated[str, shown])


def _leading(key: str, field: FieldInfo) -> inspect.Parameter:
    title = field.title or key
    forms = writing.written(field).forms
    return _argument(key, f"{title}：{forms}" if forms else title, title)


def _option(key: str, field: FieldInfo) -> inspect.Parameter:
    if field.annotation is bool:
        return _keyword(key, bool, _flag(key), field.title or key, default=False)
    return _keyword(key, str, _flag(key), _told(key, field), word=_word(key, field))


def _flag(key: str) -> str:
    return f"--{key.removesuffix('_id').replace('_', '-')}"


def _told(key: str, field: FieldInfo) -> str:
    """The help of an option: its title, whether it must be given, its forms."""
    forms = "" if key.endswith("_id") else writing.written(field).forms
    told = f"{field.title or key}：{forms}" if forms else field.title or key
    usual = writing.default(field)
    notes = "必填" if field.is_required() else f"不写为 {usual}" if usual else ""
    return f"{told}（{notes}）" if notes else told


def _word(key: str, field: FieldInfo) -> str:
    return "名称" if key.endswith("_id") else writing.written(field).word


def _keyword(
    key: str,
    kind: type,
    flag: str,
    help_: str,
    *,
    word: str | None = None,
    default: str | bool = "",
) -> inspect.Parameter:
    option = typer.Option(flag, help=help_, metavar=word, show_default=False)
    return inspect.Parameter(
        key.removesuffix("_id"),
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, option],
    )


def _because() -> list[inspect.Parameter]:
    return [_keyword("reason", str, "--reason", "事由，记入变更记录", word="文字")]


def _run(
    context: typer.Context,
    command: Typed,
    draft: type[Draft],
    typed: Mapping[str, str | bool],
) -> None:
    from registry.cli.told import recorded
    from registry.desk.office import Because, Office

    call = called(context)
    path = call.existing()
    words = {key: _as_text(value) for key, value in typed.items()}
    with refusing(path), closing(open_reader(path)) as connection:
        filled = named.fill(connection, draft, words)
    made = _made(draft, filled)
    because = Because(words.get("document", ""), words.get("reason", ""))
    done = _verb(command.verb).done(Office(path, call.by), made, because)
    say("\n".join(recorded(path, done.change)))


def _as_text(value: str | bool) -> str:
    return value if isinstance(value, str) else "是" if value else ""


def _made(draft: type[Draft], filled: Mapping[str, str]) -> Draft:
    """The draft, or all that is wrong with it, each with the option it is typed in."""
    shaped = _shaped(draft, filled)
    wrong = draft.problems(**shaped)
    if wrong:
        raise InputError(
            "；".join(f"{told}{_where(draft, key)}" for key, told in wrong.items())
        )
    return draft.read(**shaped)


def _where(draft: type[Draft], key: str) -> str:
    return f"（{_flag(key)}）" if key in draft.model_fields else ""


def _shaped(draft: type[Draft], values: Mapping[str, str]) -> dict[str, object]:
    """Values as the draft takes them: 数据=3.2，集成=2.5 becomes a mapping."""
    return {
        key: _pairs(text) if _is_mapping(draft.model_fields[key]) else text
        for key, text in values.items()
    }


def _is_mapping(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is dict


def _pairs(text: str) -> dict[str, str]:
    parts = (part.partition("=") for part in text.replace("，", ",").split(","))
    return {name.strip(): value.strip() for name, _, value in parts}
