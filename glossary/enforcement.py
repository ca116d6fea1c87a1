"""The right rendering, on the right occurrence, in the right voice.

`judge` finds the concepts that a source names, binds each mention to the words
of the translation that stand for it, and says where they are not what the term
base and the house style want. It is silent where it is not sure: a word that
has another sense gets a note, a mention that a pronoun replaces gets a note, a
word that translates something else is not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from glossary.judging import Judgement, Pair
from glossary.model import Occurrence, Sense, TermBase, Violation, Voice
from glossary.rulebook import Rulebook
from glossary.senses import meant
from glossary.speech import set_voices

#: No source occurrence is the first mention of its concept.
NOTHING_FIRST: Mapping[str, int] = MappingProxyType({})

__all__ = ["Enforcer", "Judgement", "compile_enforcer", "enforce"]


def enforce(
    source: str,
    target: str,
    *,
    termbase: TermBase,
    source_language: str,
    target_language: str,
    policy: str = "",
    voice: Voice = Voice.NARRATION,
) -> tuple[Violation, ...]:
    """What is wrong with the renderings of one pair."""
    enforcer = compile_enforcer(
        termbase, source_language=source_language, target_language=target_language, policy=policy
    )
    return enforcer.judge(source, target, voice=voice).violations


def compile_enforcer(
    termbase: TermBase, *, source_language: str, target_language: str, policy: str = ""
) -> Enforcer:
    """The enforcer for a pair of languages and a policy; compiled once and kept."""
    return _compiled(termbase, source_language, target_language, policy)


@lru_cache(maxsize=8)
def _compiled(
    termbase: TermBase, source_language: str, target_language: str, policy: str
) -> Enforcer:
    return Enforcer(termbase, source_language, target_language, policy)


class Enforcer(Rulebook):
    """Judges thousands of pairs of two languages under one policy; safe to share by threads."""

    def judge(
        self,
        source: str,
        target: str,
        *,
        voice: Voice = Voice.NARRATION,
        source_occurrences: Sequence[Occurrence] | None = None,
        target_occurrences: Sequence[Occurrence] | None = None,
        before: str = "",
        after: str = "",
        source_before: str = "",
        source_after: str = "",
        senses: Sequence[Sense] = (),
        cued: frozenset[str] = frozenset(),
        first: Mapping[str, int] = NOTHING_FIRST,
    ) -> Judgement:
        """What is wrong with the renderings of one pair.

        Occurrences that are given were found by an enforcer of the same term base,
        languages and policy. `before` and `after` are the rest of the block's
        translation, `source_before` and `source_after` of its source; `senses` were
        set by people, `cued` are the concepts whose cues stand elsewhere in block or
        document, and `first` says of concepts where in this source their first
        mention in the edition's running text begins.
        """
        if source_occurrences is None:
            source_occurrences = self.source_occurrences(source)
        if target_occurrences is None:
            target_occurrences = self.target_occurrences(target)
        understood = meant(source, source_occurrences, senses, concepts=self.concepts)
        pair = Pair(
            rulebook=self,
            source=source,
            target=target,
            voice=voice,
            sources=understood.occurrences,
            targets=tuple(target_occurrences),
            told=understood.told,
            said=set_voices(senses),
            cued=cued,
            first=first,
            before=before,
            after=after,
            named=frozenset(o.concept for o in (*source_occurrences, *understood.occurrences)),
            source_before=source_before,
            source_after=source_after,
        )
        return pair.judgement()
