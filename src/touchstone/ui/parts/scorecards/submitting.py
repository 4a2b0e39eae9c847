"""Submitting a scorecard: a second look at what will be locked, and what was said once it is."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.interviews.panel import Panel
from touchstone.interviews.scorecard import Entry, Refused, Scorecard, missing
from touchstone.ui.parts.inert import escape_markdown, typed_text
from touchstone.ui.parts.numbers import count


def submit_view(panel: Panel, viewer: Person, card: Scorecard) -> None:
    """The button to look it over, then all that will be locked with the button that locks.

    One tap locks nothing: nothing on a submitted scorecard can be changed.
    """
    lacking = missing(card)
    look = f"look-{card.id}"
    st.button(
        "Look it over and submit",
        type="secondary" if st.session_state.get(look) else "primary",
        key=f"submit-{card.id}",
        disabled=bool(lacking),
        on_click=lambda: st.session_state.update({look: True}),
    )
    if lacking:
        st.session_state.pop(look, None)
        with st.expander(f"What is missing ({len(lacking)})"):
            for sentence in lacking:
                st.markdown(f"- {escape_markdown(sentence)}")
    elif st.session_state.get(look):
        _second_look(panel, viewer, card, look)


def _second_look(panel: Panel, viewer: Person, card: Scorecard, look: str) -> None:
    with st.container(border=True):
        st.markdown("**This is what you submit**")
        st.markdown(
            "\n".join(f"{place}. {_said(entry)}" for place, entry in enumerate(card.entries, start=1))
        )
        own_said(card)
        st.caption("After this nothing on it can be changed; others' scorecards open to you on the debrief.")
        lock, back = st.columns(2)
        locked = lock.button("Submit and lock", type="primary", key=f"lock-{card.id}", width="stretch")
        back.button("Not yet", key=f"back-{card.id}", on_click=_drop, args=(look,), width="stretch")
    if locked:
        outcome = panel.submit(viewer, card.id)
        if not isinstance(outcome, Refused):
            _drop(look)
            st.rerun()
        for sentence in outcome.sentences:
            st.warning(escape_markdown(sentence))


def _drop(look: str) -> None:
    st.session_state.pop(look, None)


def _said(entry: Entry) -> str:
    title = escape_markdown(entry.title)
    if entry.score is None:
        return f"Not asked: “{title}”, because: {escape_markdown(' '.join(entry.not_asked.split()))}"
    hints = f", after {count(entry.hints, 'hint')}" if entry.hints else ""
    return f"**{entry.score}** on “{title}”{hints}"


def own_said(card: Scorecard) -> None:
    """What the interviewer said for themselves, to read back."""
    if card.recommendation:
        st.markdown(f"Your recommendation: **{card.recommendation}**; how sure: **{card.confidence}**.")
    if card.conflict:
        st.markdown("You know the candidate, or have a stake in the outcome:")
        typed_text(card.conflict)
    elif card.conflict is not None:
        st.markdown("You don't know the candidate, and have no stake in the outcome.")
