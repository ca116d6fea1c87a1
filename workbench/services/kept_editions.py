"""Frozen editions as the database keeps them: read back in years, equal to what was published."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict
from typing import Any, Final

from pydantic import TypeAdapter

from translations.editions.base import Contribution, Edition

_EDITION: Final = TypeAdapter(Edition)


def pack(edition: Edition) -> bytes:
    """Write a frozen edition for the database."""
    body = json.dumps(asdict(edition), ensure_ascii=False, default=_plain)
    return zlib.compress(body.encode())


def unpack(stored: bytes) -> Edition:
    """Read a frozen edition back; equal to the one that was packed."""
    body = _renewed(json.loads(zlib.decompress(stored)))
    if cover := body.get("cover"):
        cover["content"] = base64.b64decode(cover["content"])
    return _EDITION.validate_python(body)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    assert isinstance(value, frozenset)  # nothing else in an edition is unknown to JSON
    return sorted(value)


def _renewed(body: dict[str, Any]) -> dict[str, Any]:
    """The body of an edition published before editions had contributors and entries."""
    if "credits" not in body:
        return body
    older = {name: value for name, value in body.items() if name not in ("credits", "notes")}
    return {
        **older,
        "contributors": [
            {"name": name, "contribution": Contribution.CONTRIBUTOR, "label": label}
            for label, name in body["credits"]
        ],
        "glossary": [
            {
                "concept": note["concept"],
                "terms": [{"source_term": note["source_term"], "renderings": note["renderings"]}],
                "reason": note["note"],
            }
            for note in body["notes"]
        ],
    }
