"""The interviews of a loop as two calendar files: one for interviewers, one for the candidate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from touchstone.interviews.calendar import Appointment, calendar_file, uid
from touchstone.interviews.plan import Plan
from touchstone.interviews.sitting import Sitting


def calendar_files(
    planned: Plan,
    title: str,
    timed: Sequence[tuple[str, datetime, int]],
    code: str,
    links: Mapping[str, str],
    loop: tuple[str, ...],
    now: datetime,
    *,
    people: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[str, str]:
    """The interviewers' file, with links by stage, the candidate's code and, where they are given, the names
    of `people` by stage; and the candidate's.

    `loop` tells the entries from those of another loop. Those inside the organisation have other ids than
    those outside, since one person may hold both in one calendar.
    """
    inside = _appointments(planned, title, timed, code, links, ("kit", *loop), people)
    outside = _appointments(planned, title, timed, "", {}, ("brief", *loop), {})
    name = f"Interviews: {title}"
    return calendar_file(inside, now=now, name=name), calendar_file(outside, now=now, name=name)


def scorecard_links(address: str, sittings: Mapping[str, Sitting]) -> dict[str, str]:
    """By stage where an interviewer finds what they ask and score. No link holds anybody's token: it opens in
    a browser that its reader's own link has opened."""
    return {
        stage: f"{address}/scorecards?{urlencode({'interview': sitting.id})}"
        for stage, sitting in sittings.items()
    }


def _appointments(
    planned: Plan,
    title: str,
    timed: Sequence[tuple[str, datetime, int]],
    code: str,
    links: Mapping[str, str],
    loop: tuple[str, ...],
    people: Mapping[str, Sequence[str]],
) -> list[Appointment]:
    """One entry an interview, with the candidate's code where there is one."""
    return [
        Appointment(
            uid=uid(stage.stage.id, *loop),
            title=f"{stage.stage.title}: {title}" + (f" ({code})" if code else ""),
            starts=at,
            minutes=minutes,
            description=f"With {', '.join(people.get(stage.stage.id, stage.stage.by))}."
            + (f" Kit: {links[stage.stage.id]}" if stage.stage.id in links else ""),
            link=links.get(stage.stage.id, ""),
        )
        for stage, (_, at, minutes) in zip(planned.stages, timed, strict=True)
    ]
