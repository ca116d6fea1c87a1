"""What our own PO files say of themselves, and how they write the comments of people."""

from __future__ import annotations

import re

#: In the header of our own files: placeholders, comments and states are written as described here.
OURS, OUR_WAY = "X-Inline-Codes", "numbered"
_ESCAPED = re.compile(r"\\(?:\\|u([0-9a-f]{4}))")
_TO_ESCAPE = re.compile(r"\\|[\x00-\x1f\x7f-\x9f\u2028\u2029]|\s$")


def our_comments(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The comments of a list written with hyphens; other rows are comments of their own."""
    comments: list[str] = []
    for row in rows:
        if comments and (row.startswith("  ") or not row):
            comments[-1] += "\n" + row[2:]
        else:
            comments.append("" if row == "-" else row.removeprefix("- "))
    return tuple(_ESCAPED.sub(_unescaped, comment) for comment in comments)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else "\\"


def written_comment(comment: str) -> str:
    """One comment as an item of a list, its further lines indented."""
    first, *further = (_TO_ESCAPE.sub(_escape, line) for line in comment.split("\n"))
    rows = [f"- {first}" if first else "-", *(f"  {line}" if line else "" for line in further)]
    return "\n".join(rows)


def _escape(match: re.Match[str]) -> str:
    return "\\\\" if match[0] == "\\" else f"\\u{ord(match[0]):04x}"
