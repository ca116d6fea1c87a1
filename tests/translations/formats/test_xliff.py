"""XLIFF that is written is read again as it was."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from translations.formats import xliff
from translations.formats.xliff import XliffSegment, XliffUnit
from translations.formats.xliff_pairs import read_pairs
from translations.model import Code, CodeKind, Mark, State
from translations.validation import validate

OPEN, CLOSE, BREAK = "\ue000", "\ue001", "\ue002"
CODES = (
    Code(id="1", kind=CodeKind.START, original="<b>", display="b"),
    Code(id="1", kind=CodeKind.END, original="</b>", display="b"),
    Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br/>", can_delete=False),
)


def written(segments: Sequence[XliffSegment], *, notes: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    units = [XliffUnit(id=f"u{n}", segments=(one,), notes=notes) for n, one in enumerate(segments)]
    count = xliff.write(
        file, units, source_language="en", target_language="uk", original="article.md"
    )
    assert count == len(segments)
    return file.getvalue()


def test_codes_in_order_enclose_what_is_between_them() -> None:
    text = f"A {OPEN}bold{CLOSE} word{BREAK}."
    out = written([XliffSegment(source=text, target=text, codes=CODES, state=State.REVIEWED)])
    root = etree.fromstring(out)
    source = root.find(".//{*}segment/{*}source")
    assert source is not None
    assert [etree.QName(child).localname for child in source] == ["pc", "ph"]
    assert "".join(source.itertext()) == "A bold word."
    data = {each.get("id"): each.text for each in root.iter("{*}data")}
    assert data[source[0].get("dataRefStart")] == "<b>"
    assert data[source[0].get("dataRefEnd")] == "</b>"
    assert data[source[1].get("dataRef")] == "<br/>"
    assert source[1].get("canDelete") == "no"
    segment = root.find(".//{*}segment")
    assert segment is not None
    assert segment.get("state") == "reviewed"


def test_halves_that_do_not_nest_stand_alone() -> None:
    crossed = (
        Code(id="1", kind=CodeKind.START, original="<b>"),
        Code(id="2", kind=CodeKind.START, original="<i>"),
        Code(id="1", kind=CodeKind.END, original="</b>"),
        Code(id="2", kind=CodeKind.END, original="</i>"),
    )
    text = "\ue000a\ue001b\ue002c\ue003"
    root = etree.fromstring(written([XliffSegment(source=text, target="\ue000a", codes=crossed)]))
    names = [etree.QName(child).localname for child in root.iter("{*}sc", "{*}ec")]
    assert names == ["sc", "sc", "ec", "ec", "sc"]
    lone = root.find(".//{*}target/{*}sc")
    assert lone is not None
    assert lone.get("isolated") == "yes"


def test_what_has_no_translation_has_no_target_and_notes_stand_before_segments() -> None:
    root = etree.fromstring(written([XliffSegment(source="One.")], notes=("Not translated.",)))
    unit = root.find(".//{*}unit")
    assert unit is not None
    assert [etree.QName(child).localname for child in unit] == ["notes", "segment"]
    assert root.find(".//{*}target") is None


pieces = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Co", "Cc")), max_size=6),
        st.sampled_from([BREAK, f"{OPEN}x{CLOSE}", f"{OPEN}{BREAK}{CLOSE}", CLOSE, OPEN]),
    ),
    max_size=5,
).map("".join)


def _each_code_once(text: str) -> bool:
    return all(text.count(code) <= 1 for code in (OPEN, CLOSE, BREAK))


@given(source=pieces.filter(_each_code_once), target=pieces.filter(_each_code_once))
@settings(deadline=None)
def test_texts_and_codes_come_back(source: str, target: str) -> None:
    (pair,) = read_pairs(written([XliffSegment(source=source, target=target, codes=CODES)]))
    assert _plain(pair.source) == _plain(source)
    assert _plain(pair.target) == _plain(target)
    assert _codes(pair.source) == _codes(source)
    assert _codes(pair.target) == _codes(target)


FIXED = tuple(replace(code, can_reorder=False) for code in CODES)
DONE = State.TRANSLATED


@given(
    first=pieces.filter(_each_code_once),
    second=pieces.filter(_each_code_once),
    target=st.none() | pieces.filter(_each_code_once),
    codes=st.sampled_from([CODES, FIXED, (*FIXED[:2], CODES[2])]),
)
@settings(deadline=None)
def test_whatever_is_written_is_valid(
    first: str, second: str, target: str | None, codes: tuple[Code, ...]
) -> None:
    # A translation that lacks what may not be deleted is wrong, and nothing makes it right.
    assume(target is None or BREAK not in second or BREAK in target)
    segments = (
        XliffSegment(source=first, target=first, codes=codes, state=DONE),
        XliffSegment(source=second, target=target, codes=codes),
    )
    file = io.BytesIO()
    unit = XliffUnit(id="u1", segments=segments)
    xliff.write(file, [unit], source_language="en", target_language="uk")
    assert validate(file.getvalue(), "out.xlf").flaws == ()


def test_codes_that_keep_their_order_say_so() -> None:
    text = f"A {OPEN}bold{CLOSE} word{BREAK}."
    root = etree.fromstring(written([XliffSegment(source=text, target=text, codes=FIXED)]))
    marks = [each.get("canReorder") for each in root.iter("{*}pc", "{*}ph")]
    assert marks == ["firstNo", "no", "firstNo", "no"]


def _plain(text: str) -> str:
    return "".join(c for c in text if not "\ue000" <= c <= "\uf8ff")


def _codes(text: str) -> int:
    return sum("\ue000" <= c <= "\uf8ff" for c in text)


def test_the_white_space_after_a_segment_is_ignorable_and_a_mark_is_a_sub_state() -> None:
    first = XliffSegment(source="One.", target="Один.", state=DONE, after=" ")
    second = XliffSegment(
        source="Two.", target="Два.", state=DONE, marks=frozenset({Mark.OUTDATED})
    )
    file = io.BytesIO()
    unit = XliffUnit(id="u1", segments=(first, second))
    xliff.write(file, [unit], source_language="en", target_language="uk")
    root = etree.fromstring(file.getvalue())
    names = [etree.QName(child).localname for child in root.iterfind(".//{*}unit/{*}*")]
    assert names == ["segment", "ignorable", "segment"]
    assert "".join(root.itertext("{*}source")) == "One. Two."
    told = [(each.get("state"), each.get("subState")) for each in root.iter("{*}segment")]
    assert told == [("translated", None), ("initial", "workbench:outdated")]
    assert validate(file.getvalue(), "out.xlf").flaws == ()
