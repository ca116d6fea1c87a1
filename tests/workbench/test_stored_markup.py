"""Markup in anything that people write is shown as they wrote it, on every page and in exports."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import func, select, update
from werkzeug.routing import IntegerConverter

from workbench.services import accounts, sample, signing_in
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

PROBE = "\"'><img src=x onerror=alert(1)></script></style>{{7*7}}<!--"
#: Where people's words stand. What the program itself writes or compares is left alone.
WRITTEN = (
    (tables.User, "display_name"), (tables.SignIn, "agent"), (tables.SignIn, "address"),
    (tables.Token, "name"), (tables.Project, "name"), (tables.Upload, "name"),
    (tables.Document, "title"), (tables.DocumentName, "source"), (tables.DocumentName, "text"),
    (tables.SourceVersion, "summary"), (tables.Block, "speaker"), (tables.SegmentVersion, "text"),
    (tables.Target, "text"), (tables.TargetHistory, "text"), (tables.TargetHistory, "note"),
    (tables.Finding, "message"), (tables.Waiver, "reason"), (tables.Comment, "text"),
    (tables.Review, "reason"), (tables.Job, "message"), (tables.Glossary, "name"),
    (tables.Glossary, "description"), (tables.Concept, "subject"), (tables.Concept, "definition"),
    (tables.Concept, "why_contested"), (tables.Concept, "note"), (tables.Term, "text"),
    (tables.Term, "usage"), (tables.Policy, "description"), (tables.Rule, "rationale"),
)  # fmt: skip


class Elements(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_page_takes_words_for_markup(app: OpenAPI, database: Database) -> None:
    admin = accounts.add_user(database, actor=None, name="admin", admin=True)
    sample.install(database)
    link = accounts.make_sign_in_link(database, actor=None, user_id=admin)
    client = app.test_client()
    client.set_cookie(
        "workbench", signing_in.sign_in_by_link(database, link, lifetime=timedelta(days=1))
    )
    with writing(database) as connection:
        for table, column in WRITTEN:
            field = getattr(table, column)
            connection.execute(update(table).values({column: field + PROBE}))
        codes = [{
            "id": PROBE, "kind": "ph", "original": PROBE, "display": PROBE,
            "href": "javascript:alert(1)", "can_delete": True, "can_reorder": True,
        }]  # fmt: skip
        connection.execute(
            update(tables.SegmentVersion).values(
                codes=codes, text=tables.SegmentVersion.text + "\ue000"
            )
        )
    pages = 0
    for address in _addresses(app, database):
        with client.get(address) as answer:
            if answer.mimetype != "text/html":
                continue
            text = answer.get_data(as_text=True)
        assert answer.status_code < 500, address
        for tag, attributes in Elements(text).found:
            assert tag != "img", address
            assert not [name for name in attributes if name.startswith("on")], address
            link = attributes.get("href") or attributes.get("src") or ""
            assert not link.strip().lower().startswith("javascript:"), address
        assert "49<!--" not in text, address
        pages += "&lt;img src=x" in text
    assert pages > 15


def _addresses(app: OpenAPI, database: Database) -> list[str]:
    """List the pages of the sample project and of everything in it."""
    with reading(database) as connection:

        def newest(table: type[tables.Table], column: str = "id") -> str:
            field = getattr(table, column)
            keys = table.__table__.c
            return str(connection.execute(select(field).order_by(keys.id.desc())).scalars().first())

        edition = newest(tables.Edition)
        document = connection.execute(
            select(tables.Edition.document_id).where(tables.Edition.id == int(edition))
        ).scalar_one()
        segment = connection.execute(
            select(func.min(tables.Segment.id)).where(tables.Segment.document_id == document)
        ).scalar_one()
        known = {
            "edition_id": edition,
            "document_id": document,
            "segment_id": segment,
            "block_id": connection.execute(
                select(tables.Segment.block_id).where(tables.Segment.id == segment)
            ).scalar_one(),
            "project": newest(tables.Project, "slug"),
            "project_id": newest(tables.Project),
            "glossary_id": newest(tables.Glossary),
            "ident": newest(tables.Concept, "ident"),
            "name": newest(tables.Policy, "name"),
            "job_id": newest(tables.Job),
            "user_id": 1,
            "number": 1,
            "output": "html",
            "ending": "tbx",
        }
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        if rule.rule.endswith("/stream"):
            continue
        values = {
            name: known.get(name, 1 if isinstance(kind, IntegerConverter) else "nothing")
            for name, kind in rule._converters.items()
        }
        found.append(str(app.url_map.bind("localhost").build(rule.endpoint, values)))
    return [*found, f"/editions/{edition}/edit?segment={segment}&q=%22%3E%3Cimg%20src=x%3E"]
