"""The speaker's word kept is silent; softened, sharpened, lost or misnamed it is not."""

from __future__ import annotations

import pytest

from glossary.enforcement import Enforcer, compile_enforcer, enforce
from glossary.errors import UnknownPolicy
from glossary.model import Severity, Span, Violation, ViolationKind, Voice
from glossary.termbases import shipped
from tests.glossary.contested_words import CONTESTED

ADDED, BANNED, MISSING = ViolationKind.ADDED, ViolationKind.BANNED, ViolationKind.MISSING
DEPRECATED, NOT_THIS = ViolationKind.DEPRECATED, ViolationKind.NOT_THIS_SOURCE_TERM
NOTE, WARNING, ERROR = Severity

Found = tuple[ViolationKind, Severity, str]


def enforcer(policy: str = "", target: str = "ru") -> Enforcer:
    return compile_enforcer(CONTESTED, source_language="en", target_language=target, policy=policy)


def violations(
    source: str,
    target: str,
    *,
    policy: str = "",
    voice: Voice = Voice.NARRATION,
    language: str = "ru",
    before: str = "",
    after: str = "",
) -> tuple[Violation, ...]:
    judge = enforcer(policy, language).judge
    return judge(source, target, voice=voice, before=before, after=after).violations


def summary(found: tuple[Violation, ...]) -> list[Found]:
    return [(v.kind, v.severity, v.concept) for v in found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The opolchenie came.", "Пришло ополчение."),
        ("He joined the militia.", "Он присоединился к ополчению."),
        ("The terrorists came.", "Пришли террористы."),
        ("They call the opolchenie terrorists.", "Ополчение называют террористами."),
        ("The People's Militia left.", "Народная милиция ушла."),
        ("The people's militia left.", "Народное ополчение ушло."),
        ("After the coup d’état", "После государственного переворота"),
        ("After the change of power", "После смены власти"),
        ("A coup, a change of power", "Смена власти, государственный переворот"),
        ("Mercenaries and volunteers", "Наёмники и добровольцы"),
        ("Volunteers and mercenaries", "Наёмники и добровольцы"),
        ("They annexed Crimea", "Аннексия ими Крыма"),
        ("The annexation of Crimea", "Аннексия Крыма"),
        ("Crimea was annexed", "Аннексия Крыма"),
        ("Peace in Donetsk", "Мир в Донецке"),
        ("Donetsk and peace there", "Донецк и мир в Донецке"),
        ("The self-proclaimed republic", "Республика"),
        ("Nothing of the kind", "Милиция, террористы и так называемый переворот"),
        ("", ""),
    ],
)
def test_what_is_right_is_silent(source: str, target: str) -> None:
    assert summary(violations(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("The militia came.", "Пришла милиция.", [(BANNED, ERROR, "levy")]),
        ("The militia came.", "Встреча с милицией.", [(BANNED, ERROR, "levy")]),
        ("The opolchenie came.", "Пришли террористы.", [(BANNED, ERROR, "levy")]),
        ("The opolchenie came.", "Пришёл сход.", [(DEPRECATED, WARNING, "levy")]),
        ("The opolchenie came.", "Они пришли.", [(MISSING, ERROR, "levy")]),
        ("The coup d'état", "Смена власти", [(NOT_THIS, ERROR, "fall")]),
        ("The change of power", "Государственный переворот", [(NOT_THIS, ERROR, "fall")]),
        ("The coup", "Смена власти", [(NOT_THIS, NOTE, "fall")]),
        ("A coup in Paris", "Успех в Париже", [(MISSING, NOTE, "fall")]),
        ("Volunteers came", "Пришли волонтёры", [(BANNED, NOTE, "helpers")]),
        ("Mercenaries came", "Пришли добровольцы", [(BANNED, ERROR, "paid")]),
        ("To New Russia", "В Новую Россию", [(BANNED, WARNING, "union")]),
        ("To New Russia", "Туда", [(MISSING, WARNING, "region")]),
        ("Donetsk fell", "Город пал", [(MISSING, WARNING, "donetsk")]),
        ("The Donetsk airport", "Донецкий аэропорт", [(MISSING, NOTE, "donetsk")]),
        ("The Donetsk airport", "Донецк-аэропорт", [(MISSING, NOTE, "donetsk")]),
        ("Donetsk and Donetsk", "Донецк и он", [(MISSING, NOTE, "donetsk")]),
        ("Donetsk and Donetsk", "Он и он", [(MISSING, WARNING, "donetsk")]),
        ("Peace in Donetsk", "Мир на Донецке", [(DEPRECATED, WARNING, "where")]),
        ("Peace there", "Мир на Донецке", [(DEPRECATED, WARNING, "where")]),
        (
            "A self-proclaimed republic",
            "Так называемая республика",
            [(BANNED, ERROR, "self")],
        ),
        ("The People's Militia", "Народное ополчение", [(MISSING, ERROR, "name")]),
        (
            "The militia met",
            "Народная милиция",
            [(ADDED, WARNING, "name"), (MISSING, ERROR, "levy")],
        ),
        (
            "The opolchenie and the terrorists",
            "Террористы и террористы",
            [(BANNED, ERROR, "levy")],
        ),
        (
            "The opolchenie fought the police.",
            "Ополчение сражалось с милицией.",
            [(BANNED, NOTE, "levy")],
        ),
        (
            "The opolchenie fought the terrorists.",
            "Ополчение сражалось с милицией, с милицией и с террористами.",
            [(BANNED, NOTE, "levy"), (BANNED, NOTE, "levy")],
        ),
    ],
)
def test_what_is_wrong_is_said(source: str, target: str, expected: list[Found]) -> None:
    assert summary(violations(source, target)) == expected


@pytest.mark.parametrize(
    ("source", "target", "other"),
    [
        ("People's Militia Takes Town", "Народное ополчение берёт город", "name"),
        ("People's Militia Takes Town", "Народная милиция берёт город", "levy"),
        ("PEOPLE'S MILITIA LEFT", "НАРОДНОЕ ОПОЛЧЕНИЕ УШЛО", "name"),
        ("PEOPLE'S MILITIA LEFT", "НАРОДНАЯ МИЛИЦИЯ УШЛА", "levy"),
        ("PEOPLE'S MILITIA", "НАРОДНАЯ МИЛИЦИЯ", "levy"),
        ("To New Russia", "В Новороссию", "region"),
        ("To New Russia", "В Новороссийский край", "union"),
    ],
)
def test_a_word_of_two_concepts_is_rendered_as_either_and_that_is_noted(
    source: str, target: str, other: str
) -> None:
    assert summary(violations(source, target)) == [(MISSING, NOTE, other)]


def test_a_preposition_is_wrong_only_in_the_case_it_was_written_in() -> None:
    assert violations("An attack on Donetsk", "Нападение на Донецк") == ()


def test_a_word_nearer_to_a_banned_name_is_no_relative_of_the_right_one() -> None:
    found = violations("In Luhansk", "В Луганске", language="uk")
    assert summary(found) == [(MISSING, ERROR, "city")]


def test_a_restriction_counts_only_for_languages_that_it_names() -> None:
    found = enforce(
        "смена власти",
        "державний переворот",
        termbase=CONTESTED,
        source_language="ru",
        target_language="uk",
    )
    assert found == ()


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ("", "", ERROR),
        ("Пришло ополчение.", "", NOTE),
        ("", "Это было ополчение. Да.", NOTE),
        ("Пришло ополчение. Оно ушло.", "", WARNING),
        ("Пришла милиция.", "", ERROR),
        ("", "Да. Это было ополчение.", ERROR),
    ],
)
def test_a_rendering_in_the_neighbourhood_makes_a_missing_one_milder(
    before: str, after: str, severity: Severity
) -> None:
    found = violations("The opolchenie came.", "Пришли они.", before=before, after=after)
    assert summary(found) == [(MISSING, severity, "levy")]


@pytest.mark.parametrize(
    ("source", "target", "voice", "expected"),
    [
        ("The opolchenie", "Вооружённые формирования", Voice.NARRATION, []),
        ("The opolchenie", "«Ополчение»", Voice.NARRATION, []),
        ("The opolchenie", "„Ополчение“", Voice.NARRATION, []),
        ("The opolchenie", "Ополчение", Voice.NARRATION, [(MISSING, ERROR, "levy")]),
        ("The opolchenie", "Боевики", Voice.NARRATION, [(BANNED, ERROR, "levy")]),
        ("The opolchenie", "«Боевики»", Voice.NARRATION, [(BANNED, ERROR, "levy")]),
        ("The opolchenie", "Милиция", Voice.NARRATION, [(BANNED, ERROR, "levy")]),
        ("The opolchenie", "Ополчение", Voice.ANSWER, []),
        ("The opolchenie", "Боевики", Voice.ANSWER, [(MISSING, ERROR, "levy")]),
        ("New Russia", "«Новороссия»", Voice.NARRATION, [(MISSING, NOTE, "region")]),
        ("New Russia", "Новороссия", Voice.NARRATION, [(BANNED, WARNING, "union")]),
        ("New Russia", "Новороссия", Voice.QUESTION, [(MISSING, NOTE, "region")]),
        ("In Donetsk", "На Донецке", Voice.NARRATION, []),
        ("In Donetsk", "В Донецке", Voice.NARRATION, [(BANNED, ERROR, "where")]),
        ("There", "В Донецке", Voice.NARRATION, [(BANNED, ERROR, "where")]),
    ],
)
def test_a_house_style_holds_in_its_voices(
    source: str, target: str, voice: Voice, expected: list[Found]
) -> None:
    assert summary(violations(source, target, policy="quoting", voice=voice)) == expected


@pytest.mark.parametrize(
    ("source", "target", "voice", "expected"),
    [
        # its own rule for everything goes before the inherited ones, and weighs
        ("The opolchenie", "Ополчение", Voice.NARRATION, []),
        ("The opolchenie", "Милиция", Voice.NARRATION, [(BANNED, WARNING, "levy")]),
        ("There", "На Донецке", Voice.NARRATION, [(DEPRECATED, WARNING, "where")]),
        # a rule that allows a forbidden term by name lifts the ban
        ("Volunteers", "Волонтёры", Voice.NARRATION, []),
        # a restriction holds whatever a rule requires
        ("The coup d'état", "Смена власти", Voice.ANSWER, [(NOT_THIS, ERROR, "fall")]),
    ],
)
def test_a_house_style_that_extends_another_goes_before_it(
    source: str, target: str, voice: Voice, expected: list[Found]
) -> None:
    assert summary(violations(source, target, policy="mild", voice=voice)) == expected


def test_a_policy_that_says_nothing_leaves_it_to_the_statuses() -> None:
    for target in ("Ополчение", "Милиция", "Они"):
        plain = violations("The opolchenie", target, policy="plain")
        assert plain == violations("The opolchenie", target)


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(UnknownPolicy, match="plain"):
        enforcer("none")


@pytest.mark.parametrize(
    ("source", "target", "policy", "message"),
    [
        (
            "The militia",
            "С милицией",
            "",
            (
                "“милицией” may not stand for “militia” (false friend: the police)."
                " Right would be “ополчение” or “народное ополчение”."
            ),
        ),
        (
            "The militia",
            "Сход",
            "",
            (
                "“Сход” is deprecated for “militia” (an old word)."
                " Right would be “ополчение” or “народное ополчение”."
            ),
        ),
        (
            "The coup d'état",
            "Смены власти",
            "",
            (
                "The source says “coup d'état”, but “Смены власти” renders only “change of power”."
                " Right would be “государственный переворот”."
            ),
        ),
        (
            "The militia",
            "Ополчением",
            "quoting",
            (
                "“Ополчением” stands for “militia”, but the house style “quoting” wants another"
                " word. Right would be “вооружённые формирования” or “«ополчение»”."
            ),
        ),
        (
            "Crimea",
            "Там",
            "",
            "“Crimea” has no rendering here. Right would be “Крым”.",
        ),
        (
            "Peace there",
            "На Донецке",
            "",
            "“На Донецке” is deprecated (against the norm). Right would be “в Донецке”.",
        ),
        (
            "Peace there",
            "В Донецке",
            "quoting",
            "“В Донецке” is not used (An old norm). Right would be “на Донецке”.",
        ),
        (
            "Donetsk airport",
            "Донецкий аэропорт",
            "",
            "“Donetsk” is rendered only by a related word, “Донецкий”. Right would be “Донецк”.",
        ),
    ],
)
def test_a_message_names_what_stands_there_and_what_would_be_right(
    source: str, target: str, policy: str, message: str
) -> None:
    assert [v.message.english for v in violations(source, target, policy=policy)] == [message]


def test_a_judgement_tells_what_stands_for_what() -> None:
    judgement = enforcer().judge(
        "The coup and the militia in Donetsk", "В Донецке ополчение и милиция"
    )
    pairs = [
        (judgement.source[at].text if at is not None else None, found.text)
        for at, found in zip(judgement.bound, judgement.target, strict=True)
    ]
    assert pairs == [
        ("in Donetsk", "в Донецке"),
        ("Donetsk", "Донецк"),
        ("militia", "ополчение"),
        (None, "милиция"),
    ]


def test_violations_tell_their_place_what_would_be_right_and_why() -> None:
    (found,) = violations("Our militia", "Наша милиция")
    assert (found.source, found.target) == (Span(4, 11), Span(5, 12))
    assert found.expected == ("ополчение", "народное ополчение")
    assert found.rule == "false friend: the police."


def test_occurrences_that_are_known_need_not_be_found_again() -> None:
    judge = enforcer()
    source, target = "The militia in Donetsk", "Милиция в Донецке"
    known = judge.judge(
        source,
        target,
        source_occurrences=judge.source_occurrences(source),
        target_occurrences=judge.target_occurrences(target),
    )
    assert known == judge.judge(source, target)


def test_a_forbidden_word_of_the_source_is_no_occurrence() -> None:
    assert enforcer().source_occurrences("Terrorists and separatists") == ()


def test_an_enforcer_is_compiled_once() -> None:
    assert enforcer("quoting") is enforcer("quoting")


def test_advice_for_an_occurrence_is_sorted_by_what_each_rendering_is() -> None:
    judge = enforcer()
    coup = next(o for o in judge.source_occurrences("The coup d'état") if not o.nested)
    advice = judge.renderings(coup)
    assert (advice.preferred, advice.allowed) == ((), ("государственный переворот",))
    assert advice.not_here == ("смена власти",)
    (militia,) = judge.source_occurrences("The militia")
    advice = judge.renderings(militia)
    assert (advice.preferred, advice.allowed) == (("ополчение",), ("народное ополчение",))
    assert (advice.deprecated, advice.banned) == (("сход",), ("милиция", "террористы"))
    assert advice.notes["сход"] == "an old word"
    assert advice.rationale == ""


def test_advice_follows_the_house_style() -> None:
    judge = enforcer("quoting")
    (militia,) = judge.source_occurrences("The militia")
    advice = judge.renderings(militia, Voice.NARRATION)
    assert (advice.preferred, advice.allowed) == (("вооружённые формирования",), ("«ополчение»",))
    assert advice.banned == ("милиция", "террористы", "боевики")
    assert advice.rationale == "Takes no side."
    named = judge.source_occurrences("New Russia")
    mentions = {o.concept: judge.renderings(o).first_mention for o in named}
    assert mentions == {"region": "", "union": "так называемая «Новороссия»"}


def test_an_answer_is_not_bound_by_a_house_style_for_narration() -> None:
    judge = enforcer("quoting")
    (militia,) = judge.source_occurrences("The militia")
    assert judge.renderings(militia, Voice.ANSWER).preferred == ("ополчение",)


def test_nothing_is_missing_where_no_rendering_was_ever_decided() -> None:
    assert violations("The militia left.", "Miliisi lahkus.", language="et") == ()


@pytest.mark.parametrize(
    ("source", "target", "policy", "suggested"),
    [
        ("The militia met them.", "Встреча с милицией.", "", ["ополчением"]),
        ("The militia met them.", f"{'Долго шла ' * 9}встреча с милицией.", "", ["ополчением"]),
        ("The coup d'état", "Они отрицали смену власти.", "", ["государственный переворот"]),
        ("The militia", "К вооружённым формированиям ушёл сход.", "", ["ополчение"]),
        ("The opolchenie", "Без ополчения", "quoting", ["вооружённых формирований"]),
        ("New Russia", "В Новороссии", "quoting", ["«Новороссии»"]),
        # the marks that stand there already would stand twice
        ("New Russia", "В «Новой России»", "quoting", [""]),
        # nothing stands there, or it may stand for something else
        ("The militia met them.", "Встреча с ними.", "", [""]),
        ("The opolchenie and the police", "Ополчение и милиция", "", [""]),
        ("Peace there", "Мир на Донецке", "", [""]),
    ],
)
def test_the_right_words_are_offered_in_the_form_of_the_wrong_ones(
    source: str, target: str, policy: str, suggested: list[str]
) -> None:
    assert [v.suggestion for v in violations(source, target, policy=policy)] == suggested


def test_words_that_a_rule_names_for_another_voice_hide_no_rendering_inside_them() -> None:
    found = enforce(
        "The same holds for the self-proclaimed Donetsk People's Republic.",
        "Те саме стосується самопроголошеної Донецької Народної Республіки.",
        termbase=shipped(),
        source_language="en",
        target_language="uk",
        policy="descriptive",
        voice=Voice.ANSWER,
    )
    assert found == ()


def test_a_rendering_in_the_name_of_something_else_still_renders_its_source() -> None:
    assert violations("He wrote for Novorossiya.", "Он писал для газеты «Новороссия».") == ()


def test_words_that_no_sense_of_a_source_word_allows_are_banned_for_certain() -> None:
    judge = compile_enforcer(shipped(), source_language="ru", target_language="uk")
    (found,) = judge.judge("Ополченец погиб.", "Бойовик загинув.").violations
    assert (found.kind, found.severity) == (ViolationKind.BANNED, Severity.ERROR)


def test_two_names_that_share_their_words_render_two() -> None:
    target = "Его подписали самопровозглашённые Донецкая и Луганская Народные Республики."
    judge = compile_enforcer(
        shipped(), source_language="en", target_language="ru", policy="descriptive"
    )
    source = "The Donetsk and Luhansk People's Republics signed it."
    assert judge.judge(source, target).violations == ()
