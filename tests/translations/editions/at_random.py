"""Editions that nobody would write: any text, any order of codes, any structure."""

from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

from glossary.model import Voice
from tests.translations.editions.whole import picture
from translations.editions.base import (
    Change,
    Contribution,
    Contributor,
    Edition,
    EditionBlock,
    EditionSegment,
    GlossaryEntry,
    Image,
    Imprint,
    Layout,
    Manifest,
    RenderedTerm,
    Source,
    TranslatorNote,
    Version,
    Waived,
)
from translations.model import FIRST_CODE, BlockKind, Code, CodeKind, Mark, Part, State

#: Letters of several scripts, all that means something to a markup, line ends of every kind.
ALPHABET: Final = (
    "abcdeЖжіїґשלמ漢字é1234567890 \t\n\u00a0\\`*_{}[]()<>#+-.!|~^$&;:\"'«»„“”’/=?%@,–—…𝄞"
    "\u2028\u2029\x85\x0b\x0c\x1c\r\u200f"
)
_DISPLAYS: Final = ("b", "i", "em", "strong", "s", "code", "link", "img", "br", "", "x")
_ORIGINALS: Final = ("**", "*", "`", "`a b`", "\\*", "&amp;", "&nbsp;", "[", "\\\n", "<", "\ue123")
_LINKS: Final = (
    "",
    "https://example.org/a_(b)?x=1&copy=2#c",
    "mailto:a@example.org",
    "javascript:alert(1)",
    "http://[",
    "https://example.org/<b>\"'\\ é",
)


@st.composite
def codes(draw: st.DrawFn, most: int = 6) -> tuple[Code, ...]:
    return tuple(
        Code(
            id=draw(st.sampled_from("abc")),
            kind=draw(st.sampled_from(CodeKind)),
            original=draw(st.sampled_from(_ORIGINALS)),
            display=draw(st.sampled_from(_DISPLAYS)),
            href=draw(st.sampled_from(_LINKS)),
        )
        for _ in range(draw(st.integers(0, most)))
    )


@st.composite
def texts(draw: st.DrawFn, known: int, alphabet: str = ALPHABET) -> str:
    """Text with codes, each any number of times, and one more that the source does not have."""
    characters = st.sampled_from([*alphabet, *(chr(FIRST_CODE + n) for n in range(known + 1))])
    return "".join(draw(st.lists(characters, max_size=24)))


@st.composite
def segments(draw: st.DrawFn, number: int, alphabet: str = ALPHABET) -> EditionSegment:
    own = draw(codes())
    return EditionSegment(
        id=f"s{number}",
        source=draw(texts(len(own), alphabet)),
        target=draw(st.just("") | texts(len(own), alphabet)),
        codes=own,
        state=draw(st.sampled_from(State)),
        marks=draw(st.frozensets(st.sampled_from(Mark))),
        after=draw(st.sampled_from(["", " ", "  ", "\n", "\r\n"])),
        comments=tuple(draw(st.lists(st.text(ALPHABET, max_size=12), max_size=3))),
    )


@st.composite
def blocks(draw: st.DrawFn, first: int = 0, alphabet: str = ALPHABET) -> EditionBlock:
    return EditionBlock(
        kind=draw(st.sampled_from(BlockKind)),
        part=draw(st.sampled_from(Part)),
        voice=draw(st.sampled_from(Voice)),
        segments=tuple(draw(segments(first + n, alphabet)) for n in range(draw(st.integers(0, 3)))),
        speaker=draw(st.sampled_from(["", "Питання", "A * B"])),
        level=draw(st.integers(0, 6)),
        ordered=draw(st.booleans()),
        about=draw(st.sampled_from(["", "aut", "ill", "concept"])),
    )


@st.composite
def editions(draw: st.DrawFn, alphabet: str = ALPHABET) -> Edition:
    short = st.text(alphabet, max_size=10)
    return Edition(
        document_id=draw(st.sampled_from(["7", "a|b", "x\ny"])),
        title=draw(short),
        source_title=draw(short),
        language=draw(st.sampled_from(["uk", "ru", "de", "he", "ar", "sr-Latn", "pl"])),
        source_language=draw(st.sampled_from(["en", "fa"])),
        blocks=tuple(
            draw(blocks(first=10 * n, alphabet=alphabet)) for n in range(draw(st.integers(0, 5)))
        ),
        manifest=draw(manifests()),
        byline=draw(short),
        contributors=tuple(draw(st.lists(contributors(alphabet), max_size=2))),
        imprint=draw(st.just(Imprint()) | imprints(alphabet)),
        cover=draw(st.none() | covers()),
        source_link=draw(st.sampled_from(_LINKS)),
        date=draw(st.sampled_from(["", "2025-03-01"])),
        draft=draw(st.booleans()),
        notes=tuple(draw(st.lists(notes(alphabet), max_size=2))),
        glossary=tuple(draw(st.lists(entries(alphabet), max_size=2))),
        waivers=tuple(draw(st.lists(waivers(alphabet), max_size=2))),
        versions=tuple(draw(st.lists(versions(alphabet), max_size=2))),
        layout=draw(st.sampled_from(Layout)),
    )


def contributors(alphabet: str) -> st.SearchStrategy[Contributor]:
    short = st.text(alphabet, max_size=10)
    return st.builds(
        Contributor, name=short, contribution=st.sampled_from(Contribution), label=short
    )


def imprints(alphabet: str) -> st.SearchStrategy[Imprint]:
    short = st.text(alphabet, max_size=10)
    return st.builds(
        Imprint,
        publisher=short,
        place=short,
        isbn=st.sampled_from(["", "978-3-16-148410-0"]),
        doi=st.sampled_from(["", "10.1000/182", '10.1000/a<b> "c"']),
        licence=short,
        licence_link=st.sampled_from(_LINKS),
        rights=short,
    )


def covers() -> st.SearchStrategy[Image]:
    return st.just(picture(2, 3))


def notes(alphabet: str) -> st.SearchStrategy[TranslatorNote]:
    return st.builds(
        TranslatorNote,
        concept=st.text(alphabet, max_size=10),
        segment=st.sampled_from([f"s{number}" for number in (0, 1, 10, 11, 20)]),
        offset=st.integers(0, 12),
        text=blocks(first=90, alphabet=alphabet),
    )


def entries(alphabet: str) -> st.SearchStrategy[GlossaryEntry]:
    short = st.text(alphabet, max_size=10)
    renderings = st.lists(short, max_size=2).map(tuple)
    terms = st.builds(RenderedTerm, source_term=short, renderings=renderings)
    sources = st.builds(Source, text=short, link=st.sampled_from(_LINKS))
    return st.builds(
        GlossaryEntry,
        concept=short,
        terms=st.lists(terms, max_size=2).map(tuple),
        reason=short,
        elsewhere=st.lists(st.tuples(st.sampled_from(["de", "he"]), renderings), max_size=2).map(
            tuple
        ),
        sources=st.lists(sources, max_size=2).map(tuple),
    )


def waivers(alphabet: str) -> st.SearchStrategy[Waived]:
    short = st.text(alphabet, max_size=10)
    return st.builds(Waived, check=short, words=short, reason=short, person=short)


def versions(alphabet: str) -> st.SearchStrategy[Version]:
    short = st.text(alphabet, max_size=10)
    changes = st.lists(st.builds(Change, before=short, after=short), max_size=2).map(tuple)
    return st.builds(
        Version,
        number=st.integers(1, 9),
        date=st.just("2025-03-01"),
        summary=short,
        changes=changes,
    )


def manifests() -> st.SearchStrategy[Manifest]:
    counts: st.SearchStrategy[Mapping[State, int]] = st.dictionaries(
        st.sampled_from(State), st.integers(0, 9)
    )
    return st.builds(
        Manifest,
        source_version=st.integers(1, 9),
        glossary=st.sampled_from(["contested", "a|b%c"]),
        glossary_revision=st.integers(0, 99),
        policy=st.sampled_from(["", "speaker"]),
        counts=counts,
        software=st.just("workbench 1.0"),
        overrides=st.lists(st.text("ab|*<", max_size=5), max_size=2).map(tuple),
    )
