"""One's own scorecard of an interview: the kit on screen, notes at each anchor, then one's own view."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from touchstone.access.people import Person
from touchstone.interviews.merging import Typed
from touchstone.interviews.panel import Panel
from touchstone.interviews.scorecard import Refused, Scorecard
from touchstone.interviews.sheet import Sheet
from touchstone.ui.parts.scorecards.shown import card_data
from touchstone.ui.parts.scorecards.submitting import own_said, submit_view
from touchstone.ui.parts.scorecards.view import own_view_fields
from touchstone.ui.parts.scorecards.who import address
from touchstone.ui.parts.times import local_time
from touchstone.ui.shell.navigation import page_named

ASSETS = Path(__file__).resolve().parents[2] / "assets"


@cache
def _component() -> Any:
    """Registered once a process: each registration of the same name is a warning."""
    js, css = ((ASSETS / f"scorecard.{ending}").read_text(encoding="utf-8") for ending in ("js", "css"))
    html = '<div class="card"></div>'
    return st.components.v2.component("touchstone_scorecard", html=html, css=css, js=js)


def card_view(panel: Panel, viewer: Person, sheet: Sheet, card: Scorecard) -> None:
    """The scorecard; what is typed is saved while the interview goes on."""
    key = component_key(card.id)
    refused, taken = (st.session_state.get(f"{name}-{card.id}", {}) for name in ("refused", "taken"))
    _component()(
        data=card_data(sheet, card, refused, taken),
        key=key,
        on_typed_change=partial(_save, panel, viewer, card.id, key),
    )


def component_key(card_id: str) -> str:
    """Two underscores part what Streamlit adds to a component's key: a scorecard whose id holds two would not
    open. An id holds no full stop, so that no two share a key."""
    return f"card-{card_id.replace('_', '.')}"


def _save(panel: Panel, viewer: Person, card_id: str, key: str) -> None:
    typed = getattr(st.session_state[key], "typed", None)
    refused, taken = {}, dict(st.session_state.get(f"taken-{card_id}", {}))
    for question_id, fields in typed.items() if isinstance(typed, Mapping) else ():
        outcome = panel.write(viewer, card_id, str(question_id), read_typed(fields))
        if isinstance(outcome, Refused):
            refused[str(question_id)] = " ".join(outcome.sentences)
        else:
            taken[str(question_id)] = _text(fields.get("turn") if isinstance(fields, Mapping) else None)
    st.session_state[f"refused-{card_id}"] = refused
    st.session_state[f"taken-{card_id}"] = taken


def read_typed(fields: Any, *, deep: bool = True) -> Typed:
    """What a browser sent, whatever it is; what has no sense is left out. `deep`: with what it began from."""
    held: Mapping[str, Any] = fields if isinstance(fields, Mapping) else {}
    notes = held.get("notes")
    pairs = notes.items() if isinstance(notes, Mapping) else ()
    return Typed(
        score=_number(held.get("score")),
        evidence=_text(held.get("evidence")),
        not_asked=_text(held.get("not_asked")),
        hints=_number(held.get("hints")) or 0,
        notes={int(anchor): _text(text) for anchor, text in pairs if str(anchor) in {"1", "2", "3", "4"}},
        base=_number(held.get("base")),
        was=read_typed(held["was"], deep=False) if deep and isinstance(held.get("was"), Mapping) else None,
    )


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def own_view(panel: Panel, viewer: Person, candidate: str, card: Scorecard) -> None:
    """The interviewer's own recommendation, apart from the scores, and the way to submit."""
    st.header("Your own view", anchor=False)
    if card.closed:
        when = f" Submitted {local_time(card.submitted_at)}." if card.submitted_at else ""
        st.info(f"{card.closed}{when}", icon=":material/lock:")
        own_said(card)
        st.page_link(
            page_named("scorecards"),
            label="Debrief",
            icon=":material/groups:",
            query_params=address(candidate=candidate),
        )
        return
    st.caption("It stands apart from the scores and weighs nothing in them.")
    own_view_fields(panel, viewer, card)
    submit_view(panel, viewer, card)
