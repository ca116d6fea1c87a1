"""Translations into TMX of other people: a variant more, or another text in one that is there."""

from __future__ import annotations

import pytest

from tests.translations.formats.bilingual.samples import FILES, TMX, read, write
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats import bilingual
from translations.formats.bilingual import Languages, PairFile, Translated
from translations.model import Mark, State
from translations.validation import validate

FORM = bilingual.PAIR_FORMATS["tmx"]


def test_a_unit_without_a_variant_in_the_language_gets_one() -> None:
    written = write("a.tmx", {"one": Translated(target="Раз & два")}).decode()
    assert (
        '<seg>One &amp; two.</seg></tuv>\n    <tuv xml:lang="uk"><seg>Раз &amp; два</seg></tuv>\n'
    ) in written


def test_a_state_is_a_property_unless_it_is_what_everybody_takes_it_for() -> None:
    said = {state: write("a.tmx", {"one": Translated(target="Раз", state=state)}).decode()
            for state in State}  # fmt: skip
    assert '<tuv xml:lang="uk"><seg>Раз' in said[State.TRANSLATED]
    assert '<prop type="x-state">reviewed</prop><seg>Раз' in said[State.REVIEWED]
    later = write("a.tmx", {"one#2": Translated(target="Хліб", state=State.FINAL)}).decode()
    assert '<tuv xml:lang="uk-UA"><prop type="x-state">final</prop><seg>Хліб' in later


def test_a_property_of_another_program_is_kept_up_in_its_own_words() -> None:
    target = read("a.tmx").segments[1].target or ""
    assert read("a.tmx").segments[1].state is State.INITIAL
    for state, marks, word in (
        (State.TRANSLATED, frozenset[Mark](), "Translated"),
        (State.REVIEWED, frozenset[Mark](), "ApprovedTranslation"),
        (State.FINAL, frozenset[Mark](), "ApprovedSignOff"),
        (State.INITIAL, frozenset({Mark.RETURNED}), "RejectedTranslation"),
    ):
        written = write("a.tmx", {"2": Translated(target=target, state=state, marks=marks)})
        assert f'<prop type="x-ConfirmationLevel">{word}</prop>' in written.decode()
        assert b"x-state" not in written
        assert (read("a.tmx", written).segments[1].state) is state


def test_what_the_unit_says_of_its_state_is_not_taken_for_that_of_a_new_variant() -> None:
    said = TMX.replace("<note>Mind the order</note>", '<prop type="x-state">final</prop>').encode()
    wanted = Translated(target="Раз", state=State.TRANSLATED)
    written = write("a.tmx", {"one": wanted}, said)
    assert read("a.tmx", written).segments[0].state is State.TRANSLATED


def test_the_same_code_is_known_by_its_number_or_by_what_it_holds() -> None:
    found = read("a.tmx").segments[1]
    assert found.source == "A \ue000big\ue001 \ue002\ue003one\ue004"
    assert found.target == "\ue002 \ue000велика\ue001"
    assert [code.display for code in found.codes[:3]] == ["bold", "</b>", "<br/>"]
    bare = TMX.replace(' x="1"', "").replace(' x="2"', "").encode()
    assert read("a.tmx", bare).segments[1].target == "\ue005 \ue000велика\ue001"


def test_codes_are_written_as_the_target_has_them_or_else_as_the_source() -> None:
    wanted = Translated(target="\ue000в\ue001\ue002\ue003г\ue004")
    written = write("a.tmx", {"2": wanted}).decode()
    assert (
        '<seg><bpt i="7" x="1">&lt;b></bpt>в<ept i="7">&lt;/b></ept><ph x="2">&lt;br /></ph>'
        '<hi x="3">г</hi></seg>'
    ) in written


def test_pairs_of_source_and_target_with_one_number_get_two() -> None:
    other = TMX.replace('<bpt i="7" x="1">&lt;b>', '<bpt i="1">&lt;i>').replace('i="7"', 'i="1"')
    found = read("a.tmx", other.encode()).segments[1]
    assert found.target == "\ue002 \ue005велика\ue006"
    wanted = Translated(target="\ue000\ue005в\ue006\ue001")
    written = write("a.tmx", {"2": wanted}, other.encode())
    assert read("a.tmx", written).segments[1].target == "\ue000\ue005в\ue006\ue001"
    assert validate(written, "a.tmx").flaws == ()


def languages(file: PairFile) -> tuple[str, str]:
    return file.source_language, file.target_language


def test_languages_are_those_that_are_asked_for_or_those_of_the_file() -> None:
    assert languages(FORM.read(FILES["a.tmx"], Languages())) == ("en-US", "uk")
    polish = FORM.read(FILES["a.tmx"], Languages(target="pl"))
    assert [segment.target for segment in polish.segments] == [None, "Duża", None]
    turned = FORM.read(FILES["a.tmx"], Languages(source="uk", target="en"))
    assert languages(turned) == ("uk", "en-US")
    assert [segment.source for segment in turned.segments[1:]] == ["Хліб"]
    assert FORM.read(FILES["a.tmx"], Languages(source="de")).segments == ()


def test_without_a_language_no_variant_can_be_added() -> None:
    one = TMX[: TMX.index("  <tu>")] + TMX[TMX.index("</body>") :]
    with pytest.raises(UnwritableTranslation, match="language") as caught:
        FORM.write(one.encode(), Languages(), {"one": Translated(target="Раз")})
    assert caught.value.unit == "one"


def test_older_files_name_languages_in_their_own_way() -> None:
    old = TMX.replace("xml:lang", "lang").replace('version="1.4"', 'version="1.1"').encode()
    written = write("a.tmx", {"one": Translated(target="Раз")}, old)
    assert '<tuv lang="uk"><seg>Раз</seg></tuv>' in written.decode()


def test_a_variant_without_a_language_or_a_text_is_none() -> None:
    more = "<tuv><seg>x</seg></tuv><tuv xml:lang='uk'/></tu>"
    data = TMX.replace("</tu>", more, 1).encode()
    assert read("a.tmx", data).segments[0].target is None


def test_a_text_that_is_as_far_as_everybody_takes_it_for_gets_no_property() -> None:
    data = TMX.replace("x-ConfirmationLevel", "x-other").encode()
    wanted = Translated(target="Хлібець", state=State.TRANSLATED)
    written = write("a.tmx", {"one#2": wanted}, data)
    assert written.decode() == data.decode().replace(">Хліб<", ">Хлібець<")
    assert read("a.tmx", data).segments[1].state is State.TRANSLATED


def test_another_root_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="not <tmx>"):
        read("a.tmx", b"<html/>")
