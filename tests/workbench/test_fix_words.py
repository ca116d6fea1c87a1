"""What a fix does is said in the language of the page, for every check that offers one."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from glossary.model import Span, Voice
from translations import checks
from translations.checks.base import Pair
from translations.model import Fix
from workbench.api import fix_words


def _fixes(source: str, target: str, language: str) -> list[Fix]:
    pair = Pair(
        source=source,
        target=target,
        source_language="en",
        target_language=language,
        codes=(),
        voice=Voice.NARRATION,
        before="",
        after="",
    )
    return [fix for finding in checks.run(pair) for fix in finding.fixes]


@pytest.fixture(scope="module")
def offered() -> list[Fix]:
    pairs = (
        ("It is 12.", "Это 13.", "ru"),
        ("Is it so?", "Это так", "ru"),
        ("It is so.", "Это это так.", "ru"),
        ("It is so.", "Это  так .", "ru"),
        ('He said "so".', 'Он сказал "так".', "ru"),
        ("So, and so.", "Так,и так.", "ru"),
    )
    return [fix for source, target, language in pairs for fix in _fixes(source, target, language)]


def test_no_label_of_the_checks_stays_english_on_a_russian_page(
    app: Flask, offered: list[Fix]
) -> None:
    assert len({fix.label.split()[0] for fix in offered}) >= 3
    with app.test_request_context(), force_locale("ru"):
        for fix in offered:
            said = fix_words.label(fix)
            assert said != fix.label
            assert fix.text.strip() in said or "один раз" in said or "робел" in said


def test_an_english_page_says_what_the_check_said(app: Flask, offered: list[Fix]) -> None:
    with app.test_request_context(), force_locale("en"):
        assert [fix_words.label(fix) for fix in offered] == [fix.label for fix in offered]


def test_terms_are_written_in_quotation_marks_of_the_page(app: Flask) -> None:
    fix = Fix(span=Span(0, 1), text="ополчением", label="Write “ополчением”")
    with app.test_request_context(), force_locale("uk"):
        assert fix_words.label(fix) == f"Написати «{fix.text}»"
    odd = Fix(span=Span(0, 1), text="а", label="Something else")
    with app.test_request_context(), force_locale("uk"):
        assert fix_words.label(odd) == "Something else"
