"""Self-test: find out what you can do, practise, and learn what to do next."""

from __future__ import annotations

import streamlit as st

from touchstone.assessments.outcomes import Refused
from touchstone.assessments.view import AttemptView
from touchstone.store.database import StoreError
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.self_test.place import attempt_in_address, leave, owner, position_in_address
from touchstone.ui.parts.self_test.question import question_screen
from touchstone.ui.parts.self_test.start import start_screen
from touchstone.ui.parts.self_test.summary import summary_screen
from touchstone.ui.shell.hold import held


def page() -> None:
    """The start screen, or the attempt that the address names."""
    try:
        _screens()
    except StoreError as error:  # the operator's sentence: a folder that can't be written, a newer database
        st.title("Self-test", anchor=False)
        st.error(f"Self-tests can't be kept here. {error}")


def _screens() -> None:
    services, who = held(), owner()
    attempt_id = attempt_in_address()
    if attempt_id is None:
        heading(
            "Self-test",
            "Find out what you can do, with answers that are really marked, and what to learn next.",
        )
        start_screen(services, who)
        return
    match services.assessments.attempt(attempt_id, who):
        case Refused(message=message):
            st.title("Self-test", anchor=False)
            st.warning(message)
            if st.button("Go to the start", type="primary"):
                leave()
        case AttemptView() as view:
            _attempt(view, who)


def _attempt(view: AttemptView, who: str) -> None:
    """A question while there is one to answer or to look at, else the summary."""
    position = position_in_address(len(view.questions))
    if position is None and view.finished_at is None:
        position = view.next_open() or len(view.questions)
    st.title("Self-test", anchor=False)
    if position is None:
        summary_screen(held(), who, view)
    else:
        question_screen(held(), who, view, position)
