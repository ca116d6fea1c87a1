"""Front matter: what editions print beside the text, written here and translated as segments."""

from __future__ import annotations

from dataclasses import dataclass

from translations import inline, segmentation
from translations.editions.base import Contribution
from translations.editions.inline import safe_link
from translations.model import FRONT_MATTER, Part
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, source_changes, surroundings
from workbench.services.documents import UNSTORABLE
from workbench.services.source.keeping import Made
from workbench.services.source_changes import DocumentChange
from workbench.storage import documents, feed, front_matter, segments, source_versions
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.front_matter import CoverRow, FrontBlock, RightsRow

#: How a version is called that adds front matter.
KIND = "front-matter"
_LONGEST = 4000
_LONGEST_LINK = 500
_LONGEST_CONCEPT = 200
#: Parts of which there is one at most, and one note for each concept.
_SINGLE = frozenset({Part.SUBTITLE, Part.COVER, Part.NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """All that stands beside the text of a document."""

    head: DocumentHead
    permissions: frozenset[Permission]
    blocks: tuple[FrontBlock, ...]
    rights: RightsRow | None
    cover: CoverRow | None

    def of(self, part: Part) -> tuple[FrontBlock, ...]:
        """Give what stands there of one part and is not left out."""
        return tuple(b for b in self.blocks if b.part is part and not b.left_out)


def show(database: Database, *, actor: Actor, document_id: int) -> FrontMatter:
    """See what editions of a document print beside its text."""
    with reading(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head = documents.head(connection, document_id)
        if head is None:
            raise NotFound("document", document_id)
        return FrontMatter(
            head=head,
            permissions=access.permissions(connection, actor, project_id),
            blocks=front_matter.of_document(connection, document_id),
            rights=front_matter.rights(connection, document_id),
            cover=front_matter.cover(connection, document_id),
        )


def write(
    database: Database, *, actor: Actor, document_id: int, part: Part, text: str, about: str = ""
) -> Made:
    """Add front matter in the language of the source: each paragraph is a block.

    `about` names the concept of a note, or the contribution of a credit. Editions have it
    to translate at once.
    """
    paragraphs = _paragraphs(part, text, about)
    with writing(database) as connection:
        change = source_changes.begin_document(connection, actor, document_id)
        if part in _SINGLE and _stands(change, part, about):
            raise InvalidInput("text", "This stands there already. Correct it, or leave it out.")
        number = documents.add_source_version(
            connection,
            document_id,
            kind=KIND,
            actor_id=actor.id,
            summary=inline.plain(paragraphs[0]).text[:120],
        )
        for paragraph in paragraphs:
            _add(change, part, about, paragraph, number)
        job_id = _follow(change, paragraphs)
        feed.append(connection, change.document.project_id, _told(change, part, number))
    return Made(number=number, job_id=due_checks.settle(database, job_id))


def set_link(database: Database, *, actor: Actor, document_id: int, link: str) -> None:
    """Say where the source was published; editions lead there."""
    written = link.strip()
    if written and not safe_link(written):
        raise InvalidInput("link", "Write a whole address, with https:// before it.")
    if len(written) > _LONGEST_LINK or UNSTORABLE.search(written):
        raise InvalidInput(
            "link", "At most %(count)s plain characters can stand here.", count=_LONGEST_LINK
        )
    with writing(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        documents.lock(connection, document_id)
        documents.set_link(connection, document_id, written)
        happening = Happening(
            kind="document.linked",
            actor_id=actor.id,
            document_id=document_id,
            facts={"link": written},
        )
        feed.append(connection, project_id, happening)


def _paragraphs(part: Part, text: str, about: str) -> list[str]:
    if part not in FRONT_MATTER:
        raise InvalidInput("part", "Choose one of what is offered.")
    if not _fits(part, about):
        raise InvalidInput("about", "Choose one of what is offered.")
    if len(text) > _LONGEST or UNSTORABLE.search(text) or inline.code_points(text):
        raise InvalidInput(
            "text", "At most %(count)s plain characters can stand here.", count=_LONGEST
        )
    lines = [" ".join(line.split()) for line in text.splitlines()]
    found = [line for line in lines if line]
    if not found:
        raise InvalidInput("text", "Write the text.")
    if part in (Part.SUBTITLE, Part.COVER, Part.CREDIT, Part.NOTE):
        return [" ".join(found)]
    return found


def _fits(part: Part, about: str) -> bool:
    if part is Part.CREDIT:
        return about in {each.value for each in Contribution}
    if part is Part.NOTE:
        return 0 < len(about) <= _LONGEST_CONCEPT and not UNSTORABLE.search(about)
    return not about


def _stands(change: DocumentChange, part: Part, about: str) -> bool:
    there = front_matter.of_document(change.connection, change.document.id)
    return any((b.part, b.about) == (part, about) and not b.left_out for b in there)


def _add(change: DocumentChange, part: Part, about: str, text: str, number: int) -> None:
    connection, document_id = change.connection, change.document.id
    block_id, position = front_matter.add_block(connection, document_id, part, about)
    pieces = segmentation.segment(text, change.language)
    for place, piece in enumerate(pieces):
        segment_id = segments.add(
            connection,
            document_id=document_id,
            block_id=block_id,
            block_position=position,
            position=place,
            after=piece.after,
        )
        source_changes.new_text(change, segment_id, number, piece.text, ())


def _follow(change: DocumentChange, texts: list[str]) -> int | None:
    connection, document = change.connection, change.document
    source_versions.recount(connection, document.id)
    elsewhere = surroundings.follow(
        connection,
        document_id=document.id,
        glossary_id=document.glossary_id,
        language=document.language,
        before=[],
        after=texts,
    )
    return source_changes.check_blocks(
        connection, change.actor, document.project_id, [], elsewhere=elsewhere
    )


def _told(change: DocumentChange, part: Part, number: int) -> Happening:
    return Happening(
        kind="source.front-matter",
        actor_id=change.actor.id,
        document_id=change.document.id,
        facts={"part": part.value, "version": number},
    )
