"""Files that go out are what their formats ask for, and come home as they went."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.formats.bilingual.base import Languages
from translations.model import Code, CodeKind, Mark, State
from translations.trips import arriving, keys, reading
from translations.trips.arriving import Kind, Terms
from translations.trips.keys import Key
from translations.trips.model import ArrivedFile, Departed, Here, Outgoing, Trip, digest, settled
from translations.trips.telling import told_state
from translations.trips.writing import FORMS
from translations.validation import validate

CODES = (
    Code(id="1", kind=CodeKind.START, original="<b>", display="b", can_delete=False),
    Code(id="1", kind=CodeKind.END, original="</b>", display="b", can_delete=False),
    Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br/>", display="br"),
)
LANGUAGES = Languages(source="en", target="ru")
every_form = pytest.mark.parametrize("form", FORMS)

#: What people write: words of two scripts, signs, codes, look-alikes of placeholders.
PIECES = st.sampled_from(
    ["Words ", "слова ", "\u00a0", "«»", "<1>", "\\<2/>", "&amp;", "a\nb", "\tc", "𝄞", "—", "%s"]
)
PLAIN = st.lists(PIECES, max_size=5).map("".join)


def trip(*segments: Outgoing, **more: str) -> Trip:
    return Trip(
        outing=3,
        title="On & <words>",
        source_language=more.get("source", "en"),
        target_language=more.get("target", "ru"),
        segments=segments,
        reader=more.get("reader", "en"),
    )


def segment(number: int, source: str = "One.", target: str = "", **more: object) -> Outgoing:
    key = keys.written(Key(3, number))
    return Outgoing(key=key, number=number, source=source, target=target, **more)  # type: ignore[arg-type] # as named


def came(form: str, *segments: Outgoing, **more: str) -> ArrivedFile:
    written = FORMS[form].write(trip(*segments, **more))
    return reading.read(written, f"a{FORMS[form].extension}", LANGUAGES)


FULL = (
    segment(1, "A \ue000bold\ue001 word.", "Слово \ue000жирное\ue001.", codes=CODES[:2],
            state=State.REVIEWED, comments=("Why?\nBecause.", "So.")),
    segment(2, "Two \ue002lines", "", codes=CODES, findings=("Something.",)),
    segment(3, "Three.", "Три.", state=State.TRANSLATED, marks=frozenset({Mark.OUTDATED})),
    segment(4, "Four.", left_out="Not ours."),
    segment(5, "Five.", "Пять.", state=State.FINAL),
)  # fmt: skip


@pytest.mark.parametrize("form", ["xliff", "xliff12", "po"])
def test_what_goes_out_has_no_flaw(form: str) -> None:
    written = FORMS[form].write(trip(*FULL))
    assert validate(written, f"a{FORMS[form].extension}").flaws == ()


def test_a_table_is_well_formed_and_the_same_bytes_each_time() -> None:
    written = FORMS["table"].write(trip(*FULL))
    assert written == FORMS["table"].write(trip(*FULL))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"


@every_form
def test_what_nobody_touched_brings_nothing(form: str) -> None:
    file = came(form, *FULL)
    here = [
        Here(
            segment=each.number,
            number=each.number,
            text_id=1,
            source=each.source,
            codes=each.codes,
            target=each.target,
            state=each.state,
            left_out=each.left_out,
            comments=frozenset(map(settled, each.comments)),
        )
        for each in FULL
    ]
    gone = {
        3: {
            each.number: Departed(
                text_id=1, version=1, digest=digest(each.target), state=told_state(each)
            )
            for each in FULL
        }
    }
    found = arriving.preview(file, here, gone, Terms(may_review=True))
    assert {(row.kind, row.doubts, row.comments) for row in found.rows} == {
        (Kind.UNCHANGED, (), ())
    }
    assert found.lost == ()


@every_form
@given(PLAIN, PLAIN)
def test_any_text_comes_home_as_it_went(form: str, source: str, target: str) -> None:
    text = f"{source}\ue000{target}\ue001x"
    (home,) = came(form, segment(1, f"\ue000{source}x\ue001", text, codes=CODES[:2])).segments
    here = Here(segment=1, number=1, text_id=1, source=f"\ue000{source}x\ue001", codes=CODES[:2])
    gone = {3: {1: Departed(text_id=1, version=0, digest=digest(""))}}
    file = ArrivedFile(format=form, segments=(home,))
    (row,) = arriving.preview(file, [here], gone, Terms()).rows
    assert settled(row.target) == settled(text)
    assert (row.kind, row.doubts) == (Kind.NEW, ())


@every_form
def test_states_come_home_as_they_are_told(form: str) -> None:
    for state in State:
        (home,) = came(form, segment(1, target="Раз.", state=state)).segments
        assert home.state is state


SPLIT_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"
 trgLang="ru"><file id="f"><unit id="{key}"><segment id="s1" state="final">
<source xml:space="preserve">A <pc id="1">b</pc>.</source>
<target xml:space="preserve">А <pc id="1">б</pc>.</target></segment>
<ignorable><source xml:space="preserve"> </source></ignorable>
<segment id="s2" state="translated"><source xml:space="preserve">C <pc id="2">d</pc>.</source>
<target xml:space="preserve">Ц <pc id="2">д</pc>.</target></segment></unit></file></xliff>"""


def test_what_a_tool_cut_in_pieces_is_put_together() -> None:
    key = keys.written(Key(3, 1))
    (home,) = reading.read(SPLIT_2.format(key=key).encode(), "a.xlf", LANGUAGES).segments
    assert home.target == "А \ue000б\ue001. Ц \ue002д\ue003."
    assert home.source == "A \ue000b\ue001. C \ue002d\ue003."
    assert home.state is State.TRANSLATED
    assert len(reading.read(SPLIT_2.format(key="u").encode(), "a.xlf", LANGUAGES).segments) == 2
