"""Who looks at interviews: the person at their own machine, or the bearer of a link."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from touchstone.access.people import Person, Right
from touchstone.ui.parts.self_test.place import is_local
from touchstone.ui.shell.hold import held

SEAT = "seat"
_SHOWN = "scorecards-address"
_KEPT = "seat-token"  # carried from page to page, so that the link opens them all


def seat_token() -> str:
    """The token in the address, or the one that this visit began with."""
    token = st.query_params.get(SEAT) or st.session_state.get(_KEPT, "")
    if token:
        st.session_state[_KEPT] = token
    return str(token)


def viewer() -> Person | None:
    """Who the link says; else, on one's own machine, whoever sits there; else nobody.

    Looked up again at every run: a link that was taken away opens nothing from then on.
    """
    token = seat_token()
    if token:
        return held().machine.people.by_token(token)
    return held().machine.people.local() if is_local() else None


def may_see_keys() -> bool:
    """Whether this visitor may open pages that show answers."""
    if is_local():
        return True
    if not seat_token():
        return False
    person = viewer()
    return person is not None and person.may(Right.ORGANISE)


def address(**chosen: str) -> dict[str, str]:
    """Choices for a link within the app, with the visitor's own token when they came by one."""
    token = seat_token()
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
    here = (st.context.url or "").split("?")[0].rstrip("/")
    base = here.rsplit("/", 1)[0] if here.count("/") > 2 else here
    return f"{base}/scorecards?{SEAT}={token}"
