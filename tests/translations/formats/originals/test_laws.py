"""What every format with an original promises."""

import io
import zipfile

import pytest

from tests.translations.formats.originals.samples import (
    FILES,
    everything,
    members,
    pseudo,
    read,
    shown,
    told,
)
from translations.errors import UnwritableTranslation
from translations.formats import originals
from translations.formats.originals import ORIGINALS
from translations.inline import code_points

of_every_format = pytest.mark.parametrize("name", FILES)


def test_every_format_has_a_sample() -> None:
    assert {originals.by_name(name) for name in FILES} == set(ORIGINALS.values())


@of_every_format
def test_untouched_every_byte_comes_back(name: str) -> None:
    original = read(FILES[name], name)
    same = {
        number: {at: segment.text for at, segment in enumerate(block.segments)}
        for number, block in enumerate(original.document.blocks)
    }
    assert originals.write(original, {}) == FILES[name]
    assert originals.write(original, same) == FILES[name]


@of_every_format
def test_translated_and_read_again_texts_and_codes_are_exact(name: str) -> None:
    original = read(FILES[name], name)
    written = originals.write(original, everything(original))
    assert told(read(written, name)) == [(pseudo(text), codes) for text, codes in told(original)]


@of_every_format
def test_one_translation_changes_only_where_it_stands(name: str) -> None:
    original = read(FILES[name], name)
    for number, block in enumerate(original.document.blocks):
        for at, segment in enumerate(block.segments):
            written = originals.write(original, {number: {at: pseudo(segment.text)}})
            expected = [
                [
                    pseudo(s.text) if (n, i) == (number, at) else s.text
                    for i, s in enumerate(b.segments)
                ]
                for n, b in enumerate(original.document.blocks)
            ]
            found = told(read(written, name))
            joined = [
                "".join(text + s.after for text, s in zip(texts, b.segments, strict=True))
                for texts, b in zip(expected, original.document.blocks, strict=True)
            ]
            bare = [
                "".join(s.text + s.after for s in b.segments)
                for b in read(written, name).document.blocks
            ]
            assert bare == joined
            assert [codes for _, codes in found] == [codes for _, codes in told(original)]


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_members_without_a_translation_lie_in_the_archive_as_they_lay(name: str) -> None:
    original = read(FILES[name], name)
    first = next(n for n, block in enumerate(original.document.blocks) if block.segments)
    changed = original.parts[original.places[first].part].name
    written = originals.write(original, {first: {0: "Ж"}})
    before, after = (zipfile.ZipFile(io.BytesIO(body)) for body in (FILES[name], written))
    assert after.testzip() is None
    assert after.namelist() == before.namelist()
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        assert (new.compress_type, new.date_time, new.extra) == (
            old.compress_type,
            old.date_time,
            old.extra,
        )
        if old.filename != changed:
            assert new.compress_size == old.compress_size
    kept = members(FILES[name]).keys() - {changed}
    assert {n: members(written)[n] for n in kept} == {n: members(FILES[name])[n] for n in kept}


@of_every_format
def test_a_code_of_another_segment_is_refused_by_name(name: str) -> None:
    original = read(FILES[name], name)
    with pytest.raises(UnwritableTranslation) as caught:
        originals.write(original, {0: {0: "Ж\uf000"}})
    assert caught.value.unit == "1.1"


@of_every_format
def test_a_code_that_must_stay_is_missed_by_name_and_others_may_go(name: str) -> None:
    original = read(FILES[name], name)
    for number, block in enumerate(original.document.blocks):
        for at, segment in enumerate(block.segments):
            if not segment.codes:
                continue
            target = {number: {at: "Ж"}}
            if all(code.can_delete for code in segment.codes):
                assert not code_points(shown(read(originals.write(original, target), name))[number])
                continue
            with pytest.raises(UnwritableTranslation, match="must be kept") as caught:
                originals.write(original, target)
            assert caught.value.unit == f"{number + 1}.{at + 1}"
