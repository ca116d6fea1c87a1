"""The API under /api/v1: a module here with an API blueprint `api` is found and registered.

It is documented by itself: `spec()` gives the OpenAPI 3.1 file, made from the
shapes that requests are checked against.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.info import Info
from flask_openapi3.models.security_scheme import SecurityScheme
from flask_openapi3.openapi import OpenAPI
from pydantic import ValidationError

_SECURITY: dict[str, SecurityScheme | dict[str, Any]] = {
    "token": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": "workbench"},
}


def register(app: OpenAPI) -> None:
    """Add every part of the API to the application."""
    app.validation_error_callback = _refuse
    app.security_schemes = _SECURITY
    for blueprint in _blueprints():
        app.register_api(blueprint)


def spec() -> dict[str, Any]:
    """Describe the API in the form of OpenAPI 3.1."""
    app = OpenAPI(
        __name__,
        info=Info(title="Workbench", version="1"),
        doc_ui=False,
        security_schemes=_SECURITY,
    )
    for blueprint in _blueprints():
        app.register_api(blueprint)
    return app.api_doc


def _blueprints() -> Iterator[APIBlueprint]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found = getattr(importlib.import_module(module.name), "api", None)
        if isinstance(found, APIBlueprint):
            yield found


def _refuse(error: ValidationError) -> Response:
    """Say of the first thing that is wrong with a request where it is and what."""
    from workbench.web.errors import problem

    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    facts = {"error": "InvalidInput", "field": field}
    return problem(422, f"{field}: {first['msg']}" if field else str(first["msg"]), facts)
