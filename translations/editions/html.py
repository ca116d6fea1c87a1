"""HTML: one page that needs nothing else, for reading, printing and keeping."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from translations.editions.base import Edition, Output
from translations.editions.html_apparatus import apparatus
from translations.editions.html_body import masthead, table_of_contents, text_body, title_of
from translations.editions.html_elements import element
from translations.editions.html_frame import document
from translations.editions.html_inline import Ways, page_of
from translations.editions.html_style import STYLE, WAYS_STYLE, notes_at_hand, running_title
from translations.editions.outline import noted


def write(
    edition: Edition,
    *,
    head: Iterable[Markup] = (),
    end: Iterable[Markup] = (),
    ways: Ways | None = None,
) -> bytes:
    """The page; a site adds elements to its `head`, and sections to its `end`.

    With `ways`, each paragraph leads to where it is worked on.
    """
    page = replace(page_of(edition), ways=ways)
    parts = (masthead(page), *table_of_contents(page), *text_body(page))
    article = element("article", *(Markup("\n{}").format(part) for part in parts), "\n")
    foot = element("footer", *apparatus(page), *end, class_="end")
    main = element("main", article, "\n", foot, class_="page")
    style = STYLE + notes_at_hand(len(noted(edition))) + running_title(title_of(edition))
    if ways:
        style += WAYS_STYLE
    return document(page, style, main, rows=head)


OUTPUT = Output(
    name="html",
    title="HTML page",
    extension=".html",
    media_type="text/html; charset=utf-8",
    write=write,
)
