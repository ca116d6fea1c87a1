"""The sample project in the database: made through the same services that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from glossary.termbases import shipped
from translations.editions.base import Imprint
from translations.model import State
from translations.placeholders import coded, names
from translations.review import Action, Weight
from translations.rights import Basis, Rights
from workbench.permissions import Actor, Role
from workbench.sample import Sample, SampleEdition, SampleFront, SampleSegment, load
from workbench.services import (
    accounts,
    commenting,
    editing,
    edition_facts,
    front_matter,
    importing,
    naming,
    projects,
    reviewing,
    rights,
    terms,
)
from workbench.storage import blocks
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database, reading

_GLOSSARY = "Contested words"
_PROJECT = "How newsrooms choose words"
_SLUG = "sample"
#: The people of the sample, each named for what they do; an administrator makes their links.
_PEOPLE: Mapping[str, tuple[Role, ...]] = {
    "translator": (Role.TRANSLATOR,),
    "reviewer": (Role.REVIEWER,),
    "terminologist": (Role.TERMINOLOGIST,),
    "publisher": (Role.PUBLISHER,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    owner: Actor
    translator: Actor
    reviewer: Actor


def install(database: Database) -> int:
    """Make the sample project with its glossary, people, article and editions."""
    sample = load()
    glossary_id = terms.install(database, actor=None, name=_GLOSSARY, content=shipped())
    project_id = projects.add_project(
        database,
        actor=None,
        slug=_SLUG,
        name=_PROJECT,
        source_language=sample.language,
        languages=[edition.language for edition in sample.editions],
        glossary_id=glossary_id,
        policy=sample.editions[0].policy,
    )
    cast = _people(database, project_id)
    document_id = importing.import_document(
        database,
        actor=cast.owner,
        project_id=project_id,
        data=sample.article.encode(),
        name=sample.file_name,
        language=sample.language,
    )
    made = {
        edition.language: _install_edition(database, cast, sample, document_id, edition)
        for edition in sample.editions
    }
    _state_rights(database, cast, sample, document_id, made.values())
    for front in sample.front:
        _install_front(database, cast, front, document_id, made)
    return project_id


def _people(database: Database, project_id: int) -> _Cast:
    owner = accounts.person_of_name(database, actor=None, name="admin").actor
    everybody = {owner.name: owner}
    for name in _PEOPLE:
        user_id = accounts.add_user(database, actor=None, name=name)
        everybody[name] = accounts.person(database, actor=None, user_id=user_id).actor
    for name, actor in everybody.items():
        roles = _PEOPLE.get(name, (Role.OWNER,))
        projects.set_roles(
            database, actor=None, project_id=project_id, user_id=actor.id, roles=roles
        )
    return _Cast(owner=owner, translator=everybody["translator"], reviewer=everybody["reviewer"])


def _install_edition(
    database: Database, cast: _Cast, sample: Sample, document_id: int, edition: SampleEdition
) -> int:
    edition_id = importing.create_edition(
        database,
        actor=cast.owner,
        document_id=document_id,
        language=edition.language,
        policy=edition.policy,
    )
    _name(database, cast, sample, document_id, edition)
    with reading(database) as connection:
        stored = [s for b in blocks.of_file(connection, document_id) for s in b.segments]
    for segment, wanted in zip(stored, edition.segments, strict=True):
        if wanted.target:
            _install_segment(database, cast, edition_id, segment, wanted)
    return edition_id


def _state_rights(
    database: Database, cast: _Cast, sample: Sample, document_id: int, editions: Iterable[int]
) -> None:
    rights.state(
        database,
        actor=cast.owner,
        document_id=document_id,
        version=0,
        rights=Rights(basis=Basis.OWN, holder=sample.holder, licence=sample.licence),
    )
    for edition_id in editions:
        edition_facts.set_imprint(
            database,
            actor=cast.owner,
            edition_id=edition_id,
            version=1,
            imprint=Imprint(licence=sample.licence),
            translators_licence=sample.licence,
            slug="",
        )


def _install_front(
    database: Database,
    cast: _Cast,
    front: SampleFront,
    document_id: int,
    editions: Mapping[str, int],
) -> None:
    """Write a piece of front matter and its reviewed translation into every edition."""
    front_matter.write(
        database,
        actor=cast.owner,
        document_id=document_id,
        part=front.part,
        text=" ".join(front.text),
        about=front.about,
    )
    with reading(database) as connection:
        stored = blocks.whole(connection, document_id)[-1].segments
    for language, edition_id in editions.items():
        for segment, target in zip(stored, front.targets[language], strict=True):
            wanted = SampleSegment(source=segment.text, target=target, state=State.REVIEWED)
            _install_segment(database, cast, edition_id, segment, wanted)


def _name(
    database: Database, cast: _Cast, sample: Sample, document_id: int, edition: SampleEdition
) -> None:
    forms = [("title", sample.title, edition.title), ("byline", sample.byline, edition.byline)]
    forms += [("speaker", label, text) for label, text in edition.speakers.items()]
    for kind, source, text in forms:
        naming.set_name(
            database,
            actor=cast.owner,
            document_id=document_id,
            kind=kind,
            source=source,
            language=edition.language,
            text=text,
            version=0,
        )


def _install_segment(
    database: Database,
    cast: _Cast,
    edition_id: int,
    segment: SegmentRow,
    wanted: SampleSegment,
) -> None:
    draft = wanted.state is State.INITIAL and wanted.returned is None
    saved = editing.save_target(
        database,
        actor=cast.translator,
        edition_id=edition_id,
        segment_id=segment.id,
        text=coded(wanted.target, names(segment.codes)),
        version=0,
        action=Action.DRAFT if draft else Action.CONFIRM,
    )
    for action in _reviews(wanted):
        returned = action is Action.RETURN
        saved = reviewing.review(
            database,
            actor=cast.reviewer,
            edition_id=edition_id,
            segment_id=segment.id,
            version=saved.target.version,
            action=action,
            category=wanted.returned or "" if returned else "",
            weight=Weight.MINOR if returned else "",
            reason=wanted.why if returned else "",
        )
    for text in wanted.comments:
        commenting.add_comment(
            database,
            actor=cast.reviewer,
            edition_id=edition_id,
            segment_id=segment.id,
            text=text,
        )


def _reviews(wanted: SampleSegment) -> tuple[Action, ...]:
    if wanted.returned is not None:
        return (Action.RETURN,)
    steps = {
        State.REVIEWED: (Action.APPROVE,),
        State.FINAL: (Action.APPROVE, Action.SIGN_OFF),
    }
    return steps.get(wanted.state, ())
