"""What a page must say before all else: it stands under the heading, wherever on the page it was found.

A warning inside a closed expander is a warning that nobody reads.
"""

from __future__ import annotations

from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_place: ContextVar[DeltaGenerator | None] = ContextVar("notices", default=None)


def no_place() -> None:
    """Forgets where the page before this one had its notices."""
    _place.set(None)


def open_place() -> None:
    """From here on notices stand here."""
    _place.set(st.container())


def notice(text: str) -> None:
    """One sentence of Markdown, under the heading of the page or, before there is one, where we are."""
    (_place.get() or st).warning(text, icon=":material/visibility:")
