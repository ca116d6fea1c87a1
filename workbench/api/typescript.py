"""The API's shapes as TypeScript, for the scripts of our own pages.

    python -m workbench.api.typescript      # writes workbench/frontend/editor/api-types.ts

A test fails when the file is not what this module would write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "frontend" / "editor" / "api-types.ts"
_HEAD = "// Written by `python -m workbench.api.typescript` from the OpenAPI file; do not edit.\n"
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}

Schema = Mapping[str, Any]


def typescript(spec: Schema) -> str:
    """Write one type for every schema of an OpenAPI file, sorted by name."""
    schemas = spec["components"]["schemas"]
    written = (_declared(name, schemas[name]) for name in sorted(schemas))
    return "\n".join((_HEAD, *written))


def _declared(name: str, schema: Schema) -> str:
    if schema.get("type") == "object" and "properties" in schema:
        return f"export interface {name} {{\n{''.join(_members(schema))}}}\n"
    return f"export type {name} = {_type(schema)};\n"


def _members(schema: Schema) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, member in schema["properties"].items():
        yield f"  readonly {name}{'' if name in required else '?'}: {_type(member)};\n"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        words = schema.get("enum") or [schema["const"]]
        return " | ".join(f'"{word}"' for word in words)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " | ".join(_type(one) for one in schema[several])
    if len(schema.get("allOf", ())) == 1:
        return _type(schema["allOf"][0])
    return _container(schema)


def _container(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array" and "prefixItems" in schema:
        return f"readonly [{', '.join(_type(one) for one in schema['prefixItems'])}]"
    if kind == "array":
        item = _type(schema.get("items", {}))
        return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"
    if kind == "object":
        values = schema.get("additionalProperties")
        value = _type(values) if isinstance(values, Mapping) and values else "unknown"
        return f"Readonly<Record<string, {value}>>"
    return "null" if kind == "null" else _PLAIN.get(str(kind), "unknown")


if __name__ == "__main__":
    from workbench import api

    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(typescript(api.spec()), encoding="utf-8")
