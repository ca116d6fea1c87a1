"""HTML: one page that needs nothing else, for reading, printing and keeping."""

from __future__ import annotations

from markupsafe import Markup

from translations.editions.base import Edition, Output
from translations.editions.html_apparatus import apparatus
from translations.editions.html_body import masthead, table_of_contents, text_body, title_of
from translations.editions.html_elements import element
from translations.editions.html_frame import document
from translations.editions.html_inline import page_of
from translations.editions.html_style import STYLE, notes_at_hand, running_title
from translations.editions.outline import noted


def _write(edition: Edition) -> bytes:
    page = page_of(edition)
    parts = (masthead(page), *table_of_contents(page), *text_body(page))
    article = element("article", *(Markup("\n{}").format(part) for part in parts), "\n")
    end = element("footer", *apparatus(page), class_="end")
    main = element("main", article, "\n", end, class_="page")
    style = STYLE + notes_at_hand(len(noted(edition))) + running_title(title_of(edition))
    return document(page, style, main)


OUTPUT = Output(
    name="html",
    title="HTML page",
    extension=".html",
    media_type="text/html; charset=utf-8",
    write=_write,
)
