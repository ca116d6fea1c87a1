"""A table for review goes through LibreOffice and is read as it was, changes and comments too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.proof.oracles import program
from tests.translations.trips.test_review_table import COMMENTS, edited, in_place_of, rows, run
from translations.model import State

pytestmark = pytest.mark.proof

DATED = 'w:date="2026-01-01T00:00:00Z"'
TRACKED = (
    '<w:commentRangeStart w:id="5"/>'
    f'<w:del w:id="1" w:author="Ann" {DATED}><w:r><w:delText>Город</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" w:author="Ben" {DATED}>{run("Посёлок")}</w:ins>{run(".")}'
    '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
)


def saved_by_libreoffice(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice writes it when somebody saves it there."""
    (folder / "table.docx").write_bytes(data)
    command = [
        program("soffice", "libreoffice-writer"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "saved"),
        str(folder / "table.docx"),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return (folder / "saved" / "table.docx").read_bytes()


def test_libreoffice_keeps_what_brings_a_table_home(tmp_path: Path) -> None:
    comments = COMMENTS.replace('w:author="Ann"', f'w:author="Ann" {DATED}')
    table = edited(in_place_of("Город.", TRACKED), comments=comments)
    found = rows(saved_by_libreoffice(table, tmp_path))
    assert sorted(found) == [1, 2, 3, 4]
    one = found[1]
    assert (one.target, one.tracked, set(one.who)) == ("Посёлок.", "Город.", {"Ann", "Ben"})
    assert one.source == "A \ue000bold\ue001 town."
    assert one.notes == ("Which town?", "Ann: Too plain.")
    assert [each.state for each in found.values()] == [
        State.TRANSLATED, State.INITIAL, State.REVIEWED, None,
    ]  # fmt: skip
    assert found[4].left_out
