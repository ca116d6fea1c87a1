"""What a violation says to the translator: what stands there, for what, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

#: Words of a usage: what stands there, why it is wrong, what would be right.
OfUsage = Callable[[str, str, Sequence[str]], str]


def banned(found: str, source: str, why: str, right: Sequence[str]) -> str:
    return _sentences(f"“{found}” may not stand for “{source}”{_because(why)}", _right(right))


def deprecated(found: str, source: str, why: str, right: Sequence[str]) -> str:
    return _sentences(f"“{found}” is deprecated for “{source}”{_because(why)}", _right(right))


def not_this_source_term(
    found: str, source: str, renders: Sequence[str], right: Sequence[str]
) -> str:
    others = _listed([f"“{text}”" for text in renders])
    return _sentences(
        f"The source says “{source}”, but “{found}” renders only {others}", _right(right)
    )


def not_allowed(found: str, source: str, policy: str, right: Sequence[str]) -> str:
    told = f"“{found}” stands for “{source}”, but the house style “{policy}” wants another word"
    return _sentences(told, _right(right))


def missing(source: str, right: Sequence[str]) -> str:
    return _sentences(f"“{source}” has no rendering here", _right(right))


def mention_missing(source: str) -> str:
    return f"“{source}” is named again in the source; this mention is not rendered."


def related(source: str, word: str, right: Sequence[str]) -> str:
    return _sentences(f"“{source}” is rendered only by a related word, “{word}”", _right(right))


def kept(source: str, name: str) -> str:
    return f"“{source}” stands here in a name that is kept as it is, “{name}”."


def nearby(source: str) -> str:
    return f"“{source}” is rendered not here but in the neighbouring text of the block."


def first_mention(found: str, source: str, form: str) -> str:
    told = f"“{source}” is mentioned here for the first time, but “{found}” does not introduce it"
    return _sentences(told, _right([form]))


def wrong_language(
    found: str, source: str, languages: Sequence[str], own: str, right: Sequence[str]
) -> str:
    told = f"“{found}” stands for “{source}” and is {_listed(languages, 'or')}, not {own}"
    return _sentences(told, _right(right))


def added(found: str) -> str:
    return f"“{found}” is contested, and nothing in the source says it."


def added_from_nearby(found: str) -> str:
    return f"“{found}” is named not here but in the neighbouring source of the block."


def inconsistent(rarer: str, times: int, kept: str, mostly: int) -> str:
    return f"“{rarer}” stands {_times(times)} beside “{kept}”, which stands {_times(mostly)}."


def tie(source: str, found: str, meant: str, other: str) -> str:
    return f"“{source}” may mean {meant} or {other}; “{found}” takes it as {meant}."


def besides(found: str, source: str, why: str) -> str:
    told = f"“{found}” stands here besides the rendering of “{source}” and may not stand for it"
    return f"{told}{_because(why)}."


def usage_banned(found: str, why: str, right: Sequence[str]) -> str:
    return _sentences(f"“{found}” is not used{_because(why)}", _right(right))


def usage_deprecated(found: str, why: str, right: Sequence[str]) -> str:
    return _sentences(f"“{found}” is deprecated{_because(why)}", _right(right))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _because(why: str) -> str:
    return f" ({why.rstrip('.')})" if why else ""


def _right(renderings: Sequence[str]) -> str:
    if not renderings:
        return ""
    return f"Right would be {_listed([f'“{text}”' for text in renderings], 'or')}"


def _sentences(*sentences: str) -> str:
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _listed(texts: Sequence[str], conjunction: str = "and") -> str:
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {conjunction} {texts[-1]}"
