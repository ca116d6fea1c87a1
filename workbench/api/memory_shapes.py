"""What the API tells of translation memories."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import translations.model as tm
from translations.memory.model import Adaptation, UnitState
from workbench.api.shapes import Counts, Finding, Shape, Stretch


class UnitPlace(Shape):
    edition_id: int
    segment_id: int
    document_id: int
    title: str


class Match(Shape):
    unit: int
    kind: Literal["context", "exact", "fuzzy"]
    score: float
    similarity: float
    text: str
    source: str
    difference: list[Stretch]
    adapted: list[Adaptation]
    state: UnitState
    origin: tm.Origin
    memory: str
    author: str
    at: datetime | None
    place: UnitPlace | None
    check_term: bool
    findings: list[Finding]
    counts: Counts


class Matches(Shape):
    matches: list[Match]


class Repeats(Shape):
    segments: list[int]


class Filled(Shape):
    filled: int
