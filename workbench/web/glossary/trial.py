"""The try-it box: a sentence, and the terms that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import request
from flask.typing import ResponseReturnValue

from glossary.model import Occurrence
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import consulting
from workbench.web import context, forms
from workbench.web.glossary.area import bp, page
from workbench.web.guard import permission


@bp.get("/glossaries/<int:glossary_id>/try")
@permission(Permission.READ)
def trial(glossary_id: int) -> ResponseReturnValue:
    text = request.args.get("text", "").replace("\r\n", "\n").replace("\x00", "")
    language = request.args.get("language", "")
    database, actor = context.database(), context.actor()
    try:
        seen, found = consulting.try_out(
            database, actor=actor, glossary_id=glossary_id, language=language, text=text
        )
        wrong = None
    except InvalidInput as refused:
        seen = consulting.opened(database, actor=actor, glossary_id=glossary_id)
        found = ()
        wrong = refused
    return page(
        "try.html",
        seen=seen,
        text=text,
        language=language,
        longest=consulting.LONGEST_TRIAL,
        found=found,
        parts=list(parts(text, found)),
        terms={term.id: term for concept in seen.termbase.concepts for term in concept.terms},
        errors=forms.errors(wrong),
    ), 422 if wrong else 200


def parts(text: str, found: Sequence[Occurrence]) -> Iterator[tuple[str, Occurrence | None]]:
    """Cut a text into what is a term, by the longest that stands there, and what is between."""
    at = 0
    for occurrence in found:
        start, end = occurrence.span
        if occurrence.nested or start < at:
            continue
        if start > at:
            yield text[at:start], None
        yield text[start:end], occurrence
        at = end
    if at < len(text):
        yield text[at:], None
