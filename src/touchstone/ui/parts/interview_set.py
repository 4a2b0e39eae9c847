"""An assembled interview set on the page: its questions, its certificate, kit and brief."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from touchstone.access.people import Right
from touchstone.banks.exchange.exporting import Format
from touchstone.bootstrap import Services
from touchstone.core.problems import Problem
from touchstone.documents.files import MIMES, printed_file
from touchstone.documents.printed import printed_page
from touchstone.interviews.certificate import Certificate
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Form, Infeasible
from touchstone.interviews.kit import Material, Occasion
from touchstone.interviews.service import Interviews, Paper, Request, all_met, as_json
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sheet import Sheet, sheet_of_form
from touchstone.roles.profile import Profile
from touchstone.store.database import StoreError
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_recheck import recheck_view
from touchstone.ui.parts.interview_swap import seen, swap_view
from touchstone.ui.parts.numbers import count, percent
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.prose import prose
from touchstone.ui.parts.scorecards.seat import seat_form
from touchstone.ui.parts.scorecards.who import viewer

SYSTEMS: tuple[tuple[str, Format, str, str], ...] = (
    ("Moodle XML", "moodle", "xml", "application/xml"),
    ("QTI 3 package", "qti3", "zip", "application/zip"),
    ("GIFT", "gift", "gift.txt", "text/plain"),
)
PREVIEW_HEIGHT = 620  # pixels: about what fits under the choices on a laptop


@st.cache_resource(max_entries=64, show_spinner="Choosing questions …")
def assembled(
    _desk: Interviews, _profile: Profile, request: Request, hashes: tuple[str, str], ledger: Ledger
) -> InterviewSet | Infeasible:
    """The set for a request; `hashes` of profile and bank make a changed one count as new."""
    return _desk.assemble(_profile, request, ledger=ledger)


@st.cache_resource(max_entries=64, show_spinner="Drawing the numbers …")
def drawn(
    _desk: Interviews, _profile: Profile, _made: InterviewSet, form_id: str, certificate: str
) -> Material | Problem:
    """One form with its numbers; its id and the hash of its certificate stand for all it was made from."""
    place = [form.id for form in _made.forms].index(form_id)
    return _desk.material(_made, place, _profile)


def infeasible_view(outcome: Infeasible) -> None:
    """Why there is no set, a sentence each, and what would work, one click away when that is only a size."""
    st.warning("This can't be assembled from the bank.", icon=":material/visibility:")
    for sentence in outcome.sentences:
        st.markdown(f"- {escape_markdown(sentence)}")
    if outcome.offer:
        st.info(outcome.offer.says, icon=":material/lightbulb:")
        if outcome.offer.only_size and st.button("Use this", type="primary"):
            st.query_params["forms"] = str(outcome.offer.forms)
            st.query_params["minutes"] = str(outcome.offer.blueprint.minutes)
            st.rerun()


def set_view(
    services: Services, profile: Profile, made: InterviewSet, ledger: Ledger, *, title: str = ""
) -> None:
    """One form at a time: its questions and certificate, then kit and brief to read and to take away.

    `title` names the interview of a loop that the form is for.
    """
    desk, now = services.interviews, services.clock.now()
    day = now.date()
    form = _chosen(made)
    _questions(form, {q.id: q.title for q in desk.bank.questions.values()}, desk)
    certificate = made.certificates[form.index - 1]
    _certified(certificate)
    st.caption(seen(form, ledger))
    if made.eased:
        st.info(made.eased, icon=":material/visibility:")
    swap_view(desk, made, form.index - 1, ledger)
    material = drawn(desk, profile, made, form.id, certificate.hash)
    if isinstance(material, Problem):
        content_problems([material])
        return
    seat_view(services, sheet_of_form(material, now, title=title))
    name = [profile.title, made.assembled.blueprint.level, f"form {form.index}"]
    kit, brief, data = st.tabs(["Interviewer kit", "Candidate brief", "For programs"])
    with kit:
        _paper(desk, material, "kit", ["interview kit", *name], day)
    with brief:
        _paper(desk, material, "brief", ["interview brief", *name], day)
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
        recheck_view(services)


def seat_view(services: Services, sheet: Sheet) -> None:
    """Who may set up interviews puts a candidate on the form from here."""
    person = viewer()
    if person is None or not person.may(Right.ORGANISE):
        return
    with st.expander("Put a candidate on this form"):
        st.caption(
            "The form is kept as it is, each interviewer gets a scorecard, its questions count as seen."
        )
        try:
            seat_form(services, person, sheet, key=sheet.id)
        except StoreError as error:
            st.error(f"Interviews can't be kept here. {error}")


def _chosen(made: InterviewSet) -> Form:
    if len(made.forms) == 1:
        return made.forms[0]
    places = range(len(made.forms))
    place = st.segmented_control(
        "Form", places, format_func=lambda at: f"Form {at + 1}", default=0, required=True, key="form"
    )
    return made.forms[min(place or 0, len(made.forms) - 1)]


def _questions(form: Form, titles: dict[str, str], desk: Interviews) -> None:
    st.header(f"{count(len(form.questions), 'question')}, {form.minutes:g} minutes", anchor=False)
    rows = [
        {
            "Question": titles[question.id],
            "Skill": desk.bank.taxonomy.title(question.skill),
            "Level": LEVELS[question.level],
            "Minutes": question.minutes,
        }
        for question in form.questions
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _certified(certificate: Certificate) -> None:
    told = all_met(certificate)
    if certificate.blueprint_met:
        st.caption(told)
    else:
        st.warning(escape_markdown(told), icon=":material/visibility:")
    with st.expander("How this form was checked"):
        rows = [
            {"Request": m.request, "Wanted": m.wanted, "Found": m.found, "Met": "yes" if m.met else "no"}
            for m in certificate.met
        ]
        st.table(pd.DataFrame(rows).set_index("Request"))
        wrong = percent(certificate.misclassified, 1)
        st.markdown(
            f"Mean difficulty {certificate.difficulty:+.2f} logits; the forms of this set lie "
            f"{certificate.difficulty_spread:.2f} apart. By this interview alone {wrong} of candidates would "
            f"fall on the wrong side of the cut."
        )
        error = certificate.standard_error
        sure = "" if error is None else f" Predicted standard error at the cut: {error:.2f} logits."
        st.caption(
            f"{certificate.source}. {certificate.assumes}{sure} {certificate.form}, seed {certificate.seed}."
        )


def _paper(desk: Interviews, material: Material, paper: Paper, name: Sequence[str], day: date) -> None:
    made = desk.printed(paper, material, Occasion(on=day))
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
