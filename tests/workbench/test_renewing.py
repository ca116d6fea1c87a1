"""A newer version of a source: what follows its segment, what reopens, and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from glossary.model import Span, Voice
from tests.translations.formats.originals.samples import docx, paragraph, read, run
from tests.workbench import factories
from tests.workbench.renewed import ARTICLE, CARS, HERE, LAST, LEFT, TWO, WENT, Shelf, agree, shelf
from tests.workbench.world import build_world
from translations import inline
from translations.errors import UnreadableDocument
from translations.model import BlockKind, Mark, State
from translations.versions import Change, Weight
from translations.waivers import Scope
from workbench.errors import InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Role
from workbench.services import (
    commenting,
    correcting,
    documents,
    gating,
    publishing,
    restructuring,
    returning,
    sensing,
    uploads,
    waiving,
)
from workbench.services import reading as rows_of
from workbench.services.documents import BlockChange
from workbench.services.source import handing, looking, renewing, showing
from workbench.services.source.renewing import Choice
from workbench.storage import blocks, findings, mentions, source_versions, tables
from workbench.storage import jobs as stored_jobs
from workbench.storage.engine import Database, reading, writing
from workbench.storage.rows import Filter


@pytest.fixture
def house(database: Database) -> Shelf:
    return shelf(database)


# Looking


def test_a_look_changes_nothing_and_says_what_would_be(house: Shelf) -> None:
    before = house.everything()
    newer = (
        ARTICLE.replace("at dawn", "at night")
        .replace(CARS, "")
        .replace("ends the whole", "ends our whole")
    )
    seen = house.look(house.bring(newer + "\nAnd one more thing comes at the end.\n"))
    assert seen.counts == {
        Change.UNCHANGED: 4,
        Change.EDITED: 2,
        Change.MOVED: 0,
        Change.ADDED: 1,
        Change.REMOVED: 1,
    }
    assert seen.weights == {Weight.MINOR: 0, Weight.SUBSTANTIVE: 2}
    assert house.everything() == before
    assert house.version() == 1


def test_the_passages_stand_in_their_blocks(house: Shelf) -> None:
    seen = house.look(house.bring(ARTICLE.replace(CARS, "Nobody saw 13 cars!")))
    places = [group.place.number for group in seen.groups if group.place]
    assert places == [1, 2, 3, 4]
    (edited,) = [p for g in seen.groups for p in g.passages if p.change is Change.EDITED]
    assert edited.segment_id == house.segments()[CARS]
    assert edited.proposed is Weight.SUBSTANTIVE
    assert [stretch.text for stretch in edited.difference if stretch.change == "added"] == [
        "13",
        "!",
    ]


def test_long_runs_of_unchanged_text_are_folded(database: Database) -> None:
    text = "\n\n".join(f"Paragraph number {n} says its own thing." for n in range(60))
    house = shelf(database, text)
    seen = house.look(house.bring(text.replace("number 30 says", "number 30 wrote")))
    folded = [p.folded for group in seen.groups for p in group.passages if p.folded]
    assert folded == [28, 27]
    assert seen.left == 0


def test_so_many_changes_are_shown_and_the_others_are_counted(database: Database) -> None:
    text = "\n\n".join(f"Paragraph number {n} says its own thing." for n in range(320))
    house = shelf(database, text)
    seen = house.look(house.bring(text.replace("says", "wrote")))
    shown = [p for group in seen.groups for p in group.passages if p.change is Change.EDITED]
    assert (len(shown), seen.left) == (showing.SHOWN, 20)
    made = house.renew(text.replace("says", "wrote"))
    assert all("wrote" in text for text in house.texts())
    house.undo(made.number)
    assert all("says" in text for text in house.texts())


def test_the_same_file_is_no_version(house: Shelf) -> None:
    with pytest.raises(InvalidInput, match="nothing is new"):
        house.bring(ARTICLE)
    assert house.version() == 1


def test_what_cannot_be_read_is_refused_as_in_an_import(house: Shelf) -> None:
    with pytest.raises(UnreadableDocument):
        house.bring(b"\x00\x01\x02", "town.docx")
    with pytest.raises(UnreadableDocument, match="no text"):
        house.bring("***\n")


def test_a_file_of_somebody_else_is_nobodys_business(house: Shelf) -> None:
    upload = house.bring(ARTICLE + "\nMore.\n")
    with pytest.raises(NotAllowed):
        looking.look(
            house.database,
            actor=house.world.translator,
            document_id=house.document,
            upload_id=upload,
        )
    with writing(house.database) as connection:
        other = factories.add_user(
            connection, "sofia", project_id=house.world.project, roles=[Role.PUBLISHER]
        )
    with pytest.raises(NotFound):
        looking.look(house.database, actor=other, document_id=house.document, upload_id=upload)
    with pytest.raises(NotFound):
        handing.start(
            house.database,
            actor=other,
            document_id=house.document,
            upload_id=upload,
            seen=1,
            choice=Choice(weights={}),
        )
    looking.drop_file(
        house.database, actor=house.world.owner, document_id=house.document, upload_id=upload
    )
    with pytest.raises(NotFound):
        house.look(upload)


# Applying


def test_segments_keep_their_ids_and_the_order_is_the_newer_one(house: Shelf) -> None:
    ids = house.segments()
    newer = ARTICLE.replace("at dawn", "at night").replace(f" {CARS}", " Quite another sentence.")
    made = house.renew(newer)
    now = house.segments()
    assert made.number == house.version() == 2
    assert list(now) == [
        "The town",
        LEFT,
        "It went to the republic at night.",
        "Quite another sentence.",
        HERE,
        TWO,
        LAST,
    ]
    assert now["It went to the republic at night."] == ids[WENT]
    assert {text: now[text] for text in (LEFT, HERE, TWO, LAST)} == {
        text: ids[text] for text in (LEFT, HERE, TWO, LAST)
    }
    assert CARS not in now
    assert house.file() == newer.encode()
    agree(house)


def test_a_substantive_edit_outdates_and_a_minor_one_does_not(house: Shelf) -> None:
    ids = house.segments()
    for text in (WENT, CARS):
        house.write(ids[text], "Перевод.")
        house.approve(ids[text])
    house.renew(ARTICLE.replace("at dawn", "at night").replace(CARS, "Nobody saw 12 cars!"))
    outdated, kept = house.target(ids[WENT]), house.target(ids[CARS])
    assert (outdated.text, outdated.state) == ("Перевод.", State.INITIAL)
    assert outdated.marks == {Mark.OUTDATED}
    assert outdated.approved_text is None
    assert (kept.state, kept.marks) == (State.REVIEWED, frozenset())
    agree(house)


def test_what_a_person_says_of_an_edit_goes_before_what_is_proposed(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[WENT], "Перевод.")
    house.renew(ARTICLE.replace("at dawn", "at night"), {ids[WENT]: Weight.MINOR})
    assert house.target(ids[WENT]).state is State.TRANSLATED
    house.renew(ARTICLE.replace("at dawn", "at noon"), every=Weight.MINOR)
    assert house.target(ids[WENT]).state is State.TRANSLATED
    house.renew(ARTICLE.replace("at dawn", "at noon!"), every=Weight.SUBSTANTIVE)
    assert house.target(ids[WENT]).marks == {Mark.OUTDATED}


def test_targets_name_the_text_that_they_translate(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[WENT], "Перевод.")
    house.write(ids[CARS], "Перевод.", edition=1)
    older = {s.id: s.text_id for row in house.rows() for s in row.segments}
    house.renew(ARTICLE.replace("at dawn", "at night").replace(CARS, "Nobody saw 12 cars!"))
    newer = {s.id: s.text_id for row in house.rows() for s in row.segments}
    assert house.target(ids[WENT]).segment_version_id == older[ids[WENT]] != newer[ids[WENT]]
    assert house.target(ids[CARS], 1).segment_version_id == newer[ids[CARS]] != older[ids[CARS]]


def test_what_is_outdated_names_what_it_translates_until_it_is_done_anew(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[WENT], "Перевод.")
    older = house.target(ids[WENT]).segment_version_id
    house.renew(ARTICLE.replace("at dawn", "at night"))
    made = house.renew(ARTICLE.replace("at dawn", "at night!"))
    assert house.target(ids[WENT]).segment_version_id == older
    house.undo(made.number)
    assert house.target(ids[WENT]).segment_version_id == older
    made = house.renew(ARTICLE.replace("at dawn", "at noon"))
    house.undo(made.number)
    assert house.target(ids[WENT]).segment_version_id == older
    house.write(ids[WENT], "Перевод ночью.")
    assert house.target(ids[WENT]).segment_version_id != older
    assert house.target(ids[WENT]).marks == frozenset()


def test_comments_history_and_memory_stay_with_their_segments(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[HERE], "Вот ещё один абзац.")
    commenting.add_comment(
        house.database,
        actor=house.world.translator,
        segment_id=ids[HERE],
        edition_id=house.editions[0],
        text="A remark.",
    )
    moved = ARTICLE.replace(f"{HERE} {TWO}\n\n", "") + f"\n{HERE} {TWO}\n"
    house.renew(moved)
    assert house.texts()[-2:] == [HERE, TWO]
    assert house.segments()[HERE] == ids[HERE]
    assert house.target(ids[HERE]).state is State.TRANSLATED
    with reading(house.database) as connection:
        for table in (tables.Comment, tables.MemoryUnit):
            found = connection.execute(select(table.segment_id)).scalars().all()
            assert found == [ids[HERE]]
    agree(house)


def test_what_is_gone_is_kept_with_its_translations(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[CARS], "Никто не видел 12 машин.")
    made = house.renew(ARTICLE.replace(f" {CARS}", ""))
    with reading(house.database) as connection:
        (gone,) = source_versions.archived(connection, house.document, first=0, limit=10)
        assert source_versions.count_archived(connection, house.document) == 1
    assert (gone.segment_id, gone.text, gone.number) == (ids[CARS], CARS, made.number)
    assert [each.text for each in gone.targets] == ["Никто не видел 12 машин."]
    agree(house)


def test_what_is_gone_is_in_no_editor_no_gate_and_no_export(house: Shelf) -> None:
    said = "Никто не видел 12 машин."
    house.write(house.segments()[CARS], said)
    edition = house.editions[0]
    asked: dict[str, Any] = {"actor": house.world.owner, "edition_id": edition}
    assert said in publishing.export(house.database, output="text", **asked).body.decode()
    with reading(house.database) as connection:
        before = sum(len(each.segments) for each in gating.look(connection, edition).blockers)
    house.renew(ARTICLE.replace(f" {CARS}", ""))
    assert said not in publishing.export(house.database, output="text", **asked).body.decode()
    opened = rows_of.open_edition(house.database, chosen=Filter(), **asked)
    assert [shown.row.source for shown in opened.window.rows] == house.texts()
    with reading(house.database) as connection:
        after = sum(len(each.segments) for each in gating.look(connection, edition).blockers)
    assert after == before - 1


def test_the_words_of_the_document_are_counted_anew(house: Shelf) -> None:
    house.renew(ARTICLE.replace(f"{HERE} {TWO}", "Three words more. And one."))
    with reading(house.database) as connection:
        head = connection.execute(
            select(tables.Document.segments, tables.Document.words).where(
                tables.Document.id == house.document
            )
        ).one()
    assert tuple(head) == (7, sum(len(text.split()) for text in house.texts()))


def test_the_title_follows_its_block(house: Shelf) -> None:
    house.renew(ARTICLE.replace("# The town", "# The old town"))
    assert house.everything()["head"][0][0] == "The old town"
    assert ("title", "The old town", "en", "The old town") in house.everything()["names"]


def test_another_format_may_follow(house: Shelf) -> None:
    ids = house.segments()
    html = "<h1>The town</h1><p>{}</p><p>{}</p><p>{}</p>".format(
        f"{LEFT} {WENT} {CARS}", f"{HERE} {TWO}", LAST
    )
    made = house.renew(f"<!doctype html><title></title><body>{html}</body>", name="town.html")
    assert house.segments() == ids
    assert house.file().startswith(b"<!doctype html>")
    house.undo(made.number)
    assert house.file() == ARTICLE.encode()


def test_what_a_person_said_of_a_block_stays_where_it_goes_on(house: Shelf) -> None:
    second = house.rows()[1]
    documents.correct_blocks(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        seen={second.id: second.version},
        change=BlockChange(voice=Voice.QUOTATION, speaker="Olha"),
    )
    house.renew(f"A line comes first.\n\n{ARTICLE.replace('at dawn', 'at night')}")
    row = next(row for row in house.rows() if row.id == second.id)
    assert (row.voice, row.speaker, row.position) == (Voice.QUOTATION, "Olha", 2)


def test_a_heading_that_became_a_paragraph_is_one(house: Shelf) -> None:
    house.renew(ARTICLE.replace(HERE, f"## {HERE.rstrip('.')}\n\n"))
    before = [(row.kind, row.level) for row in house.rows()]
    at = before.index((BlockKind.HEADING, 2))
    house.renew(ARTICLE.replace(HERE, f"{HERE.rstrip('.')}\n\n"))
    assert house.rows()[at].kind is BlockKind.PARAGRAPH


def test_a_split_of_people_is_kept_where_the_text_is_the_same(house: Shelf) -> None:
    ids = house.segments()
    restructuring.split_segment(
        house.database,
        actor=house.world.owner,
        segment_id=ids[LAST],
        offset=LAST.index("and it ends"),
        version=1,
    )
    cut = house.segments()
    house.renew(ARTICLE.replace("at dawn", "at night"))
    now = house.segments()
    assert now["and it ends the whole article."] == cut["and it ends the whole article."]


def test_what_was_changed_since_the_look_is_not_overwritten(house: Shelf) -> None:
    ids = house.segments()
    upload = house.bring(ARTICLE.replace("at dawn", "at night"))
    correcting.correct_text(
        house.database,
        actor=house.world.owner,
        segment_id=ids[LAST],
        text=LAST.replace("whole", "entire"),
        version=1,
        substantive=False,
    )
    with pytest.raises(StaleVersion):
        renewing.renew(
            house.database,
            actor=house.world.owner,
            document_id=house.document,
            upload_id=upload,
            seen=1,
            choice=Choice(weights={}),
        )
    assert house.texts()[2] == WENT


def test_what_an_edition_leaves_out_stays_left_out(house: Shelf) -> None:
    block = house.rows()[2]
    documents.leave_out(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        seen={block.id: block.version},
        reason="Not ours.",
        edition_id=house.editions[0],
    )
    house.renew(ARTICLE.replace(TWO, "It has three sentences now."))
    with reading(house.database) as connection:
        assert blocks.left_out_of(connection, house.editions[0]) == {block.id: "Not ours."}
    assert house.rows()[2].id == block.id


def test_a_sense_goes_with_its_words_and_comes_back(house: Shelf) -> None:
    ids = house.segments()
    row = next(s for r in house.rows() for s in r.segments if s.id == ids[LEFT])
    sensing.set_sense(
        house.database,
        actor=house.world.owner,
        segment_id=row.id,
        text_id=row.text_id,
        span=Span(LEFT.index("militia"), LEFT.index("militia") + len("militia")),
        concept="opolchenie",
        scope=Scope.OCCURRENCE,
    )
    kept = house.renew(ARTICLE.replace("left the town", "soon left the town"))
    with reading(house.database) as connection:
        (sense,) = mentions.senses(connection, house.document)
    assert (sense.segment_id, sense.words) == (ids[LEFT], "militia")
    assert sense.text_id != row.text_id
    gone = house.renew(ARTICLE.replace("people's militia", "people's army"))
    with reading(house.database) as connection:
        assert mentions.senses(connection, house.document) == ()
    house.undo(gone.number)
    house.undo(kept.number)
    with reading(house.database) as connection:
        (sense,) = mentions.senses(connection, house.document)
    assert (sense.segment_id, sense.words, sense.start) == (
        ids[LEFT],
        "militia",
        row.text.index("militia"),
    )
    agree(house)


def test_an_exception_holds_as_long_as_its_words_do(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[CARS], "Никто не видел машин.")
    with reading(house.database) as connection:
        (found,) = (f for f in findings.of_target(connection, house.target(ids[CARS]).id))
    waiving.waive(
        house.database,
        actor=house.world.reviewer,
        edition_id=house.editions[0],
        segment_id=ids[CARS],
        version=house.target(ids[CARS]).version,
        check=found.finding.check,
        kind=found.finding.kind,
        source=found.finding.source,
        target=found.finding.target,
        scope=Scope.OCCURRENCE,
        reason="The number is said before.",
    )
    house.renew(ARTICLE.replace(CARS, "Nobody saw 12 cars!"))
    with reading(house.database) as connection:
        waived = [f.waiver_id for f in findings.of_target(connection, house.target(ids[CARS]).id)]
    assert any(waived)
    agree(house)


def test_translations_are_written_into_the_newer_file(database: Database) -> None:
    older, newer = (
        docx(paragraph(run("The town was quiet. "), run("Nobody", "<w:b/>"), run(f" {said}.")))
        for said in ("left it", "has left it")
    )
    house = shelf(database, older, "town.docx")
    house.write(house.segments()["The town was quiet."], "В городе было тихо.")
    house.renew(newer, name="town.docx")
    body = returning.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0]
    ).body
    (block,) = read(body, "a.docx").document.blocks
    assert inline.plain("".join(s.text + s.after for s in block.segments)).text == (
        "В городе было тихо. Nobody has left it."
    )
    assert house.file() == newer


def test_publications_stay_as_they_were(database: Database) -> None:
    world = build_world(database)
    with reading(database) as connection:
        before = connection.execute(select(*tables.Publication.__table__.c)).all()
    owner = world.actor("owner")
    upload = looking.keep_file(
        database, actor=owner, document_id=world.document_id, data=b"Another text.\n", name="a.txt"
    )
    renewing.renew(
        database,
        actor=owner,
        document_id=world.document_id,
        upload_id=upload,
        seen=1,
        choice=Choice(weights={}),
    )
    with reading(database) as connection:
        assert connection.execute(select(*tables.Publication.__table__.c)).all() == before


def test_a_job_that_is_done_twice_makes_one_version(
    house: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    started = handing.start(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        upload_id=house.bring(ARTICLE.replace("at dawn", "at night")),
        seen=1,
        choice=Choice(weights={}, every=Weight.MINOR),
    )
    assert started.number is None
    with reading(house.database) as connection:
        job = stored_jobs.find(connection, started.job_id or 0)
    assert job is not None
    for _ in range(2):
        told = handing.renew_of_job(house.database, job, lambda _done, _total: None)
        assert told == house.document
    assert house.version() == 2


def test_nothing_staged_is_left(house: Shelf) -> None:
    house.renew(ARTICLE.replace("at dawn", "at night") + "\nMore of it.\n")
    with reading(house.database) as connection:
        staged = select(func.count()).where(tables.Document.staged)
        assert connection.execute(staged).scalar_one() == 0
        uploads = select(func.count(tables.Upload.id))
        assert connection.execute(uploads).scalar_one() == 0


def test_only_who_may_change_sources_may(house: Shelf) -> None:
    upload = house.bring(ARTICLE + "\nMore.\n")
    for actor, refused in ((house.world.reviewer, NotAllowed), (house.world.stranger, NotFound)):
        with pytest.raises(refused):
            renewing.renew(
                house.database,
                actor=actor,
                document_id=house.document,
                upload_id=upload,
                seen=1,
                choice=Choice(weights={}),
            )
