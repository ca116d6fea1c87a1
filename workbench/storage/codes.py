"""Inline codes as the JSON that a segment version keeps, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from translations.model import Code, CodeKind


def to_json(codes: Iterable[Code]) -> list[dict[str, Any]]:
    return [asdict(code) for code in codes]


def from_json(stored: Iterable[dict[str, Any]]) -> tuple[Code, ...]:
    return tuple(Code(**{**code, "kind": CodeKind(code["kind"])}) for code in stored)
