"""The debrief to take away, for the hiring record."""

from __future__ import annotations

from datetime import date
from functools import partial

from touchstone.access.people import Person
from touchstone.documents.files import MIMES, printed_file
from touchstone.documents.printed import printed_page
from touchstone.interviews.debrief import Debrief
from touchstone.interviews.debrief_paper import debrief_paper
from touchstone.interviews.debriefing import Debriefing
from touchstone.ui.parts.downloads import Download, downloads, guarded
from touchstone.ui.parts.scorecards.who import bearer


def debrief_files(room: Debriefing, viewer: Person, item: Debrief, day: date) -> None:
    """One button with the debrief as it is open to the viewer, in each format."""
    made = debrief_paper(
        item,
        beside=room.beside_the_scores(viewer, item.candidate),
        views=room.views(viewer, item.candidate),
        decisions=room.decisions(viewer, item.candidate),
    )
    files = [
        Download("PDF, to print", "pdf", partial(printed_file, made, "pdf", on=day), MIMES["pdf"]),
        Download("Word", "docx", partial(printed_file, made, "docx", on=day), MIMES["docx"]),
        Download(
            "HTML, to print",
            "html",
            printed_page(made.markdown, title=made.title, footer=made.footer),
            "text/html",
        ),
    ]
    downloads(guarded(files, bearer()), name=["debrief", item.candidate], day=day, label="Download debrief")
