"""Slips on the command line, told in Chinese with the remedy."""

from __future__ import annotations

import re

import typer

_HELP = "加 --help 看用法"


def sentence(mistake: typer.TyperException) -> str:
    """What was typed wrong, and what to type instead."""
    name = type(mistake).__name__
    message = str(mistake)
    match name:
        case "MissingParameter":
            return f"还缺{_missing(mistake)}；{_HELP}"
        case "NoSuchOption":
            option = getattr(mistake, "option_name", message)
            return f"没有选项 {option}{_near(mistake)}；{_HELP}"
        case "BadOptionUsage":
            return f"选项 {getattr(mistake, 'option_name', '')} 后面要写值；{_HELP}"
        case "NoArgsIsHelpError":
            return f"还缺子命令；{_HELP}"
        case _:
            return f"{_translated(message)}；{_HELP}"


def _missing(mistake: typer.TyperException) -> str:
    parameter = getattr(mistake, "param", None)
    metavar = getattr(parameter, "metavar", None) or getattr(parameter, "name", "")
    options = [o for o in getattr(parameter, "opts", []) if o.startswith("-")]
    return f"选项 {options[0]}" if options else f"「{metavar}」"


def _near(mistake: typer.TyperException) -> str:
    near = getattr(mistake, "possibilities", None) or []
    return f"，是不是 {'、'.join(near)}" if near else ""


def _translated(message: str) -> str:
    patterns = (
        (r"No such command '(.*?)'.*", r"没有命令「\1」"),
        (
            r"Got unexpected extra arg[a-z]*(?:\(s\))? \((.*)\)",
            r"多出「\1」，含空格的要加引号",
        ),
        (r"Missing command\.?", r"还缺命令"),
    )
    for pattern, chinese in patterns:
        if re.match(pattern, message):
            return re.sub(pattern, chinese, message, flags=re.DOTALL)
    return f"命令写得不对：{message}"
