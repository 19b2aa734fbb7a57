"""The synthetic registers that measurements share, made once and kept in a cache."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_cache_path

from registry import paths
from registry.desk.office import Office
from registry.desk.synth import build as synth
from registry.desk.upkeep import refresh

SEED = 7
SIZES = (2_000, 20_000, 200_000)
NATION = 1_000_000


def sizes(about: str | None, runs: int) -> argparse.ArgumentParser:
    """What every measurement may be told: at which sizes, and in how many rounds."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--runs", type=int, default=runs)
    return options


def cache() -> Path:
    """Where registers and peers are kept: ``$TIDU_BENCH_CACHE`` or the user's own."""
    named = os.environ.get("TIDU_BENCH_CACHE")
    folder = Path(named) if named else user_cache_path("tidu-bench", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def register(enterprises: int) -> Path:
    """The register of so many enterprises; made now if this edition has made none.

    What it keeps counts: if rules have changed since, that is made anew.
    """
    path = cache() / f"synth-{enterprises}-{_edition()}.db"
    if not path.exists():
        print(f"making a register of {enterprises:,} enterprises …", file=sys.stderr)
        wanted = synth.Wanted(enterprises, SEED)
        synth.build(Office(path, "bench"), wanted, lambda _: None)
    if refresh(Office(path, "bench")).steps:
        print(f"renewed what is kept of {enterprises:,} enterprises", file=sys.stderr)
    return path


def _edition() -> str:
    """What decides how registers come out: their makers, schema and policies."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _sources() -> Iterator[Path]:
    yield from sorted(Path(synth.__file__).parent.glob("*.py"))
    yield from sorted((paths.migrations() / "versions").glob("*.py"))
    yield from sorted((paths.data() / "policies").glob("*.toml"))
