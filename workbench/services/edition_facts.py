"""The facts of an edition that people write: credits, imprint, address, what it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from unicodedata import category

from sqlalchemy import Connection

from translations.editions.base import Contributor, Imprint, Layout
from translations.editions.identifiers import bare_doi, is_isbn
from translations.editions.inline import safe_link
from translations.editions.printed import Apparatus
from translations.editions.slugs import LONGEST, latin_slug, native_slug
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.documents import UNSTORABLE
from workbench.storage import documents, editions, feed, footing, publications
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening

_LONGEST = 200
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An edition with what people write of it."""

    edition: EditionHead
    permissions: frozenset[Permission]
    published: bool  #: its address is fixed
    slugs: tuple[str, ...]  #: addresses that its title gives: in its own letters, in Latin ones


def show(database: Database, *, actor: Actor, edition_id: int) -> Facts:
    """See what is written of an edition."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head = _head(connection, edition_id)
        return Facts(
            edition=head,
            permissions=access.permissions(connection, actor, project_id),
            published=bool(publications.of_edition(connection, edition_id)),
            slugs=_slugs(connection, head),
        )


def _slugs(connection: Connection, head: EditionHead) -> tuple[str, ...]:
    names = documents.names(connection, head.document_id)
    known = (n.text for n in names if (n.kind, n.language) == ("title", head.language))
    title = next(known, head.title)
    made = (native_slug(title, head.language), latin_slug(title, head.language))
    return tuple(dict.fromkeys(made))


def set_credits(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    version: int,
    credited: Sequence[Contributor],
) -> None:
    """Name who else made the edition: what they did, and the name that they wish."""
    tidy = [replace(c, name=c.name.strip(), label=c.label.strip()) for c in credited]
    if len(tidy) > _MOST or any(_is_too_long(c.name) or _is_too_long(c.label) for c in tidy):
        raise InvalidInput("credits", "At most 50 credits, each word up to 200 characters.")
    if not all(c.name for c in tidy):
        raise InvalidInput("credits", "Write the name of everybody whom you credit.")
    with writing(database) as connection:
        head = held(connection, actor, edition_id, Permission.PUBLISH)
        changed(connection, head, version, credits=editions.credits_as_stored(tidy))
        tell(connection, head, actor, {"credits": len(tidy)})


def set_imprint(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    version: int,
    imprint: Imprint,
    translators_licence: str,
    slug: str,
) -> None:
    """Write the imprint of an edition, and its address while nothing is published of it."""
    tidy = Imprint(**{name: value.strip() for name, value in asdict(imprint).items()})
    _refuse_unfit(tidy, translators_licence)
    with writing(database) as connection:
        head = held(connection, actor, edition_id, Permission.PUBLISH)
        address = _slug(slug, head.language)
        if address != head.slug and publications.of_edition(connection, edition_id):
            raise Conflict("The address was fixed when the edition was first published.")
        if address and address in editions.slugs_beside(connection, edition_id):
            raise InvalidInput("slug", "Another edition of this project has this address.")
        changed(
            connection,
            head,
            version,
            imprint=asdict(replace(tidy, doi=bare_doi(tidy.doi))),
            translators_licence=translators_licence.strip(),
            slug=address,
        )
        tell(connection, head, actor, {"imprint": True})


def set_apparatus(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    version: int,
    apparatus: Apparatus,
    layout: Layout,
) -> None:
    """Choose what the edition prints beside its text, and how bilingual ones are set."""
    with writing(database) as connection:
        head = held(connection, actor, edition_id, Permission.PUBLISH)
        changed(connection, head, version, apparatus=asdict(apparatus), layout=layout.value)
        tell(connection, head, actor, {"apparatus": True})


def _refuse_unfit(imprint: Imprint, translators_licence: str) -> None:
    for name, value in (*asdict(imprint).items(), ("translators_licence", translators_licence)):
        if _is_too_long(value):
            raise InvalidInput(
                name, "At most %(count)s plain characters can stand here.", count=_LONGEST
            )
    if imprint.isbn and not is_isbn(imprint.isbn):
        raise InvalidInput("isbn", "This is no ISBN: its digits or its check digit are wrong.")
    if imprint.doi and not bare_doi(imprint.doi):
        raise InvalidInput("doi", "This is no DOI. One looks like 10.1000/182.")
    if imprint.licence_link and not safe_link(imprint.licence_link):
        raise InvalidInput("licence_link", "Write a whole address, with https:// before it.")


def _is_too_long(value: str) -> bool:
    return len(value) > _LONGEST or bool(UNSTORABLE.search(value)) or "\n" in value


def _slug(written: str, language: str) -> str:
    """Read an address that a person typed: words with hyphens between them."""
    words = " ".join(written.replace("-", " ").split())
    if len(words) > LONGEST or not all(c == " " or category(c)[0] in "LMN" for c in words):
        raise InvalidInput("slug", "An address has letters, digits and hyphens, at most 80.")
    return native_slug(words, language) if words else ""


# Changed


def held(
    connection: Connection, actor: Actor, edition_id: int, permission: Permission
) -> EditionHead:
    """Give the edition to somebody who may change it, while nobody else writes in it."""
    project_id = access.project_of_edition(connection, edition_id)
    access.require(connection, actor, permission, project_id=project_id)
    footing.lock_edition(connection, edition_id)
    return _head(connection, edition_id)


def _head(connection: Connection, edition_id: int) -> EditionHead:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    return head


def changed(connection: Connection, head: EditionHead, version: int, **values: object) -> None:
    """Change the facts of an edition, unless somebody else did first."""
    if not editions.change(connection, head.id, version, **values):
        raise StaleVersion("edition", seen=version, current={"version": head.version})


def tell(connection: Connection, head: EditionHead, actor: Actor, facts: dict[str, object]) -> None:
    """Tell that the facts of an edition were changed."""
    happening = Happening(
        kind="edition.changed",
        actor_id=actor.id,
        document_id=head.document_id,
        edition_id=head.id,
        facts=facts,
    )
    feed.append(connection, head.project_id, happening)
