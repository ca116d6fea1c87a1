"""From the values of the services to the shapes of the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Response
from pydantic import BaseModel

import glossary.model as gm
from glossary.model import Concept
from glossary.policy import Advice as GlossaryAdvice
from translations.model import Code as InlineCode
from translations.waivers import Scope
from workbench.api import shapes
from workbench.services.claiming import Writer as WriterValue
from workbench.services.keeping import Saved as SavedValue
from workbench.services.scenes import Checked, count
from workbench.services.viewing import Named, Names, SegmentView, Version
from workbench.storage.comments import CommentRow
from workbench.storage.feed import Entry
from workbench.storage.findings import Found, WaiverRow
from workbench.storage.occurrences import Bound
from workbench.storage.review_queue import Remark
from workbench.storage.targets import Other, TargetRow
from workbench.web.messages import said

_SEVERITIES: Mapping[gm.Severity, shapes.SeverityName] = {
    gm.Severity.ERROR: "error",
    gm.Severity.WARNING: "warning",
    gm.Severity.NOTE: "note",
}
_EVIDENCE: Mapping[gm.Evidence, shapes.EvidenceName] = {
    gm.Evidence.LEXICON: "lexicon",
    gm.Evidence.ENDING: "ending",
    gm.Evidence.GUESS: "guess",
}


def answer(shape: BaseModel, status: int = 200) -> Response:
    """Write a shape as the JSON of a response."""
    return Response(shape.model_dump_json(), status=status, mimetype="application/json")


def person(names: Names, user_id: int | None) -> shapes.Person | None:
    return None if user_id is None else shapes.Person(id=user_id, name=names.get(user_id, ""))


def somebody(names: Names, user_id: int) -> shapes.Person:
    return shapes.Person(id=user_id, name=names.get(user_id, ""))


def counts(found: Iterable[Found]) -> shapes.Counts:
    counted = count(found)
    return shapes.Counts(errors=counted.errors, warnings=counted.warnings, notes=counted.notes)


def findings(
    found: Iterable[Found], waivers: Mapping[int, WaiverRow], names: Names
) -> list[shapes.Finding]:
    return [_finding(each, waivers, names) for each in found]


def _finding(found: Found, waivers: Mapping[int, WaiverRow], names: Names) -> shapes.Finding:
    finding = found.finding
    row = waivers.get(found.waiver_id) if found.waiver_id is not None else None
    return shapes.Finding(
        check=finding.check,
        kind=finding.kind,
        severity=_SEVERITIES[finding.severity],
        message=said(finding.message),
        concept=finding.concept,
        source=finding.source,
        target=finding.target,
        fixes=[
            shapes.Fix(span=fix.span, text=fix.text, label=said(fix.label)) for fix in finding.fixes
        ],
        waiver=None if row is None else _waiver(row, names),
    )


def _waiver(row: WaiverRow, names: Names) -> shapes.Waiver:
    return shapes.Waiver(
        id=row.id,
        scope=Scope(row.scope),
        reason=row.reason,
        by=somebody(names, row.actor_id),
        at=row.at,
    )


def target(row: TargetRow, names: Names) -> shapes.Target:
    return shapes.Target(
        text=row.text,
        state=row.state,
        marks=sorted(row.marks),
        version=row.version,
        counts=shapes.Counts(errors=row.errors, warnings=row.warnings, notes=row.notes),
        origin=row.origin,
        score=row.score,
        author=person(names, row.author_id),
        reviewer=person(names, row.reviewer_id),
        updated_at=row.updated_at,
        checked_revision=row.checked_revision,
        approved_text=row.approved_text,
    )


def target_occurrences(bound: Iterable[Bound]) -> list[shapes.TargetOccurrence]:
    return [
        shapes.TargetOccurrence(
            span=each.occurrence.span,
            concept=each.occurrence.concept,
            term=each.occurrence.text,
            form=each.occurrence.form,
            reason=said(each.occurrence.reason),
            nested=each.occurrence.nested,
            renders=each.source,
        )
        for each in bound
    ]


def saved(value: SavedValue, names: Names, waivers: Mapping[int, WaiverRow]) -> shapes.Saved:
    return shapes.Saved(
        edition_id=value.edition_id,
        segment_id=value.segment_id,
        changed=value.changed,
        target=target(value.target, names),
        findings=findings(value.checked.found, waivers, names),
        occurrences=target_occurrences(value.checked.occurrences),
        neighbours=[
            shapes.Neighbour(
                segment_id=each.segment_id,
                version=each.version,
                counts=counts(each.found),
                findings=findings(each.found, waivers, names),
            )
            for each in value.neighbours
        ],
        number=value.number,
    )


def checked_text(
    checked: Checked, waivers: Mapping[int, WaiverRow], names: Names
) -> shapes.CheckedText:
    return shapes.CheckedText(
        findings=findings(checked.found, waivers, names),
        occurrences=target_occurrences(checked.occurrences),
        counts=counts(checked.found),
    )


def segment(view: SegmentView) -> shapes.Segment:
    place = view.place
    kept = view.kept
    return shapes.Segment(
        edition_id=place.edition_id,
        segment_id=place.segment_id,
        document_id=place.document_id,
        block_id=place.block_id,
        language=place.language,
        source_language=place.source_language,
        source=shapes.Source(
            text=place.source,
            text_id=place.text_id,
            codes=[_code(each) for each in place.codes],
            voice=place.voice,
            speaker=place.speaker,
            after=view.after,
            cut=None if view.cut is None else shapes.Cut(**view.cut._asdict()),
            changed=[shapes.Stretch(kind=e.change, text=e.text) for e in view.source_change],
        ),
        target=target(place.target, view.names),
        findings=findings(view.checked.found, view.waivers, view.names),
        lapsed=[_waiver(each, view.names) for each in view.lapsed],
        occurrences=[_occurrence(each, view.place.source_language) for each in view.terms],
        target_occurrences=target_occurrences(view.checked.occurrences),
        history=view.history,
        comments=view.comments,
        open_comments=view.open_comments,
        kept=None
        if kept is None
        else shapes.Kept(text=kept.text, base_version=kept.base_version, at=kept.at),
        returned=_returned(view.returned),
        writer=writer(view.writer),
        actions=list(view.actions),
    )


def writer(value: WriterValue | None) -> shapes.Writer | None:
    if value is None:
        return None
    return shapes.Writer(by=shapes.Person(id=value.id, name=value.name), at=value.at)


def _returned(remark: Remark | None) -> shapes.Returned | None:
    if remark is None:
        return None
    return shapes.Returned(
        category=remark.category,
        weight=remark.weight,
        reason=remark.reason,
        by=remark.actor,
        at=remark.at,
    )


def _code(code: InlineCode) -> shapes.Code:
    return shapes.Code(
        id=code.id,
        kind=code.kind,
        original=code.original,
        display=code.display,
        can_delete=code.can_delete,
        can_reorder=code.can_reorder,
        href=code.href,
    )


def _occurrence(named: Named, language: str) -> shapes.Occurrence:
    occurrence, concept = named.occurrence, named.concept
    return shapes.Occurrence(
        span=occurrence.span,
        concept=occurrence.concept,
        subject=concept.subject,
        definition=concept.definition,
        contested=concept.contested,
        why_contested=concept.why_contested,
        term=occurrence.text,
        form=occurrence.form,
        reason=said(occurrence.reason),
        evidence=_EVIDENCE[occurrence.evidence],
        quoted=occurrence.quoted,
        nested=occurrence.nested,
        ambiguous=named.term is not None and named.term.ambiguous,
        voice=named.voice,
        voice_told=named.voice_told,
        advice=None if named.advice is None else advice(named.advice),
        forms={text: list(each) for text, each in named.forms.items()},
        meanings=[_meaning(each, language) for each in named.meanings],
    )


def _meaning(concept: Concept, language: str) -> shapes.Meaning:
    """A sense that words may have, with sentences in this language in which it is meant."""
    examples = [each.text for each in concept.examples if each.language == language]
    return shapes.Meaning(concept=concept.id, definition=concept.definition, examples=examples)


def advice(value: GlossaryAdvice) -> shapes.Advice:
    return shapes.Advice(
        concept=value.concept,
        preferred=list(value.preferred),
        allowed=list(value.allowed),
        first_mention=value.first_mention,
        deprecated=list(value.deprecated),
        banned=list(value.banned),
        not_here=list(value.not_here),
        rationale=value.rationale,
        notes=dict(value.notes),
    )


def history(versions: Iterable[Version], names: Names) -> shapes.History:
    return shapes.History(versions=[_history_entry(each, names) for each in versions])


def _history_entry(version: Version, names: Names) -> shapes.HistoryEntry:
    row, review = version.row, version.review
    return shapes.HistoryEntry(
        version=row.version,
        text=row.text,
        state=row.state,
        marks=sorted(row.marks),
        action=row.action,
        origin=row.origin,
        by=person(names, row.actor_id),
        at=row.at,
        note=row.note,
        difference=[
            shapes.Stretch(kind=each.change, text=each.text) for each in version.difference
        ],
        review=None
        if review is None
        else shapes.Outcome(
            outcome=review.outcome,
            category=review.category,
            weight=review.weight,
            reason=review.reason,
        ),
    )


def comment(row: CommentRow, names: Names) -> shapes.Comment:
    return shapes.Comment(
        id=row.id,
        text=row.text,
        by=somebody(names, row.author_id),
        at=row.at,
        on_source=row.edition_id is None,
        resolved=row.resolved_at is not None,
        resolved_by=person(names, row.resolved_by),
        resolved_at=row.resolved_at,
        version=row.version,
    )


def other(value: Other, names: Names) -> shapes.OtherEdition:
    return shapes.OtherEdition(
        edition_id=value.edition_id,
        language=value.language,
        policy=value.policy,
        target=target(value.target, names),
    )


def change(entry: Entry) -> shapes.Happened:
    return shapes.Happened(
        number=entry.number or 0,
        at=entry.at,
        kind=entry.kind,
        by=entry.actor_id,
        document_id=entry.document_id,
        edition_id=entry.edition_id,
        segment_id=entry.segment_id,
        version=entry.version,
        facts=dict(entry.facts),
    )
