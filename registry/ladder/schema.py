"""The JSON Schema of policy files, for editors that complete and check TOML."""

from __future__ import annotations

import json

from pydantic.json_schema import JsonSchemaValue

from registry.ladder.policy import Policy

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> JsonSchemaValue:
    """The schema of one policy file, as plain JSON values."""
    made = Policy.model_json_schema(by_alias=True)
    for name in ("Holds", "NotHolds"):
        made["$defs"][name] = _one_rung_too(made["$defs"][name])
    return {"$schema": DIALECT, **made, "title": "tidu policy file"}


def text() -> str:
    """The schema as JSON text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _one_rung_too(table: JsonSchemaValue) -> JsonSchemaValue:
    """``rung = "x"`` is a short form of ``rungs = ["x"]``."""
    properties = {**table["properties"], "rung": {"type": "string"}}
    required = [key for key in table.get("required", []) if key != "rungs"]
    either = [{"required": ["rung"]}, {"required": ["rungs"]}]
    return {**table, "properties": properties, "required": required, "oneOf": either}
