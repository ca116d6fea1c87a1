"""Laws that every output keeps, whatever the edition."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.editions.at_random import ALPHABET, blocks, editions
from translations.editions import OUTPUTS, base
from translations.editions.base import Edition, Output
from translations.editions.manifest import facts, signature
from translations.model import State

#: Many outputs share the work.
some_examples = settings(max_examples=30, deadline=None)

#: What no font for printing has: a print of it is refused (`test_pdf.py`).
_UNPRINTABLE = frozenset("漢字𝄞")
_PRINTABLE = "".join(char for char in ALPHABET if char not in _UNPRINTABLE)
#: Outputs that are pages for a printer.
PRINTED = {"bilingual-pdf", "pdf"}
#: Outputs that are archives of files.
PACKED = {"bilingual-docx", "docx", "epub", "odt"}
PICTURES = (".jpeg", ".png", ".webp")


def content(output: Output, edition: Edition) -> bytes:
    """What is written; of an archive what its files say, one after another, but for pictures."""
    written = output.write(edition)
    if output.name not in PACKED:
        return written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        said = (name for name in archive.namelist() if not name.endswith(PICTURES))
        return b"".join(archive.read(name) for name in said)


def some(output: Output) -> st.SearchStrategy[Edition]:
    """Editions at random that the output can write."""
    return editions(_PRINTABLE) if output.name in PRINTED else editions()


EVERY_OUTPUT = pytest.mark.parametrize("output", OUTPUTS.values(), ids=list(OUTPUTS))


def test_the_outputs_are_found_in_their_folder() -> None:
    assert list(OUTPUTS) == [
        *("bilingual", "bilingual-docx", "bilingual-pdf", "docx", "epub", "html"),
        *("manifest", "markdown", "odt", "pdf", "po", "tei", "text", "tmx", "xliff"),
    ]


@EVERY_OUTPUT
def test_an_output_says_what_it_writes(output: Output) -> None:
    assert OUTPUTS[output.name] is output
    assert output.title
    assert output.extension.startswith(".")
    is_text = output.name not in PRINTED | PACKED
    assert output.media_type.endswith("; charset=utf-8") == is_text


def alike(names: set[str]) -> tuple[Output, ...]:
    return tuple(output for output in OUTPUTS.values() if output.name in names)


#: Outputs that are written in one way: to draw an edition at random takes longer than to write it.
EVERY_KIND = pytest.mark.parametrize(
    "outputs",
    [alike(set(OUTPUTS) - PRINTED - PACKED), alike(PACKED), alike(PRINTED)],
    ids=["texts", "archives", "prints"],
)


@EVERY_KIND
@some_examples
@given(data=st.data())
def test_every_export_carries_its_signature(
    outputs: tuple[Output, ...], data: st.DataObject
) -> None:
    edition = data.draw(some(outputs[0]))
    digest = signature(edition).rpartition("sha256:")[2].encode()
    for output in outputs:
        written = content(output, edition)
        if output.name in PRINTED:
            assert written.startswith(b"%PDF-1.7\n")
        else:
            assert written.decode("utf-8").endswith("\n"), output.name
        assert digest in written, output.name


@EVERY_KIND
@some_examples
@given(data=st.data())
def test_a_draft_says_so_and_nothing_else_does(
    outputs: tuple[Output, ...], data: st.DataObject
) -> None:
    edition = data.draw(some(outputs[0]))

    def told(output: Output, *, draft: bool) -> bool:
        return b"Draft, not for publication" in content(output, replace(edition, draft=draft))

    for output in outputs:
        assert told(output, draft=True), output.name
        assert not told(output, draft=False), output.name


@EVERY_KIND
@some_examples
@given(data=st.data())
def test_the_same_signature_means_the_same_bytes(
    outputs: tuple[Output, ...], data: st.DataObject
) -> None:
    edition = data.draw(some(outputs[0]))
    other = data.draw(variations(edition, _PRINTABLE))
    same = signature(other) == signature(edition)
    assert same == (other == edition)
    for output in outputs if same else ():
        assert output.write(other) == output.write(edition), output.name


@st.composite
def variations(draw: st.DrawFn, edition: Edition, alphabet: str) -> Edition:
    """The edition again, or with one thing changed."""
    manifest = edition.manifest
    return draw(
        st.sampled_from(
            [
                replace(edition, blocks=tuple(edition.blocks)),
                replace(edition, manifest=replace(manifest, counts=dict(manifest.counts))),
                replace(edition, title=f"{edition.title}!"),
                replace(edition, draft=not edition.draft),
                replace(edition, source_link=f"{edition.source_link}x"),
                replace(edition, manifest=replace(manifest, overrides=(*manifest.overrides, "w"))),
                replace(edition, manifest=replace(manifest, source_version=77)),
                replace(
                    edition, blocks=(*edition.blocks, draw(blocks(first=900, alphabet=alphabet)))
                ),
            ]
        )
    )


@settings(max_examples=30, deadline=None)
@given(editions())
def test_a_signature_is_one_line_of_named_facts(edition: Edition) -> None:
    line = signature(edition)
    names = [field.split(":", 1)[0] for field in line.split("|")]

    assert line.isprintable()
    assert names == [
        *("document", "source", "lang", "glossary", "policy"),
        *("states", "draft", "software", "sha256"),
    ]


def test_a_signature_reads_as_a_sentence() -> None:
    edition = Edition(
        document_id="d12",
        title="Назва",
        source_title="Title",
        language="uk",
        source_language="en",
        blocks=(),
        manifest=base.Manifest(
            source_version=3,
            glossary="a|b",
            glossary_revision=42,
            policy="speaker",
            counts={State.FINAL: 5, State.INITIAL: 1},
            software="workbench 0.1.0",
        ),
    )
    told, _, digest = signature(edition).rpartition("|sha256:")

    assert told == (
        "document:d12|source:v3|lang:uk|glossary:a%7Cb@r42|policy:speaker"
        "|states:initial=1,translated=0,reviewed=0,final=5|draft:no|software:workbench 0.1.0"
    )
    assert len(digest) == 64
    assert facts(edition)["signature"] == signature(edition)
    assert facts(edition)["states"] == {"initial": 1, "translated": 0, "reviewed": 0, "final": 5}
