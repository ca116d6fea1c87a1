"""What a violation says to the translator: what stands there, for what, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossary.languages import language_of
from glossary.saying import (
    Fact,
    Joint,
    LanguageName,
    Message,
    counted,
    followed_by,
    listed,
    quoted,
    say,
)

#: Words of a usage: what stands there, why it is wrong, what would be right.
OfUsage = Callable[[str, str, Sequence[str]], Message]


def banned(found: str, source: str, why: str, right: Sequence[str]) -> Message:
    if not why:
        told = say("“%(found)s” may not stand for “%(source)s”.", found=found, source=source)
        return _with_right(told, right)
    told = say(
        "“%(found)s” may not stand for “%(source)s” (%(why)s).",
        found=found,
        source=source,
        why=_inside(why),
    )
    return _with_right(told, right)


def deprecated(found: str, source: str, why: str, right: Sequence[str]) -> Message:
    if not why:
        told = say("“%(found)s” is deprecated for “%(source)s”.", found=found, source=source)
        return _with_right(told, right)
    told = say(
        "“%(found)s” is deprecated for “%(source)s” (%(why)s).",
        found=found,
        source=source,
        why=_inside(why),
    )
    return _with_right(told, right)


def not_this_source_term(
    found: str, source: str, renders: Sequence[str], right: Sequence[str]
) -> Message:
    told = say(
        "The source says “%(source)s”, but “%(found)s” renders only %(others)s.",
        source=source,
        found=found,
        others=quoted(renders, Joint.AND),
    )
    return _with_right(told, right)


def not_allowed(found: str, source: str, policy: str, right: Sequence[str]) -> Message:
    told = say(
        "“%(found)s” stands for “%(source)s”, but the house style “%(policy)s” wants another word.",
        found=found,
        source=source,
        policy=policy,
    )
    return _with_right(told, right)


def missing(source: str, right: Sequence[str]) -> Message:
    return _with_right(say("“%(source)s” has no rendering here.", source=source), right)


def mention_missing(source: str) -> Message:
    return say(
        "“%(source)s” is named again in the source; this mention is not rendered.", source=source
    )


def related(source: str, word: str, right: Sequence[str]) -> Message:
    told = say(
        "“%(source)s” is rendered only by a related word, “%(word)s”.", source=source, word=word
    )
    return _with_right(told, right)


def kept(source: str, name: str) -> Message:
    return say(
        "“%(source)s” stands here in a name that is kept as it is, “%(name)s”.",
        source=source,
        name=name,
    )


def nearby(source: str) -> Message:
    return say(
        "“%(source)s” is rendered not here but in the neighbouring text of the block.",
        source=source,
    )


def first_mention(found: str, source: str, form: str) -> Message:
    told = say(
        "“%(source)s” is mentioned here for the first time, but “%(found)s” does not introduce it.",
        source=source,
        found=found,
    )
    return _with_right(told, [form])


def wrong_language(
    found: str, source: str, languages: Sequence[str], own: str, right: Sequence[str]
) -> Message:
    told = say(
        "“%(found)s” stands for “%(source)s” and is %(languages)s, not %(own)s.",
        found=found,
        source=source,
        languages=listed(map(_language, languages), Joint.OR),
        own=_language(own),
    )
    return _with_right(told, right)


def added(found: str) -> Message:
    return say("“%(found)s” is contested, and nothing in the source says it.", found=found)


def added_from_nearby(found: str) -> Message:
    return say(
        "“%(found)s” is named not here but in the neighbouring source of the block.", found=found
    )


def inconsistent(rarer: str, times: int, kept: str, mostly: int) -> Message:
    return say(
        "“%(rarer)s” stands %(times)s beside “%(kept)s”, which stands %(mostly)s.",
        rarer=rarer,
        times=_times(times),
        kept=kept,
        mostly=_times(mostly),
    )


def tie(source: str, found: str, meant: str, other: str) -> Message:
    return say(
        "“%(source)s” may mean %(meant)s or %(other)s; “%(found)s” takes it as %(meant)s.",
        source=source,
        meant=meant,
        other=other,
        found=found,
    )


def besides(found: str, source: str, why: str) -> Message:
    if not why:
        return say(
            "“%(found)s” stands here besides the rendering of “%(source)s”"
            " and may not stand for it.",
            found=found,
            source=source,
        )
    return say(
        "“%(found)s” stands here besides the rendering of “%(source)s”"
        " and may not stand for it (%(why)s).",
        found=found,
        source=source,
        why=_inside(why),
    )


def usage_banned(found: str, why: str, right: Sequence[str]) -> Message:
    if not why:
        return _with_right(say("“%(found)s” is not used.", found=found), right)
    told = say("“%(found)s” is not used (%(why)s).", found=found, why=_inside(why))
    return _with_right(told, right)


def usage_deprecated(found: str, why: str, right: Sequence[str]) -> Message:
    if not why:
        return _with_right(say("“%(found)s” is deprecated.", found=found), right)
    told = say("“%(found)s” is deprecated (%(why)s).", found=found, why=_inside(why))
    return _with_right(told, right)


def _with_right(told: Message, renderings: Sequence[str]) -> Message:
    if not renderings:
        return told
    right = say("Right would be %(renderings)s.", renderings=quoted(renderings, Joint.OR))
    return followed_by(told, right)


def _inside(why: str) -> str:
    """A note as it stands in brackets."""
    return why.rstrip(".")


def _times(count: int) -> Fact:
    if count == 1:
        return say("once")
    if count == 2:
        return say("twice")
    return counted("%(num)s time", "%(num)s times", count)


def _language(code: str) -> LanguageName:
    return LanguageName(code=code, english=language_of(code).name)
