"""`segment` from the outside: what it prints, and what it refuses."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from workbench.cli import main


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["segment", *(str(each) for each in arguments)])


def kept(folder: Path, text: str, name: str = "a.txt") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    return file


def test_a_sentence_is_a_line_and_paragraphs_are_apart(tmp_path: Path) -> None:
    file = kept(tmp_path, "Вышел г. Иванов. Он сказал: «Да».\n\nКонец.\n")
    result = call("--lang", "ru", file)
    assert result.exit_code == 0
    assert result.stdout == "Вышел г. Иванов.\nОн сказал: «Да».\n\nКонец.\n"


def test_markup_is_no_part_of_a_sentence(tmp_path: Path) -> None:
    file = kept(tmp_path, "A *bold*\nword &amp; more. Two.\n", "a.md")
    assert call(file).stdout == "A bold word & more.\nTwo.\n"


def test_objects_keep_the_white_space(tmp_path: Path) -> None:
    file = kept(tmp_path, "One.  Two.\r\nThree.\n")
    result = call("--json", "--lang", "en", file)
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"block": 1, "text": "One.", "after": "  "},
        {"block": 1, "text": "Two.", "after": ""},
        {"block": 2, "text": "Three.", "after": ""},
    ]


def test_it_writes_into_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert call(kept(tmp_path, "One. Two.\n"), "-o", out).output == ""
    assert out.read_text("utf-8") == "One.\nTwo.\n"


def test_what_cannot_be_read_is_bad_input(tmp_path: Path) -> None:
    result = call(kept(tmp_path, "%PDF", "a.pdf"))
    assert result.exit_code == 2
    assert "cannot be read" in result.output
