"""Who looks at interviews: the person at their own machine, or the bearer of a link."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import streamlit as st

from touchstone.access.people import LOCAL, Person, Right
from touchstone.ui.parts.self_test.place import all_loopback, is_local
from touchstone.ui.shell.hold import held

SEAT = "seat"
COOKIE = "touchstone-seat"
ADDRESS_VARIABLE = "TOUCHSTONE_ADDRESS"  # under which others reach this server, as in a link
_SHOWN = "scorecards-address"
_KEPT = "seat-token"  # carried from page to page, so that the link opens them all


def seat_token() -> str:
    """The token in the address, the one that this visit began with, or the one that was exchanged for a
    cookie; on one's own machine no cookie hides who sits there."""
    if (token := _addressed()) or is_local():
        return token
    kept = st.context.cookies.get(COOKIE)
    return kept if isinstance(kept, str) else ""


def by_cookie() -> bool:
    """Whether this visitor is known by a cookie alone."""
    return not _addressed() and bool(seat_token())


def _addressed() -> str:
    token = st.query_params.get(SEAT) or st.session_state.get(_KEPT, "")
    if token:
        st.session_state[_KEPT] = token
    return str(token)


def viewer() -> Person | None:
    """Who the link says; else, on one's own machine, whoever sits there; else nobody.

    Looked up again at every run: a link that was taken away opens nothing from then on.
    """
    return bearer()()


def bearer() -> Callable[[], Person | None]:
    """`viewer` for later, when no page is being drawn: the same visitor, looked up anew at each call."""
    people, token, local = held().machine.people, seat_token(), is_local()

    def look() -> Person | None:
        if token:
            return people.by_token(token)
        return people.local() if local else None

    return look


def shut_out() -> str:
    """What to tell whoever came by a link that ended or was taken away; "" for everybody else."""
    token = seat_token()
    return held().machine.people.why_shut(token) if token else ""


def key_holder() -> Person | None:
    """As whom this visitor asks for what holds keys: on one's own machine as oneself, whichever link is open
    there and even without a database."""
    return key_bearer()()


def key_bearer() -> Callable[[], Person | None]:
    """`key_holder` for later, looked up anew at each call."""
    return (lambda: LOCAL) if is_local() else bearer()


def may_see_keys() -> bool:
    """Whether this visitor may open pages that show answers."""
    person = key_holder()
    return person is not None and person.may(Right.ORGANISE)


def address(**chosen: str) -> dict[str, str]:
    """Choices for a link within the app, with the visitor's own token when it stands in the address."""
    token = _addressed()
    return {**chosen, SEAT: token} if token else chosen


def stay(chosen: Mapping[str, str]) -> None:
    """Puts the choices of a link into the browser's address.

    A link to the page that one is on brings its choices to one run only; the next run, and a reload, would
    be without them.
    """
    wanted = address(**chosen)
    if st.session_state.get(_SHOWN) != wanted:
        st.session_state[_SHOWN] = wanted
        st.query_params.from_dict(wanted)


def own_link(token: str) -> str:
    """The whole address that lets somebody in."""
    return f"{public_address() or here()}/scorecards?{SEAT}={token}"


def here() -> str:
    """Under which address this visitor sees the app, without the page."""
    shown = (st.context.url or "").split("?")[0].rstrip("/")
    return shown.rsplit("/", 1)[0] if shown.count("/") > 2 else shown


def public_address() -> str | None:
    """Under which address others reach the app: as whoever runs it says, else as this visitor does.

    None on a shared server that nobody else can reach by what is known: 127.0.0.1 is another machine there.
    """
    stated = os.environ.get(ADDRESS_VARIABLE, "").strip().rstrip("/")
    if urlsplit(stated).scheme in ("http", "https") and urlsplit(stated).hostname:
        return stated
    seen = here()
    return seen if seen and (is_local() or not all_loopback([seen])) else None
