"""What several languages share: particles after a hyphen, plurals told from participles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

#: Shorter forms that differ from their lemma are articles and pronouns: den, des, una.
_SHORTEST_PLURAL = 4


def without_particle(particles: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """The reduction of a language whose words may carry these after a hyphen: «ополчение-то»."""
    endings = tuple(f"-{particle}" for particle in particles)

    def reduce(form: str) -> tuple[str, ...]:
        return tuple(
            form.removesuffix(ending)
            for ending in endings
            if form.endswith(ending) and len(form) > len(ending) + 2
        )

    return reduce


def not_infinitive(ending: str) -> Callable[[str, str], bool]:
    """Whether a form is a plural of its lemma, in a language whose infinitives end so."""
    infinitive = re.compile(ending)

    def plural(form: str, lemma: str) -> bool:
        if len(form) < _SHORTEST_PLURAL:
            return False
        return form.startswith(lemma) or infinitive.search(lemma) is None

    return plural
