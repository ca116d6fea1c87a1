"""The one door to typst, which sets pages as PDF.

A page is a program (`page.typ`) and what it sets is a file of values beside it: no words of an
edition are ever read as markup. Nothing of the machine goes in: not its fonts, nor its clock.
The files are tagged (PDF/UA-1, ISO 14289-1) and, where they have a date, made for archives
(PDF/A-2a, ISO 19005-2), which both refuse a character that no font has.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from glossary.saying import say
from translations.editions.manifest import Json
from translations.errors import UnprintableCharacters, UnprintableEdition

if TYPE_CHECKING:
    import typst

#: Fonts that stand beside those that the engine brings.
FONT_FOLDER: Final = Path(__file__).parent / "fonts"

_UNDISPLAYED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
#: From how many bytes of values on an edition is worth forgetting.
_MUCH: Final = 300_000
#: For how many more pages the engine keeps what it worked out for one.
_REMEMBERED: Final = 10
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def pdf(values: Mapping[str, Json], made: date | None) -> bytes:
    """The page set with these values; `UnprintableEdition` or `UnprintableCharacters` if it cannot.

    Pictures are among the values as lists of bytes: files beside a page are text to the engine.
    """
    import typst

    written = json.dumps(values, ensure_ascii=False).encode("utf-8")
    try:
        return _set(written, made, ["ua-1", "a-2a"] if made else ["ua-1"])
    except typst.TypstError as error:
        if not error.message.startswith("PDF/A-2a error"):
            raise _refusal(error) from None
    try:  # what is wrong for archives alone, as a picture in the press's colours, is printed
        return _set(written, made, ["ua-1"])
    except typst.TypstError as error:
        raise _refusal(error) from None


def _set(values: bytes, made: date | None, standards: list[typst.PDFStandard]) -> bytes:
    import typst

    try:
        found, warnings = typst.compile_with_warnings(
            # It takes files by their names as well, which its types omit.
            cast("bytes", {"main": _page(), "edition.json": values}),
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=standards,
            timestamp=datetime(made.year, made.month, made.day, tzinfo=UTC) if made else 0,
        )
    finally:
        if len(values) > _MUCH:
            _forget()
    if warnings:
        raise UnprintableEdition(say("%(why)s.", why=warnings[0].message.capitalize()))
    return found


def _forget() -> None:
    """Have the engine drop what it remembers of a book: some 200 MB until ten more were set."""
    import typst

    for _ in range(_REMEMBERED + 1):
        typst.compile(b"", font_paths=_fonts(), format="pdf")


@cache
def fonts() -> str:
    """What letters are set with: the engine with its release, and a digest of the other fonts."""
    engine = f"typst {metadata.version('typst')}"
    files = sorted(FONT_FOLDER.glob("*.[ot]tf"))
    if not files:
        return engine
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{engine}, fonts {digest.hexdigest()[:16]}"


@cache
def _page() -> bytes:
    return resources.files(__package__).joinpath("page.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    import typst

    paths: list[str] = [str(FONT_FOLDER)] if FONT_FOLDER.is_dir() else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


def _refusal(error: typst.TypstError) -> UnprintableEdition:
    told = _UNDISPLAYED.findall(error.diagnostic)
    missing = tuple(dict.fromkeys(_ESCAPED.sub(_unescaped, each) for each in told))
    if missing:
        return UnprintableCharacters(missing)
    return UnprintableEdition(say("%(why)s.", why=error.message.rstrip(".")))


def _unescaped(found: re.Match[str]) -> str:
    """A character as Rust's debug output escapes it."""
    if found[1]:
        return chr(int(found[1], 16))
    return _CONTROLS.get(found[2], found[2])
