"""The form of the page, which folds when it is whole: on a phone the posting stands far below it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from touchstone.ui.parts.posting.widgets import PREFIX

_OPEN = "posting-form-open"
_SAID = ("name", "goals", "mission")  # without them the posting may not be published


def form() -> DeltaGenerator:
    """Where the fields stand: open until somebody folds it, or a whole form is given back or loaded."""
    return st.expander("Your organisation and the post", expanded=True, key=_OPEN, on_change="rerun")


def fold_button() -> None:
    """Folds the fields, so that the posting comes up."""
    st.button("Fold these fields", on_click=_fold, icon=":material/unfold_less:", type="tertiary")


def fold_when_whole(said: Mapping[str, object]) -> None:
    """To be called before the page runs, with what the fields are filled with."""
    if all(said.get(PREFIX + name) for name in _SAID):
        _fold()


def _fold() -> None:
    st.session_state[_OPEN] = False
