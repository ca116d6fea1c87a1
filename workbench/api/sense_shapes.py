"""The shapes of what people say that words mean."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from glossary import model as gm
from translations.waivers import Scope
from workbench.api.shapes import Shape, SpanShape, Taken
from workbench.numbers import LARGEST


class SensesPath(Taken):
    segment_id: int = Field(ge=1, le=LARGEST)


class SensePath(SensesPath):
    sense_id: int = Field(ge=1, le=LARGEST)


class SenseBody(Taken):
    text_id: int = Field(ge=1, le=LARGEST, description="The source text that was seen.")
    span: SpanShape
    concept: str = Field(default="", description="Empty: none of those known.")
    voice: gm.Voice | None = Field(
        default=None, description="Whose words they are: then the concept stays empty."
    )
    scope: Scope = Scope.OCCURRENCE
    reason: str = Field(default="", max_length=10_000)


class Sense(Shape):
    id: int
    span: SpanShape
    words: str
    concept: str
    voice: gm.Voice | None
    scope: Scope
    reason: str
    by: str
    at: datetime
    ended_at: datetime | None
    ended_why: str


class Senses(Shape):
    senses: list[Sense]


class SenseTold(Shape):
    id: int
    concerned: int
