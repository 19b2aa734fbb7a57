"""The JSON Schema says of a file what the loader says of it."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from registry import paths
from registry.ladder import schema
from registry.ladder.conditions import Leaves
from registry.ladder.loader import shipped

VALIDATOR = jsonschema.Draft202012Validator(schema.schema())


def as_json(value: object) -> object:
    """TOML values as an editor sees them: days are text."""
    return json.loads(json.dumps(value, default=date.isoformat))


def read(file: Path) -> dict[str, object]:
    return tomllib.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("file", shipped(), ids=lambda file: file.stem)
def test_a_shipped_policy_fits_the_schema(file: Path) -> None:
    VALIDATOR.validate(as_json(read(file)))


@pytest.mark.parametrize(
    "slip",
    [
        {"issue": "x"},
        {"basis": "guess"},
        {"scope": "43"},
        {"rung": [{"id": "a"}]},
        {"step": [{"to": "a/b", "condition": []}]},
        {"step": [{"to": "a/b", "condition": [{"id": "x", "cite": "x", "hold": 1}]}]},
    ],
)
def test_a_slip_does_not_fit_the_schema(slip: dict[str, object]) -> None:
    good = as_json(read(shipped()[0]))
    assert isinstance(good, dict)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(good | slip)


def test_one_title_may_be_written_short_but_not_twice() -> None:
    holds = schema.schema()["$defs"]["Holds"]
    root = {"$defs": schema.schema()["$defs"], **holds}
    asked = jsonschema.Draft202012Validator(root)
    asked.validate({"rung": "a/b"})
    asked.validate({"rungs": ["a/b"]})
    for slip in ({}, {"rung": "a/b", "rungs": ["a/b"]}):
        with pytest.raises(jsonschema.ValidationError):
            asked.validate(slip)


def test_the_schema_is_a_schema_that_knows_every_word() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schema())
    known = schema.schema()["$defs"]["Condition"]["properties"]
    assert set(Leaves.model_fields) <= set(known)


def test_the_shipped_schema_is_the_one_the_program_makes() -> None:
    assert (paths.data() / "policy.schema.json").read_text("utf-8") == schema.text()
