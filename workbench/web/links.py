"""Addresses of pages that more than one page leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app, url_for


def has_page(endpoint: str) -> bool:
    """Say whether this application has a page, so that a link to it may be shown."""
    return endpoint in current_app.view_functions


def edition(edition_id: int, **filters: str | Sequence[str]) -> str:
    """Lead to the editor of an edition; filters choose what it shows."""
    return _address("editor.show", edition_id=edition_id, **filters)


def review(edition_id: int) -> str:
    """Lead to what waits for review in an edition."""
    return _address("review.index", edition=edition_id)


def publishing(edition_id: int) -> str:
    """Lead to the page of an edition: its gate, its exports, what was published."""
    return _address("editions.show", edition_id=edition_id)


def document(document_id: int) -> str:
    return _address("documents.show", document_id=document_id)


def glossary(glossary_id: int) -> str:
    return _address("glossary.show", glossary_id=glossary_id)


def importing(slug: str) -> str:
    """Lead to the page that takes a new document into a project."""
    return _address("documents.new", project=slug)


def _address(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values) if has_page(endpoint) else ""
