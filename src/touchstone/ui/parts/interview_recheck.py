"""A set that was saved earlier, proved again on today's bank and profile."""

from __future__ import annotations

import streamlit as st

from touchstone.bootstrap import Services
from touchstone.interviews.saved import Rechecked, Unreadable, read_saved
from touchstone.interviews.service import Interviews
from touchstone.ui.parts.inert import escape_markdown


def recheck_view(services: Services, desk: Interviews) -> None:
    """Takes the file that `Download set` gave, and says for each form what no longer holds."""
    file = st.file_uploader("Check a set that you saved earlier", type="json", key="saved-set")
    if file is None:
        return
    profiles = {name: profile.hash for name, profile in services.content.catalogue.profiles.items()}
    found = read_saved(file.getvalue(), desk.recheck, profiles)
    if isinstance(found, Unreadable):
        st.warning(escape_markdown(found.sentence), icon=":material/visibility:")
        return
    for form in found:
        _shown(form)


def _shown(form: Rechecked) -> None:
    name = escape_markdown(form.form)
    if not form.problems:
        st.success(f"{name}: {escape_markdown(form.holds)}", icon=":material/check:")
        if form.another_bank:
            st.warning(f"{name}: {escape_markdown(form.another_bank)}", icon=":material/visibility:")
        return
    said = [*form.problems, form.another_bank] if form.another_bank else form.problems
    lines = "\n".join(f"- {escape_markdown(sentence)}" for sentence in said)
    st.warning(f"{name} no longer holds as certified.\n\n{lines}", icon=":material/visibility:")
