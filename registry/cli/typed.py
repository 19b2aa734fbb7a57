"""Commands made from drafts: a draft's fields, declared once, are its options.

A field ``enterprise_id``, ``subject_id``, ``round_id`` … becomes an argument that
officials fill with a name, a code or a 文号. A command of many takes one subject, or
those that a filter selects, or the rows of a file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import typer

from registry.cli import many, options, resolve
from registry.cli.call import Call, called
from registry.cli.show import say
from registry.desk.batch.whom import own_field
from registry.desk.drafts.base import Draft
from registry.desk.named import Naming
from registry.errors import InputError
from registry.store.reader import open_reader
from registry.store.refusals import refusing


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

    ``leading`` names the fields that are typed without an option, in order; ``many``
    says that it can be done for many at once.
    """

    name: str
    help: str
    verb: str
    draft: str
    leading: tuple[str, ...] = ()
    many: bool = False


def attach(group: typer.Typer, command: Typed) -> None:
    """Add the command to a group of the command line."""
    group.command(command.name, help=_help(command))(_function(command))


def _help(command: Typed) -> str:
    if not command.many:
        return command.help
    return f"{command.help}\n\n{many.HELP if _about(command) else many.HELP_OF_ROWS}"


def _about(command: Typed) -> bool:
    return own_field(_draft(command.draft)) is not None


def _function(command: Typed) -> Callable[..., None]:
    draft = _draft(command.draft)

    def run(context: typer.Context, **typed: str | bool) -> None:
        _run(called(context), command, draft, typed)

    first = inspect.Parameter(
        "context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context
    )
    of_many = many.parameters(about=_about(command)) if command.many else ()
    made = options.parameters(draft, command.leading, many=command.many)
    signature = inspect.Signature([first, *made, *of_many])
    run.__signature__ = signature  # type: ignore[attr-defined]  # what typer reads
    return run


def _draft(dotted: str) -> type[Draft]:
    module, name = dotted.split(":")
    found: type[Draft] = getattr(import_module(f"registry.desk.drafts.{module}"), name)
    return found


def _verb(dotted: str) -> Any:
    module, name = dotted.split(":")
    return getattr(import_module(f"registry.desk.{module}"), name)


def _run(
    call: Call, command: Typed, draft: type[Draft], typed: Mapping[str, str | bool]
) -> None:
    call.existing()
    source = many.source(typed)
    words = _placed(command, draft, typed, of_many=source is not None)
    if source is None:
        _one(call, command, draft, words)
    else:
        many.run(call, _verb(command.verb), draft, words, source)


def _placed(
    command: Typed,
    draft: type[Draft],
    typed: Mapping[str, str | bool],
    *,
    of_many: bool,
) -> dict[str, str]:
    """What was typed, by the word or the field that it stands for.

    Raises:
        InputError: too few arguments, or too many.
    """
    ends = options.POSITIONAL
    said = {k: _text(v) for k, v in typed.items() if not k.endswith(ends)}
    given = [_text(v) for k, v in typed.items() if k.endswith(ends) and v]
    order = [*options.words(draft), *command.leading]
    left_out = many.WHO if of_many else frozenset()
    places = [key for key in order if not (said.get(key) or key in left_out)]
    if len(given) > len(places):
        raise InputError(
            f"多出「{given[len(places)]}」；成批办理不写对象，含空格的要加引号"
        )
    found = said | dict(zip(places, given, strict=False))
    missing = [key for key in places[len(given) :] if key in resolve.META]
    if missing and not of_many:
        also = "，或用 --filter、--from 成批办理" if command.many else ""
        raise InputError(f"还缺「{resolve.META[missing[0]]}」{also}；用法见 --help")
    return found


def _one(
    call: Call, command: Typed, draft: type[Draft], words: Mapping[str, str]
) -> None:
    from registry.cli.told import recorded
    from registry.desk.cautions import cautions
    from registry.desk.office import Because, Office

    with refusing(call.path), closing(open_reader(call.path)) as connection:
        filled = Naming(connection).fill(draft, words)
        made = _made(draft, filled)
        heed = cautions(connection, made)
    because = Because(words.get("document", ""), words.get("reason", ""))
    verb: Doing = _verb(command.verb)
    done = verb.done(Office(call.path, call.by), made, because)
    say("\n".join(recorded(call.path, done.change)))
    for one in heed:
        say(f"请留意：{one}")


def _made(draft: type[Draft], filled: Mapping[str, object]) -> Draft:
    """The draft, or all that is wrong with it, each with the option it is typed in."""
    wrong = draft.problems(**filled)
    if wrong:
        told = (f"{said}{_where(draft, key)}" for key, said in wrong.items())
        raise InputError("；".join(told))
    return draft.read(**filled)


def _where(draft: type[Draft], key: str) -> str:
    return f"（{options.flag(key)}）" if key in draft.model_fields else ""


def _text(value: str | bool) -> str:
    return value if isinstance(value, str) else "是" if value else ""
