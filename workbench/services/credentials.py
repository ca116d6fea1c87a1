"""Secrets of people: passwords, and the random tokens of cookies, links and programs.

Passwords are hashed with argon2id by OWASP's second configuration (19 MiB, two
passes, one lane). Tokens are 256 random bits, of which only the SHA-256 is stored.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workbench.errors import InvalidInput

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
#: The purposes of stored tokens.
API, SIGN_IN = "api", "sign-in"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Give what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashed(password: str) -> str:
    """Give what is stored of a password, or say why it is none."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput("password", "A password has at least 10 characters.")
    if len(password) > LONGEST_PASSWORD:
        raise InvalidInput("password", "This password is too long.")
    return _hasher().hash(password)


def fits(stored: str, password: str) -> bool:
    """Compare a password; takes as long where there is no such person or password."""
    try:
        _hasher().verify(stored or _nobodys_hash(), password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def is_outdated(stored: str) -> bool:
    """Say whether a password was hashed with other settings than today's."""
    return _hasher().check_needs_rehash(stored)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe())
