"""What is written is read back as it was; what cannot be read says where and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import UnreadableTermBase, UnwritableTermBase
from glossary.formats.csv_folder import read_folder, write_folder
from glossary.formats.policies_toml import read_policies, write_policies
from glossary.formats.tbx import Dialect, Style, grouped_by_language, read_tbx, write_tbx
from glossary.model import CaseRule, Concept, Policy, Severity, Status, TermBase, Voice
from glossary.termbases import shipped
from tests.glossary.termbases_at_random import termbases

CONCEPTS = "concept,subject,contested,definition,why_contested\n"
TERMS = "concept,lang,term,pos,status,usage\n"
POLICIES = "policy,concept,lang,required,also_allowed,forbidden,first_mention,voices,rationale\n"


def folder(concepts: str = "", terms: str = "", policies: str = "") -> dict[str, bytes]:
    return {
        "concepts.csv": (CONCEPTS + concepts).encode(),
        "terms.csv": (TERMS + terms).encode(),
        "policies.csv": (POLICIES + policies).encode(),
    }


@settings(max_examples=60, deadline=None)
@given(termbases())
def test_a_folder_of_tables_comes_back_as_it_was(termbase: TermBase) -> None:
    assert read_folder(write_folder(termbase)) == termbase


@settings(max_examples=100, deadline=None)
@given(termbases(), st.sampled_from(Style), st.sampled_from(Dialect))
def test_tbx_comes_back_as_it_was_with_terms_grouped_by_language(
    termbase: TermBase, style: Style, dialect: Dialect
) -> None:
    written = write_tbx(termbase, style=style, dialect=dialect)
    assert read_tbx(written) == grouped_by_language(termbase)


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("dialect", Dialect)
def test_the_shipped_term_base_comes_through_every_style_and_dialect(
    style: Style, dialect: Dialect
) -> None:
    base = replace(shipped(), policies=())
    assert read_tbx(write_tbx(base, style=style, dialect=dialect)) == grouped_by_language(base)


@settings(max_examples=60, deadline=None)
@given(termbases())
def test_policies_come_back_as_they_were(termbase: TermBase) -> None:
    assert read_policies(write_policies(termbase.policies)) == termbase.policies


def test_marks_at_the_start_of_a_usage_note_become_fields() -> None:
    marks = "[renders: coup d'état|coup] [case: as-written] [ambiguous] [forms: a|b] [except: c] n"
    files = folder("coup,events,yes,A coup.,Why.", f"coup,ru,переворот,noun,admitted,{marks}")
    (term,) = read_folder(files).terms("ru")
    assert term.renders == ("coup d'état", "coup")
    assert (term.case, term.ambiguous) == (CaseRule.AS_WRITTEN, True)
    assert (term.forms, term.excepted, term.usage) == (("a", "b"), ("c",), "n")


def test_a_bracket_that_is_no_mark_stays_in_the_note() -> None:
    (term,) = read_folder(folder("c,,no,,", "c,en,x,noun,preferred,[sic] so")).terms("en")
    assert term.usage == "[sic] so"


def test_a_policy_row_that_asks_nothing_describes_the_policy() -> None:
    rows = (
        "speaker,*,*,,,,,narration|question|answer|quotation,The source's word.\n"
        "norm,c,ru,на,,в,,narration,Usual; extends speaker."
    )
    speaker, norm = read_folder(folder("c,,no,,", "", rows)).policies
    assert speaker == Policy(name="speaker", description="The source's word.")
    assert norm.extends == "speaker"
    (rule,) = norm.rules
    assert (rule.required, rule.forbidden, rule.rationale) == (("на",), ("в",), "Usual")
    assert rule.voices == frozenset({Voice.NARRATION})


def test_a_rule_may_name_its_severity() -> None:
    rows = "mild,*,*,,,,,,[severity: warning] Be kind."
    (policy,) = read_folder(folder(policies=rows)).policies
    assert [rule.severity for rule in policy.rules] == [Severity.WARNING]


def test_policies_may_be_absent_and_a_table_may_begin_with_a_mark_of_its_encoding() -> None:
    files = folder("c,,,,", "c,en,x,noun,preferred,")
    del files["policies.csv"]
    files["terms.csv"] = b"\xef\xbb\xbf" + files["terms.csv"]
    assert [term.text for term in read_folder(files).terms("en")] == ["x"]


@pytest.mark.parametrize(
    ("files", "place", "line", "reason"),
    [
        ({"concepts.csv": b""}, "terms.csv", None, "missing"),
        ({**folder(), "terms.csv": b"concept,lang,term\n"}, "terms.csv", 1, "column “pos”"),
        ({**folder(), "concepts.csv": b""}, "concepts.csv", 1, "column “concept”"),
        ({**folder(), "concepts.csv": CONCEPTS.encode() + b"caf\xe9"}, "concepts.csv", 2, "UTF-8"),
        ({**folder(), "concepts.csv": CONCEPTS.encode() + b"c,\0"}, "concepts.csv", 2, "NUL"),
        (folder("c,,no,,\n\nc,,no,,"), "concepts.csv", 4, "twice"),
        (folder("c,,maybe,,"), "concepts.csv", 2, "yes or no"),
        (folder(",,no,,"), "concepts.csv", 2, "empty"),
        (folder("c,,no,a, b,c"), "concepts.csv", 2, "fields for"),
        (folder('c,,no,"a\nb",\n"c'), "concepts.csv", 4, "unexpected end"),
        (folder("c,,no,,", "d,en,x,noun,preferred,"), "terms.csv", 2, "unknown concept “d”"),
        (
            folder("c,,no,,", "c,en,x,noun,best,"),
            "terms.csv",
            2,
            "unknown status “best”",
        ),
        (folder("c,,no,,", "c,en,x,noun,,"), "terms.csv", 2, "“status” is empty"),
        (folder("c,,no,,", "c,English,x,noun,preferred,"), "terms.csv", 2, "language"),
        (folder("c,,no,,", "c,en,,noun,preferred,"), "terms.csv", 2, "“term” is empty"),
        (folder("c,,no,,", "c,en,x,,preferred,[case: up]"), "terms.csv", 2, "unknown case"),
        (
            folder("c,,no,,", "c,en,x,noun,preferred,\nc,en,x,noun,admitted,"),
            "terms.csv",
            3,
            "twice",
        ),
        (folder(policies="p,c,ru,a,,,,,"), "policies.csv", 2, "unknown concept “c”"),
        (folder(policies="p,*,*,a,,,,aside,"), "policies.csv", 2, "unknown voice"),
        (folder(policies="p,*,*,,,,,,[severity: grave]"), "policies.csv", 2, "severity"),
        (folder(policies="p,*,*,,,,,,[extends: q]"), "policies.csv", None, "unknown policy"),
    ],
)
def test_a_folder_that_is_wrong_says_where(
    files: dict[str, bytes], place: str, line: int | None, reason: str
) -> None:
    with pytest.raises(UnreadableTermBase) as refused:
        read_folder(files)
    assert (refused.value.place, refused.value.line) == (place, line)
    assert reason in refused.value.reason.english


def tbx(body: str, *, head: str = "", style: str = "dca", doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}\n'
        f'<tbx style="{style}" type="TBX-Basic" xml:lang="en"'
        ' xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>Ours</p></sourceDesc></fileDesc></tbxHeader>\n"
        f"<text><body>\n{body}\n</body></text></tbx>"
    ).encode()


def entry(term: str, attributes: str = "") -> str:
    return (
        f'<conceptEntry {attributes}><langSec xml:lang="ru"><termSec>{term}</termSec></langSec>'
        "</conceptEntry>"
    )


def test_a_file_of_another_program_is_read() -> None:
    body = """
    <conceptEntry><!-- none -->
      <descripGrp><descrip type="subjectField">war</descrip></descripGrp>
      <note>One.</note><note>Two.</note>
      <langSec xml:lang="en">
        <descripGrp><descrip type="definition">A levy.</descrip>
          <admin type="source">Oxford</admin></descripGrp><note>Three.</note>
        <termSec><term>levy</term><termNote type="partOfSpeech">noun</termNote>
          <termNoteGrp>
            <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
          </termNoteGrp>
          <note>Old word.</note>
        </termSec>
        <termSec><term><hi>mi</hi>litia</term></termSec>
      </langSec>
    </conceptEntry>"""
    (concept,) = read_tbx(tbx(body)).concepts
    assert (concept.id, concept.subject, concept.definition) == ("levy", "war", "A levy.")
    assert concept.note == "One.\nTwo.\nThree."
    assert [source.title for source in concept.sources] == ["Oxford"]
    levy, militia = concept.terms
    assert (levy.text, levy.status, levy.usage) == ("levy", Status.DEPRECATED, "Old word.")
    assert (militia.text, militia.status, militia.part_of_speech) == (
        "militia",
        Status.ADMITTED,
        "",
    )


def test_the_namespace_of_the_drafts_is_read_too() -> None:
    content = tbx(entry("<term>x</term>")).replace(b":ed-2", b":ed:3.0")
    assert [term.text for term in read_tbx(content).terms("ru")] == ["x"]


FORBIDDEN = (
    '<term>x</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
    "<note>workbench:forbidden</note>"
)


def test_forbidden_is_deprecated_with_a_note_of_ours() -> None:
    (term,) = read_tbx(tbx(entry(FORBIDDEN))).terms("ru")
    assert (term.status, term.usage) == (Status.FORBIDDEN, "")


def test_a_revision_that_is_no_number_is_none() -> None:
    title = "<titleStmt><title>T</title><note>workbench:revision x</note></titleStmt>"
    content = tbx("").replace(b"<sourceDesc>", title.encode() + b"<sourceDesc>")
    assert (read_tbx(content).name, read_tbx(content).revision) == ("T", 0)


MARTIF = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>Ours</p></sourceDesc>
</fileDesc></martifHeader><text><body><termEntry id="levy">
<descripGrp><descrip type="definition">Citizens in arms.</descrip></descripGrp>
<langSet xml:lang="en"><tig><term>levy</term>
<termNote type="administrativeStatus">standardizedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="ru"><ntig><termGrp><term>ополчение</term>
<termNote type="partOfSpeech">noun</termNote><termNote type="termType">synonym</termNote>
</termGrp></ntig><tig><term/></tig></langSet></termEntry></body></text></martif>"""


def test_version_2_as_other_programs_write_it_is_read() -> None:
    (concept,) = read_tbx(MARTIF.encode()).concepts
    assert (concept.id, concept.definition) == ("levy", "Citizens in arms.")
    assert [(t.language, t.text, t.part_of_speech) for t in concept.terms] == [
        ("en", "levy", ""),
        ("ru", "ополчение", "noun"),
    ]


def test_categories_as_elements_are_read_as_those_in_attributes() -> None:
    base = replace(shipped(), policies=())
    assert b"<min:partOfSpeech>noun</min:partOfSpeech>" in write_tbx(base, style=Style.DCT)
    core = write_tbx(base, dialect=Dialect.CORE)
    assert b"<termNote" not in core
    assert b'type="TBX-Core"' in core


BOMB = '\n<!DOCTYPE tbx [\n<!ENTITY a "aaaa">\n<!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "empty"),
        (b"\x00\x01", 1, ""),
        (b"<a>\n<b>\n</a>", 3, "mismatch"),
        (b"<tmx/>", 1, "no TBX"),
        (tbx("", style="odd"), 2, "dct"),
        (tbx(entry('<term>x</term><admin type="usage">y</admin>')), 5, "no <admin"),
        (tbx(entry('<term>x</term><termNote type="termType">odd</termNote>')), 5, "termType"),
        (tbx(entry("<term>x</term><term>y</term>")), 5, "has 2 of <term>"),
        (tbx(entry("<note>x</note>")), 5, "has 0 of <term>"),
        (tbx("<termSec><term>x</term></termSec>"), 5, "no place"),
        (tbx(entry("<term>&b;</term>"), doctype=BOMB), 3, "entities"),
        (b"<a>" * 300 + b"</a>" * 300, 1, "nested more than 256 deep"),
        (tbx(entry(f"<term>{'x' * 10_000_001}</term>")), 5, "longer than ten million"),
        (tbx(entry("<term>&nosuch;</term>")), 5, "Entity 'nosuch' not defined."),
        (tbx(entry("<term> </term>")), 5, "no text"),
        (tbx(entry("<term>x</term>").replace("ru", "")), 5, "language"),
        (tbx(2 * (entry("<term>x</term>", 'id="a"') + "\n")), 6, "twice"),
        (
            tbx(
                '<conceptEntry><langSec xml:lang="ru"><termSec><term>x</term></termSec>\n'
                "<termSec><term>x</term></termSec></langSec></conceptEntry>"
            ),
            6,
            "term “x” (ru) of “x” is there twice",
        ),
        (
            tbx(entry('<term>x</term><termNote type="administrativeStatus">best</termNote>')),
            5,
            "unknown administrativeStatus “best”",
        ),
        (tbx(entry("<term>x</term><note>workbench:case up</note>")), 5, "case rule"),
        (tbx(entry("<term>x</term><note>workbench:forms x</note>")), 5, "no list"),
        (tbx(entry("<term>x</term><note>workbench:renders [1]</note>")), 5, "no list"),
    ],
)
def test_tbx_that_is_wrong_says_where(content: bytes, line: int, reason: str) -> None:
    with pytest.raises(UnreadableTermBase) as refused:
        read_tbx(content, "base.tbx")
    assert (refused.value.place, refused.value.line) == ("base.tbx", line)
    assert reason in refused.value.reason.english


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    with pytest.raises(UnreadableTermBase, match="larger than"):
        read_tbx(b" " * (50 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"[[policy]\n", 1, "line 1"),
        (b"\n\xff", 2, "UTF-8"),
        (b"x = 1", None, "[[policy]]"),
        (b"policy = 1", None, "[[policy]]"),
        (b"policy = [1]", None, "no table"),
        (b"[[policy]]", None, "no name"),
        (b'[[policy]]\nname = "p"\nrules = 1', None, "unknown key “rules”"),
        (b"[[policy]]\nname = 1", None, "a text as “name”"),
        (b'[[policy]]\nname = "p"\nrule = 1', None, "[[policy.rule]]"),
        (b'[[policy]]\nname = "p"\n[[policy.rule]]\nrequired = "x"', None, "a list of texts"),
        (b'[[policy]]\nname = "p"\n[[policy.rule]]\nvoices = ["x"]', None, "unknown voice"),
        (b'[[policy]]\nname = "p"\n[[policy.rule]]\nseverity = "x"', None, "severity"),
    ],
)
def test_policies_that_are_wrong_say_where(content: bytes, line: int | None, reason: str) -> None:
    with pytest.raises(UnreadableTermBase) as refused:
        read_policies(content)
    assert refused.value.line == line
    assert reason in str(refused.value)


# What other programs write, and what XML cannot hold


def test_entries_without_ids_are_named_after_their_terms() -> None:
    english = '<langSec xml:lang="EN"><termSec><term>Levy</term></termSec></langSec>'
    entries = 2 * entry("<term>Опір</term>").replace("<langSec", f"{english}<langSec", 1)
    found = read_tbx(tbx(f"{entries}{entry('<term>Опір</term>')}{entry('<term>x</term>')}"))
    assert [concept.id for concept in found.concepts] == ["levy", "levy-2", "opir", "x"]


@pytest.mark.parametrize(
    ("written", "code"),
    [("EN", "en"), ("en_US", "en-US"), ("PT-br", "pt-BR"), ("SR-latn", "sr-Latn"), ("uk", "uk")],
)
def test_a_language_is_read_in_any_letter_case(written: str, code: str) -> None:
    body = entry("<term>x</term>").replace('"ru"', f'"{written}"')
    assert read_tbx(tbx(body)).languages == (code,)


def test_a_category_of_terms_that_is_said_of_a_language_is_passed_over() -> None:
    content = tbx(
        entry("<term>x</term>").replace("<termSec>", "<m:partOfSpeech>verb</m:partOfSpeech>$")
    ).replace(b"$", b"<termSec>").replace(
        b'style="dca"', b'style="dct" xmlns:m="http://www.tbxinfo.net/ns/min"'
    )  # fmt: skip
    assert [term.part_of_speech for term in read_tbx(content).terms("ru")] == [""]


def test_a_reference_to_what_is_no_entry_of_the_file_is_passed_over() -> None:
    refs = '<ref type="crossReference" target="b"/><ref type="crossReference" target="t7"/>'
    body = entry("<term>x</term>", 'id="a"').replace("<langSec", f"{refs}<langSec")
    found = read_tbx(tbx(body + entry("<term>y</term>", 'id="b"')))
    assert [each.concept for each in found.concepts[0].references] == ["b"]


@pytest.mark.parametrize("style", Style)
def test_what_xml_cannot_hold_is_refused_with_its_place(style: Style) -> None:
    bad = Concept(id="levy", definition="a\x0bb")
    with pytest.raises(UnwritableTermBase, match="levy: XML cannot hold"):
        write_tbx(TermBase(concepts=(bad,)), style=style)
    with pytest.raises(UnwritableTermBase, match="XML cannot hold"):
        write_tbx(TermBase(name="\x01"), style=style)


def test_lines_of_a_cell_end_in_one_way() -> None:
    files = folder('c,,no,"one\r\ntwo\rthree",')
    files = {name: body.replace(b"\n", b"\r\n", 1) for name, body in files.items()}
    (concept,) = read_folder(files).concepts
    assert concept.definition == "one\ntwo\nthree"
    assert read_folder(write_folder(TermBase(concepts=(concept,)))).concepts == (concept,)
    ended = write_folder(TermBase(concepts=(replace(concept, definition="one\r\ntwo\r3"),)))
    assert read_folder(ended).concepts[0].definition == "one\ntwo\n3"


def test_a_definition_may_be_longer_than_the_reader_of_tables_likes() -> None:
    base = TermBase(concepts=(Concept(id="c", definition="слово " * 40_000 + "край"),))
    assert read_folder(write_folder(base)) == base


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_our_tables_are_read_as_a_spreadsheet_saves_them(mark: str, encoding: str) -> None:
    tables = folder("слово,тема,no,Значение слова,", "слово,ru,слово,noun,preferred,")
    saved = {
        name: body.decode().replace(",", mark).encode(encoding) for name, body in tables.items()
    }
    assert read_folder(saved) == read_folder(tables)
