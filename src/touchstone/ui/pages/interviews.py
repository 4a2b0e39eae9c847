"""Interviews: from role, level and minutes to parallel forms with kit and brief."""

from __future__ import annotations

import streamlit as st

from touchstone.interviews.forms import Infeasible
from touchstone.interviews.service import Interviews, Request
from touchstone.roles.catalogue import Catalogue
from touchstone.roles.profile import Profile
from touchstone.ui.parts.choices import choose, choose_level, choose_many, choose_role
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.interview_set import assembled, infeasible_view, set_view
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.shell.hold import held

MINUTES = {str(minutes): f"{minutes} minutes" for minutes in range(30, 125, 5)}
FORMS = {str(forms): "1 form" if forms == 1 else f"{forms} parallel forms" for forms in range(1, 13)}


def page() -> None:
    """Choices at the top; the set, its kit and its brief are there at once."""
    services = held()
    desk, catalogue = services.interviews, services.content.catalogue
    heading(
        "Interviews",
        "A structured interview: the same kind of questions for everybody, scored against anchors.",
    )
    content_problems([*catalogue.problems, *desk.bank.problems])
    if not catalogue.profiles or not desk.bank.questions:
        st.info("An interview needs a role profile and questions. CONTRIBUTING.md shows how to add them.")
        return
    profile, request = _request(catalogue, desk)
    outcome = assembled(desk, profile, request, (profile.hash, desk.bank.hash))
    if isinstance(outcome, Infeasible):
        infeasible_view(outcome)
    else:
        set_view(desk, profile, outcome, services.clock.now().date())


def _request(catalogue: Catalogue, desk: Interviews) -> tuple[Profile, Request]:
    first, second, third, fourth = st.columns([4, 2, 2, 3])
    with first:
        profile = catalogue.profiles[choose_role({p.id: p.title for p in catalogue.profiles.values()})]
    with second:
        level = choose_level([level.value for level in profile.advertised])
    with third:
        minutes = choose("Length", MINUTES, key="minutes", default="60")
    with fourth:
        forms = choose("Forms", FORMS, key="forms", default="1")
    with st.expander("More choices"):
        said = "The same seed gives the same set."
        seed = int(st.number_input("Seed", 0, 2**31 - 1, 1, key="set", help=said, bind="query-params"))
        titles = {question.id: question.title for question in desk.bank.questions.values()}
        include = choose_many("Questions that must be in", titles, key="include")
        exclude = choose_many("Questions to leave out", titles, key="exclude")
    return profile, Request(
        level,
        int(minutes),
        int(forms),
        seed,
        must_include=tuple(sorted(include)),
        exclude=tuple(sorted(exclude)),
    )
