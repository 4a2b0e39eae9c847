"""The top of a page."""

from __future__ import annotations

import streamlit as st


def heading(title: str, lead: str) -> None:
    """The page's title and one sentence that says what it does for you."""
    st.title(title, anchor=False)
    st.markdown(lead)
