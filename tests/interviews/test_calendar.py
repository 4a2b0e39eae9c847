"""Calendar files: as RFC 5545 writes them, whatever stands in a title."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchstone.interviews.calendar import Appointment, back_to_back, calendar_file, uid, working_day

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CET = timezone(timedelta(hours=1))


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_one_interview() -> None:
    starts = datetime(2026, 12, 1, 9, 30, tzinfo=CET)
    link = "https://touchstone.example/interviews?form=form-1"
    made = calendar_file(
        [
            Appointment(
                "loop-1-technical", "Technical; C-17, mid", starts, 60, "Bring:\npaper", link, "Room 3\\4"
            )
        ],
        now=NOW,
        name="Loop",
    )
    assert unfolded(made) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Touchstone//Interviews//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Loop",
        "BEGIN:VEVENT",
        "UID:loop-1-technical",
        f"SEQUENCE:{326 * 24 * 60 + 12 * 60}",
        "DTSTAMP:20261123T120000Z",
        "DTSTART:20261201T083000Z",
        "DTEND:20261201T093000Z",
        "SUMMARY:Technical\\; C-17\\, mid",
        "DESCRIPTION:Bring:\\npaper",
        "LOCATION:Room 3\\\\4",
        f"URL:{link}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


ANY = st.characters()  # halves of surrogate pairs, too


@given(title=st.text(ANY, max_size=200), link=st.text(ANY, max_size=100))
def test_no_text_can_begin_a_line_of_its_own(title: str, link: str) -> None:
    made = calendar_file([Appointment("u", title, NOW, 30, title, link, title)], now=NOW, name=title)
    lines = made.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    allowed = ("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR", "UID", "SEQUENCE", "DT",
               "SUMMARY", " ", "DESCRIPTION", "LOCATION", "URL")  # fmt: skip
    assert all(line.startswith(allowed) for line in lines[:-1])
    assert not any("\n" in line or "\r" in line for line in lines)
    assert not any(category(letter) == "Cc" and letter != "\t" for line in lines for letter in line)


def test_interviews_follow_each_other_with_a_pause() -> None:
    made = back_to_back([("Screen", 30), ("Technical", 60)], NOW, pause_minutes=15)
    assert made == [("Screen", NOW, 30), ("Technical", NOW + timedelta(minutes=45), 60)]


def test_what_an_entry_is_known_by_is_its_loop_alone() -> None:
    known = [uid("screen", "C-1"), uid("screen", "C-2"), uid("case", "C-1"), uid("screen", "C", "1")]
    assert len(set(known)) == len(known)
    assert uid("screen", "C-1") == known[0]
    assert all(letter.isalnum() or letter in "-@" for letter in uid("screen", "C;1,\n"))


@pytest.mark.parametrize(
    ("day", "proposed"),
    [
        (date(2026, 12, 4), date(2026, 12, 4)),  # a Friday
        (date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 12, 6), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 7)),
        (date(2027, 1, 2), date(2027, 1, 4)),
    ],
)
def test_nobody_is_asked_to_come_at_a_weekend(day: date, proposed: date) -> None:
    assert working_day(day) == proposed


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Case \ud83d", "Case ?"),  # half of a pair: what it was half of nobody knows
        ("Case \x00\x07\x1b[31m", "Case [31m"),
        ("Case\t\u2019s", "Case\t\u2019s"),
        ("Case \U0001f600", "Case \U0001f600"),
    ],
)
def test_what_no_calendar_reads_is_not_written(title: str, written: str) -> None:
    link = f"https://touchstone.example/{title}"
    made = calendar_file([Appointment("u", title, NOW, 30, link=link)], now=NOW, name=title)
    assert f"SUMMARY:{written}" in unfolded(made)
    assert f"URL:https://touchstone.example/{''.join(written.split())}" in unfolded(made)


@pytest.mark.parametrize(("minutes", "taken"), [(1, True), (60, True), (0, False), (-30, False)])
def test_no_interview_ends_before_it_began(minutes: int, taken: bool) -> None:
    asked = [Appointment("u", "t", NOW, minutes)]
    if taken:
        assert f"DTEND:{NOW + timedelta(minutes=minutes):%Y%m%dT%H%M%SZ}" in calendar_file(
            asked, now=NOW, name="n"
        )
        return
    with pytest.raises(ValueError, match=f"a minute or more, found {minutes}"):
        calendar_file(asked, now=NOW, name="n")


def test_a_time_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        calendar_file([Appointment("u", "t", datetime(2026, 1, 1), 30)], now=NOW, name="n")  # noqa: DTZ001
