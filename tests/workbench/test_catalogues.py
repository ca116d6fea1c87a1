"""Every language of the pages says everything that the pages say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from gettext import c2py
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from babel.messages.frontend import CommandLineInterface
from flask_openapi3.openapi import OpenAPI

from tests.workbench.speaking import CATALOGUES, LOCALE, speak
from translations.validation import validate
from workbench.web.languages import LOCALES

ROOT = Path(__file__).parents[2]
PACKAGES = ("glossary", "translations", "workbench")

#: What marks a message besides the functions of gettext: errors, and what the core says.
KEYWORDS = ("InvalidInput:2", "Conflict:1", "say:1", "counted:1,2")
#: What stands in a message for something else, and the marks of HTML.
_FILLED_IN = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|</?\w[^>]*>")

of_every_language = pytest.mark.parametrize("locale", CATALOGUES)


class Text(HTMLParser):
    """The words of a page, without its marks, scripts and styles; and its language."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang")

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.fixture(scope="session")
def messages(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """All that the sources say today, collected as `babel.cfg` tells."""
    path = tmp_path_factory.mktemp("said") / "messages.pot"
    keywords = [f"--keyword={each}" for each in KEYWORDS]
    sources = [str(ROOT / package) for package in PACKAGES]
    output = ["-o", str(path)]
    arguments = ["-q", "extract", "-F", str(LOCALE / "babel.cfg"), *keywords, *output, *sources]
    CommandLineInterface().run(["pybabel", *arguments])  # type: ignore[no-untyped-call]
    return polib.pofile(str(path))


def test_every_language_but_that_of_the_sources_has_a_catalogue() -> None:
    assert set(CATALOGUES) == set(LOCALES[1:])


@of_every_language
def test_every_message_is_said(locale: str, messages: polib.POFile) -> None:
    ready = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for entry in polib.pofile(str(CATALOGUES[locale]))
        if entry.translated()
    }
    wanted = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in messages}
    assert len(wanted) > 500
    assert sorted(map(str, wanted - ready)) == []


def test_what_is_said_is_written_out_where_it_is_said(messages: polib.POFile) -> None:
    """Else no catalogue could be made of it."""
    templates = {text for entry in messages for text in (entry.msgid, entry.msgid_plural)}
    said = [
        text
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for text in _said(path)
    ]
    assert len(said) > 150
    assert [text for text in said if text not in templates] == []


@of_every_language
def test_a_catalogue_keeps_to_the_format(locale: str) -> None:
    path = CATALOGUES[locale]
    assert validate(path.read_bytes(), path.name).flaws == ()


@of_every_language
def test_what_is_filled_in_stands_in_every_form(locale: str) -> None:
    catalogue = polib.pofile(str(CATALOGUES[locale]))
    numbers = _numbers_of_forms(catalogue)
    wrong = [
        (entry.msgid, said)
        for entry in catalogue
        for said, original, may_omit in _forms(entry, numbers)
        if not _agree(said, original, may_omit=may_omit)
    ]
    assert wrong == []


@of_every_language
def test_a_message_that_counts_has_every_form_of_the_language(locale: str) -> None:
    catalogue = polib.pofile(str(CATALOGUES[locale]))
    forms = set(_numbers_of_forms(catalogue))
    counting = [entry for entry in catalogue if entry.msgid_plural]
    assert counting
    for entry in counting:
        assert set(entry.msgstr_plural) == forms, entry.msgid
        assert all(entry.msgstr_plural.values()), entry.msgid


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
@of_every_language
def test_a_page_is_served_in_the_language_that_is_asked_for(
    locale: str, app: OpenAPI, tmp_path: Path
) -> None:
    speak(app, tmp_path / "locale")
    asked = app.test_client().get("/sign-in", headers={"Accept-Language": f"{locale},en;q=0.5"})
    page = Text()
    page.feed(asked.text)
    assert page.language == locale
    for message in ("Skip to the content", "Sign in", "Password"):
        entry = polib.pofile(str(CATALOGUES[locale])).find(message)
        assert entry is not None
        assert entry.msgstr in page.said
        assert message not in page.said


def _said(path: Path) -> Iterator[str | None]:
    """Give the templates of a file's calls; none for one that is no literal."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for argument in node.args[: {"say": 1, "counted": 2}.get(node.func.id, 0)]:
                literal = argument.value if isinstance(argument, ast.Constant) else None
                yield literal if isinstance(literal, str) else None


def _numbers_of_forms(catalogue: polib.POFile) -> dict[int, list[int]]:
    """Tell which of the first numbers each plural form of the language stands for."""
    rule = re.fullmatch(
        r"nplurals=(\d+);\s*plural=(.+?);?", catalogue.metadata["Plural-Forms"].strip()
    )
    assert rule is not None
    form_of = c2py(rule[2])
    numbers: dict[int, list[int]] = {form: [] for form in range(int(rule[1]))}
    for number in range(200):
        numbers[form_of(number)].append(number)
    return numbers


def _forms(entry: polib.POEntry, numbers: dict[int, list[int]]) -> list[tuple[str, str, bool]]:
    """Give each form, the original it answers, and whether it may leave the number unsaid."""
    if not entry.msgid_plural:
        return [(entry.msgstr, entry.msgid, False)]
    return [
        (said, entry.msgid_plural, len(numbers[form]) == 1)
        for form, said in entry.msgstr_plural.items()
    ]


def _agree(said: str, original: str, *, may_omit: bool) -> bool:
    there, wanted = sorted(_FILLED_IN.findall(said)), sorted(_FILLED_IN.findall(original))
    return there == wanted or (may_omit and set(there) <= set(wanted))
