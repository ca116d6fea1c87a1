"""What single checks say beyond their own pairs: severities, kinds, fixes, context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Severity, Span, Violation, ViolationKind
from glossary.saying import say
from translations.checks import CHECKS, Pair, run, terminology
from translations.model import Code, CodeKind, Finding


def _pair(source: str, target: str, language: str = "ru", before: str = "") -> Pair:
    return Pair(
        source=source,
        target=target,
        source_language="en",
        target_language=language,
        before=before,
    )


def _found(check: str, pair: Pair) -> list[tuple[str, Severity]]:
    return [(f.kind, f.severity) for f in CHECKS[check].run(pair)]


def _mended(pair: Pair, finding: Finding) -> str:
    text = pair.target
    for fix in sorted(finding.fixes, key=lambda fix: fix.span, reverse=True):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    return text


@pytest.mark.parametrize(
    ("pair", "kind", "severity"),
    [
        (_pair("In 2014", "В 2015 году"), "changed", Severity.ERROR),
        (_pair("In 2014", "В 14 из 20 000"), "changed", Severity.WARNING),
        (_pair("In 2014", "Когда-то"), "missing", Severity.WARNING),
        (_pair("Then", "В 2014 году"), "added", Severity.WARNING),
        (_pair("Then", "Тогда (в 2014 году)"), "added", Severity.NOTE),
        (_pair("half an inch", "1,5 см"), "added", Severity.NOTE),
        (_pair("385 miles", "360 км"), "changed", Severity.NOTE),
        (_pair("6 inches", "60 см"), "changed", Severity.WARNING),
        (_pair("on 2 May", "2 июня"), "month", Severity.ERROR),
        (_pair("on Monday", "во вторник"), "weekday", Severity.ERROR),
    ],
)  # fmt: skip
def test_numbers_weigh_what_differs(pair: Pair, kind: str, severity: Severity) -> None:
    assert (kind, severity) in _found("numbers", pair)


def test_a_score_that_is_missing_is_one_finding() -> None:
    assert _found("numbers", _pair("They won 3-1.", "Они выиграли.")) == [
        ("missing", Severity.WARNING)
    ]


def test_two_measures_of_one_size_may_become_one() -> None:
    assert _found("numbers", _pair("at 800 kph (497 mph)", "497 миль в час")) == []


def test_a_changed_number_can_be_put_right() -> None:
    pair = _pair("In 2014", "В 2015 году")
    (finding,) = CHECKS["numbers"].run(pair)
    assert _mended(pair, finding) == "В 2014 году"


@pytest.mark.parametrize(
    ("check", "target", "mended"),
    [
        ("spaces", "Слово  слово.", "Слово слово."),
        ("spaces", "Слово \u00a0слово.", "Слово\u00a0слово."),
        ("spaces", "Слово , слово.", "Слово, слово."),
        ("spaces", "Слово,слово.", "Слово, слово."),
        ("spaces", "В 2014 г. и 5 %.", "В 2014\u00a0г. и 5\u00a0%."),
        ("repeated-word", "Дом дом стоит.", "Дом стоит."),
        ("end-punctuation", "Слово", "Слово."),
        ("quotation-marks", "«Том «Звезда» здесь»", "«Том „Звезда“ здесь»"),
    ],
)
def test_a_fix_mends_the_text(check: str, target: str, mended: str) -> None:
    pair = _pair("Words.", target)
    (finding,) = CHECKS[check].run(pair)
    assert _mended(pair, finding) == mended


def test_a_missing_no_break_space_is_never_more_than_a_note() -> None:
    assert _found("spaces", _pair("Words.", "В 2014 г. и 5 %.")) == [("no-break", Severity.NOTE)]


def test_a_fix_never_deletes_a_code() -> None:
    (finding,) = CHECKS["spaces"].run(_pair("A \ue000 b", "Слово \ue000 слово"))
    assert finding.fixes == ()


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Is it?", "Так ли это? Да.", [("changed", Severity.NOTE)]),
        ("Is it?", "Это так.", [("changed", Severity.WARNING)]),
        ("It is!", "Это так.", [("changed", Severity.NOTE)]),
        ("It is", "В США и т. д.", []),
        ("It is:", "Это так", []),
        ("It is...", "Это так…", []),
        ("It is.", "Это так…", []),
    ],
)
def test_the_final_mark_is_weighed(
    source: str, target: str, expected: list[tuple[str, Severity]]
) -> None:
    assert _found("end-punctuation", _pair(source, target)) == expected


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (_pair('"It is so."', "Это так».", before="«Я знаю."), []),
        (_pair('"It is so."', "Это так».", before="Я знаю."), [("unpaired", Severity.WARNING)]),
        (_pair('"It is so."', "Это так»."), [("unpaired", Severity.NOTE)]),
        (_pair('"It is so," he said.', "«Это так, — сказал он. —"), []),
        (_pair('"A "b."" he said.', "«А долго ли, коротко ли говорить «б», — сказал он."), []),
        (_pair('They spoke."', "Они говорили."), [("unpaired", Severity.WARNING)]),
        (_pair('So," he said.', "Так что он сказал."), []),
        (_pair('He: "So.', "Он сказал: так."), []),
        (_pair('He "said "so""', "„a „b“ c“", "pl"), []),
        (_pair('He said "so".', "Ő azt mondta: „így”.", "hu"), []),
        (_pair('"A', "»А«"), [("unpaired", Severity.WARNING)]),
        (_pair('"We sail at dawn.', "Мы выйдем."), [("unpaired", Severity.NOTE)]),
        (_pair('"We sail at dawn.', "Выйдем.", before="Да."), [("unpaired", Severity.WARNING)]),
        (_pair('"We sail at dawn."', "Мы выйдем."), [("unpaired", Severity.WARNING)]),
        (_pair("They spoke.'", "Они говорили."), [("unpaired", Severity.NOTE)]),
        (_pair("They spoke.'", "Так и было.", before="«Да."), [("unpaired", Severity.WARNING)]),
        (_pair('They spoke."', "Так и было.", before="Да."), []),
        (_pair('"So," he said.', "Он сказал, что так."), []),
        (_pair('"A" b', '"А" b, „в“, “г”, ‹д›'), []),
        (_pair("Why?'", "\ue000"), []),
    ],
)
def test_a_lone_quotation_mark_is_judged_by_source_and_context(
    pair: Pair, expected: list[tuple[str, Severity]]
) -> None:
    assert _found("quotation-marks", pair) == expected


def test_a_text_in_its_own_language_is_not_untranslated() -> None:
    text = "The editors argue about every word."
    assert _found("untranslated", _pair(text, text, "en")) == []


def test_a_code_that_may_be_deleted_is_a_warning_and_any_other_an_error() -> None:
    for can_delete, severity in ((True, Severity.WARNING), (False, Severity.ERROR)):
        code = Code(id="1", kind=CodeKind.PLACEHOLDER, original="", can_delete=can_delete)
        pair = Pair(
            source="A \ue000",
            target="А",
            source_language="en",
            target_language="ru",
            codes=(code,),
        )
        assert _found("codes", pair) == [("missing", severity)]


def test_a_violation_becomes_a_finding_with_its_renderings_as_fixes() -> None:
    violation = Violation(
        kind=ViolationKind.BANNED,
        severity=Severity.ERROR,
        concept="house",
        message=say("Not this word."),
        source=Span(0, 5),
        target=Span(0, 3),
        expected=("изба", "жилище"),
    )
    (finding,) = terminology.findings([violation])
    assert (finding.check, finding.kind, finding.concept) == ("terminology", "banned", "house")
    assert [fix.text for fix in finding.fixes] == ["изба", "жилище"]
    missing = Violation(
        kind=ViolationKind.MISSING,
        severity=Severity.WARNING,
        concept="house",
        message=say("Missing."),
        source=Span(0, 5),
        target=None,
        expected=("изба",),
    )
    assert next(terminology.findings([missing])).fixes == ()


_TEXT = st.text(alphabet="Aa бїВ.,!?:«»„“\"'’ -—()12\ue000\ue001\u00a0", max_size=50)


@given(_TEXT, _TEXT, st.sampled_from(["ru", "uk", "de", "fr", "xx"]))
def test_any_pair_is_checked_and_spans_lie_inside(source: str, target: str, language: str) -> None:
    for finding in run(_pair(source, target, language)):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is None or 0 <= span.start <= span.end <= len(text)
        assert all(0 <= fix.span.start <= fix.span.end <= len(target) for fix in finding.fixes)
