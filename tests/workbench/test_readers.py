"""One finding is stored once, and each colleague reads it in a language of their own."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from tests.workbench import desk
from tests.workbench.desk import MILITIA
from tests.workbench.factories import World
from tests.workbench.speaking import speak
from tests.workbench.world import csrf_token
from translations.review import Action
from workbench.services import viewing
from workbench.storage.engine import Database

TEXT = "Террористы покинули  город."
BANNED = {
    "en": "“Террористы” may not stand for “people's militia”. Right would be “ополчение”.",
    "uk": "«Террористы» не може бути відповідником для «people's militia». "
    "Правильно було б «ополчение».",
    "ru": "«Террористы» не может передавать «people's militia». Верно было бы «ополчение».",
}
SPACES = {
    "en": ("Two spaces.", "Mend the space"),
    "uk": ("Два пробіли.", "Виправити пробіл"),
    "ru": ("Два пробела.", "Исправить пробел"),
}
REFUSED = {"en": "may not stand", "uk": "не може бути відповідником", "ru": "не может передавать"}
of_every_reader = pytest.mark.parametrize("locale", BANNED)


@pytest.fixture
def world(database: Database) -> World:
    made = desk.furnish(database)
    desk.write(database, made, MILITIA, TEXT)
    return made


@pytest.fixture
def reader(app: OpenAPI, database: Database, world: World, tmp_path: Path) -> FlaskClient:
    speak(app, tmp_path / "locale")
    return desk.sign_in(app, database, world.reviewer)


def _asked(locale: str) -> dict[str, str]:
    return {"Accept-Language": locale}


@of_every_reader
def test_the_editor_asks_for_findings_in_the_language_of_its_page(
    reader: FlaskClient, world: World, locale: str
) -> None:
    path = f"/api/v1/editions/{world.edition}/segments/{world.segments[MILITIA]}"
    answer = reader.get(path, headers=_asked(locale)).json
    assert answer is not None
    said = {finding["kind"]: finding for finding in answer["findings"]}
    assert said["banned"]["message"] == BANNED[locale]
    assert (said["double"]["message"], said["double"]["fixes"][0]["label"]) == SPACES[locale]


@of_every_reader
@pytest.mark.parametrize("page", ["editor", "queue"])
def test_the_pages_show_findings_in_their_own_language(
    reader: FlaskClient, world: World, locale: str, page: str
) -> None:
    segment = world.segments[MILITIA]
    path = {"editor": f"/editions/{world.edition}/edit?segment={segment}", "queue": "/review"}[page]
    shown = unescape(reader.get(path, headers=_asked(locale), follow_redirects=True).text)
    assert BANNED[locale] in shown
    assert SPACES[locale][0] in shown
    assert not any(BANNED[other] in shown for other in BANNED if other != locale)


@of_every_reader
def test_a_refused_approval_is_explained_in_the_language_of_the_reviewer(
    reader: FlaskClient, database: Database, world: World, locale: str
) -> None:
    path = f"/api/v1/editions/{world.edition}/segments/{world.segments[MILITIA]}/review"
    view = viewing.segment_view(
        database,
        actor=world.reviewer,
        edition_id=world.edition,
        segment_id=world.segments[MILITIA],
    )
    body = {"action": Action.APPROVE, "version": view.place.target.version}
    headers = {**_asked(locale), "X-CSRFToken": csrf_token(reader)}
    answer = reader.post(path, json=body, headers=headers).json
    assert answer is not None
    assert REFUSED[locale] in answer["detail"]
    assert [REFUSED[locale] in objection for objection in answer["objections"]] == [True]
