"""Everybody's place beside the market, and the gaps, as rows for a table, a file or a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from touchstone.own_pay.gap import THRESHOLD, Gap
from touchstone.own_pay.market import Group, Position
from touchstone.salaries.exports import safe
from touchstone.salaries.figure import whole
from touchstone.salaries.flags import code_of, sentence_of


def position_row(position: Position, pay_as_of: date) -> dict[str, Any]:
    """One person's row, of a set that describes a day; what is not known is None."""
    person, band = position.person, position.band
    market_as_of = band.figure.as_of if band else None
    return {
        "row": person.number,
        "person": person.person or None,
        "role": person.role,
        "level": person.level.value,
        "place": person.region,
        "yearly_full_time": whole(round(position.yearly, 2)),
        "currency": person.currency,
        "range_minimum": band and whole(band.minimum),
        "range_midpoint": band and whole(band.midpoint),
        "range_maximum": band and whole(band.maximum),
        "range_place": band.figure.region if band else None,
        "market_median": band and whole(band.median),
        "compa_ratio": _rounded(position.compa_ratio),
        "range_penetration": _rounded(position.penetration),
        "market_position": position.between,
        "source": band.source_line if band else None,
        "range_notes": " | ".join(band.said) if band else None,
        "reason": position.reason or None,
        "kind_of_pay": person.stated or None,
        "pay_as_of": pay_as_of.isoformat(),
        "market_as_of": market_as_of.isoformat() if market_as_of else None,
        "market_moved": moved(position),
    }


def moved(position: Position) -> str | None:
    """What was done to the market's figure to bring it to the day of the file; None for nothing."""
    flags = position.band.figure.flags if position.band else ()
    return next((sentence_of(text) for text in flags if code_of(text) == "aged"), None)


def gap_row(gap: Gap, pay_as_of: date | None) -> dict[str, Any]:
    """One group's row, of a set that describes a day; what is not known is None. Shares are of men's
    average: 0.05 is 5 %."""
    low, high = gap.interval or (None, None)
    return {
        "group": gap.group,
        "currency": gap.currency,
        "women": gap.women,
        "men": gap.men,
        "mean_women": whole(None if gap.mean_women is None else round(gap.mean_women)),
        "mean_men": whole(None if gap.mean_men is None else round(gap.mean_men)),
        "gap": _share(gap.gap),
        "gap_low": _share(low),
        "gap_high": _share(high),
        "verdict": gap.verdict.value,
        "quality": "suppressed" if gap.gap is None else ("low" if gap.low else "ok"),
        "kind_of_pay": gap.stated or None,
        "neither": gap.others,
        "not_stated": gap.unstated,
        "pay_as_of": pay_as_of.isoformat() if pay_as_of else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _share(share: float | None) -> float | None:
    """To the hundredth of a percent, or finer where that would set it on the law's other side."""
    return None if share is None else round(share, _digits(100 * share, least=2) + 2) + 0.0  # no -0.0


def percent(share: float | None) -> str:
    """`7.3 %`; nothing for None."""
    return "" if share is None else f"{_hundredths(share)} %"


def _hundredths(share: float) -> str:
    value = 100 * share
    digits = _digits(value, least=1)
    return f"{round(value, digits) + 0.0:.{digits}f}"  # nothing is -0


def _digits(value: float, *, least: int) -> int:
    """So many digits of a percentage that 4.99996 doesn't read as the 5.0 that the law asks about."""
    limit = 100 * THRESHOLD
    over = abs(value) >= limit - 1e-10  # as the verdict sees it
    return next((d for d in range(least, 10) if (abs(round(value, d)) >= limit) == over), 10)


def gap_text(gap: Gap) -> str:
    """The gap and its interval for people: `7.3 % (2.1 to 12.5)`."""
    if gap.gap is None:
        return ""
    ends = gap.interval
    return percent(gap.gap) + (
        f" ({_hundredths(ends[0])} to {_hundredths(ends[1])})" if ends else " (no interval)"
    )


def paid_in(one: Gap | Group) -> str:
    """`EUR`; `EUR, net base pay` where the file says of which kind."""
    return ", ".join(filter(None, (one.currency, one.stated)))


def to_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as CSV that no spreadsheet runs: a text that starts like a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([safe(value) for value in row.values()] for row in rows)
    return out.getvalue()
