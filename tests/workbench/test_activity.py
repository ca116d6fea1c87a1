"""What happened, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask_openapi3.openapi import OpenAPI

from workbench.storage.feed import Entry
from workbench.web import activity

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


def _entry(kind: str, *, actor: int | None = 1, **facts: Any) -> Entry:
    return Entry(
        number=1,
        at=datetime(2026, 1, 2, tzinfo=UTC),
        kind=kind,
        actor_id=actor,
        document_id=1,
        edition_id=1,
        segment_id=1,
        version=1,
        facts=facts,
    )


def _told(app: OpenAPI, *entries: Entry) -> list[str]:
    with app.test_request_context():
        return [f"{line.who} {line.what}" for line in activity.tell(entries, {1: "A", 2: "B"})]


def test_many_alike_in_a_row_are_told_once(app: OpenAPI) -> None:
    saved = [_entry("target.saved", action="draft")] * 3
    assert _told(app, *saved, _entry("target.saved", actor=2, action="draft"), saved[0]) == [
        "A saved 3 segments",
        "B saved a segment",
        "A saved a segment",
    ]


def test_what_became_of_a_segment_is_told(app: OpenAPI) -> None:
    assert _told(
        app,
        _entry("target.saved", action="confirm"),
        _entry("target.reviewed", outcome="returned"),
        _entry("target.reviewed", outcome="something new"),
    ) == ["A confirmed a segment", "A returned a segment", "A reviewed a segment"]


def test_an_event_without_words_is_named_by_its_kind(app: OpenAPI) -> None:
    assert _told(app, _entry("memory.cleaned-up", actor=None)) == [
        "The workbench memory · cleaned up"
    ]
