"""Work off the event loop's hot path: one job a group, the newest wins."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec

from textual.dom import DOMNode
from textual.messages import Prune
from textual.widget import Widget
from textual.worker import WorkType

P = ParamSpec("P")


def newest(
    node: DOMNode,
    group: str,
    job: Callable[P, Coroutine[Any, Any, None]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Run a job in place of the one of its group.

    The coroutine is made when it is its turn: one replaced before is never made.
    """
    work: WorkType[None] = partial(job, *args, **kwargs)
    node.run_worker(work, group=group, exclusive=True)


class Leaving(Widget):
    """What works for itself until it is to go: its parts go before it does."""

    async def on_prune(self, event: Prune) -> None:  # noqa: ARG002 - as it is there
        """Drop what is under way: there is soon nothing to show it on."""
        self.workers.cancel_node(self)
