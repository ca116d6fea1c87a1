"""Every route × everybody: who is let in, who is refused, and how.

Routes that are added later are walked too; an argument that the world does not
know gets a value that no row has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Blueprint
from flask_openapi3.openapi import OpenAPI
from werkzeug.routing import IntegerConverter, Rule

from tests.workbench.conftest import Clients
from tests.workbench.world import World
from workbench.permissions import Permission, Role, granted
from workbench.services import accounts
from workbench.web import guard

EVERYBODY = (*map(str, Role), "admin", "stranger")
#: For what the engine plays no part in.
SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
_OWN = {"HEAD", "OPTIONS"}


def _doors(app: OpenAPI, world: World) -> Iterator[tuple[str, str, guard.Requirement]]:
    """List every method of every route, with an address in the world and what it asks for."""
    for rule in app.url_map.iter_rules():
        wanted = guard.requirement(app, rule.endpoint)
        assert wanted is not None
        if rule.endpoint != "static":
            for method in sorted((rule.methods or set()) - _OWN):
                yield method, _address(app, rule, world), wanted


def _address(app: OpenAPI, rule: Rule, world: World) -> str:
    known = {
        "project": world.slug,
        "project_id": world.project_id,
        "document_id": world.document_id,
        "edition_id": world.edition_id,
        "segment_id": world.segment_ids[1],
        "glossary_id": world.glossary_id,
        "job_id": world.job_id,
        "publication_id": world.publication_id,
    }
    values = {
        name: known.get(name, 9_999 if isinstance(kind, IntegerConverter) else "nothing")
        for name, kind in rule._converters.items()
    }
    return str(app.url_map.bind("localhost").build(rule.endpoint, values))


def _refusal(world: World, wanted: guard.Requirement, who: str, address: str) -> int | None:
    """Say with which status somebody is refused, from the table of permissions alone."""
    if not isinstance(wanted, Permission) or who == "admin":
        return None
    scoped = wanted is not Permission.ADMINISTER or world.slug in address
    if who == "stranger" and scoped:
        return 404
    held = frozenset[Permission]() if who == "stranger" else granted([Role(who)])
    return None if wanted in held else 403


@SQLITE
def test_everybody_is_let_in_or_refused_as_the_table_says(app: OpenAPI, world: World) -> None:
    tokens = {
        who: accounts.make_token(world.database, actor=world.actor(who), name="walk")
        for who in EVERYBODY
    }
    client = app.test_client()
    doors = list(_doors(app, world))
    assert len(doors) > 20
    allowed = []
    for method, address, wanted in doors:
        if not guard.is_public(wanted):
            assert client.open(address, method=method, json={}).status_code in {302, 401}
        for who, token in tokens.items():
            refusal = _refusal(world, wanted, who, address)
            if refusal is None:
                allowed.append((method, address, who, token))
                continue
            headers = {"Authorization": f"Bearer {token}"}
            with client.open(address, method=method, json={}, headers=headers) as answer:
                assert answer.status_code == refusal, (method, address, who)
    for method, address, who, token in allowed:  # last, because they may change the world
        headers = {"Authorization": f"Bearer {token}"}
        with client.open(address, method=method, json={}, headers=headers) as answer:
            assert answer.status_code not in {401, 403, 500}, (method, address, who)


@SQLITE
def test_no_write_passes_without_the_token_of_the_page(clients: Clients) -> None:
    owner = clients["admin"]
    for method, address, _wanted in _doors(clients.app, clients.world):
        if method != "GET":
            with owner.open(address, method=method) as answer:
                assert answer.status_code == 400, (method, address)


@SQLITE
def test_pages_hold_no_script_or_style_of_their_own(clients: Clients) -> None:
    for method, address, _wanted in _doors(clients.app, clients.world):
        if method != "GET" or address.startswith("/api/"):
            continue
        with clients["admin"].get(address) as page:
            if page.mimetype != "text/html":
                continue
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
            text = page.get_data(as_text=True)
            inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", text)
            # the manifest of an exported page is data: no browser runs it
            inert = re.compile(r'type="application/(ld\+)?json"')
            assert all(inert.search(each) for each in inline), address
            assert not re.search(r"<[^>]*\s(style|on[a-z]+)=\"", text), address
            assert "unsafe-inline" not in page.headers["Content-Security-Policy"], address


@SQLITE
def test_a_route_that_asks_for_nothing_stops_the_start(app: OpenAPI) -> None:
    unguarded = Blueprint("unguarded", __name__)
    unguarded.add_url_rule("/open", view_func=lambda: "")
    app._got_first_request = False
    app.register_blueprint(unguarded)
    with pytest.raises(guard.UnguardedRoute):
        guard.check_routes(app)


@SQLITE
def test_a_permission_without_a_place_stops_the_start(app: OpenAPI) -> None:
    placeless = Blueprint("placeless", __name__)
    view = guard.permission(Permission.READ)(lambda: "")
    placeless.add_url_rule("/anywhere", view_func=view)
    app._got_first_request = False
    app.register_blueprint(placeless)
    with pytest.raises(guard.UnguardedRoute):
        guard.check_routes(app)
