"""What is read of Markdown without its parser is what the parser reads."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translations.formats import markdown_inline, markdown_usual
from translations.formats.markdown_marks import Mark

PIECES = (
    *("слово", "a", "1", " ", " ", "\n", "*", "**", "*слово*", "**два слова**", "["),
    *("](http://a.example/)", "[link](http://a.example/?a=1#b)", "[x](javascript:a)"),
    *("[x](HTTP://Пример)", "(", ")", "«", "»", ".", ",", "!", "—", "-", "_", "`", "\\", "&", "<"),
    *("\xa0", "\x85", "\u2028", "'"),
)
contents = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


def by_parser(content: str) -> tuple[Mark, ...]:
    parsed = markdown_inline.parse("")
    return parsed.with_parser(content)


@given(contents)
@example("**a** *b*, «*c*»: [d](e)\n**f**")
@example("*a* **b****c**")
@example("a**b** *c*d")
def test_what_one_expression_finds_is_what_the_parser_finds(content: str) -> None:
    found = markdown_usual.marks(content, markdown_inline.address)
    if found is not None:
        assert tuple(found) == by_parser(content)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("Слово **два** и *три*.", ["b", "b", "i", "i"]),
        ("(*раз*), [два](http://a.example/): **три**", ["i", "i", "link", "link", "b", "b"]),
        ("*раз*\n**два**", ["i", "i", "b", "b"]),
    ],
)
def test_usual_markup_needs_no_parser(content: str, shown: list[str]) -> None:
    found = markdown_usual.marks(content, markdown_inline.address)
    assert found is not None
    assert [mark.display for mark in found] == shown
