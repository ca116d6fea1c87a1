"""Where words stand in texts: in any inflected form, as phrases, or by a regular expression.

Words may stand anywhere in a text, and all of them must; words in quotation
marks must follow one another. Each distinct form is analysed once for a search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from glossary.languages.base import Script
from glossary.matching import form_keys
from glossary.model import Span
from glossary.morphology import SURFACE, morphology
from glossary.passage import read
from glossary.text import fold

#: Where the words sought stand in a text; nowhere, if not all of them do.
Finder = Callable[[str], tuple[Span, ...]]

_PHRASE = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]|([^\s\"“”„«»]+)")
#: Words as they may be told apart without folding a text first.
_RAW_WORD = re.compile(r"\w+(?:['’ʼ‘`´′\-‐‑]\w+)*")
#: Marks, hyphens and inline codes that a word runs through.
_INSIDE = re.compile("[\u0300\u0301\u00ad\u200b-\u200d\ue000-\uf8ff]")


#: Words some of whose forms begin with another letter; all others are told by the first.
_SUPPLETIVE = frozenset(
    (  # noqa: SIM905 - easier to read
        "be go good well bad человек ребенок ребёнок идти хороший плохой год быть много мало "
        "добрий гарний поганий іти йти бути багато великий człowiek rok dobry zły iść być "
        "sein gut viel être aller bon ser ir bueno"
    ).split()
)


@dataclass(slots=True)
class _Word:
    """A word that is sought, with what was found out about other forms so far."""

    form: str
    language: str
    keys: frozenset[str] = field(init=False)
    _initials: frozenset[str] = field(init=False)
    _verdicts: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = form_keys(self.form, self.language)
        written = {key.removeprefix(SURFACE) for key in self.keys}
        all_alike = written.isdisjoint(_SUPPLETIVE)
        self._initials = frozenset(each[:1] for each in written) if all_alike else frozenset()

    def is_form(self, form: str) -> bool:
        """Whether a folded lower-case form is one of the same word."""
        verdict = self._verdicts.get(form)
        if verdict is None:
            verdict = self._may_be(form) and not self.keys.isdisjoint(
                form_keys(form, self.language)
            )
            self._verdicts[form] = verdict
        return verdict

    def _may_be(self, form: str) -> bool:
        """A look at the first letter: to analyse every word of a memory takes long."""
        if not self._initials or form[:1] in self._initials:
            return True
        if "-" in form or "'" in form:
            return True
        script = morphology(self.language).language.script
        return script is Script.CYRILLIC and form.isascii()  # typed in letters that look the same


def find_words(query: str, language: str) -> Finder:
    """Make a finder of words and phrases in any form; of nothing, for a query without words."""
    phrases = tuple(_phrases(query, language))
    folded: dict[str, str] = {}

    def may_hold(text: str) -> bool:
        """A quick look at the words alone."""
        words = _RAW_WORD.findall(_INSIDE.sub("", text))
        forms = {_folded(word, folded) for word in words}
        return all(any(map(word.is_form, forms)) for phrase in phrases for word in phrase)

    def find(text: str) -> tuple[Span, ...]:
        if not phrases or not may_hold(text):
            return ()
        passage = read(text, morphology(language))
        forms = [word.lower() for word in passage.words]
        found: list[Span] = []
        for phrase in phrases:
            spans = [
                passage.span(at, at + len(phrase) - 1)
                for at in range(len(forms) - len(phrase) + 1)
                if all(word.is_form(forms[at + n]) for n, word in enumerate(phrase))
            ]
            if not spans:
                return ()
            found += spans
        return tuple(sorted(set(found)))

    return find


def find_pattern(pattern: str) -> Finder:
    """Make a finder of a regular expression; letter case is told apart only by `(?-i:…)`.

    Raises `re.error`, and may take for ever: strangers' patterns run elsewhere.
    """
    compiled = re.compile(pattern, re.IGNORECASE)

    def find(text: str) -> tuple[Span, ...]:
        return tuple(Span(*m.span()) for m in compiled.finditer(text) if m[0])

    return find


def _phrases(query: str, language: str) -> Iterator[Sequence[_Word]]:
    for quoted, word in _PHRASE.findall(query):
        forms = [each.lower() for each in read(quoted or word, morphology(language)).words]
        if forms:
            yield [_Word(form, language) for form in forms]


def _folded(word: str, known: dict[str, str]) -> str:
    form = known.get(word)
    if form is None:
        form = known[word] = fold(word).text.lower()
    return form
