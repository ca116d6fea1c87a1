"""A Word file goes in, is translated, and comes out as the Word file that it was."""

from __future__ import annotations

import random

import pytest
from flask_openapi3.openapi import OpenAPI

from tests.translations.formats.originals.samples import (
    FILES,
    docx,
    members,
    paragraph,
    read,
    run,
    shown,
)
from tests.workbench import factories
from tests.workbench.factories import World
from tests.workbench.world import _session
from translations.errors import UnreadableDocument
from translations.review import Action
from workbench import apart, gate
from workbench.errors import Conflict, NotFound
from workbench.services import (
    correcting,
    documents,
    editing,
    importing,
    naming,
    restructuring,
    returning,
    reviewing,
)
from workbench.storage import blocks
from workbench.storage.blocks import BlockRow
from workbench.storage.engine import Database, reading, writing

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
WORD = docx(
    paragraph(run("The town was quiet. "), run("Nobody", "<w:b/>"), run(" left it.")),
    paragraph(run("A word"), NOTE, run(" with a note.")),
    paragraph(run("The last one stays.")),
)
PLAIN = docx(paragraph(run("The town was quiet.")), paragraph(run("Nobody left.")))


@pytest.fixture
def world(database: Database) -> World:
    return factories.world(database)


def imported(database: Database, world: World, data: bytes, name: str = "a.docx") -> int:
    return importing.import_document(
        database, actor=world.owner, project_id=world.project, data=data, name=name, language="en"
    )


def begun(database: Database, world: World, document: int) -> int:
    return importing.create_edition(
        database, actor=world.owner, document_id=document, language="ru"
    )


def rows(database: Database, document: int) -> tuple[BlockRow, ...]:
    with reading(database) as connection:
        return blocks.whole(connection, document)


def translate(
    database: Database,
    world: World,
    edition: int,
    segment: int,
    text: str,
    action: Action = Action.DRAFT,
) -> None:
    editing.save_target(
        database,
        actor=world.owner,
        edition_id=edition,
        segment_id=segment,
        text=text,
        version=0,
        action=action,
    )


def exported(database: Database, world: World, edition: int) -> list[str]:
    file = returning.export(database, actor=world.owner, edition_id=edition)
    assert file.name.endswith("ru draft.docx")
    return shown(read(file.body, "a.docx"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_back_byte_by_byte_while_nothing_is_translated(
    database: Database, world: World, name: str
) -> None:
    document = imported(database, world, FILES[name], name)
    assert returning.offered(database, document_id=document)
    assert importing.reconstruct(database, actor=world.owner, document_id=document) == FILES[name]
    edition = begun(database, world, document)
    file = returning.export(database, actor=world.owner, edition_id=edition)
    assert file.body == FILES[name]


def test_what_is_translated_stands_in_the_file_and_the_rest_as_it_was(
    database: Database, world: World
) -> None:
    document = imported(database, world, WORD)
    edition = begun(database, world, document)
    first, second, _ = rows(database, document)
    translate(database, world, edition, first.segments[1].id, "\ue000Никто\ue001 не уехал.")
    translate(database, world, edition, second.segments[0].id, "Со сноской\ue000 слово.")
    assert exported(database, world, edition) == [
        "The town was quiet. | <1>Никто</1> не уехал.",
        "Со сноской<1/> слово.",
        "The last one stays.",
    ]
    file = returning.export(database, actor=world.owner, edition_id=edition)
    same = {n: b for n, b in members(file.body).items() if n != "word/document.xml"}
    assert same == {n: b for n, b in members(WORD).items() if n != "word/document.xml"}


def test_a_file_is_a_draft_by_its_name_until_the_gate_is_open(
    database: Database, world: World
) -> None:
    edition = begun(database, world, document := imported(database, world, PLAIN))
    segments = [each.id for row in rows(database, document) for each in row.segments]
    for segment, text in zip(segments, ("Город был тих.", "Никто не ушёл."), strict=True):
        translate(database, world, edition, segment, text, Action.CONFIRM)
        file = returning.export(database, actor=world.owner, edition_id=edition)
        assert file.name.endswith("ru draft.docx")
        reviewing.review(
            database,
            actor=world.reviewer,
            edition_id=edition,
            segment_id=segment,
            action=Action.APPROVE,
            version=1,
        )
    factories.clear_rights(database, document, edition)
    file = returning.export(database, actor=world.owner, edition_id=edition)
    assert file.name.endswith("ru edition.docx")


def test_a_note_that_a_translation_lost_is_asked_for_by_name(
    database: Database, world: World
) -> None:
    document = imported(database, world, WORD)
    edition = begun(database, world, document)
    translate(database, world, edition, rows(database, document)[1].segments[0].id, "Без сноски.")
    with pytest.raises(Conflict, match=r"Segment 2\.1 .* “note” is missing"):
        returning.export(database, actor=world.owner, edition_id=edition)


def test_a_source_that_was_cut_anew_or_corrected_is_written_all_the_same(
    database: Database, world: World
) -> None:
    document = imported(database, world, WORD)
    edition = begun(database, world, document)
    _, second, last = rows(database, document)
    restructuring.split_segment(
        database,
        actor=world.owner,
        segment_id=last.segments[0].id,
        offset=9,
        version=last.segments[0].version,
    )
    correcting.correct_text(
        database,
        actor=world.owner,
        segment_id=second.segments[0].id,
        version=second.segments[0].version,
        text="A term\ue000 with a note.",
        substantive=False,
    )
    halves = rows(database, document)[2].segments
    translate(database, world, edition, halves[1].id, "остаётся.")
    assert exported(database, world, edition)[1:] == [
        "A term<1/> with a note.",
        "The last остаётся.",
    ]
    file = importing.reconstruct(database, actor=world.owner, document_id=document)
    assert shown(read(file, "a.docx"))[1] == "A term<1/> with a note."


def test_what_is_left_out_keeps_the_words_of_its_source(database: Database, world: World) -> None:
    document = imported(database, world, WORD)
    edition = begun(database, world, document)
    last = rows(database, document)[2]
    translate(database, world, edition, last.segments[0].id, "Последнее.")
    documents.leave_out(
        database,
        actor=world.owner,
        document_id=document,
        seen={last.id: last.version},
        reason="Not ours",
        edition_id=edition,
    )
    assert exported(database, world, edition)[2] == "The last one stays."


def test_a_label_of_who_speaks_is_written_in_the_language_of_the_edition(
    database: Database, world: World
) -> None:
    turns = [
        paragraph(run(f"{who}:", "<w:b/>"), run(f" {said}"))
        for who, said in [
            ("Reporter", "How does it begin?"),
            ("Editor", "We ask what the militia is called in the source."),
            ("Reporter", "And in the republic?"),
            ("Editor", "There too. Nobody counts cars."),
        ]
    ]
    data = docx(paragraph(run("Words of the house")), *turns)
    document = imported(database, world, data)
    assert {row.speaker for row in rows(database, document)} == {"", "Reporter", "Editor"}
    assert importing.reconstruct(database, actor=world.owner, document_id=document) == data
    edition = begun(database, world, document)
    translate(
        database,
        world,
        edition,
        rows(database, document)[1].segments[0].id,
        "Как же всё это началось?",
    )
    naming.set_name(
        database,
        actor=world.owner,
        document_id=document,
        kind="speaker",
        source="Reporter",
        language="ru",
        text="Журналист",
        version=0,
    )
    assert exported(database, world, edition)[:3] == [
        "Words of the house",
        "<1>Журналист:</1> Как же всё это началось?",
        "<1>Editor:</1> We ask what the militia is called in the source.",
    ]


ARTICLE = """\
---
lang: en
---

# Words of the house

Reporter: How does *it* begin?

Editor: We ask what the militia is called in the source.

Reporter: And in the republic?

Editor: There too. Nobody counts cars.

[x]: https://example.org
"""


def test_an_article_in_markdown_keeps_all_that_is_not_translated(
    database: Database, world: World
) -> None:
    document = imported(database, world, ARTICLE.encode(), "a.md")
    assert returning.offered(database, document_id=document) == "Markdown"
    edition = begun(database, world, document)
    asked = next(row for row in rows(database, document) if row.speaker == "Reporter")
    target = "Как * \ue000всё\ue001 началось?"
    translate(database, world, edition, asked.segments[0].id, target)
    naming.set_name(
        database,
        actor=world.owner,
        document_id=document,
        kind="speaker",
        source="Reporter",
        language="ru",
        text="Журналист",
        version=0,
    )
    export = returning.export(database, actor=world.owner, edition_id=edition)
    assert export.name == "Words of the house ru draft.md"
    assert export.body.decode() == ARTICLE.replace("Reporter:", "Журналист:").replace(
        "How does *it* begin?", "Как * *всё* началось?"
    )
    with pytest.raises(NotFound):
        returning.export(database, actor=world.stranger, edition_id=edition)


EXCHANGED = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-US" trgLang="ru">
 <file id="f">
  <unit id="a">
   <segment id="1"><source>See <ph id="1" disp="a picture"/> here.</source></segment>
  </unit>
  <unit id="b" translate="no"><segment><source>Kept.</source></segment></unit>
  <unit id="c">
   <segment state="final"><source>Done.</source><target>Готово.</target></segment>
  </unit>
 </file>
</xliff>
"""


def test_a_file_of_pairs_takes_translations_and_keeps_the_rest(
    database: Database, world: World
) -> None:
    document = imported(database, world, EXCHANGED.encode(), "a.xlf")
    assert returning.offered(database, document_id=document) == "XLIFF"
    file = importing.reconstruct(database, actor=world.owner, document_id=document)
    assert file == EXCHANGED.encode()
    edition = begun(database, world, document)
    first, kept, _done = rows(database, document)
    assert kept.left_out
    translate(database, world, edition, first.segments[0].id, "Смотри \ue000 тут.")
    export = returning.export(database, actor=world.owner, edition_id=edition)
    assert (export.name, export.media_type) == ("a ru draft.xlf", "application/xliff+xml")
    assert export.body.decode() == EXCHANGED.replace(
        "here.</source></segment>",
        'here.</source><target>Смотри <ph id="1" disp="a picture"/> тут.</target></segment>',
    )


def test_a_file_without_text_is_refused(database: Database, world: World) -> None:
    with pytest.raises(UnreadableDocument, match="there is no text"):
        imported(database, world, docx())
    with pytest.raises(UnreadableDocument, match="macros"):
        imported(database, world, docx(paragraph(run("a")), vbaProject=b"x"))


def test_a_large_file_is_read_in_a_process_of_its_own(database: Database, world: World) -> None:
    noise = random.Random(1).randbytes(apart.SMALL + 1)
    data = docx(paragraph(run("One "), run("word", "<w:b/>"), run(".")), noise__bin=noise)
    document = imported(database, world, data)
    (row,) = rows(database, document)
    assert row.segments[0].text == "One \ue000word\ue001."
    assert importing.reconstruct(database, actor=world.owner, document_id=document) == data


def test_what_an_archive_packs_small_is_read_in_a_process_of_its_own_too(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = docx(paragraph(run("One word.")), noise__bin=b"ab" * 450_000, more__bin=b"a" * 400_000)
    assert len(data) < apart.SMALL
    monkeypatch.setattr(gate, "_read", None)
    assert rows(database, imported(database, world, data))[0].segments[0].text == "One word."


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_page_of_an_edition_offers_the_file_of_its_source(
    app: OpenAPI, database: Database, world: World
) -> None:
    edition = begun(database, world, imported(database, world, WORD))
    with writing(database) as connection:
        _session(connection, world.owner.id, "token of the owner")
    client = app.test_client()
    client.set_cookie("workbench", "token of the owner")
    way = "export/original"
    assert way in client.get(f"/editions/{edition}").text
    answer = client.get(f"/editions/{edition}/export/original")
    assert answer.data == WORD
    assert "wordprocessingml" in answer.content_type
    assert way not in client.get(f"/editions/{world.edition}").text
