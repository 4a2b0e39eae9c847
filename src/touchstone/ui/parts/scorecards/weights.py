"""Other weights than equal ones, with their reason written down."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.interviews.debrief import Debrief
from touchstone.interviews.debriefing import Debriefing
from touchstone.interviews.scorecard import Refused
from touchstone.ui.parts.inert import escape_markdown


def chosen_weights(room: Debriefing, viewer: Person, item: Debrief) -> Debrief:
    """The debrief under the weights that were chosen; as it is while they are equal or lack a reason."""
    with st.expander("Other weights"):
        st.caption(
            "Only for weights that were fixed before the interviews: to choose them now, with the scores in "
            "sight, is to choose the result. Say where they were written down, and why the job needs them."
        )
        names = sorted(row.competency for row in item.rows)
        held = {
            name: float(st.number_input(escape_markdown(name), 0.1, 10.0, 1.0, 0.5, key=f"weight-{name}"))
            for name in names
        }
        reason = st.text_input("Reason", key="weights-reason", max_chars=500)
        if len(set(held.values())) == 1:
            return item
        found = room.debrief(viewer, item.candidate, weights=held, weights_reason=reason)
        if isinstance(found, Refused):
            for sentence in found.sentences:
                st.warning(escape_markdown(sentence), icon=":material/visibility:")
            return item
        return found
