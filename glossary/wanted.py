"""A term of the base as the matcher seeks it."""

from __future__ import annotations

from glossary.model import Term
from glossary.phrases import Sought


def sought_term(term: Term) -> Sought:
    """All of a term that decides where it stands."""
    return Sought(
        concept=term.concept,
        term=term.id,
        text=term.text,
        case=term.case,
        part_of_speech=term.part_of_speech,
        forms=term.forms,
        excepted=term.excepted,
    )
