"""The JSON contract as a JSON Schema, made from the types themselves."""

from __future__ import annotations

from typing import Any

from msgspec import json

from takhrij.model import SCHEMA, Analysis, FailedInput

PLACES = {"input", "id"}  # one of them, or none, names the place of a result among others


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `trace --format json` and `annotate` write: a result, or an error in its place.

    Every key is written, also where its value is null or empty: so every key is required but `input` and `id`.
    """
    results, parts = json.schema_components([Analysis, FailedInput], ref_template="#/$defs/{name}")
    for part in parts.values():
        if "properties" in part:
            part["required"] = [key for key in part["properties"] if key not in PLACES or part["title"] not in _TOP]
    for name in _TOP:
        parts[name]["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "anyOf": list(results),
        "$defs": parts,
    }


_TOP = ("Analysis", "FailedInput")
