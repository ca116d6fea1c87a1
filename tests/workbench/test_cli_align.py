"""`workbench align`: two files in, beads out, in every form that is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from translations.formats import tmx
from translations.formats.xliff_pairs import read_pairs
from workbench.cli import main

SOURCE = "# The **town**\n\nThe militia left on 2 May. Nobody was hurt.\n\nLondon was silent.\n"
TARGET = (
    "# **Город**\n\nОполчение ушло 2 мая. Никто не пострадал.\n\nЛондон молчал. Мы ждали ответа.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "article.en.md", tmp_path / "article.ru.md"
    source.write_text(SOURCE, "utf-8")
    target.write_text(TARGET, "utf-8")
    return source, target


def aligned(files: tuple[Path, Path], *options: str) -> Result:
    names = [str(file) for file in files]
    return CliRunner().invoke(main, ["align", *names, "--from", "en", "--to", "ru", *options])


def test_beads_are_told_as_json_lines(files: tuple[Path, Path]) -> None:
    result = aligned(files)
    assert result.exit_code == 0
    beads = [json.loads(line) for line in result.stdout.splitlines()]
    assert (beads[0]["source"], beads[0]["target"]) == ([0], [0])
    assert [at for b in beads for at in b["source"]] == [0, 1, 2, 3]
    assert [at for b in beads for at in b["target"]] == [0, 1, 2, 3, 4]
    assert all(0 <= b["confidence"] <= 1 for b in beads)


def test_a_table_holds_both_texts(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "beads.tsv"
    assert aligned(files, "-o", str(out)).exit_code == 0
    head, first, *_ = out.read_text("utf-8").splitlines()
    assert head == "source\ttarget\tconfidence"
    assert first.startswith("The town\tГород\t")


def test_a_memory_keeps_the_codes(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    assert aligned(files, "-o", str(out)).exit_code == 0
    with out.open("rb") as file:
        first, *_ = tmx.read(file)
    assert (first.source, first.target) == ("The \ue000town\ue001", "\ue000Город\ue001")
    assert (first.source_language, first.target_language) == ("en", "ru")


def test_xliff_has_a_unit_for_every_bead(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "article.xlf"
    assert aligned(files, "-o", str(out)).exit_code == 0
    pairs = read_pairs(out.read_bytes())
    assert pairs[0].source == "The \ue000town\ue001"
    assert pairs[0].target == "\ue000Город\ue001"
    assert "Ополчение ушло 2 мая." in " ".join(pair.target for pair in pairs)


def test_a_sentence_that_was_moved_is_told(tmp_path: Path) -> None:
    pairs = [
        ("Nobody was hurt in London.", "В Лондоне никто не пострадал."),
        ("The meeting began at 11.", "Собрание началось в 11."),
        ("Marx and Gramsci met in Turin in 1919.", "Маркс и Грамши встретились в Турине в 1919."),
        ("We waited for the answer of Berlin.", "Мы ждали ответа Берлина."),
        ("It came on 17 May.", "Он пришёл 17 мая."),
        ("Then all went home to Kazan.", "Потом все поехали домой в Казань."),
        ("The year 1920 was better.", "Год 1920 был лучше."),
    ]
    moved = [*pairs[:2], *pairs[3:], pairs[2]]
    files = tmp_path / "article.en.txt", tmp_path / "article.ru.txt"
    files[0].write_text("\n".join(source for source, _ in pairs), "utf-8")
    files[1].write_text("\n".join(target for _, target in moved), "utf-8")
    result = aligned(files, "--by", "line")
    assert result.stderr == "moved, it seems: 2 of the source is 6 of the translation\n"


def test_lines_are_sentences_if_asked_for(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("One. Two.\nThree.\n", "utf-8")
    target.write_text("Один. Два.\nТри.\n", "utf-8")
    result = aligned((source, target), "--by", "line")
    beads = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(b["source"], b["target"]) for b in beads] == [([0], [0]), ([1], [1])]


def test_terms_and_a_memory_help(files: tuple[Path, Path], tmp_path: Path) -> None:
    memory = tmp_path / "known.tmx"
    assert aligned(files, "-o", str(memory)).exit_code == 0
    base = tmp_path / "base.tbx"
    shipped = Path(__file__).parents[2] / "glossary" / "termbases" / "contested.tbx"
    base.write_bytes(shipped.read_bytes())
    result = aligned(files, "--memory", str(memory), "--termbase", str(base))
    assert result.exit_code == 0


@pytest.mark.parametrize("spoiled", [b"", b"%PDF-1.7"])
def test_what_cannot_be_read_is_refused_with_its_reason(
    files: tuple[Path, Path], spoiled: bytes
) -> None:
    files[1].write_bytes(spoiled)
    result = aligned(files)
    assert result.exit_code == 2
    assert "article.ru.md" in result.stderr
