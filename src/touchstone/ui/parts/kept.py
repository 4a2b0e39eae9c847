"""Inputs that keep what was filled in while a person goes from page to page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from touchstone.ui.parts.searching import ordered

MAX_LINE = 600  # characters: three long sentences
YES_NO = {"": "Not said", "yes": "Yes", "no": "No"}
KEPT: dict[str, Any] = {"persist_state": "session"}


def is_too_long(text: str | None, most: int) -> bool:
    """Says so under the field. A field with a limit of its own drops what is pasted and says nothing."""
    if text is None or len(text) <= most:
        return False
    st.caption(
        f":red[Not taken: these are {len(text):,} characters, and at most {most:,} fit here. Shorten them.]"
    )
    return True


@dataclass(frozen=True)
class Kept:
    """Inputs whose keys begin with `prefix`, so that two forms may have fields of one name."""

    prefix: str

    def line(self, label: str, name: str, help: str | None = None) -> str | None:
        """One line of text."""
        found: str | None = st.text_input(label, key=self.prefix + name, help=help, **KEPT)
        is_too_long(found, MAX_LINE)
        return found

    def lines(self, label: str, name: str, help: str | None = None) -> list[str]:
        """Several lines of text, as a list without empty ones."""
        text = st.text_area(f"{label}, one a line", key=self.prefix + name, height=100, help=help, **KEPT)
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    def number(self, label: str, name: str, help: str | None = None) -> float | None:
        """An amount of at least 0, or None."""
        return st.number_input(
            label, key=self.prefix + name, value=None, min_value=0.0, format="%.10g", help=help, **KEPT
        )

    def whole(self, label: str, name: str, help: str | None = None) -> int | None:
        """A whole number from 1, or None."""
        found = st.number_input(
            label, key=self.prefix + name, value=None, min_value=1, step=1, help=help, **KEPT
        )
        return int(found) if found is not None else None

    def day(self, label: str, name: str) -> date | None:
        """A day, or None."""
        found = st.date_input(label, key=self.prefix + name, value=None, **KEPT)
        return found if isinstance(found, date) else None

    def one_of(self, label: str, name: str, options: dict[str, str], *, default: str = "") -> str | None:
        """One choice, or None for the empty one. The default stands first: what is first needs no setting."""
        choices = sorted(options, key=lambda choice: choice != default)
        shown: Callable[[str], str] = lambda choice: options.get(choice, choice)  # noqa: E731
        return st.selectbox(label, choices, key=self.prefix + name, format_func=shown, **KEPT) or None

    def many(self, label: str, name: str, options: Mapping[str, str], help: str | None = None) -> list[str]:
        """Several choices, by id."""
        shown: Callable[[str], str] = lambda choice: options.get(choice, choice)  # noqa: E731
        found = st.multiselect(
            label, ordered(tuple(options.items())), key=self.prefix + name, format_func=shown, help=help,
            filter_mode="contains", select_all=False, wrap=True, **KEPT,
        )  # fmt: skip
        return list(found)

    def yes_no(self, label: str, name: str) -> bool | None:
        """Yes, no, or None when it is not said."""
        return {"yes": True, "no": False}.get(self.one_of(label, name, YES_NO) or "")
