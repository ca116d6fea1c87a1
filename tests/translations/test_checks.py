"""Laws over all checks: each keeps the promises that its own pairs make."""

import pytest

from glossary.model import Severity
from translations.checks import CHECKS, Check, Pair, document_notes, run

PASSES = [(check, pair) for check in CHECKS.values() for pair in check.passes]
FAILS = [(check, pair) for check in CHECKS.values() for pair in check.fails]


def _name(value: object) -> str:
    return (
        value.name
        if isinstance(value, Check)
        else value.target[:30]
        if isinstance(value, Pair)
        else ""
    )


def test_all_checks_are_found() -> None:
    assert set(CHECKS) == {
        "codes", "end-punctuation", "language", "length", "numbers", "quotation-marks",
        "repeated-word", "spaces", "untranslated",
    }  # fmt: skip


@pytest.mark.parametrize("check", CHECKS.values(), ids=_name)
def test_a_check_has_a_title_and_proofs_of_both_kinds(check: Check) -> None:
    assert check.title
    assert check.passes
    assert check.fails


@pytest.mark.parametrize(("check", "pair"), PASSES, ids=_name)
def test_a_check_is_silent_where_it_must_be(check: Check, pair: Pair) -> None:
    assert list(check.run(pair)) == []


@pytest.mark.parametrize(("check", "pair"), FAILS, ids=_name)
def test_a_check_speaks_where_it_must(check: Check, pair: Pair) -> None:
    found = list(check.run(pair))
    assert found
    assert {finding.check for finding in found} == {check.name}


@pytest.mark.parametrize(("check", "pair"), FAILS, ids=_name)
def test_spans_and_fixes_lie_inside_the_texts(check: Check, pair: Pair) -> None:
    for finding in check.run(pair):
        assert finding.message.english
        if finding.source:
            assert 0 <= finding.source.start < finding.source.end <= len(pair.source)
        if finding.target:
            assert 0 <= finding.target.start < finding.target.end <= len(pair.target)
        for fix in finding.fixes:
            assert 0 <= fix.span.start <= fix.span.end <= len(pair.target)


@pytest.mark.parametrize(("check", "pair"), PASSES, ids=_name)
def test_what_one_check_passes_no_other_calls_an_error(check: Check, pair: Pair) -> None:
    if pair.source != "A sentence of the article.":
        assert not [f for f in run(pair) if f.severity is Severity.ERROR]


def test_a_segment_without_a_translation_has_no_findings() -> None:
    pair = Pair(source="A \ue000word.", target=" ", source_language="en", target_language="ru")
    assert run(pair) == ()


def test_a_segment_too_long_to_check_says_so() -> None:
    pair = Pair(source="A", target="А" * 20_001, source_language="en", target_language="ru")
    assert [(f.kind, f.severity) for f in run(pair)] == [("too-long", Severity.NOTE)]


def test_straight_marks_are_one_note_for_the_document_and_none_for_a_pair() -> None:
    pairs = [
        Pair(
            source=f'He said "yes" {word}.',
            target=f'Он сказал "да" {word}.',
            source_language="en",
            target_language="ru",
        )
        for word in ("A", "B", "C")
    ]
    assert [run(pair) for pair in pairs] == [(), (), ()]
    (note,) = document_notes(pairs)
    assert (note.check, note.kind, note.severity) == ("quotation-marks", "straight", Severity.NOTE)
    assert "3 of 3" in note.message.english


def test_a_language_without_a_known_style_has_no_note_of_style() -> None:
    pair = Pair(source='"A"', target='"A"', source_language="en", target_language="xx")
    assert document_notes([pair]) == ()
