"""Terms that are right for one source term alone, when that is written otherwise."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Concept, Term
from glossary.renaming import following


def term(key: str, text: str, language: str = "en", renders: tuple[str, ...] = ()) -> Term:
    return Term(id=key, concept="fall", language=language, text=text, renders=renders)


FALL = Concept(
    id="fall",
    terms=(
        term("t1", "coup"),
        term("t2", "change of power"),
        term("t3", "переворот", "ru", ("Coup",)),
        term("t4", "смена власти", "ru", ("change of power", "переворот")),
    ),
)


def written(concept: Concept, key: str, text: str) -> Concept:
    changed = (replace(t, text=text) if t.id == key else t for t in concept.terms)
    return replace(concept, terms=tuple(changed))


def rendered(concept: Concept) -> list[tuple[str, ...]]:
    return [t.renders for t in concept.terms if t.renders]


def test_what_renders_a_term_follows_it_into_another_spelling() -> None:
    changed = following(FALL, written(FALL, "t1", "coup d'état"))
    assert rendered(changed) == [("coup d'état",), ("change of power", "переворот")]
    assert following(FALL, FALL) is FALL


def test_what_is_still_a_term_is_followed_by_nobody() -> None:
    longer = replace(FALL, terms=(*FALL.terms, term("", "coup")))
    changed = written(longer, "t1", "putsch")
    assert following(FALL, changed) == changed


def test_terms_that_change_places_are_not_mixed_up() -> None:
    swapped = written(written(FALL, "t1", "change of power"), "t2", "coup")
    assert following(FALL, swapped) == swapped


def test_a_term_that_goes_leaves_what_rendered_it_as_it_is() -> None:
    shorter = replace(FALL, terms=FALL.terms[1:])
    assert following(FALL, shorter) == shorter
