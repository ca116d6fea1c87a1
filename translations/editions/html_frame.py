"""A page around its content: head, style, the policy of what it may load, the draft's banner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from translations.editions.direction import direction
from translations.editions.html_body import title_of
from translations.editions.html_elements import element
from translations.editions.html_inline import Page, told
from translations.editions.html_metadata import metadata
from translations.editions.html_style import content_policy
from translations.editions.wordings import ENGLISH


def document(page: Page, style: str, *content: Markup, rows: Iterable[Markup] = ()) -> bytes:
    """A whole page in UTF-8; `style` is all that it loads, beside a cover; `rows` join its head."""
    edition = page.edition
    known = (*metadata(edition), *rows)
    head = framed_head(title_of(edition), style, known, pictures=edition.cover is not None)
    body = element("body", *draft_banner(page), *content)
    return framed(edition.language, head, body)


def framed(language: str, head: Markup, body: Markup) -> bytes:
    """The document element with its two children, in UTF-8."""
    page = element("html", head, "\n", body, "\n", lang=language, dir=direction(language))
    return f"<!doctype html>\n{page}\n".encode()


def framed_head(title: str, style: str, rows: Iterable[Markup], *, pictures: bool) -> Markup:
    """The head of a page that forbids itself everything but its style and its own pictures."""
    policy = content_policy(style, pictures=pictures)
    first = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
    ]
    sheet = element("style", Markup(style))  # noqa: S704 (our own, and what it quotes is escaped)
    return element("head", *(Markup("\n{}").format(row) for row in (*first, *rows, sheet)), "\n")


def draft_banner(page: Page) -> Iterator[Markup]:
    """What a draft says above everything else, in its language and in English."""
    if not page.edition.draft:
        return
    notes: list[str] = [told(page, page.words.draft)]
    if page.words.language != ENGLISH.language:
        notes += [" · ", element("span", ENGLISH.draft, lang="en", dir="ltr")]
    yield element("aside", *notes, class_="draft")
