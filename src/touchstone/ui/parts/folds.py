"""Folds whose label counts: they stay as a person left them when the count changes.

Streamlit knows an expander by its label, so that a new count would be a new, untouched expander.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@dataclass
class _Left:
    """How a fold was left (None: never touched), and how it began under its present label."""

    opened: bool | None = None
    label: str = ""
    began: bool = False


def fold(label: str, *, name: str, expanded: bool = False) -> DeltaGenerator:
    """An expander; `name` is that of its list, `expanded` holds until somebody opens or closes it."""
    left: _Left = st.session_state.setdefault(f"fold-{name}", _Left())
    if left.label != label:
        left.label, left.began = label, expanded if left.opened is None else left.opened
    key = f"fold-{name}-{label}"
    return st.expander(label, left.began, key=key, on_change=_leave, args=(left, key))


def _leave(left: _Left, key: str) -> None:
    left.opened = bool(st.session_state[key])
