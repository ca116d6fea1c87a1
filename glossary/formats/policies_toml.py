"""Policies (house styles) as TOML, which people edit by hand and compare line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from glossary.errors import UnreadableTermBase
from glossary.formats.line_ends import tidy
from glossary.model import ALL_VOICES, ANY, Policy, Rule, Severity, Voice
from glossary.saying import Message, say

_POLICY_KEYS = frozenset({"name", "extends", "description", "rule"})
_RULE_KEYS = frozenset(
    {"concept", "language", "required", "also-allowed", "forbidden"}
    | {"first-mention", "voices", "severity", "consistent", "rationale"}
)
_LINE = re.compile(r"\(at line (\d+)")
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_ENDLESS_KEY = re.compile(rf"(?<![\w-]){_PART}(?:\.[ \t]*+{_PART}){{50}}")
#: More than any house has written; a hundred rules are about 30 kB.
MOST_BYTES = 1024 * 1024


def read_policies(content: bytes, place: str = "policies.toml") -> tuple[Policy, ...]:
    """The policies in the order of the file."""
    if len(content) > MOST_BYTES:
        raise UnreadableTermBase(
            place, None, say("the file is larger than %(count)s bytes.", count=MOST_BYTES)
        )
    try:
        document = _parsed(content.decode(), place)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTermBase(place, line, say("this is not UTF-8.")) from None
    except tomllib.TOMLDecodeError as error:
        told = _LINE.search(str(error))
        raise UnreadableTermBase(place, int(told[1]) if told else None, f"{error}.") from None
    except (ValueError, RecursionError):
        reason = say("a number is too long, or brackets are nested too deep.")
        raise UnreadableTermBase(place, None, reason) from None
    tables = document.get("policy", [])
    if document.keys() - {"policy"} or not isinstance(tables, list):
        reason = say("a file of policies has [[policy]] tables only.")
        raise UnreadableTermBase(place, None, reason)
    return tuple(_policy(_Table(place, say("a policy"), table, _POLICY_KEYS)) for table in tables)


def write_policies(policies: Iterable[Policy]) -> bytes:
    """The file that `read_policies` reads back as the same policies."""
    return "\n".join(line for policy in policies for line in _policy_lines(policy)).encode()


def _parsed(text: str, place: str) -> dict[str, Any]:
    """The document, unless a key has so many parts that Python's reader takes all memory."""
    if found := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableTermBase(place, line, say("a key has more than 50 parts."))
    return tomllib.loads(text)


class _Table:
    """A TOML table, which says what is wrong with it."""

    def __init__(self, place: str, name: Message, table: Any, keys: frozenset[str]) -> None:
        self.place, self.name = place, name
        if not isinstance(table, dict):
            raise self.wrong(say("is no table"))
        self.table: dict[str, Any] = table
        if unknown := sorted(table.keys() - keys):
            raise self.wrong(say("has the unknown key “%(key)s”", key=unknown[0]))

    def wrong(self, reason: Message) -> UnreadableTermBase:
        told = say("%(table)s %(reason)s.", table=self.name, reason=reason)
        return UnreadableTermBase(self.place, None, told)

    def text(self, key: str, default: str = "") -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(say("wants a text as “%(key)s”", key=key))
        return tidy(value)

    def flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(say("wants true or false as “%(key)s”", key=key))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.table.get(key, [])
        if not (isinstance(values, list) and all(isinstance(v, str) for v in values)):
            raise self.wrong(say("wants a list of texts as “%(key)s”", key=key))
        return tuple(filter(None, map(tidy, values)))


def _policy(table: _Table) -> Policy:
    if not (name := table.text("name")):
        raise table.wrong(say("has no name"))
    rules = table.table.get("rule", [])
    if not isinstance(rules, list):
        raise table.wrong(say("has rules as [[policy.rule]] only"))
    named = say("a rule of “%(policy)s”", policy=name)
    return Policy(
        name=name,
        extends=table.text("extends"),
        description=table.text("description"),
        rules=tuple(_rule(_Table(table.place, named, rule, _RULE_KEYS)) for rule in rules),
    )


def _rule(table: _Table) -> Rule:
    return Rule(
        concept=table.text("concept", ANY),
        language=table.text("language", ANY),
        required=table.texts("required"),
        also_allowed=table.texts("also-allowed"),
        forbidden=table.texts("forbidden"),
        first_mention=table.text("first-mention"),
        voices=_voices(table) or ALL_VOICES,
        severity=_severity(table),
        consistent=table.flag("consistent"),
        rationale=table.text("rationale"),
    )


def _voices(table: _Table) -> frozenset[Voice]:
    voices = table.texts("voices")
    if unknown := sorted(set(voices) - set(Voice)):
        raise table.wrong(say("names the unknown voice “%(voice)s”", voice=unknown[0]))
    return frozenset(Voice(voice) for voice in voices)


def _severity(table: _Table) -> Severity | None:
    word = table.text("severity")
    if word and word.upper() not in Severity.__members__:
        raise table.wrong(say("names the unknown severity “%(severity)s”", severity=word))
    return Severity[word.upper()] if word else None


def _policy_lines(policy: Policy) -> Iterator[str]:
    yield "[[policy]]"
    yield f"name = {_quoted(policy.name)}"
    yield from _pair("extends", policy.extends)
    yield from _pair("description", policy.description)
    yield ""
    for rule in policy.rules:
        yield from _rule_lines(rule)


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield "[[policy.rule]]"
    yield f"concept = {_quoted(rule.concept)}"
    yield f"language = {_quoted(rule.language)}"
    yield from _list("required", rule.required)
    yield from _list("also-allowed", rule.also_allowed)
    yield from _list("forbidden", rule.forbidden)
    yield from _pair("first-mention", rule.first_mention)
    if rule.voices != ALL_VOICES:
        yield from _list("voices", tuple(v for v in Voice if v in rule.voices))
    if rule.severity is not None:
        yield from _pair("severity", rule.severity.name.lower())
    if rule.consistent:
        yield "consistent = true"
    yield from _pair("rationale", rule.rationale)
    yield ""


def _pair(key: str, value: str) -> Iterator[str]:
    if value:
        yield f"{key} = {_quoted(value)}"


def _list(key: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{key} = [{', '.join(map(_quoted, values))}]"


def _quoted(text: str) -> str:
    """A basic string of TOML: quotation marks, backslashes and control characters escaped."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return f"\\u{ord(character):04X}" if ord(character) < 0x20 or character == "\x7f" else character
