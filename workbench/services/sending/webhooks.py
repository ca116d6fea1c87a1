"""Messages to servers: signed, sent again while nobody answers, never twice for two.

The header `Workbench-Signature: t=<seconds>,v1=<hex>` holds an HMAC-SHA256 (RFC 2104) with
the destination's secret over the seconds, a dot and the body; so a receiver knows who wrote
it, and refuses what is old. `Workbench-Delivery` is the same however often one message is
sent, so that a receiver that has it already leaves it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from glossary.saying import Message, say
from workbench.services.sending import addresses
from workbench.services.sending.addresses import Url

#: Seconds to wait before each further attempt.
WAITS = (2, 8, 30)
#: Seconds after which a worker that waits says that it lives.
_BREATH = 1.0
#: Answers that may be another one a little later, besides those from 500 on.
_LATER = frozenset({408, 425, 429})

Sleep = Callable[[float], None]
Wake = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a call ended: a status, or why there is none."""

    status: int | None
    why: Message | None = None  #: none: it was taken

    @property
    def may_change(self) -> bool:
        """Say whether another attempt may end otherwise."""
        return self.status is None or self.status in _LATER or self.status >= 500


def new_secret() -> str:
    """Make what signs the messages to one destination."""
    return f"whsec_{secrets.token_urlsafe(32)}"


def signature(secret: str, seconds: int, body: bytes) -> str:
    """Sign a body as of a time, for the header `Workbench-Signature`."""
    signed = b"%d." % seconds + body
    return f"t={seconds},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def written(message: Mapping[str, Any]) -> bytes:
    """Write a message as JSON, always in the same way."""
    return json.dumps(message, ensure_ascii=False, sort_keys=True).encode()


def headers(secret: str, event: str, delivery: str, body: bytes) -> dict[str, str]:
    """Give the headers of a message that is sent now."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"workbench/{version('workbench')}",
        "Workbench-Event": event,
        "Workbench-Delivery": delivery,
        "Workbench-Signature": signature(secret, int(time.time()), body),
    }


def call(url: Url, body: bytes, head: Callable[[], dict[str, str]], *, private: bool) -> Answer:
    """Send a message once."""
    try:
        status = addresses.post(url, body, head(), private=private)
    except OSError:
        return Answer(status=None, why=say("%(host)s did not answer.", host=url.host))
    if 200 <= status < 300:
        return Answer(status=status)
    if 300 <= status < 400:
        told = say(
            "%(host)s answered with %(status)s, another address. Give that one as the destination.",
            host=url.host,
            status=status,
        )
        return Answer(status=status, why=told)
    told = say("%(host)s answered with %(status)s.", host=url.host, status=status)
    return Answer(status=status, why=told)


def insist(
    url: Url,
    body: bytes,
    head: Callable[[], dict[str, str]],
    *,
    private: bool,
    alive: Wake,
    sleep: Sleep = time.sleep,
) -> Answer:
    """Send a message until it is taken or refused for good, with pauses that grow.

    `alive` is called while it waits, and ends it by raising.
    """
    answer = call(url, body, head, private=private)
    for pause in WAITS:
        if answer.why is None or not answer.may_change:
            break
        waited = 0.0
        while waited < pause:
            alive()
            sleep(_BREATH)
            waited += _BREATH
        answer = call(url, body, head, private=private)
    return answer
