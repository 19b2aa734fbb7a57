"""Help pages in Chinese, drawn from the commands that typer built."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Protocol

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from registry.cli.grid import wrapped
from registry.text import width

_WIDEST = 34
_PAGE = 100
_HELP = ("-h, --help", "显示本说明")


class Asked(Protocol):
    """What of a command's context a help page uses."""

    @property
    def command_path(self) -> str:
        """The words that were typed up to the command."""


class Page(Protocol):
    """Where a help page is written."""

    def write(self, string: str) -> None:
        """Add text to the page."""


class Command(TyperCommand):
    """A command that explains itself in Chinese."""

    def format_help(self, ctx: Asked, formatter: Page) -> None:
        """Write the page: usage, what it does, arguments, options."""
        formatter.write("\n".join(_page(self, ctx.command_path)))


class Group(TyperGroup):
    """A group of commands that explains itself in Chinese."""

    def format_help(self, ctx: Asked, formatter: Page) -> None:
        """Write the page: usage, what it is for, options, commands."""
        formatter.write("\n".join(_page(self, ctx.command_path)))


def speak(app: typer.Typer) -> None:
    """Let every command and group of the command line explain itself so."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            speak(group.typer_instance)


def _page(command: TyperCommand | TyperGroup, path: str) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    options = [
        one for one in command.params if isinstance(one, TyperOption) and not one.hidden
    ]
    inside = command.commands if isinstance(command, TyperGroup) else {}
    words = [path, *map(_usage, arguments), "[选项]", *(["命令 …"] if inside else [])]
    yield f"用法：{' '.join(words)}"
    yield ""
    yield from _indented(command.help or "")
    yield from _section("参数", [(_name(one), one.help or "") for one in arguments])
    yield from _section("选项", [*map(_option, options), _HELP])
    shown = [(name, short(one.help)) for name, one in inside.items() if not one.hidden]
    yield from _section("命令", shown)
    yield ""


def short(help_: str | None) -> str:
    """The first line of what a command says of itself."""
    return (help_ or "").partition("\n")[0]


def _indented(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from (f"  {part}".rstrip() for part in wrapped(line, _room() - 2))


def _room() -> int:
    return min(shutil.get_terminal_size((_PAGE, 24)).columns, _PAGE)


def _section(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{title}："
    left = min(max(width(name) for name, _ in rows), _WIDEST) + 4
    room = _room() - left
    for name, text in rows:
        first, *rest = wrapped(text, max(room, 20))
        gap = max(left - 2 - width(name), 2)
        yield f"  {name}{' ' * gap}{first}".rstrip()
        yield from (" " * left + line for line in rest)


def _usage(one: TyperArgument) -> str:
    if one.metavar:
        return one.metavar
    return _name(one) if one.required else f"[{_name(one)}]"


def _name(one: TyperArgument) -> str:
    return (one.metavar or one.name or "").strip("[]")


def _option(one: TyperOption) -> tuple[str, str]:
    names = "/".join([*one.opts, *one.secondary_opts])
    word = "" if one.is_bool_flag else f" {_word(one)}"
    notes = "；".join(_notes(one))
    return f"{names}{word}", f"{one.help or ''}{f'（{notes}）' if notes else ''}"


def _word(one: TyperOption) -> str:
    kind = one.type_descriptor
    if one.metavar:
        return one.metavar
    if kind.choices is not None:
        return "|".join(str(choice.value) for choice in kind.choices)
    if kind.is_path:
        return "文件"
    return "数" if kind.annotation is int else "文字"


def _notes(one: TyperOption) -> Iterator[str]:
    if one.required:
        yield "必填"
    if one.show_default and one.default not in (None, "", False, True, []):
        yield f"不写为 {getattr(one.default, 'value', one.default)}"
    if one.secondary_opts:
        yield f"不写为 {(one.opts if one.default else one.secondary_opts)[0]}"
    if one.min is not None and one.max is not None:
        yield f"{one.min} 至 {one.max}"
    if one.envvar:
        yield f"环境变量 {one.envvar}"
