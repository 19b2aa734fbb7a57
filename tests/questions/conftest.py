"""The demonstration registry, and what it takes to ask all ten questions of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from registry.cli.main import run
from tests.questions.asked import Ask


def _no_screens(path: Path, by: str) -> int:
    raise AssertionError((path, by))


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Types one command at a registry and gives what it printed."""

    def asked(registry: Path, *words: str) -> str:
        code = run(["--registry", str(registry), *words], _no_screens)
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return asked


@pytest.fixture(scope="session")
def year_later(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with a title revoked since its list was published."""
    path = tmp_path_factory.mktemp("questions") / "later.db"
    shutil.copy(demo_template, path)
    words = (
        *("record", "end", "示例企业038新材料有限公司/压延车间"),
        *("市级智能制造标杆车间", "--kind", "撤销", "--on", "2022-12-20"),
        *("--document", "株工信发〔2022〕33号"),
    )
    assert run(["--registry", str(path), "--as", "王某", *words], _no_screens) == 0
    return path
