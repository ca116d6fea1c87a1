"""Front matter: written beside the text, translated with it, kept when the source is renewed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from PIL import Image as Pictures
from sqlalchemy import select, update

from glossary.model import Concept, Policy, Rule, Term
from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.renewed import ARTICLE, CARS, agree, shelf
from tests.workbench.test_edition_pages import browser
from tests.workbench.world import post
from translations.editions.base import Contribution, Edition
from translations.editions.outline import credited, head, of_part
from translations.editions.wordings import wording
from translations.errors import UnreadableDocument
from translations.model import FRONT_MATTER, Part
from translations.review import Action
from translations.rights import Approval, Basis, Rights
from workbench.errors import InvalidInput, NotAllowed, PublicationBlocked, StaleVersion
from workbench.permissions import Actor, Role
from workbench.services import covers, documents, front_matter, gating, publishing, rights, terms
from workbench.services.documents import BlockChange
from workbench.services.gating import BlockerKind
from workbench.services.source import ordering
from workbench.storage import blocks, mentions, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.terms import Argument

AUTHOR = wording("ru").contributions[Contribution.AUTHOR]
SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    return desk


def write(
    database: Database, desk: World, part: Part, text: str, about: str = ""
) -> tuple[int, ...]:
    """Write front matter; the segments that it has become."""
    front_matter.write(
        database,
        actor=desk.owner,
        document_id=desk.document,
        part=part,
        text=text,
        about=about,
    )
    seen = front_matter.show(database, actor=desk.reader, document_id=desk.document)
    return seen.of(part)[-1].segments


def translate(database: Database, desk: World, segment: int, text: str) -> None:
    place = desk.segments.index(segment) if segment in desk.segments else len(desk.segments)
    wider = factories.World(**{**vars(desk), "segments": (*desk.segments, segment)})
    work.save(database, wider, place, text)
    work.review(database, wider, place, Action.APPROVE)


def preview(database: Database, desk: World) -> Edition:
    return publishing.preview(database, actor=desk.reader, edition_id=desk.edition)


def said(edition: Edition, part: Part) -> list[str]:
    return ["".join(s.target for s in b.segments) for b in of_part(edition, part)]


def test_front_matter_is_translated_checked_and_counted_by_the_gate(
    database: Database, desk: World
) -> None:
    (first, second) = write(
        database, desk, Part.ABSTRACT, "The people's militia left. Nobody saw it."
    )
    gate = gating.gate(database, actor=desk.owner, edition_id=desk.edition)
    assert {b.kind: b.segments for b in gate.blockers} == {BlockerKind.EMPTY: (first, second)}
    translate(database, desk, second, "Никто его не видел.")
    wider = factories.World(**{**vars(desk), "segments": (*desk.segments, first)})
    work.save(database, wider, len(desk.segments), "Террористы ушли.")
    gate = gating.gate(database, actor=desk.owner, edition_id=desk.edition)
    assert {b.kind for b in gate.blockers} == {BlockerKind.ERRORS, BlockerKind.BELOW_STATE}
    translate(database, desk, first, "Народное ополчение ушло.")
    edition = preview(database, desk)
    assert said(edition, Part.ABSTRACT) == ["Народное ополчение ушло.Никто его не видел."]
    assert head(edition).abstract == of_part(edition, Part.ABSTRACT)
    assert not edition.draft


@SQLITE
def test_nothing_is_introduced_in_front_matter(database: Database, desk: World) -> None:
    term = Term(id="", concept="house", language="en", text="parliament")
    rule = Rule(concept="house", first_mention="парламент (Верховная рада)")
    given: dict[str, Any] = {
        "actor": None,
        "glossary_id": desk.glossary,
        "argument": Argument(summary="Tested"),
    }
    terms.save_concept(database, concept=Concept(id="house", terms=(term,)), version=0, **given)
    policy = Policy(name="speaker", rules=(rule,))
    terms.save_policy(database, policy=policy, version=1, **given)
    with writing(database) as connection:
        connection.execute(update(tables.Edition).values(policy="speaker"))
    for part, about in ((Part.SUBTITLE, ""), (Part.ABSTRACT, ""), (Part.NOTE, "opolchenie")):
        write(database, desk, part, "What the parliament said.", about)
    with reading(database) as connection:
        assert mentions.stored_firsts(connection, desk.edition) == {}


@SQLITE
def test_each_paragraph_of_front_matter_is_a_block_behind_the_text(
    database: Database, desk: World
) -> None:
    write(database, desk, Part.TRANSLATION, "One.\n\n  Two\tand more. \n")
    write(database, desk, Part.SUBTITLE, "A line\nof two")
    with reading(database) as connection:
        rows = blocks.whole(connection, desk.document)
        file = blocks.of_file(connection, desk.document)
    front = rows[len(file) :]
    assert [row.position for row in rows] == list(range(len(rows)))
    assert [(row.part, row.number, [s.text for s in row.segments]) for row in front] == [
        (Part.TRANSLATION, None, ["One."]),
        (Part.TRANSLATION, None, ["Two and more."]),
        (Part.SUBTITLE, None, ["A line of two"]),
    ]
    head_now = documents.show(database, actor=desk.reader, document_id=desk.document).head
    assert head_now.segments == len(desk.segments) + 3


@SQLITE
@pytest.mark.parametrize(
    ("part", "text", "about", "field"),
    [
        (Part.BODY, "Text.", "", "part"),
        (Part.ABSTRACT, " \n ", "", "text"),
        (Part.ABSTRACT, "x" * 4001, "", "text"),
        (Part.ABSTRACT, "a\x07b", "", "text"),
        (Part.ABSTRACT, "a\ue000b", "", "text"),
        (Part.CREDIT, "A name", "king", "about"),
        (Part.ABSTRACT, "Text.", "king", "about"),
        (Part.NOTE, "Text.", "", "about"),
        (Part.NOTE, "Text.", "x" * 201, "about"),
    ],
)
def test_what_cannot_be_front_matter_is_refused(
    database: Database, desk: World, part: Part, text: str, about: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as wrong:
        write(database, desk, part, text, about)
    assert wrong.value.field == field


@SQLITE
def test_there_is_one_subtitle_until_it_is_taken_out(database: Database, desk: World) -> None:
    write(database, desk, Part.SUBTITLE, "One")
    with pytest.raises(InvalidInput):
        write(database, desk, Part.SUBTITLE, "Two")
    (there,) = front_matter.show(database, actor=desk.reader, document_id=desk.document).of(
        Part.SUBTITLE
    )
    documents.leave_out(
        database,
        actor=desk.owner,
        document_id=desk.document,
        seen={there.id: there.version},
        reason="Another one.",
    )
    write(database, desk, Part.SUBTITLE, "Two")
    with pytest.raises(InvalidInput):
        documents.put_back(
            database,
            actor=desk.owner,
            document_id=desk.document,
            seen={there.id: there.version + 1},
        )
    assert gating.gate(database, actor=desk.owner, edition_id=desk.edition).total == (
        len(desk.segments) + 1
    )


@SQLITE
def test_there_is_one_note_for_each_concept(database: Database, desk: World) -> None:
    write(database, desk, Part.NOTE, "One", "opolchenie")
    write(database, desk, Part.NOTE, "Another", "coup")
    with pytest.raises(InvalidInput):
        write(database, desk, Part.NOTE, "Two", "opolchenie")


@SQLITE
def test_makers_of_the_source_are_named_as_readers_know_them(
    database: Database, desk: World
) -> None:
    (name,) = write(database, desk, Part.CREDIT, "Jane Doe", Contribution.AUTHOR.value)
    translate(database, desk, name, "Джейн Доу")
    assert credited(preview(database, desk))[0] == (AUTHOR, "Джейн Доу")


@SQLITE
def test_only_who_may_change_sources_writes_front_matter(database: Database, desk: World) -> None:
    with pytest.raises(NotAllowed):
        front_matter.write(
            database,
            actor=desk.translator,
            document_id=desk.document,
            part=Part.SUBTITLE,
            text="Mine",
        )


@SQLITE
def test_front_matter_stays_front_matter_and_moves_nowhere(database: Database, desk: World) -> None:
    write(database, desk, Part.SUBTITLE, "One")
    with reading(database) as connection:
        rows = blocks.whole(connection, desk.document)
    first, last = rows[0], rows[-1]
    for row, part in ((first, Part.NOTE), (last, Part.BODY)):
        with pytest.raises(InvalidInput):
            documents.correct_blocks(
                database,
                actor=desk.owner,
                document_id=desk.document,
                seen={row.id: row.version},
                change=BlockChange(part=part),
            )
    with pytest.raises(InvalidInput):
        ordering.move_block(
            database,
            actor=desk.owner,
            document_id=desk.document,
            block_id=first.id,
            to=last.position,
            seen=documents.show(
                database, actor=desk.reader, document_id=desk.document
            ).head.source_version,
        )


def test_a_newer_file_and_its_undo_leave_front_matter_behind_the_text(database: Database) -> None:
    house = shelf(database)
    front_matter.write(
        database,
        actor=house.world.owner,
        document_id=house.document,
        part=Part.ABSTRACT,
        text="The people's militia left.",
    )
    abstract = house.segments()["The people's militia left."]
    house.write(abstract, "Народное ополчение ушло.")
    before = house.everything()
    made = house.renew(ARTICLE.replace(CARS, "").rstrip() + "\n\nOne more.\n\nAnd one more.\n")
    assert [row.part for row in house.rows()].count(Part.ABSTRACT) == 1
    assert house.rows()[-1].part is Part.ABSTRACT
    assert [row.position for row in house.rows()] == list(range(len(house.rows())))
    assert house.target(abstract).text == "Народное ополчение ушло."
    assert b"militia left.\n\n" not in house.file()  # the abstract is no part of the file
    agree(house)
    house.undo(made.number)
    assert house.everything() == before
    agree(house)


# Rights


def state(database: Database, desk: World, known: Rights, version: int = 1) -> None:
    rights.state(
        database, actor=desk.owner, document_id=desk.document, version=version, rights=known
    )


@pytest.fixture
def publisher(database: Database, desk: World) -> Actor:
    with writing(database) as connection:
        return factories.add_user(
            connection, "publisher", project_id=desk.project, roles=[Role.PUBLISHER]
        )


def test_what_is_missing_of_rights_only_an_owner_overrides(
    database: Database, desk: World, publisher: Actor
) -> None:
    awaited = Rights(basis=Basis.PERMISSION, holder="A. House", approval=Approval.AWAITED)
    state(database, desk, awaited)
    gate = gating.gate(database, actor=desk.owner, edition_id=desk.edition)
    (blocker,) = gate.blockers
    assert (blocker.kind, blocker.lacks) == (BlockerKind.RIGHTS, ("evidence", "approval"))

    def publish(actor: Actor) -> None:
        publishing.publish(
            database,
            actor=actor,
            edition_id=desk.edition,
            overrides={"rights": "By telephone."},
        )

    with pytest.raises(PublicationBlocked) as refused:
        publish(publisher)
    assert refused.value.blockers == ("rights",)
    publish(desk.owner)
    (row,) = publishing.publications_of(database, actor=desk.reader, edition_id=desk.edition)
    assert row.overrides == ({"kind": "rights", "reason": "By telephone."},)
    given = Rights(
        basis=Basis.PERMISSION, holder="A. House", evidence="A letter", approval=Approval.GIVEN
    )
    state(database, desk, given, version=2)
    assert gating.gate(database, actor=desk.owner, edition_id=desk.edition).open


@SQLITE
def test_rights_that_somebody_else_changed_are_not_overwritten(
    database: Database, desk: World
) -> None:
    state(database, desk, Rights(basis=Basis.OWN, holder="One"))
    with pytest.raises(StaleVersion):
        state(database, desk, Rights(basis=Basis.OWN, holder="Two"))
    with pytest.raises(InvalidInput):
        state(database, desk, Rights(basis=Basis.OWN, holder="x" * 2001), version=2)


# The cover


def picture(kind: str, size: tuple[int, int] = (40, 60)) -> bytes:
    drawn = io.BytesIO()
    meta = Pictures.Exif()
    meta[0x010F] = "A camera"
    Pictures.new("RGB", size, "teal").save(drawn, kind, exif=meta)
    return drawn.getvalue()


def put(database: Database, desk: World, body: bytes, version: int = 0) -> None:
    covers.put(
        database,
        actor=desk.owner,
        document_id=desk.document,
        version=version,
        body=body,
        name="cover",
    )


@SQLITE
@pytest.mark.parametrize(
    ("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg")]
)
def test_a_picture_is_drawn_anew_for_the_cover(
    database: Database, desk: World, kind: str, media_type: str
) -> None:
    put(database, desk, picture(kind))
    found = preview(database, desk).cover
    assert found is not None
    assert (found.media_type, found.width, found.height) == (media_type, 40, 60)
    assert b"A camera" not in found.content
    put(database, desk, picture(kind), version=1)
    with pytest.raises(StaleVersion):
        covers.remove(database, actor=desk.owner, document_id=desk.document, version=1)
    covers.remove(database, actor=desk.owner, document_id=desk.document, version=2)
    assert preview(database, desk).cover is None


def drawn(mode: str, kind: str, **how: Any) -> bytes:
    written = io.BytesIO()
    Pictures.new(mode, (20, 20)).save(written, kind, **how)
    return written.getvalue()


@SQLITE
@pytest.mark.parametrize(
    ("body", "media_type", "corner"),
    [
        (drawn("P", "PNG", transparency=b"\x00\x80"), "image/png", (0, 0, 0, 0)),
        (drawn("RGB", "PNG", transparency=(0, 0, 0)), "image/png", (0, 0, 0, 0)),
        (drawn("RGBA", "WEBP"), "image/jpeg", (255, 255, 255)),
        (drawn("RGB", "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x05\0"), "image/jpeg", (0, 0, 0)),
    ],
    ids=["palette with a clear colour", "clear colour", "clear WebP", "camera's notes cut off"],
)
def test_pictures_are_drawn_as_they_look(
    database: Database,
    desk: World,
    body: bytes,
    media_type: str,
    corner: tuple[int, ...],
) -> None:
    put(database, desk, body)
    found = covers.show(database, actor=desk.reader, document_id=desk.document)
    with Pictures.open(io.BytesIO(found.content)) as seen:
        assert (found.media_type, seen.getpixel((0, 0))) == (media_type, corner)


@SQLITE
@pytest.mark.parametrize(
    "body",
    [b"", b"GIF89a" + bytes(40), picture("PNG")[:60], b"<svg onload='alert(1)'/>"],
    ids=["empty", "gif", "cut off", "svg"],
)
def test_what_is_no_picture_is_refused(database: Database, desk: World, body: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="no picture"):
        put(database, desk, body)


@SQLITE
def test_a_large_picture_is_drawn_as_large_as_it_is_printed(
    database: Database, desk: World
) -> None:
    put(database, desk, picture("JPEG", (4800, 1200)))
    found = covers.show(database, actor=desk.reader, document_id=desk.document)
    assert (found.width, found.height) == (2400, 600)
    with pytest.raises(StaleVersion):
        put(database, desk, picture("PNG"))


# Pages


@SQLITE
def test_front_matter_rights_and_cover_are_written_on_their_page(
    app: OpenAPI, database: Database, desk: World
) -> None:
    owner: FlaskClient = browser(app, database, desk.owner)
    here = f"/documents/{desk.document}"
    done = post(owner, f"{here}/front-matter", part="abstract", text="What it is about.")
    assert done.status_code == 302
    wrong = post(owner, f"{here}/front-matter", part="subtitle", text=" ")
    assert (wrong.status_code, "text-subtitle-error" in wrong.text) == (422, True)
    page = owner.get(f"{here}/front-matter").text
    assert "What it is about." in page
    elsewhere = "https://example.org/original"
    assert post(owner, f"{here}/link", link=elsewhere).status_code == 302
    assert preview(database, desk).source_link == elsewhere
    unsafe = post(owner, f"{here}/link", link="javascript:alert(1)")
    assert (unsafe.status_code, "link-error" in unsafe.text) == (422, True)
    told = {"basis": "licence", "holder": "A. House", "approval": "not-agreed", "version": 1}
    assert post(owner, f"{here}/rights", **told).status_code == 302
    assert "There is no evidence" in owner.get(f"/editions/{desk.edition}").text
    assert post(owner, f"{here}/rights", **told).status_code == 409
    sent = post(
        owner,
        f"{here}/cover",
        do="put",
        version=0,
        picture=(io.BytesIO(picture("PNG")), "cover.png"),
    )
    assert sent.status_code == 302
    shown = owner.get(f"{here}/cover")
    assert (shown.status_code, shown.content_type) == (200, "image/png")
    broken = post(
        owner, f"{here}/cover", do="put", version=1, picture=(io.BytesIO(b"x"), "cover.png")
    )
    assert (broken.status_code, "picture-error" in broken.text) == (422, True)
    with reading(database) as connection:
        parts = connection.execute(
            select(tables.Block.id).where(tables.Block.part.in_(FRONT_MATTER))
        ).scalars()
        (block,) = parts
    done = post(owner, f"{here}/front-matter/{block}/drop", version=1)
    assert done.status_code == 302
    assert "What it is about." not in owner.get(f"{here}/front-matter").text
