"""A project with glossary, people, document and edition, written straight into a database.

    connection = ...                                  # from `writing(database)`
    glossary = install_glossary(connection)
    project = add_project(connection, glossary_id=glossary)
    olena = add_user(connection, "olena", project_id=project, roles=[Role.TRANSLATOR])
    document = add_document(connection, project, [("First sentence.", "Second."), "Next."])
    edition = add_edition(connection, document, "ru", policy="speaker")

`world(database)` does all of that at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

import glossary.model as gm
from glossary.model import Voice
from translations.model import BlockKind, Part, Segment
from workbench.permissions import Actor, Role
from workbench.storage import codes, tables
from workbench.storage.bodies import plain
from workbench.storage.engine import Database, writing
from workbench.storage.folding import fold, sort_key
from workbench.storage.glossaries import read_termbase

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def _term(key: str, concept: str, language: str, text: str, status: str, *renders: str) -> gm.Term:
    return gm.Term(
        id=key,
        concept=concept,
        language=language,
        text=text,
        status=gm.Status(status),
        renders=renders,
    )


#: Small, so that a test compiles it at once; shaped as the shipped one.
TERMBASE = gm.TermBase(
    name="Words of the tests",
    revision=1,
    concepts=(
        gm.Concept(
            id="opolchenie",
            subject="armed formations",
            definition="Volunteers under arms.",
            contested=True,
            terms=(
                _term("t1", "opolchenie", "en", "people's militia", "preferred"),
                _term("t2", "opolchenie", "en", "militia", "admitted"),
                _term("t3", "opolchenie", "ru", "ополчение", "preferred"),
                _term("t4", "opolchenie", "ru", "террористы", "forbidden"),
                _term("t5", "opolchenie", "uk", "ополчення", "preferred"),
                _term("t6", "opolchenie", "uk", "терористи", "forbidden"),
            ),
        ),
        gm.Concept(
            id="coup",
            subject="events",
            definition="What the source calls a coup d'état.",
            contested=True,
            terms=(
                _term("t7", "coup", "en", "coup d'état", "admitted"),
                _term("t8", "coup", "en", "change of power", "admitted"),
                _term("t9", "coup", "ru", "государственный переворот", "admitted", "coup d'état"),
                _term("t10", "coup", "ru", "смена власти", "admitted", "change of power"),
            ),
        ),
        gm.Concept(
            id="republic",
            subject="places",
            terms=(
                _term("t11", "republic", "en", "republic", "preferred"),
                _term("t12", "republic", "ru", "республика", "preferred"),
                _term("t13", "republic", "uk", "республіка", "preferred"),
                _term("t14", "republic", "ru", "край", "deprecated"),
            ),
        ),
    ),
    policies=(
        gm.Policy(name="speaker", description="The speaker's words are kept."),
        gm.Policy(
            name="descriptive",
            rules=(
                gm.Rule(
                    concept="opolchenie",
                    language="ru",
                    required=("вооружённые формирования",),
                    voices=frozenset({Voice.NARRATION}),
                    rationale="In narration the house describes.",
                ),
            ),
        ),
    ),
)


def install_glossary(connection: Connection, termbase: gm.TermBase = TERMBASE) -> int:
    """Store a whole term base as the first revision of a new glossary."""
    glossary_id = _insert(
        connection,
        tables.Glossary,
        name=termbase.name,
        description=termbase.description,
        revision=termbase.revision,
        created_at=NOW,
    )
    for position, concept in enumerate(termbase.concepts):
        _add_concept(connection, glossary_id, concept, position, termbase.revision)
    for position, policy in enumerate(termbase.policies):
        _add_policy(connection, glossary_id, policy, position, termbase.revision)
    return glossary_id


def install_shipped_glossary(connection: Connection) -> int:
    """Store the term base that the program brings along."""
    from glossary.termbases import shipped

    return install_glossary(connection, shipped())


def change_glossary(connection: Connection, glossary_id: int, termbase: gm.TermBase) -> int:
    """Put this term base in the place of the stored one, as one new revision.

    Terms and concepts that stay keep their rows; every concept counts as changed.
    """
    before = read_termbase(connection, glossary_id)
    revision = before.revision + 1
    rows = dict(
        connection.execute(
            select(tables.Concept.ident, tables.Concept.id).where(
                tables.Concept.glossary_id == glossary_id
            )
        ).all()
    )
    connection.execute(
        update(tables.Term)
        .where(tables.Term.concept_id.in_(rows.values()))
        .values(removed_revision=revision)
    )
    connection.execute(
        update(tables.Policy)
        .where(tables.Policy.glossary_id == glossary_id)
        .values(removed_revision=revision, name=tables.Policy.name + f" (until {revision})")
    )
    for position, concept in enumerate(termbase.concepts):
        if concept.id in rows:
            _change_concept(connection, rows[concept.id], concept, revision)
        else:
            _add_concept(connection, glossary_id, concept, position, revision)
    for position, policy in enumerate(termbase.policies):
        _add_policy(connection, glossary_id, policy, position, revision)
    connection.execute(
        update(tables.Glossary)
        .where(tables.Glossary.id == glossary_id)
        .values(revision=revision, version=tables.Glossary.version + 1)
    )
    return revision


def add_user(
    connection: Connection,
    name: str,
    *,
    project_id: int | None = None,
    roles: Iterable[Role] = (),
    admin: bool = False,
) -> Actor:
    user_id = _insert(
        connection,
        tables.User,
        name=name,
        folded=fold(name),
        display_name=name.title(),
        admin=admin,
        created_at=NOW,
    )
    for role in roles:
        assert project_id is not None
        _insert(
            connection,
            tables.Membership,
            user_id=user_id,
            project_id=project_id,
            role=role.value,
            created_at=NOW,
        )
    return Actor(id=user_id, name=name, display_name=name.title(), admin=admin)


def add_project(
    connection: Connection,
    *,
    glossary_id: int,
    slug: str = "words",
    source_language: str = "en",
    languages: Sequence[str] = ("ru", "uk"),
    four_eyes: str = "required",
    publish_from: str = "reviewed",
    policy: str = "",
) -> int:
    return _insert(
        connection,
        tables.Project,
        slug=slug,
        name=slug.title(),
        source_language=source_language,
        languages=list(languages),
        glossary_id=glossary_id,
        policy=policy,
        four_eyes=four_eyes,
        publish_from=publish_from,
        created_at=NOW,
    )


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A block as a test writes it down."""

    segments: tuple[str | Segment, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    part: Part = Part.BODY
    voice: Voice = Voice.NARRATION
    speaker: str = ""
    left_out: str = ""


#: A block: one sentence, several, or everything about it.
Written = str | Sequence[str | Segment] | Paragraph


def add_document(
    connection: Connection,
    project_id: int,
    blocks: Iterable[Written],
    *,
    title: str = "A document",
    language: str = "en",
) -> int:
    """Store a document that is visible at once, without occurrences (see `services.glossing`)."""
    document_id = _insert(
        connection,
        tables.Document,
        project_id=project_id,
        title=title,
        folded=fold(title),
        language=language,
        format="text",
        staged=False,
        created_at=NOW,
    )
    _insert(
        connection,
        tables.SourceVersion,
        document_id=document_id,
        number=1,
        at=NOW,
        kind="import",
    )
    _insert(
        connection,
        tables.Rights,
        document_id=document_id,
        basis="own",
        holder="The authors",
        approval="not-agreed",
    )
    segments = words = 0
    for position, written in enumerate(blocks):
        paragraph = _paragraph(written)
        _add_block(connection, document_id, position, paragraph)
        if not paragraph.left_out:
            segments += len(paragraph.segments)
            words += sum(len(_segment(s).text.split()) for s in paragraph.segments)
    connection.execute(
        update(tables.Document)
        .where(tables.Document.id == document_id)
        .values(segments=segments, words=words)
    )
    return document_id


def clear_rights(database: Database, document_id: int, edition_id: int) -> None:
    """Say what must be known of rights before an edition of an imported document appears."""
    with writing(database) as connection:
        _insert(
            connection,
            tables.Rights,
            document_id=document_id,
            basis="own",
            holder="The authors",
            approval="not-agreed",
        )
        connection.execute(
            update(tables.Edition)
            .where(tables.Edition.id == edition_id)
            .values(translators_licence="CC BY-SA 4.0")
        )


def add_edition(
    connection: Connection, document_id: int, language: str, *, policy: str = ""
) -> int:
    project_id = connection.execute(
        select(tables.Document.project_id).where(tables.Document.id == document_id)
    ).scalar_one()
    return _insert(
        connection,
        tables.Edition,
        document_id=document_id,
        project_id=project_id,
        language=language,
        policy=policy,
        translators_licence="CC BY-SA 4.0",
        created_at=NOW,
    )


def segment_ids(connection: Connection, document_id: int) -> tuple[int, ...]:
    """Name the living segments of a document, in its order."""
    statement = (
        select(tables.Segment.id)
        .where(tables.Segment.document_id == document_id, ~tables.Segment.retired)
        .order_by(tables.Segment.block_position, tables.Segment.position)
    )
    return tuple(connection.execute(statement).scalars())


#: What a world holds unless a test wants something else.
ARTICLE: tuple[Written, ...] = (
    ("The people's militia left the town.", "It went to the republic.", "Nobody saw 12 cars."),
    "A coup d'état is not a change of power.",
    Paragraph(segments=("We are the militia.",), voice=Voice.ANSWER, speaker="Speaker"),
)


@dataclass(frozen=True, kw_only=True)
class World:
    """One project with its people, a document of five segments, and an edition."""

    glossary: int
    project: int
    document: int
    edition: int
    segments: tuple[int, ...]
    owner: Actor
    translator: Actor
    second: Actor  #: another translator
    reviewer: Actor
    terminologist: Actor
    reader: Actor
    stranger: Actor


def world(
    database: Database,
    blocks: Iterable[Written] = ARTICLE,
    *,
    language: str = "ru",
    policy: str = "",
    four_eyes: str = "required",
    termbase: gm.TermBase = TERMBASE,
) -> World:
    """Fill a migrated, empty database."""
    with writing(database) as connection:
        glossary = install_glossary(connection, termbase)
        project = add_project(connection, glossary_id=glossary, four_eyes=four_eyes)
        document = add_document(connection, project, blocks)

        def member(name: str, role: Role) -> Actor:
            return add_user(connection, name, project_id=project, roles=[role])

        return World(
            glossary=glossary,
            project=project,
            document=document,
            edition=add_edition(connection, document, language, policy=policy),
            segments=segment_ids(connection, document),
            owner=member("owner", Role.OWNER),
            translator=member("translator", Role.TRANSLATOR),
            second=member("second", Role.TRANSLATOR),
            reviewer=member("reviewer", Role.REVIEWER),
            terminologist=member("terminologist", Role.TERMINOLOGIST),
            reader=member("reader", Role.READER),
            stranger=add_user(connection, "stranger"),
        )


def _paragraph(written: Written) -> Paragraph:
    if isinstance(written, Paragraph):
        return written
    return Paragraph(segments=(written,) if isinstance(written, str) else tuple(written))


def _segment(written: str | Segment) -> Segment:
    return Segment(text=written, after=" ") if isinstance(written, str) else written


def _add_block(
    connection: Connection, document_id: int, position: int, paragraph: Paragraph
) -> None:
    block_id = _insert(
        connection,
        tables.Block,
        document_id=document_id,
        position=position,
        kind=paragraph.kind.value,
        part=paragraph.part.value,
        voice=paragraph.voice.value,
        speaker=paragraph.speaker,
        left_out=paragraph.left_out,
    )
    for place, written in enumerate(paragraph.segments):
        segment = _segment(written)
        segment_id = _insert(
            connection,
            tables.Segment,
            document_id=document_id,
            block_id=block_id,
            block_position=position,
            position=place,
            after=segment.after,
        )
        text_id = _insert(
            connection,
            tables.SegmentVersion,
            segment_id=segment_id,
            source_version=1,
            text=segment.text,
            codes=codes.to_json(segment.codes),
            folded=fold(segment.text),
            words=len(segment.text.split()),
        )
        connection.execute(
            update(tables.Segment).where(tables.Segment.id == segment_id).values(text_id=text_id)
        )


def _add_concept(
    connection: Connection, glossary_id: int, concept: gm.Concept, position: int, revision: int
) -> None:
    concept_id = _insert(
        connection,
        tables.Concept,
        glossary_id=glossary_id,
        ident=concept.id,
        position=position,
        changed_revision=revision,
        **_concept_values(concept),
    )
    _add_terms(connection, concept_id, concept, revision)


def _change_concept(
    connection: Connection, concept_id: int, concept: gm.Concept, revision: int
) -> None:
    connection.execute(
        update(tables.Concept)
        .where(tables.Concept.id == concept_id)
        .values(changed_revision=revision, **_concept_values(concept))
    )
    _add_terms(connection, concept_id, concept, revision)


def _concept_values(concept: gm.Concept) -> dict[str, object]:
    return {
        **_columns(concept, "id", "terms"),
        "folded": fold(" ".join((concept.id, *(term.text for term in concept.terms)))),
    }


def _columns(entry: gm.Concept | gm.Term | gm.Rule, *others: str) -> dict[str, object]:
    """Give the fields of an entry that are columns of the same names."""
    return {name: value for name, value in plain(entry).items() if name not in others}


def _add_terms(connection: Connection, concept_id: int, concept: gm.Concept, revision: int) -> None:
    """Store the terms of a concept; one that was there under the same text keeps its row."""
    for position, term in enumerate(concept.terms):
        values = {
            **_columns(term, "id", "concept", "case", "language", "text"),
            "folded": fold(term.text),
            "sort_key": sort_key(term.text, term.language),
            "case_rule": term.case.value,
            "position": position,
            "changed_revision": revision,
            "removed_revision": None,
        }
        key = (
            (tables.Term.concept_id == concept_id)
            & (tables.Term.language == term.language)
            & (tables.Term.text == term.text)
        )
        found = connection.execute(
            update(tables.Term).where(key).values(**values).returning(tables.Term.id)
        ).first()
        if found is None:
            _insert(
                connection,
                tables.Term,
                concept_id=concept_id,
                language=term.language,
                text=term.text,
                **values,
            )


def _add_policy(
    connection: Connection, glossary_id: int, policy: gm.Policy, position: int, revision: int
) -> None:
    policy_id = _insert(
        connection,
        tables.Policy,
        glossary_id=glossary_id,
        name=policy.name,
        extends=policy.extends,
        description=policy.description,
        position=position,
        changed_revision=revision,
    )
    for place, rule in enumerate(policy.rules):
        _insert(
            connection,
            tables.Rule,
            policy_id=policy_id,
            position=place,
            **_columns(rule),
        )


def _insert(connection: Connection, table: type[tables.Table], **values: object) -> int:
    key = table.__table__.c["id"]
    return int(connection.execute(insert(table).values(**values).returning(key)).scalar_one())
