"""Help on the glossary: its examples are judged, not written, and show what they are for."""

from __future__ import annotations

import pytest

from glossary.enforcement import Enforcer
from glossary.model import ViolationKind
from tests.workbench.conftest import Clients
from workbench.permissions import Role
from workbench.web import worked_examples
from workbench.web.help_sentences import CASES, EDITIONS, SOURCE_LANGUAGE, Case

ALL = [case for cases in CASES.values() for case in cases]


def _enforcer(case: Case) -> Enforcer:
    base = worked_examples.teaching_base()
    return Enforcer(base, SOURCE_LANGUAGE, case.language, case.policy)


def _name(case: Case) -> str:
    return f"{case.language} {case.kind}: {case.lines[-1].source}"


@pytest.mark.parametrize("case", ALL, ids=_name)
def test_a_wrong_rendering_has_the_one_violation_that_it_shows(case: Case) -> None:
    enforcer = _enforcer(case)
    found = [
        violation.kind
        for line in case.lines
        for violation in worked_examples.judged(enforcer, line.source, line.wrong).violations
    ]
    mixed = case.kind is ViolationKind.INCONSISTENT
    assert found == ([] if mixed else [case.kind])
    assert worked_examples.example(case, enforcer).kind is case.kind


@pytest.mark.parametrize("case", ALL, ids=_name)
def test_nothing_is_wrong_with_the_right_rendering(case: Case) -> None:
    enforcer = _enforcer(case)
    for line in case.lines:
        assert not worked_examples.judged(enforcer, line.source, line.right).violations


def test_a_sentence_that_shows_nothing_is_no_example() -> None:
    case = ALL[0]
    for kind in (ViolationKind.BANNED, ViolationKind.INCONSISTENT):
        silent = Case(kind=kind, language=case.language, lines=case.lines, policy=case.policy)
        with pytest.raises(LookupError):
            worked_examples.example(silent, _enforcer(silent))


@pytest.mark.parametrize("locale", EDITIONS)
def test_readers_of_every_language_see_every_kind_in_their_editions(locale: str) -> None:
    page = worked_examples.page(locale)
    assert set(page.examples) == set(ViolationKind)
    for examples in page.examples.values():
        assert {example.language for example in examples} == set(EDITIONS[locale])
    banned = {c.lines[0].right for c in CASES[EDITIONS[locale][0]] if c.kind == "banned"}
    assert len(banned) == 2, "one word for either side"


def test_the_styles_differ_in_narration_and_leave_answers_alone() -> None:
    [styled] = worked_examples.page("ru").styled
    narration, answer = styled.verdicts
    kinds = {v.policy: [each.kind.value for each in v.violations] for v in narration}
    assert kinds == {
        "speaker": [],
        "descriptive": ["missing"],
        "russian-reference-norm": ["banned"],
    }
    assert not any(verdict.violations for verdict in answer)


def test_oblique_forms_are_shown_with_their_terms() -> None:
    for locale in EDITIONS:
        for inflected in worked_examples.page(locale).inflected:
            assert len(inflected.found) == 4
            assert all(each.form != each.text for each in inflected.found)


def test_the_page_says_the_examples_in_the_language_of_the_reader(clients: Clients) -> None:
    reader = clients[Role.READER]
    shown = {
        locale: reader.get("/help/glossary", headers={"Accept-Language": locale}).get_data(
            as_text=True
        )
        for locale in EDITIONS
    }
    assert "Терористи" in shown["uk"]
    assert "террористов" not in shown["uk"]
    assert "террористов" in shown["ru"]
    assert "Терористи" not in shown["ru"]
    assert "Терористи" in shown["en"]
    assert "карателей" in shown["en"]
    for text in shown.values():
        assert text.count('class="help-kind"') == len(ViolationKind)


def test_the_help_is_linked_from_the_help_page_and_the_glossary(clients: Clients) -> None:
    reader = clients[Role.READER]
    for page in ("/help", f"/glossaries/{clients.world.glossary_id}"):
        assert 'href="/help/glossary"' in reader.get(page).get_data(as_text=True)
