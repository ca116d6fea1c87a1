"""What a reference of XLIFF 2 may say, and what it finds."""

from __future__ import annotations

import pytest

from tests.translations.validation.judging import broken
from tests.translations.validation.test_xliff2 import file, pair, source, unit

_ROOMS = (
    '<group id="g"><notes><note id="n">x</note></notes><group id="h"><unit id="u">'
    '<notes><note id="m">y</note></notes><originalData><data id="d"/></originalData>'
    '<segment id="s"><source><mrk id="1" type="my:x" ref="{}">а<ph id="2" dataRef="d"/></mrk>'
    '</source><target><mrk id="1" type="my:x"/><ph id="3"/></target></segment>'
    "</unit></group></group>"
)


def refers(reference: str) -> list[str]:
    return broken(file(_ROOMS.format(reference)))


@pytest.mark.parametrize(
    "reference",
    ["#s", "#1", "#2", "#t=3", "#t=1", "#d=d", "#n=m", "#u=u", "#u=u/s", "#u=u/t=3", "#g=g",
     "#g=g/n=n", "#g=g/g=h", "#g=g/u=u/2", "#f=f", "#f=f/u=u/n=m", "#/f=f/g=h/u=u/d=d", "#/u=u",
     "#gls=any", "#u=u/gls=any", "#/f=f/mda=any", "other.xlf#f=9", "urn:elsewhere"],
)  # fmt: skip
def test_a_reference_finds_what_is_there(reference: str) -> None:
    assert refers(reference) == []


@pytest.mark.parametrize(
    "reference",
    ["#3", "#t=2", "#d=e", "#n=n", "#n=s", "#u=v", "#u=u/9", "#g=u", "#f=g",
     "#f=f/u=v/n=m", "#/f=f/g=g/s", "#u=v/gls=any", "#g=h/n=n"],
)  # fmt: skip
def test_a_reference_to_nothing_is_a_flaw(reference: str) -> None:
    assert refers(reference) == ["fragment-unknown"]


@pytest.mark.parametrize(
    "reference",
    ["#", "#/", "#a b", "#u=u/", "#u=", "#z=1", "#r$d=1", "#ours=1", "#u=u/u=u", "#u=u/g=g",
     "#u=u/f=f", "#s/2", "#n=m/s", "#gls=g/s", "#d=d/u=u"],
)  # fmt: skip
def test_a_reference_that_is_written_wrongly_is_a_flaw(reference: str) -> None:
    assert refers(reference) == ["fragment-syntax"]


def test_only_notes_of_the_unit_are_comments() -> None:
    assert broken(source('<mrk id="1" type="comment" ref="#gls=g">а</mrk>')) == ["comment-note"]
    assert broken(source('<mrk id="1" type="comment" ref="#1">а</mrk>')) == ["comment-note"]


def test_an_end_without_a_start_is_a_flaw_where_no_start_can_come() -> None:
    assert broken(source('<em startRef="1"/>')) == ["annotation-complete"]
    assert broken(source('<ec startRef="1"/>')) == ["pair-complete"]
    waiting = unit(
        '<segment><source><sm id="1" translate="no"/><sc id="2"/></source></segment>'
        '<segment><source><em startRef="1"/><ec startRef="2"/></source>'
        '<target><em startRef="1"/><ec startRef="2"/></target></segment>'
    )
    assert broken(waiting) == []


def test_a_pair_of_which_only_one_half_speaks_agrees() -> None:
    assert broken(source('<sc id="1" type="fmt" canReorder="yes"/><ec startRef="1"/>')) == []


def test_a_character_that_is_no_number_is_told_once() -> None:
    assert broken(source('<cp hex="xyz"/>')) == ["attribute-value"]
    assert broken(source("<cp/>")) == ["attribute-required"]
    assert broken(source('<cp hex="110000"/>')) == ["character-not-needed"]


def test_every_segment_of_a_choice_says_when_it_is_meant() -> None:
    half = '<segment pgs:case="one"><source/></segment><segment><source/></segment>'
    assert broken(unit(half, 'pgs:switch="plural:n"')) == ["case-without-switch"]


def test_a_revision_of_one_thing_need_not_name_it() -> None:
    tracked = (
        '<ctr:changeTrack><ctr:revisions appliesTo="source"><ctr:revision>'
        '<ctr:item property="content">б</ctr:item></ctr:revision></ctr:revisions>'
        "</ctr:changeTrack><segment><source>а</source></segment>"
    )
    assert broken(unit(tracked)) == []
    assert broken(unit(tracked.replace('"source"', '"source" ref="u9"'))) == ["revision-ref"]


def test_several_revisions_of_one_thing_are_each_judged() -> None:
    one = (
        '<ctr:revisions appliesTo="note" ref="n"><ctr:revision>'
        '<ctr:item property="content">б</ctr:item></ctr:revision></ctr:revisions>'
    )
    other = one.replace('ref="n"', 'ref="m"')
    rest = '<notes><note id="n">а</note></notes><segment><source>а</source></segment>'
    assert broken(unit(f"<ctr:changeTrack>{one}{one}</ctr:changeTrack>{rest}")) == []
    assert broken(unit(f"<ctr:changeTrack>{one}{other}</ctr:changeTrack>{rest}")) == [
        "revision-ref"
    ]


def test_an_isolated_end_has_an_id() -> None:
    assert broken(source('<ec isolated="yes"/>')) == ["end-isolated-or-paired"]


def test_a_code_of_a_translation_alone_is_no_flaw() -> None:
    assert broken(pair("а", 'a<ph id="1"/>')) == []
