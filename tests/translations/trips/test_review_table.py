"""A table for review as people return it: tracked changes, margins, other programs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from translations.errors import UnreadableDocument
from translations.model import Code, CodeKind, State
from translations.trips import keys
from translations.trips.keys import Key
from translations.trips.model import Arrived, Outgoing, Trip
from translations.trips.review_table import reading, words, writing
from translations.trips.review_table.package import MAIN

CODES = (
    Code(id="1", kind=CodeKind.START, original="<b>"),
    Code(id="1", kind=CodeKind.END, original="</b>"),
)
W = f'xmlns:w="{MAIN}"'


def table(reader: str = "en", target: str = "ru") -> bytes:
    def segment(number: int, source: str, text: str, **more: object) -> Outgoing:
        key = keys.written(Key(9, number))
        return Outgoing(key=key, number=number, source=source, target=text, **more)  # type: ignore[arg-type] # as named

    return writing.write(
        Trip(
            outing=9,
            title="A town",
            source_language="en",
            target_language=target,
            reader=reader,
            segments=(
                segment(1, "A \ue000bold\ue001 town.", "Город.", codes=CODES,
                        state=State.TRANSLATED, comments=("Which town?",)),
                segment(2, "Two.", "", findings=("Something is wrong.",)),
                segment(3, "Three.", "Три.", state=State.REVIEWED),
                segment(4, "Four.", "", left_out="Not ours."),
            ),
        )
    )  # fmt: skip


def document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#: Where a part is told of, what stands there then, and before what.
TOLD = {
    "[Content_Types].xml": (
        "</Types>",
        f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS_TYPE}"/>',
    ),
    "word/_rels/document.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{OFFICE}/comments" Target="comments.xml"/>',
    ),
}


def edited(change: Callable[[str], str], *, comments: str = "") -> bytes:
    """The table with another document, and with comments beside it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(table())) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            body = old.read(name).decode()
            if comments and name in TOLD:
                end, more = TOLD[name]
                body = body.replace(end, more + end)
            new.writestr(name, change(body) if name == "word/document.xml" else body)
        if comments:
            new.writestr("word/comments.xml", comments)
    return file.getvalue()


def rows(data: bytes) -> dict[int, Arrived]:
    found = reading.read(data).segments
    return {key.segment: each for each in found if (key := keys.found(each.id))}


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_place_of(word: str, other: str) -> Callable[[str], str]:
    """Put something in the place of the run that holds a word."""
    pattern = re.compile(
        rf"<w:r><w:rPr/?>(?:(?!</w:r>).)*>{re.escape(word)}</w:t></w:r>", re.DOTALL
    )

    def change(text: str) -> str:
        made, count = pattern.subn(lambda _: other, text)
        assert count == 1
        return made

    return change


def xml_rows(text: str) -> list[str]:
    return re.findall(r"<w:tr>.*?</w:tr>", text, re.DOTALL)


def test_a_table_comes_back_as_it_went() -> None:
    found = rows(table())
    assert [each.target for each in found.values()] == ["Город.", "", "Три.", ""]
    assert found[1].source == "A \ue000bold\ue001 town."
    assert [each.state for each in found.values()] == [
        State.TRANSLATED, State.INITIAL, State.REVIEWED, None,
    ]  # fmt: skip
    assert found[1].notes == ("Which town?",)
    assert [each.left_out for each in found.values()] == [False, False, False, True]
    assert all(each.tracked is None for each in found.values())


def test_tracked_changes_are_read_as_accepted_and_what_was_before_is_kept() -> None:
    tracked = (
        f'<w:del w:id="1" w:author="Ann"><w:r><w:delText>Город</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="Ben">{run("Посёлок")}</w:ins>{run(".")}'
    )
    found = rows(edited(in_place_of("Город.", tracked)))[1]
    assert (found.target, found.tracked, found.who) == ("Посёлок.", "Город.", ("Ann", "Ben"))


def test_what_was_moved_stands_where_it_was_moved_to() -> None:
    moved = (
        f'<w:moveFrom w:id="1" w:author="Ann">{run("наш ")}</w:moveFrom>{run("город")}'
        f'<w:moveTo w:id="2" w:author="Ann">{run(" наш")}</w:moveTo>'
    )
    found = rows(edited(in_place_of("Город.", moved)))[1]
    assert (found.target, found.tracked) == ("город наш", "наш город")


def test_paragraphs_that_were_joined_by_a_tracked_change_are_one() -> None:
    joined = f"{run('Раз')}</w:p><w:p>{run('Два')}"
    found = rows(edited(in_place_of("Город.", joined)))[1]
    assert found.target == "Раз\nДва"
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="Ann"/></w:rPr></w:pPr>'

    def join(text: str) -> str:
        return in_place_of("Город.", joined)(text).replace(
            f"<w:pPr/>{run('Раз')}", f"{mark}{run('Раз')}"
        )

    found = rows(edited(join))[1]
    assert (found.target, found.tracked) == ("РазДва", "Раз\nДва")


COMMENTS = (
    f'<w:comments {W}><w:comment w:id="5" w:author="Ann"><w:p><w:r><w:annotationRef/></w:r>'
    f"{run('Too plain.')}</w:p></w:comment>"
    f'<w:comment w:id="6"><w:p>{run("No name.")}</w:p></w:comment></w:comments>'
)


def test_comments_in_the_margin_belong_to_their_rows() -> None:
    anchored = (
        f'<w:commentRangeStart w:id="5"/>{run("Город.")}<w:commentRangeEnd w:id="5"/>'
        '<w:r><w:commentReference w:id="5"/></w:r><w:r><w:commentReference w:id="6"/></w:r>'
    )
    found = rows(edited(in_place_of("Город.", anchored), comments=COMMENTS))
    assert found[1].notes == ("Which town?", "Ann: Too plain.", "No name.")
    assert found[3].notes == ()


def test_what_is_written_in_the_column_of_comments_is_read_line_by_line() -> None:
    more = f"{run('Which town?')}</w:p><w:p>{run('This one.')}</w:p><w:p>"
    found = rows(edited(in_place_of("Which town?", more)))[1]
    assert found.notes == ("Which town?", "This one.")


@pytest.mark.parametrize(
    ("word", "state", "notes"),
    [
        ("Reviewed", State.REVIEWED, ()),
        ("утверждено", State.REVIEWED, ()),
        (" Остаточно. ", State.FINAL, ()),
        ("черновик", State.INITIAL, ()),
        ("not so sure", None, ("not so sure",)),
        ("", None, ()),
    ],
)
def test_states_are_read_in_any_language_and_other_words_are_not_lost(
    word: str, state: State | None, notes: tuple[str, ...]
) -> None:
    found = rows(edited(in_place_of("reviewed", run(word) if word else "")))[3]
    assert (found.state, found.notes) == (state, notes)


@pytest.mark.parametrize("said", words.ALL, ids=lambda said: said.language)
def test_a_table_in_any_language_of_the_pages_is_read(said: words.Words) -> None:
    found = rows(table(reader=said.language))
    assert [found[n].state for n in (1, 2, 3)] == [
        State.TRANSLATED, State.INITIAL, State.REVIEWED,
    ]  # fmt: skip
    assert found[4].left_out
    assert words.words(f"{said.language}-XX") is said


def test_rows_may_move_go_and_stand_twice() -> None:
    def change(text: str) -> str:
        head, one, _two, three, four = xml_rows(text)
        middle = text.index(head)
        return text[:middle] + head + three + one + one + text[text.index(four) + len(four) :]

    found = reading.read(edited(change)).segments
    numbers = [key.segment for each in found if (key := keys.found(each.id))]
    assert numbers == [3, 1, 1]


def test_a_row_that_was_deleted_while_changes_were_tracked_is_gone() -> None:
    def change(text: str) -> str:
        third = xml_rows(text)[3]
        deleted = third.replace("<w:cantSplit/>", '<w:cantSplit/><w:del w:id="1" w:author="A"/>')
        return text.replace(third, deleted)

    assert sorted(rows(edited(change))) == [1, 2, 4]


def test_an_id_that_was_typed_over_is_broken_and_the_tag_stands_in_for_a_lost_one() -> None:
    key = keys.written(Key(9, 3))
    vanished = f'<w:t xml:space="preserve"> {key}</w:t>'
    assert vanished in document(table())
    assert sorted(rows(edited(lambda text: text.replace(vanished, "<w:t></w:t>")))) == [1, 2, 3, 4]
    other = reading.read(edited(lambda text: text.replace(key, "o9.2.0000"))).segments
    assert [keys.is_broken(each.id) for each in other] == [False, False, True, False]


def test_a_program_that_shows_what_is_hidden_and_drops_controls_loses_nothing() -> None:
    def show(text: str) -> str:
        text = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", text)
        return text.replace("<w:vanish/>", "")

    assert sorted(rows(edited(show))) == [1, 2, 3, 4]


def test_columns_are_found_by_their_headings_wherever_they_stand() -> None:
    def swap(text: str) -> str:
        for row in xml_rows(text):
            cells = re.findall(r"<w:tc>.*?</w:tc>", row, re.DOTALL)
            turned = "".join([cells[2], cells[0], cells[1], *cells[3:]])
            text = text.replace(row, row.replace("".join(cells), turned))
        return text

    assert rows(edited(swap))[1].target == "Город."


def test_without_headings_the_columns_stand_in_our_order() -> None:
    def behead(text: str) -> str:
        return text.replace(xml_rows(text)[0], "")

    assert rows(edited(behead))[1].target == "Город."


def test_placeholders_that_people_add_are_codes_that_the_source_does_not_have() -> None:
    found = rows(edited(in_place_of("Город.", run("&lt;1&gt;Город&lt;/1&gt; &lt;7/&gt;"))))[1]
    assert found.target == "\ue000Город\ue001 \ue002"
    assert [code.original for code in found.codes] == ["<1>", "</1>", "<7/>"]


#: As LibreOffice saves it: its own prefixes, no content controls, a table in strict namespaces.
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def test_another_program_may_write_the_same_otherwise() -> None:
    def resave(text: str) -> str:
        text = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", text)
        text = (
            text.replace(MAIN, STRICT)
            .replace("w:", "x:")
            .replace("xmlns:w=", "xmlns:x=")
            .replace("<x:t ", "<x:t  ")
        )
        return text.replace("<x:vanish/>", '<x:vanish x:val="true"/><x:lang x:val="zxx"/>')

    found = rows(edited(resave))
    assert [each.target for each in found.values()] == ["Город.", "", "Три.", ""]


def test_rows_and_cells_may_stand_in_controls_and_reach_over_columns() -> None:
    around = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"

    def change(text: str) -> str:
        third = xml_rows(text)[3]
        cells = re.findall(r"<w:tc>.*?</w:tc>", third, re.DOTALL)
        wide = cells[3].replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')
        made = third.replace(cells[3] + cells[4], around.format(wide))
        return text.replace(third, around.format(made))

    assert rows(edited(change))[3].state is State.REVIEWED


def test_a_right_to_left_language_is_set_so() -> None:
    text = document(table(target="ar"))
    assert "<w:bidi/>" in text
    assert '<w:lang w:bidi="ar"/>' in text
    assert "<w:bidi/>" not in document(table())


ENTITY = '<!DOCTYPE w [<!ENTITY a "b">]><w:document'
DEEP = "<w:ins>" * 300 + "</w:ins>" * 300


@pytest.mark.parametrize(
    "data",
    [
        b"no archive",
        edited(lambda text: text.replace("<w:document", ENTITY, 1)),
        edited(lambda text: text.replace("<w:tbl>", f"{DEEP}<w:tbl>", 1)),
        edited(lambda text: re.sub(r"<w:tbl>.*</w:tbl>", "", text, flags=re.DOTALL)),
        edited(lambda text: text[:-20]),
        edited(lambda text: re.sub(r"<w:tr>.*</w:tr>", "<w:tr/>", text, flags=re.DOTALL)),
    ],
)
def test_what_is_no_such_table_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        reading.read(data)


def test_the_table_is_the_xml_that_word_expects_in_the_order_that_it_expects() -> None:
    root = etree.fromstring(document(table(target="ar")).encode())
    order = {
        "rPr": ("rStyle", "b", "bCs", "noProof", "vanish", "rtl", "lang"),
        "pPr": ("pStyle", "bidi"),
        "tcPr": ("tcW", "shd"),
        "sdtPr": ("tag", "id", "lock"),
    }
    for name, expected in order.items():
        for element in root.iter(f"{{*}}{name}"):
            places = [expected.index(etree.QName(each).localname) for each in element]
            assert places == sorted(places)
    ids = [each.get(f"{{{MAIN}}}val") for each in root.iter("{*}id")]
    assert len(ids) == len(set(ids)) == 8
    assert {etree.QName(each[-1]).localname for each in root.iter("{*}tc")} == {"p"}
