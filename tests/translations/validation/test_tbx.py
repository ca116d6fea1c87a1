"""Rules of TBX: each is proved by a file that keeps to it and a neighbour that does not."""

from __future__ import annotations

import pytest

from glossary.formats.tbx import write_tbx
from glossary.formats.tbx.dialects import Style
from glossary.termbases import shipped
from tests.translations.validation.judging import Case, broken, lines
from translations.validation import validate

_HEADER = "<{0}><fileDesc><sourceDesc><p>Наше</p></sourceDesc></fileDesc></{0}>"
_MIN = "http://www.tbxinfo.net/ns/min"
_BASIC = "http://www.tbxinfo.net/ns/basic"


def document(entries: str, dialect: str = "TBX-Basic", style: str = "dca", names: str = "") -> str:
    return (
        f'<tbx style="{style}" type="{dialect}" xml:lang="en"'
        f' xmlns="urn:iso:std:iso:30042:ed-2" {names}>\n{_HEADER.format("tbxHeader")}'
        f"<text><body>\n{entries}\n</body></text></tbx>"
    )


def entry(of_term: str, of_entry: str = "", said: str = 'id="c"') -> str:
    return (
        f"<conceptEntry {said}>{of_entry}<langSec xml:lang='uk'><termSec>"
        f"<term>слово</term>{of_term}</termSec></langSec></conceptEntry>"
    )


def old(entries: str) -> str:
    return (
        f'<martif type="TBX" xml:lang="en">\n{_HEADER.format("martifHeader")}'
        f"<text><body>\n{entries}\n</body></text></martif>"
    )


def old_entry(of_term: str, said: str = 'id="c"', of_entry: str = "") -> str:
    return (
        f"<termEntry {said}>{of_entry}<langSet xml:lang='uk'><tig><term>слово</term>{of_term}"
        "</tig></langSet></termEntry>"
    )


_NOUN = '<termNote type="partOfSpeech">noun</termNote>'
_DCT = f'xmlns:min="{_MIN}" xmlns:basic="{_BASIC}"'

SHAPE = (
    Case("attribute-required", document(entry(_NOUN)),
         document(entry("<termNote>noun</termNote>"))),
    Case("attribute-required", old(old_entry("")),
         old(old_entry("").replace(" xml:lang='uk'", ""))),
    Case("attribute-value", document(entry("")), document(entry("")).replace("'uk'", "'u k'")),
    Case("attribute-value", document(entry("")), document(entry(""), style="dcs")),
    Case("element-required", document(entry("")),
         document("<conceptEntry><note>а</note></conceptEntry>")),
    Case("element-required", old(old_entry("")), old("<termEntry><note>а</note></termEntry>")),
    Case("element-order", document(entry("", "<note>а</note>")),
         document(entry("").replace("</conceptEntry>", "<note>а</note></conceptEntry>"))),
    Case("element-not-allowed", document(entry(_NOUN)), document(entry("", _NOUN))),
    Case("element-order", old(old_entry(_NOUN)),
         old(old_entry("").replace("<tig>", f"<tig>{_NOUN}"))),
    Case("element-repeated", document(entry("")), document(entry("<term>мова</term>"))),
    Case("element-unknown", old(old_entry("")), old(old_entry("<termSec/>"))),
    Case("text-not-allowed", document(entry("")), document(entry("слово"))),
)  # fmt: skip

PROSE = (
    Case("id-unique", document(entry("") + entry("", said='id="d"')),
         document(entry("") + entry(""))),
    Case("target-unknown",
         document(entry("", '<ref type="crossReference" target="c">слово</ref>')),
         document(entry("", '<ref type="crossReference" target="d">слово</ref>'))),
    Case("target-unknown",
         old(old_entry("", of_entry='<ref type="crossReference" target="c">слово</ref>')),
         old(old_entry("", of_entry='<ref type="crossReference" target="d">слово</ref>'))),
    Case("category-of-another-dialect",
         document(entry("", '<descrip type="subjectField">а</descrip>'), "TBX-Min"),
         document(entry("", '<descrip type="definition">а</descrip>'), "TBX-Min")),
    Case("category-of-another-dialect", document(entry(_NOUN)), document(entry(_NOUN), "TBX-Core")),
    Case("category-of-another-dialect",
         document(entry("<min:partOfSpeech>noun</min:partOfSpeech>"), style="dct", names=_DCT),
         document(entry("<basic:register>а</basic:register>"), style="dct", names=_DCT)),
    Case("category-value", document(entry(_NOUN)),
         document(entry(_NOUN.replace("noun", "substantive")))),
    Case("category-value",
         document(entry("<min:partOfSpeech>noun</min:partOfSpeech>"), style="dct", names=_DCT),
         document(entry("<min:partOfSpeech>thing</min:partOfSpeech>"), style="dct", names=_DCT)),
    Case("category-value",
         old(old_entry('<termNote type="administrativeStatus">legalTerm-admn-sts</termNote>')),
         old(old_entry('<termNote type="administrativeStatus">good</termNote>'))),
)  # fmt: skip
CASES = (*SHAPE, *PROSE)


def test_a_flaw_names_its_line_in_either_style() -> None:
    text = document(entry("") + "\n\n" + entry(""), style="dct", names=_DCT)
    assert lines(text, "id-unique") == [5]
    assert validate(text.encode()).format == "TBX 3"
    assert validate(old(old_entry("")).encode()).format == "TBX 2"


def test_a_dialect_that_is_not_known_may_have_categories_of_its_own() -> None:
    assert broken(document(entry('<termNote type="ours">а</termNote>'), "TBX-Ours")) == []


@pytest.mark.parametrize("style", Style)
def test_what_the_workbench_writes_is_valid(style: Style) -> None:
    assert broken(write_tbx(shipped(), style=style)) == []
