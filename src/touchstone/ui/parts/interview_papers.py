"""Kit and brief to read and to take away, and the set for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial

import streamlit as st

from touchstone.banks.exchange.exporting import Format
from touchstone.bootstrap import Services
from touchstone.documents.files import MIMES, printed_file
from touchstone.documents.printed import printed_page
from touchstone.interviews.kit import Material, Occasion
from touchstone.interviews.service import Interviews, Paper
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.telling import as_json
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.interview_recheck import recheck_view
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.prose import prose

SYSTEMS: tuple[tuple[str, Format, str, str], ...] = (
    ("Moodle XML", "moodle", "xml", "application/xml"),
    ("QTI 3 package", "qti3", "zip", "application/zip"),
    ("GIFT", "gift", "gift.txt", "text/plain"),
)
PREVIEW_HEIGHT = 620  # pixels: about what fits under the choices on a laptop


def papers_view(
    services: Services,
    desk: Interviews,
    made: InterviewSet,
    material: Material,
    name: Sequence[str],
    occasion: Occasion,
) -> None:
    """One form's kit and brief, and what other programs read; `name` begins the names of files."""
    day = services.clock.now().date()
    kit, brief, data = st.tabs(["Interviewer kit", "Candidate brief", "For programs"])
    with kit:
        _paper(desk, material, "kit", ["interview kit", *name], occasion)
    with brief:
        _paper(desk, material, "brief", ["interview brief", *name], occasion)
    with data:
        st.caption("The whole set with its certificates, as `touchstone interview --format json` prints it.")
        text = json.dumps(as_json(made), indent=2, ensure_ascii=False)
        files = [Download("JSON", "json", text, "application/json")]
        downloads(files, name=["interview set", *name[:2]], day=day, label="Download set")
        st.caption("This form for a learning system. The file holds the keys: it is not for candidates.")
        systems = [
            Download(label, ending, partial(_exchanged, desk, material, kind), mime)
            for label, kind, ending, mime in SYSTEMS
        ]
        downloads(systems, name=["interview", *name], day=day, label="Download for a learning system")
        recheck_view(services, desk)


def _paper(
    desk: Interviews, material: Material, paper: Paper, name: Sequence[str], occasion: Occasion
) -> None:
    made, day = desk.printed(paper, material, occasion), occasion.on
    if isinstance(made, list):
        content_problems(made)
        return
    page = printed_page(made.markdown, title=made.title, footer=made.footer)
    files = [
        Download("PDF, to print", "pdf", partial(printed_file, made, "pdf", on=day), MIMES["pdf"]),
        Download("Word", "docx", partial(printed_file, made, "docx", on=day), MIMES["docx"]),
        Download("HTML, to print", "html", page, "text/html"),
        Download("Markdown", "md", made.markdown, "text/markdown"),
    ]
    downloads(files, name=name, day=day, label="Download kit" if paper == "kit" else "Download brief")
    with st.container(height=PREVIEW_HEIGHT, border=True):
        prose(demoted(made.markdown))


def _exchanged(desk: Interviews, material: Material, kind: Format) -> bytes:
    return desk.exchanged([material], kind).content


def demoted(markdown: str) -> str:
    """The Markdown with its headings two levels down, since the page has titles of its own; code as it is."""
    blocks = re.split(r"(^```.*?^```)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(
        block if block.startswith("```") else re.sub(r"^(#{1,4} )", r"##\1", block, flags=re.MULTILINE)
        for block in blocks
    )
