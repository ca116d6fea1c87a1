"""Exports and publications: what is frozen stays, byte for byte, and says how it was made."""

from __future__ import annotations

import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import insert, select

from tests.translations.editions.at_random import editions as any_edition
from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from translations.editions import OUTPUTS
from translations.editions.base import Edition, GlossaryEntry, RenderedTerm
from translations.editions.manifest import signature
from translations.editions.outline import credited
from translations.editions.slugs import native_slug
from translations.formats.po import read_pairs
from translations.model import Mark, Part, Segment, State
from translations.review import Action
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, PublicationBlocked
from workbench.permissions import Actor, Role
from workbench.services import commenting, gating, publishing
from workbench.services.kept_editions import pack, unpack
from workbench.storage import editions, feed, tables, terms
from workbench.storage.engine import Database, reading, writing

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
REASONS = {"below-state": "The author reads it today.", "errors": "Quoted.", "comments": "Later."}


@pytest.fixture
def desk(database: Database) -> World:
    """An article whose edition is ready to be published."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    return desk


@pytest.fixture
def publisher(database: Database, desk: World) -> Actor:
    with writing(database) as connection:
        return factories.add_user(
            connection, "publisher", project_id=desk.project, roles=[Role.PUBLISHER]
        )


def export(database: Database, desk: World, output: str = "html") -> str:
    return told(output, exported(database, desk, output))


def exported(database: Database, desk: World, output: str) -> bytes:
    return publishing.export(
        database, actor=desk.translator, edition_id=desk.edition, output=output
    ).body


def told(output: str, body: bytes) -> str:
    """What a file says; of an archive what its files say, of a print what is not packed in it."""
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    return body.decode("latin-1" if output.endswith("pdf") else "utf-8")


def preview(database: Database, desk: World) -> Edition:
    return publishing.preview(database, actor=desk.reader, edition_id=desk.edition)


def publish(
    database: Database, desk: World, actor: Actor, overrides: dict[str, str] | None = None
) -> publishing.Published:
    return publishing.publish(
        database, actor=actor, edition_id=desk.edition, overrides=overrides or {}
    )


def published(database: Database, desk: World, number: int, output: str) -> bytes:
    return publishing.export_publication(
        database, actor=desk.reader, edition_id=desk.edition, number=number, output=output
    ).body


def name(database: Database, desk: World, kind: str, source: str, text: str) -> None:
    with writing(database) as connection:
        connection.execute(
            insert(tables.DocumentName).values(
                document_id=desk.document, kind=kind, source=source, language="ru", text=text
            )
        )


@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
def test_what_is_frozen_is_of_one_revision_of_the_glossary(database: Database, desk: World) -> None:
    with ThreadPoolExecutor() as pool:
        with writing(database) as connection:
            terms.lock(connection, desk.glossary)  # somebody is changing terms
            waits = pool.submit(publish, database, desk, desk.owner)
            with pytest.raises(TimeoutError):
                waits.result(timeout=0.5)
            now = terms.raise_revision(connection, desk.glossary)
        made = waits.result(timeout=10)
    assert f"@r{now}|" in made.signature


@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
def test_two_editions_that_are_published_at_once_have_two_addresses(
    database: Database, desk: World
) -> None:
    slug = native_slug(preview(database, desk).title, "ru")
    with writing(database) as connection:
        other = factories.add_edition(connection, desk.document, "ru", policy="descriptive")
    with ThreadPoolExecutor() as pool:
        with writing(database) as connection:
            assert slug not in editions.slugs_beside(connection, other)
            editions.fix_slug(connection, other, slug)
            waits = pool.submit(publish, database, desk, desk.owner)
            with pytest.raises(TimeoutError):
                waits.result(timeout=0.5)
        waits.result(timeout=10)
    assert preview(database, desk).slug == f"{slug}-2"


# Drafts


@pytest.mark.parametrize("output", OUTPUTS)
def test_an_export_is_marked_as_a_draft_while_the_gate_is_shut(
    database: Database, desk: World, output: str
) -> None:
    draft = {
        "html": 'class="draft"',
        "bilingual": 'class="draft"',
        "po": "X-Draft: yes",
        "markdown": "Черновик",
        "text": "Черновик",
        "manifest": '"draft": true',
        "docx": "Черновик",
        "bilingual-docx": "Черновик",
        "odt": "Черновик",
        "epub": "Черновик",
    }.get(output, "")
    assert not draft or draft not in export(database, desk, output)
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    assert draft in export(database, desk, output)
    line = signature(preview(database, desk))
    assert "|draft:yes|" in line
    assert line.rpartition("sha256:")[2] in export(database, desk, output)


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_same_edition_gives_the_same_bytes(
    database: Database, desk: World, output: str
) -> None:
    first = exported(database, desk, output)
    assert exported(database, desk, output) == first
    assert signature(preview(database, desk)).rpartition("sha256:")[2] in told(output, first)


@SQLITE
def test_the_name_of_a_file_is_the_title_as_systems_take_it(
    database: Database, desk: World
) -> None:
    name(database, desk, "title", "A document", 'Кто и "что": 1/2?')
    written = publishing.export(
        database, actor=desk.translator, edition_id=desk.edition, output="html"
    )
    assert written.name == "Кто и что 1 2 ru edition.html"
    assert written.media_type.startswith("text/html")


@SQLITE
def test_an_unknown_format_is_refused(database: Database, desk: World) -> None:
    with pytest.raises(InvalidInput):
        export(database, desk, "papyrus")


@SQLITE
def test_readers_read_but_do_not_export_drafts(database: Database, desk: World) -> None:
    assert preview(database, desk).language == "ru"
    with pytest.raises(NotAllowed):
        publishing.export(database, actor=desk.reader, edition_id=desk.edition, output="html")
    with pytest.raises(NotFound):
        publishing.preview(database, actor=desk.stranger, edition_id=desk.edition)


# What an edition says


def test_title_speakers_and_credits_are_in_the_language_of_the_edition(
    database: Database, desk: World
) -> None:
    name(database, desk, "title", "A document", "Документ")
    name(database, desk, "byline", "", "Автор")
    name(database, desk, "speaker", "Speaker", "Собеседница")
    work.set_row(database, tables.Edition, desk.edition, credits=[["Корректор", "Ірина"]])
    edition = preview(database, desk)
    assert (edition.title, edition.source_title) == ("Документ", "A document")
    assert edition.byline == "Автор"
    assert [block.speaker for block in edition.blocks] == ["", "", "Собеседница"]
    assert credited(edition) == (
        ("Корректор", "Ірина"),
        ("Перевод", "Translator"),
        ("Проверка перевода", "Reviewer"),
    )


@SQLITE
@pytest.mark.parametrize(("translated", "title"), [(True, "Кто ушёл"), (False, "A document")])
def test_a_title_that_is_translated_in_the_text_is_the_title(
    database: Database, translated: bool, title: str
) -> None:
    heading = factories.Paragraph(segments=("Who left",), part=Part.TITLE)
    desk = factories.world(database, [heading, "Nobody."])
    work.save(database, desk, 0 if translated else 1, "Кто ушёл")
    assert preview(database, desk).title == title


def test_what_is_left_out_is_not_there(database: Database, desk: World) -> None:
    with writing(database) as connection:
        blocks = connection.execute(
            select(tables.Segment.block_id).where(tables.Segment.id.in_(desk.segments[3:]))
        ).scalars()
        first, second = blocks
        connection.execute(
            insert(tables.LeftOut).values(edition_id=desk.edition, block_id=first, reason="Cut")
        )
    work.set_row(database, tables.Block, second, left_out="An advertisement")
    edition = preview(database, desk)
    assert [s.id for b in edition.blocks for s in b.segments] == [str(s) for s in desk.segments[:3]]
    assert sum(edition.manifest.counts.values()) == 3


def test_contested_terms_are_noted_with_their_renderings(database: Database, desk: World) -> None:
    with writing(database) as connection:
        concept = tables.Concept.__table__
        connection.execute(
            concept.update()  # type: ignore[attr-defined] # a Table
            .where(concept.c.ident == "opolchenie")
            .values(why_contested="Each side names it otherwise.")
        )
    entries = {entry.concept: entry for entry in preview(database, desk).glossary}
    assert entries["opolchenie"] == GlossaryEntry(
        concept="opolchenie",
        terms=(RenderedTerm(source_term="people's militia, militia", renderings=("ополчение",)),),
        reason="",  # the reason stands in English, which readers of this edition may not have
    )
    assert [term.source_term for term in entries["coup"].terms] == [
        "coup d'état",
        "change of power",
    ]
    assert "republic" not in entries  # nobody contests it


def test_a_po_file_is_read_back_without_loss(database: Database, desk: World) -> None:
    work.review(database, desk, 1, Action.RETURN)
    commenting.add_comment(
        database,
        actor=desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[2],
        text="Twelve?\nOr more?",
    )
    work.save(database, desk, 3, "", action=Action.DRAFT)
    pairs = read_pairs(export(database, desk, "po").encode())
    expected = [s for b in preview(database, desk).blocks for s in b.segments]
    assert [(p.id, p.source, p.target, p.state, p.marks, p.comments) for p in pairs] == [
        (s.id, s.source, s.target, s.state, s.marks, s.comments) for s in expected
    ]
    assert pairs[1].marks == {Mark.RETURNED}
    assert pairs[2].comments == ("Twelve?\nOr more?",)
    assert (pairs[3].target, pairs[3].state) == ("", State.INITIAL)


@SQLITE
def test_lines_of_the_source_end_as_spaces_and_not_where_sentences_touch(
    database: Database,
) -> None:
    sentences = (Segment(text="One.", after="\n"), Segment(text="Two.", after=""), "Three.")
    desk = factories.world(database, [sentences])
    segments = preview(database, desk).blocks[0].segments
    assert [s.after for s in segments][:2] == [" ", ""]
    with writing(database) as connection:
        edition_id = factories.add_edition(connection, desk.document, "ja")
    other = publishing.preview(database, actor=desk.reader, edition_id=edition_id)
    assert {s.after for s in other.blocks[0].segments} == {""}


# Publications


def test_a_publication_stays_as_it_was(database: Database, desk: World, publisher: Actor) -> None:
    first = publish(database, desk, publisher)
    before = {output: published(database, desk, first.number, output) for output in OUTPUTS}
    digest = first.signature.rpartition("sha256:")[2]
    assert all(digest in told(output, body) for output, body in before.items())
    work.save(database, desk, 0, "Народное ополчение ушло из этого города.")
    work.review(database, desk, 0, Action.APPROVE)
    name(database, desk, "title", "A document", "Другой")
    with writing(database) as connection:
        changed = replace(factories.TERMBASE, name="Other words")
        factories.change_glossary(connection, desk.glossary, changed)
    second = publish(database, desk, publisher)
    assert (first.number, second.number) == (1, 2)
    assert first.signature != second.signature
    assert {o: published(database, desk, 1, o) for o in OUTPUTS} == before
    assert published(database, desk, 2, "html") != before["html"]


def test_publications_are_listed_newest_first_and_told(
    database: Database, desk: World, publisher: Actor
) -> None:
    line = publish(database, desk, publisher).signature
    (row,) = publishing.publications_of(database, actor=desk.reader, edition_id=desk.edition)
    assert (row.number, row.actor, row.source_version, row.glossary_revision) == (
        1,
        "Publisher",
        1,
        1,
    )
    assert (row.signature, row.overrides, row.withdrawn_at) == (line, (), None)
    with reading(database) as connection:
        newest = feed.newest(connection, desk.project)[0]
    assert (newest.kind, newest.facts) == ("edition.published", {"number": 1, "signature": line})


def test_the_same_text_is_not_published_twice(
    database: Database, desk: World, publisher: Actor
) -> None:
    publish(database, desk, publisher)
    with pytest.raises(Conflict):
        publish(database, desk, publisher)


@pytest.mark.parametrize("who", ["translator", "reviewer", "terminologist", "reader"])
@SQLITE
def test_only_publishers_publish(database: Database, desk: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        publish(database, desk, getattr(desk, who))


def test_what_is_overridden_in_writing_is_printed_with_its_reason(
    database: Database, desk: World, publisher: Actor
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")
    with pytest.raises(PublicationBlocked) as refused:
        publish(database, desk, publisher, {"errors": "Quoted.", "below-state": "  "})
    assert refused.value.blockers == ("below-state",)
    publish(database, desk, publisher, REASONS)
    (row,) = publishing.publications_of(database, actor=desk.reader, edition_id=desk.edition)
    assert [(o["kind"], o["reason"]) for o in row.overrides] == [
        ("errors", "Quoted."),
        ("below-state", "The author reads it today."),
    ]
    page = published(database, desk, 1, "html").decode()
    assert "errors (1): Quoted." in page
    manifest = json.loads(re.findall(r'id="manifest">(.*?)</script>', page, re.DOTALL)[0])
    assert manifest["overrides"] == [
        "errors (1): Quoted.",
        "below-state (1): The author reads it today.",
    ]
    assert (manifest["draft"], manifest["states"]["translated"]) == (False, 1)


@pytest.mark.parametrize("kind", sorted(set(gating.BlockerKind) - gating.OVERRIDABLE.keys()))
def test_some_things_nobody_overrides(
    database: Database, desk: World, publisher: Actor, kind: str
) -> None:
    text = {"empty": " ", "broken-codes": "Оно \ue000 ушло."}.get(kind)
    with writing(database) as connection:
        target = tables.Target.__table__
        row = target.update().where(target.c.segment_id == desk.segments[1])  # type: ignore[attr-defined] # a Table
        if text is not None:
            connection.execute(row.values(text=text, checked_revision=0))
        elif kind == "outdated":
            connection.execute(row.values(marks=["outdated"]))
        else:
            span = {"glossary": desk.glossary, "before": 1, "after": 1}
            connection.execute(
                insert(tables.Job).values(
                    kind="recheck-glossary",
                    arguments=span,
                    state="waiting",
                    created_at=factories.NOW,
                )
            )
    reasons = {each.value: "I want to." for each in gating.BlockerKind}
    with pytest.raises(PublicationBlocked) as refused:
        publish(database, desk, publisher, reasons)
    assert refused.value.blockers == (kind,)
    assert publishing.publications_of(database, actor=desk.reader, edition_id=desk.edition) == ()


def test_nobody_overrides_what_they_did_not_see(
    database: Database, desk: World, publisher: Actor
) -> None:
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    seen = gating.gate(database, actor=publisher, edition_id=desk.edition).seal
    work.save(database, desk, 2, "Никто и не видел 12 машин.")

    def again(seal: str) -> publishing.Published:
        return publishing.publish(
            database, actor=publisher, edition_id=desk.edition, overrides=REASONS, seal=seal
        )

    with pytest.raises(Conflict):
        again(seen)
    now = gating.gate(database, actor=publisher, edition_id=desk.edition).seal
    assert again(now).number == 1


def test_what_is_withdrawn_stays_on_record(
    database: Database, desk: World, publisher: Actor
) -> None:
    publish(database, desk, publisher)
    before = published(database, desk, 1, "html")

    def withdraw(why: str) -> None:
        publishing.withdraw(database, actor=publisher, edition_id=desk.edition, number=1, why=why)

    with pytest.raises(InvalidInput):
        withdraw(" ")
    withdraw(" A name was wrong. ")
    with pytest.raises(Conflict):
        withdraw("Again.")
    (row,) = publishing.publications_of(database, actor=desk.reader, edition_id=desk.edition)
    assert row.withdrawn_at is not None
    assert row.withdrawn_why == "A name was wrong."
    assert published(database, desk, 1, "html") == before
    assert publish(database, desk, publisher).number == 2  # the same text may come back


@SQLITE
def test_there_is_no_publication_of_another_number(database: Database, desk: World) -> None:
    with pytest.raises(NotFound):
        published(database, desk, 7, "html")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_edition())
def test_what_is_packed_is_unpacked_the_same(edition: Edition) -> None:
    kept = unpack(pack(edition))
    assert kept == edition
    assert signature(kept) == signature(edition)
