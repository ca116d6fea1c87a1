"""What poppler reads in our prints: the words, whole and in the order in which they are read."""

import re
import subprocess
from dataclasses import replace
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest

from tests.proof.oracles import plain, program
from tests.translations.editions.samples import EM, LI, RUSSIAN, H, P, block
from translations.editions import OUTPUTS
from translations.editions.base import Edition, EditionBlock, Layout, TranslatorNote
from translations.model import BlockKind, Part

pytestmark = pytest.mark.proof

SENTENCES = {
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю; объём — 5 < 7 & «так».",
    "uk": "Чуєш їх, доцю, га? Кумедна ж ти, прощайся без ґольфів! Об’єм — 1 000 ₴.",
    "de": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich: „Straße“.",
    "el": "Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία: τῆς Ἑλλάδος.",
    "pl": "Pchnąć w tę łódź jeża lub ośm skrzyń fig — żółć.",
}


def words(output: str, edition: Edition, folder: Path) -> str:
    """What is read, words that were parted at the end of a line put together."""
    file = folder / f"{output}.pdf"
    file.write_bytes(OUTPUTS[output].write(edition))
    command = [program("pdftotext", "poppler-utils"), "-enc", "UTF-8", str(file), "-"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return plain(answer.stdout.decode("utf-8").replace("\u00ad\n", ""))


def right_edges(edition: Edition, folder: Path) -> list[float]:
    """Where the lines of the first page end, in points."""
    file = folder / "a.pdf"
    file.write_bytes(OUTPUTS["pdf"].write(edition))
    command = [program("pdftotext", "poppler-utils"), "-bbox-layout", "-l", "1", str(file), "-"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return [float(each) for each in re.findall(rb'<line [^>]*xMax="([\d.]+)"', answer.stdout)]


def of(language: str, *blocks: EditionBlock) -> Edition:
    return replace(RUSSIAN, language=language, blocks=blocks, glossary=(), byline="")


@pytest.mark.parametrize("language", SENTENCES)
def test_letters_come_out_as_they_went_in(language: str, tmp_path: Path) -> None:
    sentence = SENTENCES[language]
    edition = of(language, block(P, ("Source.", f"{sentence} " * 12)))

    assert plain(f"{sentence} " * 12) in words("pdf", edition, tmp_path)


def test_text_is_read_in_its_order(tmp_path: Path) -> None:
    told = [f"{number}. {SENTENCES['ru']}" for number in range(1, 60)]
    edition = of("ru", *(block(P, (f"s{n}", each)) for n, each in enumerate(told)))
    read = words("pdf", edition, tmp_path)
    places = [read.find(each[:30]) for each in told]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "speaker", "edge"), [(P, "", 365.7), (P, "Antwort", 365.7), (LI, "", 365.7)]
)
def test_full_lines_reach_the_edge(
    kind: BlockKind, speaker: str, edge: float, tmp_path: Path
) -> None:
    words_ = "Wer eine Veröffentlichung vorbereitet, entscheidet sich zwischen Bezeichnungen. " * 9
    edges = right_edges(of("de", block(kind, ("s", words_), speaker=speaker)), tmp_path)
    full = [*takewhile(lambda each: each > 330, dropwhile(lambda each: each <= 330, edges))]

    # Points and hyphens hang over the edge, by less than their own width.
    assert len(full) >= 6
    assert all(edge - 0.1 <= each < edge + 3 for each in full)


def test_a_note_stands_at_the_foot_of_its_page(tmp_path: Path) -> None:
    noted = replace(
        of(
            "ru",
            block(H, ("T", "Название"), part=Part.TITLE),
            block(P, ("Called.", "Слово \ue000здесь\ue001 названо."), codes=EM),
            block(P, ("After.", "Дальше идёт текст.")),
        ),
        notes=(
            TranslatorNote(
                concept="word", segment="Called. 0", offset=5, text=block(P, ("", "Примечание."))
            ),
        ),
    )
    read = words("pdf", noted, tmp_path)

    assert "Слово1 здесь названо." in read
    assert "1Примечание. — Прим. пер." in read
    assert read.index("Дальше идёт текст.") < read.index("Примечание.")


@pytest.mark.parametrize("layout", Layout)
def test_source_and_translation_are_both_there(layout: Layout, tmp_path: Path) -> None:
    edition = of(
        "ru",
        block(P, ("The first sentence.", "Первое предложение.")),
        block(P, ("The second one.", "Второе.")),
    )
    read = words("bilingual-pdf", replace(edition, layout=layout), tmp_path)
    places = [
        read.find(each)
        for each in ("The first sentence.", "Первое предложение.", "The second one.", "Второе.")
    ]

    assert -1 not in places
    assert places == sorted(places)
