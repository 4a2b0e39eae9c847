"""Days as a posting writes them: ISO, with the name of the month, or in digits that two readings suit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

LATELY = timedelta(days=90)  # a day without a year that was so lately is rather over than a year away
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=\s\d))?"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<y>20\d\d))?"
_ISO = re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b")
_DAY_FIRST = re.compile(rf"\b{_DAY}\s(?:of\s)?{_MONTH}{_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s{_DAY}\b{_YEAR}", re.IGNORECASE)
_DIGITS = re.compile(r"\b(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>20\d\d)\b")


@dataclass(frozen=True)
class Day:
    """A day in a text and the days that it may mean; none when there is no such day."""

    span: tuple[int, int]
    meant: tuple[date, ...]


def days_in(text: str, today: date) -> list[Day]:
    """Every day that a text names, in its order. One without a year is the next such day, unless the last one
    was so lately that it may be meant, too."""
    found: dict[int, Day] = {}
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, ...]]], ...] = (
        (_ISO, _whole),
        (_DAY_FIRST, _named),
        (_MONTH_FIRST, _named),
        (_DIGITS, _digits),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), Day(match.span(), read(match, today)))
    return [found[start] for start in sorted(found)]


def _whole(match: re.Match[str], _: date) -> tuple[date, ...]:
    return _real(int(match["y"]), int(match["m"]), int(match["d"]))


def _named(match: re.Match[str], today: date) -> tuple[date, ...]:
    month, day = _MONTHS.index(match["m"][:3].lower()) + 1, int(match["d"])
    if match["y"]:
        return _real(int(match["y"]), month, day)
    near = [one for year in (today.year - 1, today.year, today.year + 1) for one in _real(year, month, day)]
    coming = [one for one in near if one >= today][:1]
    return (*(one for one in near if today - LATELY <= one < today), *coming)


def _digits(match: re.Match[str], _: date) -> tuple[date, ...]:
    """3/4/2027 is 3 April or March 4; with points the day stands first."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    first = _real(year, b, a)
    return first if match["mark"] == "." else tuple(dict.fromkeys((*first, *_real(year, a, b))))


def _real(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


def business_days_after(start: date, count: int) -> date:
    """The day so many business days after another; holidays, which differ between places, count as work."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
