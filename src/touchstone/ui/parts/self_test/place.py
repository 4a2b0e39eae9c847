"""Whose self-test it is, and which one the address names.

Nobody has an account. On a machine of one's own (the app opened under a loopback name, data in this user's
folder) everything belongs to one local owner, and coming back is enough. Anywhere else the owner is a
random token that stands in the address as `?me=…`: who has the address has the answers, and nobody else.
The database holds only the token's hash.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import streamlit as st

LOCAL = "local"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# Set by whoever serves others from this process; a shared database says the same.
SHARED = ("TOUCHSTONE_SHARED", "TOUCHSTONE_DATABASE_URL")
# What proxies add. Any of them says that the browser is elsewhere, whatever the other headers claim.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via", "Cf-Connecting-Ip")
# Between these two a token is 128 random bits or more, and short enough for an address.
SHORTEST_TOKEN, LONGEST_TOKEN = 22, 64


def is_local() -> bool:
    """Whether this is one person's own machine: nothing shared, and a browser on this machine.

    Address and Origin are what the browser says and Host is what it asked for, so a stranger may forge all
    three through a proxy that adds nothing: who serves others sets TOUCHSTONE_SHARED, and none counts.
    """
    return from_here(st.context.headers, st.context.url)


def from_here(headers: Mapping[str, str], url: str | None = None) -> bool:
    """As `is_local`, of a request's headers and, where it is known, the address that the browser shows."""
    if any(os.environ.get(name) for name in SHARED):
        return False
    host = headers.get("Host")
    addresses = (url, headers.get("Origin"), host and f"//{host}")
    return not any(headers.get(name) for name in FORWARDED) and all_loopback(addresses)


def all_loopback(addresses: Iterable[str | None]) -> bool:
    """Whether every address that is known names this machine itself."""
    return all(urlsplit(address).hostname in LOOPBACK for address in addresses if address)


def owner() -> str:
    """The owner's name in the store; on a shared server a new visitor gets a token in the address."""
    if is_local():
        return LOCAL
    token = st.query_params.get("me", "")
    if not SHORTEST_TOKEN <= len(token) <= LONGEST_TOKEN:
        token = secrets.token_urlsafe(24)
        st.query_params["me"] = token
    return owner_of(token)


def owner_of(token: str) -> str:
    """The name under which the answers of a token's bearer are kept."""
    return "token:" + hashlib.sha256(token.encode()).hexdigest()


def attempt_in_address() -> str | None:
    """The attempt that the address names, or None."""
    return st.query_params.get("attempt")


def position_in_address(count: int) -> int | None:
    """The question that the address names, from 1 to `count`, or None."""
    text = st.query_params.get("q", "")[:5]  # more digits than any test has questions; int() refuses 5,000
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= count else None


def go_to(attempt_id: str, position: int | None = None) -> None:
    """Opens an attempt, at a question or at its summary, and runs the page again."""
    st.query_params["attempt"] = attempt_id
    st.query_params.pop("q", None)
    if position is not None:
        st.query_params["q"] = str(position)
    st.rerun()


def leave() -> None:
    """Back to the start screen; nothing is lost."""
    for name in ("attempt", "q"):
        st.query_params.pop(name, None)
    st.rerun()
