"""Somebody who may do everything in one project, and nothing in another, tries its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import insert, select
from werkzeug.routing import IntegerConverter

from tests.workbench import factories
from tests.workbench.world import NOW, World, csrf_token
from workbench.permissions import Role
from workbench.services import accounts, signing_in
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """The owner of a project of their own, with the numbers of what is theirs."""

    client: FlaskClient
    theirs: World
    own: dict[str, object]
    foreign: dict[str, object]
    headers: dict[str, str]

    def ask(self, method: str, address: str, **sent: object) -> int:
        with self.client.open(address, method=method, headers=self.headers, **sent) as answer:  # type: ignore[arg-type] # Werkzeug's own
            return answer.status_code


@pytest.fixture
def stranger(app: OpenAPI, database: Database, world: World) -> Stranger:
    with writing(database) as connection:
        glossary = factories.install_glossary(connection)
        project = factories.add_project(connection, glossary_id=glossary, slug="own")
        owner = factories.add_user(connection, "wanderer", project_id=project, roles=[Role.OWNER])
        document = factories.add_document(connection, project, [("First one.", "Second.")])
        edition = factories.add_edition(connection, document, "ru")
        segment, block = connection.execute(
            select(tables.Segment.id, tables.Segment.block_id).where(
                tables.Segment.document_id == document
            )
        ).first() or (0, 0)
        job = connection.execute(
            insert(tables.Job)
            .values(kind="nothing", arguments={}, state="done", project_id=project, created_at=NOW)
            .returning(tables.Job.id)
        ).scalar_one()
        foreign_block = connection.execute(
            select(tables.Segment.block_id).where(tables.Segment.id == world.segment_ids[0])
        ).scalar_one()
    link = accounts.make_sign_in_link(database, actor=None, user_id=owner.id)
    client = app.test_client()
    client.set_cookie(
        "workbench", signing_in.sign_in_by_link(database, link, lifetime=timedelta(days=1))
    )
    own: dict[str, object] = {
        "project": "own", "project_id": project, "glossary_id": glossary, "document_id": document,
        "edition_id": edition, "segment_id": segment, "block_id": block, "job_id": job,
    }  # fmt: skip
    foreign: dict[str, object] = {
        "project": world.slug, "project_id": world.project_id, "glossary_id": world.glossary_id,
        "document_id": world.document_id, "edition_id": world.edition_id,
        "segment_id": world.segment_ids[1], "block_id": foreign_block, "job_id": world.job_id,
    }  # fmt: skip
    return Stranger(
        client=client,
        theirs=world,
        own=own,
        foreign=foreign,
        headers={"X-CSRFToken": csrf_token(client)},
    )


def test_no_number_of_another_project_opens_anything(app: OpenAPI, stranger: Stranger) -> None:
    """One number at a time is foreign, the others are their own: addresses are never mixed."""
    tried = 0
    for rule in app.url_map.iter_rules():
        for foreign in stranger.foreign.keys() & rule._converters.keys():
            values = {
                name: stranger.own.get(name, 1 if isinstance(kind, IntegerConverter) else "html")
                for name, kind in rule._converters.items()
            } | {foreign: stranger.foreign[foreign]}
            address = str(app.url_map.bind("localhost").build(rule.endpoint, values))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                sent: dict[str, object] = {"json": {}} if rule.rule.startswith("/api/") else {}
                if foreign == "block_id" and method == "POST":
                    continue  # its form is proved below
                assert stranger.ask(method, address, **sent) == 404, (method, address, foreign)
                tried += 1
    assert tried > 80


def _foreign_rows(stranger: Stranger) -> tuple[int, int, int]:
    """Add a comment, a waiver and an uploaded file to the other project."""
    world = stranger.theirs
    edition, segment, who = world.edition_id, world.segment_ids[1], world.people["translator"]
    with writing(world.database) as connection:
        comment = connection.execute(
            insert(tables.Comment)
            .values(segment_id=segment, edition_id=None, author_id=who, at=NOW, text="Secret.")
            .returning(tables.Comment.id)
        ).scalar_one()
        waiver = connection.execute(
            insert(tables.Waiver)
            .values(
                edition_id=edition, segment_id=segment, scope="occurrence", check_name="numbers",
                kind="missing", ordinal=0, reason="Right here.", actor_id=who, at=NOW,
            )
            .returning(tables.Waiver.id)
        ).scalar_one()  # fmt: skip
        upload = connection.execute(
            insert(tables.Upload)
            .values(
                project_id=world.project_id, actor_id=world.people["publisher"], name="a.txt",
                body=b"Secret.", at=NOW,
            )
            .returning(tables.Upload.id)
        ).scalar_one()  # fmt: skip
    return comment, waiver, upload


def test_no_number_in_a_body_or_a_question_opens_anything(stranger: Stranger) -> None:
    own, foreign = stranger.own, stranger.foreign
    comment, waiver, upload = _foreign_rows(stranger)
    api = f"/api/v1/editions/{own['edition_id']}"
    document = f"/documents/{own['document_id']}"
    blocks = {"do": "leave-out", "reason": "mine now", "chosen": "0"}
    asked: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("POST", f"{api}/comments/{comment}/resolve", {"json": {"version": 1}}),
        ("DELETE", f"{api}/waivers/{waiver}", {}),
        ("GET", f"/projects/own/documents/uploads/{upload}", {}),
        ("POST", f"/projects/own/documents/uploads/{upload}", {"data": {"do": "drop"}}),
        ("GET", f"{document}?edition={foreign['edition_id']}", {}),
        ("GET", f"/editions/{own['edition_id']}/edit?segment={foreign['segment_id']}", {}),
        (
            "POST",
            f"{document}/blocks",
            {"data": {**blocks, "seen-0": f"{foreign['block_id']}.1"}},
        ),
        (
            "POST",
            f"{document}/blocks",
            {
                "data": {
                    **blocks,
                    "seen-0": f"{own['block_id']}.1",
                    "edition": str(foreign["edition_id"]),
                }
            },
        ),
        (
            "POST",
            f"{document}/blocks/{own['block_id']}",
            {
                "data": {
                    "segment": str(foreign["segment_id"]),
                    "text": "Mine now.",
                    "version": "1",
                    "weight": "minor",
                }
            },
        ),
    )
    for method, address, sent in asked:
        assert stranger.ask(method, address, **sent) == 404, (method, address)
    with reading(stranger.theirs.database) as connection:
        assert connection.execute(select(tables.Comment.resolved_at)).scalars().all() == [None]
        assert connection.execute(select(tables.Waiver.ended_at)).scalars().all() == [None]
        assert connection.execute(select(tables.Upload.id)).scalars().all() == [upload]


def test_lists_hold_nothing_of_another_project(stranger: Stranger) -> None:
    edition = stranger.foreign["edition_id"]
    for address in ("/", "/review", f"/review?edition={edition}&pile=to-review", "/glossaries"):
        page = stranger.client.get(address, follow_redirects=True).text
        assert "Newsroom" not in page, address
        assert "ten thousand times" not in page, address
        assert "Shared words" not in page, address
