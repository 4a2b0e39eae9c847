"""Choices that pages share. They stand in one row, live in the address and travel from page to page.

Streamlit's own binding writes what a person reads (`?level=Mid-level`) into the address; links are sent to
colleagues and kept for years, so ours carries the id (`?level=mid`), which outlives a change of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from touchstone.core.problems import nearest

LEVELS = {"junior": "Junior", "mid": "Mid-level", "senior": "Senior", "staff": "Staff"}


def choose(label: str, options: Mapping[str, str], *, key: str, default: str | None = None) -> str:
    """One choice out of `options` (id → what a person reads), kept in the address as `?key=id`.

    Raises ValueError when there is nothing to choose from: a page shows its empty state first.
    """
    if not options:
        raise ValueError(f"nothing to choose from for {key!r}")
    ids = list(options)
    state = f"choice-{key}"
    _follow_address(key, state, options)
    if st.session_state.get(state) not in options:
        st.session_state[state] = default if default in options else ids[0]
    chosen = st.selectbox(
        label, ids, key=state, format_func=lambda i: options.get(i, i), persist_state="session"
    )
    chosen = chosen if chosen in options else ids[0]
    if st.query_params.get(key) != chosen:
        st.query_params[key] = chosen
    st.session_state[f"address-{key}"] = chosen
    return chosen


def _follow_address(key: str, state: str, options: Mapping[str, str]) -> None:
    """An address that says something new wins over what was chosen before; an unknown id says so."""
    asked = st.query_params.get(key)
    if asked is None or asked == st.session_state.get(f"address-{key}"):
        return
    if asked in options:
        st.session_state[state] = asked
        return
    near = nearest(asked, options)
    if near is not None:
        st.session_state[state] = near
    shown = options[near] if near is not None else None
    said = f"Did you mean {shown}? It is shown." if shown else "Choose one of the list."
    st.warning(
        f"The address asks for a choice that is not offered here. {said}", icon=":material/visibility:"
    )


def choose_role(titles: Mapping[str, str]) -> str:
    """The role, by profile id."""
    return choose("Role", titles, key="role", default="machine_learning_engineer")


def choose_level(levels: Sequence[str]) -> str:
    """The level, out of those that the profile offers."""
    options = {level: LEVELS.get(level, level) for level in levels}
    return choose("Level", options, key="level", default="senior")


def choose_many(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: Sequence[str] = (),
    at_most: int | None = None,
    placeholder: str | None = None,
) -> list[str]:
    """Several choices out of `options`, kept in the address as `?key=id,id`; unknown ids are named."""
    state = f"choice-{key}"
    asked = st.query_params.get(key)
    if asked is not None and asked != st.session_state.get(f"address-{key}"):
        ids = [part for part in asked.split(",") if part]
        st.session_state[state] = [part for part in ids if part in options][:at_most]
        _name_unknown([part for part in ids if part not in options], options)
    elif state not in st.session_state:
        st.session_state[state] = [part for part in default if part in options]
    st.session_state[state] = [part for part in st.session_state[state] if part in options]
    chosen = st.multiselect(
        label,
        list(options),
        key=state,
        format_func=lambda i: options.get(i, i),
        max_selections=at_most,
        placeholder=placeholder or "Choose",
        persist_state="session",
    )
    st.query_params[key] = ",".join(chosen)
    st.session_state[f"address-{key}"] = ",".join(chosen)
    return list(chosen)


def _name_unknown(unknown: Sequence[str], options: Mapping[str, str]) -> None:
    for part in unknown[:3]:
        near = nearest(part, options)
        said = f"Did you mean {options[near]}?" if near else "Choose one of the list."
        st.warning(
            f"The address asks for a choice that is not offered here. {said}", icon=":material/visibility:"
        )
