"""One rendering in the place of another: in the same case and number, its words agreeing.

The form that stands in a text tells its case and number as far as an ending can;
a preposition before it tells more. Where several are left, the likeliest comes
first and the others are offered: a person confirms each.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from glossary.agreement import common_grammar
from glossary.languages import language_of
from glossary.languages.base import Grammar, Inflector, Kind, Language
from glossary.morphology import Morphology, morphology
from glossary.passage import Passage, read
from glossary.phrases import Sought
from glossary.text import unquoted
from glossary.ways import ways

_ALL_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_PLURAL, _SINGULAR = "plur", "sing"
#: Where no preposition tells: after a noun its attribute, elsewhere what verbs ask for most.
_AFTER_NOUN = ("gent", "nomn", "accs", "datv", "ablt")
_AT_START = ("nomn", "accs", "gent", "datv", "ablt")
_ELSEWHERE = ("accs", "gent", "nomn", "datv", "ablt")
#: Words between a preposition and its noun that are looked past.
_FARTHEST_PREPOSITION = 3


def replacement(form: str, *, old: str, new: str, language: str, before: str = "") -> str:
    """The likeliest of `replacements`; empty where the language cannot tell."""
    return next(iter(replacements(form, old=old, new=new, language=language, before=before)), "")


def replacements(
    form: str, *, old: str, new: str, language: str, before: str = ""
) -> tuple[str, ...]:
    """The forms of the rendering `new` that may stand where `form` of `old` stands, best first.

    `before` is the text before the form. Citation forms go in; letter case and the
    quotation marks of `new` are kept. None where the language has no paradigms
    and the form is not the citation form itself.
    """
    known, inflector = morphology(language), language_of(language).inflector
    if inflector is None:
        same = _words(form, known) == _words(old, known)
        return (_written_like(new, form, old),) if same else ()
    inflect = inflector()
    found = (_inflected(new, each, known, inflect) for each in _standing(form, old, before, known))
    return tuple(dict.fromkeys(_written_like(each, form, old) for each in found if each))


@lru_cache(maxsize=8192)
def forms(text: str, language: str) -> tuple[str, ...]:
    """The forms of a rendering by case, in its own number, the citation form first, each once."""
    known, inflector = morphology(language), language_of(language).inflector
    if inflector is None:
        return (text,)
    inflect, number = inflector(), _cited_number(text, known)
    found = (_inflected(text, Grammar(number, case, ""), known, inflect) for case in _ALL_CASES)
    return tuple(dict.fromkeys((text, *(each for each in found if each))))


def _words(text: str, known: Morphology) -> list[str]:
    return [word.lower() for word in read(text, known).words]


def _written_like(new: str, form: str, old: str) -> str:
    """In capitals, or with a capital initial, where the form has it and its citation form not."""
    if len(form) > 1 and form.isupper() and not old.isupper():
        return new.upper()
    if form[:1].isupper() and old[:1].islower():
        return new[:1].upper() + new[1:]
    return new


# What stands there


def _standing(form: str, old: str, before: str, known: Morphology) -> tuple[Grammar, ...]:
    """The numbers and cases that the form may have here, likeliest first."""
    passage = read(form, known)
    found = {Grammar(g.number, g.case, "") for g in _grammar_of(passage, old, known)}
    left = read(before, known)
    governed = _governed(left, known.language)
    # A preposition that asks for none of its cases tells nothing of the form.
    likely = governed if any(g.case in governed for g in found) else _likely(left)
    number = _cited_number(old, known)
    ordered = sorted(
        (g for g in found if g.case in likely),
        key=lambda g: (g.number != number, likely.index(g.case)),
    )
    return tuple(ordered)


def _grammar_of(passage: Passage, old: str, known: Morphology) -> frozenset[Grammar]:
    """What the endings of the words allow; of a name that no lexicon knows, what they look like."""
    cited = ways(Sought(concept="", text=old), known)
    for phrase in cited:
        fits = len(phrase.slots) == len(passage.words)
        if fits and (found := common_grammar(phrase, passage, range(len(passage.words)))):
            return found
    if len(passage.words) != 1:
        return frozenset()
    return passage.grammar(0, Kind.NOUN) or frozenset(
        Grammar(_SINGULAR, case, "") for case in _ALL_CASES
    )


def _governed(before: Passage, language: Language) -> tuple[str, ...]:
    """The cases that a preposition before the place asks for, likeliest first."""
    for at in reversed(range(max(0, len(before.words) - _FARTHEST_PREPOSITION), len(before.words))):
        if at < len(before.words) - 1 and before.gap(at):
            return ()
        if cases := language.government.get(before.analyses[at].form):
            return cases
        if not before.grammar(at, Kind.ADJECTIVE):
            return ()
    return ()


def _likely(before: Passage) -> tuple[str, ...]:
    last = len(before.words) - 1
    while (
        last >= 0 and before.grammar(last, Kind.ADJECTIVE) and not before.grammar(last, Kind.NOUN)
    ):
        last -= 1  # an adjective that agrees with the word tells nothing of its case
    if last < 0 or _begins_after(before, last):
        return _AT_START
    return _AFTER_NOUN if before.grammar(last, Kind.NOUN) else _ELSEWHERE


def _begins_after(before: Passage, last: int) -> bool:
    """Whether a sentence begins right after a word."""
    if last + 1 < len(before.words):
        return before.starts_sentence(last + 1)
    return before.folded.text.rstrip().endswith((".", "!", "?", ":", "…"))


# What is to stand there


def _inflected(new: str, wanted: Grammar, known: Morphology, inflect: Inflector) -> str:
    """The citation form brought into a case; its own number where it is cited in the plural."""
    passage = read(new, known)
    head = _head(passage)
    if head is None:
        return ""
    cited = _cited(passage, head)
    if cited is None:
        return ""
    # What is cited in the plural stays so, and what has no plural stays in the singular.
    numbers = dict.fromkeys((_PLURAL,) if cited.number == _PLURAL else (wanted.number, _SINGULAR))
    found = (_in_number(passage, head, cited, number, wanted.case, inflect) for number in numbers)
    return next(filter(None, found), "")


def _in_number(
    passage: Passage, head: int, cited: Grammar, number: str, case: str, inflect: Inflector
) -> str:
    target = Grammar(number, case, cited.gender if number == _SINGULAR else "")
    nouns = (r for r in passage.analyses[head].readings if r.kind is Kind.NOUN)
    animate, original = any(r.animate for r in nouns), passage.folded.original
    parts, end = [], 0
    for at in range(head + 1):
        span = passage.folded.span(*passage.places[at])
        kind = Kind.NOUN if at == head else Kind.ADJECTIVE
        word = original[span.start : span.end]
        form = inflect(word, target, kind=kind, cited=cited, animate=animate)
        if not form:
            return ""
        parts += [original[end : span.start], form]
        end = span.end
    return "".join((*parts, original[end:]))


def _head(passage: Passage) -> int | None:
    """The noun that a phrase is about: the first, after the adjectives that agree with it."""
    adjectives = takewhile(
        lambda at: not _nominative(passage, at, Kind.NOUN) or _leads(passage, at),
        range(len(passage.words)),
    )
    head = len(list(adjectives))
    if head >= len(passage.words):
        return None
    described = all(_nominative(passage, at, Kind.ADJECTIVE) for at in range(head))
    return head if described else None


def _leads(passage: Passage, at: int) -> bool:
    """Whether a word that may be a noun is an adjective here, as in «военные действия»."""
    if at + 1 >= len(passage.words) or passage.gap(at):
        return False
    own = _nominative(passage, at, Kind.ADJECTIVE)
    return bool(own & _nominative(passage, at + 1, Kind.NOUN))


def _nominative(passage: Passage, at: int, kind: Kind) -> frozenset[Grammar]:
    return frozenset(g for g in passage.grammar(at, kind) if g.case == "nomn")


def _cited(passage: Passage, head: int) -> Grammar | None:
    """Number and gender of the citation form; of what may be both, the singular."""
    shared = _nominative(passage, head, Kind.NOUN)
    for at in range(head):
        shared &= _nominative(passage, at, Kind.ADJECTIVE)
    return min(shared, key=lambda g: (g.number == _PLURAL, g), default=None)


def _cited_number(text: str, known: Morphology) -> str:
    passage = read(unquoted(text)[0], known)
    head = _head(passage)
    cited = None if head is None else _cited(passage, head)
    return cited.number if cited else _SINGULAR
