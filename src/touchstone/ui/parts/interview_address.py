"""What the address of an interview set holds beside the choices, so that the same set comes back with it.

A set depends on what was shown to candidates before. The moment of that record stands in the address (`asof`)
and the ids of the forms in short (`set-id`): whoever comes back is told when bank or profile changed since.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime, timedelta

import streamlit as st

from touchstone.core.clock import Clock
from touchstone.core.hashes import content_hash
from touchstone.interviews.derive import Ledger
from touchstone.interviews.service import Interviews
from touchstone.interviews.sets import InterviewSet
from touchstone.store.database import StoreError
from touchstone.ui.parts.choices import name_unknown
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_swap import SWAPS
from touchstone.ui.parts.scorecards.who import SEAT

MOMENT, MADE = "asof", "set-id"
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)  # nothing was on record before
_VISIT, _SHOWN = "interviews-visit", "interviews-address"
_OF_LOOPS = ("view", "role", "level", "forms", "set", "form", MOMENT, MADE)  # and swaps
CARRIED = ("role", "level")  # choices that all pages share, and that may have changed meanwhile


def bring_back() -> None:
    """Puts the last address of this visit back when the page is opened without one, from the side bar: for
    the same role and level, since another page may have changed them."""
    before = st.session_state.get(_SHOWN)
    asked = {name: value for name, value in st.query_params.to_dict().items() if name != SEAT}
    same = all(st.session_state.get(f"chosen-{name}") == (before or {}).get(name) for name in CARRIED)
    if not before or not same or asked.keys() - CARRIED:
        return
    for name, value in before.items():
        st.query_params[name] = value


def keep_address() -> None:
    """Remembers the address for `bring_back`."""
    held = st.query_params.to_dict().items()
    st.session_state[_SHOWN] = {name: value for name, value in held if name != SEAT}


def loop_address(stage: str) -> dict[str, str]:
    """What opens one interview of the loop as it is on the page: the same set, form and swaps."""
    held = st.query_params.to_dict()
    kept = {name: said for name, said in held.items() if name in _OF_LOOPS or name.startswith(f"{SWAPS}-")}
    return {"view": "loop", **kept, "stage": stage}


def pinned_ledger(desk: Interviews, clock: Clock, asked: Hashable) -> Ledger:
    """The ledger as it was at the moment in the address, or when this visit first asked.

    A set on the screen stays what it is: otherwise putting a candidate on a form would change the form under
    the reader's eyes, and a link would show each reader another one.
    """
    held: dict[Hashable, tuple[int, Ledger]] = st.session_state.setdefault("ledgers", {})
    if asked not in held:
        now = int(clock.now().timestamp() * 1000)
        moment = now if held else _moment(now)
        try:
            ledger = desk.ledger(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=moment))
        except StoreError as error:
            said = f"What was shown so far can't be read, so no question is held back. {error}"
            st.warning(escape_markdown(said), icon=":material/visibility:")
            return Ledger()
        held[asked] = moment, ledger
    moment, ledger = held[asked]
    st.query_params[MOMENT] = str(moment)
    return ledger


def _moment(now: int) -> int:
    """The moment that the address names, in milliseconds since 1970; now where it names none that can be."""
    said = st.query_params.get(MOMENT)
    if said is None:
        return now
    first = int(_FIRST.timestamp() * 1000)
    if len(said) <= len(str(now)) and said.isdecimal() and first <= int(said) <= now:
        return int(said)
    name_unknown(said, "The record of now is used.")
    return now


def changed_since(sets: Sequence[InterviewSet]) -> None:
    """Says so when the address came with another set than it gives now; `sets` are empty where there is none.

    Asked whatever came of the choices: an address must not keep the name of a set that other choices made.
    """
    made = content_hash([form.id for one in sets for form in one.forms])[:8]
    held = st.query_params.to_dict().items()
    choices = {name: value for name, value in held if name not in (MADE, "form", SEAT)}
    came_with = st.session_state.setdefault(_VISIT, (choices, st.query_params.get(MADE)))
    if came_with[0] == choices and came_with[1] not in (None, made):
        now = "This is not the set" if sets else "There is no longer a set such as the one"
        st.info(
            f"{now} that this address was made with: the question bank or the role's profile "
            "changed since. A set that is to stay is saved under “For programs”, or kept by putting a "
            "candidate on it.",
            icon=":material/update:",
        )
    st.query_params[MADE] = made
