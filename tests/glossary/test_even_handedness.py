"""A loaded word banned for one side has its counterpart banned for the other, word by word."""

from __future__ import annotations

import pytest

from glossary.enforcement import compile_enforcer
from glossary.model import Status, Term, ViolationKind, Voice
from glossary.termbases import shipped

#: Language, the neutral concept and its loaded word, and the same of the other side.
PAIRS = (
    ("en", "opolchenie", "terrorists", "ukrainian-troops", "punishers"),
    ("en", "uprising-east", "mutiny", "ato", "punitive operation"),
    ("ru", "opolchenie", "боевики", "ukrainian-troops", "каратели"),
    ("ru", "opolchenie", "террористы", "far-right", "фашисты"),
    ("ru", "uprising-east", "мятеж", "ato", "карательная операция"),
    ("ru", "volunteers-fighters", "наёмники", "mercenaries", "добровольцы"),
    ("uk", "opolchenie", "бойовики", "ukrainian-troops", "карателі"),
    ("uk", "opolchenie", "терористи", "far-right", "фашисти"),
    ("uk", "uprising-east", "заколот", "ato", "каральна операція"),
    ("uk", "volunteers-fighters", "найманці", "mercenaries", "добровольці"),
    ("de", "opolchenie", "Terroristen", "ukrainian-troops", "Strafkommandos"),
    ("de", "uprising-east", "Meuterei", "ato", "Strafoperation"),
    ("pl", "opolchenie", "terroryści", "ukrainian-troops", "oddziały karne"),
    ("pl", "uprising-east", "bunt", "ato", "operacja karna"),
    ("es", "opolchenie", "terroristas", "ukrainian-troops", "fuerzas punitivas"),
    ("es", "uprising-east", "motín", "ato", "operación punitiva"),
    ("fr", "opolchenie", "terroristes", "ukrainian-troops", "forces punitives"),
    ("fr", "uprising-east", "mutinerie", "ato", "opération punitive"),
)
SIDES = tuple((pair[0], *side) for pair in PAIRS for side in (pair[1:3], pair[3:5]))


def term(language: str, concept: str, text: str) -> Term | None:
    entry = shipped().concept(concept)
    terms = entry.in_language(language) if entry else ()
    return next((each for each in terms if each.text == text), None)


def source_of(language: str) -> str:
    return "de" if language == "en" else "en"


@pytest.mark.parametrize(("language", "concept", "word"), SIDES)
def test_a_loaded_word_of_either_side_is_banned(language: str, concept: str, word: str) -> None:
    found = term(language, concept, word)
    assert found is not None
    assert found.status is Status.FORBIDDEN


@pytest.mark.parametrize("policy", [policy.name for policy in shipped().policies])
@pytest.mark.parametrize(("language", "concept", "word"), SIDES)
def test_no_house_style_bans_the_word_of_one_side_alone(
    language: str, concept: str, word: str, policy: str
) -> None:
    enforcer = compile_enforcer(
        shipped(), source_language=source_of(language), target_language=language, policy=policy
    )
    entry = shipped().concept(concept)
    assert entry is not None
    named = entry.in_language(source_of(language))[0].text
    for voice in Voice:
        judgement = enforcer.judge(f"… {named} …", f"… {word} …", voice=voice)
        kinds = {v.kind for v in judgement.violations}
        assert kinds == {ViolationKind.BANNED}, (named, word)


#: Names that one side gives itself or its own deeds, and those of the other.
OWN_NAMES = (("opolchenie", "ukrainian-troops"), ("dpr", "ato"), ("lpr", "ato"))


@pytest.mark.parametrize("pair", OWN_NAMES)
def test_the_describing_style_keeps_the_same_distance_to_the_names_of_both_sides(
    pair: tuple[str, str],
) -> None:
    policy = shipped().policy("descriptive")
    assert policy is not None
    ruled = [
        {(rule.language, rule.voices) for rule in policy.rules if rule.concept == concept}
        for concept in pair
    ]
    assert ruled[0] == ruled[1] != set()


def test_every_word_for_what_happened_to_crimea_is_a_judgement_alike() -> None:
    entry = shipped().concept("crimea-2014")
    assert entry is not None
    assert {term.status for term in entry.terms} == {Status.ADMITTED}
    assert len({term.usage for term in entry.terms}) == 1
