"""The app's look beyond `.streamlit/config.toml`: the mark in the corner and a small style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).resolve().parents[1] / "assets"
MARK = str(ASSETS / "mark.svg")


def dress() -> None:
    """Put up the mark and the style sheet; called once a run, before anything else is drawn."""
    st.logo(str(ASSETS / "wordmark.svg"), size="large", icon_image=MARK)
    st.html(ASSETS / "touchstone.css")
    if st.context.theme.type == "dark":
        st.html(ASSETS / "paper.css")
