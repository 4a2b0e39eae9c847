"""What an interviewer says for themselves: kept when it is changed here, never merely because it is shown.

A person has a scorecard open in several windows. Each shows what is kept, so that a rerun of one that nobody
touched takes nothing back that was said in another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from touchstone.access.people import Person
from touchstone.interviews.panel import Panel
from touchstone.interviews.scorecard import (
    CONFIDENCE,
    RECOMMENDATIONS,
    STAKE_UNNAMED,
    Refused,
    Scorecard,
)
from touchstone.ui.parts.inert import escape_markdown


def own_view_fields(panel: Panel, viewer: Person, card: Scorecard) -> None:
    """Recommendation, how sure, and a stake in the outcome; each is kept as soon as it is chosen."""

    def keep(name: str, meant: Callable[[str], str] = str) -> Callable[[], None]:
        return partial(_keep, panel, viewer, card.id, name, meant)

    _choice("Your recommendation", RECOMMENDATIONS, card.recommendation, f"rec-{card.id}", keep)
    _choice("How sure are you?", CONFIDENCE, card.confidence, f"sure-{card.id}", keep)
    _stake(card, keep)
    if said := st.session_state.pop(f"view-refused-{card.id}", ""):
        st.warning(escape_markdown(said), icon=":material/visibility:")


Keeper = Callable[..., Callable[[], None]]
FIELDS: Mapping[str, str] = {
    "rec": "recommendation",
    "sure": "confidence",
    "conflict": "conflict",
    "which": "conflict",
}


def _choice(label: str, options: tuple[str, ...], kept: str, key: str, keep: Keeper) -> None:
    _show(key, kept or None)
    st.radio(label, options, None, key=key, horizontal=True, on_change=keep(key))


def _stake(card: Scorecard, keep: Keeper) -> None:
    key, which = f"conflict-{card.id}", f"which-{card.id}"
    label = "Do you know the candidate, or have you a stake in the outcome?"
    _show(key, None if card.conflict is None else "Yes" if card.conflict else "No")
    st.radio(label, ("No", "Yes"), None, key=key, horizontal=True, on_change=keep(key, _stated))
    if card.conflict:
        _show(which, "" if card.conflict == STAKE_UNNAMED else card.conflict)
        st.text_input("Which?", key=which, max_chars=500, on_change=keep(which, _stake_named))


def _stated(said: str) -> str:
    return STAKE_UNNAMED if said == "Yes" else ""


def _stake_named(said: str) -> str:
    return said.strip() or STAKE_UNNAMED


def _show(key: str, kept: str | None) -> None:
    """Puts what is kept into a field when it changed elsewhere, or when the field has just come.

    Not on every run: that would take away what is typed and not yet entered.
    """
    seen = f"seen-{key}"
    if key not in st.session_state or st.session_state.get(seen) != kept:
        st.session_state[key] = st.session_state[seen] = kept


def _keep(panel: Panel, viewer: Person, card_id: str, key: str, meant: Callable[[str], str]) -> None:
    said = st.session_state.get(key)
    if said is None:
        return
    if key.startswith("conflict-") and said == "Yes" and _is_named(panel, viewer, card_id):
        return
    name = FIELDS[key.partition("-")[0]]
    outcome = panel.conclude(viewer, card_id, **{name: meant(said)})
    if isinstance(outcome, Refused):
        st.session_state[f"view-refused-{card_id}"] = " ".join(outcome.sentences)
        st.session_state[f"seen-{key}"] = ""  # the field shows again what is kept


def _is_named(panel: Panel, viewer: Person, card_id: str) -> bool:
    """Whether another window said already which stake it is: a bare "yes" would erase that."""
    kept = panel.read(viewer, card_id)
    return isinstance(kept, Scorecard) and bool(kept.conflict)
