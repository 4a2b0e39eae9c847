"""A loop as a calendar file (iCalendar, RFC 5545), one for interviewers and one for the candidate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from touchstone.core.hashes import content_hash
from touchstone.interviews.scorecard import typed

FOLD = 75  # octets a line, as the standard asks
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # revisions are counted in minutes from here
_SATURDAY = 5


@dataclass(frozen=True)
class Appointment:
    """One interview at a time.

    `uid` stays the same when it moves, so that a calendar moves its entry in place of adding one; `link`
    leads interviewers to the kit.
    """

    uid: str
    title: str
    starts: datetime
    minutes: int
    description: str = ""
    link: str = ""
    place: str = ""


def calendar_file(appointments: Sequence[Appointment], *, now: datetime, name: str) -> str:
    """The text of an `.ics` file. Times are written in UTC.

    ValueError for a time without a zone, and for an interview that ends before a minute has gone by.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Touchstone//Interviews//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}"]
    for appointment in appointments:
        lines += _event(appointment, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def uid(stage: str, *loop: str) -> str:
    """What a calendar knows one interview by, no other's anywhere: the same for the same `loop`, whatever its
    parts are."""
    return f"{stage}-{content_hash(list(loop))[:24]}@touchstone"


def working_day(day: date) -> date:
    """The day itself, or the Monday after it at a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= _SATURDAY else 0)


def back_to_back(
    stages: Iterable[tuple[str, int]], first: datetime, *, pause_minutes: int = 10
) -> list[tuple[str, datetime, int]]:
    """Titles and minutes as titles, starts and minutes, with a pause between two interviews."""
    found, start = [], first
    for title, minutes in stages:
        found.append((title, start, minutes))
        start += timedelta(minutes=minutes + pause_minutes)
    return found


def _event(appointment: Appointment, now: datetime) -> list[str]:
    if appointment.minutes < 1:
        raise ValueError(f"an interview takes a minute or more, found {appointment.minutes}")
    ends = appointment.starts + timedelta(minutes=appointment.minutes)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(appointment.uid)}",
        f"SEQUENCE:{max(0, int((now - _BEGINNING) / timedelta(minutes=1)))}",  # the newest file counts
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(appointment.starts)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_escaped(appointment.title)}",
    ]
    for field, value in (("DESCRIPTION", appointment.description), ("LOCATION", appointment.place)):
        if value:
            lines.append(f"{field}:{_escaped(value)}")
    if appointment.link:
        lines.append(f"URL:{_one_line(appointment.link)}")
    return [*lines, "END:VEVENT"]


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"a time needs its zone, found {moment.isoformat()}")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Text as the standard writes it: a raw line break would begin a line of the writer's own choosing."""
    lines = typed(text).replace("\r\n", "\n").replace("\r", "\n").splitlines()
    plain = "\n".join("".join(filter(_printed, line)) for line in lines)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _printed(letter: str) -> bool:
    """No control character but the tab may stand in a text."""
    return letter == "\t" or not (letter < " " or "\x7f" <= letter < "\xa0")


def _one_line(link: str) -> str:
    return "".join(filter(_printed, "".join(typed(link).split())))


def _folded(line: str) -> list[str]:
    """The line in pieces of at most 75 octets, each but the first led by a blank; no letter is cut in two."""
    pieces, held, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > FOLD:
            pieces.append(held)
            held, size = " ", 1
        held, size = held + letter, size + octets
    return [*pieces, held]
