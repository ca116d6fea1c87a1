"""Term bases laid over one another, and what tells them apart."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from glossary.merging import compare, compare_concepts, merged
from glossary.model import (
    ALL_VOICES,
    Concept,
    Policy,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    Voice,
)
from tests.glossary.termbases_at_random import termbases

LEVY = Term(id="t1", concept="levy", language="uk", text="ополчення")
COUP = Concept(id="coup", definition="Сила змінює владу 𝄞.")
OLD = TermBase(
    name="Words",
    revision=3,
    concepts=(Concept(id="levy", terms=(LEVY,)), COUP),
    policies=(Policy(name="house"), Policy(name="plain")),
)


def test_terms_that_stay_keep_their_keys_and_others_get_none() -> None:
    banned = replace(LEVY, id="t9f", status=Status.FORBIDDEN)
    new = replace(LEVY, id="t9e", text="добровольці")
    incoming = TermBase(concepts=(Concept(id="levy", terms=(banned, new)),))
    (levy, coup) = merged(OLD, incoming).concepts
    assert [(term.id, term.status) for term in levy.terms] == [
        ("t1", Status.FORBIDDEN),
        ("", Status.ADMITTED),
    ]
    assert coup is COUP


def test_what_arrives_takes_the_place_of_its_namesake_or_comes_last() -> None:
    rule = Rule(concept="coup", required=("переворот",))
    incoming = TermBase(
        name="Others",
        revision=40,
        concepts=(Concept(id="new"), replace(COUP, note="x")),
        policies=(Policy(name="new"), Policy(name="house", rules=(rule,))),
    )
    found = merged(OLD, incoming)
    assert [concept.id for concept in found.concepts] == ["levy", "coup", "new"]
    assert [policy.name for policy in found.policies] == ["house", "plain", "new"]
    assert found.policies[0].rules == (rule,)
    assert (found.name, found.revision) == ("Words", 3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(termbases())
def test_a_term_base_laid_over_itself_or_nothing_changes_nothing(base: TermBase) -> None:
    assert merged(base, base) == base
    assert merged(base, TermBase()) == base
    found = compare(base, base)
    assert not found
    assert found.unchanged == tuple(concept.id for concept in base.concepts)


def test_a_comparison_names_all_that_differs() -> None:
    altered = replace(LEVY, status=Status.DEPRECATED, renders=("militia",))
    new = TermBase(
        concepts=(Concept(id="levy", subject="war", terms=(altered,)), Concept(id="z")),
        policies=(Policy(name="house", description="Ours"), Policy(name="late")),
    )
    found = compare(OLD, new)
    assert found
    assert [each.concept.id for each in found.new] == ["z"]
    assert [each.concept.id for each in found.removed] == ["coup"]
    assert [each.name for each in found.policies] == ["house", "plain", "late"]
    (levy,) = found.changed
    assert levy.fields == ("subject",)
    (term,) = levy.altered
    assert (term.before, term.after, term.fields) == (LEVY, altered, ("status", "renders"))


def test_a_comparison_of_policies_names_the_rules_that_differ() -> None:
    kept = Rule(concept="levy", language="uk", required=("ополчення",))
    gone = Rule(concept="coup", language="uk", voices=frozenset({Voice.NARRATION}))
    harder, new = replace(kept, severity=Severity.ERROR), replace(gone, voices=ALL_VOICES)
    before = TermBase(policies=(Policy(name="house", rules=(kept, gone)),))
    after = TermBase(policies=(Policy(name="house", extends="plain", rules=(new, harder)),))
    (house,) = compare(before, after).policies
    assert house.fields == ("extends",)
    assert (house.come, house.gone) == ((new,), (gone,))
    (altered,) = house.altered
    assert (altered.before, altered.after, altered.fields) == (kept, harder, ("severity",))


def test_rules_for_the_same_are_compared_in_their_order() -> None:
    first, second = Rule(concept="levy", rationale="a"), Rule(concept="levy", rationale="b")
    before = TermBase(policies=(Policy(name="house", rules=(first, second)),))
    after = TermBase(policies=(Policy(name="house", rules=(first,)),))
    (house,) = compare(before, after).policies
    assert (house.gone, house.come, house.altered) == ((second,), (), ())


def test_terms_come_and_go_by_their_keys() -> None:
    new = replace(LEVY, id="", text="дружина")
    found = compare_concepts(OLD.concepts[0], replace(OLD.concepts[0], terms=(new,)))
    assert (found.come, found.gone, found.altered) == ((new,), (LEVY,), ())
    whole = compare_concepts(None, OLD.concepts[0])
    assert whole.come == (LEVY,)
    assert compare_concepts(OLD.concepts[0], None).gone == (LEVY,)
