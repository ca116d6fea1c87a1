"""Laws of matching over texts put together at random."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from glossary.matching import Matcher, Sought, compile_terms, index_keys, lookup_keys
from glossary.model import Occurrence
from glossary.morphology import morphology
from glossary.text import fold

FIXTURES = Path(__file__).parents[1] / "fixtures"
LANGUAGES = ("ru", "uk", "en", "de", "pl")
MARKED = re.compile(r"[⟦⟧]|\\u[0-9a-f]{4}")


def _rows() -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for name in ("term_cases.tsv", "occurrence_cases.tsv", "span_cases.tsv"):
        with (FIXTURES / name).open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows.extend(
                (row["lang"], row["term"], MARKED.sub("", row["sentence"])) for row in table
            )
    return rows


ROWS = _rows()
TERMS = {code: sorted({term for lang, term, _ in ROWS if lang == code}) for code in LANGUAGES}
SENTENCES = {code: sorted({s for lang, _, s in ROWS if lang == code}) for code in LANGUAGES}
WORDS = {code: sorted({w for s in SENTENCES[code] for w in re.split(" ", s)}) for code in LANGUAGES}


def matched(code: str, text: str) -> tuple[Occurrence, ...]:
    terms = [Sought(concept=term, text=term) for term in TERMS[code]]
    return compile_terms(terms, code).find(text)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, str]:
    code = draw(st.sampled_from(LANGUAGES))
    pieces = st.one_of(st.sampled_from(SENTENCES[code]), st.sampled_from(WORDS[code]))
    joints = st.sampled_from(
        [" ", " ", " ", "-", ", ", " (", ") ", " «", "» ", "\u00a0", ". ", "–", "- и ", "- und "]
    )
    text = "".join(piece + draw(joints) for piece in draw(st.lists(pieces, max_size=8)))
    return code, draw(st.sampled_from([text, text.upper(), text.title()]))


@given(passages())
def test_a_span_points_at_the_form_that_is_reported(passage: tuple[str, str]) -> None:
    code, text = passage
    found = matched(code, text)
    assert [o.form for o in found] == [text[o.span.start : o.span.end] for o in found]
    assert [o.span for o in found] == sorted(o.span for o in found)


@given(passages())
def test_a_span_holds_whole_words_and_folds_to_a_stretch_of_the_folded_text(
    passage: tuple[str, str],
) -> None:
    code, text = passage
    folded = fold(unicodedata.normalize("NFD", text))
    for found in matched(code, folded.original):
        before, after = folded.original[: found.span.start], folded.original[found.span.end :]
        assert not (before[-1:].isalnum() and found.form[0].isalnum())
        assert not after or not unicodedata.combining(after[0])
        assert fold(found.form).text in folded.text


@given(passages())
def test_a_text_that_a_term_occurs_in_shares_a_key_with_it(passage: tuple[str, str]) -> None:
    code, text = passage
    keys = index_keys(text, code)
    for found in matched(code, text):
        assert lookup_keys(Sought(concept=found.concept, text=found.text), code) & keys


@given(passages(), st.data())
def test_codes_between_any_two_characters_change_no_match(
    passage: tuple[str, str], data: st.DataObject
) -> None:
    code, text = passage
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
    coded = text
    for number, place in enumerate(sorted(places, reverse=True)):
        coded = coded[:place] + chr(0xE000 + number) + coded[place:]
    plain, across = matched(code, text), matched(code, coded)
    assert [(o.text, o.form, o.quoted) for o in plain] == [
        (o.text, re.sub("[\ue000-\uf8ff]", "", o.form), o.quoted) for o in across
    ]


@given(passages())
def test_composed_and_decomposed_text_match_alike(passage: tuple[str, str]) -> None:
    code, text = passage
    decomposed = unicodedata.normalize("NFD", text)
    assume(decomposed != text)
    assert [(o.text, unicodedata.normalize("NFC", o.form)) for o in matched(code, decomposed)] == [
        (o.text, unicodedata.normalize("NFC", o.form)) for o in matched(code, text)
    ]


@given(passages())
def test_a_term_is_found_alone_where_it_is_found_among_others(passage: tuple[str, str]) -> None:
    code, text = passage
    for found in matched(code, text):
        alone = compile_terms([Sought(concept=found.concept, text=found.text)], code).find(text)
        assert found.span in {o.span for o in alone}


@settings(max_examples=30)
@given(passages())
def test_what_a_matcher_remembers_of_other_texts_changes_no_match(
    passage: tuple[str, str],
) -> None:
    code, text = passage
    terms = [Sought(concept=term, text=term) for term in TERMS[code]]
    assert matched(code, text) == Matcher(terms, code).find(text)


@given(passages(), st.sampled_from(["", "fr"]))
def test_words_stand_where_they_are_said_to(passage: tuple[str, str], other: str) -> None:
    code, text = passage
    spoken, folded = morphology(other or code), fold(text)
    found = [(token.text, (token.start, token.end)) for token in spoken.tokens(folded)]
    assert [(folded.text[start:end], (start, end)) for start, end in spoken.places(folded)] == found
