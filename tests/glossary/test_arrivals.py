"""Files that come back to a glossary on which people went on working."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from glossary.arrivals import Reason, arrive, completed, is_made_of, recognised
from glossary.formats.tbx import read_tbx, write_tbx
from glossary.formats.xlsx import read_xlsx, write_xlsx
from glossary.merging import compare, merged
from glossary.model import Concept, Policy, Rule, Status, Term, TermBase
from tests.glossary.termbases_at_random import termbases


def concept(
    name: str, text: str = "word", status: Status = Status.ADMITTED, **more: Any
) -> Concept:
    term = Term(id=f"t-{name}", concept=name, language="en", text=text, status=status)
    return Concept(id=name, terms=(term,), **more)


def base(*concepts: Concept, policies: tuple[Policy, ...] = (), revision: int = 1) -> TermBase:
    return TermBase(name="Words", revision=revision, concepts=concepts, policies=policies)


@settings(max_examples=25, deadline=None)
@given(termbases())
def test_a_file_that_nobody_changed_changes_nothing(termbase: TermBase) -> None:
    for back in (read_tbx(write_tbx(termbase)), read_xlsx(write_xlsx(termbase))):
        arrival = arrive(termbase, back, termbase)
        assert not arrival.conflicts
        assert not compare(termbase, merged(termbase, arrival.incoming)).changed


OLD = concept("war", "war", definition="old")
HERE = replace(OLD, definition="here")
THERE = replace(OLD, definition="there")


@pytest.mark.parametrize(
    ("ours", "theirs", "reasons", "kept", "after"),
    [
        ((OLD,), THERE, (), (), "there"),
        ((HERE,), OLD, (), ("war",), "here"),
        ((HERE,), THERE, (Reason.CHANGED_HERE,), (), "here"),
        ((HERE,), HERE, (), (), "here"),
        ((), OLD, (), ("war",), None),
        ((), THERE, (Reason.REMOVED_HERE,), (), None),
    ],
    ids=["theirs", "ours", "both", "both-alike", "removed-here", "removed-and-changed"],
)
def test_three_ways_are_compared(
    ours: tuple[Concept, ...],
    theirs: Concept,
    reasons: tuple[Reason, ...],
    kept: tuple[str, ...],
    after: str | None,
) -> None:
    here = base(*ours, revision=2)
    arrival = arrive(here, base(theirs), base(OLD))
    assert tuple(reason for c in arrival.conflicts for reason in c.reasons) == reasons
    assert arrival.kept == kept
    found = merged(here, arrival.taking(())).concept("war")
    assert (found and found.definition) == after
    if reasons:
        taken = merged(here, arrival.taking(["concept:war"])).concept("war")
        assert taken is not None
        assert taken.definition == "there"


def test_without_a_revision_what_the_file_has_comes_in() -> None:
    arrival = arrive(base(HERE), base(THERE), None)
    assert not arrival.conflicts
    assert arrival.taking(()).concepts == (THERE,)


@pytest.mark.parametrize("status", [Status.ADMITTED, Status.FORBIDDEN, None])
def test_a_preferred_term_is_not_demoted_unasked(status: Status | None) -> None:
    ours = concept("war", "war", Status.PREFERRED)
    theirs = concept("war", "war", status) if status else concept("war", "battle", Status.PREFERRED)
    (conflict,) = arrive(base(ours), base(theirs), None).conflicts
    assert (conflict.reasons, conflict.terms) == ((Reason.DEMOTED,), ("war",))


def test_policies_are_compared_three_ways_too() -> None:
    old, here, there = (
        Policy(name="plain", rules=(Rule(rationale=said),)) for said in ("old", "here", "there")
    )
    ours = base(policies=(here,), revision=2)
    kept = arrive(ours, base(policies=(old,)), base(policies=(old,)))
    assert (kept.kept, kept.incoming.policies) == (("plain",), ())
    both = arrive(ours, base(policies=(there,)), base(policies=(old,)))
    assert [c.key for c in both.conflicts] == ["policy:plain"]
    assert both.taking(()).policies == ()
    assert both.taking(["policy:plain"]).policies == (there,)


@pytest.mark.parametrize(
    ("name", "revision", "made"), [("Words", 1, True), ("Words", 3, False), ("Others", 1, False),
                                   ("Words", 0, False)],
)  # fmt: skip
def test_a_file_says_whether_it_was_made_of_this_glossary(
    name: str, revision: int, *, made: bool
) -> None:
    assert is_made_of(TermBase(name=name, revision=revision), base(revision=2)) is made


def test_a_table_adds_to_an_entry_and_takes_nothing_away() -> None:
    ours = concept("war", "war", Status.PREFERRED, definition="ours", note="ours")
    told = concept("war", "war", Status.FORBIDDEN, definition="theirs")
    more = replace(told.terms[0], id="t2", text="battle")
    table = base(replace(told, terms=(*told.terms, more)), concept("truce"))
    found, new = completed(
        base(ours), table, concept_fields={"definition", "note"}, term_fields={"usage"}
    ).concepts
    assert (found.definition, found.note, new.id) == ("theirs", "ours", "truce")
    assert [(t.text, t.status) for t in found.terms] == [
        ("war", Status.PREFERRED),
        ("battle", Status.FORBIDDEN),
    ]


def test_concepts_are_recognised_by_their_terms() -> None:
    ours = base(concept("krieg", "war"), concept("bank-river", "bank"), concept("bank", "bank"))
    table = base(concept("war", "war"), concept("bank", "bank"), concept("krieg", "truce"))
    assert [c.id for c in recognised(ours, table).concepts] == ["krieg", "bank-2", "krieg-2"]
    assert all(t.concept == c.id for c in recognised(ours, table).concepts for t in c.terms)
