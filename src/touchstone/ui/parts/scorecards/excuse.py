"""Waiting no longer for somebody's scorecard, by who set the interview up."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.seating import NOT_ONESELF
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.scorecards.links import renew_button


def excuse_form(services: Services, viewer: Person, candidate: str) -> None:
    """For the organiser: a new link for who lost theirs, or a reason why nobody waits any more."""
    machine = services.machine
    names = machine.people.names()
    late = {
        (sitting.id, who): f"{names.get(who, who)}: {sitting.title}"
        for sitting, who in machine.seating.late(viewer, candidate)
    }
    if not late:
        organises = machine.debriefing.may_decide(viewer, candidate)
        if organises and machine.debriefing.awaited(viewer, candidate):
            st.caption(NOT_ONESELF.sentences[0])
        return
    with st.expander("Somebody does not score, or has lost their link"):
        chosen = st.selectbox("Who", list(late), format_func=lambda pair: late.get(pair, ""), key="late")
        if chosen is None:
            return
        renew_button(machine.people, viewer, chosen[1], key="late")
        reason = st.text_input("Why nobody waits for this scorecard", max_chars=300, key="excuse-reason")
        if st.button("Wait no longer"):
            outcome = machine.seating.excuse(viewer, chosen[0], chosen[1], reason)
            if not isinstance(outcome, Refused):
                st.rerun()
            for sentence in outcome.sentences:
                st.warning(escape_markdown(sentence))
