"""A segment that no candidate rule reaches is judged as before, whatever changes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.enforcement import Enforcer, Judgement
from glossary.formats.identity import term_id
from glossary.impact import Change, changed_terms
from glossary.matching import index_keys
from glossary.model import (
    ANY,
    CaseRule,
    Concept,
    Cue,
    Policy,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    Voice,
)

ENGLISH = (
    *("militia", "people's militia", "People's Militia", "coup", "coup d'état"),
    *("Donbas", "in Donbas", "terrorists", "change of power"),
)
RUSSIAN = (
    *("ополчение", "народное ополчение", "милиция", "Народная милиция", "переворот"),
    *("государственный переворот", "смена власти", "Донбасс", "в Донбассе", "террористы"),
)
UKRAINIAN = ("ополчення", "терористи", "Донбас", "переворот")
SOURCES = (
    "The militia took Donbas after the coup d'état.",
    "The people's militia and the militia were in Donbas.",
    "They call the People's Militia terrorists.",
    "The coup was a change of power.",
    "Nothing happened.",
    "PEOPLE'S MILITIA IN DONBAS",
)
TARGETS = (
    "Ополчение заняло Донбасс после государственного переворота.",
    "Народное ополчение и милиция были в Донбассе.",
    "Народную милицию называют террористами.",
    "Переворот был сменой власти.",
    "Они пришли. В «ополчении» состояли террористы.",
    "Ничего не произошло.",
    "Ополчення и терористи на Донбасе.",
)
PAIRS = tuple((source, target) for source in SOURCES for target in TARGETS)

_texts = st.lists(
    st.one_of(
        st.tuples(st.just("en"), st.sampled_from(ENGLISH)),
        st.tuples(st.just("ru"), st.sampled_from(RUSSIAN)),
        st.tuples(st.just("uk"), st.sampled_from(UKRAINIAN)),
    ),
    max_size=7,
    unique=True,
)


_cues = st.lists(st.sampled_from(["Donbas", "nothing", "terrorist"]), max_size=1).map(
    lambda texts: tuple(Cue(language="en", text=text) for text in texts)
)


@st.composite
def concepts(draw: st.DrawFn, name: str) -> Concept:
    def term(language: str, text: str) -> Term:
        return Term(
            id=term_id(name, language, text),
            concept=name,
            language=language,
            text=text,
            status=draw(st.sampled_from(Status)),
            part_of_speech=draw(st.sampled_from(["noun", "phrase"])),
            usage=draw(st.sampled_from(["", "a note"])),
            case=draw(st.sampled_from(CaseRule)),
            ambiguous=draw(st.booleans()),
            renders=tuple(draw(st.lists(st.sampled_from(ENGLISH), max_size=2, unique=True))),
            forms=("ополченье",) if draw(st.booleans()) and text == "ополчение" else (),
            excepted=("милиции",) if draw(st.booleans()) and text == "милиция" else (),
            target_only=draw(st.booleans()) and draw(st.booleans()),
        )

    return Concept(
        id=name,
        subject=draw(st.sampled_from(["", "usage"])),
        contested=draw(st.booleans()),
        cues=draw(_cues),
        terms=tuple(term(*named) for named in draw(_texts)),
    )


@st.composite
def reweighed(draw: st.DrawFn, concept: Concept) -> Concept:
    """The same words with other statuses, restrictions and weights."""
    terms = (
        replace(
            term,
            status=draw(st.sampled_from([term.status, *Status])),
            ambiguous=draw(st.booleans()),
            target_only=draw(st.booleans()) and draw(st.booleans()),
            renders=draw(st.sampled_from([term.renders, ENGLISH[:1], ()])),
        )
        for term in concept.terms
    )
    cues = draw(st.sampled_from([concept.cues, ()]))
    return replace(concept, contested=draw(st.booleans()), cues=cues, terms=tuple(terms))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    renderings = st.lists(st.sampled_from([*RUSSIAN, "«ополчение»"]), max_size=2).map(tuple)
    return Rule(
        concept=draw(st.sampled_from(["a", "b", ANY])),
        language=draw(st.sampled_from(["ru", ANY])),
        required=draw(renderings),
        also_allowed=draw(renderings),
        forbidden=draw(renderings),
        first_mention=draw(st.sampled_from(["", "«Ополчение» (отряды)"])),
        voices=draw(st.frozensets(st.sampled_from(Voice), min_size=1)),
        severity=draw(st.sampled_from([None, *Severity])),
    )


@st.composite
def changes(draw: st.DrawFn) -> tuple[TermBase, TermBase]:
    """A term base and the same after one or two of its concepts or rules changed."""
    old = {name: draw(concepts(name)) for name in ("a", "b")}
    new = dict(old)
    for name in draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True)):
        new[name] = draw(
            concepts(name) if name not in old else st.one_of(concepts(name), reweighed(old[name]))
        )
    if draw(st.booleans()):
        new.pop("a")
    style = Policy(name="style", rules=tuple(draw(st.lists(rules(), max_size=2))))
    restyled = replace(style, rules=draw(st.sampled_from([style.rules, style.rules[:1]])))
    return (
        TermBase(concepts=tuple(old.values()), policies=(style,)),
        TermBase(concepts=tuple(new.values()), policies=(restyled,)),
    )


def compared(old: TermBase, new: TermBase, policy: str = "style") -> Change:
    return changed_terms(old, new, source_language="en", target_language="ru", policy=policy)


def judged(termbase: TermBase, voice: Voice, policy: str = "style") -> list[Judgement]:
    enforcer = Enforcer(termbase, "en", "ru", policy)
    return [
        enforcer.judge(
            source,
            target,
            voice=voice,
            before=TARGETS[number % len(TARGETS)],
            source_after=SOURCES[number % len(SOURCES)],
            first=dict.fromkeys("ab", 4),
        )
        for number, (source, target) in enumerate(PAIRS)
    ]


def concerned(change: Change, pair: tuple[str, str], before: Judgement) -> bool:
    return change.concerns(
        source_keys=index_keys(pair[0], "en"),
        target_keys=index_keys(pair[1], "ru"),
        concepts={o.concept for o in (*before.source, *before.target)},
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes(), st.sampled_from(Voice))
def test_judging_the_candidates_is_judging_everything(
    change: tuple[TermBase, TermBase], voice: Voice
) -> None:
    old, new = change
    found = compared(old, new)
    for pair, before, after in zip(PAIRS, judged(old, voice), judged(new, voice), strict=True):
        assert before == after or concerned(found, pair, before)


def base(*terms: Term, contested: bool = False, rule: Rule | None = None) -> TermBase:
    names = dict.fromkeys(term.concept for term in terms)
    return TermBase(
        concepts=tuple(
            Concept(
                id=name,
                contested=contested,
                terms=tuple(term for term in terms if term.concept == name),
            )
            for name in names
        ),
        policies=(Policy(name="style", rules=(rule,) if rule else ()),),
    )


MILITIA = Term(id="t1", concept="a", language="en", text="militia")
LEVY = Term(id="t2", concept="a", language="ru", text="ополчение")


def test_nothing_changed_concerns_nobody() -> None:
    change = compared(base(MILITIA, LEVY), base(MILITIA, LEVY))
    assert not change
    assert change == Change(source_language="en", target_language="ru")


def test_a_change_in_another_language_concerns_nobody() -> None:
    polish = Term(id="t3", concept="a", language="pl", text="milicja")
    assert not compared(base(MILITIA, LEVY), base(MILITIA, LEVY, polish))


def test_a_word_of_another_language_in_the_same_script_concerns_where_the_concept_occurs() -> None:
    ukrainian = Term(id="t3", concept="a", language="uk", text="ополчення")
    change = compared(base(MILITIA, LEVY), base(MILITIA, LEVY, ukrainian))
    assert change == replace(compared(base(), base()), concepts=frozenset({"a"}))


def test_a_cue_of_the_source_concerns_where_the_concept_occurs() -> None:
    old = base(MILITIA, LEVY)
    for language, expected in (("en", frozenset({"a"})), ("pl", frozenset())):
        cued = replace(old.concepts[0], cues=(Cue(language=language, text="front"),))
        assert compared(old, replace(old, concepts=(cued,))).concepts == expected


def test_a_note_on_a_source_term_concerns_nobody_and_one_on_a_rendering_does() -> None:
    assert not compared(base(MILITIA, LEVY), base(replace(MILITIA, usage="rare"), LEVY))
    noted = compared(base(MILITIA, LEVY), base(MILITIA, replace(LEVY, usage="rare")))
    assert noted.concepts == {"a"}
    assert not noted.source_keys
    assert not noted.target_keys


def test_a_status_concerns_the_segments_where_the_concept_occurs() -> None:
    banned = replace(LEVY, status=Status.FORBIDDEN)
    change = compared(base(MILITIA, LEVY), base(MILITIA, banned))
    assert change.concepts == {"a"}
    assert not change.target_sought


def test_a_source_term_that_becomes_forbidden_is_no_longer_sought() -> None:
    banned = replace(MILITIA, status=Status.FORBIDDEN)
    change = compared(base(MILITIA, LEVY), base(banned, LEVY))
    assert {sought.text for sought in change.source_sought} == {"militia"}
    assert change.source_keys & index_keys("Two militias", "en")


def test_a_longer_term_of_another_concept_concerns_the_texts_that_hold_it() -> None:
    name = Term(id="t4", concept="b", language="ru", text="народное ополчение")
    change = compared(base(MILITIA, LEVY), base(MILITIA, LEVY, name))
    assert change.target_keys & index_keys("в народном ополчении", "ru")
    assert change.concepts == {"b"}


def test_a_rendering_that_only_a_rule_names_is_sought_too() -> None:
    rule = Rule(concept="a", language="ru", required=("«вооружённые формирования»",))
    change = compared(base(MILITIA, LEVY), base(MILITIA, LEVY, rule=rule))
    assert [sought.text for sought in change.target_sought] == ["вооружённые формирования"]
    assert change.concepts == {"a"}
    assert not compared(base(MILITIA, LEVY), base(MILITIA, LEVY, rule=rule), policy="")


def test_what_makes_a_concept_graver_concerns_where_it_occurs() -> None:
    change = compared(base(MILITIA, LEVY), base(MILITIA, LEVY, contested=True))
    assert change == replace(compared(base(), base()), concepts=frozenset({"a"}))


def test_words_that_become_a_matter_of_usage_are_sought_anew() -> None:
    where = Term(id="t5", concept="a", language="ru", text="в Донбассе", part_of_speech="phrase")
    old = base(MILITIA, LEVY, where)
    new = replace(old, concepts=(replace(old.concepts[0], subject="usage"),))
    change = compared(old, new)
    assert [sought.text for sought in change.source_sought] == ["militia"]
    assert {sought.text for sought in change.target_sought} == {"ополчение", "в Донбассе"}
