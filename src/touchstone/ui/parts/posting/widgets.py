"""Inputs that keep what was filled in while a person goes from page to page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from touchstone.postings.employer import MAX_LINE

PREFIX = "employer-"
YES_NO = {"": "Not said", "yes": "Yes", "no": "No"}
KEPT: dict[str, Any] = {"persist_state": "session"}


def line(label: str, name: str, help: str | None = None) -> str | None:
    """One line of text."""
    found: str | None = st.text_input(label, key=PREFIX + name, max_chars=MAX_LINE, help=help, **KEPT)
    return found


def lines(label: str, name: str, help: str | None = None) -> list[str]:
    """Several lines of text, as a list without empty ones."""
    text = st.text_area(f"{label}, one a line", key=PREFIX + name, height=100, help=help, **KEPT)
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def number(label: str, name: str) -> float | None:
    """An amount, or None."""
    return st.number_input(label, key=PREFIX + name, value=None, min_value=0.0, format="%.10g", **KEPT)


def whole(label: str, name: str) -> int | None:
    """A whole number from 1, or None."""
    found = st.number_input(label, key=PREFIX + name, value=None, min_value=1, step=1, **KEPT)
    return int(found) if found is not None else None


def one_of(label: str, name: str, options: dict[str, str], *, default: str = "") -> str | None:
    """One choice, or None for the empty one. The default stands first: what is first needs no setting."""
    choices = sorted(options, key=lambda choice: choice != default)
    shown: Callable[[str], str] = lambda choice: options.get(choice, choice)  # noqa: E731
    return st.selectbox(label, choices, key=PREFIX + name, format_func=shown, **KEPT) or None


def yes_no(label: str, name: str) -> bool | None:
    """Yes, no, or None when it is not said."""
    return {"yes": True, "no": False}.get(one_of(label, name, YES_NO) or "")
