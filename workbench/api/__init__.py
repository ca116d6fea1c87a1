"""The API under /api/v1: a module here with an API blueprint `api` is found and registered."""

from __future__ import annotations

import importlib
import pkgutil

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.openapi import OpenAPI


def register(app: OpenAPI) -> None:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found = getattr(importlib.import_module(module.name), "api", None)
        if isinstance(found, APIBlueprint):
            app.register_api(found)
