"""Where the pay of a posting comes from: a band of the salary room, or the employer's own figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from touchstone.postings.employer import Pay
from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.postings.market import MarketPay
from touchstone.postings.places import Place
from touchstone.postings.words import stop
from touchstone.roles.profile import Level, Profile
from touchstone.salaries.band_shapes import SHAPES

RULE = "pay-source"
OWN = "the employer's own figure"
# What others pay for a profile and a level in places, on a day, as a band of one of `band_shapes.SHAPES`.
Market: TypeAlias = Callable[[Profile, Level, Sequence[Place], date, str], Sequence[MarketPay]]
_ALONE = "The pay is the employer's own figure; nothing stands behind it but the employer."
_OTHER = "The salary room gives no such band for this role, level and place"
_DAY = re.compile(r"\bon (\d{4}-\d{2}-\d{2})$")  # a band's source ends with the day it was made


def check_source(
    pay: Pay, market: Market | None, profile: Profile, level: Level, places: Sequence[Place], day: date
) -> Finding:
    """A benchmark is said only of a band that the salary room gives for this very post: anybody can write a
    `source` into a file."""
    if pay.source is None:
        return _told(_ALONE, OWN)
    bands = _bands(market, profile, level, places, _made_on(pay.source, day)) if market else iter(())
    if any(_same(pay, band) for band in bands):
        return _told(f"The pay comes from a benchmark: {stop(pay.source)}", pay.source)
    claim = f"the employer says that it comes from: {pay.source}"
    return _told(f"The pay is the employer's own figure; {stop(claim)} {_OTHER}.", f"{OWN}; {claim}")


def _told(said: str, source: str) -> Finding:
    return Finding(RULE, Kind.PAY, Severity.INFO, said, source=source)


def _made_on(source: str, day: date) -> date:
    """The day a band was made, as its source says, where that has come: a saved band keeps its age."""
    found = _DAY.search(source)
    try:
        made = date.fromisoformat(found[1]) if found else day
    except ValueError:
        return day
    return min(made, day)


def _bands(
    market: Market, profile: Profile, level: Level, places: Sequence[Place], day: date
) -> Iterator[dict[str, Any]]:
    for place in places:
        for shape in SHAPES:
            yield from (dict(one.pay) for one in market(profile, level, [place], day, shape) if one.pay)


def _same(pay: Pay, band: dict[str, Any]) -> bool:
    ends = pay.minimum == Decimal(str(band["minimum"])) and pay.maximum == Decimal(str(band["maximum"]))
    said = pay.currency, pay.period.value, pay.source
    return ends and said == (band["currency"], band["period"], band["source"])
