"""The whole kit beside the scorecard: what to say first and last, what not to ask, calibration."""

from __future__ import annotations

from functools import partial

import streamlit as st

from touchstone.bootstrap import Services
from touchstone.documents.files import MIMES, printed_file
from touchstone.interviews.kit import RED_LINES
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.service import Printed
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import Sitting
from touchstone.ui.parts.downloads import Download, downloads, guarded
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_papers import demoted
from touchstone.ui.parts.prose import prose
from touchstone.ui.parts.scorecards.who import address, bearer
from touchstone.ui.shell.navigation import page_named

HEIGHT = 520  # pixels: the scorecard under it stays in reach


def kit_alone(services: Services, sitting: Sitting, sheet: Sheet | Refused) -> None:
    """For who set the interview up and scores nothing of it."""
    st.info("You set up this interview and don't score it, so there is no scorecard of yours.")
    if isinstance(sheet, Sheet):
        kit_view(services, sheet, opened=True)
    page, candidate = page_named("scorecards"), address(candidate=sitting.candidate)
    st.page_link(page, label="Debrief", icon=":material/groups:", query_params=candidate)


def kit_view(services: Services, sheet: Sheet, *, opened: bool = False) -> None:
    """Folded away until somebody wants it; it was kept when the candidate was put on the form."""
    if not sheet.kit:
        with st.expander("Do not ask", expanded=opened):
            for line in RED_LINES:
                st.markdown(f"- {escape_markdown(line)}")
        return
    with st.expander("The whole kit: script, plan, what not to ask", expanded=opened):
        day = services.clock.now().date()
        made = Printed(f"Interview kit: {sheet.title}", sheet.kit, str(sheet.certificate.get("form", "")))
        files = [
            Download("PDF, to print", "pdf", partial(printed_file, made, "pdf", on=day), MIMES["pdf"]),
            Download("Word", "docx", partial(printed_file, made, "docx", on=day), MIMES["docx"]),
        ]
        downloads(
            guarded(files, bearer()), name=["interview kit", sheet.title], day=day, label="Download kit"
        )
        with st.container(height=HEIGHT, border=False):
            prose(demoted(sheet.kit))
