"""`workbench glossary import` and `export`, as a person calls them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary.formats.bundle import read_bundle, write_tables
from glossary.formats.csv_folder import write_folder
from glossary.formats.tbx import write_tbx
from glossary.formats.xlsx import write_xlsx
from glossary.model import Concept, Status, TermBase
from tests.workbench import factories
from workbench.cli import main
from workbench.services import terms
from workbench.storage.engine import Database

BASE = replace(
    factories.TERMBASE,
    concepts=tuple(replace(c, contested=False) for c in factories.TERMBASE.concepts),
)


@pytest.fixture
def call(
    database: Database, migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Caller:
    monkeypatch.setenv("WORKBENCH_DATABASE", migrated_url)
    monkeypatch.setenv("WORKBENCH_INSTANCE", str(tmp_path / "instance"))
    return Caller(database)


class Caller:
    """Somebody at a terminal."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __call__(self, *words: object, status: int = 0) -> Result:
        answer = CliRunner().invoke(main, ["glossary", *map(str, words)])
        assert answer.exit_code == status, answer.output
        return answer

    def read(self, glossary_id: int = 1) -> TermBase:
        return terms.read(self.database, actor=None, glossary_id=glossary_id)


def texts(base: TermBase) -> set[tuple[str, str, str]]:
    return {(c.id, t.language, t.text) for c in base.concepts for t in c.terms}


def folder(path: Path, base: TermBase = BASE) -> Path:
    path.mkdir()
    for name, body in write_folder(base).items():
        (path / name).write_bytes(body)
    (path / "README.md").write_text("no table", encoding="utf-8")
    return path


def test_the_first_import_makes_the_glossary(call: Caller, tmp_path: Path) -> None:
    place = folder(tmp_path / "words")
    assert "Would make" in call("import", place, "--dry-run").output
    assert "3 concepts and 2 policies" in call("import", place, "--glossary", "Слова").output
    base = call.read()
    assert (base.name, base.revision) == ("Слова", 1)
    assert texts(base) == texts(BASE)
    assert base.policies == BASE.policies


def test_a_later_import_tells_what_it_does_and_does_it_once(call: Caller, tmp_path: Path) -> None:
    call("import", folder(tmp_path / "words"))
    file = tmp_path / "more.tbx"
    changed = replace(BASE.concepts[2], definition="Changed.")
    file.write_bytes(write_tbx(TermBase(concepts=(changed, Concept(id="truce")))))
    told = call("import", file, "--dry-run").output
    assert "1 new, 1 changed, 2 unchanged, 0 policies" in told
    assert "+ truce" in told
    assert "~ republic" in told
    assert call.read().revision == 1
    assert "revision 2" in call("import", file).output
    assert "revision" not in call("import", file).output
    assert call.read().revision == 2
    assert texts(call.read()) == texts(BASE)


@pytest.mark.parametrize(
    ("ending", "name"), [("tbx", "w.tbx"), ("xlsx", "w.xlsx"), ("csv", "w.zip"), ("csv", "w")]
)
def test_what_is_exported_can_be_imported(
    call: Caller, tmp_path: Path, ending: str, name: str
) -> None:
    call("import", folder(tmp_path / "words"))
    to = tmp_path / name
    call("export", "--format", ending, "-o", to)
    assert "0 new, 0 changed, 3 unchanged" in call("import", to).output
    assert call("export", "--format", "tbx").stdout_bytes == write_tbx(call.read())
    found = read_bundle({"p.toml": call("export", "--format", "policies").stdout_bytes})
    assert found.policies == BASE.policies


def test_of_several_glossaries_one_must_be_named(call: Caller, tmp_path: Path) -> None:
    place = folder(tmp_path / "words")
    call("import", place, "--glossary", "one")
    call("import", place, "--glossary", "two")
    assert "--glossary: one, two" in call("export", status=2).output
    assert "there are: one, two" in call("export", "--glossary", "three", status=2).output
    assert call("export", "--glossary", "two").stdout_bytes


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("words.tbx", b"<tbx", "words.tbx, line 1: "),
        ("words.docx", b"PK", "words.docx: this is neither"),
        ("bad.zip", write_tables(TermBase(concepts=(Concept(id="c", contested=True),))), "Say why"),
        ("bad.tbx", write_tbx(TermBase(concepts=(Concept(id="c", contested=True),))), "Say why"),
        ("long.csv", b"en\n" + b"x" * 300, "There is no concept in it"),
        ("none.csv", b"en,ru\n", "There is no concept in it"),
        ("big.tbx", b" " * (50 * 1024 * 1024 + 1), "larger than 52428800 bytes"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_what_cannot_be_read_or_kept_is_refused_and_nothing_is_made(
    call: Caller, tmp_path: Path, name: str, body: bytes, said: str, options: tuple[str, ...]
) -> None:
    file = tmp_path / name
    file.write_bytes(body)
    answer = call("import", file, *options, status=2)
    assert said in answer.stderr.splitlines()[-1]
    assert "Traceback" not in answer.output
    assert "there are: none" in call("export", "--glossary", "x", status=2).output


def test_a_folder_without_tables_is_told(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no table", encoding="utf-8")
    assert "there is no TBX, CSV or TOML file" in call("import", tmp_path, status=2).output


def test_a_file_of_another_program_is_known_when_it_comes_again(
    call: Caller, tmp_path: Path
) -> None:
    terms_of = {"eid-Voc.01": "levy", "eid-Voc.02": "war"}
    entries = "".join(
        f'<termEntry id="{ident}"><langSet xml:lang="EN"><tig><term>{text}</term></tig></langSet>'
        "</termEntry>"
        for ident, text in terms_of.items()
    )
    file = tmp_path / "words.tbx"
    file.write_text(
        '<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p>'
        f"</sourceDesc></fileDesc></martifHeader><text><body>{entries}</body></text></martif>",
        encoding="utf-8",
    )
    call("import", file, "--glossary", "theirs")
    assert texts(call.read()) == {("eid-voc-01", "en", "levy"), ("eid-voc-02", "en", "war")}
    assert "0 new, 0 changed, 2 unchanged" in call("import", file).output


def test_a_table_with_headings_of_its_own_is_imported_by_them(call: Caller, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("English;Русский;Статус\ntruce;перемирие;\nwar;;so-so\n", encoding="cp1251")
    told = call("import", file, "--glossary", "own")
    assert "column A: term en" in told.output
    assert "row 3, column C: “so-so” is no status." in told.output
    assert texts(call.read()) == {("truce", "en", "truce"), ("truce", "ru", "перемирие")}
    file.write_text("this;that\nx;y\n", encoding="utf-8")
    assert "no heading says" in call("import", file, status=2).output
    file.write_bytes("pl;x\nzażółć gęślą;y\n".encode("cp1250"))
    assert "save it in UTF-8" in call("import", file, status=2).output


def test_conflicts_stay_unless_the_file_is_to_be_taken(call: Caller, tmp_path: Path) -> None:
    call("import", folder(tmp_path / "words"))
    concept = next(c for c in BASE.concepts if any(t.status == "preferred" for t in c.terms))
    demoted = replace(
        concept, terms=tuple(replace(t, status=Status.DEPRECATED) for t in concept.terms)
    )
    file = tmp_path / "more.xlsx"
    file.write_bytes(write_xlsx(TermBase(concepts=(demoted,))))
    assert f"! {concept.id}: demoted" in call("import", file).output
    assert call.read().revision == 1
    assert "revision 2" in call("import", file, "--take-conflicts").output


def test_decisions_are_exported_as_lines_of_json(call: Caller, tmp_path: Path) -> None:
    call("import", folder(tmp_path / "words"))
    (line,) = call("export", "--format", "decisions").output.splitlines()
    assert json.loads(line)["revision"] == 1


@pytest.mark.parametrize("style", ["dca", "dct", "v2"])
@pytest.mark.parametrize("dialect", ["TBX-Core", "TBX-Min", "TBX-Basic"])
def test_tbx_of_every_style_and_dialect_can_be_imported(
    call: Caller, tmp_path: Path, style: str, dialect: str
) -> None:
    call("import", folder(tmp_path / "words"))
    to = tmp_path / "w.tbx"
    call("export", "--style", style, "--dialect", dialect, "-o", to)
    assert "0 new, 0 changed, 3 unchanged" in call("import", to).output
