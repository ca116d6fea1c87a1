"""`workbench convert`: pairs of one format in another, and its exit status."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.translations.formats.bilingual.samples import FILES
from translations.formats import bilingual
from translations.formats.bilingual import Languages, PairFile
from translations.inline import plain
from translations.model import State
from translations.placeholders import names, spelled
from translations.validation import validate
from workbench.cli import main

FROM = ("one.xlf", "two.xliff", "a.tmx", "a.po", "ours.po", "a.csv", "a.tsv", "a.xlsx")
TO = {"b.xlf": "xliff12", "c.xlf": "xliff", "d.tmx": "tmx", "e.po": "po", "f.csv": "csv",
      "g.tsv": "tsv"}  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, arguments)])


def read(path: Path) -> PairFile:
    form = bilingual.by_name(path.name)
    assert form is not None
    return form.read(path.read_bytes(), Languages(source="en", target="uk"))


def given(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(FILES[name])
    return path


def texts(file: PairFile, *, spelt: bool) -> list[tuple[str, str]]:
    """The pairs that have a translation; codes as placeholders, or passed over."""
    return [
        (
            (spelled(s.source, names(s.codes)), spelled(s.target, names(s.codes)))
            if spelt
            else (plain(s.source).text, plain(s.target).text)
        )
        for s in file.segments
        if s.target and not s.left_out
    ]


@pytest.mark.parametrize(("name", "to"), list(product(FROM, TO)))
def test_pairs_come_into_every_format_and_files_are_valid(
    name: str, to: str, tmp_path: Path
) -> None:
    source, out = given(tmp_path, name), tmp_path / to
    result = run(source, out, "--from", "en", "--to", "uk", "--format", TO[to])
    assert (result.exit_code, result.output) == (0, "")
    is_table = to.endswith(("csv", "tsv"))
    before, after = (texts(read(path), spelt=is_table) for path in (source, out))
    if is_table:
        after = texts(read(out), spelt=False)
    assert after == before
    if not is_table:
        assert validate(out.read_bytes(), to).flaws == ()


def test_states_notes_and_units_come_along(tmp_path: Path) -> None:
    source = given(tmp_path, "one.xlf")
    for step in ("two.xlf", "three.po", "four.csv"):
        out = tmp_path / step
        assert run(source, out, "--from", "en", "--to", "uk").exit_code == 0
        source = out
    found = next(each for each in read(source).segments if each.id.endswith("done/s1"))
    assert (found.state, found.notes) == (State.FINAL, ("Mind the order",))
    units = [each.unit for each in read(tmp_path / "two.xlf").segments]
    assert units.count("parts") == 3
    assert units.count("u5") == 2


def test_what_codes_stand_for_comes_along(tmp_path: Path) -> None:
    out = tmp_path / "b.xlf"
    run(given(tmp_path, "one.xlf"), out)
    text = out.read_text(encoding="utf-8")
    assert '<data id="d3" xml:space="preserve">&lt;ph id="3"' not in text
    assert ">&lt;br/&gt;</data>" in text


def test_a_template_without_languages_asks_for_them(tmp_path: Path) -> None:
    source, out = tmp_path / "a.pot", tmp_path / "b.xlf"
    source.write_text('msgid "One"\nmsgstr ""\n', encoding="utf-8")
    result = run(source, out)
    assert result.exit_code == 2
    assert "name the language of its sources" in result.output
    assert run(source, out, "--from", "en").exit_code == 0
    assert b"trgLang" not in out.read_bytes()
    assert validate(out.read_bytes(), "b.xlf").flaws == ()
    assert run(source, tmp_path / "b.tmx", "--from", "en").exit_code == 2


def test_standard_output_is_told_by_a_dash(tmp_path: Path) -> None:
    result = run(given(tmp_path, "a.tsv"), "-", "--format", "csv")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "id,en,uk-UA,state,notes")


def test_bad_usage_and_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    empty = tmp_path / "c.po"
    empty.write_text('msgid ""\nmsgstr "Language: uk\\n"\n', encoding="utf-8")
    good, other = given(tmp_path, "a.po"), tmp_path / "a.docx"
    other.write_bytes(b"x")
    broken = tmp_path / "b.po"
    broken.write_text('msgid "One"\n', encoding="utf-8")
    for arguments, told in (
        ((other, tmp_path / "b.po"), "files of pairs end in"),
        ((good, tmp_path / "b.docx"), "--format"),
        ((good, good), "over itself"),
        ((empty, tmp_path / "b.xlf", "--from", "en"), "The file has no segments."),
        ((broken, tmp_path / "c.po"), "The last entry has no msgstr."),
        ((good, tmp_path / "b.tmx", "--from", "en", "--to", "fr"), "it is in uk, not in fr"),
        ((good, tmp_path / "nowhere" / "b.csv"), "No such file"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert told in result.output
