"""Inline codes of every kind, for one text."""

from typing import Final

from translations.model import Code, CodeKind

#: A link in bold, a link by itself, code around words, a code of none of these, a tab.
CODES: Final = (
    Code(id="1", kind=CodeKind.START, original="**", display="b"),
    Code(id="1", kind=CodeKind.END, original="**", display="b"),
    Code(id="2", kind=CodeKind.START, original="[", display="link", href="https://example.org/"),
    Code(id="2", kind=CodeKind.END, original="](https://example.org/)", display="link"),
    Code(
        id="3",
        kind=CodeKind.PLACEHOLDER,
        original="<https://example.org/b>",
        display="autolink",
        href="https://example.org/b",
    ),
    Code(id="4", kind=CodeKind.START, original="<code>", display="code"),
    Code(id="4", kind=CodeKind.END, original="</code>", display="code"),
    Code(id="5", kind=CodeKind.START, original="<u>", display="u"),
    Code(id="5", kind=CodeKind.END, original="</u>", display="u"),
    Code(id="6", kind=CodeKind.PLACEHOLDER, original="&amp;", display="&"),
)
