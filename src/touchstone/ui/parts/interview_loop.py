"""The loop of a role on the page: who looks at what, what nobody does, one form an interview, a calendar."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from touchstone.bootstrap import Services
from touchstone.interviews.calendar import Appointment, back_to_back, calendar_file
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.loop import Loop
from touchstone.interviews.plan import Plan
from touchstone.interviews.service import Interviews
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sheet import sheet_of_stage
from touchstone.roles.profile import Profile
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.findings import ShownFinding, findings_list
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_set import infeasible_view, seat_view, set_view
from touchstone.ui.parts.interview_swap import pinned_ledger

FIRST_HOUR = time(9, 0)
ICS = "text/calendar"


@st.cache_resource(max_entries=32, show_spinner="Choosing questions for each interview …")
def assembled_loop(
    _desk: Interviews, _profile: Profile, planned: Plan, hashes: tuple[str, str], ledger: Ledger
) -> dict[str, InterviewSet | Infeasible]:
    """A form for each interview that the bank is asked for; `hashes` of profile and bank tell changes."""
    return _desk.loop(_profile, planned, ledger=ledger)


def loop_view(services: Services, profile: Profile, loop: Loop, planned: Plan) -> None:
    """The interviews, the coverage matrix, then one of them with its kit and brief."""
    desk, now = services.interviews, services.clock.now()
    _interviews(planned)
    problems = [ShownFinding("warn", sentence) for sentence in planned.findings]
    findings_list(problems, checked="gaps, doubles and the candidate's whole time")
    with st.expander("What each interview looks at"):
        st.dataframe(_matrix(planned), width="stretch")
    _calendar(planned, profile, now)
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


def _calendar(planned: Plan, profile: Profile, now: datetime) -> None:
    with st.expander("Put the loop into a calendar"):
        zone = _zone()
        first, second, third = st.columns(3)
        day = first.date_input("Day", now.astimezone(zone).date() + timedelta(days=7), key="loop-day")
        start = second.time_input("First interview at", FIRST_HOUR, key="loop-start")
        pause = third.number_input("Minutes between", 0, 120, 10, key="loop-pause")
        code = st.text_input("Candidate code (no name)", key="loop-code")
        begin = datetime.combine(day, start, tzinfo=zone)
        stages = [(stage.stage.title, stage.stage.minutes) for stage in planned.stages]
        timed = back_to_back(stages, begin, pause_minutes=int(pause))
        st.caption(f"Times are {zone.key}. The last interview ends at {_ends(timed):%H:%M}.")
        kits = _appointments(planned, profile, timed, code, _address())
        plain = _appointments(planned, profile, timed, code, "")
        files = [
            Download(
                "For interviewers, with links to the kits", "interviewers.ics", _file(kits, profile, now), ICS
            ),
            Download("For the candidate", "candidate.ics", _file(plain, profile, now), ICS),
        ]
        downloads(
            files, name=["loop", profile.title, planned.level], day=now.date(), label="Download calendar"
        )


def _appointments(
    planned: Plan, profile: Profile, timed: list[tuple[str, datetime, int]], code: str, link: str
) -> list[Appointment]:
    """One entry an interview; with no `link` nothing in it leads to a kit."""
    return [
        Appointment(
            uid=f"{planned.role}-{planned.level}-{code or 'loop'}-{stage.stage.id}@touchstone",
            title=f"{stage.stage.title}: {profile.title}" + (f" ({code})" if code and link else ""),
            starts=at,
            minutes=minutes,
            description=f"With {', '.join(stage.stage.by)}."
            + (f" Kit: {link}&stage={stage.stage.id}" if link else ""),
            link=f"{link}&stage={stage.stage.id}" if link else "",
        )
        for stage, (_, at, minutes) in zip(planned.stages, timed, strict=True)
    ]


def _file(appointments: list[Appointment], profile: Profile, now: datetime) -> str:
    return calendar_file(appointments, now=now, name=f"Interviews: {profile.title}")


def _ends(timed: list[tuple[str, datetime, int]]) -> datetime:
    _, at, minutes = timed[-1]
    return at + timedelta(minutes=minutes)


def _zone() -> ZoneInfo:
    """The zone of the person's browser, or UTC."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _address() -> str:
    """This page's own address with the choices that lead to the same loop."""
    here = (st.context.url or "").split("?")[0]
    chosen = "&".join(f"{name}={st.query_params.get(name, '')}" for name in ("role", "level"))
    return f"{here}?view=loop&{chosen}"
