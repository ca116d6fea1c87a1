"""Two allowed renderings in one edition, where the house style wants one."""

from __future__ import annotations

import pytest

from glossary.consistency import Rendered, inconsistencies
from glossary.enforcement import Enforcer
from glossary.model import Policy, Rule, Severity, TermBase, Voice
from glossary.termbases import shipped


def enforcer(*rules: Rule) -> Enforcer:
    base = shipped()
    policy = Policy(name="one", rules=rules)
    termbase = TermBase(concepts=base.concepts, policies=(policy,))
    return Enforcer(termbase, "en", "ru", "one")


def rows(*listed: str, concept: str = "opolchenie") -> list[Rendered[int]]:
    return [Rendered(concept, text, place) for place, text in enumerate(listed)]


ONE = enforcer(
    Rule(concept="opolchenie", language="ru", consistent=True, rationale="One word."),
    Rule(concept="change-of-power-2014", consistent=True),
    Rule(concept="dpr", consistent=True, severity=Severity.ERROR),
    Rule(concept="kyiv", language="uk", consistent=True),
)


def test_the_rarer_rendering_is_named_with_its_places() -> None:
    (found,) = inconsistencies(
        ONE, rows("ополчение", "ополченцы", "ополчение", "Ополчение", "ополченцы")
    )
    assert (found.kept, found.rendering, found.places) == ("ополчение", "ополченцы", (1, 4))
    assert (found.severity, found.kind, found.rule) == (
        Severity.WARNING,
        "inconsistent",
        "One word.",
    )
    assert found.message.english == (
        "“ополченцы” stands twice beside “ополчение”, which stands 3 times."
    )


def test_of_two_as_common_the_earlier_is_kept() -> None:
    (found,) = inconsistencies(ONE, rows("ополченцы", "ополчение"))
    assert (found.kept, found.rendering) == ("ополченцы", "ополчение")


def test_each_rarer_rendering_is_a_finding() -> None:
    found = inconsistencies(ONE, rows("ополчение", "ополченцы", "народное ополчение", "ополчение"))
    assert [each.rendering for each in found] == ["ополченцы", "народное ополчение"]


@pytest.mark.parametrize(
    ("concept", "listed"),
    [
        ("opolchenie", ("ополчение", "ополчение")),
        ("opolchenie", ()),
        # what is banned has findings of its own
        ("opolchenie", ("ополчение", "боевики")),
        # each follows its own source term
        ("change-of-power-2014", ("смена власти", "государственный переворот")),
        # an abbreviation goes with its full form
        ("dpr", ("Донецкая Народная Республика", "ДНР")),
        # another language's rule, a concept without one
        ("kyiv", ("Киев", "Київ")),
        ("opolchenets", ("ополченец", "боец ополчения")),
    ],
)
def test_what_may_stand_together_is_silent(concept: str, listed: tuple[str, ...]) -> None:
    assert inconsistencies(ONE, rows(*listed, concept=concept)) == ()


def test_renderings_of_one_source_term_are_alternatives() -> None:
    (found,) = inconsistencies(
        ONE,
        rows(
            "государственный переворот",
            "переворот",
            "переворот",
            concept="change-of-power-2014",
        ),
    )
    assert (found.rendering, found.places) == ("государственный переворот", (0,))


def test_an_enforcer_tells_which_concepts_are_kept_to_one_rendering() -> None:
    narrated = frozenset({Voice.NARRATION})
    assert ONE.consistent_concepts() == {"opolchenie", "change-of-power-2014", "dpr"}
    every = enforcer(Rule(consistent=True, voices=narrated))
    assert every.consistent_concepts() == {concept.id for concept in shipped().concepts}
    assert set(every.consistent_voices().values()) == {narrated}
    assert enforcer().consistent_concepts() == frozenset()


def test_a_nearer_house_style_may_leave_the_choice_again() -> None:
    far = Policy(name="far", rules=(Rule(concept="opolchenie", consistent=True),))
    narrated = Rule(concept="opolchenie", language="ru", voices=frozenset({Voice.NARRATION}))
    near = Policy(name="near", extends="far", rules=(narrated,))
    base = TermBase(concepts=shipped().concepts, policies=(far, near))
    for name, voices in (("far", set(Voice)), ("near", set(Voice) - {Voice.NARRATION})):
        found = Enforcer(base, "en", "ru", name).consistent_voices()
        assert found == {"opolchenie": voices}


def test_a_rule_says_how_grave_it_is() -> None:
    (found,) = inconsistencies(
        enforcer(
            Rule(
                concept="kyiv",
                also_allowed=("Киев-град",),
                required=("Киев",),
                consistent=True,
                severity=Severity.ERROR,
            )
        ),
        rows("Киев", "Киев", "Киев-град", concept="kyiv"),
    )
    assert (found.rendering, found.severity) == ("Киев-град", Severity.ERROR)
