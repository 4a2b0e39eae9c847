"""Scorecards: score against anchors, alone; then debrief."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.interviews.scorecard import Refused
from touchstone.store.database import StoreError
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.scorecards.agreement import agreement_screen
from touchstone.ui.parts.scorecards.calibration import calibration_screen
from touchstone.ui.parts.scorecards.card import card_view, own_view
from touchstone.ui.parts.scorecards.debrief import debrief_screen
from touchstone.ui.parts.scorecards.kit import kit_alone, kit_view
from touchstone.ui.parts.scorecards.listed import list_screen
from touchstone.ui.parts.scorecards.who import address, shut_out, stay, viewer
from touchstone.ui.shell.hold import held
from touchstone.ui.shell.navigation import page_named

PLACES = ("interview", "candidate", "view", "area")  # what an address of this page may name


def page() -> None:
    """The list, or what the address names: a scorecard, a debrief, the calibration exercise."""
    try:
        _screens(held())
    except StoreError as error:  # the operator's sentence: a folder that can't be written, a newer database
        st.title("Scorecards", anchor=False)
        st.error(f"Scorecards can't be kept here. {error}")


def _screens(services: Services) -> None:
    person = viewer()
    if person is None:
        st.title("Scorecards", anchor=False)
        st.info(shut_out() or "This page opens through your own link. Open that first, or ask for a new one.")
        return
    asked = {name: st.query_params[name] for name in PLACES if name in st.query_params}
    stay(asked)
    if interview := asked.get("interview"):
        _card(services, person, interview)
        return
    if candidate := asked.get("candidate"):
        _titled(f"Debrief: {escape_markdown(candidate)}")
        debrief_screen(services, person, candidate)
    elif asked.get("view") == "agreement":
        _titled("Agreement")
        agreement_screen(services, person)
    elif asked.get("view") == "calibration":
        _titled("Calibration")
        calibration_screen(services, person)
    else:
        heading("Scorecards", "Score alone, against anchors, with evidence. Then talk.")
        list_screen(services, person)


def _titled(title: str) -> None:
    st.title(title, anchor=False)
    st.page_link(
        page_named("scorecards"), label="All scorecards", icon=":material/arrow_back:", query_params=address()
    )


def _card(services: Services, person: Person, interview: str) -> None:
    panel = services.machine.panel
    sitting, found = panel.sitting(person, interview), panel.opened(person, interview)
    if isinstance(sitting, Refused):
        _titled("Scorecard")
        st.warning(escape_markdown(sitting.sentences[0]))
        return
    _titled(f"{escape_markdown(sitting.candidate)}: {escape_markdown(sitting.title)}")
    if isinstance(found, Refused):
        kit_alone(services, sitting, panel.sheet(person, interview))
        return
    kit_view(services, found.sheet)
    card_view(panel, person, found.sheet, found.card)
    own_view(panel, person, found.sitting.candidate, found.card)
