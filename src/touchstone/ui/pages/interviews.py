"""Interviews: plan the loop of a role, or assemble parallel forms of one interview, with kit and brief."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Denied
from touchstone.bootstrap import Services
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.plan import plan
from touchstone.interviews.request import Request
from touchstone.interviews.service import Interviews
from touchstone.roles.profile import Profile
from touchstone.ui.parts.choices import choose, choose_level, choose_role
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.interview_address import bring_back, changed_since, keep_address, pinned_ledger
from touchstone.ui.parts.interview_loop import loop_view
from touchstone.ui.parts.interview_request import chosen_request
from touchstone.ui.parts.interview_set import assembled, infeasible_view, set_view
from touchstone.ui.parts.interview_swap import swapped
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.scorecards.who import key_holder, shut_out
from touchstone.ui.shell.hold import held

VIEWS = {"one": "One interview", "loop": "The whole loop"}


def page() -> None:
    """Choices at the top; the set, its kit and its brief are there at once."""
    services = held()
    desk, catalogue = services.interviews.desk(key_holder()), services.content.catalogue
    heading("Interviews", "The same kind of questions for everybody, scored against anchors.")
    if isinstance(desk, Denied):
        st.info(shut_out() or desk.sentence, icon=":material/lock:")
        return
    content_problems([*catalogue.problems, *desk.bank.problems, *services.content.loop[1]])
    if not catalogue.profiles or not desk.bank.questions:
        st.info("An interview needs a role profile and questions. CONTRIBUTING.md shows how to add them.")
        return
    bring_back()
    first, second, third = st.columns([4, 2, 3])
    with first:
        profile = catalogue.profiles[choose_role({p.id: p.title for p in catalogue.profiles.values()})]
    with second:
        level = choose_level([level.value for level in profile.advertised], profile.refused)
    with third:
        view = choose("Plan", VIEWS, key="view")
    if view == "loop":
        _loop(services, desk, profile, level)
    else:
        _one(services, desk, profile, chosen_request(desk, level))
    keep_address()


def _one(services: Services, desk: Interviews, profile: Profile, request: Request) -> None:
    ledger = pinned_ledger(desk, services.clock, request)
    outcome = assembled(desk, profile, request, (profile.hash, desk.bank.hash), ledger)
    if isinstance(outcome, Infeasible):
        changed_since([])
        infeasible_view(outcome)
    else:
        made = swapped(desk, outcome, ledger)
        changed_since([made])
        set_view(services, desk, profile, made, ledger)


def _loop(services: Services, desk: Interviews, profile: Profile, level: str) -> None:
    loop, _ = services.content.loop
    if loop is None:
        st.info("The loop can't be read. Mend `templates/interviews/loop.yaml`, then run `touchstone check`.")
        return
    loop_view(services, desk, profile, plan(loop, profile, level))
