"""Importing: all or nothing to see, every byte kept, bad files refused with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError

from glossary.model import Voice
from tests.workbench import factories
from tests.workbench.factories import World
from translations.errors import UnreadableDocument
from translations.model import BlockKind, Part
from workbench import gate, jobs
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound
from workbench.permissions import Actor, Role
from workbench.services import accounts, importing, indexing, staging, uploads
from workbench.services.importing import Correction
from workbench.storage import blocks, documents, feed, tables
from workbench.storage import jobs as stored_jobs
from workbench.storage import staging as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobState
from workbench.tasks.base import JobCancelled

FIXTURES = Path(__file__).parents[1] / "fixtures" / "structure"
INTERVIEW = """\
Words of the house

A conversation about how a newsroom chooses its words.

Reporter: How does it begin?

Editor: We ask what the militia is called in the source.

Reporter: And in the republic?

Editor: There too. Nobody counts 12 cars. Їжак 𝄞 sees it.

Reporter: Who decides?

Editor: All of us. We write the reason down.
"""


@dataclass(frozen=True)
class House:
    database: Database
    world: World

    def add(
        self,
        data: bytes | str = INTERVIEW,
        name: str = "words.txt",
        *,
        language: str = "",
        link: str = "",
        corrections: Mapping[int, Correction] | None = None,
    ) -> int:
        return importing.import_document(
            self.database,
            actor=self.world.owner,
            project_id=self.world.project,
            data=data.encode() if isinstance(data, str) else data,
            name=name,
            language=language,
            link=link,
            corrections=corrections,
        )

    def upload(self, data: bytes | str = INTERVIEW, name: str = "words.txt") -> int:
        body = data.encode() if isinstance(data, str) else data
        return uploads.keep_upload(
            self.database,
            actor=self.world.owner,
            project_id=self.world.project,
            data=body,
            name=name,
        )

    def import_upload(self, upload_id: int) -> uploads.Started:
        return uploads.import_upload(
            self.database,
            actor=self.world.owner,
            project_id=self.world.project,
            upload_id=upload_id,
            language="en",
            corrections={},
        )

    def bytes_of(self, document_id: int) -> bytes:
        return importing.reconstruct(
            self.database, actor=self.world.reader, document_id=document_id
        )

    def rows(self) -> dict[str, int]:
        """How many rows the tables of an import have."""
        counted = (
            tables.Document, tables.Original, tables.SourceVersion, tables.Block,
            tables.Segment, tables.SegmentVersion, tables.SourceOccurrence,
            tables.SourcePosting, tables.DocumentName,
        )  # fmt: skip
        with reading(self.database) as connection:
            return {
                table.__tablename__: connection.execute(
                    select(func.count()).select_from(table)
                ).scalar_one()
                for table in counted
            }

    def visible(self) -> tuple[int, ...]:
        with reading(self.database) as connection:
            return tuple(d.id for d in documents.of_project(connection, self.world.project))


@pytest.fixture
def house(database: Database) -> House:
    return House(database, factories.world(database))


def test_a_proposal_says_what_a_file_is_and_stores_nothing(house: House) -> None:
    before = house.rows()
    proposal = importing.propose_import(
        INTERVIEW.encode(), name="words.txt", candidates=("en", "ru", "uk")
    )
    assert (proposal.format, proposal.encoding, proposal.language) == ("text", "utf-8", "en")
    assert proposal.confidence > 0.9
    assert proposal.whole
    taken = [(block.taken_for.part, block.taken_for.voice) for block in proposal.blocks]
    assert taken[0][0] is Part.TITLE
    assert [voice for _, voice in taken[-3:]] == [Voice.ANSWER, Voice.QUESTION, Voice.ANSWER]
    assert {b.taken_for.speaker for b in proposal.blocks} == {"", "Editor", "Reporter"}
    assert house.rows() == before


def test_an_import_stores_text_terms_words_and_names(house: House) -> None:
    document_id = house.add(link="https://words.example/1")
    with reading(house.database) as connection:
        head = documents.head(connection, document_id)
        rows = blocks.whole(connection, document_id)
        names = documents.names(connection, document_id)
        newest = feed.since(connection, house.world.project, 0)[-1]
        forms = connection.execute(
            select(tables.SourceOccurrence.form)
            .join(
                tables.Segment,
                tables.Segment.text_id == tables.SourceOccurrence.segment_version_id,
            )
            .where(tables.Segment.document_id == document_id)
        ).scalars()
        assert sorted(forms) == ["militia", "republic"]
        postings = connection.execute(
            select(func.count())
            .select_from(tables.SourcePosting)
            .join(tables.Form, tables.Form.id == tables.SourcePosting.form_id)
            .where(tables.Form.text == "counts")
        ).scalar_one()
    assert head is not None
    assert (head.title, head.link) == ("Words of the house", "https://words.example/1")
    assert head.segments == sum(len(row.segments) for row in rows)
    assert [s.position for s in rows[5].segments] == [0, 1, 2]
    assert rows[5].segments[1].text == "Nobody counts 12 cars."
    assert {(name.kind, name.text) for name in names} == {
        ("title", "Words of the house"),
        ("speaker", "Editor"),
        ("speaker", "Reporter"),
    }
    assert (newest.kind, newest.document_id) == ("document.imported", document_id)
    assert postings == 1


def test_the_people_whom_a_bare_interview_names_are_data(house: House) -> None:
    bare = (FIXTURES / "bare_interview.en.txt").read_bytes()
    document_id = house.add(bare, name="bare.txt")
    with reading(house.database) as connection:
        names = documents.names(connection, document_id)
    assert [(name.kind, name.text) for name in names if name.kind != "title"] == [
        ("byline", "Tom Arden"),
        ("preface-author", "The Reading Room"),
        ("speaker", "Tom Arden"),
        ("speaker", "Marta Hale"),
    ]


def test_corrections_win_over_what_was_proposed(house: House) -> None:
    correction = Correction(
        part=Part.STANDFIRST,
        kind=BlockKind.QUOTE,
        voice=Voice.QUOTATION,
        speaker="Їжак",
        left_out="Not ours to translate.",
    )
    document_id = house.add(corrections={1: correction})
    with reading(house.database) as connection:
        head = documents.head(connection, document_id)
        row = blocks.whole(connection, document_id)[1]
    assert (row.part, row.kind, row.voice) == (Part.STANDFIRST, BlockKind.QUOTE, Voice.QUOTATION)
    assert (row.speaker, row.left_out) == ("Їжак", "Not ours to translate.")
    assert head is not None
    assert head.segments == house.rows()["segment"] - len(house.world.segments) - 1
    with pytest.raises(InvalidInput):
        house.add(corrections={99: correction})


_LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\t\x0b\x0c"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")]
)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(_LINES, min_size=1, max_size=6), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_file_is_written_again_byte_by_byte(
    house: House, encoding: str, mark: bytes, lines: list[str], end: str
) -> None:
    text = "Words of the house." + end + end.join(lines) + end
    data = mark + text.encode(encoding)
    assert house.bytes_of(house.add(data)) == data


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_an_older_encoding_is_told_and_kept(house: House, encoding: str) -> None:
    data = "Ополчение ушло из города.\r\nНикто не видел машин в городе вчера вечером.\r\n".encode(
        encoding
    )
    document_id = house.add(data, language="ru")
    assert house.bytes_of(document_id) == data
    with reading(house.database) as connection:
        original = documents.original(connection, document_id)
    assert original is not None
    assert (original.encoding, original.line_end) == (encoding, "\r\n")


def test_markdown_keeps_its_codes_and_its_bytes(house: House) -> None:
    data = b"# Words\n\n> The **militia** of [it](https://words.example).\n\n1. one\n2. two\n"
    document_id = house.add(data, "words.md")
    assert house.bytes_of(document_id) == data
    with reading(house.database) as connection:
        rows = blocks.whole(connection, document_id)
    assert [row.kind for row in rows] == ["heading", "quote", "list-item", "list-item"]
    assert [code.original for code in rows[1].segments[0].codes][:2] == ["**", "**"]


BAD = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\n", "white space"),
    "binary": (bytes(range(256)) * 40, "binary|encoding"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "NUL": (b"A line.\nAnother\x00 line.\n", "NUL"),
    "60 MB": (b"Words of the house. " * 3_100_000, "MB"),
    "no known encoding": ("Ünïcödé wörds".encode("latin-1") * 9, "encoding"),
    "one line of 1 MB": (b"word " * 210_000, "1 MB"),
    "half a character": (b"A word \xed\xa0\x80 here.", "character"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_with_the_reason_and_nothing_is_written(
    house: House, kind: str
) -> None:
    data, reason = BAD[kind]
    before = house.rows()
    with pytest.raises(UnreadableDocument, match=reason):
        house.add(data)
    with pytest.raises(UnreadableDocument, match=reason):
        house.upload(data)
    assert house.rows() == before


def test_quotes_that_are_nested_too_deep_are_refused(house: House) -> None:
    with pytest.raises(UnreadableDocument, match=r"nested|deep"):
        house.add(b">" * 50_000 + b" words\n", "words.md")


def test_a_kind_of_file_that_nobody_reads_is_refused(house: House) -> None:
    with pytest.raises(UnreadableDocument, match=r"\.txt"):
        house.add(b"words", "words.docx")


def test_only_who_may_change_sources_imports(house: House) -> None:
    for actor, refusal in ((house.world.translator, NotAllowed), (house.world.stranger, NotFound)):
        with pytest.raises(refusal):
            importing.import_document(
                house.database,
                actor=actor,
                project_id=house.world.project,
                data=b"Words.",
                name="words.txt",
            )


# All or nothing


def test_a_failure_at_any_statement_leaves_nothing(house: House) -> None:
    before, seen = house.rows(), house.visible()

    class PowerCut(BaseException):
        pass

    def fail(number: int) -> bool:
        """Import, with the n-th statement that writes failing; false when it came through."""
        count = 0

        def cut(*arguments: object) -> None:
            nonlocal count
            statement = str(arguments[2])
            if statement.lstrip().upper().startswith(("INSERT", "UPDATE")):
                count += 1
                if count == number:
                    raise PowerCut

        event.listen(house.database.reader, "before_cursor_execute", cut)
        try:
            house.add()
        except PowerCut:
            return True
        finally:
            event.remove(house.database.reader, "before_cursor_execute", cut)
        return False

    number = 1
    while fail(number):
        assert house.rows() == before, f"after statement {number}"
        number += 1
    assert number > 8
    assert len(house.visible()) == len(seen) + 1


def _stage(house: House) -> staging.Stage:
    found = gate.read(INTERVIEW.encode(), name="words.txt", language="en")
    return staging.begin(
        house.database,
        project_id=house.world.project,
        glossary_id=house.world.glossary,
        actor_id=house.world.owner.id,
        job_id=None,
        language="en",
        format="text",
        link="",
        file=importing.file_of(INTERVIEW.encode(), "words.txt", found),
        blocks=found.document.blocks,
    )


def test_what_a_killed_import_leaves_is_seen_by_nobody_and_removed(house: House) -> None:
    before, seen = house.rows(), house.visible()
    _stage(house).write(factories.TERMBASE, lambda _done, _total: None)
    assert house.rows() != before
    assert house.visible() == seen
    assert importing.remove_staged(house.database) == 0  # it may still be at work
    assert importing.remove_staged(house.database, silent_for=timedelta(0)) == 1
    assert house.rows() == before


def test_an_import_that_was_taken_for_dead_gives_up(house: House) -> None:
    before, stage = house.rows(), _stage(house)
    importing.remove_staged(house.database, silent_for=timedelta(0))
    with pytest.raises(Conflict, match="given up"):
        stage.write(factories.TERMBASE, lambda _done, _total: None)
    assert house.rows() == before


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)  # the limit is SQLite's
def test_a_full_disk_is_said_and_nothing_is_half_written(house: House) -> None:
    before, seen = house.rows(), house.visible()
    text = "".join(f"Sentence number {n} of the house.\n" for n in range(3_000))

    def no_room(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute("PRAGMA max_page_count = 160")

    house.database.reader.dispose()
    event.listen(house.database.reader, "connect", no_room)
    with pytest.raises(OperationalError, match="full"):
        house.add(text)
    event.remove(house.database.reader, "connect", no_room)
    house.database.reader.dispose()
    assert house.visible() == seen
    importing.remove_staged(house.database, silent_for=timedelta(0))
    assert house.rows() == before


def test_terms_are_those_of_the_glossary_when_the_document_is_shown(house: House) -> None:
    stage = _stage(house)
    stage.write(factories.TERMBASE, lambda _done, _total: None)
    without = factories.TERMBASE.concepts[:1]
    changed = type(factories.TERMBASE)(name="Words", revision=1, concepts=without)
    with writing(house.database) as connection:
        factories.change_glossary(connection, house.world.glossary, changed)
    newest = staging.keep_up(stage, factories.TERMBASE)
    assert newest.revision == 2
    with reading(house.database) as connection:
        forms = connection.execute(select(tables.SourceOccurrence.form)).scalars().all()
    assert forms == ["militia"]


# Uploads and jobs


def test_the_same_bytes_again_are_allowed_and_said(house: House) -> None:
    first = house.add()
    upload_id = house.upload()
    viewed = uploads.view_upload(
        house.database,
        actor=house.world.owner,
        project_id=house.world.project,
        upload_id=upload_id,
    )
    assert [twin.id for twin in viewed.twins] == [first]
    started = house.import_upload(upload_id)
    assert started.document_id not in {None, first}
    with pytest.raises(NotFound):  # an upload is imported once
        house.import_upload(upload_id)


def test_an_upload_belongs_to_its_project(house: House) -> None:
    upload_id = house.upload()
    with writing(house.database) as connection:
        other = factories.add_project(connection, glossary_id=house.world.glossary, slug="other")
        somebody = factories.add_user(connection, "somebody", project_id=other, roles=[Role.OWNER])
    with pytest.raises(NotFound):
        uploads.view_upload(house.database, actor=somebody, project_id=other, upload_id=upload_id)


LARGE = "".join(f"Sentence {n} of the militia. The house counts it.\n\n" for n in range(4_000))


def test_a_large_file_is_imported_by_a_worker(house: House) -> None:
    started = house.import_upload(house.upload(LARGE))
    assert started.document_id is None
    assert started.job_id is not None
    done = jobs.run(house.database, started.job_id)
    assert done is not None
    assert done.state is JobState.DONE, done.message
    assert done.result is not None
    document_id = done.result["document"]
    assert house.visible()[0] == document_id
    assert house.bytes_of(document_id) == LARGE.encode()
    again = uploads.import_of_job(house.database, done, lambda _done, _total: None)
    assert again == document_id


@pytest.mark.parametrize("how", ["account", "role"])
def test_an_import_of_somebody_shut_out_meanwhile_is_not_done(house: House, how: str) -> None:
    before = house.rows()
    started = house.import_upload(house.upload(LARGE[:200_000]))
    assert started.job_id is not None
    owner = house.world.owner
    accounts.add_user(house.database, actor=None, name="keeper", admin=True)
    if how == "account":
        version = accounts.person(house.database, actor=None, user_id=owner.id).version
        accounts.disable(house.database, actor=None, user_id=owner.id, version=version)
    else:
        with writing(house.database) as connection:
            mine = tables.Membership.user_id == owner.id
            connection.execute(delete(tables.Membership).where(mine))
    done = jobs.run(house.database, started.job_id)
    assert done is not None
    assert done.state is JobState.FAILED
    assert house.rows() == before


def test_a_cancelled_import_leaves_nothing(house: House) -> None:
    before = house.rows()
    started = house.import_upload(house.upload(LARGE[:200_000]))
    assert started.job_id is not None

    def cancel(_done: int, _total: int) -> None:
        raise JobCancelled

    with reading(house.database) as connection:
        job = stored_jobs.find(connection, started.job_id)
    assert job is not None
    with pytest.raises(JobCancelled):
        uploads.import_of_job(house.database, job, cancel)
    assert house.rows() == before
    with reading(house.database) as connection:
        assert stored.staged_of_job(connection, started.job_id) == ()


def test_a_large_file_is_shown_by_its_beginning(house: House) -> None:
    proposal = importing.propose_import(LARGE.encode(), name="words.txt", candidates=("en",))
    assert not proposal.whole
    assert proposal.blocks[0].text == "Sentence 0 of the militia. The house counts it."
    assert 1_000 < len(proposal.blocks) < 5_000


def test_the_beginning_of_a_large_file_keeps_its_encoding() -> None:
    data = ("Слово о словах. Дом их считает.\n\n" * 9_000).encode("cp1251")
    proposal = importing.propose_import(data, name="words.txt", candidates=("en", "ru"))
    assert not proposal.whole
    assert (proposal.encoding, proposal.language) == ("windows-1251", "ru")


def test_texts_are_indexed_alike_in_one_process_and_in_several() -> None:
    texts = [f"The militia {n} of the republic." for n in range(300)]
    with indexing.helpers(factories.TERMBASE, "en", size=100_000_000) as pool:
        assert pool is not None
        several = list(indexing.index(texts, termbase=factories.TERMBASE, language="en", pool=pool))
    alone = list(indexing.index(texts, termbase=factories.TERMBASE, language="en"))
    assert [each.occurrences for each in several] == [each.occurrences for each in alone]
    assert [_words(each) for each in several] == [_words(each) for each in alone]
    assert [found.text for found in several[0].occurrences[0]] == ["militia", "republic"]


def _words(indexed: indexing.Indexed) -> list[set[str]]:
    return [{indexed.vocabulary[place] for place in forms} for forms in indexed.forms]


# Editions


def test_an_edition_is_begun_once_for_a_language_and_a_policy(house: House) -> None:
    def begin(language: str, policy: str = "", actor: Actor = house.world.owner) -> int:
        return importing.create_edition(
            house.database,
            actor=actor,
            document_id=house.world.document,
            language=language,
            policy=policy,
        )

    assert begin("uk") != begin("uk", "descriptive")
    with pytest.raises(Conflict):
        begin("uk")
    for language, policy in (("", ""), ("en", ""), ("de", "no such policy")):
        with pytest.raises(InvalidInput):
            begin(language, policy)
    with pytest.raises(NotAllowed):
        begin("de", actor=house.world.translator)
