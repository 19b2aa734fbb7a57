"""The keys of facts, declared in ``data/facts.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from registry import paths
from registry.ladder.policy import FactKey


@cache
def fact_keys() -> Mapping[str, FactKey]:
    """Every declared key: its Chinese name, unit, scale and grades, in file order."""
    declared = tomllib.loads((paths.data() / "facts.toml").read_text("utf-8"))
    return MappingProxyType(
        {key: FactKey.model_validate({"key": key} | v) for key, v in declared.items()}
    )
