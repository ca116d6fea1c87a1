"""The manifest by itself, as JSON for machines: how an edition was made, and its signature."""

from __future__ import annotations

import json

from translations.editions.base import Edition, Output, Purpose
from translations.editions.manifest import facts
from translations.editions.wordings import ENGLISH


def _write(edition: Edition) -> bytes:
    told = facts(edition) | ({"note": ENGLISH.draft} if edition.draft else {})
    return (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


OUTPUT = Output(
    name="manifest",
    title="Manifest",
    extension=".json",
    media_type="application/json; charset=utf-8",
    write=_write,
    purpose=Purpose.WORKING,
)
