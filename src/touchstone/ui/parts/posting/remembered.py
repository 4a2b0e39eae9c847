"""The form of the page, kept in the person's own browser: a reload loses nothing, and no server holds it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from touchstone.postings.edits import Edit, Edits
from touchstone.postings.employer import Employer
from touchstone.ui.parts.in_browser import POSTING, in_browser, kept_in
from touchstone.ui.parts.posting import editing
from touchstone.ui.parts.posting.checked import TEXT
from touchstone.ui.parts.posting.fields import in_fields
from touchstone.ui.parts.posting.folded import fold_when_whole
from touchstone.ui.parts.posting.remembering import Remembered, read
from touchstone.ui.parts.posting.widgets import PREFIX
from touchstone.ui.parts.roles import own
from touchstone.ui.shell.hold import held

_KEY, _ASKED = "posting-kept", "posting-kept-asked"
MOST = 1_000_000  # characters; a browser keeps some five million for a site
EMPTY: tuple[object, ...] = (None, "", [], (), {})
_USUAL = ("currency", "period")  # which say nothing while there is no amount


def remember() -> None:
    """Gives back what a reload has lost, once; then keeps what stands in the form. To be called last."""
    text = as_text()
    if len(text) > MOST:
        st.caption("This is too much for the browser to keep: a reload gives back what stood here before.")
    in_browser(
        POSTING,
        text if len(text) <= MOST else None,
        key=_KEY,
        asked=st.session_state.get(_ASKED, False),
        sent=_sent,
    )


def _sent() -> None:
    give_back(kept_in(_KEY))


def give_back(sent: object) -> None:
    """Fills the form with what a browser sent, before the page runs. What was typed in the meantime stays.

    What is sent again is what another tab has kept, or what stood here before the server was started anew.
    """
    st.session_state[_ASKED] = True
    kept = read(sent.get("text") if isinstance(sent, Mapping) else None, MOST)
    if kept is None:
        return
    typed = bool(as_text())
    places = held().content.desk.atlas.names
    fields = {PREFIX + name: value for name, value in kept.state(places).items()}
    if typed:
        fields = {key: value for key, value in fields.items() if st.session_state.get(key) in EMPTY}
    st.session_state.update(fields)
    if not typed:
        fold_when_whole(fields)
    st.session_state[TEXT] = st.session_state.get(TEXT) or kept.text
    own.take(kept.profiles)
    if not typed and kept.role in own.own():  # the address named it, too, and could not know it
        own.keep(own.own()[kept.role])
    for one in (one for one in kept.edits if (one.role, one.level) not in _edited()):
        lines = {(line.section, line.source): Edit(line.made, line.text) for line in one.lines}
        editing.keep_edits(one.role, one.level, Edits(lines, tuple(one.own)))


def empty() -> None:
    """Empties every field, and what was changed in postings and profiles."""
    st.session_state.update(in_fields(Employer(name="x")) | {PREFIX + "name": "", TEXT: ""})
    for key in (editing.KEPT, own.KEPT, PREFIX + "taken-band", PREFIX + "currency-chosen"):
        st.session_state.pop(key, None)
    st.session_state.update(
        {PREFIX + name: None for name in ("minimum", "maximum", "deadline", "ai_used_from")}
    )


def as_text() -> str:
    """Everything that somebody typed, as JSON; nothing while nothing is typed."""
    values = {name: st.session_state.get(PREFIX + name) for name in Remembered.names()}
    fields = {name: _plain(value) for name, value in values.items() if value not in EMPTY}
    if not {"minimum", "maximum"} & fields.keys():
        fields = {name: value for name, value in fields.items() if name not in _USUAL}
    found = {
        "fields": fields,
        "edits": [_edits(*whose, edits) for whose, edits in _edited().items() if edits],
        "profiles": own.as_texts(),
        "role": role if (role := st.session_state.get("choice-role")) in own.own() else "",
        "text": st.session_state.get(TEXT) or "",
    }
    text = json.dumps({name: value for name, value in found.items() if value})
    return text if len(text) > 2 else ""


def _edited() -> dict[tuple[str, str], Edits]:
    found: dict[tuple[str, str], Edits] = st.session_state.get(editing.KEPT, {})
    return found


def _edits(role: str, level: str, edits: Edits) -> dict[str, Any]:
    lines = [
        {"section": section, "source": source, "made": edit.made, "text": edit.text}
        for (section, source), edit in edits.lines.items()
    ]
    return {"role": role, "level": level, "lines": lines, "own": [list(one) for one in edits.own]}


def _plain(value: Any) -> Any:
    """As JSON can carry it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
