"""One segment as people see it: its terms, its findings, its past, its other languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary import inflecting
from glossary.model import Concept, Occurrence, Term, Voice
from glossary.policy import Advice
from glossary.speech import holds, set_voices, spoken, voice_at
from translations.difference import Stretch, difference
from translations.model import Mark
from translations.review import TRANSITIONS, Action, FourEyes
from workbench.permissions import Actor, Permission
from workbench.services import access, claiming, glossing, scenes
from workbench.services.claiming import Writer
from workbench.services.editing import LAPSED, find
from workbench.services.keeping import Saved
from workbench.services.reviewing import own_work
from workbench.services.scenes import Checked, Scene
from workbench.storage import comments, findings, histories, review_queue, segments, targets
from workbench.storage.engine import Database, reading
from workbench.storage.findings import WaiverRow
from workbench.storage.histories import HistoryRow, KeptDraft, ReviewRow
from workbench.storage.review_queue import Remark
from workbench.storage.segments import Neighbours
from workbench.storage.targets import Other, Place, TargetRow

Names = Mapping[int, str]
#: Versions that a history goes back; older ones stay stored.
MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A term of the source, with what the glossary says of it here."""

    occurrence: Occurrence
    concept: Concept
    term: Term | None
    advice: Advice | None  #: none inside a longer term, which alone is judged
    forms: Mapping[str, tuple[str, ...]]  #: each right rendering in its cases
    meanings: tuple[Concept, ...]  #: every concept that the same words may mean
    voice: Voice  #: that speaks the word: in a quotation not the block's
    voice_told: bool  #: by a person, not by the marks


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    """A segment in an edition, with all that its row and its panel show."""

    place: Place
    after: str  #: the white space behind it
    checked: Checked
    terms: tuple[Named, ...]
    waivers: Mapping[int, WaiverRow]
    lapsed: tuple[WaiverRow, ...]  #: exceptions made here that hold no more, newest first
    history: int
    comments: int
    open_comments: int
    kept: KeptDraft | None
    returned: Remark | None  #: why it came back, while it is marked so
    writer: Writer | None  #: somebody else who is writing here now
    actions: tuple[Action, ...]
    cut: Neighbours | None  #: for who may split and join
    source_change: tuple[Stretch, ...]  #: since what stands here, and is outdated, was translated
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A moment of a target, and how it differs from the one before."""

    row: HistoryRow
    difference: tuple[Stretch, ...]
    review: ReviewRow | None


def segment_view(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int
) -> SegmentView:
    """Show one segment of an edition."""
    with reading(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        held = access.permissions(connection, actor, place.project_id)
        scene = scenes.gather(connection, place)
        living = not place.retired
        checked = scene.check(segment_id) if living else scenes.NOTHING
        waivers = findings.waivers_by_id(connection, (f.waiver_id for f in checked.found))
        lapsed = tuple(_lapsed(connection, place, checked)) if living else ()
        total, open_ones = comments.count(connection, edition_id, segment_id)
        target_id = place.target.id
        return SegmentView(
            place=place,
            after=next((n.after for n in scene.block if n.segment_id == segment_id), ""),
            checked=checked,
            terms=tuple(_named(scene)),
            waivers=waivers,
            lapsed=lapsed,
            history=histories.count(connection, target_id) if target_id else 0,
            comments=total,
            open_comments=open_ones,
            kept=histories.kept_draft(connection, edition_id, segment_id, actor.id),
            returned=_returned(connection, place.target),
            writer=claiming.writer(connection, place, actor),
            actions=tuple(_offered(place, actor, held)) if living else (),
            cut=segments.neighbours(connection, segment_id)
            if living and Permission.SOURCE in held
            else None,
            source_change=_source_change(connection, place),
            names=_names(connection, place.target, (*waivers.values(), *lapsed)),
        )


def _source_change(connection: Connection, place: Place) -> tuple[Stretch, ...]:
    target = place.target
    named = target.segment_version_id
    if Mark.OUTDATED not in target.marks or named is None or named == place.text_id:
        return ()
    text, _codes = segments.text_of(connection, named)
    return difference(text, place.source)


def _lapsed(connection: Connection, place: Place, checked: Checked) -> Iterable[WaiverRow]:
    """The exceptions whose ground is gone; those that somebody took back are not told of."""
    held = {found.waiver_id for found in checked.found}
    for row in findings.own_waivers(connection, place.edition_id, place.segment_id):
        if row.id not in held and (row.ended_at is None or row.ended_why == LAPSED):
            yield row


def _returned(connection: Connection, target: TargetRow) -> Remark | None:
    if target.id is None or Mark.RETURNED not in target.marks:
        return None
    return review_queue.remarks(connection, [target.id]).get(target.id)


def history_of(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int
) -> tuple[tuple[Version, ...], Names]:
    """Tell what a target was lately, newest first, who made it so and why."""
    with reading(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        if place.target.id is None:
            return (), {}
        rows = histories.history(connection, place.target.id, limit=MOST_VERSIONS + 1)
        reviews = histories.reviews(connection, place.target.id)
        people = targets.names(connection, {row.actor_id for row in rows})
    by_version = {review.target_version + 1: review for review in reviews}
    shown = rows[:MOST_VERSIONS]
    older = [*(row.text for row in rows[1:]), ""][: len(shown)]
    return tuple(
        Version(
            row=row,
            difference=difference(before, row.text),
            review=by_version.get(row.version),
        )
        for row, before in zip(shown, older, strict=True)
    ), people


def others_of(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int
) -> tuple[tuple[Other, ...], Names]:
    """List what the other editions of the document have for a segment."""
    with reading(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        others = targets.others(connection, edition_id, segment_id)
        concerned = {u for o in others for u in (o.target.author_id, o.target.reviewer_id)}
        return others, targets.names(connection, concerned)


def people_of(
    database: Database, actor: Actor, saved: Saved
) -> tuple[Names, Mapping[int, WaiverRow]]:
    """Name whom an answer to a save names, without asking for the person who saved."""
    own = {actor.id: actor.display_name or actor.name}
    waived = {f.waiver_id for f in saved.checked.found} | {
        f.waiver_id for n in saved.neighbours for f in n.found
    }
    others = {saved.target.author_id, saved.target.reviewer_id} - {None, actor.id}
    if not others and waived <= {None}:
        return own, {}
    with reading(database) as connection:
        waivers = findings.waivers_by_id(connection, waived)
        return own | _names(connection, saved.target, waivers.values()), waivers


def names_of(database: Database, user_ids: Iterable[int | None]) -> Names:
    """Give the names by which people are shown."""
    with reading(database) as connection:
        return targets.names(connection, user_ids)


def _names(
    connection: Connection, target: TargetRow, waivers: Iterable[WaiverRow]
) -> dict[int, str]:
    authors = (target.author_id, target.reviewer_id, *(w.actor_id for w in waivers))
    return targets.names(connection, authors)


def _named(scene: Scene) -> Iterable[Named]:
    enforcer, place = scene.enforcer, scene.place
    found = glossing.source_occurrences(enforcer, place.source)
    said = set_voices(scene.context.voices_in(place.segment_id))
    others = (*said, *spoken(place.source, place.voice))
    for occurrence in found:
        voice = voice_at(occurrence.span, others, place.voice)
        advice = None if occurrence.nested else enforcer.renderings(occurrence, voice)
        right = advice.right if advice else ()
        yield Named(
            occurrence=occurrence,
            concept=enforcer.concept(occurrence),
            term=enforcer.term(occurrence),
            advice=advice,
            forms={text: inflecting.forms(text, enforcer.target_language) for text in right},
            meanings=_meanings(scene, occurrence, found),
            voice=voice,
            voice_told=any(holds(each.span, occurrence.span) for each in said),
        )


def _meanings(
    scene: Scene, occurrence: Occurrence, found: Iterable[Occurrence]
) -> tuple[Concept, ...]:
    same = (each for each in found if each.span == occurrence.span)
    concepts = {each.concept: scene.enforcer.concept(each) for each in same}
    return tuple(concepts.values())


def _offered(place: Place, actor: Actor, held: frozenset[Permission]) -> Iterable[Action]:
    """Name the moves that the state, the person's roles and four eyes leave open."""
    for action in Action:
        edits = action in {Action.DRAFT, Action.CONFIRM}
        if (place.target.state, action) not in TRANSITIONS:
            continue
        if (Permission.TRANSLATE if edits else Permission.REVIEW) not in held:
            continue
        own = action is Action.APPROVE and own_work(place.target, actor)
        if not (own and place.four_eyes is FourEyes.REQUIRED):
            yield action
