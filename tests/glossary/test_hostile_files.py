"""Term bases made to do harm: each is refused with its name, at once and in little memory."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from glossary.errors import UnreadableTermBase
from glossary.formats.bundle import read_bundle
from glossary.formats.csv_folder import CONCEPTS, POLICIES, TERMS, read_folder, write_folder
from glossary.formats.marks import take_marks
from glossary.formats.policies_toml import MOST_BYTES
from glossary.formats.tbx import read_tbx
from glossary.model import Concept, Policy, Rule, Status, Term, TermBase

HEADS = {
    CONCEPTS: b"concept,subject,contested,definition,why_contested\n",
    TERMS: b"concept,lang,term,pos,status,usage\n",
}
_SIZE_IN_DIRECTORY, _SIZE_IN_HEAD = 24, 22


def zipped(name: str, body: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytearray:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr(name, body)
    return bytearray(packed.getvalue())


def lying(packing: int) -> bytes:
    """A zip that claims ten bytes and holds thirty megabytes."""
    packed = zipped(TERMS, bytes(30_000_000), packing)
    struct.pack_into("<I", packed, packed.rindex(b"PK\x01\x02") + _SIZE_IN_DIRECTORY, 10)
    struct.pack_into("<I", packed, _SIZE_IN_HEAD, 10)
    return bytes(packed)


def corrupt() -> bytes:
    packed = zipped(TERMS, b"x")
    packed[packed.index(TERMS.encode()) + len(TERMS)] = 0xFF
    return bytes(packed)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_lies_about_its_size_costs_no_memory(packing: int) -> None:
    packed = lying(packing)
    tracemalloc.start()
    with pytest.raises(UnreadableTermBase, match=r"words\.zip"):
        read_bundle({"words.zip": packed})
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.parametrize(
    "files",
    [
        {"words.zip": corrupt()},
        {"words.zip": bytes(zipped("/////////", b"x"))},
        {"house.toml": b"a = " + b"[" * 50_000},
        {"house.toml": b"a = " + b"{a = " * 20_000},
        {"house.toml": b"a." * 20_000 + b"a = 1"},
        {"house.toml": b"x = {" + b'"a" . ' * 20_000 + b"a = 1}"},
        {"house.toml": b"a = " + b"9" * 5_000},
        {"house.toml": b"a" * 500_000},
        {"house.toml": b"#" * (MOST_BYTES + 1)},
    ],
    ids=[
        "corrupt-zip", "nameless-entry", "brackets", "braces", "dots", "quoted-dots", "number",
        "endless-word", "endless-file",
    ],
)  # fmt: skip
def test_what_would_break_a_parser_is_refused(files: dict[str, bytes]) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableTermBase):
        read_bundle(files)
    assert time.process_time() - began < 3


def protected() -> bytes:
    """A zip whose entry says that it asks for a password."""
    packed = zipped(TERMS, b"x")
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    packed[6] |= 1
    return bytes(packed)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"words.zip": protected()}, "protected by a password"),
        ({CONCEPTS: HEADS[CONCEPTS] + b"c,,no,a\0b,\n", TERMS: HEADS[TERMS]}, "line 2: a NUL"),
        ({"deep.tbx": b"<a>" * 100_000}, "nested more than 256 deep"),
        ({"long.tbx": b'<a b="' + b"x" * 11_000_000 + b'"/>'}, "long.tbx, line 1: "),
        ({"nul.tbx": b"<a>\0</a>"}, "nul.tbx, line 1: "),
    ],
)
def test_a_refusal_is_one_line_in_plain_words(files: dict[str, bytes], said: str) -> None:
    with pytest.raises(UnreadableTermBase) as refused:
        read_bundle(files)
    told = str(refused.value)
    assert said in told
    assert "\n" not in told
    assert "XML_PARSE" not in told
    assert "ZipInfo" not in told
    assert told.count("line ") <= 1


def _tbx(title: str = "", note: str = "") -> bytes:
    return (
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" xml:lang="en">'
        f"<tbxHeader><fileDesc><titleStmt><title>x</title><note>{title}</note></titleStmt>"
        "<sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>"
        '<conceptEntry id="c"><langSec xml:lang="en"><termSec><term>a</term>'
        f"<note>{note}</note></termSec></langSec></conceptEntry></body></text></tbx>"
    ).encode()


@pytest.mark.parametrize("value", ["[" * 100_000, "9" * 5_000, "{}", "[1]"])
def test_a_list_in_a_note_is_a_list_of_texts(value: str) -> None:
    with pytest.raises(UnreadableTermBase, match="no list of texts"):
        read_tbx(_tbx(note=f"workbench:forms {value}"))


def test_a_revision_that_no_database_holds_is_none() -> None:
    assert read_tbx(_tbx(title=f"workbench:revision {'9' * 5_000}")).revision == 0
    assert read_tbx(_tbx(title="workbench:revision 12")).revision == 12


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE tbx [<!ENTITY a "b">]>',
        '<!DOCTYPE tbx [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
        '<!DOCTYPE tbx [<!ENTITY p SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_file_that_declares_entities_is_refused(head: str) -> None:
    with pytest.raises(UnreadableTermBase):
        read_tbx(head.encode() + _tbx(note="&amp;"))


def test_marks_that_never_close_are_given_up_at_once() -> None:
    began = time.process_time()
    text = "[case:" + " " * 20_000 + "x"
    assert take_marks(text, ("case", "forms")) == ({}, text)
    assert time.process_time() - began < 1


FORMULAS = ("=1+2", "+1", "-1", "@SUM(A1)", "'=1", "''-ending", "＝1", "-ий", "'quoted'")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_each_is_read_back(text: str) -> None:
    term = Term(id="t", concept=text, language="en", text=text, status=Status.ADMITTED, usage=text)
    concept = Concept(id=text, subject=text, definition=text, terms=(term,))
    rule = Rule(required=(text,), rationale=text)
    base = TermBase(concepts=(concept,), policies=(Policy(name=text, rules=(rule,)),))
    tables = write_folder(base)
    for table in (CONCEPTS, TERMS, POLICIES):
        cells = tables[table].decode().replace('"', "").replace("\n", ",").split(",")
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]
    found = read_folder(tables)
    assert [c.id for c in found.concepts] == [text]
    assert [(t.text, t.usage) for t in found.terms("en")] == [(text, text)]
    assert found.policies == base.policies
