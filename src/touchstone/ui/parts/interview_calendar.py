"""The loop as calendar files: one with links for interviewers, one for the candidate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from touchstone.bootstrap import Services
from touchstone.interviews.calendar import back_to_back, working_day
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.loop_calendar import calendar_files, scorecard_links
from touchstone.interviews.loop_sets import LoopSets
from touchstone.interviews.plan import Plan
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.seating import by_stage
from touchstone.interviews.sitting import Sitting, candidate_code
from touchstone.roles.profile import Profile
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.interview_address import loop_address
from touchstone.ui.parts.scorecards.who import ADDRESS_VARIABLE, public_address, viewer
from touchstone.ui.parts.self_test.place import is_local

FIRST_HOUR = time(9, 0)
ICS = "text/calendar"
NO_CODE = (
    "Without a candidate's code these entries stand for this set of questions: taken into a calendar again, "
    "they move. Two candidates on one set need their codes here, or the entries of one replace the other's."
)


@dataclass(frozen=True)
class Times:
    """Whose loop it is (a code, or ""), when it begins (UTC) and how long its pauses are."""

    code: str
    begin: datetime
    pause_minutes: int
    zone: ZoneInfo

    def timed(self, planned: Plan) -> list[tuple[str, datetime, int]]:
        """Title, start and minutes of each interview."""
        stages = [(stage.stage.title, stage.stage.minutes) for stage in planned.stages]
        return back_to_back(stages, self.begin, pause_minutes=self.pause_minutes)


def loop_times(now: datetime) -> Times:
    """The fields for the candidate, the day, the first hour and the pauses."""
    zone = _zone()
    first, second, third, fourth = st.columns([3, 2, 2, 2])
    code = _code(first.text_input("Candidate code (no name)", key="loop-code", max_chars=40))
    usual = working_day(now.astimezone(zone).date() + timedelta(days=7))
    day = second.date_input("Day", usual, key="loop-day")
    start = third.time_input("First interview at", FIRST_HOUR, key="loop-start")
    pause = fourth.number_input("Minutes between", 0, 120, 10, key="loop-pause")
    begin = datetime.combine(day, start, tzinfo=zone).astimezone(UTC)  # sums over a change of clocks
    return Times(code, begin, int(pause), zone)


def calendar_view(
    services: Services, planned: Plan, profile: Profile, made: LoopSets, form: int, times: Times
) -> None:
    """When the loop is, then a file for the interviewers and one for the candidate.

    `form` is the place of the form on the page among those of each interview.
    """
    now, code, timed = services.clock.now(), times.code, times.timed(planned)
    day, ends = times.begin.astimezone(times.zone), _ends(timed).astimezone(times.zone)
    st.caption(f"{day:%A}, {day.day} {day:%B %Y}, until {ends:%H:%M}. Times are {times.zone.key}.")
    theirs = sittings_of(services, planned, code)
    links = kit_links(services, planned, code, made)
    for said in (_unlinked(planned, links, made), "" if code else NO_CODE):
        if said:
            st.caption(said)
    loop = (planned.role, planned.level, code) if code else _asks(made, form)
    names = services.machine.people.names() if theirs else {}
    people = {
        stage: [names.get(who, who) for who in one.interviewers]
        for stage, one in theirs.items()
        if not one.hide_names
    }
    inside, outside = calendar_files(planned, profile.title, timed, code, links, loop, now, people=people)
    files = [
        Download("For interviewers, with links to the kits", "interviewers.ics", inside, ICS),
        Download("For the candidate", "candidate.ics", outside, ICS),
    ]
    downloads(files, name=["loop", profile.title, planned.level], day=now.date(), label="Download calendar")


def _code(typed: str) -> str:
    """The candidate's code; "" for none, and for a name, which is refused."""
    code = candidate_code(typed) if typed.strip() else ""
    if isinstance(code, Refused):
        st.warning(escape_markdown(" ".join(code.sentences)), icon=":material/visibility:")
        return ""
    return code


def _asks(made: LoopSets, form: int) -> tuple[str, ...]:
    """What tells this loop from another one while no candidate is named: the form of each interview."""
    forms = [() if isinstance(one, Infeasible) else one.forms for one in made.sets.values()]
    return tuple(found[form if form < len(found) else 0].id if found else "none" for found in forms)


def kit_links(services: Services, planned: Plan, code: str, made: LoopSets) -> dict[str, str]:
    """By stage where its interviewers find what they ask: the candidate's scorecard where there is one, as it
    is frozen, else the kit on this page, where there is one and it opens to others at all.

    Empty where nobody knows under which address others reach this server. No link holds anybody's token: it
    opens in a browser that its reader's own link has opened.
    """
    base = public_address()
    if base is None:
        return {}
    ids = [name for name, one in made.sets.items() if not isinstance(one, Infeasible)] if is_local() else []
    links = {name: f"{base}/interviews?{urlencode(loop_address(name))}" for name in ids}
    return links | scorecard_links(base, sittings_of(services, planned, code))


def sittings_of(services: Services, planned: Plan, code: str) -> dict[str, Sitting]:
    """The candidate's interviews for this role and level that the viewer has a part in, by stage: of two the
    newer one."""
    person, wanted = viewer(), code.strip().upper()
    lines = services.machine.seating.lines(person) if person and wanted else []
    about = wanted, planned.role, planned.level
    theirs = [one.sitting for one in reversed(lines)]
    return by_stage(planned, [one for one in theirs if (one.candidate.upper(), one.role, one.level) == about])


def _unlinked(planned: Plan, links: Mapping[str, str], made: LoopSets) -> str:
    """Why an entry leads nowhere; "" when all do."""
    if not links and public_address() is None:
        return (
            f"The entries hold no links: nobody knows under which address others reach this server. Whoever "
            f"runs it says so in {ADDRESS_VARIABLE}."
        )
    without = [stage.stage for stage in planned.stages if stage.stage.id not in links]
    empty = [stage.title for stage in without if isinstance(made.sets[stage.id], Infeasible)]
    unseated = [stage.title for stage in without if stage.title not in empty]
    said = []
    if empty:
        said.append(f"No link for {', '.join(empty)}: there is no set.")
    if unseated:
        said.append(
            f"No link yet for {', '.join(unseated)}: name the candidate's code above once they are put on "
            "those forms."
        )
    if not without and not is_local():
        said.append("Each link opens where its reader has opened their own link before.")
    return " ".join(said)


def _ends(timed: list[tuple[str, datetime, int]]) -> datetime:
    _, at, minutes = timed[-1]
    return at + timedelta(minutes=minutes)


def _zone() -> ZoneInfo:
    """The zone of the person's browser, or UTC."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
