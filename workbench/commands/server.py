"""`init`, `run` and `worker`: the installation and its two processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

from glossary.termbases import shipped
from workbench.commands.context import instance, opened, plainly, settings
from workbench.commands.options import PORT
from workbench.config import Config
from workbench.jobs import HueyQueue, run_waiting
from workbench.services import accounts, importing, terms
from workbench.storage import migrate
from workbench.storage.engine import Database

#: The name of the first administrator, who comes in by the printed link.
FIRST_ADMIN = "admin"
#: Seconds to wait for the web process to answer, and for both to end.
_PATIENCE = 60.0


@click.command()
@click.option(
    "--empty", is_flag=True, help="With the shipped glossary alone, without the sample project."
)
@plainly
def init(*, empty: bool) -> None:
    """Create the database or bring it up to date; repeatable."""
    with opened(settings(), upgrading=True, creating=True) as database:
        changed = migrate.upgrade(database)
        importing.remove_staged(database)
        click.echo("The database is up to date." if not changed else "The database is ready.")
        if accounts.people(database, actor=None):
            return
        accounts.add_user(database, actor=None, name=FIRST_ADMIN, admin=True)
        if empty:
            terms.install(database, actor=None, name=shipped().name, content=shipped())
        else:
            from workbench.services import sample

            sample.install(database)
            run_waiting(database)
            click.echo("The sample project is installed.")


@click.command()
@click.option("--host", help="Address to listen at; the setting by default.")
@click.option("--port", type=PORT, help="Port to listen at; the setting by default.")
@plainly
def run(host: str | None, port: int | None) -> None:
    """Open the workbench: a web process and a worker, until Ctrl+C."""
    config = settings()
    host, port = host or config.host, port or config.port
    _refuse_taken(host, port)
    with opened(config, upgrading=True) as database:
        if not migrate.initialised(database):
            raise click.ClickException("There is no workbench yet: run `workbench init` first.")
        migrate.upgrade(database)
        link = _link(database)
    children = _start(config, host, port)
    _await_answer(host, port, children)
    address = config.address or f"http://{host}:{port}"
    click.echo(f"The workbench is open at {address}")
    if link:
        click.echo(f"Sign in once as {FIRST_ADMIN}: {address}{link}")
    sys.stdout.flush()
    sys.exit(_watch(children))


@click.command()
@plainly
def worker() -> None:
    """Do the long work of a workbench whose web process runs elsewhere."""
    config = settings()
    with opened(config) as database:
        HueyQueue(instance(config) / "jobs.sqlite3", database).consume()


def _link(database: Database) -> str:
    """Make a link for the first administrator, if there still is one."""
    known = [p for p in accounts.people(database, actor=None) if p.name == FIRST_ADMIN]
    if not known or known[0].disabled_at is not None:
        return ""
    token = accounts.make_sign_in_link(database, actor=None, user_id=known[0].id)
    return f"/sign-in/{token}"


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            text = f"Port {port} at {host} cannot be opened: {error.strerror}."
            raise click.ClickException(f"{text} Try another --port or --host.") from error


def _start(config: Config, host: str, port: int) -> list[subprocess.Popen[bytes]]:
    environment = {**os.environ, "WORKBENCH_DATABASE": config.database}
    commands: Sequence[Sequence[str]] = (
        [sys.executable, "-m", "gunicorn", *_gunicorn(host, port), "workbench:create_app()"],
        [sys.executable, "-m", "workbench", "worker"],
    )
    return [subprocess.Popen(c, env=environment) for c in commands]  # noqa: S603 - our own


def _gunicorn(host: str, port: int) -> list[str]:
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [f"--bind={place}", "--config=python:workbench.serving"]


def _await_answer(host: str, port: int, children: Sequence[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            _end(children)
            raise click.ClickException("A process of the workbench ended at once; see above.")
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    _end(children)
    raise click.ClickException(f"The workbench does not answer at {host}:{port}.")


def _watch(children: Sequence[subprocess.Popen[bytes]]) -> int:
    """Wait until told to end or until a child ends; end both; answer the exit status."""
    told = False

    def tell(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, tell)
    while not told and all(child.poll() is None for child in children):
        time.sleep(0.2)
    _end(children)
    return 0 if told else 1


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
