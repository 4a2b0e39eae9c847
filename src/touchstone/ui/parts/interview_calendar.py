"""The loop as calendar files: one with links for interviewers, one for the candidate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from touchstone.bootstrap import Services
from touchstone.interviews.calendar import Appointment, back_to_back, calendar_file
from touchstone.interviews.plan import Plan
from touchstone.roles.profile import Profile
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.scorecards.who import ADDRESS_VARIABLE, public_address, viewer
from touchstone.ui.parts.self_test.place import is_local

FIRST_HOUR = time(9, 0)
ICS = "text/calendar"


def calendar_view(services: Services, planned: Plan, profile: Profile) -> None:
    """Day, times and pauses; then a file for the interviewers and one for the candidate."""
    now = services.clock.now()
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
        links = kit_links(services, planned, code)
        if said := _unlinked(planned, links):
            st.caption(said)
        kits = _appointments(planned, profile, timed, code, links, inside=True)
        plain = _appointments(planned, profile, timed, code, {})
        files = [
            Download(
                "For interviewers, with links to the kits", "interviewers.ics", _file(kits, profile, now), ICS
            ),
            Download("For the candidate", "candidate.ics", _file(plain, profile, now), ICS),
        ]
        downloads(
            files, name=["loop", profile.title, planned.level], day=now.date(), label="Download calendar"
        )


def kit_links(services: Services, planned: Plan, code: str) -> dict[str, str]:
    """By stage where its interviewers find what they ask: the candidate's scorecard where there is one, as it
    is frozen, else the kit on this page, where that opens to others at all.

    Empty where nobody knows under which address others reach this server. No link holds anybody's token: it
    opens in a browser that its reader's own link has opened.
    """
    base = public_address()
    if base is None:
        return {}
    chosen = "&".join(f"{name}={quote(st.query_params.get(name, ''))}" for name in ("role", "level"))
    ids = [stage.stage.id for stage in planned.stages]
    links = {name: f"{base}/interviews?view=loop&{chosen}&stage={name}" for name in ids} if is_local() else {}
    return links | {
        name: f"{base}/scorecards?interview={quote(sitting)}"
        for name, sitting in _sittings(services, planned, code).items()
    }


def _sittings(services: Services, planned: Plan, code: str) -> dict[str, str]:
    """The candidate's interviews that the viewer has a part in, by stage."""
    person, wanted = viewer(), code.strip().upper()
    lines = services.machine.seating.lines(person) if person and wanted else []
    theirs = [line.sitting for line in lines if line.sitting.candidate.upper() == wanted]
    return {
        stage.stage.id: sitting.id
        for stage in planned.stages
        for sitting in theirs
        if sitting.title.startswith(f"{stage.stage.title}: ")
    }


def _unlinked(planned: Plan, links: Mapping[str, str]) -> str:
    """Why an entry leads nowhere; "" when all do."""
    if not links and public_address() is None:
        return (
            f"The entries hold no links: nobody knows under which address others reach this server. Whoever "
            f"runs it says so in {ADDRESS_VARIABLE}."
        )
    without = [stage.stage.title for stage in planned.stages if stage.stage.id not in links]
    if without:
        return (
            f"No link yet for {', '.join(without)}: name the candidate's code above once they are put on "
            "those forms."
        )
    return "" if is_local() else "Each link opens where its reader has opened their own link before."


def _appointments(
    planned: Plan,
    profile: Profile,
    timed: list[tuple[str, datetime, int]],
    code: str,
    links: Mapping[str, str],
    *,
    inside: bool = False,
) -> list[Appointment]:
    """One entry an interview, `inside` the organisation with the candidate's code."""
    return [
        Appointment(
            uid=f"{planned.role}-{planned.level}-{code or 'loop'}-{stage.stage.id}@touchstone",
            title=f"{stage.stage.title}: {profile.title}" + (f" ({code})" if code and inside else ""),
            starts=at,
            minutes=minutes,
            description=f"With {', '.join(stage.stage.by)}."
            + (f" Kit: {links[stage.stage.id]}" if stage.stage.id in links else ""),
            link=links.get(stage.stage.id, ""),
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
