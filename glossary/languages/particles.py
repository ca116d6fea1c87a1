"""Small words that hang on a word by a hyphen or an apostrophe without making a compound."""

from __future__ import annotations

from collections.abc import Callable, Iterable


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
