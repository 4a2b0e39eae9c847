"""The loop of a role on the page: who looks at what, what nobody does, one form an interview, a calendar."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchstone.bootstrap import Services
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.loop import Loop
from touchstone.interviews.plan import Plan
from touchstone.interviews.service import Interviews
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sheet import sheet_of_stage
from touchstone.roles.profile import Profile
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.findings import ShownFinding, findings_list
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_calendar import calendar_view
from touchstone.ui.parts.interview_set import infeasible_view, seat_view, set_view
from touchstone.ui.parts.interview_swap import pinned_ledger


@st.cache_resource(max_entries=32, show_spinner="Choosing questions for each interview …")
def assembled_loop(
    _desk: Interviews, _profile: Profile, planned: Plan, hashes: tuple[str, str], ledger: Ledger
) -> dict[str, InterviewSet | Infeasible]:
    """A form for each interview that the bank is asked for; `hashes` of profile and bank tell changes."""
    return _desk.loop(_profile, planned, ledger=ledger)


def loop_view(services: Services, profile: Profile, loop: Loop, planned: Plan) -> None:
    """The interviews, the coverage matrix, then one of them with its kit and brief."""
    desk = services.interviews
    _interviews(planned)
    problems = [ShownFinding("warn", sentence) for sentence in planned.findings]
    findings_list(problems, checked="gaps, doubles and the candidate's whole time")
    with st.expander("What each interview looks at"):
        st.dataframe(_matrix(planned), width="stretch")
    calendar_view(services, planned, profile)
    ledger = pinned_ledger(desk, planned)
    sets = assembled_loop(desk, profile, planned, (profile.hash, desk.bank.hash), ledger)
    names = {stage.stage.id: stage.stage.title for stage in planned.stages}
    chosen = choose("Interview", names, key="stage", default="technical")
    _one(services, profile, loop, planned, sets, chosen)


def _interviews(planned: Plan) -> None:
    labels = {row.label: row.stages for row in planned.rows}
    rows = [
        {
            "Interview": stage.stage.title,
            "Minutes": stage.stage.minutes,
            "Who asks": ", ".join(stage.stage.by),
            "Looks at": "; ".join(label for label, stages in labels.items() if stage.stage.id in stages),
        }
        for stage in planned.stages
    ]
    st.header(
        f"{planned.minutes} minutes of the candidate's time, at most {planned.cap_minutes}", anchor=False
    )
    st.table(pd.DataFrame(rows).set_index("Interview"))


def _matrix(planned: Plan) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "": row.label,
                **{s.stage.title: "●" if s.stage.id in row.stages else "" for s in planned.stages},
            }
            for row in planned.rows
        ]
    ).set_index("")


def _one(
    services: Services,
    profile: Profile,
    loop: Loop,
    planned: Plan,
    sets: dict[str, InterviewSet | Infeasible],
    chosen: str,
) -> None:
    stage = next(item.stage for item in planned.stages if item.stage.id == chosen)
    if stage.questions:
        st.markdown("**Asked of everybody, as written**")
        for question in stage.questions:
            st.markdown(f"- {escape_markdown(question)}")
        seat_view(services, sheet_of_stage(stage, loop, profile, planned.level, services.clock.now()))
    outcome = sets.get(chosen)
    if isinstance(outcome, Infeasible):
        infeasible_view(outcome)
    elif outcome is not None:
        name = f"{stage.title}: {outcome.assembled.blueprint.title}"
        set_view(services, profile, outcome, pinned_ledger(services.interviews, planned), title=name)
