"""Kit and brief to read and to take away, and the set for programs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial

import streamlit as st

from touchstone.banks.exchange.exporting import Format
from touchstone.bootstrap import Services
from touchstone.core.problems import Problem
from touchstone.documents.files import MIMES, printed_file, printed_zip
from touchstone.documents.printed import printed_page
from touchstone.interviews.kit import Material, Occasion
from touchstone.interviews.service import Interviews, Paper, paper_name
from touchstone.interviews.sets import Certified, InterviewSet
from touchstone.interviews.telling import as_json
from touchstone.roles.profile import Profile
from touchstone.ui.parts.downloads import Download, downloads, guarded
from touchstone.ui.parts.interview_recheck import recheck_view
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.prose import prose
from touchstone.ui.parts.scorecards.who import key_bearer

SYSTEMS: tuple[tuple[str, Format, str, str], ...] = (
    ("Moodle XML", "moodle", "xml", "application/xml"),
    ("QTI 3 package", "qti3", "zip", "application/zip"),
    ("GIFT", "gift", "gift.txt", "text/plain"),
)
PREVIEW_HEIGHT = 620  # pixels: about what fits under the choices on a laptop


@dataclass(frozen=True)
class Shown:
    """A form on the page with its set, its numbers, and all forms that are printed with it."""

    profile: Profile
    made: InterviewSet
    held: Certified
    material: Material
    every: tuple[Certified, ...]


def papers_view(services: Services, desk: Interviews, shown: Shown, occasion: Occasion) -> None:
    """One form's kit and brief, those of all forms in one file, and what other programs read."""
    made, material, day = shown.made, shown.material, services.clock.now().date()
    _, *name = paper_name("kit", shown.held, shown.profile)
    kit, brief, data = st.tabs(["Interviewer kit", "Candidate brief", "For programs"])
    with kit:
        _paper(desk, shown, "kit", occasion)
    with brief:
        _paper(desk, shown, "brief", occasion)
    with data:
        st.caption("The whole set with its certificates, as `touchstone interview --format json` prints it.")
        text = json.dumps(as_json(made), indent=2, ensure_ascii=False)
        files = [Download("JSON", "json", text, "application/json")]
        downloads(
            guarded(files, key_bearer()), name=["interview set", *name[:2]], day=day, label="Download set"
        )
        st.caption(
            "This form for a learning system. The file holds the keys: it is not for candidates. In QTI "
            "formulas are MathML, elsewhere LaTeX: look at one with a power in your system before you use it."
        )
        systems = [
            Download(label, ending, partial(_exchanged, desk, material, kind), mime)
            for label, kind, ending, mime in SYSTEMS
        ]
        downloads(
            guarded(systems, key_bearer()),
            name=["interview", *name],
            day=day,
            label="Download for a learning system",
        )
        recheck_view(services, desk)


def _paper(desk: Interviews, shown: Shown, paper: Paper, occasion: Occasion) -> None:
    made, day = desk.printed(paper, shown.material, occasion), occasion.on
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
    name = paper_name(paper, shown.held, shown.profile)
    with st.container(horizontal=True):
        downloads(guarded(files, key_bearer()), name=name, day=day, label=f"Download {paper}")
        if len(shown.every) > 1:
            _all(desk, shown, paper, occasion)
    with st.container(height=PREVIEW_HEIGHT, border=True):
        prose(demoted(made.markdown))


def _all(desk: Interviews, shown: Shown, paper: Paper, occasion: Occasion) -> None:
    """The papers of all forms in one archive: of each interview of a loop, where this is one."""

    def archive(shape: str) -> bytes:
        found = desk.printed_forms(paper, shown.every, shown.profile, occasion)
        named = [one for one in found if not isinstance(one, Problem)]  # this one's template was read above
        return printed_zip(named, shape, on=occasion.on)

    said = f"{len(shown.every)} {paper}s as"
    files = [
        Download(f"{said} {label} (ZIP)", f"{shape}.zip", partial(archive, shape), "application/zip")
        for shape, label in (("pdf", "PDF"), ("docx", "Word"))
    ]
    blueprint = shown.held.certificate.blueprint
    name = [f"interview {paper}s", shown.profile.title, blueprint.level]
    downloads(guarded(files, key_bearer()), name=name, day=occasion.on, label=f"Download all {paper}s")


def _exchanged(desk: Interviews, material: Material, kind: Format) -> bytes:
    return desk.exchanged([material], kind).content


def demoted(markdown: str) -> str:
    """The Markdown with its headings two levels down, since the page has titles of its own; code as it is."""
    blocks = re.split(r"(^```.*?^```)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(
        block if block.startswith("```") else re.sub(r"^(#{1,4} )", r"##\1", block, flags=re.MULTILINE)
        for block in blocks
    )
