"""The `workbench` command: the same services as the pages, and linters without a database."""

from __future__ import annotations

import click

from workbench.commands import files, lint, people, server


@click.group()
@click.version_option(package_name="workbench")
def main() -> None:
    """Translate articles with one shared glossary for contested words."""


@click.group()
def glossary() -> None:
    """The term base: check, match, import, export."""


main.add_command(files.import_file)
main.add_command(files.export_edition)
for command in (server.init, server.run, server.worker, people.user, people.project):
    main.add_command(command)
main.add_command(lint.all_checks)
main.add_command(glossary)
for command in (lint.glossary_check, lint.glossary_match):
    glossary.add_command(command)
