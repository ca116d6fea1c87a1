"""What readers are told: notes at first mentions, the appendix, exceptions, versions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import event, select, update

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.test_edition_pages import browser
from tests.workbench.test_front_matter import preview, translate, write
from tests.workbench.world import post
from translations.editions.base import GlossaryEntry
from translations.editions.outline import credited, noted
from translations.editions.printed import Apparatus
from translations.model import Part
from translations.review import Action
from translations.waivers import Scope
from workbench.errors import Conflict
from workbench.services import (
    accounts,
    editing,
    edition_facts,
    gating,
    kept_editions,
    noting,
    publishing,
    scenes,
    waiving,
)
from workbench.storage import publications, renderings, tables
from workbench.storage.engine import Database, reading, writing

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    return desk


def entry(database: Database, desk: World, concept: str) -> GlossaryEntry:
    return next(e for e in preview(database, desk).glossary if e.concept == concept)


def test_a_note_is_called_where_its_word_is_first_mentioned(
    database: Database, desk: World
) -> None:
    (note,) = write(database, desk, Part.NOTE, "So it calls itself.", "opolchenie")
    assert preview(database, desk).notes == ()  # nobody has translated it
    translate(database, desk, note, "Так оно себя называет.")
    edition = preview(database, desk)
    ((number, called),) = noted(edition)
    first = next(s for b in edition.blocks for s in b.segments if s.id == called.segment)
    assert (number, called.concept) == (1, "opolchenie")
    assert first.id == str(desk.segments[0])
    assert first.target[: called.offset].endswith("ополчение")
    assert entry(database, desk, "opolchenie").reason == "Так оно себя называет."


@SQLITE
def test_a_note_on_a_word_that_the_text_does_not_mention_is_not_called(
    database: Database, desk: World
) -> None:
    (note,) = write(database, desk, Part.NOTE, "Another word.", "elsewhere")
    translate(database, desk, note, "Другое слово.")
    assert preview(database, desk).notes == ()


@SQLITE
def test_notes_are_written_translated_and_switched_off_on_their_page(
    app: OpenAPI, database: Database, desk: World
) -> None:
    owner: FlaskClient = browser(app, database, desk.owner)
    here = f"/editions/{desk.edition}/notes"
    page = owner.get(here).text
    assert "ополчение" in page
    done = post(owner, here, concept="opolchenie", text="So it calls itself.")
    assert done.status_code == 302
    again = post(owner, here, concept="opolchenie", text="Twice.")
    assert again.status_code == 422
    assert "So it calls itself." in owner.get(here).text
    seen = noting.show(database, actor=desk.owner, edition_id=desk.edition)
    note = next(each.note for each in seen.notables if each.note)
    assert note is not None
    off = post(owner, f"{here}/{note.id}", do="off", version=note.version)
    assert off.status_code == 302
    assert gating.gate(database, actor=desk.owner, edition_id=desk.edition).open
    assert "without a note" in owner.get(here).text
    post(owner, f"{here}/{note.id}", do="on", version=note.version)
    assert not gating.gate(database, actor=desk.owner, edition_id=desk.edition).open


@SQLITE
@pytest.mark.parametrize(
    ("part", "about", "apparatus"),
    [
        (Part.NOTE, "opolchenie", Apparatus(notes=False, glossary=False)),
        (Part.TRANSLATION, "", Apparatus(translation=False)),
        (Part.CREDIT, "ill", Apparatus(credits=False)),
    ],
)
def test_nobody_has_to_translate_what_an_edition_does_not_print(
    database: Database, desk: World, part: Part, about: str, apparatus: Apparatus
) -> None:
    write(database, desk, part, "Said beside the text.", about)
    gate = gating.gate(database, actor=desk.owner, edition_id=desk.edition)
    assert [each.kind for each in gate.blockers] == [gating.BlockerKind.EMPTY]
    edition_facts.set_apparatus(
        database,
        actor=desk.owner,
        edition_id=desk.edition,
        version=gate.edition.version,
        apparatus=apparatus,
        layout=gate.edition.layout,
    )
    gate = gating.gate(database, actor=desk.owner, edition_id=desk.edition)
    assert gate.open
    assert gate.total == len(desk.segments)


@SQLITE
def test_the_appendix_tells_how_other_editions_say_it_and_what_is_cited(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        other = factories.add_edition(connection, desk.document, "ru", policy="descriptive")
        concept = tables.Concept
        connection.execute(
            update(concept)
            .where(concept.ident == "opolchenie")
            .values(sources=[{"title": "A dictionary", "link": "https://example.org/d"}])
        )
    factories_of_other = factories.World(**{**vars(desk), "edition": other})
    work.save(database, factories_of_other, 0, "Вооружённые формирования ушли из города.")
    assert entry(database, desk, "opolchenie").elsewhere == ()  # nobody has approved it
    work.review(database, factories_of_other, 0, Action.APPROVE)
    found = entry(database, desk, "opolchenie")
    assert found.elsewhere == (("ru", ("вооружённые формирования",)),)
    assert [(source.text, source.link) for source in found.sources] == [
        ("A dictionary", "https://example.org/d")
    ]


@SQLITE
def test_renderings_are_sought_in_the_edition_and_not_in_all_texts_of_the_glossary(
    database: Database, desk: World
) -> None:
    asked: list[tuple[str, Any]] = []

    def listen(*heard: Any) -> None:
        asked.append(heard[2:4])

    with reading(database) as connection:
        event.listen(connection, "before_cursor_execute", listen)
        assert renderings.of_edition(connection, desk.edition)
        assert renderings.first_places(connection, desk.edition)
        event.remove(connection, "before_cursor_execute", listen)
        plans = [
            row[3]
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert len(asked) == 2
    assert [step for step in plans if "occurrence_concept" in step] == []


# Who is named


@SQLITE
@pytest.mark.parametrize(
    ("credit", "pen_name", "named"),
    [("name", "", "Translator"), ("pen-name", "Перо", "Перо"), ("none", "", None)],
)
def test_people_are_credited_as_they_wish(
    database: Database, desk: World, credit: str, pen_name: str, named: str | None
) -> None:
    accounts.change_credit(
        database, actor=desk.translator, credit=credit, pen_name=pen_name, named_in_waivers=False
    )
    translators = [name for label, name in credited(preview(database, desk)) if label == "Перевод"]
    assert translators == ([named] if named else [])


@SQLITE
def test_wishes_are_written_on_ones_own_account(
    app: OpenAPI, database: Database, desk: World
) -> None:
    client = browser(app, database, desk.translator)
    nameless = post(client, "/account/credit", credit="pen-name", pen_name=" ")
    assert (nameless.status_code, "pen_name-error" in nameless.text) == (422, True)
    long = post(client, "/account/credit", credit="pen-name", pen_name="x" * 101)
    assert (long.status_code, "pen_name-error" in long.text) == (422, True)
    assert "x" * 101 in long.text
    assert re.search(r'value="pen-name"[^>]* checked', long.text)
    done = post(client, "/account/credit", credit="pen-name", pen_name="Перо", named_in_waivers="1")
    assert done.status_code == 302
    mine = accounts.my_account(database, desk.translator)
    assert (mine.credit, mine.pen_name, mine.named_in_waivers) == ("pen-name", "Перо", True)


# Versions


def publish(database: Database, desk: World, summary: str = "") -> int:
    return publishing.publish(
        database, actor=desk.owner, edition_id=desk.edition, overrides={}, summary=summary
    ).number


def test_a_later_publication_tells_readers_what_it_says_differently(
    database: Database, desk: World
) -> None:
    publish(database, desk, "ignored? no: the first one may have words too")
    before = preview(database, desk).blocks[0].segments[0].target
    translate(database, desk, desk.segments[0], "Народное ополчение ушло из этого города.")
    assert publish(database, desk, " A place\nis\x07 named. ") == 2
    with reading(database) as connection:
        stored = publications.frozen(connection, desk.edition, 2)
    assert stored is not None
    second, first = kept_editions.unpack(stored).versions
    assert (second.number, second.summary) == (2, "A place is named.")
    assert (first.number, first.changes) == (1, ())
    (change,) = second.changes
    assert before in change.before
    assert "из этого города" in change.after
    with pytest.raises(Conflict):
        publish(database, desk)


@SQLITE
def test_a_first_mention_that_is_not_what_the_policy_asks_blocks_by_its_own_name(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        target = connection.execute(
            select(tables.Target.id).where(tables.Target.segment_id == desk.segments[0])
        ).scalar_one()
        for kind in ("first-mention", "banned"):
            connection.execute(
                tables.Finding.__table__.insert().values(  # type: ignore[attr-defined] # a Table
                    target_id=target,
                    edition_id=desk.edition,
                    check_name="terminology",
                    kind=kind,
                    severity=3,
                    message="x",
                    fixes=[],
                )
            )
            connection.execute(
                update(tables.Target)
                .where(tables.Target.id == target)
                .values(errors=tables.Target.errors + 1)
            )
            kinds = {b.kind.value for b in gating.look(connection, desk.edition).blockers}
            expected = {"first-mention"} if kind == "first-mention" else {"first-mention", "errors"}
            assert kinds == expected


@SQLITE
def test_what_nobody_but_its_translator_approved_blocks_where_four_eyes_are_asked(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        connection.execute(
            update(tables.Target)
            .where(tables.Target.segment_id == desk.segments[1])
            .values(marks=["self-reviewed"])
        )
    gate = gating.gate(database, actor=desk.owner, edition_id=desk.edition)
    assert [(b.kind.value, b.segments) for b in gate.blockers] == [
        ("four-eyes", (desk.segments[1],))
    ]


def waive(database: Database, desk: World) -> None:
    """Let what the glossary says against the first segment stand."""
    with reading(database) as connection:
        place = editing.find(connection, desk.edition, desk.segments[0])
        first = scenes.gather(connection, place).check(place.segment_id).open[0]
    waiving.waive(
        database,
        actor=desk.owner,
        edition_id=desk.edition,
        segment_id=place.segment_id,
        version=place.target.version,
        check=first.check,
        kind=first.kind,
        source=first.source,
        target=first.target,
        scope=Scope.OCCURRENCE,
        reason="The speaker's word.",
    )


def test_exceptions_are_told_with_their_reasons_and_names_of_who_agrees(
    database: Database, desk: World
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")
    waive(database, desk)
    with writing(database) as connection:
        connection.execute(
            update(tables.Edition)
            .where(tables.Edition.id == desk.edition)
            .values(apparatus={"waivers": True})
        )
    (told,) = preview(database, desk).waivers
    assert (told.words, told.reason, told.person) == (
        "Террористы",
        "The speaker's word.",
        "",
    )
    accounts.change_credit(
        database, actor=desk.owner, credit="name", pen_name="", named_in_waivers=True
    )
    assert preview(database, desk).waivers[0].person == "Owner"
    assert preview(database, desk).manifest.waivers == 1
