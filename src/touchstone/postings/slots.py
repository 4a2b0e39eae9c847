"""What `{name}` stands for in a phrase without a group: an age, where a clause begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

SLOT = re.compile(r"\{(?P<name>[a-z_]+)(?:\}|(?P<optional>\?)\} )")
BEFORE = 40  # characters that are looked at before a match: marks of a point, a quotation mark

# A limit of age is of grown-up people: 18 and less is what laws on work by minors ask for. What follows here
# says that a number counts something else: data, time, money, people.
_COUNTED = (
    r"\s?(?:%|°|€|\$|£)"
    r"|\s?(?:ms|µs|us|ns|kb|mb|gb|tb|kg|km|cm|mm|k|m|h|hz|khz|mhz|ghz|fps|bps|pp)\b"
    r"|\s+(?:s|g|b)\b"
    r"|[\s-](?:per\s?cent|percent|percentage|points?|milliseconds?|microseconds?|sec|secs|seconds?|min|mins|minutes?"
    r"|hours?|days?|weeks?|months?|years?(?![\s-]+(?:old|of\s+age|only))|quarters?|usd|eur|gbp|euros?|dollars?|pounds?|degrees?"
    r"|employees|people|persons|staff|engineers|colleagues|members|users|customers|clients|tokens|requests|items|rows"
    r"|columns|features|parameters|lines|questions|models|nodes|cores|gpus|servers|records|characters|words|pages"
    r"|teams?|offices|companies|startups|countries|miles|units)\b"
)
_SPENT = r"(?!\s+(?:of\b|experience|in\b|at\b|with\b|as\b))"  # years in which somebody did something
_YEARS = rf"(?:[\s-]+years?(?:[\s-]+old|\s+of\s+age|{_SPENT}))?"
_AGE = rf"(?:19|[2-7]\d)(?![.,:]?\d){_YEARS}(?!{_COUNTED})"
_FROM_AGE = r"(?:1[6-9]|[2-7]\d)(?![.,:]?\d)(?:[\s-]+years?)?"  # before `to`: from 16 on
_AGE_YEARS = rf"(?:19|[2-7]\d)[\s-]+(?:years?|yrs?)(?:[\s-]+old|\s+of\s+age|{_SPENT})"  # its years said
_TO = r"(?:\s{0,2}[-‐‑–—]\s{0,2}|\s{1,5}(?:to|and)\s{1,5})"
_END = r"(?=[^\S\n]*(?:[.,;!?)\]\"”]|\n|\Z))"
_STOP = r"(?=[^\S\n]*(?:[.;!?]|\n|\Z))"
BUILT_IN = {
    "age": _AGE,
    "from_age": _FROM_AGE,
    "age_years": _AGE_YEARS,
    "to": _TO,
    "end": _END,
    "stop": _STOP,
}

_MARKS = r"[\s\-+•–·\"“'‘(\[]*(?:\d{1,2}[.)]\s*)?\Z"
_BEGINS = {
    "start": re.compile(rf"(?:\A|[\n.;!?(\[]){_MARKS}"),
    "item": re.compile(rf"(?:\A|[\n.,;:!?(\[/&]|\band\b){_MARKS}"),
}
WORDS = {"age": frozenset(("19", *map(str, range(20, 80))))}  # of which one stands where the slot matches
NAMES = {*BUILT_IN, *_BEGINS}


def beginning(phrase: str) -> tuple[re.Pattern[str] | None, str]:
    """What must stand before the phrase, and the phrase without it."""
    found = SLOT.match(phrase)
    if found is None or found["name"] not in _BEGINS:
        return None, phrase
    return _BEGINS[found["name"]], phrase[found.end() :]


def named(phrase: str) -> Iterator[tuple[str, bool]]:
    """The names in a phrase, and whether each may be left out."""
    return ((found["name"], found["optional"] is not None) for found in SLOT.finditer(phrase))
