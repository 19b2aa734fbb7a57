"""From a policy file to frozen values, with every fault collected."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from registry import paths
from registry.errors import Fault, FaultsError
from registry.ladder.policy import Policy


def shipped() -> tuple[Path, ...]:
    """The policy files that come with the program, by name."""
    return tuple(sorted((paths.data() / "policies").glob("*.toml")))


def load(path: Path) -> Policy:
    """Read a policy file; ``FaultsError`` with all its faults."""
    return parse(path.read_text("utf-8"), str(path))


def parse(text: str, file: str) -> Policy:
    """Read a policy from its TOML text; ``FaultsError`` with all its faults."""
    try:
        return Policy.model_validate(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        fault = Fault(file=file, problem=f"不是 TOML：{error}", remedy="请核对语法")
        raise FaultsError((fault,)) from None
    except ValidationError as error:
        raise FaultsError(
            tuple(
                Fault(
                    file=file,
                    value=".".join(map(str, one["loc"])),
                    problem=one["msg"],
                    remedy="请改正",
                )
                for one in error.errors()
            )
        ) from None
