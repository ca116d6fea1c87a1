"""What a later publication says differently, and what an edition prints of its apparatus."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from glossary.model import Voice
from tests.translations.editions.at_random import editions
from tests.translations.editions.samples import RUSSIAN
from translations.editions.base import Change, Edition, EditionBlock, EditionSegment, Version
from translations.editions.changes import changes
from translations.editions.printed import Apparatus, printed
from translations.model import BlockKind, Part


def edition(*paragraphs: str) -> Edition:
    """An edition of paragraphs written `id:text|id:text`, a sentence each."""
    return replace(RUSSIAN, blocks=tuple(map(_block, paragraphs)))


def _block(written: str) -> EditionBlock:
    pairs = (each.partition(":") for each in written.split("|"))
    return EditionBlock(
        kind=BlockKind.PARAGRAPH,
        part=Part.BODY,
        voice=Voice.NARRATION,
        segments=tuple(EditionSegment(id=id_, source="x", target=text) for id_, _, text in pairs),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["1:a", "2:b"], ["1:a", "2:b"], []),
        (["1:a", "2:b"], ["1:a", "2:c"], [("b", "c")]),
        (["1:a", "2:b"], ["1:a", "3:new", "2:b"], [("", "new")]),
        (["1:a", "2:b", "3:c"], ["1:a", "3:c"], [("b", "")]),
        (["1:a", "2:b"], ["1:a"], [("b", "")]),
        (["1:a", "2:b", "3:c"], ["3:c", "1:a", "2:b"], []),
        (["1:a|2:b"], ["1:a|2:c"], [("a b", "a c")]),
        (["1:a|2:b"], ["2:b"], [("a b", "b")]),
        (["1:a|2:b"], ["1:a", "2:b"], [("a b", "a"), ("", "b")]),
        (["1:a"], [], [("a", "")]),
    ],
)
def test_passages_that_differ_are_told_in_their_order(
    before: list[str], after: list[str], expected: list[tuple[str, str]]
) -> None:
    told = changes(edition(*before), edition(*after))
    assert told == tuple(Change(before=was, after=now) for was, now in expected)


@settings(max_examples=40, deadline=None)
@given(editions(), editions())
def test_nothing_differs_from_itself_and_every_text_that_is_new_is_told(
    one: Edition, other: Edition
) -> None:
    assert changes(one, one) == ()
    told = changes(one, other)
    assert all(change.before != change.after for change in told)
    assert all(change.before or change.after for change in told)


def test_an_edition_prints_what_its_publisher_wants() -> None:
    versions = (
        Version(number=2, date="2025-03-02", changes=(Change(before="a", after="b"),)),
        Version(number=1, date="2025-03-01"),
    )
    full = replace(RUSSIAN, versions=versions)
    nothing = Apparatus(**{field.name: False for field in fields(Apparatus)})
    bare = printed(full, nothing)
    assert (bare.notes, bare.glossary, bare.waivers, bare.contributors) == ((), (), (), ())
    assert bare.number == 2
    assert bare.versions == (replace(versions[0], changes=()),)
    everything = Apparatus(waivers=True)
    assert printed(full, everything) == full
