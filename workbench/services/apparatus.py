"""What an edition tells readers beside its text: its makers, notes, contested words, exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from translations.checks import CHECKS
from translations.editions.base import (
    Contribution,
    Contributor,
    EditionBlock,
    GlossaryEntry,
    RenderedTerm,
    Source,
    TranslatorNote,
    Waived,
)
from translations.editions.inline import plain, tree
from translations.model import Part
from workbench.services.gating import Gate
from workbench.storage import editions, renderings
from workbench.storage.editions import EditionHead
from workbench.storage.renderings import Rendered

#: In which checks have their names.
_OWN_LANGUAGE = "en"
#: Which act of whom credits them with what.
_MADE_BY = {Contribution.TRANSLATOR: "confirm", Contribution.REVIEWER: "approve"}


def contributors(connection: Connection, head: EditionHead) -> Iterator[Contributor]:
    """Name who is credited, and who translated and reviewed, once each."""
    yield from head.credits
    named = set(head.credits)
    for contribution, action in _MADE_BY.items():
        for person in editions.makers(connection, head.id, action):
            credit = Contributor(name=person.name, contribution=contribution)
            if credit not in named:
                yield credit


def notes(
    connection: Connection, gate: Gate, written: Iterable[EditionBlock]
) -> Iterator[TranslatorNote]:
    """Call each note where its concept is first mentioned; one a concept.

    None is called where an older approved text stands for a newer one: nobody looked where.
    """
    first = renderings.first_places(connection, gate.edition.id)
    called: set[str] = set()
    for block in written:
        place = first.get(block.about)
        if block.part is not Part.NOTE or block.about in called or place is None:
            continue
        if place.segment_id not in gate.stand_ins and _is_translated(block):
            called.add(block.about)
            yield TranslatorNote(
                concept=block.about,
                segment=str(place.segment_id),
                offset=place.offset,
                text=block,
            )


def entries(
    connection: Connection, gate: Gate, written: Sequence[EditionBlock]
) -> Iterator[GlossaryEntry]:
    """Enter each contested concept where it first occurs, with all its words together.

    Source words that are rendered alike share a line. The reason is the note for readers,
    never what the glossary says to those who translate. Where an older approved text stands
    for a newer one, the words of the newer one are not entered: nobody reads them here.
    """
    head = gate.edition
    noted = {b.about: b for b in written if b.part is Part.NOTE and _is_translated(b)}
    others = renderings.elsewhere(connection, head.document_id, head.id)
    cited = renderings.sources(connection, head.glossary_id)
    found = renderings.of_edition(connection, head.id, without=gate.stand_ins.keys())
    for concept, words in _together(found).items():
        note = noted.get(concept)
        yield GlossaryEntry(
            concept=concept,
            terms=tuple(_alike(words)),
            reason=plain(tree(note)).strip() if note else "",
            elsewhere=others.get(concept, ()),
            sources=tuple(
                Source(text=each["title"], link=each.get("link", ""))
                for each in cited.get(concept, ())
            ),
        )


def waivers(found: Iterable[renderings.Waived], language: str) -> Iterator[Waived]:
    """Tell the exceptions; names of checks stand where readers have their language."""
    for each in found:
        check = CHECKS.get(each.check)
        told = language.partition("-")[0] == _OWN_LANGUAGE
        yield Waived(
            check=check.title if check and told else "",
            words=each.words,
            reason=each.reason,
            person=each.person,
        )


def _is_translated(block: EditionBlock) -> bool:
    return bool(block.segments) and all(segment.target for segment in block.segments)


def _together(found: Iterable[Rendered]) -> Mapping[str, dict[str, dict[str, None]]]:
    """Renderings by concept and source term, in the order in which they stand."""
    words: dict[str, dict[str, dict[str, None]]] = {}
    for each in found:
        own = words.setdefault(each.concept, {})
        own.setdefault(each.source_term, {})[each.rendering] = None
    return words


def _alike(words: Mapping[str, Mapping[str, None]]) -> Iterator[RenderedTerm]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for term, forms in words.items():
        alike.setdefault(tuple(forms), []).append(term)
    for shared, terms in alike.items():
        yield RenderedTerm(source_term=", ".join(terms), renderings=shared)
