"""EPUB 3: a book for reading devices, with contents, notes at hand and its cover."""

from __future__ import annotations

from typing import Final

from translations.editions.base import Edition, Image, Output
from translations.editions.chapters import chapters
from translations.editions.ebook.package import package
from translations.editions.ebook.pages import NAVIGATION, TITLE_PAGE, BookPage, navigation, pages
from translations.editions.ebook.style import STYLE
from translations.editions.ebook.xhtml import STYLE_SHEET
from translations.editions.packed import packed
from translations.editions.xml_elements import element, part

_MEDIA_TYPE: Final = "application/epub+zip"
_FOLDER: Final = "EPUB"
_PACKAGE: Final = "package.opf"


def _write(edition: Edition) -> bytes:
    cover = _picture(edition.cover)
    shown = pages(edition, cover)
    files: dict[str, str | bytes] = {
        NAVIGATION: navigation(edition, shown),
        **{each.name: each.content for each in shown},
        STYLE_SHEET: STYLE,
    }
    kinds = dict.fromkeys(files, "application/xhtml+xml") | {STYLE_SHEET: "text/css"}
    if edition.cover is not None:
        files[cover] = edition.cover.content
        kinds[cover] = edition.cover.media_type
    parts = {
        "mimetype": _MEDIA_TYPE,
        "META-INF/container.xml": _container(),
        f"{_FOLDER}/{_PACKAGE}": package(edition, kinds, _order(edition, shown), cover),
        **{f"{_FOLDER}/{name}": content for name, content in files.items()},
    }
    return packed(parts, edition.date, stored=("mimetype",))


def _order(edition: Edition, shown: tuple[BookPage, ...]) -> list[str]:
    """The order of reading; the contents of a book stand in it, after its title."""
    names = [each.name for each in shown]
    if len(chapters(edition)) < 2:
        return names
    before = names.index(TITLE_PAGE) + 1
    return [*names[:before], NAVIGATION, *names[before:]]


def _picture(image: Image | None) -> str:
    return "" if image is None else f"cover.{image.media_type.partition('/')[2]}"


def _container() -> str:
    root = element(
        "rootfile",
        full__path=f"{_FOLDER}/{_PACKAGE}",
        media__type="application/oebps-package+xml",
    )
    return part(
        element(
            "container",
            element("rootfiles", root),
            version="1.0",
            xmlns="urn:oasis:names:tc:opendocument:xmlns:container",
        )
    )


OUTPUT = Output(
    name="epub",
    title="E-book (EPUB 3)",
    extension=".epub",
    media_type=_MEDIA_TYPE,
    write=_write,
)
