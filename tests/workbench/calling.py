"""Programs that call the API with a token, and hold each answer against its description."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel

from workbench.permissions import Actor
from workbench.storage import accounts
from workbench.storage.engine import Database, writing


class Caller:
    """A program with a token."""

    def __init__(self, app: OpenAPI, database: Database, actor: Actor) -> None:
        token = f"token-of-{actor.name}"
        with writing(database) as connection:
            accounts.add_token(
                connection,
                user_id=actor.id,
                purpose="api",
                name="tests",
                token_hash=hashlib.sha256(token.encode()).hexdigest(),
                created_at=datetime.now(UTC),
            )
        self._client: FlaskClient = app.test_client()
        self.headers = {"Authorization": f"Bearer {token}"}

    def __call__(
        self, method: str, path: str, shape: type[BaseModel] | None = None, *, status: int = 200,
        **body: Any,
    ) -> Any:  # fmt: skip
        """Call, and hold the answer against its description."""
        sent = body if method in {"PUT", "POST"} else None
        response = self._client.open(
            f"/api/v1{path}", method=method, headers=self.headers, json=sent
        )
        assert response.status_code == status, response.text
        if shape is not None:
            assert set(response.json or {}) == set(shape.model_fields)
            shape.model_validate(response.json)
        return response.json
