"""Which rule decides, and what it says of a rendering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.errors import PolicyCycle, UnknownPolicy
from glossary.model import ANY, Concept, Policy, Rule, Span, Term, TermBase, Voice
from glossary.policy import inheritance, restrictions, rule_for, unquoted, wording
from glossary.relatives import kept_name, relative


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("ополчение", "ополчение", False),
        ("«ополчение»", "ополчение", True),
        ("„ополчение“", "ополчение", True),
        ("“ополчение”", "ополчение", True),
        ('"ополчение"', "ополчение", True),
        ("”ополчение”", "ополчение", True),
        (" «вооружённые   силы» ", "вооруженные силы", True),
        ("«А» и «Б»", "«А» и «Б»", False),
        ("батальон «Азов»", "батальон «Азов»", False),
        ("«»", "«»", False),
    ],
)
def test_quotation_marks_belong_to_a_rendering_when_they_enclose_it_whole(
    text: str, words: str, *, quoted: bool
) -> None:
    assert wording(text) == (words, quoted)


def test_marks_of_a_rendering_are_not_sought_with_it() -> None:
    assert unquoted(" «Новороссия» ") == "Новороссия"
    assert unquoted("батальон «Азов»") == "батальон «Азов»"


def test_policies_are_inherited_nearest_first() -> None:
    policies = tuple(
        Policy(name=name, extends=extends) for name, extends in (("a", "b"), ("b", "c"), ("c", ""))
    )
    names = [policy.name for policy in inheritance(TermBase(policies=policies), "a")]
    assert names == ["a", "b", "c"]
    assert inheritance(TermBase(), "") == ()


def test_a_policy_may_not_extend_itself_or_nothing_known() -> None:
    circle = (Policy(name="a", extends="b"), Policy(name="b", extends="a"))
    with pytest.raises(PolicyCycle, match="a → b → a"):
        inheritance(TermBase(policies=circle), "a")
    with pytest.raises(UnknownPolicy, match="“b”"):
        inheritance(TermBase(policies=circle[:1]), "a")


def rule(concept: str = ANY, language: str = ANY, word: str = "x", *voices: Voice) -> Rule:
    return Rule(
        concept=concept,
        language=language,
        required=(word,) if word else (),
        voices=frozenset(voices) or frozenset(Voice),
    )


@pytest.mark.parametrize(
    ("policies", "decides"),
    [
        ((), None),
        (((rule("other"),),), None),
        (((rule(language="uk"),),), None),
        (((rule(ANY, ANY, "x", Voice.ANSWER),),), None),
        (((rule(word="all"), rule("levy", word="named")),), "named"),
        (((rule("levy", word="any tongue"), rule("levy", "ru", "this")),), "this"),
        (((rule(language="ru", word="tongue"), rule("levy", word="concept")),), "concept"),
        (((rule("levy", "ru", "first"), rule("levy", "ru", "second")),), "first"),
        (((rule(word="own"),), (rule("levy", "ru", "inherited"),)), "own"),
        # a rule for everything that asks nothing leaves it to what is inherited
        (((rule(word=""),), (rule("levy", "ru", "inherited"),)), "inherited"),
        # but one that names the concept frees it from what is inherited
        (((rule("levy", word=""),), (rule("levy", "ru", "inherited"),)), ""),
    ],
)
def test_the_nearest_and_then_the_most_particular_rule_decides(
    policies: tuple[tuple[Rule, ...], ...], decides: str | None
) -> None:
    found = rule_for(
        [Policy(name=str(n), rules=rules) for n, rules in enumerate(policies)],
        concept="levy",
        language="ru",
        voice=Voice.NARRATION,
    )
    assert (None if found is None else "".join(found.required)) == decides


def test_restrictions_name_the_terms_of_the_source_language_in_any_spelling() -> None:
    coup = Term(id="t1", concept="fall", language="en", text="coup d'état")
    turn = Term(id="t2", concept="fall", language="ru", text="x", renders=("Coup d’État", "y"))
    concept = Concept(id="fall", terms=(coup, turn, replace(turn, id="t3", renders=("y",))))
    assert restrictions(concept, "en", "ru") == {"t2": frozenset({"coup d'état"})}
    assert restrictions(concept, "uk", "ru") == {}


@pytest.mark.parametrize(
    ("rendering", "text", "word"),
    [
        ("Крым", "на крымском берегу", "крымском"),
        ("Одесса", "Одесская область", "Одесская"),
        ("националисты", "националистический", "националистический"),
        ("националисты", "национальный", ""),
        ("NATO", "NATO-Verbündete", "NATO-Verbündete"),
        ("Kijów", "kijowski", "kijowski"),
        ("украинские войска", "украинское войско", "войско"),
        ("украинские войска", "украинская армия", ""),
        ("ДНР", "ДНРовский", "ДНРовский"),
        ("ДНР", "днр-овский", ""),
        ("НАТО", "натовские базы", "натовские"),
        ("АТО", "атом и Атос", ""),
        ("АТО", "АТОМ", ""),
        ("Miliz", "Ein Milizkommandeur", "Milizkommandeur"),
        ("Крым", "", ""),
    ],
)
def test_a_related_word_shares_the_stem_of_every_word(rendering: str, text: str, word: str) -> None:
    assert relative(rendering, text) == word


@pytest.mark.parametrize(
    ("source", "mention", "target", "name"),
    [
        ("He wrote for the Kyiv Post.", "Kyiv", "Он писал в Kyiv Post.", "Kyiv Post"),
        ("the film Winter in Kyiv", "Kyiv", "фильм Winter in Kyiv", "Winter in Kyiv"),
        ("He wrote from Kyiv.", "Kyiv", "Он писал из Kyiv.", ""),
        ("In Kiev it rained.", "Kiev", "In Kiev regnete es.", ""),
        ("the Kyiv Post", "Kyiv", "«Киев пост»", ""),
        ("the Kyiv Post", "", "Kyiv Post", ""),
    ],
)
def test_a_title_that_keeps_its_letters_is_told_by_the_names_beside(
    source: str, mention: str, target: str, name: str
) -> None:
    start = source.index(mention)
    assert kept_name(source, Span(start, start + len(mention)), target) == name
