"""A server that takes webhooks, as somebody else would write it: it trusts no signature unseen."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What came in, and with which statuses it is answered, one after the other; then 204."""

    address: str = ""
    secret: str = ""
    answers: list[int] = field(default_factory=list)
    came: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def take(self, headers: dict[str, str], body: bytes) -> int:
        self.headers.append(headers)
        self.came.append(json.loads(body))
        if self.secret and not self.is_signed(headers.get("Workbench-Signature", ""), body):
            return 401
        return self.answers.pop(0) if self.answers else 204

    def is_signed(self, header: str, body: bytes) -> bool:
        """Check a signature as the documentation tells receivers to, not older than a minute."""
        parts = dict(part.split("=", 1) for part in header.split(","))
        signed = parts["t"].encode() + b"." + body
        wanted = hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        return abs(time.time() - int(parts["t"])) < 60 and hmac.compare_digest(wanted, parts["v1"])


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a server that takes webhooks on this machine."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = receiver.take(dict(self.headers), body)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{receiver.address}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    receiver.address = f"http://127.0.0.1:{server.server_port}"
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()
