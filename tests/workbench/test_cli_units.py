"""`extract` and `merge` from the outside: what they print, write and answer."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.translations.formats.originals.samples import FILES, members, pseudo, read, told
from workbench.cli import main

PAGE = "<p>One <b>bold</b> word. Second sentence &amp; more.<p>\\<1> is no code."


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def units(file: Path, *options: str) -> list[dict[str, Any]]:
    result = call("extract", file, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def merged(page: Path, tmp_path: Path) -> Callable[..., tuple[Result, Path]]:
    def merge(*changed: object) -> tuple[Result, Path]:
        lines, out = tmp_path / "units.jsonl", tmp_path / "out.html"
        lines.write_text("\n".join(map(json.dumps, changed)), encoding="utf-8")
        return call("merge", page, lines, "-o", out), out

    return merge


def test_a_unit_is_an_object_with_its_source_and_its_codes(page: Path) -> None:
    found = units(page)
    assert [(unit["id"], unit["source"], unit["language"]) for unit in found] == [
        ("1.1", "One <1>bold</1> word.", "en"),
        ("1.2", "Second sentence & more.", "en"),
        ("2.1", "\\\\\\<1> is no code.", "en"),
    ]
    assert found[0]["codes"][0] == {
        "placeholder": "<1>",
        "kind": "sc",
        "display": "b",
        "original": "<b>",
        "canDelete": True,
        "canReorder": True,
    }
    assert {unit["target"] for unit in found} == {""}


def test_the_language_may_be_told(page: Path) -> None:
    assert {unit["language"] for unit in units(page, "--lang", "de")} == {"de"}


def test_what_has_a_target_is_written_and_nothing_else(
    page: Path, merged: Callable[..., tuple[Result, Path]]
) -> None:
    first, *others = units(page)
    result, out = merged({**first, "target": "Раз <1>два</1> <3>."}, *others)
    assert (result.exit_code, result.output) == (0, "")
    written = out.read_text(encoding="utf-8")
    assert written == PAGE.replace("One <b>bold</b> word.", "Раз <b>два</b> &lt;3&gt;.")


def test_pairs_go_out_with_their_translations(tmp_path: Path) -> None:
    file, lines, out = tmp_path / "a.csv", tmp_path / "u.jsonl", tmp_path / "out.csv"
    file.write_text("en,ru\nOne.,Раз.\nTwo.,\n", encoding="utf-8")
    first, second = units(file, "--lang", "en")
    assert (first["source"], first["target"]) == ("One.", "Раз.")
    assert (second["source"], second["target"]) == ("Two.", "")
    done = (json.dumps(each) for each in (first, {**second, "target": "Два."}))
    lines.write_text("\n".join(done), encoding="utf-8")
    assert call("merge", file, lines, "-o", out).exit_code == 0
    assert out.read_text("utf-8") == "en,ru\nOne.,Раз.\nTwo.,Два.\n"


TEXTS = {
    "a.md": b"# A *title*\r\n\n> Quoted `code` here.\n> And there.\n\n[x]: /u\n",
    "a.txt": b"\xef\xbb\xbfOne line. Two sentences.\n\n\tAnother.\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_units_of_texts_go_out_and_come_home(name: str, tmp_path: Path) -> None:
    file, lines, out = tmp_path / name, tmp_path / "u.jsonl", tmp_path / f"out-{name}"
    file.write_bytes(TEXTS[name])
    found = units(file, "--lang", "en")
    lines.write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    assert call("merge", file, lines, "-o", out).exit_code == 0
    assert out.read_bytes() == TEXTS[name]
    done = [{**unit, "target": pseudo(unit["source"])} for unit in found]
    lines.write_text("\n".join(map(json.dumps, done)), encoding="utf-8")
    assert call("merge", file, lines, "-o", out).exit_code == 0
    assert [unit["source"] for unit in units(out)] == [unit["target"] for unit in done]


@pytest.mark.parametrize("name", FILES)
def test_units_go_out_and_come_home(name: str, tmp_path: Path) -> None:
    file, lines, out = tmp_path / name, tmp_path / "u.jsonl", tmp_path / f"out-{name}"
    file.write_bytes(FILES[name])
    assert call("extract", file, "-o", lines).exit_code == 0
    assert call("merge", file, lines, "-o", out).exit_code == 0
    assert out.read_bytes() == FILES[name]
    found = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    done = [json.dumps({**unit, "target": pseudo(unit["source"])}) for unit in found]
    lines.write_text("\n".join(done), encoding="utf-8")
    assert call("merge", file, lines, "-o", out).exit_code == 0
    before, after = read(FILES[name], name), read(out.read_bytes(), name)
    kept = [bool(block.left_out) for block in before.document.blocks]
    assert told(after) == [
        (text if left else pseudo(text), codes)
        for left, (text, codes) in zip(kept, told(before), strict=True)
    ]
    if not name.endswith(".html"):
        assert list(members(out.read_bytes())) == list(members(FILES[name]))


def test_a_code_that_must_stay_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    file, lines, out = tmp_path / "a.html", tmp_path / "u.jsonl", tmp_path / "out.html"
    file.write_text("<p>See <img src=x> here.", encoding="utf-8")
    unit = {**units(file)[0], "target": "Тут."}
    lines.write_text(json.dumps(unit), encoding="utf-8")
    result = call("merge", file, lines, "-o", out)
    assert result.exit_code == 1
    assert "1.1: The inline code “img” is missing; it must be kept." in result.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Line 1 of the units: this is no JSON object."),
        ("[]", "Line 1 of the units: this is no JSON object."),
        ('\n{"id": "7.1"}', "Line 2 of the units: the file has no unit “7.1”."),
        ('{"id": "1.1", "source": "?"}', "Line 1 of the units: its source is not that of the file"),
        (
            '{"id": "1.2", "source": "Second sentence & more.", "target": 3}',
            "Line 1 of the units: its target is no text.",
        ),
    ],
)
def test_units_of_something_else_are_bad_input(
    page: Path, tmp_path: Path, line: str, message: str
) -> None:
    lines = tmp_path / "u.jsonl"
    lines.write_text(line, encoding="utf-8")
    result = call("merge", page, lines, "-o", tmp_path / "out.html")
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("a.pdf", b"%PDF", "cannot be read"),
        ("a.docx", b"x", "no readable ZIP archive"),
        ("a.html", b"a\0", "NUL"),
    ],
)
def test_files_that_cannot_be_read_are_bad_input(
    tmp_path: Path, name: str, body: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(body)
    result = call("extract", tmp_path / name)
    assert result.exit_code == 2
    assert message in result.output


def test_a_folder_that_is_not_there_is_bad_input(page: Path, tmp_path: Path) -> None:
    result = call("extract", page, "-o", tmp_path / "no" / "u.jsonl")
    assert result.exit_code == 2
    assert "No such file" in result.output


def test_commands_on_files_load_nothing_that_other_formats_need() -> None:
    probe = (
        "import sys, workbench.cli, workbench.commands.units\n"
        "from translations.formats import bilingual\n"
        "bilingual.by_name('a.po')\n"
        "heavy = ('sqlalchemy', 'flask', 'lxml', 'markdown_it', 'razdel', 'sentencex', 'polib',"
        " 'charset_normalizer', 'rapidfuzz', 'openpyxl', 'numpy')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
