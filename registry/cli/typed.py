"""Commands made from drafts: a draft's fields, declared once, are its options.

A field ``enterprise_id``, ``subject_id``, ``round_id`` … becomes an argument that
officials fill with a name, a code or a 文号; the resolvers say how it is looked up.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any, Protocol, get_origin

import typer
from pydantic.fields import FieldInfo

from registry.cli import resolve
from registry.cli.call import called
from registry.cli.show import say
from registry.desk.drafts.base import Draft

_ALWAYS = {"document", "source", "sample"}


class Doing(Protocol):
    """A verb of the desk, as this module calls it."""

    label: str

    def __call__(self, office: Any, draft: Any, because: Any) -> object:
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
    named = [k for k in fields if resolve.is_named(k) and fields[k].is_required()]
    options = _ordered(fields, [*named, *command.leading])

    def run(context: typer.Context, **typed: str) -> None:
        _run(context, command, draft, typed)

    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what typer reads
        [
            _plain("context", typer.Context),
            *(_argument(w, resolve.HELP[w], resolve.META[w]) for w in _words(named)),
            *(_argument(k, *_said(fields[k])) for k in command.leading),
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


def _said(field: FieldInfo) -> tuple[str, str]:
    title = field.title or ""
    return title, title


def _words(named: list[str]) -> list[str]:
    """The words typed for the fields that name something, each word once."""
    return list(dict.fromkeys(word for key in named for word in resolve.words(key)))


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


def _option(key: str, field: FieldInfo) -> inspect.Parameter:
    name = key.removesuffix("_id")
    flag = f"--{name.replace('_', '-')}"
    must = "（必填）" if field.is_required() else ""
    option = typer.Option(flag, help=f"{field.title or key}{must}", show_default=False)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default="",
        annotation=Annotated[str, option],
    )


def _because() -> list[inspect.Parameter]:
    option = typer.Option("--reason", help="事由，记入变更记录", show_default=False)
    return [
        inspect.Parameter(
            "reason",
            inspect.Parameter.KEYWORD_ONLY,
            default="",
            annotation=Annotated[str, option],
        )
    ]


def _run(
    context: typer.Context, command: Typed, draft: type[Draft], typed: Mapping[str, str]
) -> None:
    from registry.desk.office import Because, Office

    call = called(context)
    path = call.existing()
    filled = draft.read(**_shaped(draft, resolve.fill(path, draft, typed)))
    because = Because(typed.get("document", ""), typed.get("reason", ""))
    verb = _verb(command.verb)
    verb(Office(path, call.by), filled, because)
    say(f"已{verb.label}，可用 tidu undo 撤回")


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
