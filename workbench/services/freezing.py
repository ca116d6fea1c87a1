"""An edition as one frozen value, as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

from sqlalchemy import Connection

from translations.checks import CHECKS
from translations.editions.base import (
    Edition,
    EditionBlock,
    EditionSegment,
    Manifest,
    Version,
)
from translations.editions.changes import changes
from translations.editions.printed import printed
from translations.editions.typeset import engine
from translations.model import Part, State
from workbench.services import apparatus, covers, rights
from workbench.services.gating import Gate
from workbench.storage import blocks, documents, editions, renderings
from workbench.storage.blocks import BlockRow
from workbench.storage.documents import Name
from workbench.storage.editions import EditionHead, TargetText

_NOTHING = TargetText("", State.INITIAL, frozenset())
#: Languages that put no space between sentences.
_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my"})


def freeze(
    connection: Connection,
    gate: Gate,
    *,
    draft: bool,
    overrides: Iterable[str] = (),
) -> Edition:
    """Gather an edition as it stands in this transaction, with what it is to print."""
    head = gate.edition
    names = documents.names(connection, head.document_id)
    written = tuple(_blocks(connection, gate, _speakers(names, head.language)))
    title = _name(names, "title", head.language) or _plain_title(written) or head.title
    waived = renderings.waived(connection, head.id)
    known = rights.of(connection, head.document_id)
    edition = Edition(
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
            checks=tuple((check.name, check.version) for check in CHECKS.values()),
            waivers=len(waived),
            fonts=engine.fonts(),
        ),
        slug=head.slug,
        byline=_name(names, "byline", head.language),
        contributors=tuple(apparatus.contributors(connection, head)),
        imprint=replace(head.imprint, rights=known.statement),
        cover=covers.of(connection, head.document_id),
        source_link=head.link,
        date=datetime.now(UTC).date().isoformat(),
        draft=draft,
        notes=tuple(apparatus.notes(connection, gate, written)),
        glossary=tuple(apparatus.entries(connection, gate, written)),
        waivers=tuple(apparatus.waivers(waived, head.language)),
        layout=head.layout,
    )
    return printed(edition, head.apparatus)


def numbered(
    edition: Edition,
    before: Edition | None,
    earlier: Iterable[Version],
    *,
    number: int,
    summary: str,
) -> Edition:
    """The edition as a publication: what it says differently, and the versions before it."""
    told = changes(before, edition) if before else ()
    newest = Version(number=number, date=edition.date, summary=summary, changes=told)
    return replace(edition, versions=(newest, *earlier))


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
            about=block.about,
            segments=tuple(_segments(block, targets, comments, head)),
        )


def _segments(
    block: BlockRow,
    targets: Mapping[int, TargetText],
    comments: Mapping[int, tuple[str, ...]],
    head: EditionHead,
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
            after=_space(segment.after, head.language, head.source_language),
            comments=comments.get(segment.id, ()),
        )


def _space(after: str, language: str, source_language: str) -> str:
    """Give the white space that follows a target; a line of the source may end, not its own."""
    if language.partition("-")[0] in _UNSPACED:
        return ""
    if source_language.partition("-")[0] in _UNSPACED:
        return " "
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
