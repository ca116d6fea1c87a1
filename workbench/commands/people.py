"""`user add` and `project add`."""

from __future__ import annotations

import click

from workbench.commands.context import glossary_of, opened, plainly, project_of, settings
from workbench.commands.options import LANGUAGE
from workbench.permissions import Role
from workbench.services import accounts, projects


@click.group()
def user() -> None:
    """People of this installation."""


@user.command("add")
@click.argument("name")
@click.option("--display-name", default="", help="As others see it.")
@click.option("--password", default="", help="Without one, the printed link lets them in once.")
@click.option("--admin", is_flag=True, help="May add people and projects.")
@click.option("--project", help="The short name of a project to join.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    help="Role there.",
)
@plainly
def add_user(
    name: str,
    display_name: str,
    password: str,
    project: str | None,
    roles: tuple[str, ...],
    *,
    admin: bool,
) -> None:
    """Add a person, and print a link that signs them in once."""
    if roles and not project:
        raise click.UsageError("A role is one in a project: say which with --project.")
    config = settings()
    with opened(config) as database:
        project_id = project_of(database, project) if project else None
        user_id = accounts.add_user(
            database,
            actor=None,
            name=name,
            display_name=display_name,
            password=password,
            admin=admin,
        )
        if project_id is not None:
            chosen = [Role(role) for role in roles] or [Role.TRANSLATOR]
            projects.set_roles(
                database, actor=None, project_id=project_id, user_id=user_id, roles=chosen
            )
        if not password:
            token = accounts.make_sign_in_link(database, actor=None, user_id=user_id)
            click.echo(f"{config.address or f'http://{config.host}:{config.port}'}/sign-in/{token}")


@click.group()
def project() -> None:
    """Projects of this installation."""


@project.command("add")
@click.argument("slug")
@click.option("--name", default="", help="As people see it.")
@click.option("--from", "source", type=LANGUAGE, default="en", help="Language of the sources.")
@click.option(
    "--to", "targets", type=LANGUAGE, multiple=True, required=True, help="A target language."
)
@click.option("--glossary", help="Name of a glossary to share; the only one by default.")
@click.option("--policy", default="", help="House style of new editions.")
@plainly
def add_project(
    slug: str, name: str, source: str, targets: tuple[str, ...], glossary: str | None, policy: str
) -> None:
    """Add a project named SLUG in addresses and commands."""
    with opened(settings()) as database:
        projects.add_project(
            database,
            actor=None,
            slug=slug,
            name=name or slug,
            source_language=source,
            languages=targets,
            glossary_id=glossary_of(database, glossary),
            policy=policy,
        )
    click.echo(f"The project {slug} is there.")
