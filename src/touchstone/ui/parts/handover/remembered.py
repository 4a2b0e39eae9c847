"""The contract's form, kept in the person's own browser: neither a reload nor a new start of the server loses
what was typed. Uploaded files are not kept; the page says which to hand in again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from touchstone.handover.contract import Contract
from touchstone.ui.parts.handover.fields import BASE, PREFIX, go_on_in_form
from touchstone.ui.parts.handover.files import ask_again, known_names
from touchstone.ui.parts.handover.remembering import FIELDS, read
from touchstone.ui.parts.handover.shape import TABLES
from touchstone.ui.parts.handover.tables import fill, rows_in
from touchstone.ui.parts.in_browser import HANDOVER, in_browser, kept_in

MOST = 1_000_000  # characters; a browser keeps some five million for a site
_KEY, _ASKED, _BEFORE = "handover-kept", "handover-kept-asked", "handover-before"
_EMPTY: tuple[object, ...] = (None, "", [], (), {})
_TASK = "task"  # which is always chosen, so it says nothing alone


def remember() -> None:
    """Gives back what a reload has lost, once; then keeps what stands in the form. To be called last."""
    text = _as_text(known_names())
    if len(text) > MOST:
        st.caption("This is too much for the browser to keep: a reload gives back what stood here before.")
    in_browser(
        HANDOVER,
        text if len(text) <= MOST else None,
        key=_KEY,
        asked=st.session_state.get(_ASKED, False),
        sent=_sent,
    )


def begin_anew() -> None:
    """A button that empties the form while something stands in it; after that, one that brings it
    back; what stands there by then is brought back by the next click."""
    with st.container(horizontal=True):
        if is_written():
            st.button("Begin anew", on_click=_empty, icon=":material/restart_alt:", type="tertiary")
        if st.session_state.get(_BEFORE):
            st.button(
                "Bring back what stood here before",
                on_click=_bring_back,
                icon=":material/undo:",
                type="tertiary",
            )


def is_written() -> bool:
    """Whether something stands in the form."""
    return bool(_as_text())


def go_on(contract: Contract) -> None:
    """Puts a contract into the form, in place of what stands there, which can be brought back."""
    _empty()
    go_on_in_form(contract)


def _sent() -> None:
    give_back(kept_in(_KEY))


def give_back(sent: object) -> None:
    """Fills the form with what a browser sent, before the page runs. What was typed in the meantime stays."""
    first = not st.session_state.get(_ASKED)
    st.session_state[_ASKED] = True
    kept = read(sent.get("text") if isinstance(sent, Mapping) else None, MOST)
    if kept is None:
        return
    typed = is_written()
    for name, value in kept.fields.items():
        key = PREFIX + name
        if st.session_state.get(key) in _EMPTY or (name == _TASK and not typed):
            st.session_state[key] = value
    for name, rows in kept.tables.items():
        if not rows_in(name):
            fill(name, rows)
    if not st.session_state.get(BASE):
        st.session_state[BASE] = kept.base
    if first:  # later it is another tab that speaks, whose files were never here
        ask_again(kept.files)


def _empty() -> None:
    if text := _as_text():
        st.session_state[_BEFORE] = text
    _clear()


def _clear() -> None:
    """Empties every field and table."""
    st.session_state.update({PREFIX + name: None for name in FIELDS})
    st.session_state.update({PREFIX + name: "" for name in ("precision", "evaluation.split")})
    st.session_state[PREFIX + _TASK] = "binary"
    for name in TABLES:
        fill(name, [])
    st.session_state.pop(BASE, None)


def _bring_back() -> None:
    text = st.session_state.pop(_BEFORE, "")
    _empty()
    give_back({"text": text})


def _as_text(files: list[str] | None = None) -> str:
    """Everything that somebody typed, as JSON, with the names of the files; "" for nothing."""
    values = {name: st.session_state.get(PREFIX + name) for name in FIELDS}
    fields = {name: _plain(value) for name, value in values.items() if value not in _EMPTY}
    tables = {name: [_row(row) for row in rows_in(name)] for name in TABLES}
    found: dict[str, Any] = {
        "fields": fields if len(fields) > (_TASK in fields) else {},
        "tables": {name: rows for name, rows in tables.items() if rows},
        "base": st.session_state.get(BASE) or {},
        "files": files or [],
    }
    text = json.dumps({name: value for name, value in found.items() if value})
    return text if len(text) > 2 else ""


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    """As JSON can carry it."""
    return value.isoformat() if isinstance(value, date) else value
