"""What there is to say about the pay of a posting beyond the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from touchstone.core.money import Period
from touchstone.postings.employer import Pay
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.pay_tied import units
from touchstone.postings.places import Place
from touchstone.postings.words import amount, listed, listed_places, per

OPEN_RANGE = "open-range"  # the rule of a range that has one end
OPEN = "The range is open, so nobody can tell what the job pays: state where it begins and where it ends."
# Own thresholds (2026-11-28), warnings only. In salary_data/us_oews.csv the 90th percentile of all who do a
# job in a state is 2.5 times the 10th (median of 581 cells); in posted_ranges.csv the usual range of a group
# is at most 2.3 times. Percentiles of pay there lie between 18,200 and 583,275 dollars; elsewhere lower.
WIDEST = 3
LEAST, MOST = 8_000, 600_000
PLAUSIBLE = "own thresholds (2026-11-28): docs/postings.md"
IN_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52, Period.DAY: 260, Period.HOUR: 2080}


def check_pay(pay: Pay | None, places: Sequence[Place] = ()) -> Iterator[Finding]:
    """An open range, a currency that no place of the work has, and figures that tell nothing or are odd."""
    if pay is None:
        return
    yield from check_currency(pay.currency, places)
    yield from check_size(pay)
    if pay.minimum is None or pay.maximum is None:
        yield Finding(OPEN_RANGE, Kind.PAY, Severity.WARN, OPEN, source=OUR_OWN)


def check_size(pay: Pay, span: Span | None = None) -> Iterator[Finding]:
    """A range that tells a reader nothing, and figures that nobody in this field is paid in such a period."""
    if pay.minimum is not None and pay.maximum is not None and pay.maximum > WIDEST * pay.minimum:
        times = pay.maximum / pay.minimum
        wide = f"{times:,.1f}" if times < 10 else f"{times:,.0f}"
        said = (
            f"The highest pay is {wide} times the lowest; such a range tells people nothing. "
            "Narrow it, or post each level on its own."
        )
        yield Finding("pay-wide", Kind.PAY, Severity.WARN, said, span=span, source=PLAUSIBLE)
    for end in dict.fromkeys(one for one in (pay.minimum, pay.maximum) if one is not None):
        if (odd := _odd(end, pay)) is not None:
            yield Finding("pay-size", Kind.PAY, Severity.WARN, odd, span=span, source=PLAUSIBLE)
            return


def _odd(end: Decimal, pay: Pay) -> str | None:
    """What is odd about an amount, and the period in which it would not be."""
    if _usual(end, pay.currency, pay.period):
        return None
    year = (
        "" if pay.period is Period.YEAR else f", {amount(end * IN_A_YEAR[pay.period], pay.currency)} a year"
    )
    size = "little" if end * IN_A_YEAR[pay.period] < LEAST * units(pay.currency) else "much"
    said = f"{amount(end, pay.currency)} {per(pay.period)}{year} is very {size} in this field."
    fits = [per(one) for one in IN_A_YEAR if _usual(end, pay.currency, one)]
    meant = f"; did you mean {listed(fits, 'or')}?" if fits else "."
    return f"{said} Check the figure and its period{meant}"


def _usual(end: Decimal, currency: str, period: Period) -> bool:
    return LEAST <= end * IN_A_YEAR[period] / units(currency) <= MOST


def check_currency(stated: str, places: Sequence[Place], span: Span | None = None) -> Iterator[Finding]:
    """Which places have another currency; nothing of places whose currency is not known."""
    others = [place for place in places if place.currency and place.currency != stated]
    if not others:
        return
    where = listed_places([place.name for place in others])
    used = listed(list(dict.fromkeys(str(place.currency) for place in others)), "or")
    too = ", too" if len(others) < len(places) else ""
    said = f"The pay is stated in {stated}, but the currency of {where} is {used}. State it in {used}{too}."
    yield Finding("pay-currency", Kind.PAY, Severity.WARN, said, span=span, source="salary_data/regions.csv")
