"""Where files of strangers are read: a process of its own, with a limit of memory and of time.

A small file is read in place; all else goes to a process of its own (`apart.py`).
One that hangs or grows is ended, and the person is told; the server goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from glossary.model import Voice
from translations import formats, inline, structure
from translations.formats import bilingual, gate, originals
from translations.language import detect
from translations.model import (
    Block,
    BlockKind,
    Code,
    CodeKind,
    Document,
    Part,
    Segment,
    Skeleton,
)
from workbench import apart

#: How much of a file is shown before it is imported, in characters.
PREVIEW = 200_000
_PREVIEW_SECONDS = 30
_SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was read, or its beginning."""

    document: Document
    language: str  #: the one given, or else the likeliest
    confidence: float  #: of a guess, 0 to 1; 1 for a language that was given
    runner_up: str
    line_end: str  #: "\\n", "\\r\\n", "\\r" or "mixed"
    whole: bool  #: whether this is all of the file


def read(
    body: bytes,
    *,
    name: str,
    language: str = "",
    candidates: Sequence[str] = (),
    preview: bool = False,
) -> Reading:
    """Read a file, or its beginning; raises `UnreadableDocument` with the place and the reason."""
    asked: dict[str, Any] = {
        "name": name,
        "language": language,
        "candidates": list(candidates),
        "preview": preview,
    }
    if apart.is_small(body):
        return _read(body, **asked)
    return _read_apart(body, asked)


def _read(
    body: bytes, *, name: str, language: str, candidates: Sequence[str], preview: bool
) -> Reading:
    if bilingual.by_name(name) is not None:
        language = language or _told(formats.read_pairs(body, name).source_language, candidates)
        return _read_original(body, name=name, language=language, candidates=candidates)
    if originals.by_name(name) is not None:
        return _read_original(body, name=name, language=language, candidates=candidates)
    decoded = gate.decode(body, name)
    tongue, confidence, runner_up = _language(decoded.text, language, candidates)
    shown = _beginning(decoded.text) if preview else decoded.text
    whole = len(shown) == len(decoded.text)
    document = formats.read(body if whole else shown.encode(), name, tongue)
    return Reading(
        document=replace(structure.propose(document), encoding=decoded.encoding),
        language=tongue,
        confidence=confidence,
        runner_up=runner_up,
        line_end=_line_end(decoded.text),
        whole=whole,
    )


def _read_original(body: bytes, *, name: str, language: str, candidates: Sequence[str]) -> Reading:
    """A file that is kept as it is: its language is what it says, or that of its texts."""
    tongue, confidence, runner_up = language, 1.0, ""
    if not language:
        texts = (s.text for b in formats.read(body, name, "").blocks for s in b.segments)
        text = "\n".join(inline.plain(each).text for each in texts)
        tongue, confidence, runner_up = _language(text[:PREVIEW], language, candidates)
    document = formats.read(body, name, tongue)
    if bilingual.by_name(name) is None:  # where units are kept apart, nobody's name is cut off
        document = structure.propose(document)
    return Reading(
        document=document,
        language=tongue,
        confidence=confidence,
        runner_up=runner_up,
        line_end="\n",
        whole=True,
    )


def _told(tag: str, candidates: Sequence[str]) -> str:
    """The language of a tag, without its region where people use it so."""
    bare = tag.partition("-")[0]
    return tag if tag in candidates or bare not in candidates else bare


def _language(text: str, given: str, candidates: Sequence[str]) -> tuple[str, float, str]:
    if given:
        return given, 1.0, ""
    guess = detect(text, candidates)
    if guess.language:
        return guess
    return (candidates[0] if candidates else ""), 0.0, ""


def _beginning(text: str) -> str:
    """The first paragraphs of a long text."""
    if len(text) <= PREVIEW:
        return text
    end = max(text.rfind("\n", 0, PREVIEW), text.rfind("\r", 0, PREVIEW)) + 1
    return text[: end or PREVIEW]


def _line_end(text: str) -> str:
    both = text.count("\r\n")
    found = {
        "\r\n": both,
        "\n": text.count("\n") - both,
        "\r": text.count("\r") - both,
    }
    used = [mark for mark, count in found.items() if count]
    return used[0] if len(used) == 1 else "mixed" if used else "\n"


# Another process


def _read_apart(body: bytes, asked: dict[str, Any]) -> Reading:
    seconds = _PREVIEW_SECONDS if asked["preview"] else _SECONDS
    answer = apart.ask(__name__, asked, body, name=asked["name"], seconds=seconds)
    return Reading(**{**answer, "document": _from_json(answer["document"])})


def _answer(body: bytes, asked: Any) -> dict[str, Any]:
    reading = _read(body, **asked)
    return {
        "document": _to_json(reading.document),
        "language": reading.language,
        "confidence": reading.confidence,
        "runner_up": reading.runner_up,
        "line_end": reading.line_end,
        "whole": reading.whole,
    }


def _to_json(document: Document) -> dict[str, Any]:
    return {
        "format": document.format,
        "language": document.language,
        "encoding": document.encoding,
        "skeleton": document.skeleton.pieces,
        "blocks": [_block_to_json(block) for block in document.blocks],
    }


def _block_to_json(block: Block) -> list[Any]:
    segments = [
        [segment.text, segment.after, [asdict(code) for code in segment.codes]]
        for segment in block.segments
    ]
    return [
        block.kind, block.part, block.voice, block.speaker, block.level, block.ordered,
        block.left_out, segments,
    ]  # fmt: skip


def _from_json(stored: dict[str, Any]) -> Document:
    return Document(
        format=stored["format"],
        language=stored["language"],
        encoding=stored["encoding"],
        skeleton=Skeleton(pieces=tuple(stored["skeleton"])),
        blocks=tuple(_block_from_json(*block) for block in stored["blocks"]),
    )


def _block_from_json(*values: Any) -> Block:
    kind, part, voice, speaker, level, ordered, left_out, segments = values
    return Block(
        kind=BlockKind(kind),
        part=Part(part),
        voice=Voice(voice),
        speaker=speaker,
        level=level,
        ordered=ordered,
        left_out=left_out,
        segments=tuple(
            Segment(text=text, after=after, codes=tuple(_code(code) for code in codes))
            for text, after, codes in segments
        ),
    )


def _code(stored: dict[str, Any]) -> Code:
    return Code(**{**stored, "kind": CodeKind(stored["kind"])})


if __name__ == "__main__":
    apart.answer(_answer, seconds=_SECONDS)
