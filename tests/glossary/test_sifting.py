"""What a glossary takes of a file in which some entries are wrong: the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from glossary.formats.strangers import open_files
from glossary.formats.tbx import Dialect, Style, read_entries, read_tbx, write_tbx
from glossary.model import ANY, Concept, Policy, Reference, Relation, Rule, Status, Term, TermBase
from glossary.sifting import sift
from glossary.termbases import shipped
from glossary.validation import problems


def concept(ident: str, text: str = "слово", **more: Any) -> Concept:
    term = Term(id=f"t-{ident}", concept=ident, language="ru", text=text)
    return Concept(**{"id": ident, "terms": (term,), **more})


def rules(*concepts: str) -> tuple[Rule, ...]:
    return tuple(Rule(concept=each, required=("слово",)) for each in concepts)


OURS = TermBase(concepts=(concept("ours"),), policies=(Policy(name="house"),))
WRONG = concept("wrong", contested=True)
TO_WRONG = Reference(relation=Relation.OPPOSITE, concept="wrong")
TO_OURS = Reference(relation=Relation.OPPOSITE, concept="ours")


def test_what_is_sound_is_taken_whole() -> None:
    assert sift(TermBase(), shipped()) == (shipped(), ())


def test_one_wrong_entry_costs_no_other_one() -> None:
    referring = concept("referring", references=(TO_WRONG, TO_OURS))
    incoming = TermBase(
        concepts=(WRONG, concept("sound"), referring),
        policies=(Policy(name="new", rules=rules("wrong", "sound", ANY)),),
    )
    taken, left_out = sift(OURS, incoming)
    assert [c.id for c in taken.concepts] == ["sound", "referring"]
    assert taken.concepts[1].references == (TO_OURS,)
    assert taken.policies == (Policy(name="new", rules=rules("sound", ANY)),)
    assert [(p.entry, p.field) for p in left_out] == [
        ("wrong", "why_contested"),
        ("referring", "references"),
        ("new", "concept"),
    ]


def test_a_term_that_its_sentences_do_not_prove_is_left_out_unless_it_stands_so_already() -> None:
    (term,) = concept("sound").terms
    unproved = concept("sound", terms=(replace(term, must_match=("Ничего.",)),))
    taken, (problem,) = sift(OURS, TermBase(concepts=(unproved,)))
    assert (taken.concepts, problem.field) == ((), "must_match")
    standing = TermBase(concepts=(unproved,))
    assert sift(standing, standing) == (standing, ())


def test_a_house_style_goes_with_the_one_that_it_extends() -> None:
    policies = (
        Policy(name="a", extends="nowhere"),
        Policy(name="b", extends="a"),
        Policy(name="c", extends="house"),
    )
    taken, left_out = sift(OURS, TermBase(policies=policies))
    assert [policy.name for policy in taken.policies] == ["c"]
    assert [problem.entry for problem in left_out] == ["a", "b"]


@pytest.mark.parametrize("style", Style)
def test_an_entry_of_tbx_that_cannot_be_read_costs_no_other_one(style: Style) -> None:
    base = TermBase(concepts=tuple(concept(name, f"слово {name}") for name in ("a", "b", "c")))
    preferred = replace(base.concepts[1].terms[0], status=Status.PREFERRED)
    base = replace(
        base, concepts=(base.concepts[0], concept("b", terms=(preferred,)), base.concepts[2])
    )
    body = write_tbx(base, style=style, dialect=Dialect.BASIC)
    broken = body.replace(b"preferredTerm-admn-sts", b"niceTerm-admn-sts")
    termbase, ((name, error),) = read_entries(broken)
    assert [c.id for c in termbase.concepts] == ["a", "c"]
    assert (name, "niceTerm" in str(error), error.line is not None) == ("b", True, True)
    with pytest.raises(type(error), match="niceTerm"):
        read_tbx(broken)
    (refused,) = open_files({"x.tbx": broken}).refused
    assert (refused.entry, refused.reason.english[:5]) == ("b", "line ")


def test_the_names_of_a_refused_entry_are_free_for_a_later_one() -> None:
    base = TermBase(concepts=(concept("a"), concept("b")))
    broken = write_tbx(base).replace(b'xml:lang="ru"', b'xml:lang="??"', 1)
    broken = broken.replace(b'id="b"', b'id="a"').replace(b'id="t-b"', b'id="t-a"')
    termbase, refused = read_entries(broken)
    assert ([c.id for c in termbase.concepts], len(refused)) == (["a"], 1)
    assert problems(termbase) == ()
