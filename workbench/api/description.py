"""The API described by itself."""

from __future__ import annotations

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint

from workbench import api as parts
from workbench.web.guard import signed_in

api = APIBlueprint("description", __name__, url_prefix="/api/v1", doc_ui=False)


@api.get("/openapi.json")
@signed_in
def get_description() -> Response:
    """Give the OpenAPI 3.1 file."""
    return jsonify(parts.spec())
