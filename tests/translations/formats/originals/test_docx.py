"""DOCX: runs merged, codes told, and that only the runs that were edited change."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.formats.originals.samples import (
    BOX,
    FIELD,
    WORD,
    archived,
    docx,
    everything,
    members,
    paragraph,
    pseudo,
    read,
    run,
    shown,
    story,
    told,
)
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats import originals
from translations.model import BlockKind

BOLD, ITALIC, LANGUAGE = "<w:b/>", "<w:i/>", '<w:lang w:val="uk-UA"/><w:noProof/>'


def body(*content: str) -> list[str]:
    return shown(read(docx(*content), "a.docx"))


def written(targets: dict[int, dict[int, str]], *content: str) -> str:
    """The body with translations."""
    original = read(docx(*content), "a.docx")
    document = members(originals.write(original, targets))["word/document.xml"].decode()
    found = re.search("<w:body>(.*)</w:body>", document, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_document_is_its_stories_in_reading_order() -> None:
    original = read(WORD, "a.docx")
    assert shown(original) == [
        "The heading",
        "It runs on, <1>boldly</1><2/>. | Then <1>a link</1> & <2>new</2><3/> words.",
        "Page <1/> of many.",
        "See <1>there</1>.",
        "Before <1/> and after.",
        "A box",
        "In a box",
        "A cell",
        "A note.",
        "A header",
        "A footer",
        "The title",
    ]
    assert (original.document.blocks[0].kind, original.document.blocks[0].level) == (
        BlockKind.HEADING,
        1,
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((run("a"), run("b", LANGUAGE), "<w:proofErr/>", run("c")), "abc"),
        ((run("aa"), run("b", BOLD), run("c", BOLD + LANGUAGE), run("dd")), "aa<1>bc</1>dd"),
        ((run("a", BOLD), run(" whole", BOLD)), "a whole"),
        ((run("some "), run("two", BOLD), run("four", ITALIC)), "some <1>two</1><2>four</2>"),
        ((run("a &lt;b&gt; &amp;"),), "a <b> &"),
        (("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",), "a<1/>b<2/>c"),
        ((run("a"), "<w:bookmarkStart/>", run("b"), "<w:bookmarkEnd/>"), "a<1/>b"),
        ((f"<w:hyperlink>{run('all')}</w:hyperlink>",), "all"),
        (
            (
                run("a "),
                f"<w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>",
                run("c"),
            ),
            "a <1>b</1>c",
        ),
        ((run("a "), f"<w:moveFrom>{run('gone')}</w:moveFrom>", run("b")), "a <1/>b"),
        (("<w:r><w:t><![CDATA[a<b]]></w:t></w:r>",), "a<b"),
        ((run("a "), FIELD.format("TOC", run("b")), run(" c")), "a <1/> c"),
        ((run("\ue001 x"),), "<1/> x"),
        ((run("a"), BOX.format(paragraph(run("in"))), run("b")), "a<1/>b"),
    ],
)
def test_what_is_text(content: tuple[str, ...], expected: str) -> None:
    assert body(paragraph(*content))[0] == expected


def test_a_field_over_paragraphs_leaves_its_result_as_text() -> None:
    begin, end = FIELD.format("TOC", "|").split("|")
    inner = FIELD.format("PAGEREF x", run("3"))
    assert body(paragraph(begin, run("One "), inner, run(".")), paragraph(run("Two"), end)) == [
        "One <1/>.",
        "Two",
    ]


def test_only_the_runs_that_are_edited_change() -> None:
    kept = run("First one.", LANGUAGE) + "<w:proofErr/>"
    link = f"<w:hyperlink>{run(' Third one.')}</w:hyperlink>"
    content = paragraph(kept, run(" Sec"), run("ond ", LANGUAGE), run("one.", BOLD), link)
    original = read(docx(content), "a.docx")
    segments = original.document.blocks[0].segments
    at = next(n for n, segment in enumerate(segments) if segment.text.startswith("Second"))
    text = segments[at].text.replace("Second", "Друге & <").replace("one.", "речення.")
    new = written({0: {at: text}}, content)
    assert new.startswith(f"<w:p>{kept}<w:r>")
    assert new.endswith(f"{link}</w:p>")
    assert "Друге &amp; &lt; " in new


def test_formatting_follows_its_words() -> None:
    content = paragraph(run("Red "), run("cat", BOLD), run(" sleeps."))
    new = written({0: {0: "Спить \ue000кіт\ue001 рудий."}}, content)
    assert new == paragraph(run("Спить "), run("кіт", BOLD), run(" рудий."))
    assert written({0: {0: "Спить кіт."}}, content) == paragraph(run("Спить кіт."))
    assert '<w:t xml:space="preserve">a</w:t><w:tab/>' in written({0: {0: "a\tb"}}, content)


def test_a_code_keeps_the_formatting_of_its_own_run() -> None:
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference/></w:r>'
    content = paragraph(run("A word"), note, run(" more."))
    assert written({0: {0: "Ще\ue000 слово."}}, content) == paragraph(
        run("Ще"), note, run(" слово.")
    )
    with pytest.raises(UnwritableTranslation, match=r"1\.1: The inline code “note” is missing"):
        written({0: {0: "Ще слово."}}, content)


def test_both_forms_of_a_text_box_are_translated_and_follow_a_moved_box() -> None:
    content = paragraph(run("See "), BOX.format(paragraph(run("Inside"))), run(" here."))
    new = written({0: {0: "\ue000 Тут."}, 2: {0: "Усередині"}}, content)
    assert new.count("Усередині") == 2
    assert "Inside" not in new
    assert new.index("Усередині") < new.index("Тут")


def test_names_of_elements_may_have_any_prefix() -> None:
    odd = story("document", paragraph(run("Any"), run(" word", BOLD)))
    odd = odd.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    data = archived({**members(docx()), "word/document.xml": odd})
    original = read(data, "a.docx")
    assert shown(original) == ["<1>Any</1> word"]
    new = members(originals.write(original, everything(original)))["word/document.xml"].decode()
    assert "<ns0:t xml:space" in new
    assert "<w:" not in new


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx("<w:altChunk r:id='a'/>", paragraph(run("a"))), "word/document.xml.*altChunk"),
        (docx(paragraph(FIELD.format("DDEAUTO excel", run("a")))), "DDE"),
        (docx(paragraph(FIELD.format("DDE</w:instrText><w:instrText>AUTO x", run("a")))), "DDE"),
        (docx(paragraph(run("a")), vbaProject=b"x"), "macros"),
        (docx(paragraph(run("a")), main="document.macroEnabled.main"), "macros"),
        (docx("<w:p>", paragraph(run("a"))), "no well-formed XML"),
        (docx("<w:p>" * 300 + "</w:p>" * 300), "nest more than 200 deep"),
    ],
)
def test_what_would_run_or_break_is_refused_with_its_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(data, "a.docx")


TEXTS = st.text(st.sampled_from("ab .АїЖ&<>\ue000\n"), max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
RUNS = st.builds(run, TEXTS, st.sampled_from(["", BOLD, ITALIC, LANGUAGE, BOLD + LANGUAGE]))
LINKS = st.lists(RUNS, max_size=3).map(lambda r: f"<w:hyperlink>{''.join(r)}</w:hyperlink>")
OTHERS = st.sampled_from(
    ["<w:r><w:tab/><w:t>a</w:t><w:br/></w:r>",
     "<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>b. C</w:t></w:r>",
     "<w:bookmarkStart/>", "<w:r><w:tab/></w:r>", FIELD.format("PAGE", run("1")), "<w:proofErr/>",
     FIELD.format("HYPERLINK x", run("a. B")), "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
     "<w:r><w:rPr><w:b/></w:rPr><w:footnoteReference/></w:r>", BOX.format(paragraph(run("In it")))]
)  # fmt: skip


@given(
    st.lists(st.lists(RUNS | LINKS | OTHERS, max_size=8).map(lambda c: paragraph(*c)), max_size=3)
)
def test_any_document_comes_back_and_its_translation_is_read_as_written(content: list[str]) -> None:
    data = docx(*content)
    original = read(data, "a.docx")
    assert originals.write(original, {}) == data
    new = originals.write(original, everything(original))
    assert told(read(new, "a.docx")) == [(pseudo(t), codes) for t, codes in told(original)]
    assert kept(new) == kept(data)


def kept(data: bytes) -> dict[str, int]:
    """How often each element stands there that is neither a run nor a part of its text."""
    document = members(data)["word/document.xml"].decode()
    names = re.findall(r"<(w:(?:tab|br|hyperlink|fld|instr|del|foot|book|txbx)\w*)", document)
    return Counter(names)


def test_white_space_around_a_run_counts_only_where_it_says_so() -> None:
    laid_out = "<w:r><w:t>\n    Words\n  </w:t></w:r>"
    more = "<w:r><w:t> more</w:t></w:r>"
    assert body(paragraph(laid_out, run(" and"), more)) == ["Words andmore"]
    written_anew = written({0: {0: "Слова"}}, paragraph(laid_out, run(" and"), more))
    assert "Слова" in written_anew
    assert "\n" not in written_anew


BARE = st.builds('<w:r w:rsidR="1"><w:t>{}</w:t></w:r>'.format, TEXTS)


@given(st.lists(RUNS | BARE | LINKS | OTHERS, max_size=8))
def test_runs_are_read_alike_however_their_tags_are_spelled(content: list[str]) -> None:
    usual = read(docx(paragraph(*content)), "a.docx")
    odd = [each.replace("</w:t>", "</w:t >") for each in content]
    spelled = read(docx(paragraph(*odd)), "a.docx")
    assert told(usual) == told(spelled)
    assert [[piece.formatting for piece in place.pieces] for place in usual.places] == [
        [piece.formatting for piece in place.pieces] for place in spelled.places
    ]
