"""The public read views: live rows in words, for ``sqlite3``, Datasette or DBeaver.

A view cannot take a day: it shows dated rows with their beginning and end, and for
attributes the open spell. Nothing in the program reads through them.
"""

from __future__ import annotations

from registry.store import views_history, views_ladder, views_register
from registry.store.view_words import View

VIEWS: tuple[View, ...] = tuple(
    view
    for module in (views_register, views_ladder, views_history)
    for view in vars(module).values()
    if isinstance(view, View)
)


def views() -> dict[str, str]:
    """The text of every view by name."""
    return {view.name: view.sql() for view in VIEWS}
