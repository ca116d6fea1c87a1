"""XLIFF 1.2 that is written is valid, and read again as it was."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from translations.formats import xliff12
from translations.formats.xliff import XliffSegment, XliffUnit
from translations.formats.xliff_pairs import read_pairs
from translations.model import Code, CodeKind, Mark, State
from translations.validation import validate

OPEN, CLOSE, BREAK = "\ue000", "\ue001", "\ue002"
CODES = (
    Code(id="a 1", kind=CodeKind.START, original="<b>", display="b"),
    Code(id="a 1", kind=CodeKind.END, original="</b>", display="b"),
    Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br/>", display="note"),
)


def written(*units: Sequence[XliffSegment], notes: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    every = [XliffUnit(id=f"u{n}", segments=tuple(u), notes=notes) for n, u in enumerate(units)]
    count = xliff12.write(
        file, every, source_language="en", target_language="uk", original="article.md"
    )
    assert count == len(units)
    return file.getvalue()


def root_of(*units: Sequence[XliffSegment], notes: tuple[str, ...] = ()) -> etree._Element:
    return etree.fromstring(written(*units, notes=notes))


def test_codes_are_written_with_what_they_stand_for() -> None:
    text = f"A {OPEN}bold{CLOSE} word{BREAK}."
    root = root_of([XliffSegment(source=text, target=text, codes=CODES)])
    target = root.find(".//{*}target")
    assert target is not None
    assert [etree.QName(child).localname for child in target] == ["bpt", "ept", "ph"]
    assert [child.text for child in target] == ["<b>", "</b>", "<br/>"]
    assert target[0].get("rid") == target[1].get("rid")
    assert [child.get("ctype") for child in target] == ["bold", None, "x-note"]


def test_a_half_without_its_partner_stands_alone() -> None:
    root = root_of([XliffSegment(source=f"{CLOSE}a{OPEN}", codes=CODES)])
    halves = [each.get("pos") for each in root.iter("{*}it")]
    assert halves == ["close", "open"]


def test_segments_of_a_unit_are_marked_in_a_copy_of_its_source() -> None:
    first = XliffSegment(source=f"One{BREAK}.", target="Один.", codes=CODES, after=" ", id="s1")
    second = XliffSegment(source=f"Two{BREAK}.", codes=CODES, id="s2")
    root = root_of([first, second])
    unit = root.find(".//{*}trans-unit")
    assert unit is not None
    assert [etree.QName(child).localname for child in unit] == ["source", "seg-source", "target"]
    assert "".join(unit[0].itertext()) == "".join(unit[1].itertext()) == "One<br/>. Two<br/>."
    assert [mark.get("mid") for mark in unit[1]] == ["s1", "s2"]
    assert [mark.get("mid") for mark in unit[2]] == ["s1"]
    assert len({code.get("id") for code in unit[1].iter("{*}ph")}) == 2


@pytest.mark.parametrize(
    ("state", "marks", "target", "said", "approved"),
    [
        (State.INITIAL, (), "", "new", None),
        (State.INITIAL, (), "Т", "needs-translation", None),
        (State.TRANSLATED, (), "Т", "needs-review-translation", None),
        (State.REVIEWED, (), "Т", "signed-off", None),
        (State.FINAL, (), "Т", "final", "yes"),
        (State.REVIEWED, (Mark.OUTDATED,), "Т", "needs-adaptation", None),
        (State.INITIAL, (Mark.RETURNED,), "Т", "needs-translation", None),
        (None, (), "Т", None, None),
    ],
)
def test_a_state_says_what_a_text_still_needs(
    state: State | None, marks: Sequence[Mark], target: str, said: str | None, approved: str | None
) -> None:
    segment = XliffSegment(source="T", target=target, state=state, marks=frozenset(marks))
    root = root_of([segment])
    unit, text = root.find(".//{*}trans-unit"), root.find(".//{*}target")
    assert unit is not None
    assert text is not None
    assert (text.get("state"), unit.get("approved")) == (said, approved)


def test_a_unit_is_as_far_as_the_least_of_its_segments() -> None:
    done = XliffSegment(source="One.", target="Один.", state=State.FINAL)
    begun = XliffSegment(source="Two.", target="Два.", state=State.TRANSLATED)
    target = root_of([done, begun]).find(".//{*}target")
    assert target is not None
    assert target.get("state") == "needs-review-translation"


def test_what_has_no_translation_has_no_target_and_notes_stand_last() -> None:
    root = root_of([XliffSegment(source="One.")], notes=("Not \x01translated.",))
    unit = root.find(".//{*}trans-unit")
    assert unit is not None
    assert [etree.QName(child).localname for child in unit] == ["source", "note"]
    assert unit[1].text == "Not \ufffdtranslated."


def test_a_file_without_an_original_and_a_target_language_is_valid() -> None:
    file = io.BytesIO()
    unit = XliffUnit(id="u1", segments=(XliffSegment(source="One."),))
    xliff12.write(file, [unit], source_language="en", target_language="")
    assert validate(file.getvalue(), "out.xlf").flaws == ()


pieces = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Co", "Cc")), max_size=6),
        st.sampled_from([BREAK, f"{OPEN}x{CLOSE}", f"{OPEN}{BREAK}{CLOSE}", CLOSE, OPEN, "\ue009"]),
    ),
    max_size=5,
).map("".join)


def _each_code_once(text: str) -> bool:
    return all(text.count(code) <= 1 for code in (OPEN, CLOSE, BREAK))


texts = pieces.filter(_each_code_once)


@given(source=texts, target=texts)
@settings(deadline=None)
def test_texts_and_codes_come_back(source: str, target: str) -> None:
    segment = XliffSegment(source=source, target=target, codes=CODES)
    (pair,) = read_pairs(written([segment]))
    assert (_plain(pair.source), _plain(pair.target)) == (_plain(source), _plain(target))
    assert (_codes(pair.source), _codes(pair.target)) == (_codes(source), _codes(target))


@given(
    first=texts, second=texts, target=st.none() | texts, state=st.none() | st.sampled_from(State)
)
@settings(deadline=None)
def test_whatever_is_written_is_valid(
    first: str, second: str, target: str | None, state: State | None
) -> None:
    segments = (
        XliffSegment(source=first, target=first, codes=CODES, state=State.TRANSLATED, after=" "),
        XliffSegment(source=second, target=target, codes=CODES, state=state),
    )
    out = written(segments, segments[1:], notes=(first,))
    assert validate(out, "out.xlf").flaws == ()


def _plain(text: str) -> str:
    return "".join(c for c in text if not "\ue000" <= c <= "\uf8ff")


def _codes(text: str) -> int:
    return sum("\ue000" <= c <= "\uf8ff" for c in text)
