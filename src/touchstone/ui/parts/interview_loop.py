"""The loop of a role on the page: who looks at what, what the forms really ask, one set an interview."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from touchstone.access.people import Right
from touchstone.bootstrap import Services
from touchstone.interviews.coverage import Coverage, coverage
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.kit import Occasion
from touchstone.interviews.loop_sets import LoopSets, Swap
from touchstone.interviews.plan import BEFOREHAND, Plan
from touchstone.interviews.request import Request
from touchstone.interviews.service import Interviews
from touchstone.roles.profile import Profile
from touchstone.store.database import StoreError
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.findings import ShownFinding, findings_list
from touchstone.ui.parts.interview_address import changed_since, pinned_ledger
from touchstone.ui.parts.interview_calendar import Times, calendar_view, loop_times
from touchstone.ui.parts.interview_ready import OnPage, ready_view
from touchstone.ui.parts.interview_request import chosen_forms
from touchstone.ui.parts.interview_set import chosen_place, infeasible_view, set_view
from touchstone.ui.parts.interview_swap import loop_swaps, refused_view
from touchstone.ui.parts.scorecards.who import viewer


@st.cache_resource(max_entries=32, show_spinner="Choosing questions for each interview …")
def assembled_loop(
    _desk: Interviews,
    _profile: Profile,
    planned: Plan,
    request: Request,
    swaps: Mapping[str, tuple[Swap, ...]],
    hashes: tuple[str, str],
    ledger: Ledger,
) -> LoopSets:
    """Forms for each interview; `hashes` of profile and bank tell changes."""
    return _desk.loop(_profile, planned, request, swaps=swaps, ledger=ledger)


def loop_view(services: Services, desk: Interviews, profile: Profile, planned: Plan) -> None:
    """The interviews, what they ask beside what was planned, then one of them with its kit and brief."""
    plan = st.empty()
    with plan.container():
        _interviews(planned)
    first, second = st.columns([1, 2])
    with second:
        request = chosen_forms(planned.level)
    with first:
        names = {stage.stage.id: stage.stage.title for stage in planned.stages}
        chosen = choose("Interview", names, key="stage", default="technical")
    ledger = pinned_ledger(desk, services.clock, (planned, request))
    swaps = loop_swaps(names)
    hashes = (profile.hash, desk.bank.hash)
    made = assembled_loop(desk, profile, planned, request, swaps, hashes, ledger)
    beside = [one for one in made.sets.values() if not isinstance(one, Infeasible)]
    changed_since(beside)
    found = coverage(planned, made.sets, desk.bank.taxonomy.title)
    with plan.container():
        _interviews(planned, found)
    _covered(planned, found)
    calendar = st.container()
    refused_view(desk, made.refused.get(chosen, ()))
    outcome, occasion = made.sets[chosen], None
    if isinstance(outcome, Infeasible):
        infeasible_view(outcome)
    else:
        occasion = set_view(services, desk, profile, outcome, ledger, stage=chosen, beside=beside)
    with calendar, st.expander("Set up the whole loop"):  # it holds the form that is chosen below
        times = loop_times(services.clock.now())
        page = OnPage(profile, planned, request, swaps, ledger, chosen_place())
        _ready(services, page, times, occasion or Occasion(services.clock.now().date()))
        calendar_view(services, planned, profile, made, page.form, times)


def _ready(services: Services, page: OnPage, times: Times, occasion: Occasion) -> None:
    """For who may set up interviews; where they can't be kept the calendar alone is left."""
    try:
        person = viewer()
        if person is not None and person.may(Right.ORGANISE):
            ready_view(services, person, page, times, occasion)
    except StoreError as error:
        st.error(f"Interviews can't be kept here. {error}")


def _interviews(planned: Plan, found: Coverage | None = None) -> None:
    """The interviews with what they look at: as planned, and what the forms that are `found` ask beside."""
    labels = {row.label: list(row.stages) for row in planned.rows}
    for beside in found.rows[len(planned.rows) :] if found else ():
        labels[beside.row.label] = [cell.stage for cell in beside.cells if cell.least]
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
    st.caption(BEFOREHAND)


def _covered(planned: Plan, found: Coverage) -> None:
    """Gaps first, then what two interviews ask about and what none has to; and the whole matrix."""
    problems = [ShownFinding("warn", sentence) for sentence in (*planned.findings, *found.gaps)]
    told = [ShownFinding("info", sentence) for sentence in (*found.doubles, *planned.unasked)]
    findings_list(
        [*problems, *told],
        checked="what the plan and its forms leave out or look at twice, and the candidate's whole time",
    )
    with st.expander("What each interview really asks"):
        st.caption(
            "Questions on each thing to look for, over all forms of an interview. A question can count for "
            "more than one; 0 is a gap."
        )
        st.table(_matrix(planned, found))


def _matrix(planned: Plan, found: Coverage) -> pd.DataFrame:
    titles = {item.stage.id: item.stage.title for item in planned.stages}
    return pd.DataFrame(
        [
            {
                "": covered.row.label + ("" if covered.row.applies else " (not in this role's profile)"),
                **{titles[cell.stage]: cell.told for cell in covered.cells},
            }
            for covered in found.rows
        ]
    ).set_index("")
