"""What we publish says the same words when other programs read it."""

import itertools
import os
import subprocess
from pathlib import Path

import pytest

from glossary.model import Voice
from tests.proof.oracles import plain, program, read_by_libreoffice, read_by_pandoc
from translations.editions import OUTPUTS
from translations.editions.base import Edition, EditionBlock, EditionSegment, Manifest
from translations.model import FIRST_CODE, BlockKind, Code, CodeKind, Part, State

pytestmark = pytest.mark.proof

START, END = chr(FIRST_CODE), chr(FIRST_CODE + 1)
BOLD = (
    Code(id="1", kind=CodeKind.START, original="**", display="b"),
    Code(id="1", kind=CodeKind.END, original="**", display="b"),
)


IDS = itertools.count(1)


def segment(target: str) -> EditionSegment:
    return EditionSegment(
        id=str(next(IDS)),
        source=f"{START}Words{END}." if START in target else "Words.",
        target=target,
        codes=BOLD if START in target else (),
        state=State.REVIEWED,
    )


def block(kind: BlockKind, *targets: str, **facts: object) -> EditionBlock:
    usual = {"part": Part.BODY, "voice": Voice.NARRATION}
    segments = tuple(segment(target) for target in targets)
    return EditionBlock(kind=kind, segments=segments, **{**usual, **facts})  # type: ignore[arg-type] # facts are the block's own fields


SENTENCES = (
    "Редакція пише «приєднання», а не «анексія».",
    f"Слово {START}ополчення{END} має тут інший зміст: 5 < 7 & 7 > 5.",
    "Чому саме це слово?",
    "Бо так каже сам співрозмовник — і ніхто інший.",
    "*Зірочки* й _підкреслення_, [дужки] та 1. число лишаються літерами.",
    "# Ґрати теж",
    "Перше: ціна 1 000 ₴",
    "Друге: 𝄞 і ўсё астатняе",
)


@pytest.fixture
def edition() -> Edition:
    first, second, question, answer, marks, hash_, one, two = SENTENCES
    return Edition(
        document_id="1",
        title="Як редакції обирають слова",
        source_title="How newsrooms choose words",
        language="uk",
        source_language="en",
        blocks=(
            block(BlockKind.HEADING, "Як редакції обирають слова", part=Part.TITLE, level=1),
            block(BlockKind.PARAGRAPH, first, second),
            block(BlockKind.PARAGRAPH, question, voice=Voice.QUESTION),
            block(BlockKind.PARAGRAPH, answer, voice=Voice.ANSWER, speaker="Редакторка"),
            block(BlockKind.QUOTE, marks),
            block(BlockKind.PARAGRAPH, hash_),
            block(BlockKind.LIST_ITEM, one, ordered=True),
            block(BlockKind.LIST_ITEM, two, ordered=True),
        ),
        manifest=Manifest(
            source_version=1,
            glossary="shipped",
            glossary_revision=3,
            policy="neutral",
            counts={State.REVIEWED: 9},
            software="workbench 0.1.0",
        ),
        byline="Ольга Приклад",
        date="2026-11-23",
    )


def missing(text: str) -> list[str]:
    """The sentences that are not there, in their order."""
    position, lost = 0, []
    for sentence in SENTENCES:
        wanted = plain(sentence.replace(START, "").replace(END, ""))
        found = text.find(wanted, position)
        if found < 0:
            lost.append(wanted)
        else:
            position = found + len(wanted)
    return lost


def written(edition: Edition, output: str, folder: Path) -> Path:
    chosen = OUTPUTS[output]
    file = folder / f"edition.{chosen.extension.removeprefix('.')}"
    file.write_bytes(chosen.write(edition))
    return file


def test_pandoc_reads_every_word_of_the_page_in_order(edition: Edition, tmp_path: Path) -> None:
    text, metadata = read_by_pandoc(written(edition, "html", tmp_path), form="html")
    assert missing(text) == []
    assert metadata["lang"].strip() == "uk"
    assert "Як редакції обирають слова" in metadata["title"]


def test_pandoc_reads_every_word_of_the_markdown_in_order(edition: Edition, tmp_path: Path) -> None:
    text, _ = read_by_pandoc(written(edition, "markdown", tmp_path), form="commonmark")
    assert missing(text) == []


def test_libreoffice_reads_every_word_of_the_page_in_order(
    edition: Edition, tmp_path: Path
) -> None:
    assert missing(read_by_libreoffice(written(edition, "html", tmp_path), tmp_path)) == []


def test_gettext_accepts_the_po_file(edition: Edition, tmp_path: Path) -> None:
    catalogue = written(edition, "po", tmp_path)
    check = [program("msgfmt", "gettext"), "--check", "--verbose", "-o", os.devnull]
    answer = subprocess.run(
        [*check, str(catalogue)], capture_output=True, check=False, text=True, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    assert f"{len(SENTENCES) + 1} translated messages" in answer.stderr
