"""What several languages share: particles after a hyphen, plurals told from other forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

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


def with_prefix(prefixes: str, *, doubled: str = "") -> Callable[[str], tuple[str, ...]]:
    """The other way to write words with one of these: pro-russe, prorusse; ex presidente.

    A letter is `doubled` where no hyphen stands before it: es pro-ruso, prorruso.
    """
    begun = re.compile(rf"\b({'|'.join(prefixes.split())})([- ]?)(\w{{4,}})", re.IGNORECASE)
    twice = doubled * 2

    def respelt(found: re.Match[str]) -> str:
        prefix, joint, rest = found.groups()
        if joint:
            return f"{prefix}{doubled if rest.startswith(doubled) else ''}{rest}"
        return f"{prefix}-{rest.removeprefix(doubled) if rest.startswith(twice) else rest}"

    def other(phrase: str) -> tuple[str, ...]:
        changed = begun.sub(respelt, phrase)
        return (changed,) if changed != phrase else ()

    return other


def not_infinitive(ending: str) -> Callable[[str, str], bool]:
    """Whether a form is a plural of its lemma, in a language whose infinitives end so."""
    infinitive = re.compile(ending)

    def plural(form: str, lemma: str) -> bool:
        if len(form) < _SHORTEST_PLURAL:
            return False
        return form.startswith(lemma) or infinitive.search(lemma) is None

    return plural


def plural_by(*endings: tuple[str, str]) -> Callable[[str, str], bool]:
    """Whether a form is its lemma with one ending for another; accents and umlauts may change.

    Each pair is the ending of the plural and of the singular. A feminine is no
    plural of the masculine that a lemmatiser takes it to, nor a participle of its verb.
    """

    def plural(form: str, lemma: str) -> bool:
        if len(form) < _SHORTEST_PLURAL:
            return False
        bare, singular = _bare(form), _bare(lemma)
        return any(
            bare.endswith(many) and bare.removesuffix(many) + one == singular
            for many, one in endings
        )

    return plural


def ending_changes(*endings: tuple[str, str]) -> Callable[[str], tuple[str, ...]]:
    """The citation forms that a form may have by pairs of its ending and theirs."""
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for ending, citation in endings:
        by_letter.setdefault(ending[-1], []).append((ending, citation))

    def cited(form: str) -> tuple[str, ...]:
        return tuple(
            form.removesuffix(ending) + citation
            for ending, citation in by_letter.get(form[-1:], ())
            if form.endswith(ending) and len(form) > len(ending) + 1
        )

    return cited


def two_adjectives(*endings: tuple[str, str]) -> str:
    """What two words are like that end in one of these pairs and are long enough to be adjectives.

    An expression for both with a space between.
    """
    either = "|".join(f"[^ ]*{first} [^ ]*{second}" for first, second in endings)
    return f"(?=[^ ]{{4,}} [^ ]{{4,}}$)(?:{either})"


def pairs(listed: str) -> dict[str, str]:
    """Forms and their citation forms, written «grise:gris vive:vif»."""
    return dict(pair.split(":") for pair in listed.split())


@cache
def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
