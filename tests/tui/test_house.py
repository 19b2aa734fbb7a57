"""What the screens' own code keeps to."""

from __future__ import annotations

import ast
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui

FOLDER = Path(tui.__file__).parent
WORDLESS = sorted(
    path for path in FOLDER.rglob("*.py") if not path.stem.startswith("texts")
)
"""Every module but those that hold the words."""

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "networkx", "pydantic", "typer")
LATER = (
    "dateutil",
    "registry.desk.read.pictures",
    "registry.pinyin",
    "registry.readers.pairs",
    "registry.store.known",
    "registry.store.triggers",
    "tui.render.card",
    "tui.state.choices",
)
"""What only what is done later needs."""
FIRST_ROWS = """
import asyncio, sys
from pathlib import Path
from tui.app import TiduApp
from tui.state.session import Session

async def rows() -> None:
    app = TiduApp(Session(Path(sys.argv[1]), "王某"))
    async with app.run_test(size=(80, 24)) as pilot:
        while app.area.table.state.row is None:
            await pilot.pause(0.01)
        print(app.area.table.state.row.cells[0])
        print(*[name for name in sys.argv[2:] if name in sys.modules])

asyncio.run(rows())
"""


def _literals(tree: ast.Module) -> Iterator[str]:
    """Every text in the code that is no docstring."""
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.add(id(node.value))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in said:
            yield text


def _is_chinese(text: str) -> bool:
    return any("CJK UNIFIED" in unicodedata.name(char, "") for char in text)


@pytest.mark.parametrize("path", WORDLESS, ids=lambda path: path.stem)
def test_no_chinese_word_stands_outside_of_texts(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert [text for text in _literals(tree) if _is_chinese(text)] == []


def test_the_first_rows_are_there_before_anything_heavy_is_imported(
    peopled: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_ROWS, str(peopled), *HEAVY, *LATER],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    first, imported = done.stdout.splitlines()
    assert first
    assert imported == ""
