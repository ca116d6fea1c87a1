"""Translations into XLIFF 1.2: targets, marks of segments in them, and what is said of them.

A state is said by the target, an approval by its unit; Trados says it of every segment.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from translations.formats.bilingual.coding import spelled
from translations.formats.bilingual.elements import Elements, escaped, with_attributes
from translations.formats.bilingual.splicing import (
    Change,
    Edit,
    edited,
    inserted,
    prefix,
    replaced,
)
from translations.formats.bilingual.xliff_units import Place, Unit
from translations.formats.originals.escaping import UNWRITABLE
from translations.formats.xliff_states import (
    Standing,
    confirmation,
    marks_of_qualifier,
    together,
    told_12,
)


def edits(file: Elements, unit: Unit, wanted: Mapping[str, Change]) -> Iterator[Edit]:
    """What changes in a unit: its target, and what is said of it."""
    own = {place.segment.id: wanted[place.segment.id] for place in unit.places
           if place.segment.id in wanted}  # fmt: skip
    if not own:
        return
    written = {
        place.source: _spelled(file, place, text)
        for place in unit.places
        if place.segment.id in own and (text := own[place.segment.id].target) is not None
    }
    for place in unit.places:
        yield from _of_confirmation(file, place, own.get(place.segment.id))
    standing = _standing(unit, own)
    facts: dict[str, str | None] = {}
    if standing is not None:
        facts = yield from _of_state(file, unit, standing, own)
    if unit.target is None:
        yield from _new_target(file, unit, written, facts)
    elif all(place.target is None for place in unit.places):
        content_ = _skeleton(file, unit, written) if written else None
        yield from edited(file, unit.target, facts, content_)
    else:
        yield from _in_target(file, unit, unit.target, written, facts)


def _spelled(file: Elements, place: Place, text: str) -> str:
    def write(piece: str) -> str:
        return escaped(UNWRITABLE.sub("\ufffd", piece), file.line_end)

    return spelled(text, place.pair, place.segment.id, write)


def _standing(unit: Unit, own: Mapping[str, Change]) -> Standing | None:
    """What is true of all segments of a unit; nothing where nobody says anything new.

    Nobody translates a segment without a text; it holds none of the others back.
    """
    filled = [place for place in unit.places if place.pair.source.strip()]
    places = [place for place in filled or unit.places if place.said is None]
    changes = [own.get(place.segment.id) for place in places]
    if all(change is None or change.standing is None for change in changes):
        return None
    return together([_own_standing(*each) for each in zip(places, changes, strict=True)])


def _of_confirmation(file: Elements, place: Place, change: Change | None) -> Iterator[Edit]:
    """What Trados says of a segment."""
    if place.said is not None and change is not None and change.standing is not None:
        word = confirmation(change.standing) if _text(place, change) else None
        yield from edited(file, place.said, {"conf": word}, None)


def _own_standing(place: Place, change: Change | None) -> Standing:
    if change is not None and change.standing is not None:
        return change.standing
    return Standing(place.segment.state, place.segment.marks)


def _of_state(
    file: Elements, unit: Unit, standing: Standing, own: Mapping[str, Change]
) -> Generator[Edit, None, dict[str, str | None]]:
    """What the unit says of its target; gives back what the target says of itself."""
    empty = not any(_text(place, own.get(place.segment.id)) for place in unit.places)
    told = told_12(standing, empty=empty)
    was = file.attributes(unit.at).get("approved")
    if told.approved != (was == "yes"):
        approved = "yes" if told.approved else "no"
        yield from edited(file, unit.at, {"approved": approved}, None)
    facts: dict[str, str | None] = {"state": told.state}
    said = {} if unit.target is None else file.attributes(unit.target)
    if told.qualifier:
        facts["state-qualifier"] = told.qualifier
    elif marks_of_qualifier(said.get("state-qualifier", "")):
        facts["state-qualifier"] = None
    return facts


def _text(place: Place, change: Change | None) -> str | None:
    if change is not None and change.target is not None:
        return change.target
    return place.segment.target


def _new_target(
    file: Elements, unit: Unit, written: Mapping[int, str], facts: Mapping[str, str | None]
) -> Iterator[Edit]:
    last = max(at for name in ("source", "seg-source")
               if (at := file.first(unit.at, name)) is not None)  # fmt: skip
    name = f"{prefix(file, last)}target"
    tag = with_attributes(f"<{name}>", facts)
    yield inserted(file, last, f"{tag}{_skeleton(file, unit, written)}</{name}>")


def _skeleton(file: Elements, unit: Unit, written: Mapping[int, str]) -> str:
    """A new content of the target: the segmented source with translations in its marks."""
    first = unit.places[0]
    if first.at == first.source:
        return written[first.source]
    start, end = file.inner(first.at)
    marks = []
    for place in unit.places:
        text, token = written.get(place.source), file.tokens[place.source]
        whole = "" if text is None else _marked(file, place, text)
        marks.append(
            Edit(token.start - start, file.tokens[file.end(place.source)].end - start, whole)
        )
    return replaced(file.source[start:end], marks)


def _marked(file: Elements, place: Place, text: str) -> str:
    tag, name = file.markup(place.source), file.tokens[place.source].name
    opened = f"{tag[:-2].rstrip()}>" if tag.endswith("/>") else tag
    return f"{opened}{text}</{name}>"


def _in_target(
    file: Elements,
    unit: Unit,
    target: int,
    written: Mapping[int, str],
    facts: Mapping[str, str | None],
) -> Iterator[Edit]:
    """Translations in a target that has some: each in its mark, or in a new one in its order."""
    if unit.places[0].target == target:
        yield from edited(file, target, facts, written.get(unit.places[0].source))
        return
    yield from edited(file, target, facts, None)
    first = next(place for place in unit.places if place.target is not None)
    before: Place | None = None
    for place in unit.places:
        text = written.get(place.source)
        before = place if place.target is not None else before
        if text is not None and place.target is not None:
            yield from edited(file, place.target, {}, text)
        elif text is not None:
            yield _new_mark(file, place, before, first, text)


def _new_mark(file: Elements, place: Place, before: Place | None, first: Place, text: str) -> Edit:
    """A mark behind the one before it that the target has, or before the first."""
    whole = _marked(file, place, text)
    if before is not None and before.target is not None:
        at = file.tokens[file.end(before.target)].end
        return Edit(at, at, escaped(before.segment.after) + whole)
    at = file.tokens[first.target or 0].start
    return Edit(at, at, whole + escaped(place.segment.after))
