"""The wheel carries everything: it installs into an empty environment and runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``tidu`` command of an empty environment with nothing but the wheel."""
    place = tmp_path_factory.mktemp("wheel")
    uv = Path(sys.executable).with_name("uv")
    _run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation"),
        *("--outdir", place, ROOT),
        cwd=place,
    )
    (wheel,) = place.glob("*.whl")
    _run(uv, "venv", "--quiet", "--python", sys.executable, place / "env", cwd=place)
    _run(
        *(uv, "pip", "install", "--quiet", "--python", place / "env"),
        *("--constraint", ROOT / "locks" / "run.txt", wheel),
        cwd=place,
    )
    return place / "env" / "bin" / "tidu"


def test_the_demonstration_runs_from_an_installed_wheel(
    installed: Path, tmp_path: Path
) -> None:
    printed = _run(installed, "demo", "--to", tmp_path / "demo.db", cwd=tmp_path)
    assert printed.startswith("演示数据，株洲市工业和信息化局，截至 ")
    assert "可晋级" in printed


def test_another_city_starts_from_an_installed_wheel(
    installed: Path, tmp_path: Path
) -> None:
    place = tmp_path / "x.db"
    _run(installed, "--registry", place, "init", "--division", "430300", cwd=tmp_path)
    assert "雨湖区" in _run(
        installed, "--registry", place, "list", "units", cwd=tmp_path
    )
