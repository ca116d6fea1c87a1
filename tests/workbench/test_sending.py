"""Publications are sent on as they were frozen: once, to where an owner said, and on record."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.webhook_server import Receiver, receiving
from translations.editions import OUTPUTS
from translations.review import Action
from workbench import jobs as running
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound
from workbench.permissions import Actor, Role
from workbench.services import job_control, publishing
from workbench.services.publishing import Export
from workbench.services.sending import (
    delivering,
    destinations,
    folders,
    ordering,
    packing,
    sites,
    webhooks,
)
from workbench.services.sending.rules import Rules
from workbench.storage import deliveries, jobs, tables
from workbench.storage.deliveries import DeliveryRow, Outcome
from workbench.storage.destinations import Kind
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow, JobState

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
FORMATS = ("html", "markdown", "text")


@pytest.fixture(scope="module")
def _no_pauses() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(webhooks, "WAITS", (0, 0, 0))
    yield
    patch.undo()


@pytest.fixture
def desk(database: Database, _no_pauses: None) -> World:
    """An article whose Russian edition is published as number 1."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    publish(database, desk)
    return desk


@pytest.fixture
def publisher(database: Database, desk: World) -> Actor:
    with writing(database) as connection:
        return factories.add_user(
            connection, "publisher", project_id=desk.project, roles=[Role.PUBLISHER]
        )


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    root = tmp_path / "published"
    root.mkdir()
    return Rules(root=str(root), private=True, address="https://workbench.example")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def publish(database: Database, desk: World) -> int:
    made = publishing.publish(database, actor=desk.owner, edition_id=desk.edition, overrides={})
    return made.number


def place(
    database: Database, desk: World, rules: Rules, kind: Kind, address: str
) -> destinations.Added:
    return destinations.add(
        database,
        actor=desk.owner,
        project_id=desk.project,
        kind=kind,
        name=f"The {kind}",
        address=address,
        formats=["html"],
        rules=rules,
    )


def order(
    database: Database,
    desk: World,
    rules: Rules,
    destination_id: int,
    actor: Actor | None = None,
    number: int = 1,
) -> int:
    return ordering.send(
        database,
        actor=actor or desk.owner,
        edition_id=desk.edition,
        number=number,
        destination_id=destination_id,
        formats=FORMATS,
        rules=rules,
    )


def sent(database: Database, job_id: int) -> JobRow:
    """Let a worker do a job."""
    done = running.run(database, job_id)
    assert done is not None
    return done


def last(database: Database, desk: World) -> DeliveryRow:
    with reading(database) as connection:
        return deliveries.of_edition(connection, desk.edition, 1)[0]


def below(root: str) -> list[str]:
    found = (p.relative_to(root).as_posix() for p in Path(root).rglob("*") if p.is_file())
    return sorted(found)


# Folders


def test_a_publication_stands_in_a_folder_of_its_own_as_it_was_frozen(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print/слова")
    job = sent(database, order(database, desk, rules, added.destination_id))
    assert job.state is JobState.DONE
    assert (job.done, job.total) == (3, 3)

    folder = "words/print/слова/a-document-ru-v1"
    names = [f"a-document-ru-v1.{ending}" for ending in ("html", "md", "txt")]
    assert below(rules.root) == sorted(
        f"{folder}/{name}" for name in (*names, "manifest.json", folders.RECORD)
    )
    page = Path(rules.root, folder, names[0]).read_bytes()
    export = publishing.export_publication(
        database, actor=desk.reader, edition_id=desk.edition, number=1, output="html"
    )
    assert page == export.body
    told = json.loads(Path(rules.root, folder, "manifest.json").read_bytes())
    assert told["signature"].encode() in Path(rules.root, folder, names[1]).read_bytes()
    assert sorted(told["files"]) == sorted(names)
    assert last(database, desk).outcome is Outcome.DELIVERED


def test_sending_the_same_twice_changes_nothing(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    for outcome in (Outcome.DELIVERED, Outcome.UNCHANGED):
        sent(database, order(database, desk, rules, added.destination_id))
        assert last(database, desk).outcome is outcome


@SQLITE
def test_a_worker_that_takes_over_a_job_that_was_done_changes_nothing(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    added = place(database, desk, rules, Kind.WEBHOOK, receiver.address)
    job_id = order(database, desk, rules, added.destination_id)
    job = sent(database, job_id)
    before = last(database, desk)
    delivering.run(database, job, lambda _done, _total: None)
    assert len(receiver.came) == 1
    assert last(database, desk) == before


@SQLITE
def test_what_stands_in_the_way_is_told_and_the_job_fails(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    Path(rules.root, "words").write_bytes(b"")
    job = sent(database, order(database, desk, rules, added.destination_id))
    assert job.state is JobState.FAILED
    assert job.message == "words is no folder."
    row = last(database, desk)
    assert row.outcome is Outcome.FAILED
    assert row.message is not None
    assert row.message.english == job.message


@SQLITE
def test_a_folder_that_cannot_be_written_is_told_without_its_place_on_the_server(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    Path(rules.root).rmdir()
    job = sent(database, order(database, desk, rules, added.destination_id))
    assert job.message == "The folder cannot be written: No such file or directory."


@SQLITE
def test_a_job_that_is_cancelled_leaves_nothing(
    database: Database, desk: World, rules: Rules, publisher: Actor
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    job_id = order(database, desk, rules, added.destination_id, publisher)
    with pytest.raises(NotAllowed):
        job_control.cancel(database, actor=desk.translator, job_id=job_id)
    assert job_control.cancel(database, actor=publisher, job_id=job_id)
    assert running.run(database, job_id) is None
    row = last(database, desk)
    assert (row.outcome, row.job_state) == (Outcome.OPEN, JobState.CANCELLED)
    assert below(rules.root) == []


@SQLITE
def test_a_worker_stops_between_two_formats_when_its_job_is_cancelled(
    database: Database, desk: World, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.tasks import base

    monkeypatch.setattr(base, "_PAUSE", 0)
    added = place(database, desk, rules, Kind.FOLDER, "print")
    job_id = order(database, desk, rules, added.destination_id)
    written = OUTPUTS["html"].write

    class Cancelling:
        extension, name = ".html", "html"

        @staticmethod
        def write(edition: object) -> bytes:
            job_control.cancel(database, actor=desk.owner, job_id=job_id)
            return written(edition)  # type: ignore[arg-type] # an edition

    monkeypatch.setattr(
        "workbench.services.sending.bundles.OUTPUTS", {**OUTPUTS, "html": Cancelling}
    )
    assert sent(database, job_id).state is JobState.CANCELLED
    assert below(rules.root) == []


# Websites


def test_a_website_has_every_standing_publication_and_says_what_was_withdrawn(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.SITE, "site")
    sent(database, order(database, desk, rules, added.destination_id))
    (page,) = Path(rules.root, "words/site/ru").glob("*/index.html")
    assert "Народное ополчение" in page.read_text()
    publishing.withdraw(
        database, actor=desk.owner, edition_id=desk.edition, number=1, why="A wrong name."
    )
    sent(database, order(database, desk, rules, added.destination_id))
    assert "A wrong name." in page.read_text()
    assert "Народное ополчение" not in page.read_text()
    assert 'content="noindex"' in page.read_text()


@SQLITE
def test_a_website_that_knows_its_address_has_a_map_and_whole_links(
    database: Database, desk: World, rules: Rules
) -> None:
    added = destinations.add(
        database,
        actor=desk.owner,
        project_id=desk.project,
        kind=Kind.SITE,
        name="Readers",
        address="site",
        formats=["text"],
        rules=rules,
        base="https://words.example/",
    )
    job_id = ordering.send(
        database,
        actor=desk.owner,
        edition_id=desk.edition,
        number=1,
        destination_id=added.destination_id,
        formats=(),
        rules=rules,
    )
    assert sent(database, job_id).state is JobState.DONE
    told = Path(rules.root, "words/site/sitemap.xml").read_text()
    assert "<loc>https://words.example/ru/a-document/</loc>" in told
    assert any(name.endswith(".txt") for name in below(rules.root))
    for wrong in (
        "words.example",
        "https://",
        "ftp://words.example",
        "https://a@words.example",
        "http://[",
    ):
        with pytest.raises(InvalidInput) as refused:
            sites.base(wrong)
        assert refused.value.field == "base"


@SQLITE
def test_the_address_of_an_edition_shows_its_newest_publication_that_stands(
    database: Database, desk: World, rules: Rules
) -> None:
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    work.review(database, desk, 1, Action.APPROVE)
    publish(database, desk)
    (row,) = sites.shelf(database, desk.project).publications
    assert row.number == 2
    publishing.withdraw(database, actor=desk.owner, edition_id=desk.edition, number=2, why="Slip.")
    (row,) = sites.shelf(database, desk.project).publications
    assert row.number == 1


# Webhooks


def test_a_webhook_is_told_of_a_publication_in_a_message_that_it_can_prove(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    added = place(database, desk, rules, Kind.WEBHOOK, f"{receiver.address}/hook")
    receiver.secret = added.secret
    job = sent(database, order(database, desk, rules, added.destination_id))
    assert job.state is JobState.DONE
    (told,) = receiver.came
    assert (told["event"], told["number"], told["language"]) == ("publication", 1, "ru")
    assert told["manifest"]["signature"].startswith(f"document:{desk.document}|")
    assert told["page"] == f"https://workbench.example/editions/{desk.edition}/publications/1"
    assert told["downloads"]["html"]["url"] == f"{told['page']}/html"
    assert last(database, desk).status == 204


@SQLITE
def test_a_message_signed_with_another_secret_is_not_taken(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    added = place(database, desk, rules, Kind.WEBHOOK, receiver.address)
    receiver.secret = added.secret
    renewed = destinations.renew_secret(
        database, actor=desk.owner, project_id=desk.project, destination_id=added.destination_id
    )
    job = sent(database, order(database, desk, rules, added.destination_id))
    assert job.state is JobState.FAILED
    assert job.message == "127.0.0.1 answered with 401."
    assert last(database, desk).status == 401
    receiver.secret = renewed
    assert sent(database, order(database, desk, rules, added.destination_id)).state is JobState.DONE


@SQLITE
def test_a_webhook_that_is_down_for_a_while_gets_its_message_once_it_is_up(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    receiver.answers = [503, 500]
    added = place(database, desk, rules, Kind.WEBHOOK, receiver.address)
    assert sent(database, order(database, desk, rules, added.destination_id)).state is JobState.DONE
    assert len({json.dumps(message) for message in receiver.came}) == 1


@SQLITE
def test_a_webhook_that_leads_elsewhere_is_not_followed(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    receiver.answers = [307]
    added = place(database, desk, rules, Kind.WEBHOOK, receiver.address)
    job = sent(database, order(database, desk, rules, added.destination_id))
    assert job.state is JobState.FAILED
    assert len(receiver.came) == 1


@SQLITE
def test_no_webhook_goes_to_the_servers_own_network_unless_its_operator_allows_it(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    strict = Rules(root=rules.root)
    with pytest.raises(InvalidInput):
        place(database, desk, strict, Kind.WEBHOOK, receiver.address)
    added = place(database, desk, strict, Kind.WEBHOOK, "https://localhost/hook")
    job = sent(database, order(database, desk, strict, added.destination_id))
    assert job.state is JobState.FAILED
    assert "own network" in job.message
    assert receiver.came == []


@SQLITE
def test_a_destination_can_be_tried(
    database: Database, desk: World, rules: Rules, receiver: Receiver
) -> None:
    def tried(destination_id: int) -> webhooks.Answer | None:
        return destinations.test(
            database,
            actor=desk.owner,
            project_id=desk.project,
            destination_id=destination_id,
            rules=rules,
        )

    added = place(database, desk, rules, Kind.WEBHOOK, receiver.address)
    receiver.secret = added.secret
    assert tried(added.destination_id) == webhooks.Answer(status=204)
    assert receiver.headers[0]["Workbench-Event"] == "ping"
    folder = place(database, desk, rules, Kind.FOLDER, "print")
    assert tried(folder.destination_id) is None
    Path(rules.root, "words").rmdir()
    Path(rules.root, "words").write_bytes(b"")
    with pytest.raises(Conflict):
        tried(folder.destination_id)


# Who may what


@SQLITE
def test_owners_say_where_to_and_publishers_send(
    database: Database, desk: World, rules: Rules, publisher: Actor
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    where = {"project_id": desk.project, "destination_id": added.destination_id}
    for actor in (publisher, desk.translator):
        with pytest.raises(NotAllowed):
            destinations.remove(database, actor=actor, **where)
        with pytest.raises(NotAllowed):
            destinations.test(database, actor=actor, rules=rules, **where)
        with pytest.raises(NotAllowed):
            destinations.renew_secret(database, actor=actor, **where)
    assert destinations.listed(database, actor=publisher, project_id=desk.project)
    with pytest.raises(NotAllowed):
        destinations.listed(database, actor=desk.translator, project_id=desk.project)
    with pytest.raises(NotAllowed):
        order(database, desk, rules, added.destination_id, desk.translator)
    with pytest.raises(NotFound):
        order(database, desk, rules, added.destination_id, desk.stranger)
    assert order(database, desk, rules, added.destination_id, publisher)


@SQLITE
def test_who_was_shut_out_meanwhile_sends_nothing(
    database: Database, desk: World, rules: Rules, publisher: Actor
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    job_id = order(database, desk, rules, added.destination_id, publisher)
    work.set_row(database, tables.User, publisher.id, disabled_at=factories.NOW)
    assert sent(database, job_id).state is JobState.FAILED
    assert below(rules.root) == []


@SQLITE
def test_a_destination_of_another_project_is_not_found(
    database: Database, desk: World, rules: Rules
) -> None:
    with writing(database) as connection:
        other = factories.add_project(connection, glossary_id=desk.glossary, slug="other")
        owner = factories.add_user(connection, "boss", project_id=other, roles=[Role.OWNER])
    elsewhere = destinations.add(
        database,
        actor=owner,
        project_id=other,
        kind=Kind.FOLDER,
        name="Theirs",
        address="print",
        formats=["html"],
        rules=rules,
    )
    with pytest.raises(NotFound):
        order(database, desk, rules, elsewhere.destination_id)


def test_a_destination_that_is_removed_takes_nothing_and_stays_on_record(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    sent(database, order(database, desk, rules, added.destination_id))
    waiting = order(database, desk, rules, added.destination_id)
    where = {"project_id": desk.project, "destination_id": added.destination_id}
    destinations.remove(database, actor=desk.owner, **where)
    with pytest.raises(Conflict):
        destinations.remove(database, actor=desk.owner, **where)
    with pytest.raises(Conflict):
        order(database, desk, rules, added.destination_id)
    assert sent(database, waiting).state is JobState.FAILED
    assert last(database, desk).destination == "The folder"
    assert destinations.listed(database, actor=desk.owner, project_id=desk.project) == ()
    place(database, desk, rules, Kind.FOLDER, "print")  # its name and folder are free again


@SQLITE
@pytest.mark.parametrize(
    ("kind", "name", "address", "field"),
    [
        (Kind.FOLDER, "Other", "../print", "address"),
        (Kind.FOLDER, "Other", "print", "address"),
        (Kind.SITE, "Other", "print/site", "address"),
        (Kind.FOLDER, "", "other", "name"),
        (Kind.FOLDER, "THE FOLDER", "other", "name"),
        (Kind.WEBHOOK, "Other", "gopher://example.org/", "address"),
    ],
)
def test_what_cannot_be_a_destination_is_refused_by_its_field(
    database: Database, desk: World, rules: Rules, kind: Kind, name: str, address: str, field: str
) -> None:
    place(database, desk, rules, Kind.FOLDER, "print")
    with pytest.raises(InvalidInput) as refused:
        destinations.add(
            database,
            actor=desk.owner,
            project_id=desk.project,
            kind=kind,
            name=name,
            address=address,
            formats=["html"],
            rules=rules,
        )
    assert refused.value.field == field


@SQLITE
def test_a_server_without_a_folder_for_it_offers_none(database: Database, desk: World) -> None:
    with pytest.raises(InvalidInput) as refused:
        place(database, desk, Rules(), Kind.FOLDER, "print")
    assert refused.value.field == "kind"


@SQLITE
@pytest.mark.parametrize("formats", [[], ["nothing"]])
def test_a_format_is_chosen_among_those_there_are(
    database: Database, desk: World, formats: list[str]
) -> None:
    with pytest.raises(InvalidInput):
        packing.archive(
            database, actor=desk.reader, edition_id=desk.edition, number=1, formats=formats
        )


@SQLITE
def test_a_withdrawn_publication_is_sent_nowhere(
    database: Database, desk: World, rules: Rules
) -> None:
    added = place(database, desk, rules, Kind.FOLDER, "print")
    waiting = order(database, desk, rules, added.destination_id)
    publishing.withdraw(database, actor=desk.owner, edition_id=desk.edition, number=1, why="Slip.")
    with pytest.raises(Conflict):
        order(database, desk, rules, added.destination_id)
    assert sent(database, waiting).state is JobState.FAILED
    with pytest.raises(NotFound):
        order(database, desk, rules, added.destination_id, number=7)


# Archives


def archived(database: Database, desk: World, number: int | None, actor: Actor) -> Export:
    made = packing.archive(
        database, actor=actor, edition_id=desk.edition, number=number, formats=FORMATS
    )
    assert isinstance(made, Export)
    return made


def test_an_archive_holds_the_chosen_formats_and_is_the_same_every_time(
    database: Database, desk: World
) -> None:
    made = archived(database, desk, 1, desk.reader)
    assert made.name == "a-document-ru-v1.zip"
    assert archived(database, desk, 1, desk.reader) == made
    with zipfile.ZipFile(io.BytesIO(made.body)) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert names == sorted(names)
        told = json.loads(file.read("manifest.json"))
        assert sorted([*told["files"], "manifest.json"]) == names
        day = tuple(map(int, told["date"].split("-")))
        assert {info.date_time[:3] for info in file.infolist()} == {day}


@SQLITE
def test_the_edition_as_it_stands_is_packed_by_those_who_export(
    database: Database, desk: World
) -> None:
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    assert archived(database, desk, None, desk.translator).name == "a-document-ru-draft.zip"
    with pytest.raises(NotAllowed):
        archived(database, desk, None, desk.reader)


def test_a_long_edition_is_packed_by_a_worker_and_fetched(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = archived(database, desk, 1, desk.reader)
    monkeypatch.setattr(packing, "AT_ONCE", 1)
    job_id = packing.archive(
        database, actor=desk.reader, edition_id=desk.edition, number=1, formats=FORMATS
    )
    assert isinstance(job_id, int)
    job = sent(database, job_id)
    packing.run(database, job, lambda _done, _total: None)
    row = last(database, desk)
    assert row.is_kept
    where = {"edition_id": desk.edition, "delivery_id": row.id}
    assert packing.fetch(database, actor=desk.reader, **where).body == at_once.body
    with pytest.raises(NotFound):
        packing.fetch(database, actor=desk.stranger, **where)
    with pytest.raises(NotFound):
        packing.fetch(database, actor=desk.reader, edition_id=desk.edition, delivery_id=999)


@SQLITE
def test_an_archive_waits_for_a_week(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    monkeypatch.setattr(packing, "AT_ONCE", 1)
    monkeypatch.setattr(ordering, "KEPT", timedelta(seconds=-1))
    for _time in range(2):
        job_id = packing.archive(
            database, actor=desk.reader, edition_id=desk.edition, number=1, formats=FORMATS
        )
        assert isinstance(job_id, int)
        sent(database, job_id)
    with reading(database) as connection:
        newer, older = deliveries.of_edition(connection, desk.edition, 1)
        assert (newer.is_kept, older.is_kept) == (True, False)
        assert jobs.waiting(connection) == ()
