"""The first page: my work, then the projects with a bar for each edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from translations.review import FourEyes
from workbench.permissions import Permission
from workbench.services import projects, proposing, review_digest
from workbench.services.projects import Outlined
from workbench.storage.progress import EditionProgress
from workbench.web import context, links
from workbench.web.guard import signed_in
from workbench.web.languages import gettext as _

bp = Blueprint("home", __name__)

Counter = Callable[[Outlined, EditionProgress], int]


@dataclass(frozen=True, slots=True)
class Item:
    """What waits for somebody in one place: segments of an edition, proposals of a glossary."""

    title: str
    place: str  #: the project; empty for a glossary
    language: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Pile:
    """One kind of work, with where it lies."""

    title: str
    nothing: str
    icon: str
    tone: str
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        return sum(item.count for item in self.items)


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    found = projects.outline(context.database(), actor=context.actor())
    return render_template("home.html", projects=found, piles=tuple(_piles(found)))


def _piles(found: Sequence[Outlined]) -> Iterator[Pile]:
    held = {permission for one in found for permission in one.permissions}
    if Permission.TRANSLATE in held:
        yield Pile(
            _("Returned to me"), _("Nothing was returned to you."), "undo-2", "red",
            tuple(_items(found, _returned, _returned_to_me)),
        )  # fmt: skip
        if changed := tuple(_changed(found)):
            yield Pile(_("Changed by reviewers"), "", "eye", "green", changed)
    if Permission.REVIEW in held:
        yield Pile(
            _("To review"), _("Nothing waits for a review."), "check-check", "blue",
            tuple(_items(found, _to_review, links.review)),
        )  # fmt: skip
    if Permission.TRANSLATE in held:
        yield Pile(
            _("To translate"), _("Everything is translated."), "pencil", "amber",
            tuple(_items(found, _to_translate, _open)),
        )  # fmt: skip
    if Permission.TERMS in held:
        yield Pile(
            _("Proposals to decide"), _("No proposal waits for the glossary."), "tag", "violet",
            tuple(_proposals()),
        )  # fmt: skip


def _changed(found: Sequence[Outlined]) -> Iterator[Item]:
    """Tell where reviewers corrected this person's work lately."""
    counted = review_digest.counts(context.database(), actor=context.actor())
    yield from _items(
        found,
        lambda _one, edition: counted.get(edition.id, 0),
        lambda _edition_id: url_for("review_digest.show"),
    )


def _items(found: Sequence[Outlined], count: Counter, lead: Callable[[int], str]) -> Iterator[Item]:
    for one in found:
        for edition in one.editions:
            if waiting := count(one, edition):
                yield Item(
                    title=edition.title,
                    place=one.project.name,
                    language=edition.language,
                    count=waiting,
                    href=lead(edition.id),
                )


def _proposals() -> Iterator[Item]:
    for waiting in proposing.waiting(context.database(), actor=context.actor()):
        href = url_for("glossary.proposals", glossary_id=waiting.glossary_id)
        yield Item(title=waiting.name, place="", language="", count=waiting.count, href=href)


def _returned_to_me(edition_id: int) -> str:
    return links.edition(edition_id, mark="returned", mine="1")


def _open(edition_id: int) -> str:
    return links.edition(edition_id, state="initial")


def _returned(one: Outlined, edition: EditionProgress) -> int:
    return edition.returned_to_me if Permission.TRANSLATE in one.permissions else 0


def _to_review(one: Outlined, edition: EditionProgress) -> int:
    """Count what this person may approve: under four eyes not what they translated."""
    if Permission.REVIEW not in one.permissions:
        return 0
    if one.project.four_eyes is FourEyes.REQUIRED:
        return edition.translated_by_others
    return edition.progress.translated


def _to_translate(one: Outlined, edition: EditionProgress) -> int:
    """Count what is open, without what was returned to this person: that stands apart."""
    if Permission.TRANSLATE not in one.permissions:
        return 0
    return edition.progress.open - edition.returned_to_me
