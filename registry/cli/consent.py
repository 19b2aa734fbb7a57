"""Asking before something is written that was shown first."""

from __future__ import annotations

import sys

import typer

from registry.cli.show import say

NOT_ASKED = "没有写入：--json 时不询问；要写入请加 --yes"
_YES = frozenset({"是", "y", "yes", "好", "确认"})


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str, *, yes: bool) -> bool:
    """Whether to write: as said beforehand, else as answered on the terminal.

    Without a terminal nothing is written, and it says how to.
    """
    if yes:
        return True
    if not on_terminal():
        say("以上只是预览，没有写入：这里没有终端可以询问；要写入请加 --yes")
        return False
    print(f"{question}（是/否）", end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    say("没有写入")
    return False


def require(question: str, *, yes: bool) -> None:
    """Go on only where it is agreed; else end with 1, as nothing was written.

    Raises:
        Exit: nobody agreed.
    """
    if not agreed(question, yes=yes):
        raise typer.Exit(1)
