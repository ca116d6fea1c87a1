"""A world for the editor's tests: an article with terms and inline codes, people at desks."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import Connection, insert, select

from glossary.model import Voice
from tests.workbench import factories
from tests.workbench.factories import Paragraph, World, Written
from translations.model import BlockKind, Code, CodeKind, Segment
from translations.review import Action
from workbench.permissions import Actor
from workbench.services import editing, glossing, reviewing
from workbench.services.keeping import Saved
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.glossaries import read_termbase

CODES = (
    Code(id="1", kind=CodeKind.START, original="<em>", display="em"),
    Code(id="1", kind=CodeKind.END, original="</em>", display="em"),
)
CODED = "Read \ue000this\ue001 now."
ARTICLE: tuple[Written, ...] = (
    Paragraph(segments=("On the words",), kind=BlockKind.HEADING),
    ("The people's militia left the town.", "It went to the republic.", "Nobody saw 12 cars."),
    (Segment(text=CODED, codes=CODES, after=" "),),
    Paragraph(segments=("We are the militia.",), voice=Voice.ANSWER, speaker="Speaker"),
)
#: Segments of the article, by what a test wants of them.
TITLE, MILITIA, REPUBLIC, CARS, WITH_CODES, SPOKEN = range(6)


def furnish(database: Database, *, language: str = "ru", four_eyes: str = "required") -> World:
    """Make the world with its source terms found, as an import leaves it."""
    world = factories.world(database, ARTICLE, language=language, four_eyes=four_eyes)
    with writing(database) as connection:
        _index(connection, world)
    return world


def sign_in(app: OpenAPI, database: Database, who: Actor) -> FlaskClient:
    """Give a browser in which this person is signed in."""
    client = app.test_client()
    client.set_cookie("workbench", session(database, who))
    return client


def session(database: Database, who: Actor) -> str:
    """Begin a session of this person; the value of its cookie."""
    token, now = secrets.token_urlsafe(), datetime.now(UTC)
    with writing(database) as connection:
        connection.execute(
            insert(tables.SignIn).values(
                token_hash=hashlib.sha256(token.encode()).hexdigest(),
                user_id=who.id,
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(days=1),
            )
        )
    return token


def write(
    database: Database,
    world: World,
    segment: int,
    text: str,
    *,
    version: int = 0,
    actor: Actor | None = None,
    action: Action = Action.CONFIRM,
) -> Saved:
    """Save a translation as somebody."""
    return editing.save_target(
        database,
        actor=actor or world.translator,
        edition_id=world.edition,
        segment_id=world.segments[segment],
        text=text,
        version=version,
        action=action,
    )


def review(database: Database, world: World, segment: int, action: Action) -> Saved:
    """Let the reviewer do something with a translation, whatever stands there now."""
    segment_id = world.segments[segment]
    with reading(database) as connection:
        version = editing.find(connection, world.edition, segment_id).target.version
    return reviewing.review(
        database,
        actor=world.reviewer,
        edition_id=world.edition,
        segment_id=segment_id,
        version=version,
        action=action,
        category="style" if action is Action.RETURN else "",
        weight="minor" if action is Action.RETURN else "",
    )


def _index(connection: Connection, world: World) -> None:
    rows = connection.execute(
        select(tables.SegmentVersion.id, tables.SegmentVersion.text)
        .join(tables.Segment, tables.Segment.text_id == tables.SegmentVersion.id)
        .where(tables.Segment.document_id == world.document)
    )
    glossing.index_source(
        connection,
        [(row[0], row[1]) for row in rows],
        language="en",
        termbase=read_termbase(connection, world.glossary),
        glossary_id=world.glossary,
    )
