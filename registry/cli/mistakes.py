"""Slips on the command line, told in Chinese with the remedy."""

from __future__ import annotations

import re
from difflib import get_close_matches

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from registry.cli import manual
from registry.text import visible

_UNKNOWN = re.compile(r"No such command '(.*?)'", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\w*(?:\(s\))? \((.*)\)", re.DOTALL)


def sentence(mistake: typer.TyperException) -> str:
    """What was typed wrong, and what to type instead."""
    told = _told(mistake)
    path = getattr(getattr(mistake, "ctx", None), "command_path", "tidu")
    return visible(f"{told}；用法见 {path} --help")


def _told(mistake: typer.TyperException) -> str:
    match type(mistake).__name__:
        case "MissingParameter":
            return f"还缺{_named(mistake)}"
        case "BadParameter":
            return f"{_named(mistake)}{_wanted(mistake)}"
        case "NoSuchOption":
            return f"没有选项 {getattr(mistake, 'option_name', '')}{_near(mistake)}"
        case "BadOptionUsage":
            needless = "does not take" in str(mistake)
            what = "后面不写值" if needless else "后面要写值"
            return f"选项 {getattr(mistake, 'option_name', '')} {what}"
        case "NoArgsIsHelpError":
            return f"还缺子命令；可用的有：{_commands(mistake)}"
        case _:
            return _by_words(mistake)


def _by_words(mistake: typer.TyperException) -> str:
    message = str(mistake)
    if unknown := _UNKNOWN.search(message):
        return _unknown(mistake, unknown[1])
    if extra := _EXTRA.search(message):
        return f"多出「{extra[1]}」，含空格的要加引号"
    if message.startswith("Missing command"):
        return f"还缺命令；可用的有：{_commands(mistake)}"
    return "命令写得不对"


def _unknown(mistake: typer.TyperException, typed: str) -> str:
    near = get_close_matches(typed, list(_group(mistake)), n=2, cutoff=0.5)
    meant = "，是不是 " + " 或 ".join(near) if near else ""
    known = "" if near else f"；可用的有：{'、'.join(_group(mistake))}"
    return f"没有命令「{typed}」{meant}{known}"


def _commands(mistake: typer.TyperException) -> str:
    return "、".join(f"{name}（{help_}）" for name, help_ in _group(mistake).items())


def _group(mistake: typer.TyperException) -> dict[str, str]:
    """The commands of the group that was typed, with what each does."""
    group = getattr(getattr(mistake, "ctx", None), "command", None)
    commands = group.commands if isinstance(group, TyperGroup) else {}
    return {n: manual.short(one.help) for n, one in commands.items() if not one.hidden}


def _named(mistake: typer.TyperException) -> str:
    """The option or the argument that a slip is about."""
    one = getattr(mistake, "param", None)
    if isinstance(one, TyperOption):
        return f"选项 {one.opts[0]} "
    if isinstance(one, TyperArgument):
        return f"「{(one.metavar or one.name).strip('[]')}」"
    return "一个值"


def _wanted(mistake: typer.TyperException) -> str:
    """What a value should have been."""
    one = getattr(mistake, "param", None)
    if not isinstance(one, TyperOption | TyperArgument):
        return "不能用"
    if one.type_descriptor.choices is not None:
        known = "、".join(str(choice.value) for choice in one.type_descriptor.choices)
        return f"只能是其中之一：{known}"
    limits = one.type_descriptor.parameter_info
    bounds = [str(n) for n in (limits.min, limits.max) if n is not None]
    if one.type_descriptor.annotation is int or bounds:
        between = f"（{' 至 '.join(bounds)}）" if bounds else ""
        return f"要写整数{between}"
    return "的值不能用"


def _near(mistake: typer.TyperException) -> str:
    near = getattr(mistake, "possibilities", None) or []
    return f"，是不是 {' 或 '.join(near)}" if near else ""
