"""What the finer facts of terms are called: kind, grammar, register, state of work."""

from __future__ import annotations

from glossary.model import ProcessStatus, Relation, Term, TermType
from glossary.sentences import Failing
from workbench.web.languages import gettext as _
from workbench.web.messages import said as saying


def type_label(kind: str) -> str:
    return {
        TermType.UNSPECIFIED: _("not said"),
        TermType.FULL_FORM: _("full form"),
        TermType.ABBREVIATION: _("abbreviation"),
        TermType.ACRONYM: _("acronym"),
        TermType.SHORT_FORM: _("short form"),
        TermType.VARIANT: _("variant"),
        TermType.PHRASE: _("set phrase"),
    }[TermType(kind)]


def types() -> list[tuple[str, str]]:
    return [(kind.value, type_label(kind)) for kind in TermType]


def process_label(status: str) -> str:
    return {
        ProcessStatus.UNSPECIFIED: _("not said"),
        ProcessStatus.PROPOSED: _("proposed"),
        ProcessStatus.UNDER_REVIEW: _("under review"),
        ProcessStatus.APPROVED: _("approved"),
    }[ProcessStatus(status)]


def processes() -> list[tuple[str, str]]:
    return [(status.value, process_label(status)) for status in ProcessStatus]


def relation_label(relation: str) -> str:
    return {
        Relation.BROADER: _("broader"),
        Relation.OPPOSITE: _("opposite"),
        Relation.RELATED: _("related"),
        Relation.NOT_TO_BE_CONFUSED: _("not to be confused with"),
    }[Relation(relation)]


def relations() -> list[tuple[str, str]]:
    return [(relation.value, relation_label(relation)) for relation in Relation]


def gender_labels() -> dict[str, str]:
    return {
        "masculine": _("masculine"),
        "feminine": _("feminine"),
        "neuter": _("neuter"),
        "other": _("other"),
    }


def number_labels() -> dict[str, str]:
    return {
        "singular": _("singular"),
        "plural": _("plural"),
        "dual": _("dual"),
        "mass": _("mass noun"),
        "other": _("other"),
    }


def register_labels() -> dict[str, str]:
    return {
        "neutralRegister": _("neutral"),
        "technicalRegister": _("technical"),
        "in-houseRegister": _("in-house"),
        "colloquialRegister": _("colloquial"),
        "slangRegister": _("slang"),
        "vulgarRegister": _("vulgar"),
    }


def genders(kept: str = "") -> list[tuple[str, str]]:
    return _offered(gender_labels(), kept)


def grammatical_numbers(kept: str = "") -> list[tuple[str, str]]:
    return _offered(number_labels(), kept)


def registers(kept: str = "") -> list[tuple[str, str]]:
    return _offered(register_labels(), kept)


def reliabilities(kept: str = "") -> list[tuple[str, str]]:
    """Offer the degrees from 1, the least, to 10."""
    return _offered({str(code): str(code) for code in range(1, 11)}, kept)


def _offered(known: dict[str, str], kept: str) -> list[tuple[str, str]]:
    """What a field offers: nothing, what is known, and what already stands there."""
    return list({"": _("not said"), **({kept: kept} if kept else {}), **known}.items())


def grammar(term: Term) -> str:
    """Say what kind of word a term is."""
    return ", ".join(
        filter(
            None,
            (
                term.part_of_speech,
                type_label(term.type) if term.type else "",
                gender_labels().get(term.gender, term.gender),
                number_labels().get(term.number, term.number),
            ),
        )
    )


def standing(term: Term) -> list[tuple[str, str]]:
    """Say where and when a term is used, who answers for it, and how sure they are."""
    said = {
        "register": register_labels().get(term.register, term.register),
        "geography": term.geography,
        "process": process_label(term.process) if term.process else "",
        "reliability": _("%(code)s of 10", code=term.reliability) if term.reliability else "",
        "responsible": term.responsible,
        "valid_from": term.valid_from,
        "valid_until": term.valid_until,
    }
    return [(name, text) for name, text in said.items() if text]


def failed(failing: Failing, term: Term) -> str:
    """Say why a sentence does not prove its term."""
    if failing.must_match:
        return _(
            "No form of “%(term)s” is found here: %(sentence)s",
            term=term.text,
            sentence=failing.sentence,
        )
    found = "; ".join(saying(occurrence.reason) for occurrence in failing.found)
    return _(
        "Found where it must not be (%(found)s): %(sentence)s",
        found=found,
        sentence=failing.sentence,
    )
