"""The sample project, as values: an article and its editions in mixed states of review.

The article was written for this project and takes no side. Some segments that
are not approved yet break a rule on purpose, so that every page has something
to show: a false friend, a softened judgement, a slip in a number.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from translations.model import Document, Part, Segment, State
from translations.placeholders import coded, names, spelled
from translations.review import Reason

_LANGUAGES = ("uk", "ru", "de")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSegment:
    """One segment as the files have it: codes are written `<1>` … `</1>`."""

    source: str
    target: str = ""
    state: State = State.INITIAL
    returned: Reason | None = None
    why: str = ""  #: the reviewer's words when it was returned
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEdition:
    language: str
    title: str
    byline: str
    policy: str
    speakers: Mapping[str, str]  #: the label in the source → in this language
    segments: tuple[SampleSegment, ...]

    def targets(self, document: Document) -> tuple[tuple[Segment, SampleSegment, str], ...]:
        """Every segment of the article with what the edition has for it and its coded target.

        The files and the article are kept in step: `ValueError` where they differ.
        """
        sources = [segment for block in document.blocks for segment in block.segments]
        pairs = list(zip(sources, self.segments, strict=True))
        for segment, sample in pairs:
            if spelled(segment.text, names(segment.codes)) != sample.source:
                raise ValueError(f"{self.language}: {segment.text!r} is not {sample.source!r}")
        return tuple((s, sample, coded(sample.target, names(s.codes))) for s, sample in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFront:
    """A piece of front matter, sentence by sentence, in the source and in every edition."""

    part: Part
    about: str
    text: tuple[str, ...]
    targets: Mapping[str, tuple[str, ...]]  #: by language


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    file_name: str  #: of the article; its extension names the format
    language: str
    title: str
    byline: str
    article: str
    editions: tuple[SampleEdition, ...]
    front: tuple[SampleFront, ...]
    holder: str  #: of the rights in the article
    licence: str  #: of the article and its translations


def load() -> Sample:
    """The sample project."""
    return Sample(
        file_name="article.en.md",
        language="en",
        title="What Shall We Call It?",
        byline="By the workbench authors",
        article=_text("article.en.md"),
        editions=tuple(_edition(language) for language in _LANGUAGES),
        front=tuple(map(_front, tomllib.loads(_text("front.toml"))["front"])),
        holder="The workbench authors",
        licence="MIT",
    )


def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _edition(language: str) -> SampleEdition:
    read: dict[str, Any] = tomllib.loads(_text(f"edition.{language}.toml"))
    return SampleEdition(
        language=read["language"],
        title=read["title"],
        byline=read["byline"],
        policy=read["policy"],
        speakers=MappingProxyType(read["speakers"]),
        segments=tuple(_segment(row) for row in read["segment"]),
    )


def _front(row: Mapping[str, Any]) -> SampleFront:
    return SampleFront(
        part=Part(row["part"]),
        about=row.get("about", ""),
        text=tuple(row["text"]),
        targets=MappingProxyType({code: tuple(row[code]) for code in _LANGUAGES}),
    )


def _segment(row: Mapping[str, Any]) -> SampleSegment:
    return SampleSegment(
        source=row["source"],
        target=row.get("target", ""),
        state=State(row.get("state", "initial")),
        returned=Reason(row["returned"]) if "returned" in row else None,
        why=row.get("why", ""),
        comments=tuple(row.get("comments", ())),
    )
