"""The web application, put together: a table of contents of what it is made of."""

from __future__ import annotations

import importlib
import pkgutil
import secrets
from collections.abc import Iterator

from flask import Blueprint
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from workbench.config import Config, read_config
from workbench.errors import BrokenDatabase
from workbench.storage import migrate, settings
from workbench.storage.engine import Database, open_database, reading, writing

#: Forms hold text, not files; a pasted article fits.
_FORM_MEMORY = 16 * 1024 * 1024


def create_app(config: Config | None = None) -> OpenAPI:
    """Make the web application over a database that `workbench init` has brought up to date."""
    from workbench import api
    from workbench.web import errors, guard, languages, rendering, requests, security

    app = OpenAPI(
        "workbench",
        info=Info(title="Workbench", version=rendering.software_version() or "0"),
        doc_ui=False,
        template_folder="web/templates",
    )
    _setup_workbench(app, config or read_config())
    requests.setup(app)
    languages.setup(app)
    rendering.setup(app)
    security.protect(app)
    app.before_request(guard.admit)
    errors.register(app)
    _setup_pages(app)
    api.register(app)
    guard.check_routes(app)
    return app


def _setup_workbench(app: OpenAPI, config: Config) -> None:
    from workbench.web.context import RequestContext, Workbench

    database = open_database(config.database)
    app.secret_key = _secret(database)
    app.config.update(MAX_CONTENT_LENGTH=config.upload_limit, MAX_FORM_MEMORY_SIZE=_FORM_MEMORY)
    app.app_ctx_globals_class = RequestContext
    app.extensions["workbench"] = Workbench(database=database, config=config)
    if count := config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # the way Flask documents
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


def _setup_pages(app: OpenAPI) -> None:
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)


def _blueprints() -> Iterator[Blueprint]:
    """Find the pages: every module of `workbench.web` with a blueprint `bp`."""
    from workbench import web

    for module in pkgutil.iter_modules(web.__path__, "workbench.web."):
        found = getattr(importlib.import_module(module.name), "bp", None)
        if isinstance(found, Blueprint):
            yield found


def _secret(database: Database) -> str:
    """Give the key that signs what browsers keep; the first start makes it."""
    with reading(database) as connection:
        if migrate.current(connection) != migrate.newest():
            raise BrokenDatabase("The database is not up to date: run `workbench init`.")
        if known := settings.get(connection, "secret"):
            return known
    with writing(database) as connection:
        settings.add_missing(connection, "secret", secrets.token_urlsafe(48))
    with reading(database) as connection:
        return settings.get(connection, "secret") or ""
