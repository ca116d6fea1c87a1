"""The right rendering, on the right occurrence, in the right voice.

`judge` finds the concepts that a source names, binds each mention to the words
of the translation that stand for it, and says where they are not what the term
base and the house style want. It is silent where it is not sure: a word that
has another sense gets a note, a mention that a pronoun replaces gets a note, a
word that translates something else is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from glossary.judging import Judgement, Pair
from glossary.model import Occurrence, TermBase, Violation, Voice
from glossary.rulebook import Rulebook

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
    ) -> Judgement:
        """What is wrong with the renderings of one pair.

        Occurrences that are given were found by an enforcer of the same term base,
        languages and policy; `before` and `after` are the rest of the block's translation.
        """
        if source_occurrences is None:
            source_occurrences = self.source_occurrences(source)
        if target_occurrences is None:
            target_occurrences = self.target_occurrences(target)
        pair = Pair(
            rulebook=self,
            source=source,
            target=target,
            voice=voice,
            sources=tuple(source_occurrences),
            targets=tuple(target_occurrences),
            before=before,
            after=after,
        )
        return pair.judgement()
