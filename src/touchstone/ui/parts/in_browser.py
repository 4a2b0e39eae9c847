"""What somebody typed, kept in their own browser: a reload loses nothing, and no server holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

# What a browser keeps of forms, by name; it is forgotten when the person leaves.
POSTING, ROLES, HANDOVER = "touchstone-posting", "touchstone-roles", "touchstone-handover"
FORMS = (POSTING, ROLES, HANDOVER)
LEFT = "touchstone-left"  # set when a person leaves, so that other tabs begin anew, too
ASSET = Path(__file__).resolve().parents[1] / "assets" / "kept.js"


@cache
def _component() -> Any:
    """Registered once a process: each registration of the same name is a warning."""
    return st.components.v2.component("touchstone_kept", html="<div></div>", js=ASSET.read_text("utf-8"))


def in_browser(name: str, text: str | None, *, key: str, asked: bool, sent: Callable[[], None]) -> None:
    """Asks once for what the browser keeps under a name (`sent` finds it by `kept_in`), then keeps `text`.

    None leaves what is kept: the text is too long. What another tab has kept in the meantime is sent as well.
    """
    _component()(data={"name": name, "asked": asked, "text": text}, key=key, on_kept_change=sent)


def kept_in(key: str) -> object:
    """What a browser sent: anything at all."""
    return getattr(st.session_state.get(key), "kept", None)
