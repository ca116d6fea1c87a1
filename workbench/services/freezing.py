"""An edition as one frozen value, as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version

from sqlalchemy import Connection

from translations.editions.base import (
    Contribution,
    Contributor,
    Edition,
    EditionBlock,
    EditionSegment,
    GlossaryEntry,
    Manifest,
    RenderedTerm,
)
from translations.model import Part, State
from workbench.services.gating import Gate
from workbench.storage import blocks, documents, editions
from workbench.storage.blocks import BlockRow
from workbench.storage.documents import Name
from workbench.storage.editions import EditionHead, Rendered, TargetText

_NOTHING = TargetText("", State.INITIAL, frozenset())
#: In which the glossary says why a concept is contested.
_GLOSSARY_LANGUAGE = "en"
#: Which act of whom credits them with what.
_MADE_BY = {Contribution.TRANSLATOR: "confirm", Contribution.REVIEWER: "approve"}
#: Languages that put no space between sentences.
_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my"})


def freeze(
    connection: Connection, gate: Gate, *, draft: bool, overrides: Iterable[str] = ()
) -> Edition:
    """Gather an edition as it stands in this transaction."""
    head = gate.edition
    names = documents.names(connection, head.document_id)
    written = tuple(_blocks(connection, gate, _speakers(names, head.language)))
    title = _name(names, "title", head.language) or _plain_title(written) or head.title
    return Edition(
        document_id=str(head.document_id),
        title=title,
        source_title=head.title,
        language=head.language,
        source_language=head.source_language,
        blocks=written,
        manifest=Manifest(
            source_version=head.source_version,
            glossary=head.glossary,
            glossary_revision=head.revision,
            policy=head.policy,
            counts=gate.counts,
            software=f"workbench {version('workbench')}",
            overrides=tuple(overrides),
        ),
        byline=_name(names, "byline", head.language),
        contributors=tuple(_contributors(connection, head)),
        source_link=head.link,
        date=datetime.now(UTC).date().isoformat(),
        draft=draft,
        glossary=tuple(_entries(editions.rendered(connection, head.id), head.language)),
    )


def _blocks(
    connection: Connection, gate: Gate, speakers: Mapping[str, str]
) -> Iterator[EditionBlock]:
    head = gate.edition
    out = blocks.left_out_of(connection, head.id)
    targets = {
        **editions.targets(connection, head.id),
        **{s: TargetText(t, State.REVIEWED, frozenset()) for s, t in gate.stand_ins.items()},
    }
    comments = editions.comments(connection, head.id)
    for block in blocks.whole(connection, head.document_id):
        if block.left_out or block.id in out:
            continue
        yield EditionBlock(
            kind=block.kind,
            part=block.part,
            voice=block.voice,
            speaker=speakers.get(block.speaker, block.speaker),
            level=block.level,
            ordered=block.ordered,
            segments=tuple(_segments(block, targets, comments, head.language)),
        )


def _segments(
    block: BlockRow,
    targets: Mapping[int, TargetText],
    comments: Mapping[int, tuple[str, ...]],
    language: str,
) -> Iterator[EditionSegment]:
    for segment in block.segments:
        target = targets.get(segment.id, _NOTHING)
        yield EditionSegment(
            id=str(segment.id),
            source=segment.text,
            target=target.text if target.text.strip() else "",
            codes=segment.codes,
            state=target.state,
            marks=target.marks,
            after=_space(segment.after, language),
            comments=comments.get(segment.id, ()),
        )


def _space(after: str, language: str) -> str:
    """Give the white space that follows a target; a line of the source may end, not its own."""
    if language.partition("-")[0] in _UNSPACED:
        return ""
    return after and " "


def _plain_title(written: tuple[EditionBlock, ...]) -> str:
    for block in written:
        if block.part is Part.TITLE and all(s.target for s in block.segments):
            text = "".join(s.target + s.after for s in block.segments).strip()
            return "".join(c for c in text if not "\ue000" <= c <= "\uf8ff")
    return ""


def _name(names: Iterable[Name], kind: str, language: str) -> str:
    return next((n.text for n in names if n.kind == kind and n.language == language), "")


def _speakers(names: Iterable[Name], language: str) -> Mapping[str, str]:
    return {n.source: n.text for n in names if n.kind == "speaker" and n.language == language}


def _contributors(connection: Connection, head: EditionHead) -> Iterator[Contributor]:
    """Name who is credited, and who translated and reviewed."""
    for label, name in head.credits:
        yield Contributor(name=name, contribution=Contribution.CONTRIBUTOR, label=label)
    for contribution, action in _MADE_BY.items():
        for person in editions.makers(connection, head.id, action):
            yield Contributor(name=person.name, contribution=contribution)


def _entries(found: Iterable[Rendered], language: str) -> Iterator[GlossaryEntry]:
    """Enter each contested concept where it first occurs, with all its words together.

    Source words that are rendered alike share a line. Why they are contested is
    told where readers have the language of the glossary's own texts.
    """
    told = language.partition("-")[0] == _GLOSSARY_LANGUAGE
    renderings: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for each in found:
        words = renderings.setdefault((each.concept, each.note), {})
        words.setdefault(each.source_term, {})[each.rendering] = None
    for (concept, note), words in renderings.items():
        alike: dict[tuple[str, ...], list[str]] = {}
        for term, forms in words.items():
            alike.setdefault(tuple(forms), []).append(term)
        yield GlossaryEntry(
            concept=concept,
            terms=tuple(
                RenderedTerm(source_term=", ".join(terms), renderings=shared)
                for shared, terms in alike.items()
            ),
            reason=note if told else "",
        )
