"""Messages are values: a template and its facts, said in whatever language somebody reads."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from glossary import saying
from glossary.saying import (
    NOTHING,
    Counted,
    Fact,
    Joint,
    LanguageName,
    Message,
    counted,
    followed_by,
    in_words,
    listed,
    one_after_another,
    quoted,
    say,
)


@pytest.mark.parametrize(
    ("message", "english"),
    [
        (say("Two spaces."), "Two spaces."),
        (say("100 % of it"), "100 % of it"),
        (say("%(count)s characters", count=20_000), "20,000 characters"),
        (say("“%(word)s” stands twice.", word="%s"), "“%s” stands twice."),
        (say("%(of)s", of=listed(["a"], Joint.OR)), "a"),
        (say("%(of)s", of=listed(["a", "b"], Joint.AND)), "a and b"),
        (say("%(of)s", of=listed(["a", "b", "c"], Joint.OR)), "a, b or c"),
        (say("%(of)s", of=listed(["a", "b", "c"], Joint.SEMICOLON)), "a; b; c"),
        (say("%(of)s", of=quoted(["a", "b"], Joint.OR)), "“a” or “b”"),
        (say("%(of)s", of=counted("%(num)s time", "%(num)s times", 1)), "1 time"),
        (say("%(of)s", of=counted("%(num)s time", "%(num)s times", 21)), "21 times"),
        (say("%(of)s", of=LanguageName(code="uk", english="Ukrainian")), "Ukrainian"),
        (say("%(of)s", of=LanguageName(code="uk")), "uk"),
        (say("%(of)s", of=say("nested: %(word)s", word="x")), "nested: x"),
    ],
)
def test_a_message_is_said_in_english(message: Message, english: str) -> None:
    assert message.english == english


def test_sentences_follow_one_another() -> None:
    first, second, third = say("One."), say("Two of %(of)s.", of="x"), say("Three.")
    assert one_after_another([]) == NOTHING
    assert one_after_another([first]) == first
    together = one_after_another([followed_by(first, second), third])
    assert together.english == "One. Two of x. Three."
    assert followed_by(first, NOTHING) == followed_by(NOTHING, first) == first


def test_equal_messages_are_equal_and_can_be_keys() -> None:
    one, same = (say("%(of)s", of=quoted(["a", "b"], Joint.OR)) for _ in range(2))
    assert {one: 1}[same] == 1
    assert one != say("%(of)s", of=quoted(["a", "b"], Joint.AND))


class _Backwards:
    """A language with an order, marks and numbers of its own."""

    def template(self, template: str) -> str:
        return {"%(a)s before %(b)s": "after %(b)s, %(a)s", "word": "drow"}[template]

    def counted(self, words: Counted) -> str:
        return f"{words.number}×"

    def number(self, number: int) -> str:
        return "I" * number

    def listed(self, texts: Sequence[str], joint: Joint) -> str:
        return f"/{joint}/".join(texts)

    def language(self, name: LanguageName) -> str:
        return name.code.upper()


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("words", "words"),
        (3, "III"),
        (say("word"), "drow"),
        (counted("%(num)s time", "%(num)s times", 2), "2×"),
        (listed(["x", say("word"), 2], Joint.AND), "x/and/drow/and/II"),
        (listed(["x", say("word")], Joint.COMMA), "x, drow"),
        (LanguageName(code="uk", english="Ukrainian"), "UK"),
        (say("%(a)s before %(b)s", a=say("word"), b=1), "after I, drow"),
        (followed_by(say("word"), say("word")), "drow drow"),
    ],
)
def test_another_language_has_its_own_order_lists_and_numbers(fact: Fact, said: str) -> None:
    assert saying.in_words(fact, _Backwards()) == said
    assert in_words(fact, saying.ENGLISH)
