"""What stood in the form before it was emptied or a file was loaded over it: one click brings it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from touchstone.ui.parts.posting.remembered import as_text, empty, give_back

SAVED = "posting-saved"  # the saved posting that was loaded, until it is known to be as it is made now
_KEPT = "posting-before"
_CHOICES = tuple(f"choice-{name}" for name in ("role", "level", "style", "place"))


@dataclass(frozen=True)
class Before:
    """The form as the browser keeps it, what was chosen above it, and the file that was open."""

    text: str
    choices: dict[str, Any]
    saved: Any

    @staticmethod
    def now() -> Before:
        """As things stand."""
        choices = {key: st.session_state[key] for key in _CHOICES if key in st.session_state}
        return Before(as_text(), choices, st.session_state.get(SAVED))


def begin_anew() -> None:
    """A button that empties the form, here and in the browser, while something stands in it."""
    if as_text():
        st.button("Begin anew", on_click=_empty, icon=":material/restart_alt:", type="tertiary")


def bring_back() -> None:
    """A button for what stood in the form before; what stands there now is brought back by the next click."""
    if _KEPT in st.session_state:
        st.button(
            "Bring back what stood here before", on_click=_bring_back, icon=":material/undo:", type="tertiary"
        )


def note() -> None:
    """To be called before something else is put into the form."""
    if (now := Before.now()).text:
        st.session_state[_KEPT] = now


def _empty() -> None:
    note()
    empty()


def _bring_back() -> None:
    before: Before = st.session_state.pop(_KEPT)
    note()
    empty()
    give_back({"text": before.text})
    st.session_state.update(before.choices)
    st.session_state[SAVED] = before.saved
