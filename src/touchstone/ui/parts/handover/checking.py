"""Checks a contract once and keeps the result until the contract or a file changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date

import streamlit as st

from touchstone.bootstrap import Content
from touchstone.handover.contract import load_contract
from touchstone.handover.measured import beside
from touchstone.handover.service import Checked
from touchstone.ui.parts.handover.files import example
from touchstone.ui.parts.problems import content_problems

FOLDER = ("examples", "handover")
_KEPT = "handover-checked"


def checked_once(key: Hashable, check: Callable[[], Checked]) -> Checked:
    """The result for this key. Large files take seconds: a click elsewhere on the page must not."""
    kept = st.session_state.get(_KEPT)
    if kept is not None and kept[0] == key:
        found: Checked = kept[1]
        return found
    with st.spinner("Recomputing the figures from the files …", show_time=True):
        checked = check()
    st.session_state[_KEPT] = (key, checked)
    return checked


def checked_example(content: Content, today: date) -> Checked | None:
    """One of our examples with its files, checked; None where they are not installed."""
    path = example(content.root.path.joinpath(*FOLDER))
    if path is None:
        return None
    contract, located, problems = load_contract(path)
    if contract is None:
        content_problems(problems)
        return None
    find = beside(path.parent)
    return checked_once(
        (path.name, today),
        lambda: content.handovers.check(contract, located, find=find, as_of=today),
    )
