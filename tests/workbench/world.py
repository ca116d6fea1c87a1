"""A small world for the tests of the shell: rows written as the schema wants them."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import Connection, insert
from werkzeug.test import TestResponse

from workbench.permissions import Actor, Role
from workbench.storage import tables
from workbench.storage.engine import Database, writing
from workbench.storage.folding import fold

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
#: (text, state of the Ukrainian target or none, marks)
SEGMENTS: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
    ("How newsrooms choose their words", "final", ()),
    ("Editors argue about one word for a week.", "reviewed", ()),
    ("Then they use it ten thousand times.", "translated", ()),
    ("Readers notice when it changes.", "initial", ("returned",)),
    ("Nobody writes down why.", None, ()),
)


@dataclass(frozen=True, kw_only=True)
class World:
    """The ids of what was made; people by role, with "admin" and "stranger" besides."""

    database: Database
    people: dict[str, int]
    project_id: int
    slug: str
    glossary_id: int
    document_id: int
    segment_ids: tuple[int, ...]
    edition_id: int  #: Ukrainian
    empty_edition_id: int  #: German, without a target
    job_id: int
    publication_id: int

    def actor(self, who: str) -> Actor:
        return Actor(id=self.people[who], name=who, admin=who == "admin")

    def sign_in(self, app: OpenAPI, who: str) -> FlaskClient:
        """Give a browser in which this person is signed in."""
        token = secrets.token_urlsafe()
        with writing(self.database) as connection:
            _session(connection, self.people[who], token)
        client = app.test_client()
        client.set_cookie("workbench", token)
        return client


def csrf_token(client: FlaskClient) -> str:
    """Read the token from the head of a page, as our scripts do."""
    page = client.get("/help").text
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found is not None
    return found[1]


def post(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    """Send a form as a browser does: with the page's token and its own origin."""
    values = {"csrf_token": csrf_token(client), **fields}
    return client.post(path, data=values, headers={"Origin": "http://localhost"})


def build_world(database: Database) -> World:
    with writing(database) as connection:
        people = {who: _person(connection, who) for who in (*Role, "admin", "stranger")}
        glossary_id = _add(connection, tables.Glossary, name="Shared words", created_at=NOW)
        project_id = _add(
            connection, tables.Project, slug="newsroom", name="Newsroom", source_language="en",
            languages=["uk", "de"], glossary_id=glossary_id, created_at=NOW,
        )  # fmt: skip
        for role in Role:
            _add(
                connection, tables.Membership, user_id=people[role], project_id=project_id,
                role=role.value, created_at=NOW,
            )  # fmt: skip
        document_id, segment_ids, version_ids = _document(connection, project_id)
        editions = [_edition(connection, project_id, document_id, code) for code in ("uk", "de")]
        _targets(connection, editions[0], segment_ids, version_ids, people["translator"])
        job_id = _add(
            connection, tables.Job, kind="nothing", arguments={}, state="done",
            project_id=project_id, created_at=NOW,
        )  # fmt: skip
        publication_id = _add(
            connection, tables.Publication, edition_id=editions[0], number=1, at=NOW,
            actor_id=people["publisher"], source_version=1, glossary_revision=0, policy="",
            frozen=b"", manifest={}, signature="",
        )  # fmt: skip
    return World(
        database=database,
        people={str(who): user_id for who, user_id in people.items()},
        project_id=project_id,
        slug="newsroom",
        glossary_id=glossary_id,
        document_id=document_id,
        segment_ids=segment_ids,
        edition_id=editions[0],
        empty_edition_id=editions[1],
        job_id=job_id,
        publication_id=publication_id,
    )


def _add(connection: Connection, table: type[tables.Table], **values: Any) -> int:
    statement = insert(table).values(**values).returning(table.__table__.c.id)
    found: int = connection.execute(statement).scalar_one()
    return found


def _person(connection: Connection, who: str) -> int:
    return _add(
        connection, tables.User, name=str(who), folded=fold(str(who)), admin=who == "admin",
        display_name=str(who).title(), created_at=NOW,
    )  # fmt: skip


def _session(connection: Connection, user_id: int, token: str) -> None:
    now = datetime.now(UTC)
    _add(
        connection, tables.SignIn, token_hash=hashlib.sha256(token.encode()).hexdigest(),
        user_id=user_id, created_at=now, seen_at=now, expires_at=now + timedelta(days=1),
    )  # fmt: skip


def _document(
    connection: Connection, project_id: int
) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    document_id = _add(
        connection, tables.Document, project_id=project_id, title=SEGMENTS[0][0],
        folded=fold(SEGMENTS[0][0]), language="en", format="text", segments=len(SEGMENTS),
        words=28, staged=False, created_at=NOW,
    )  # fmt: skip
    _add(connection, tables.SourceVersion, document_id=document_id, number=1, at=NOW, kind="import")
    block_id = _add(
        connection, tables.Block, document_id=document_id, position=0, kind="paragraph",
        part="body", voice="narration",
    )  # fmt: skip
    segment_ids, version_ids = [], []
    for position, (text, _, _) in enumerate(SEGMENTS):
        segment_id = _add(
            connection, tables.Segment, document_id=document_id, block_id=block_id,
            block_position=0, position=position, after=" ",
        )  # fmt: skip
        version_id = _add(
            connection, tables.SegmentVersion, segment_id=segment_id, source_version=1,
            text=text, folded=fold(text), words=len(text.split()),
        )  # fmt: skip
        segment = tables.Segment.__table__
        connection.execute(
            segment.update().where(segment.c.id == segment_id).values(text_id=version_id)  # type: ignore[attr-defined] # a Table
        )
        segment_ids.append(segment_id)
        version_ids.append(version_id)
    return document_id, tuple(segment_ids), tuple(version_ids)


def _edition(connection: Connection, project_id: int, document_id: int, language: str) -> int:
    return _add(
        connection, tables.Edition, document_id=document_id, project_id=project_id,
        language=language, created_at=NOW,
    )  # fmt: skip


def _targets(
    connection: Connection,
    edition_id: int,
    segment_ids: tuple[int, ...],
    version_ids: tuple[int, ...],
    author_id: int,
) -> None:
    for (text, state, marks), segment_id, version_id in zip(
        SEGMENTS, segment_ids, version_ids, strict=True
    ):
        if state is not None:
            _add(
                connection, tables.Target, edition_id=edition_id, segment_id=segment_id,
                segment_version_id=version_id, text=f"[{text}]", folded=fold(text), state=state,
                marks=list(marks), author_id=author_id, updated_at=NOW,
            )  # fmt: skip
