"""What the core finds is said to each reader in their own language, and English elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from glossary.enforcement import Enforcer
from glossary.errors import GlossaryError
from glossary.formats.columns import Column, Layout
from glossary.formats.headings import Field
from glossary.formats.strangers import Choice, Opened, open_files
from glossary.matching import Sought, compile_terms
from glossary.model import TermBase, ViolationKind
from glossary.policy import inheritance
from glossary.saying import (
    Counted,
    Fact,
    Joint,
    LanguageName,
    Listed,
    Message,
    counted,
    listed,
    quoted,
    say,
)
from glossary.termbases import shipped
from tests.workbench.speaking import speak
from translations import checks, formats
from translations.checks import CHECKS, terminology
from translations.errors import TranslationsError
from translations.model import Finding
from workbench.storage import sayings
from workbench.web import languages, refusals
from workbench.web.help_sentences import CASES, SOURCE_LANGUAGE
from workbench.web.languages import LOCALES
from workbench.web.messages import said
from workbench.web.worked_examples import example, judged, teaching_base

READERS = LOCALES[1:]
of_every_reader = pytest.mark.parametrize("locale", READERS)
FACTS = st.text(alphabet="абв xyz%()s“»1", min_size=1, max_size=8)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application that speaks every language, with the catalogues as their sources are now."""
    app = Flask("workbench")
    languages.setup(app)
    speak(app, tmp_path_factory.mktemp("locale"))
    return app


def _violations() -> Iterator[Finding]:
    """What the glossary has to say of the worked examples."""
    base = teaching_base()
    for language, cases in CASES.items():
        for case in cases:
            enforcer = Enforcer(base, SOURCE_LANGUAGE, language, case.policy)
            for line in case.lines:
                yield from terminology.findings(
                    judged(enforcer, line.source, line.wrong).violations
                )


def _findings() -> list[Finding]:
    """All that is found in the pairs by which the checks prove themselves, and in the examples."""
    pairs = [pair for check in CHECKS.values() for pair in (*check.passes, *check.fails)]
    found = [finding for pair in pairs for finding in checks.run(pair)]
    throughout = checks.document_notes([pair for check in CHECKS.values() for pair in check.fails])
    return [*found, *throughout, *_violations()]


FOUND = _findings()
EXAMPLES = [
    example(case, Enforcer(teaching_base(), SOURCE_LANGUAGE, language, case.policy)).message
    for language, cases in CASES.items()
    for case in cases
    if case.kind is ViolationKind.INCONSISTENT
]


def _messages() -> list[Message]:
    labels = [fix.label for finding in FOUND for fix in finding.fixes]
    return list(dict.fromkeys((*(finding.message for finding in FOUND), *labels, *EXAMPLES)))


def _templates(fact: Fact) -> Iterator[str]:
    """The templates of a message, of those inside it and of those after it."""
    match fact:
        case Message():
            yield fact.template
            for _name, each in fact.facts:
                yield from _templates(each)
            yield from _templates(fact.then) if fact.then else ()
        case Listed():
            for each in fact.items:
                yield from _templates(each)
        case Counted():
            yield from (fact.one, fact.many)


def test_the_examples_bring_up_what_the_core_can_find() -> None:
    templates = {template for message in _messages() for template in _templates(message)}
    assert {finding.check for finding in FOUND} == {terminology.NAME, *CHECKS}
    assert len(templates) > 45


@of_every_reader
def test_no_finding_and_no_fix_stays_english(page: Flask, locale: str) -> None:
    with page.test_request_context(), force_locale(locale):
        for message in _messages():
            shown = said(message)
            for template in _templates(message):
                for words in re.split(r"%\(\w+\)s", template):
                    latin = re.search(r"[A-Za-z]{3}", words)
                    assert latin is None or words.strip(" “”.,;:") not in shown, shown


def test_an_english_page_says_what_the_command_line_says(page: Flask) -> None:
    with page.test_request_context(), force_locale("en"):
        assert [said(message) for message in _messages()] == [m.english for m in _messages()]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "«ополчениям» ← ополчение, dative plural"),
        ("uk", "«ополчениям» ← ополчение, давальний відмінок множини"),
        ("ru", "«ополчениям» ← ополчение, дательный падеж множественного числа"),
    ],
)
def test_a_match_says_why_it_counts(page: Flask, locale: str, text: str) -> None:
    sought = Sought(concept="militia", term="t1", text="ополчение")
    (found,) = compile_terms([sought], "ru").find("Мы верили ополчениям.")
    with page.test_request_context(), force_locale(locale):
        assert said(found.reason) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (
            "uk",
            "«ополчение» стоїть на місці «militia», але це російська мова, а не українська.",
        ),
        (
            "ru",
            "«ополчение» стоит на месте «militia», но это русский язык, а не украинский.",
        ),
    ],
)
def test_languages_are_named_in_the_language_of_the_reader(
    page: Flask, locale: str, text: str
) -> None:
    enforcer = Enforcer(shipped(), "en", "uk", "")
    (found,) = enforcer.judge("The militia left.", "Вчора ополчение ушло.").violations
    with page.test_request_context(), force_locale(locale):
        assert said(found.message).startswith(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("uk", "«а», «б» або «в»; «а», «б» і «в»; 1 раз, 2 рази, 5 разів; 20 000"),
        ("ru", "«а», «б» или «в»; «а», «б» и «в»; 1 раз, 2 раза, 5 раз; 20 000"),
    ],
)
def test_lists_marks_numbers_and_plurals_are_those_of_the_reader(
    page: Flask, locale: str, text: str
) -> None:
    times = listed((counted("%(num)s time", "%(num)s times", n) for n in (1, 2, 5)), Joint.COMMA)
    facts = (quoted("абв", Joint.OR), quoted("абв", Joint.AND), times, 20_000)
    with page.test_request_context(), force_locale(locale):
        assert said(listed(facts, Joint.SEMICOLON)).replace("\u00a0", " ") == text


def test_what_no_catalogue_has_is_said_as_it_stands(page: Flask) -> None:
    with page.test_request_context(), force_locale("uk"):
        assert said(Message(template="100 % of an older row")) == "100 % of an older row"
        assert said(Message(template="")) == ""


REFUSED = [
    (lambda: formats.read(b"%PDF-1.7", "a.txt", "en"), "a.txt: Це документ PDF, а не звичайний"),
    (lambda: formats.read(b"a\n\0", "a.txt", "en"), "a.txt, рядок 2: На місці 3 стоїть байт NUL"),
    (lambda: formats.read(b"a", "a.exe", "en"), "a.exe: Файли на «.exe» прочитати не можна"),
    (lambda: open_files({"concepts.csv": b"concept\n"}), "terms.csv: файлу немає."),
    (lambda: open_files({"a.tbx": b"<a/>"}), "a.tbx, рядок 1: це не TBX: його корінь — «a» у «»."),
    (
        lambda: open_files({"a.toml": b"[[policy]]\nname = 1"}),
        "a.toml: редакційні правила: у «name» має бути текст.",
    ),
    (lambda: inheritance(TermBase(), "x"), "Редакційних правил «x» немає; є: жодних."),
]


@pytest.mark.parametrize(("refuse", "text"), REFUSED)
def test_a_refusal_of_the_core_is_said_too(
    page: Flask, refuse: Callable[[], object], text: str
) -> None:
    with pytest.raises((GlossaryError, TranslationsError)) as refused:
        refuse()
    with page.test_request_context(), force_locale("uk"):
        assert refusals.told(refused.value).startswith(text)


def test_a_row_that_is_left_out_says_why_also_when_another_process_read_it(page: Flask) -> None:
    columns = (Column(field=Field.TERM, language="uk"), Column(field=Field.STATUS))
    layout = Layout(columns=columns, has_headings=False)
    opened = open_files({"a.csv": "слово,ніякий\n".encode()}, Choice(layout=layout))
    adapter = TypeAdapter(Opened)
    again = adapter.validate_json(adapter.dump_json(opened))
    assert again == opened
    assert again.taken is not None
    (problem,) = again.taken.problems
    with page.test_request_context(), force_locale("uk"):
        assert said(problem.reason) == "«ніякий» — не статус."


# How messages are kept

_LEAVES = (
    FACTS | st.integers() | st.builds(LanguageName, code=FACTS, english=FACTS)
    | st.builds(Counted, one=FACTS, many=FACTS, number=st.integers(0, 99))
)  # fmt: skip
_NAMES = st.text(alphabet="abc", min_size=1, max_size=3)


def _message(facts: st.SearchStrategy[Fact]) -> st.SearchStrategy[Message]:
    named = st.dictionaries(_NAMES, facts, max_size=3).map(lambda each: tuple(each.items()))
    alone = st.builds(Message, template=FACTS, facts=named)
    return st.builds(Message, template=FACTS, facts=named, then=st.none() | alone)


_FACTS: st.SearchStrategy[Fact] = st.recursive(
    _LEAVES,
    lambda inner: (
        _message(inner)
        | st.builds(
            Listed,
            items=st.lists(inner, max_size=3).map(tuple),
            joint=st.sampled_from(Joint),
        )
    ),
    max_leaves=6,
)


@given(message=_message(_FACTS))
def test_a_message_is_kept_as_json_and_comes_back_the_same(message: Message) -> None:
    assert sayings.from_json(sayings.to_json(message)) == message


@given(message=st.sampled_from(_messages()), words=st.lists(FACTS, min_size=8, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_language_says_all_the_words_of_a_message(
    page: Flask, message: Message, words: list[str]
) -> None:
    free = iter(words)
    other = Message(
        template=message.template,
        facts=tuple((name, next(free, "")) for name, _fact in message.facts),
    )
    for locale in LOCALES:
        with page.test_request_context(), force_locale(locale):
            shown = said(other)
        assert all(str(fact) in shown for _name, fact in other.facts)


def test_a_label_of_an_older_row_is_its_words() -> None:
    assert sayings.from_json("Write “a”") == say("Write “a”")
