"""The scorecards that wait for whoever looks at the home page."""

from __future__ import annotations

import streamlit as st

from touchstone.bootstrap import Services
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.scorecards.who import address, viewer
from touchstone.ui.shell.navigation import page_named

MOST = 5


def waiting_scorecards(services: Services) -> None:
    """A line for each scorecard of one's own that is not submitted; nothing where there is none."""
    person = viewer()
    if person is None:
        return
    lines = [one for one in services.machine.seating.lines(person) if one.own and not one.own.closed]
    if not lines:
        return
    st.header("Scorecards that wait for you", anchor=False)
    for line in lines[:MOST]:
        words, link = st.columns([4, 1], vertical_alignment="center")
        sitting = line.sitting
        words.markdown(f"**{escape_markdown(sitting.candidate)}**: {escape_markdown(sitting.title)}")
        query = address(interview=sitting.id)
        link.page_link(page_named("scorecards"), label="Score", query_params=query)
