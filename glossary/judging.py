"""One pair judged: its mentions bound to what stands for them, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from glossary import messages
from glossary.additions import Additions
from glossary.binding import Bond, Place
from glossary.model import Occurrence, Violation, ViolationKind
from glossary.omissions import Omissions
from glossary.policy import Ruling, Verdict
from glossary.saying import Message
from glossary.suggesting import suggestion

_KINDS = {
    Verdict.DEPRECATED: ViolationKind.DEPRECATED,
    Verdict.NOT_ALLOWED: ViolationKind.MISSING,
    Verdict.BANNED: ViolationKind.BANNED,
    Verdict.NOT_THIS_SOURCE_TERM: ViolationKind.NOT_THIS_SOURCE_TERM,
}
#: All that a usage is judged for: it is never missing and never too much.
_OF_USAGE = frozenset({Verdict.DEPRECATED, Verdict.BANNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found on both sides of a pair, how it belongs together and what is wrong."""

    source: tuple[Occurrence, ...]  #: as people read them: their senses are applied
    target: tuple[Occurrence, ...]
    #: for each target occurrence the index of the source occurrence that it stands for
    bound: tuple[int | None, ...]
    violations: tuple[Violation, ...]


@dataclass(frozen=True, kw_only=True)
class Pair(Omissions, Additions):
    """One pair being judged."""

    def judgement(self) -> Judgement:
        """What belongs together and what is wrong, in order of the source."""
        violations: list[Violation] = []
        bound: dict[int, int] = {}
        for usage in (False, True):
            mentions, slots = self.mentions(usage=usage), self.slots(usage=usage)
            bonds, used = self.bonds(mentions, slots)
            bound |= {bond.target: bond.source for bond in bonds.values()}
            if usage:
                violations += self._wrong(mentions, bonds, _OF_USAGE)
                violations += self.bare_usage(slots, used)
            else:
                violations += self._wrong(mentions, bonds, _KINDS.keys())
                violations += self._first_mentions(mentions, bonds)
                violations += self.ties(mentions, bonds)
                violations += self.omissions(mentions, bonds)
                violations += self.additions(mentions, slots, bonds, used)
        return Judgement(
            source=self.sources,
            target=self.targets,
            bound=tuple(bound.get(index) for index in range(len(self.targets))),
            violations=tuple(sorted(violations, key=_order)),
        )

    def _wrong(
        self, mentions: Sequence[Place], bonds: dict[int, Bond], verdicts: AbstractSet[Verdict]
    ) -> Iterator[Violation]:
        for number, bond in bonds.items():
            if bond.verdict in verdicts:
                kind, message = _KINDS[bond.verdict], self._message(bond, self.ruling(bond.source))
                yield self._of_bond(kind, mentions[number], bond, message)

    def _first_mentions(
        self, mentions: Sequence[Place], bonds: dict[int, Bond]
    ) -> Iterator[Violation]:
        """Right renderings that stand where the house style first wants another form."""
        for number, bond in bonds.items():
            form = self.introduction(bond.source) if bond.verdict is Verdict.RIGHT else ""
            said, found = self.sources[bond.source], self.targets[bond.target]
            if form and not self.ruling(bond.source).introduces(found):
                message = messages.first_mention(found.form, said.form, form)
                yield self._of_bond(ViolationKind.FIRST_MENTION, mentions[number], bond, message)

    def _of_bond(
        self, kind: ViolationKind, mention: Place, bond: Bond, message: Message
    ) -> Violation:
        said, found = self.sources[bond.source], self.targets[bond.target]
        right, language = self.right(bond.source), self.rulebook.target_language
        return Violation(
            kind=kind,
            severity=self.severity(kind, mention, found),
            concept=said.concept,
            message=message,
            source=said.span,
            target=found.span,
            expected=right,
            evidence=min(said.evidence, found.evidence),
            rule=self.ruling(bond.source).usage(found),
            suggestion=suggestion(found, right, self.target, language),
        )

    def _message(self, bond: Bond, ruling: Ruling) -> Message:
        said, found = self.sources[bond.source], self.targets[bond.target]
        why, right = ruling.usage(found), self.right(bond.source)
        if bond.verdict is Verdict.BANNED:
            return messages.banned(found.form, said.form, why, right)
        if bond.verdict is Verdict.DEPRECATED:
            return messages.deprecated(found.form, said.form, why, right)
        if bond.verdict is Verdict.NOT_ALLOWED:
            return messages.not_allowed(found.form, said.form, self.rulebook.policy, right)
        renders = ruling.renders_only(found)
        return messages.not_this_source_term(found.form, said.form, renders, right)


def _order(violation: Violation) -> tuple[int, int]:
    places = (violation.source or violation.target, violation.target or violation.source)
    return (places[0].start if places[0] else 0, places[1].start if places[1] else 0)
