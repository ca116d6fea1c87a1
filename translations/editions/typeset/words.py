"""Words of an edition as values for the page: strings, and lists that name what they are.

    "text" | ["strong", …] | ["emphasis", …] | ["strike", …] | ["code", "text"] | ["break"]
    ["link", address, …] | ["bare-link", address, …] | ["foreign", language, region, …]
    ["mute", …] | ["note", number, …]

where … is a list of the same. Everything is a string to the page, whatever is written in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from translations.editions.base import Edition, EditionBlock, TranslatorNote
from translations.editions.inline import (
    Marks,
    Node,
    NoteMark,
    Placeholder,
    Role,
    Spanning,
    Untranslated,
    literal,
    plain,
    role,
    safe_link,
    tree,
    unwrapped,
)
from translations.editions.manifest import Json, signature
from translations.editions.outline import marks, noted
from translations.editions.wordings import wording
from translations.editions.wordings.base import Wording

_SPANS: Final = frozenset({Role.STRONG, Role.EMPHASIS, Role.STRIKE})
#: Control characters have no shape: each is shown as what it is, lost. Line ends are spaces.
_UNSET: Final = {
    **dict.fromkeys([*range(9), *range(14, 28), *range(127, 160)], "\ufffd"),
    **dict.fromkeys([*range(0xD800, 0xE000)], "\ufffd"),
    **dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, *range(28, 32), 0x85, 0x2028, 0x2029], " "),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every part of one page needs to know: the edition and the words around it."""

    edition: Edition
    words: Wording
    marks: Marks
    notes: Mapping[int, TranslatorNote]
    signature: str

    @property
    def language(self) -> str:
        return self.edition.language


def page(edition: Edition) -> Page:
    return Page(
        edition=edition,
        words=wording(edition.language),
        marks=marks(edition),
        notes=dict(noted(edition)),
        signature=signature(edition),
    )


def text(characters: str) -> str:
    """Characters that a font may have."""
    return characters.translate(_UNSET)


def line(characters: str) -> str:
    """The characters as one line, with nothing at its ends."""
    return " ".join(text(characters).split())


def tag(language: str) -> tuple[str, str | None]:
    """(language, region) of a tag, as far as typesetting knows any by these names."""
    first, *others = language.replace("_", "-").split("-")
    known = first.isascii() and first.isalpha() and len(first) in (2, 3)
    region = next((o.upper() for o in others if len(o) == 2 and o.isascii() and o.isalpha()), None)
    return (first.lower() if known else "und"), region


def foreign(words: list[Json], language: str, page: Page) -> list[Json]:
    """Words of another language than the page's, so that they are hyphenated and read as such."""
    if language == page.language or not words:
        return words
    name, region = tag(language)
    return [["foreign", name, region, words]]


def told(words: str, page: Page) -> list[Json]:
    """Words of the program, marked as English where the page's language has none of its own."""
    own = tag(page.words.language)[0] == tag(page.language)[0]
    return [words] if own else foreign([words], page.words.language, page)


def inline(block: EditionBlock, page: Page) -> list[Json]:
    """The text of a block, translators' notes where they are called."""
    return list(_nodes(unwrapped(tree(block, page.marks)), page, frozenset()))


def unnoted(block: EditionBlock, page: Page) -> list[Json]:
    """The text of a block without notes: of a note itself, or before the text."""
    return list(_nodes(unwrapped(tree(block)), page, frozenset()))


def code(block: EditionBlock) -> str:
    """The text of a block of code, with its lines."""
    return "\n".join(map(text, plain(tree(block)).splitlines()))


def note(number: int, page: Page) -> list[Json]:
    """The words of a translators' note, which end as the language's custom asks."""
    ending = told(page.words.note_ending, page)
    return [*unnoted(page.notes[number].text, page), " ", *ending]


def source_side(block: EditionBlock) -> EditionBlock:
    """The block in the language of the source, as if it were a translation."""
    segments = (replace(s, id="", target=s.source, source="") for s in block.segments)
    return replace(block, segments=tuple(segments), speaker="")


def _nodes(nodes: Iterable[Node], page: Page, inside: frozenset[Role]) -> Iterator[Json]:
    for node in nodes:
        match node:
            case str():
                yield text(node)
            case Placeholder():
                yield from _placeholder(node, inside)
            case Spanning():
                yield from _spanning(node, page, inside)
            case NoteMark(number):
                yield ["note", number, note(number, page)]
            case Untranslated(children):
                words = list(_nodes(children, page, inside))
                yield ["mute", foreign(words, page.edition.source_language, page)]
                yield " "
                yield ["mute", ["[", *told(page.words.untranslated, page), "]"]]


def _spanning(node: Spanning, page: Page, inside: frozenset[Role]) -> Iterator[Json]:
    meaning = role(node.code)
    if meaning is Role.CODE:
        yield ["code", text(plain(node.children))]
        return
    href = safe_link(node.code.href) if meaning in (Role.LINK, Role.IMAGE) else ""
    if href and Role.LINK not in inside:
        words = list(_nodes(node.children, page, inside | {Role.LINK}))
        kind = "bare-link" if Role.STRIKE in inside or _is_struck(words) else "link"
        yield [kind, text(href), words] if _visible(words) else ""
    elif meaning in _SPANS - inside:
        yield [meaning.value, list(_nodes(node.children, page, inside | {meaning}))]
    else:
        yield from _nodes(node.children, page, inside)


def _placeholder(node: Placeholder, inside: frozenset[Role]) -> Iterator[Json]:
    meaning, written = role(node.code), literal(node.code)
    href = safe_link(written) if meaning in (Role.LINK, Role.IMAGE) else ""
    if meaning is Role.BREAK:
        yield ["break"]
    elif meaning is Role.CODE and written:
        yield ["code", text(written)]
    elif href and Role.LINK not in inside:
        kind = "bare-link" if Role.STRIKE in inside else "link"
        yield [kind, text(href), [text(written)]]
    else:
        yield text(written)


def _is_struck(words: Iterable[Json]) -> bool:
    """Whether a line goes through any of it: there cannot be another one below (PDF/UA-1)."""
    return any(
        isinstance(each, list) and (each[:1] == [Role.STRIKE.value] or _is_struck(each))
        for each in words
    )


def _visible(words: Iterable[Json]) -> bool:
    """Whether there is anything to click on."""
    return any(not isinstance(each, str) or each.strip() for each in words)
