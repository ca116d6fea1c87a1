"""`glossary match`: where a term stands in a text, in any form; JSON lines in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import click

from glossary.matching import Matcher, Sought, compile_terms
from workbench.commands.answers import Exit, print_json
from workbench.commands.options import ANY_LANGUAGE
from workbench.pairs import LONGEST, TOO_LONG, lines

#: Terms that are kept compiled.
_COMPILED: Final = 4096


class _BadRequest(Exception):
    """A line is no request; the message says why."""


@click.command("match")
@click.option(
    "--lang", "language", type=ANY_LANGUAGE, required=True, help="Language of terms and texts."
)
def glossary_match(language: str) -> None:
    """Read {"term", "text"} as JSON lines; print where the term stands, in any form."""
    status = Exit.CLEAN
    for number, line in enumerate(lines(sys.stdin.buffer), 1):
        try:
            answer = _matches(*_request(line), language)
        except _BadRequest as error:
            status = Exit.BAD_INPUT
            answer = {"id": number, "error": f"line {number}: {error}"}
        print_json(answer)
    sys.exit(status)


def _request(line: bytes) -> tuple[str, str]:
    """The term and the text of a line."""
    try:
        request = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise _BadRequest(f"not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise _BadRequest(f"not JSON: {error}") from error
    if not isinstance(request, dict):
        raise _BadRequest("not an object with term and text")
    term, text = request.get("term"), request.get("text")
    if not isinstance(term, str) or not isinstance(text, str):
        raise _BadRequest("term and text must be there and be strings")
    if max(len(term), len(text)) > LONGEST:
        raise _BadRequest(TOO_LONG)
    return term, text


def _matches(term: str, text: str, language: str) -> Mapping[str, object]:
    found = [o for o in _matcher(term, language).find(text) if not o.nested]
    return {
        "matches": [
            {"span": list(o.span), "form": o.form, "reason": o.reason.english} for o in found
        ]
    }


@lru_cache(maxsize=_COMPILED)
def _matcher(term: str, language: str) -> Matcher:
    return compile_terms([Sought(concept="term", term="t1", text=term)], language)
