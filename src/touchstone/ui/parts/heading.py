"""The top of a page."""

from __future__ import annotations

import streamlit as st

from touchstone.ui.parts.notices import open_place


def heading(title: str, lead: str) -> None:
    """The page's title and one sentence that says what it does for you; notices stand below it."""
    st.title(title, anchor=False)
    st.markdown(lead)
    open_place()
