"""The `workbench` command: the same services as the pages, and linters without a database."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

#: Where each command is; its module loads when it is called or described.
_COMMANDS = {
    "align": "workbench.commands.align:align_files",
    "check": "workbench.commands.lint:all_checks",
    "convert": "workbench.commands.convert:convert_pairs",
    "diff": "workbench.commands.versions:diff_files",
    "edition-export": "workbench.commands.trips:export_trip",
    "edition-import": "workbench.commands.trips:import_trip",
    "export": "workbench.commands.files:export_edition",
    "extract": "workbench.commands.units:extract",
    "import": "workbench.commands.files:import_file",
    "init": "workbench.commands.server:init",
    "merge": "workbench.commands.units:merge",
    "project": "workbench.commands.people:project",
    "publish": "workbench.commands.publish:publish_edition",
    "run": "workbench.commands.server:run",
    "segment": "workbench.commands.segment:segment_file",
    "site": "workbench.commands.publish:write_site",
    "user": "workbench.commands.people:user",
    "validate": "workbench.commands.validate:validate_files",
    "worker": "workbench.commands.server:worker",
}
_GLOSSARY_COMMANDS = {
    "check": "workbench.commands.lint:glossary_check",
    "diff": "workbench.commands.difference:glossary_diff",
    "export": "workbench.commands.glossary:export_glossary",
    "import": "workbench.commands.glossary:import_glossary",
    "match": "workbench.commands.match:glossary_match",
}
_MEMORY_COMMANDS = {
    "collect": "workbench.commands.memory:collect_memory",
    "export": "workbench.commands.memory:export_memory",
    "import": "workbench.commands.memory:import_memory",
    "lookup": "workbench.commands.memory_search:lookup",
    "search": "workbench.commands.memory_search:search",
}


class LazyGroup(click.Group):
    """A group whose commands load on demand, so that linters never wait for web and database."""

    def __init__(self, *, places: Mapping[str, str], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type] # click's own, passed through
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._places})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._places:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._places[cmd_name].partition(":")
        found: click.Command = getattr(importlib.import_module(module), name)
        return found


@click.group(cls=LazyGroup, places=_COMMANDS)
@click.version_option(package_name="workbench")
def main() -> None:
    """Translate articles with one shared glossary for contested words."""


@main.group(cls=LazyGroup, places=_GLOSSARY_COMMANDS)
def glossary() -> None:
    """The term base: check, match, import, export."""


@main.group(cls=LazyGroup, places=_MEMORY_COMMANDS)
def memory() -> None:
    """Translation memories: look up, search, import, export."""
