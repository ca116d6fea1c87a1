"""Laws that every output keeps, whatever the edition."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.editions.at_random import blocks, editions
from translations.editions import OUTPUTS, base
from translations.editions.base import Edition, Output
from translations.editions.manifest import facts, signature
from translations.model import State

#: Four outputs share the work.
some_examples = settings(max_examples=30, deadline=None)

#: Outputs that are archives of files.
PACKED = {"bilingual-docx", "docx", "epub", "odt"}


def content(output: Output, edition: Edition) -> bytes:
    """What is written; of an archive what its files say, one after another."""
    written = output.write(edition)
    if output.name not in PACKED:
        return written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


EVERY_OUTPUT = pytest.mark.parametrize("output", OUTPUTS.values(), ids=list(OUTPUTS))


def test_the_outputs_are_found_in_their_folder() -> None:
    assert list(OUTPUTS) == [
        *("bilingual", "bilingual-docx", "docx", "epub", "html"),
        *("markdown", "odt", "po", "text"),
    ]


@EVERY_OUTPUT
def test_an_output_says_what_it_writes(output: Output) -> None:
    assert OUTPUTS[output.name] is output
    assert output.title
    assert output.extension.startswith(".")
    assert output.media_type.endswith("; charset=utf-8") or output.name in PACKED


@EVERY_OUTPUT
@some_examples
@given(edition=editions())
def test_every_export_is_text_that_carries_its_signature(output: Output, edition: Edition) -> None:
    written = content(output, edition).decode("utf-8")

    assert written.endswith("\n")
    assert signature(edition).rpartition("sha256:")[2] in written


@EVERY_OUTPUT
@some_examples
@given(edition=editions())
def test_a_draft_says_so_and_nothing_else_does(output: Output, edition: Edition) -> None:
    def told(*, draft: bool) -> bool:
        return b"Draft, not for publication" in content(output, replace(edition, draft=draft))

    assert told(draft=True)
    assert not told(draft=False)


@EVERY_OUTPUT
@some_examples
@given(edition=editions(), data=st.data())
def test_the_same_signature_means_the_same_bytes(
    output: Output, edition: Edition, data: st.DataObject
) -> None:
    other = data.draw(variations(edition))
    if signature(other) == signature(edition):
        assert output.write(other) == output.write(edition)
    assert (signature(other) == signature(edition)) == (other == edition)


@st.composite
def variations(draw: st.DrawFn, edition: Edition) -> Edition:
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
                replace(edition, blocks=(*edition.blocks, draw(blocks(first=900)))),
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
