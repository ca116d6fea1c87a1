"""Editions in every output: seconds and memory, beside pandoc making the same from Markdown.

    python bench/editions.py [--pandoc pandoc] [--segments 5400]

An article of 400 segments goes through all outputs together, a book of some 300 pages through
each by itself. Every figure is of a process of its own, the reading of our own code included;
memory is its peak. pandoc gets the edition as we write it in Markdown; a PDF it makes through
typst's own markup, in releases that know that, and the same engine sets it on the same page.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.formats import sentences
from glossary.model import Voice
from translations.editions import OUTPUTS
from translations.editions.base import (
    Contribution,
    Contributor,
    Edition,
    EditionBlock,
    EditionSegment,
    GlossaryEntry,
    Imprint,
    Manifest,
    RenderedTerm,
    TranslatorNote,
    Version,
)
from translations.model import BlockKind, Code, CodeKind, Part, State

ARTICLE = 400
BOOK = 5_400  #: at about 18 words a segment and 300 pages of A5
#: What pandoc writes of Markdown, by our name of the output.
_PANDOC = {
    "docx": "docx",
    "epub": "epub",
    "html": "html",
    "odt": "odt",
    "pdf": "typst",
    "tei": "tei",
}
_BOLD = (
    Code(id="1", kind=CodeKind.START, original="**", display="b"),
    Code(id="1", kind=CodeKind.END, original="**", display="b"),
)
_ALONE = """
import resource, sys, time
from bench.editions import edition
from translations.editions import OUTPUTS
made = edition(int(sys.argv[1]))
began = time.perf_counter()
size = sum(len(OUTPUTS[name].write(made)) for name in sys.argv[2].split(","))
taken = time.perf_counter() - began
print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, size)
"""
_SET = """
import resource, sys, time
from pathlib import Path
began = time.perf_counter()
import typst
fonts = typst.Fonts(include_system_fonts=False)
made = typst.compile(Path(sys.argv[1]).read_bytes(), font_paths=fonts, format="pdf")
taken = time.perf_counter() - began
print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, len(made))
"""


class Figure(NamedTuple):
    seconds: float
    megabytes: int  #: at the peak
    size: int  #: bytes of what was written


# ---- the edition ----------------------------------------------------------------------------


def edition(segments: int) -> Edition:
    """Russian words by chance, in paragraphs of three sentences, with what books have."""
    chance = random.Random(11)
    said = [_segment(n, words) for n, words in zip(range(segments), _endless(), strict=False)]
    blocks = [_block(BlockKind.HEADING, _named("t", "Слова и вещи"), part=Part.TITLE, level=1)]
    at = 0
    while at < len(said):
        if at % 180 < 3:
            heading = _named(f"h{at}", f"Глава {at // 180 + 1}")
            blocks.append(_block(BlockKind.HEADING, heading, level=2))
        kind = chance.choices(
            (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE), (90, 6, 4)
        )[0]
        blocks.append(_block(kind, *said[at : at + 3]))
        at += 3
    return Edition(
        document_id="b1",
        title="Слова и вещи",
        source_title="Words and Things",
        language="ru",
        source_language="en",
        blocks=tuple(blocks),
        manifest=_manifest(segments),
        byline="Авторы программы",
        contributors=(Contributor(name="Отдел", contribution=Contribution.TRANSLATOR),),
        imprint=Imprint(publisher="Издательство", place="Город", licence="CC BY 4.0"),
        source_link="https://example.org/words",
        date="2025-03-01",
        notes=_notes(said),
        glossary=(_entry(),),
        versions=(Version(number=1, date="2025-03-01"),),
    )


def _endless() -> Sequence[list[str]]:
    rows = list(sentences())
    return rows + rows


def _segment(number: int, words: list[str]) -> EditionSegment:
    start, end = "\ue000", "\ue001"
    marked = number % 4 == 0
    shown = [*words[:4], f"{start}{words[4]}{end}", *words[5:]] if marked else words
    source = f"Some {start}words{end} of the source." if marked else "Some words of the source."
    return EditionSegment(
        id=f"s{number}",
        source=source,
        target=" ".join(shown),
        codes=_BOLD if marked else (),
        state=State.REVIEWED,
    )


def _named(name: str, title: str) -> EditionSegment:
    return EditionSegment(id=name, source="Heading", target=title, state=State.FINAL)


def _block(
    kind: BlockKind, *segments: EditionSegment, part: Part = Part.BODY, level: int = 0
) -> EditionBlock:
    return EditionBlock(kind=kind, part=part, voice=Voice.NARRATION, segments=segments, level=level)


def _notes(segments: Sequence[EditionSegment]) -> tuple[TranslatorNote, ...]:
    text = "Слово передано так, как его понимают сами говорящие."
    return tuple(
        TranslatorNote(
            concept=f"c{number}",
            segment=segment.id,
            offset=len(segment.target),
            text=_block(BlockKind.PARAGRAPH, _named(f"n{number}", text), part=Part.NOTE),
        )
        for number, segment in enumerate(segments[::90])
    )


def _entry() -> GlossaryEntry:
    term = RenderedTerm(source_term="militia", renderings=("ополчение",))
    return GlossaryEntry(concept="militia", terms=(term,), reason="Слово говорящих.")


def _manifest(segments: int) -> Manifest:
    return Manifest(
        source_version=1,
        glossary="contested",
        glossary_revision=7,
        policy="speaker",
        counts={State.REVIEWED: segments},
        software="workbench bench",
    )


# ---- measuring ------------------------------------------------------------------------------


def ours(segments: int, outputs: Sequence[str]) -> Figure:
    """What outputs take one after another in a process of their own."""
    return _alone(_ALONE, str(segments), ",".join(outputs))


def _alone(program: str, *arguments: str) -> Figure:
    root = str(Path(__file__).parents[1])
    told = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    seconds, megabytes, size = told.stdout.split()
    return Figure(float(seconds), int(megabytes), int(size))


def by_pandoc(pandoc: str, markdown: Path, form: str) -> Figure | None:
    """What pandoc takes, and its memory as the kernel accounts for this one process."""
    if form not in _known(pandoc):
        return None
    out = markdown.with_suffix(f".{form}")
    command = [pandoc, "-s", "-M", "title=Book", "-f", "gfm", "-t", form]
    command += ["-V", "papersize=a5", "-V", "lang=ru"] if form == "typst" else []
    began = time.perf_counter()
    child = subprocess.Popen([*command, "-o", out, markdown], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    written = Figure(taken, usage.ru_maxrss // 1024, out.stat().st_size)
    if form != "typst":
        return written
    printed = _alone(_SET, str(out))
    seconds = written.seconds + printed.seconds
    return Figure(seconds, max(written.megabytes, printed.megabytes), printed.size)


def _known(pandoc: str) -> list[str]:
    """The formats that this release of pandoc writes."""
    if shutil.which(pandoc) is None:
        return []
    command = [pandoc, "--list-output-formats"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def row(name: str, figure: Figure, other: Figure | None) -> str:
    told = f"{name:14} {figure.seconds:6.2f} {figure.megabytes:6} {figure.size / 1e6:7.2f}"
    if other is None:
        return told
    ratio = other.seconds / figure.seconds
    return f"{told}   {other.seconds:6.2f} {other.megabytes:6} {ratio:6.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--segments", type=int, default=BOOK)
    parser.add_argument("--outputs", nargs="*", default=list(OUTPUTS))
    arguments = parser.parse_args()
    names: list[str] = arguments.outputs
    print(f"an article of {ARTICLE} segments\noutput        seconds     MB  MB out")
    print(row("all together", ours(ARTICLE, names), None))
    print(row("pdf alone", ours(ARTICLE, ["pdf"]), None))
    print(
        f"\na book of {arguments.segments} segments\n"
        "output        seconds     MB  MB out   pandoc     MB  ratio"
    )
    with tempfile.TemporaryDirectory() as folder:
        markdown = Path(folder, "book.md")
        markdown.write_bytes(OUTPUTS["markdown"].write(edition(arguments.segments)))
        for name in names:
            form = _PANDOC.get(name)
            other = by_pandoc(arguments.pandoc, markdown, form) if form else None
            print(row(name, ours(arguments.segments, [name]), other), flush=True)


if __name__ == "__main__":
    main()
