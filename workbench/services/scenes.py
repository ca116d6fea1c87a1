"""A pair checked: the glossary and all checks asked about it in its block, waivers applied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from glossary.enforcement import Enforcer, Judgement
from glossary.model import Sense, Severity, Voice
from translations import checks
from translations.checks import terminology
from translations.checks.base import Pair
from translations.model import Code, Finding
from translations.waivers import Scope, Subject, Waiver, assign, rule_of, subject
from workbench.services import contexts, glossing
from workbench.services.contexts import Context
from workbench.storage import findings, footing, targets
from workbench.storage.findings import Found, WaiverRow
from workbench.storage.footing import Footing
from workbench.storage.occurrences import Bound
from workbench.storage.targets import Neighbour, Place

#: A quotation may begin in one segment and end in another of the block.
_QUOTATION = re.compile(r"""[«»„“”"‹›]|(?<!\w)['‘]|['’](?!\w)""")
#: A speech goes on in the next segment after such an end.
_GOES_ON = re.compile(r"[,–—-]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """A segment and a text for it, with all that decides what is wrong with it."""

    source: str
    target: str
    source_language: str
    target_language: str
    codes: tuple[Code, ...] = ()
    voice: Voice = Voice.NARRATION
    speaker: str = ""
    before: str = ""
    after: str = ""
    source_before: str = ""
    source_after: str = ""
    senses: tuple[Sense, ...] = ()
    cued: frozenset[str] = frozenset()
    first: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings are open, by severity."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text, and what it is about."""

    found: tuple[Found, ...] = ()
    subjects: tuple[Subject, ...] = ()
    occurrences: tuple[Bound, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """What is found and not waived."""
        return tuple(each.finding for each in self.found if each.waiver_id is None)

    @property
    def counts(self) -> Counts:
        return count(self.found)


def count(found: Iterable[Found]) -> Counts:
    """Count what is not waived."""
    severities = [each.finding.severity for each in found if each.waiver_id is None]
    return Counts(
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
        severities.count(Severity.NOTE),
    )


NOTHING = Checked()


def check(facts: PairFacts, enforcer: Enforcer, *, waivers: Iterable[WaiverRow] = ()) -> Checked:
    """Ask the glossary and all checks about a pair; nothing is wrong with an empty text."""
    if not facts.target.strip():
        return NOTHING
    judgement = enforcer.judge(
        facts.source,
        facts.target,
        voice=facts.voice,
        source_occurrences=glossing.source_occurrences(enforcer, facts.source),
        before=facts.before,
        after=facts.after,
        source_before=facts.source_before,
        source_after=facts.source_after,
        senses=facts.senses,
        cued=facts.cued,
        first=facts.first,
    )
    rules = [rule_of(violation) for violation in judgement.violations]
    found = (*terminology.findings(judgement.violations), *checks.run(_pair(facts)))
    subjects = tuple(
        subject(
            finding,
            source=facts.source,
            target=facts.target,
            voice=facts.voice,
            rule=rules[number] if number < len(rules) else "",
            senses=facts.senses,
        )
        for number, finding in enumerate(found)
    )
    assigned = assign(subjects, map(_waiver, waivers), speaker=facts.speaker)
    return Checked(tuple(map(Found, found, assigned)), subjects, _bound(judgement))


def _pair(facts: PairFacts) -> Pair:
    return Pair(
        source=facts.source,
        target=facts.target,
        source_language=facts.source_language,
        target_language=facts.target_language,
        codes=facts.codes,
        voice=facts.voice,
        before=facts.before,
        after=facts.after,
    )


def _waiver(row: WaiverRow) -> Waiver:
    voice, rule, sense = f"{row.basis}  ".split(" ", 2)
    return Waiver(
        id=row.id,
        scope=Scope(row.scope),
        subject=Subject(
            check=row.check_name,
            kind=row.kind,
            concept=row.concept,
            source_words=row.source_words,
            target_words=row.target_words,
            voice=Voice(voice),
            rule=rule,
            sense=sense.strip(),
        ),
        speaker=row.speaker,
        ordinal=row.ordinal,
    )


def basis(about: Subject) -> str:
    """Write down the voice, the rule and the sense that a waiver rests on."""
    return f"{about.voice} {about.rule} {about.sense}".rstrip()


def _bound(judgement: Judgement) -> tuple[Bound, ...]:
    return tuple(
        Bound(occurrence, None if index is None else judgement.source[index].span)
        for occurrence, index in zip(judgement.target, judgement.bound, strict=True)
    )


# A block as it stands in an edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place with its block: all that is read before anything in it is checked."""

    place: Place
    block: tuple[Neighbour, ...]
    enforcer: Enforcer
    concepts: Mapping[str, int]  #: the rows of the concepts, by their idents
    context: Context
    waivers: tuple[WaiverRow, ...]

    @property
    def footing(self) -> Footing:
        place = self.place
        return Footing(
            place.glossary_revision,
            place.policy_version,
            place.context_version,
            place.block_version,
            place.waivers[:2],
            tuple(sorted(map(self._seen, self.block))),
        )

    def _seen(self, each: Neighbour) -> tuple[int, int, int]:
        """Which texts of a segment were read; of the place itself what was read of it first."""
        if each.segment_id == self.place.segment_id:
            return each.segment_id, self.place.text_id, self.place.target.version
        return each.segment_id, each.text_id, each.version

    def check(
        self, segment_id: int, text: str | None = None, *, replaced: Mapping[int, str] | None = None
    ) -> Checked:
        """Check a segment of the block as it stands, or with other texts in the block."""
        texts = {each.segment_id: each.text for each in self.block} | dict(replaced or {})
        if text is not None:
            texts[segment_id] = text
        here = next(n for n, each in enumerate(self.block) if each.segment_id == segment_id)
        return check(
            self._facts(here, texts),
            self.enforcer,
            waivers=(w for w in self.waivers if w.segment_id in {None, segment_id}),
        )

    def affected(self, segment_id: int, text: str) -> tuple[Neighbour, ...]:
        """Name the other segments of the block whose findings a new text here may change.

        A term may be rendered in a neighbour, and a quotation may go on in one.
        """
        old = next(each.text for each in self.block if each.segment_id == segment_id)
        if old == text:
            return ()
        quotes = bool(_QUOTATION.search(f"{old} {text}")) or _shape(old) != _shape(text)
        return tuple(
            each
            for each in self.block
            if each.segment_id != segment_id
            and each.target_id is not None
            and (each.unrendered or (quotes and _QUOTATION.search(each.source + each.text)))
        )

    def _facts(self, here: int, texts: Mapping[int, str]) -> PairFacts:
        me, place = self.block[here], self.place
        sources = {each.segment_id: each.source for each in self.block}
        return PairFacts(
            source=me.source,
            target=texts[me.segment_id],
            source_language=place.source_language,
            target_language=place.language,
            codes=me.codes,
            voice=place.voice,
            speaker=place.speaker,
            before=_running(self.block[:here], texts),
            after=_running(self.block[here + 1 :], texts),
            source_before=_running(self.block[:here], sources),
            source_after=_running(self.block[here + 1 :], sources),
            senses=self._senses(me),
            cued=self.context.cued,
            first=self.context.first_in(me.segment_id),
        )

    def _senses(self, me: Neighbour) -> tuple[Sense, ...]:
        if not self.context.senses:
            return ()
        found = glossing.source_occurrences(self.enforcer, me.source)
        return self.context.senses_in(me.segment_id, self.place.speaker, found)


def _shape(text: str) -> tuple[bool, bool]:
    """What a quotation in a neighbour sees of a text without marks: that it is, and goes on."""
    return bool(text.strip()), _GOES_ON.search(text) is not None


def _running(segments: Sequence[Neighbour], texts: Mapping[int, str]) -> str:
    """Join texts of segments as they stand one after another."""
    return "".join(
        texts[each.segment_id] + (each.after or " ") for each in segments if texts[each.segment_id]
    )


def gather(connection: Connection, place: Place) -> Scene:
    """Read what a block rests on."""
    block = targets.block(connection, place.edition_id, place.block_id)
    return _scene(connection, place, block)


def _scene(connection: Connection, place: Place, block: tuple[Neighbour, ...]) -> Scene:
    _newest, ended, all_of_them = place.waivers
    termbase = glossing.termbase(connection, place.glossary_id, revision=place.glossary_revision)
    return Scene(
        place=place,
        block=block,
        enforcer=glossing.enforcer(
            termbase,
            source_language=place.source_language,
            target_language=place.language,
            policy=place.policy,
        ),
        concepts=glossing.concepts(connection, place.glossary_id, revision=place.glossary_revision),
        context=contexts.of(connection, place),
        waivers=()
        if ended == all_of_them
        else findings.waivers(connection, place.edition_id, [each.segment_id for each in block]),
    )


def stands(connection: Connection, scene: Scene) -> bool:
    """Lock the block, and say whether what was checked still holds."""
    edition_id, block_id = scene.place.edition_id, scene.place.block_id
    return footing.locked(connection, edition_id, block_id) == scene.footing
