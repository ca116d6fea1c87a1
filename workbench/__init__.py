"""The workbench: articles translated segment by segment, with one shared glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask_openapi3.openapi import OpenAPI

    from workbench.config import Config


def create_app(config: Config | None = None) -> OpenAPI:
    """Make the web application over a database that `workbench init` has brought up to date."""
    # The linters of the command line live in this package too and start without web or database.
    from workbench.application import create_app as create

    return create(config)
