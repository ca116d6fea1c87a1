"""Only the public internet is called, at an address that was looked at, and never for long."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.workbench.webhook_server import receiving
from workbench.errors import Conflict, InvalidInput
from workbench.services.sending import addresses, webhooks


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("64:ff9b::a9fe:a9fe", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    ],
)
def test_addresses_of_networks_of_ones_own_are_not(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize(
    ("written", "origin", "path"),
    [
        ("https://words.example/hook?x=1", "words.example", "/hook?x=1"),
        ("https://words.example", "words.example", "/"),
        ("https://words.example:8443/", "words.example:8443", "/"),
        ("https://[2606:2800::1]/a", "[2606:2800::1]", "/a"),
    ],
)
def test_an_address_is_read(written: str, origin: str, path: str) -> None:
    read = addresses.read(written, private=False)
    assert (read.origin, read.path) == (origin, path)


@pytest.mark.parametrize(
    "written",
    [
        *("http://words.example/", "ftp://words.example/", "file:///etc/passwd", "words.example"),
        *("https://", "https:///path", "https://user@words.example/", "https://a:b@words.example/"),
        *("https://words.example/#x", "https://words.example:0/", "https://words.example:99999/"),
        *(
            "https://words.example/\r\nX: y",
            "https://words.example/ї",
            "https://words.example/a b",
            "https://[::1",
            "",
        ),
        f"https://words.example/{'x' * 2000}",
    ],
)
def test_an_address_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput):
        addresses.read(written, private=False)


def test_plain_http_is_for_those_who_allow_it() -> None:
    assert addresses.read("http://localhost:8000/", private=True).port == 8000


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0", "0x7f000001", "127.1"])
def test_this_machine_is_not_called_whatever_it_is_named(host: str) -> None:
    url = addresses.read(f"https://{host}/", private=False)
    with pytest.raises(Conflict):
        addresses.resolve(url, private=False)


def test_a_host_with_one_private_address_among_others_is_not_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolved(host: str, port: int, **_kind: object) -> list[tuple[object, ...]]:
        known = ("93.184.216.34", "10.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in known]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(Conflict):
        addresses.resolve(addresses.read("https://words.example/", private=False), private=False)


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that answers otherwise the second time is never asked a second time."""
    with receiving() as receiver:
        port = int(receiver.address.rpartition(":")[2])
        asked: list[str] = []
        real = socket.getaddrinfo

        def resolved(host: str, *rest: object, **kind: object) -> object:
            asked.append(host)
            return real("127.0.0.1" if host == "words.example" else host, *rest, **kind)  # type: ignore[arg-type] # passed through

        monkeypatch.setattr(socket, "getaddrinfo", resolved)
        url = addresses.read(f"http://words.example:{port}/hook", private=True)
        assert addresses.post(url, b"{}", {}, private=True) == 204
    assert asked.count("words.example") == 1
    assert receiver.headers[0]["Host"] == f"words.example:{port}"


@contextmanager
def _dripping() -> Iterator[int]:
    """A server that answers one byte at a time and never comes to an end."""
    server = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def drip() -> None:
        taken, _ = server.accept()
        with taken:
            try:
                taken.sendall(b"HTTP/1.1 ")
                while not ended.wait(0.05):
                    taken.sendall(b"x")
            except OSError:
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    ended.set()
    thread.join()
    server.close()


def test_an_answer_that_never_ends_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "TIMEOUT", 0.4)
    with _dripping() as port:
        url = addresses.read(f"http://127.0.0.1:{port}/", private=True)
        began = time.monotonic()
        answer = webhooks.call(url, b"{}", dict, private=True)
    assert answer.why is not None
    assert answer.may_change
    assert time.monotonic() - began < 2


def test_what_is_no_http_is_no_answer() -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def greet() -> None:
        taken, _ = server.accept()
        with taken:
            taken.sendall(b"220 mail.example ESMTP\r\n")

    thread = threading.Thread(target=greet, daemon=True)
    thread.start()
    url = addresses.read(f"http://127.0.0.1:{server.getsockname()[1]}/", private=True)
    assert webhooks.call(url, b"{}", dict, private=True).status is None
    thread.join()
    server.close()


@pytest.mark.parametrize(
    ("answers", "calls", "taken"),
    [
        ([], 1, True),
        ([503, 429], 3, True),
        ([500, 500, 500, 500], 4, False),
        ([404], 1, False),
        ([302], 1, False),
        ([410], 1, False),
    ],
)
def test_a_message_is_sent_again_only_while_that_may_help(
    answers: list[int], calls: int, taken: bool
) -> None:
    slept: list[float] = []
    with receiving() as receiver:
        receiver.answers = answers
        receiver.secret = webhooks.new_secret()
        body = webhooks.written({"event": "ping"})
        answer = webhooks.insist(
            addresses.read(receiver.address, private=True),
            body,
            lambda: webhooks.headers(receiver.secret, "ping", "1", body),
            private=True,
            alive=lambda: None,
            sleep=slept.append,
        )
    assert len(receiver.came) == calls
    assert (answer.why is None) is taken
    assert sum(slept) == sum(webhooks.WAITS[: calls - 1])
    assert len({headers["Workbench-Delivery"] for headers in receiver.headers}) == 1
