"""The shapes of splits, joins and moves of a source."""

from __future__ import annotations

from pydantic import BaseModel, Field

from workbench.api.shapes import Shape, Taken
from workbench.numbers import LARGEST


class StructurePath(BaseModel):
    segment_id: int = Field(ge=1)


class CutPath(StructurePath):
    lineage_id: int = Field(ge=1)


class BlockPath(BaseModel):
    document_id: int = Field(ge=1)
    block_id: int = Field(ge=1)


class VersionPath(BaseModel):
    document_id: int = Field(ge=1)
    number: int = Field(ge=1, le=LARGEST)


class SplitBody(Taken):
    offset: int = Field(ge=0, le=LARGEST, description="Code points before the second part.")
    version: int = Field(ge=1, le=LARGEST)
    edition_id: int | None = Field(
        default=None, ge=1, le=LARGEST, description="Where a person splits; others are marked."
    )


class JoinBody(Taken):
    version: int = Field(ge=1, le=LARGEST)
    next_id: int = Field(ge=1, le=LARGEST, description="The segment that is seen to follow.")
    next_version: int = Field(ge=1, le=LARGEST)
    edition_id: int | None = Field(default=None, ge=1, le=LARGEST)


class MoveBody(Taken):
    to: int = Field(ge=0, le=LARGEST, description="The new place, counted from 0.")
    seen: int = Field(ge=1, le=LARGEST, description="The version of the source that was seen.")


class SplitBlockBody(Taken):
    before: int = Field(ge=1, le=LARGEST, description="The segment that begins the second block.")
    seen: int = Field(ge=1, le=LARGEST, description="The version of the source that was seen.")


class JoinBlocksBody(Taken):
    next_id: int = Field(ge=1, le=LARGEST, description="The block that is seen to follow.")
    seen: int = Field(ge=1, le=LARGEST, description="The version of the source that was seen.")


class Restructured(Shape):
    lineage_id: int = Field(description="By it the act is undone.")
    first: int
    second: int


class Ordered(Shape):
    number: int = Field(description="The version of the source that was made.")
