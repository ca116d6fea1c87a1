"""What belongs together on a page: headings, lists, quotations, the preface."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Voice
from tests.translations.editions.at_random import editions
from translations.editions.base import (
    Edition,
    EditionBlock,
    EditionSegment,
    GlossaryEntry,
    Manifest,
    RenderedTerm,
)
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    Single,
    body,
    contents,
    entries,
    head,
    of_part,
    remark,
)
from translations.model import FRONT_MATTER, BlockKind, Part


def block(
    text: str, kind: BlockKind, level: int = 0, part: Part = Part.BODY, *, ordered: bool = False
) -> EditionBlock:
    segment = EditionSegment(id=text, source=text, target=text)
    return EditionBlock(
        kind=kind,
        part=part,
        voice=Voice.NARRATION,
        segments=(segment,),
        level=level,
        ordered=ordered,
    )


def edition(*blocks: EditionBlock) -> Edition:
    return Edition(
        document_id="1",
        title="T",
        source_title="S",
        language="uk",
        source_language="en",
        blocks=blocks,
        manifest=Manifest(
            source_version=1,
            glossary="g",
            glossary_revision=1,
            policy="p",
            counts={},
            software="s",
        ),
    )


def name(some: EditionBlock) -> str:
    return some.segments[0].target


def drawn(entry: Entry | Item | EditionBlock) -> str:
    match entry:
        case EditionBlock():
            return name(entry)
        case Heading(some, level):
            return f"h{level} {name(some)}"
        case Single(some):
            return name(some)
        case Item(some, lists):
            return name(some) + "".join(drawn(inner) for inner in lists)
        case Listing(ordered, items):
            inside = " ".join(drawn(item) for item in items)
            return f"{'#' if ordered else '-'}({inside})"
        case Quotation(children):
            return f">({' '.join(drawn(child) for child in children)})"
        case Preface(children):
            return f"preface({' '.join(drawn(child) for child in children)})"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 3], [2, 3, 4]),
        ([2, 4, 4, 2], [2, 3, 3, 2]),
        ([3, 2, 1], [2, 2, 2]),
        ([6, 6], [2, 2]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
        ([2, 3, 1, 3], [2, 3, 2, 3]),
    ],
)
def test_headings_below_the_title_skip_no_level(levels: list[int], expected: list[int]) -> None:
    page = body(edition(*(block("x", BlockKind.HEADING, level) for level in levels)))

    assert [entry.level for entry in page if isinstance(entry, Heading)] == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 6), max_size=9))
def test_no_heading_is_more_than_one_level_below_the_one_before(levels: list[int]) -> None:
    page = body(edition(*(block("x", BlockKind.HEADING, level) for level in levels)))
    written = [1, *(entry.level for entry in page if isinstance(entry, Heading))]

    assert all(below - above <= 1 for above, below in pairwise(written))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("a0 b0", "-(a b)"),
        ("a0 b1 c1 d0", "-(a-(b c) d)"),
        ("a0 b0# c0#", "-(a) #(b c)"),
        ("a0 b1# c2 d0", "-(a#(b-(c)) d)"),
        ("a1 b0 c1", "-(a b-(c))"),
        ("a0 b2 c1", "-(a-(b c))"),
    ],
)
def test_items_nest_by_their_levels(items: str, expected: str) -> None:
    blocks = [
        block(item[0], BlockKind.LIST_ITEM, int(item[1]), ordered=item.endswith("#"))
        for item in items.split()
    ]

    assert " ".join(map(drawn, body(edition(*blocks)))) == expected


def test_quotations_nest_by_their_levels() -> None:
    quoted = [block(n, BlockKind.QUOTE, int(level)) for n, level in ("a0", "b1", "c1", "d0")]

    assert [drawn(entry) for entry in body(edition(*quoted))] == [">(a >(b c) d)"]


def test_the_head_is_taken_out_and_the_preface_set_apart() -> None:
    some = edition(
        block("title", BlockKind.HEADING, 1, Part.TITLE),
        block("p1", BlockKind.PARAGRAPH, part=Part.PREFACE),
        block("by", BlockKind.PARAGRAPH, part=Part.BYLINE),
        block("p2", BlockKind.QUOTE, part=Part.PREFACE),
        block("lead", BlockKind.PARAGRAPH, part=Part.STANDFIRST),
        block("text", BlockKind.PARAGRAPH),
        block("", BlockKind.RULE),
    )
    above = head(some)

    assert [[name(b) for b in part] for part in (above.title, above.byline, above.standfirst)] == [
        ["title"],
        ["by"],
        ["lead"],
    ]
    assert [drawn(entry) for entry in body(some)] == ["preface(p1 >(p2))", "text", ""]


@settings(max_examples=60, deadline=None)
@given(editions())
def test_every_block_stands_on_the_page_once_and_in_order(some: Edition) -> None:
    def inside(entry: Entry | Item | EditionBlock) -> list[EditionBlock]:
        match entry:
            case EditionBlock():
                return [entry]
            case Heading(one, _) | Single(one):
                return [one]
            case Item(one, deeper):
                return [one, *(b for inner in deeper for b in inside(inner))]
            case Listing(_, items):
                return [b for item in items for b in inside(item)]
            case Quotation(children) | Preface(children):
                return [b for child in children for b in inside(child)]

    above = head(some)
    apart = FRONT_MATTER | {Part.TITLE, Part.BYLINE, Part.STANDFIRST}
    shown = [b for entry in body(some) for b in inside(entry)]

    def speaks(one: EditionBlock) -> bool:
        words = any(s.target or s.source for s in one.segments)
        return bool(one.kind is BlockKind.RULE or one.speaker or words)

    below = [b for b in some.blocks if b.part not in apart]
    assert [id(b) for b in shown] == [id(b) for b in below if speaks(b)]
    said = [b for b in some.blocks if b.part in apart and speaks(b)]
    parts = (above.title, above.byline, above.standfirst, above.subtitle, above.abstract)
    front = (Part.COVER, Part.CREDIT, Part.TRANSLATION, Part.NOTE)
    elsewhere = [b for part in front for b in of_part(some, part)]
    assert sum(map(len, parts)) + len(elsewhere) == len(said)


def test_the_contents_are_the_headings_of_preface_and_text_numbered() -> None:
    some = edition(
        block("title", BlockKind.HEADING, 1, Part.TITLE),
        block("before", BlockKind.HEADING, 2, Part.PREFACE),
        block("first", BlockKind.HEADING, 2),
        block("text", BlockKind.PARAGRAPH),
        block("deeper", BlockKind.HEADING, 4),
        block("apart", BlockKind.HEADING, 2, Part.TRANSLATION),
    )

    assert [(name(each.block), each.level, each.number) for each in contents(some)] == [
        ("before", 2, 1),
        ("first", 2, 2),
        ("deeper", 3, 3),
    ]


def test_a_part_of_the_front_matter_has_its_headings_below_one_of_its_own() -> None:
    some = edition(
        block("whole", BlockKind.HEADING, 0, Part.TRANSLATION),
        block("detail", BlockKind.HEADING, 2, Part.TRANSLATION),
        block("item", BlockKind.LIST_ITEM, part=Part.TRANSLATION),
        block("text", BlockKind.PARAGRAPH),
    )

    drawn_entries = [drawn(entry) for entry in entries(some, Part.TRANSLATION)]
    assert drawn_entries == ["h3 whole", "h4 detail", "-(item)"]


def test_an_entry_of_the_appendix_says_its_reason_once() -> None:
    terms = tuple(RenderedTerm(source_term=t, renderings=("а", "б")) for t in ("coup", "change"))
    entry = GlossaryEntry(concept="coup", terms=terms, reason="Disputed.")
    assert remark(entry) == "а, б (coup); а, б (change): Disputed."
    assert remark(replace(entry, reason="")) == "а, б (coup); а, б (change)"
