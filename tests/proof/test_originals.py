"""Files that are translated and written back open in other programs, and read as they should."""

import subprocess
from pathlib import Path

import pytest

from tests.proof.oracles import program, read_by_libreoffice
from tests.translations.formats.originals.samples import everything, pseudo, read
from translations.formats import originals

pytestmark = pytest.mark.proof

#: What a person may have written in LibreOffice.
PAGE = """
<html><head><title>A title</title></head><body>
<h1>The heading</h1>
<p>It runs on, <b>boldly</b> and <i>in <u>both</u></i>,
with <a href="http://a.example/">a link</a>.</p>
<ul><li>One point</li><li>Another &amp; more</li></ul>
<table><tr><td>A cell</td><td>Its <b>neighbour</b></td></tr></table>
<p>Ополчение, «в Новороссию».</p>
</body></html>
"""


def made_by_libreoffice(folder: Path, form: str) -> Path:
    """A document in this format that LibreOffice has made of a page."""
    page = folder / "made.html"
    page.write_text(PAGE, encoding="utf-8")
    command = [
        program("soffice", "libreoffice-writer"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8"}[form],
        "--outdir",
        str(folder),
        str(page),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return folder / f"made.{form}"


def translated(file: Path) -> Path:
    original = read(file.read_bytes(), file.name)
    written = file.with_name(f"translated{file.suffix}")
    written.write_bytes(originals.write(original, everything(original)))
    return written


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_libreoffice_made_it_reads_again_translated(form: str, tmp_path: Path) -> None:
    file = made_by_libreoffice(tmp_path, form)
    original = read(file.read_bytes(), file.name)
    assert originals.write(original, {}) == file.read_bytes()
    words = read_by_libreoffice(file, tmp_path)
    assert "It runs on, boldly and in both, with a link." in words
    assert read_by_libreoffice(translated(file), tmp_path) == pseudo(words)
