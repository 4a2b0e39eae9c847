"""An assembled interview set on the page: its questions, its certificate, kit and brief."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

import pandas as pd
import streamlit as st

from touchstone.access.people import Right
from touchstone.bootstrap import Services
from touchstone.core.hashes import short
from touchstone.core.problems import Problem
from touchstone.interviews.certificate import Certificate
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Form, Infeasible
from touchstone.interviews.kit import Material, Occasion
from touchstone.interviews.promised import all_met
from touchstone.interviews.promised import rows as promised
from touchstone.interviews.request import Request
from touchstone.interviews.service import Interviews, Printed
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sheet import Sheet, sheet_of_form
from touchstone.roles.profile import Profile
from touchstone.store.database import StoreError
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_occasion import occasion_fields
from touchstone.ui.parts.interview_papers import Shown, papers_view
from touchstone.ui.parts.interview_request import ask_instead
from touchstone.ui.parts.interview_swap import seen, swap_view, swapped_in
from touchstone.ui.parts.numbers import count, percent
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.scorecards.seat import seat_form
from touchstone.ui.parts.scorecards.who import viewer


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
    return _desk.material(_made.certified[place], _profile)


def infeasible_view(outcome: Infeasible) -> None:
    """Why there is no set, a sentence each, and what would work, one click away."""
    st.warning("This can't be assembled from the bank.", icon=":material/visibility:")
    for sentence in outcome.sentences:
        st.markdown(f"- {escape_markdown(sentence)}")
    for place, other in enumerate(outcome.instead):
        st.info(escape_markdown(other.says), icon=":material/lightbulb:")
        if st.button("Use this", type="secondary" if place else "primary", key=f"instead-{place}"):
            ask_instead(other.request)
            st.rerun()


def set_view(
    services: Services,
    desk: Interviews,
    profile: Profile,
    made: InterviewSet,
    ledger: Ledger,
    *,
    stage: str = "",
    beside: Sequence[InterviewSet] = (),
) -> Occasion | None:
    """One form at a time: its questions and certificate, then kit and brief to read and to take away.

    `stage` is the id of the interview of a loop that the form is for, `beside` the sets of them all.
    Gives what was typed of the day; None where the form can't be printed.
    """
    now = services.clock.now()
    day = now.date()
    form = _chosen(made)
    _questions(form, made.assembled.blueprint.common, desk, swapped_in(form.index - 1, stage))
    certificate = made.certificates[form.index - 1]
    _certified(certificate)
    st.caption(seen(form, made.assembled.blueprint.common, ledger))
    swap_view(desk, made, form.index - 1, ledger, stage=stage)
    material = drawn(desk, profile, made, form.id, certificate.hash)
    if isinstance(material, Problem):
        content_problems([material])
        return None
    occasion = occasion_fields(services, day)
    printed = desk.printed("kit", material, occasion)
    kit = printed.markdown if isinstance(printed, Printed) else ""
    seat_view(services, sheet_of_form(material, now, kit=kit))
    every = tuple(held for one in beside or [made] for held in one.certified)
    shown = Shown(profile, made, made.certified[form.index - 1], material, every)
    papers_view(services, desk, shown, occasion)
    return occasion


def seat_view(services: Services, sheet: Sheet) -> None:
    """Who may set up interviews puts a candidate on the form from here."""
    try:
        person = viewer()
    except StoreError:  # said above, where the record of what was shown is read
        return
    if person is None or not person.may(Right.ORGANISE):
        return
    with st.expander("Put a candidate on this form"):
        st.caption(
            "The form is kept as it is, each interviewer gets a scorecard, its questions count as seen."
        )
        try:
            seat_form(services, person, sheet, key="form")
        except StoreError as error:
            st.error(f"Interviews can't be kept here. {error}")


def _chosen(made: InterviewSet) -> Form:
    """The form that is looked at, kept in the address as `?form=2`."""
    many = len(made.forms)
    if many == 1:
        st.query_params.pop("form", None)
        return made.forms[0]
    asked = chosen_place()
    first = asked if asked < many else 0
    place = st.segmented_control(
        "Form", range(many), format_func=lambda at: f"Form {at + 1}", default=first, required=True, key="form"
    )
    chosen = min(place or 0, many - 1)
    st.query_params["form"] = str(chosen + 1)
    return made.forms[chosen]


def chosen_place() -> int:
    """The place of the form in the address, from 0."""
    asked = st.query_params.get("form", "")
    return int(asked) - 1 if re.fullmatch(r"[1-9]\d{0,2}", asked, re.ASCII) else 0


def _questions(form: Form, common: Sequence[str], desk: Interviews, swapped: Container[str]) -> None:
    st.header(f"{count(len(form.questions), 'question')}, {form.minutes:g} minutes", anchor=False)
    rows = [
        {
            "Question": escape_markdown(desk.bank.questions[question.id].title)
            + (" (swapped in)" if question.id in swapped else ""),
            "Skill": escape_markdown(desk.bank.taxonomy.title(question.skill)),
            "Level": "Everybody" if question.id in common else LEVELS[question.level],
            "Minutes": f"{question.minutes:g}",
        }
        for question in form.questions
    ]
    st.table(pd.DataFrame(rows).set_index("Question"))  # its lines wrap on a phone; a grid hides columns


def _certified(certificate: Certificate) -> None:
    told = all_met(certificate)
    if certificate.blueprint_met and certificate.gave_way:
        st.info(escape_markdown(told), icon=":material/visibility:")
    elif certificate.blueprint_met:
        st.caption(told)
    else:
        st.warning(escape_markdown(told), icon=":material/visibility:")
    with st.expander("How this form was checked"):
        rows = [
            {"Request": row.request, "Wanted": row.wanted, "Found": row.found, "Met": row.said}
            for row in promised(certificate)
        ]
        st.table(pd.DataFrame(rows).set_index("Request"))
        wrong = percent(certificate.misclassified, 1)
        many = certificate.forms > 1
        apart = f"; the forms of this set lie {certificate.difficulty_spread:.2f} apart" if many else ""
        st.markdown(
            f"Mean difficulty {certificate.difficulty:+z.2f} logits{apart}. By this interview alone {wrong} "
            f"of candidates would fall on the wrong side of the cut ({certificate.cut:+z.2f} logits)."
        )
        error = certificate.standard_error
        sure = "" if error is None else f" Predicted standard error at the cut: {error:.2f} logits."
        st.caption(
            f"{certificate.source}. {certificate.assumes}{sure} {certificate.form}, seed {certificate.seed}, "
            f"profile {short(certificate.profile_hash)}, bank {short(certificate.bank_hash)}."
        )
