"""What statuses, case rules, severities and fields are called, and how statuses look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from glossary.model import (
    ALL_VOICES,
    ANY,
    CaseRule,
    Concept,
    Cue,
    Example,
    Reference,
    Rule,
    Severity,
    Source,
    Status,
    Term,
    ViolationKind,
    Voice,
)
from workbench.services.consulting import Opened
from workbench.web.glossary import term_words
from workbench.web.languages import gettext as _
from workbench.web.languages import name as language_name
from workbench.web.looks import Look
from workbench.web.structure_words import voice_label

#: Parts of speech that are offered; others may be written.
PARTS_OF_SPEECH = (
    "noun",
    "proper noun",
    "noun phrase",
    "phrase",
    "adjective",
    "verb",
    "abbreviation",
)
#: Languages that are offered beside those in use.
_COMMON = ("en", "ru", "uk", "de", "fr", "es", "pl", "cs", "bg")


def status_look(status: str) -> Look:
    """Tell how an administrative status is shown."""
    return {
        Status.PREFERRED: Look("✓", "green", _("preferred")),
        Status.ADMITTED: Look("○", "blue", _("admitted")),
        Status.DEPRECATED: Look("▽", "amber", _("deprecated")),
        Status.FORBIDDEN: Look("✕", "red", _("forbidden")),
    }[Status(status)]


def statuses() -> list[tuple[str, str]]:
    return [
        (status.value, f"{status_look(status).sign} {status_look(status).label}")
        for status in Status
    ]


def case_label(case: str) -> str:
    return {
        CaseRule.ANY: _("as the language writes it"),
        CaseRule.AS_WRITTEN: _("exactly as written"),
        CaseRule.INITIAL: _("with a capital initial"),
    }[CaseRule(case)]


def cases() -> list[tuple[str, str]]:
    return [(case.value, case_label(case)) for case in CaseRule]


def kind_label(kind: str) -> str:
    """Name a kind of violation."""
    return {
        ViolationKind.MISSING: _("missing"),
        ViolationKind.BANNED: _("banned"),
        ViolationKind.DEPRECATED: _("deprecated"),
        ViolationKind.NOT_THIS_SOURCE_TERM: _("not for this source term"),
        ViolationKind.FIRST_MENTION: _("first mention"),
        ViolationKind.WRONG_LANGUAGE: _("word of another language"),
        ViolationKind.INCONSISTENT: _("inconsistent"),
        ViolationKind.ADDED: _("added"),
    }[ViolationKind(kind)]


def severity_label(severity: int | None) -> str:
    if severity is None:
        return _("by kind")
    return {
        Severity.NOTE: _("note"),
        Severity.WARNING: _("warning"),
        Severity.ERROR: _("error"),
    }[Severity(severity)]


def severities() -> list[tuple[str, str]]:
    chosen = [(severity.name.lower(), severity_label(severity)) for severity in Severity]
    return [("", _("by the kind of violation")), *chosen]


def voices(held: frozenset[Voice]) -> str:
    """Name the voices that a rule holds in."""
    if held == ALL_VOICES:
        return _("every voice")
    return ", ".join(voice_label(voice) for voice in Voice if voice in held)


def every_voice() -> list[tuple[str, str]]:
    return [(voice.value, voice_label(voice)) for voice in Voice]


def language(code: str) -> str:
    """Name the language that a rule is for."""
    return _("every language") if code == ANY else language_name(code)


def languages(*used: Iterable[str]) -> list[tuple[str, str]]:
    """Offer languages: those in use first."""
    codes = dict.fromkeys([code for codes in used for code in codes] + list(_COMMON))
    return [(code, f"{language_name(code)} ({code})") for code in codes if code and code != ANY]


def field_label(name: str) -> str:
    """Name a field of an entry or a term."""
    labels = {**_labels_of_concepts(), **_labels_of_terms(), **_labels_of_tbx()}
    return {**labels, **_labels_of_rules()}.get(name, name)


def _labels_of_concepts() -> dict[str, str]:
    return {
        "subject": _("subject"),
        "definition": _("definition"),
        "contested": _("contested"),
        "why_contested": _("why it is contested"),
        "note": _("note"),
        "sources": _("sources"),
        "cues": _("cues"),
        "examples": _("examples"),
        "references": _("cross-references"),
    }


def _labels_of_terms() -> dict[str, str]:
    return {
        "language": _("language"),
        "text": _("text"),
        "status": _("status"),
        "part_of_speech": _("part of speech"),
        "usage": _("usage"),
        "case": _("letter case"),
        "ambiguous": _("ambiguous"),
        "renders": _("renders"),
        "forms": _("further forms"),
        "excepted": _("excepted forms"),
        "target_only": _("banned everywhere"),
        "must_match": _("is found in"),
        "must_not_match": _("is not found in"),
    }


def _labels_of_tbx() -> dict[str, str]:
    return {
        "type": _("kind of term"),
        "gender": _("gender"),
        "number": _("number"),
        "register": _("register"),
        "geography": _("where it is used"),
        "false_friend": _("false friend"),
        "reliability": _("reliability"),
        "process": _("state of work"),
        "responsible": _("responsible"),
        "valid_from": _("valid from"),
        "valid_until": _("valid until"),
    }


def _labels_of_rules() -> dict[str, str]:
    return {
        "extends": _("extends"),
        "description": _("description"),
        "required": _("wants"),
        "also_allowed": _("also allows"),
        "forbidden": _("forbids"),
        "first_mention": _("at first mention"),
        "voices": _("voices"),
        "severity": _("gravity"),
        "rationale": _("rationale"),
        "consistent": _("one rendering in the whole edition"),
    }


def value(entry: Concept | Term | Rule, name: str) -> str:
    """Write a field of an entry, a term or a rule for people."""
    found = getattr(entry, name)
    if name in _WRITTEN:
        return _WRITTEN[name](found) or "–"
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, tuple):
        return "; ".join(map(_part, found)) or "–"
    return str(found) or "–"


#: Fields whose values have names of their own.
_WRITTEN: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "status": lambda status: status_look(status).label,
        "case": case_label,
        "severity": severity_label,
        "voices": voices,
        "type": term_words.type_label,
        "process": term_words.process_label,
        "gender": lambda gender: term_words.gender_labels().get(gender, gender),
        "number": lambda number: term_words.number_labels().get(number, number),
        "register": lambda register: term_words.register_labels().get(register, register),
    }
)


def _part(part: str | Source | Cue | Example | Reference) -> str:
    """Write one of several things that a field holds."""
    if isinstance(part, Source):
        return ", ".join(filter(None, (part.title, part.link, part.quotation, part.date)))
    if isinstance(part, Cue | Example):
        return f"{part.text} ({part.language})"
    if isinstance(part, Reference):
        return f"{term_words.relation_label(part.relation)}: {part.concept}"
    return part


def evidence_label(evidence: int) -> str:
    return {1: _("a guess"), 2: _("by its ending"), 3: _("in the dictionary")}[evidence]


def best(concept: Concept, code: str) -> tuple[Term, ...]:
    """The renderings that are right in a language, preferred ones or else admitted ones."""
    terms = concept.in_language(code)
    preferred = tuple(term for term in terms if term.status is Status.PREFERRED)
    return preferred or tuple(term for term in terms if term.status is Status.ADMITTED)


def headline(concept: Concept, codes: Sequence[str]) -> Term | None:
    """The term by which a list names a concept: the best in the first of these languages."""
    candidates = (term for code in (*codes, "en") for term in best(concept, code))
    return next(candidates, next(iter(concept.terms), None))


def title(concept: Concept, codes: Sequence[str]) -> str:
    term = headline(concept, codes)
    return term.text if term else concept.id


def concepts(seen: Opened) -> list[tuple[str, str]]:
    """Offer the concepts of a glossary, each by its best term and its short name."""
    return [(c.id, f"{title(c, seen.columns)} ({c.id})") for c in seen.termbase.concepts]


def by_language(concept: Concept, codes: Sequence[str]) -> list[tuple[str, list[Term]]]:
    """The terms of a concept by language, those of the projects first, best statuses first."""
    order = list(Status)
    named = dict.fromkeys([*codes, *(term.language for term in concept.terms)])
    return [
        (code, sorted(concept.in_language(code), key=lambda term: order.index(term.status)))
        for code in named
        if concept.in_language(code) or code in codes
    ]
