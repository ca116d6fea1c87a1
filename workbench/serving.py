"""How the web process is served: the settings that gunicorn reads as `python:workbench.serving`."""

from __future__ import annotations

import gc

from workbench.config import read_config

#: Threads of the web process: saves are short, streams wait; see `live.py` for their cap.
threads = 64
worker_class = "gthread"
workers = read_config().processes
keepalive = 75
#: The longest that gunicorn takes: what somebody tries out or looks for stands in the address.
limit_request_line = 8190
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True


def post_worker_init(_worker: object) -> None:
    """Prepare a process of the server; gunicorn calls it by this name."""
    set_aside()


def set_aside() -> None:
    """Set aside what was loaded at start: dictionaries and modules are no garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
