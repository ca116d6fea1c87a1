"""TMX of others is read, ours is read back whole, and hostile files are refused with their line."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Voice
from translations.errors import UnreadableDocument
from translations.formats import tmx
from translations.formats.tmx import TmxUnit
from translations.memory.model import Surroundings, UnitState
from translations.model import Code, CodeKind

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    '<tmx version="1.4"><header srclang="{source}" creationtool="x" creationtoolversion="1"'
    ' segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"/><body>'
)
_BOLD = (
    Code(id="1", kind=CodeKind.START, original="<b>", display="b"),
    Code(id="1", kind=CodeKind.END, original="</b>"),
)


def _read(body: str, source: str = "en") -> list[TmxUnit]:
    written = f"{_HEAD.format(source=source)}\n{body}</body></tmx>"
    return list(tmx.read(io.BytesIO(written.encode())))


def _written(*units: TmxUnit, names: bool = True) -> bytes:
    file = io.BytesIO()
    assert tmx.write(file, units, names=names) == len(units)
    return file.getvalue()


def _tu(source: str, target: str, facts: str = "", variant: str = "") -> str:
    return (
        f"<tu {facts}><tuv xml:lang='en'><seg>{source}</seg></tuv>"
        f"<tuv xml:lang='ru' {variant}><seg>{target}</seg></tuv></tu>"
    )


# Reading


def test_a_unit_is_read_with_what_is_known_of_it() -> None:
    props = "<prop type='x-state'>final</prop><prop type='x-voice'>answer</prop>"
    body = _tu("One", "Один", "tuid='7' changedate='20260102T030405Z' creationid='Olena'")
    (unit,) = _read(body.replace("><tuv", f">{props}<tuv", 1))
    assert unit == TmxUnit(
        id="7",
        source="One",
        target="Один",
        source_language="en",
        target_language="ru",
        state=UnitState.FINAL,
        voice=Voice.ANSWER,
        author="Olena",
        at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    assert unit.line == 4


def test_what_the_variant_says_goes_before_what_the_unit_says() -> None:
    body = _tu("One", "Один", "creationid='A'", "changeid='B' changedate='20260102T030405Z'")
    (unit,) = _read(body)
    assert (unit.author, unit.at) == ("B", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("level", "state"),
    [
        ("ApprovedTranslation", UnitState.REVIEWED),
        ("ApprovedSignOff", UnitState.FINAL),
        ("RejectedTranslation", UnitState.RETURNED),
        ("Something", None),
    ],
)
def test_states_of_other_programs_are_understood(level: str, state: UnitState | None) -> None:
    prop = f"<prop type='x-ConfirmationLevel'>{level}</prop>"
    (unit,) = _read(_tu("One", "Один").replace("<tu >", f"<tu >{prop}"))
    assert unit.state is state


def test_several_variants_are_as_many_pairs() -> None:
    body = (
        "<tu><tuv xml:lang='de'><seg>Eins</seg></tuv><tuv xml:lang='EN-us'><seg>One</seg></tuv>"
        "<tuv lang='ru'><seg>Один</seg></tuv></tu>"
    )
    pairs = [(u.source_language, u.target_language, u.target) for u in _read(body)]
    assert pairs == [("EN-us", "de", "Eins"), ("EN-us", "ru", "Один")]
    pairs = [(u.source_language, u.target_language, u.target) for u in _read(body, tmx.ALL)]
    assert pairs == [("de", "EN-us", "One"), ("de", "ru", "Один")]


def test_a_unit_with_one_variant_or_without_a_segment_is_no_trouble() -> None:
    assert _read("<tu><tuv xml:lang='en'><seg>One</seg></tuv></tu><tu/>") == []
    (unit,) = _read("<tu><tuv xml:lang='en'/><tuv xml:lang='ru'><seg>Один</seg></tuv></tu>")
    assert (unit.source, unit.target) == ("", "Один")


def test_inline_elements_are_codes_and_highlights_are_text() -> None:
    source = (
        "A <bpt i='1' x='1'>&lt;b&gt;</bpt>bold<ept i='1'>&lt;/b&gt;</ept> <hi>word</hi>"
        "<ph x='2' type='br'>&lt;br&gt;<sub>alt</sub></ph><it pos='begin'>{</it><ut>u</ut>"
    )
    (unit,) = _read(_tu(source, "Слово"))
    assert unit.source == "A \ue000bold\ue001 word\ue002\ue003\ue004"
    kinds = [(code.kind, code.original) for code in unit.codes]
    assert kinds == [
        (CodeKind.START, "<b>"),
        (CodeKind.END, "</b>"),
        (CodeKind.PLACEHOLDER, "<br>alt"),
        (CodeKind.START, "{"),
        (CodeKind.PLACEHOLDER, "u"),
    ]
    assert unit.codes[0].id == unit.codes[1].id
    assert unit.codes[2].display == "br"


def test_codes_that_changed_places_are_known_again() -> None:
    pair = "<bpt i='{0}' x='{0}'>b</bpt>{1}<ept i='{0}'>e</ept>"
    source = pair.format(1, "one") + " " + pair.format(2, "two")
    target = pair.format(2, "два") + " " + pair.format(1, "один")
    (unit,) = _read(_tu(source, target))
    assert unit.source == "\ue000one\ue001 \ue002two\ue003"
    assert unit.target == "\ue002два\ue003 \ue000один\ue001"


def test_codes_without_a_name_are_known_by_what_they_hold() -> None:
    (unit,) = _read(_tu("<ph>a</ph>x<ph>b</ph>", "<ph>b</ph>y<ph>a</ph>"))
    assert unit.target == "\ue001y\ue000"


def test_a_code_that_only_the_translation_has_is_one_more() -> None:
    (unit,) = _read(_tu("<ph>a</ph>x", "<ph>a</ph>y<bpt i='1'>c</bpt>z<ept i='1'>d</ept>"))
    assert unit.target == "\ue000y\ue001z\ue002"
    assert unit.codes[1].id == unit.codes[2].id != unit.codes[0].id


def test_private_characters_of_a_text_are_codes() -> None:
    (unit,) = _read(_tu("a\uf000b", "\uf000c"))
    assert (unit.source, unit.target) == ("a\ue000b", "\ue000c")
    assert unit.codes[0].original == "\uf000"
    (again,) = tmx.read(io.BytesIO(_written(unit)))
    assert again.codes[0].kind is CodeKind.PLACEHOLDER


def test_a_unit_is_given_before_the_file_is_read_to_its_end() -> None:
    body = _tu("One", "Один") * 2_000 + "<tu><broken"
    units = tmx.read(io.BytesIO((_HEAD.format(source="en") + body).encode()))
    assert next(units).target == "Один"
    with pytest.raises(UnreadableDocument):
        list(units)


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251"])
def test_other_encodings_are_read(encoding: str) -> None:
    written = _HEAD.format(source="en").replace("utf-8", encoding) + _tu("One", "Один")
    (unit,) = tmx.read(io.BytesIO(f"{written}</body></tmx>".encode(encoding)))
    assert unit.target == "Один"


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no XML",
        "<xliff version='1.2'/>",
        "<tu/>",
        "<body><tu/></body>",
        "<tmx><body><tu></body></tmx>",
        "<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx><header/><body/></tmx>",
        "<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><tmx><header/>&a;</tmx>",
        "<tmx>" + "<a>" * 300 + "</a>" * 300 + "</tmx>",
    ],
)
def test_what_is_no_tmx_is_refused(content: str) -> None:
    with pytest.raises(UnreadableDocument):
        list(tmx.read(io.BytesIO(content.encode())))


def test_an_entity_that_is_not_declared_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        _read(_tu("One &what;", "Один"))
    assert refused.value.line == 4


# Writing


def test_our_own_file_is_read_back_whole() -> None:
    unit = TmxUnit(
        id="7",
        source="A \ue000bold\ue001 & <plain> 𝄞",
        target="\ue000Жирное\ue001 и <простое> 𝄞",
        codes=_BOLD,
        source_language="en",
        target_language="ru",
        state=UnitState.TRANSLATED,
        voice=Voice.NARRATION,
        surroundings=Surroundings(before=-17, after=2**31 - 1),
        author="Олена",
        at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    assert list(tmx.read(io.BytesIO(_written(unit)))) == [unit]


_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")),
        st.sampled_from("\ue000\ue001\ue002 \t"),
    ),
    max_size=40,
)
_CODES = (*_BOLD, Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br/>"))


def _once(text: str) -> str:
    """Each code at most once, as a coded text has it."""
    kept = ""
    for character in text:
        if not ("\ue000" <= character <= "\uf8ff" and character in kept):
            kept += character
    return kept


@given(_TEXT.map(_once), _TEXT.map(_once))
def test_any_texts_and_codes_come_back(source: str, target: str) -> None:
    unit = TmxUnit(
        source=source, target=target, codes=_CODES, source_language="en", target_language="uk"
    )
    (back,) = tmx.read(io.BytesIO(_written(unit)))
    for ours, theirs in ((source, back.source), (target, back.target)):
        assert _spelled(ours, _CODES) == _spelled(theirs, back.codes)


def _spelled(text: str, codes: tuple[Code, ...]) -> list[tuple[str, str]]:
    return [
        (codes[ord(c) - 0xE000].kind, codes[ord(c) - 0xE000].original)
        if "\ue000" <= c <= "\uf8ff"
        else ("", c)
        for c in text
    ]


def test_what_xml_cannot_hold_is_replaced() -> None:
    unit = TmxUnit(source="a\x01b", target="c\ufffe", source_language="en", target_language="ru")
    (back,) = tmx.read(io.BytesIO(_written(unit)))
    assert (back.source, back.target) == ("a\ufffdb", "c\ufffd")


def test_people_can_be_left_out() -> None:
    unit = TmxUnit(
        source="a", target="b", source_language="en", target_language="ru", author="Олена"
    )
    assert "Олена" in _written(unit).decode()
    assert "Олена" not in _written(unit, names=False).decode()
