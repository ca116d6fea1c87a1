"""Where files of strangers are read: a process of its own, with a limit of memory and of time.

A small file is read in place: no input of that size takes a parser long. All
else goes to `python -m workbench.gate`, which gets the file on its standard
input and answers one JSON object. A process that hangs or grows is ended, and
the person is told; the server goes on.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from glossary.model import Voice
from glossary.saying import say
from translations import formats, inline, structure
from translations.errors import UnreadableDocument
from translations.formats import bilingual, gate, originals
from translations.formats.originals import archive
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
from workbench.storage import sayings

#: Up to this size (in bytes) a file is read in place.
SMALL = 64_000
#: So many times larger may be what such a file has packed.
_UNPACKED = 16
#: How much of a file is shown before it is imported, in characters.
PREVIEW = 200_000
_MEMORY = 3 * 1024**3
_PREVIEW_SECONDS = 30
_SECONDS = 600
#: As many large files as are read at once: each may take all the memory that one may take.
_PLACES = threading.BoundedSemaphore(2)


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
    if len(body) <= SMALL and archive.unpacked(body) <= SMALL * _UNPACKED:
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
    if not _PLACES.acquire(timeout=seconds):
        reason = say("Others are importing large files just now. Try again in a minute.")
        raise UnreadableDocument(reason, place=asked["name"])
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file in the arguments
            [sys.executable, "-m", "workbench.gate", json.dumps(asked)],
            input=body,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = say(
            "Reading it takes more than %(count)s seconds. Split it into parts.", count=str(seconds)
        )
        raise UnreadableDocument(reason, place=asked["name"]) from None
    finally:
        _PLACES.release()
    if done.returncode != 0:
        reason = say("Reading it takes more memory than an import may use. Split it into parts.")
        raise UnreadableDocument(reason, place=asked["name"])
    answer = json.loads(done.stdout)
    if "unreadable" in answer:
        reason, place, line = answer["unreadable"]
        raise UnreadableDocument(sayings.from_json(reason), place=place, line=line)
    return Reading(**{**answer, "document": _from_json(answer["document"])})


def main() -> None:
    """Read the file on standard input; never more than the limits allow."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        reading = _read(sys.stdin.buffer.read(), **json.loads(sys.argv[1]))
    except UnreadableDocument as error:
        refused = [sayings.to_json(error.reason), error.place, error.line]
        answer: dict[str, Any] = {"unreadable": refused}
    else:
        answer = {
            "document": _to_json(reading.document),
            "language": reading.language,
            "confidence": reading.confidence,
            "runner_up": reading.runner_up,
            "line_end": reading.line_end,
            "whole": reading.whole,
        }
    sys.stdout.write(json.dumps(answer))


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
    main()
