"""Laws of the shipped term base, and what it makes of sentences in both directions."""

from __future__ import annotations

from collections import Counter

import pytest

from glossary.enforcement import compile_enforcer
from glossary.matching import compile_termbase, compile_terms
from glossary.model import Concept, Status, Term, ViolationKind, Voice
from glossary.policy import inheritance
from glossary.rulebook import source_sought, target_sought
from glossary.termbases import shipped

BASE = shipped()
LANGUAGES = ("de", "en", "es", "fr", "pl", "ru", "uk")
CONCEPTS = pytest.mark.parametrize("concept", BASE.concepts, ids=lambda concept: concept.id)

#: A loaded word for one side, and its counterpart for the other; both are banned or neither.
COUNTERPARTS = (("opolchenie", "ukrainian-troops"), ("uprising-east", "ato"))


def test_the_base_speaks_seven_languages_and_has_three_policies() -> None:
    assert BASE.languages == LANGUAGES
    names = [policy.name for policy in BASE.policies]
    assert names == ["speaker", "descriptive", "russian-reference-norm"]
    norm = inheritance(BASE, "russian-reference-norm")
    assert [policy.name for policy in norm] == ["russian-reference-norm", "speaker"]


def test_no_id_is_there_twice() -> None:
    concepts = Counter(concept.id for concept in BASE.concepts)
    terms = Counter(term.id for concept in BASE.concepts for term in concept.terms)
    assert {name for name, times in (concepts + terms).items() if times > 1} == set()


@CONCEPTS
def test_a_concept_names_each_word_once_and_prefers_at_most_one(concept: Concept) -> None:
    for language in LANGUAGES:
        terms = concept.in_language(language)
        texts = Counter(term.text for term in terms)
        assert max(texts.values(), default=1) == 1
        preferred = [t for t in terms if t.status is Status.PREFERRED and not t.renders]
        assert len(preferred) <= 1


@CONCEPTS
def test_a_concept_says_what_it_is_and_a_contested_one_why_and_by_which_sources(
    concept: Concept,
) -> None:
    assert concept.definition
    if concept.contested:
        assert concept.why_contested
        assert len({source.title for source in concept.sources}) >= 2


@CONCEPTS
def test_a_concept_with_an_ambiguous_term_has_cues_for_its_sense(concept: Concept) -> None:
    if any(term.ambiguous for term in concept.terms):
        assert {"en", "ru", "uk"} <= {cue.language for cue in concept.cues}


@CONCEPTS
def test_an_ambiguous_word_has_examples_of_its_sense_and_each_holds_it(concept: Concept) -> None:
    if any(term.ambiguous for term in concept.terms):
        assert {"en", "ru", "uk"} <= {example.language for example in concept.examples}
    for example in concept.examples:
        found = compile_termbase(BASE, example.language).find(example.text)
        assert concept.id in {o.concept for o in found if not o.nested}


def test_what_concepts_refer_to_is_there() -> None:
    known = {concept.id for concept in shipped().concepts}
    assert {each.concept for concept in shipped().concepts for each in concept.references} <= known


@CONCEPTS
def test_a_restricted_term_names_source_terms_of_its_concept(concept: Concept) -> None:
    for term in concept.terms:
        others = {t.text for t in concept.terms if t.language != term.language}
        assert set(term.renders) <= others


@CONCEPTS
def test_every_source_term_has_a_right_rendering_wherever_its_concept_has_words(
    concept: Concept,
) -> None:
    usable = [t for t in concept.terms if t.status in {Status.PREFERRED, Status.ADMITTED}]
    for source in concept.terms:
        if source.status is Status.FORBIDDEN:
            continue
        for language in {t.language for t in usable} - {source.language}:
            assert any(_renders(t, source, concept) for t in usable if t.language == language)


def _renders(term: Term, source: Term, concept: Concept) -> bool:
    named = {t.text for t in concept.in_language(source.language)} & set(term.renders)
    return not named or source.text in named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_where_it_stands_as_it_is_cited(language: str) -> None:
    whole = {rule.first_mention for policy in BASE.policies for rule in policy.rules}
    named = (*source_sought(BASE, language), *target_sought(BASE, language, "descriptive"))
    sought = [one for one in named if one.text not in whole]
    matcher = compile_terms(dict.fromkeys(sought), language)
    for one in sought:
        found = matcher.find(f"… {one.text} …")
        assert (one.concept, one.term) in {(o.concept, o.term) for o in found}, one.text


def test_no_definition_uses_a_word_that_the_base_bans() -> None:
    banned = {t.text for t in BASE.terms("en") if t.status is Status.FORBIDDEN}
    sought = [one for one in target_sought(BASE, "en") if one.text in banned]
    matcher = compile_terms(sought, "en")
    own = {term.concept: term.text for term in BASE.terms("en") if term.text in banned}
    for concept in BASE.concepts:
        assert [o.text for o in matcher.find(concept.definition)] == [], (concept.id, own)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pair", COUNTERPARTS)
def test_what_is_banned_of_one_side_is_banned_of_the_other(
    pair: tuple[str, str], language: str
) -> None:
    banned = [
        {
            t.text
            for t in (BASE.concept(name) or Concept(id=name)).in_language(language)
            if t.status is Status.FORBIDDEN
        }
        for name in pair
    ]
    assert all(banned)


@pytest.mark.parametrize("policy", BASE.policies, ids=lambda policy: policy.name)
def test_rules_are_of_concepts_and_languages_of_the_base(policy: object) -> None:
    known = {concept.id for concept in BASE.concepts}
    for rule in (rule for p in BASE.policies if p is policy for rule in p.rules):
        assert rule.concept in known
        assert rule.language in LANGUAGES
        assert rule.rationale


BANNED, MISSING = ViolationKind.BANNED, ViolationKind.MISSING
DEPRECATED, NOT_THIS = ViolationKind.DEPRECATED, ViolationKind.NOT_THIS_SOURCE_TERM


@pytest.mark.parametrize(
    ("languages", "source", "target", "kinds"),
    [
        ("en ru", "He joined the militia.", "Он примкнул к ополчению.", []),
        ("en ru", "He joined the opolchenie.", "Он примкнул к террористам.", [BANNED]),
        ("en ru", "He fought the terrorists.", "Он воевал с террористами.", []),
        ("en ru", "He left the militia.", "Он расстался с милицией.", [BANNED]),
        ("en ru", "He left the People's Militia.", "Он ушёл из Народной милиции.", []),
        ("en ru", "Back to Novorossiya", "Назад в Новороссию", []),
        ("en ru", "During the coup d'état", "Во время смены власти", [NOT_THIS]),
        ("en ru", "During the coup", "Во время смены власти", [NOT_THIS]),
        ("en ru", "During the change of power", "Во время государственного переворота", [NOT_THIS]),
        ("en ru", "During the change of power", "Во время смены власти", []),
        ("en ru", "After the coup d’état", "После государственного переворота", []),
        ("en uk", "After the coup d’état", "Після Революції гідності", [NOT_THIS]),
        ("en uk", "The Revolution of Dignity", "Революція гідності", []),
        ("ru uk", "Во время смены власти", "Під час державного перевороту", [NOT_THIS]),
        ("ru en", "После государственного переворота", "After the change of power", [NOT_THIS]),
        ("en uk", "the annexation of Crimea", "приєднання Криму", [NOT_THIS]),
        ("en uk", "the annexation of Crimea", "анексію Криму", []),
        ("en de", "the accession of Crimea", "die Annexion der Krim", [NOT_THIS]),
        ("en uk", "for a social republic", "за соціалістичну республіку", [BANNED]),
        ("en uk", "for a social republic", "за соціальну республіку", []),
        ("en ru", "peace in Ukraine", "мир на Украине", [DEPRECATED]),
        ("en ru", "the war against Ukraine", "война на Украину", []),
        ("en ru", "the Ukrainian crisis", "кризис в Украине", []),
        ("en uk", "in Kyiv", "в Киеве", [BANNED]),
        ("en uk", "Kyiv", "Киев", [BANNED]),
        ("en ru", "the Odesa region", "Одесская область", [MISSING]),
        ("en ru", "our volunteers helped", "наши волонтёры помогли", [BANNED]),
        ("en ru", "a far-right party", "партия фашистов", [BANNED]),
        ("en ru", "the far right and the fascists", "крайне правые и фашисты", []),
        ("en pl", "the militia", "bojówkarze", [BANNED]),
        ("en fr", "with the militia", "avec la milice", [DEPRECATED]),
        ("ru en", "каратели", "punishers", []),
        ("ru en", "украинские войска", "punishers", [BANNED]),
        ("en ru", "the DPR and the LPR", "ДНР и ЛНР", []),
        (
            "en ru",
            "the Donetsk and Luhansk People's Republics",
            "Донецкая и Луганская Народные Республики",
            [],
        ),
    ],
)
def test_a_pair_is_judged_as_a_terminologist_would(
    languages: str, source: str, target: str, kinds: list[ViolationKind]
) -> None:
    first, second = languages.split()
    enforcer = compile_enforcer(BASE, source_language=first, target_language=second)
    assert [v.kind for v in enforcer.judge(source, target).violations] == kinds


@pytest.mark.parametrize(
    ("policy", "voice", "source", "target", "kinds"),
    [
        ("descriptive", Voice.NARRATION, "To Novorossiya", "В Новороссию", [BANNED]),
        ("descriptive", Voice.NARRATION, "To Novorossiya", "В «Новороссию»", []),
        ("descriptive", Voice.ANSWER, "To Novorossiya", "В Новороссию", []),
        ("descriptive", Voice.NARRATION, "the opolchenie", "ополчение", [MISSING]),
        ("descriptive", Voice.NARRATION, "the opolchenie", "„ополчение“", []),
        ("descriptive", Voice.NARRATION, "Ukrainian troops", "каратели", [BANNED]),
        ("russian-reference-norm", Voice.NARRATION, "in Ukraine", "на Украине", []),
        ("russian-reference-norm", Voice.NARRATION, "in Ukraine", "в Украине", [BANNED]),
        ("russian-reference-norm", Voice.ANSWER, "in Ukraine", "на Украине", [DEPRECATED]),
        ("speaker", Voice.ANSWER, "the opolchenie", "боевики", [BANNED]),
    ],
)
def test_house_styles_hold_in_their_voices(
    policy: str, voice: Voice, source: str, target: str, kinds: list[ViolationKind]
) -> None:
    enforcer = compile_enforcer(BASE, source_language="en", target_language="ru", policy=policy)
    assert [v.kind for v in enforcer.judge(source, target, voice=voice).violations] == kinds
