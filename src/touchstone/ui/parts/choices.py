"""Choices that pages share. They stand in one row, live in the address and travel from page to page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

LEVELS = {"junior": "Junior", "mid": "Mid-level", "senior": "Senior", "staff": "Staff"}


def choose(label: str, options: Mapping[str, str], *, key: str, default: str | None = None) -> str:
    """One choice out of `options` (id → what a person reads), kept in the address as `?key=id`.

    Raises ValueError when there is nothing to choose from: a page shows its empty state first.
    """
    if not options:
        raise ValueError(f"nothing to choose from for {key!r}")
    ids = list(options)
    index = ids.index(default) if default is not None and default in options else 0
    chosen = st.selectbox(
        label, ids, index=index, key=key, format_func=lambda i: options.get(i, i), bind="query-params"
    )
    return chosen if chosen in options else ids[index]


def choose_role(titles: Mapping[str, str]) -> str:
    """The role, by profile id."""
    return choose("Role", titles, key="role", default="machine_learning_engineer")


def choose_level(levels: Sequence[str]) -> str:
    """The level, out of those that the profile offers."""
    return choose(
        "Level", {level: LEVELS.get(level, level) for level in levels}, key="level", default="senior"
    )
