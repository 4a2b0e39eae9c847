"""Whether a form that is in use still holds as certified, and how often its questions were shown."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Denied, Person
from touchstone.bootstrap import Services
from touchstone.interviews.sheet import Sheet
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count


def in_use(services: Services, viewer: Person, sheet: Sheet) -> None:
    """What has changed since the form was made, and which of its questions have reached the cap."""
    if not sheet.certificate:
        st.caption("Its questions stand in the loop: everybody is asked the same ones, so none is used up.")
        return
    profile = services.content.catalogue.profiles.get(sheet.role)
    desk = services.interviews.desk(viewer)
    if isinstance(desk, Denied):
        st.caption(desk.sentence)
        return
    checked = desk.recheck(sheet.certificate, profile.hash if profile else "")
    if checked.problems:
        lines = "\n".join(f"- {escape_markdown(sentence)}" for sentence in checked.problems)
        st.warning(f"Changed since the form was made; it is still asked as it was.\n\n{lines}")
    else:
        st.caption("Proved again just now: everything that it was certified for still holds.")
    if checked.another_bank:
        st.caption(escape_markdown(checked.another_bank))
    ledger = desk.ledger()
    full = [name for name, _ in sheet.asked if ledger.left(name, 1) == 0]
    if full:
        st.warning(
            f"{count(len(full), 'question')} of this form reached the exposure cap. Everybody in one round "
            "may get the same form; for a new round take a fresh one on the Interviews page."
        )
