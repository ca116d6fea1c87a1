"""Glossaries of strangers are read in a process of their own, and it gives the same answer."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from typing import Any

import pytest

from glossary.errors import UnreadableTermBase
from glossary.formats.bundle import write_tables
from glossary.formats.columns import Column, Layout
from glossary.formats.headings import Field
from glossary.formats.strangers import Choice, open_files
from glossary.formats.tbx import write_tbx
from glossary.formats.xlsx import write_xlsx
from glossary.termbases import shipped
from workbench import term_gate

BASE = shipped()
TABLE = {"t.csv": b"en,ru\n" + "war,война\n".encode() * 8_000}
_COLUMNS = (Column(field=Field.TERM, language="en"), Column(field=Field.NOTE))


@pytest.mark.parametrize(
    ("files", "choice"),
    [
        ({"a.xlsx": write_xlsx(BASE)}, None),
        ({"a.zip": write_tables(BASE)}, None),
        ({"a.tbx": write_tbx(BASE)}, None),
        (TABLE, None),
        (TABLE, Choice(layout=Layout(columns=_COLUMNS), delimiter=",", encoding="utf-8")),
    ],
    ids=["workbook", "zip", "tbx", "table", "table-with-columns"],
)
def test_what_is_read_apart_is_what_is_read_here(
    files: dict[str, bytes], choice: Choice | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(term_gate, "SMALL", 0)
    assert term_gate.read(files, choice) == open_files(files, choice)


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(60_000_000))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.xlsx", b"PK", "cannot be opened"),
        ("a.xlsx", bomb(), "grows more than"),
        ("a.zip", b"", "cannot be opened"),
        ("a.tbx", b"<a>" * 100_000, "a.tbx"),
        ("a.csv", b'"' + b"x" * 200_000, "a.csv"),
        ("a.toml", b"a = " + b"[" * 100_000, "a.toml"),
    ],
)
def test_a_refusal_comes_back_with_its_place(name: str, body: bytes, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableTermBase, match=said):
        term_gate.read({name: body})
    assert time.monotonic() - began < 20  # of which most is the start of a process


def test_too_much_is_not_even_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_gate, "MOST_BYTES", 10)
    with pytest.raises(UnreadableTermBase, match="larger than 10 bytes"):
        term_gate.read({"a.tbx": bytes(11)})


def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_gate, "_SECONDS", 0.01)
    with pytest.raises(UnreadableTermBase, match="more than"):
        term_gate.read({"a.zip": write_tables(BASE)})


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    run = subprocess.run

    def no_module(command: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        return run([command[0], "-c", "import resource, sys; sys.exit(3)"], **more)

    monkeypatch.setattr(subprocess, "run", no_module)
    with pytest.raises(UnreadableTermBase, match="more memory or time"):
        term_gate.read({"a.zip": write_tables(BASE)})
