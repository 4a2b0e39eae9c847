"""How far a figure may be trusted: by how many answers it has, how wide its median's interval is, and whether
its percentiles can be. The one place that decides it, for shipped tables, imports and warehouses alike."""

from __future__ import annotations

from itertools import groupby

from touchstone.core.counts import count
from touchstone.salaries.figure import AMOUNTS, Quality
from touchstone.salaries.flags import flag, observations, parse_flags
from touchstone.salaries.model import PERCENTILES, PayRow

SUPPRESSED_BELOW = 10  # a percentile of fewer than ten postings tells more of one employer than of a market
LOW_BELOW = 30  # below thirty the median's interval is wider than the gap between neighbouring levels
LOW_ERROR_PERCENT = 10  # the UK's ONS calls estimates up to 10 % "reasonably precise" (ASHE quality report)
# No one may stand for more than a quarter of a figure of a pay survey: the safety zone of the US antitrust
# agencies (Statements of Antitrust Enforcement Policy in Health Care, August 1996, statement 6), which was
# withdrawn in 2023 and is still the custom.
LOW_ONE_EMPLOYER = 25
NORMAL = 1.959963985  # a 95 % interval of a normal estimate reaches so many standard errors to either side


def by_count(n: int, error_percent: float | None) -> Quality:
    """What n answers may be called whose median has this standard error; None where that isn't known."""
    if n < SUPPRESSED_BELOW:
        return Quality.SUPPRESSED
    wide = error_percent is not None and error_percent > LOW_ERROR_PERCENT
    return Quality.LOW if n < LOW_BELOW or wide else Quality.OK


def interval_error(median: float | None, low: float | None, high: float | None) -> float | None:
    """The relative standard error, in percent, of a median whose 95 % interval is as wide as this one.

    So posted pay, which has an interval, is held to the same bound as a survey that publishes its error. None
    where one of the three isn't known.
    """
    if not median or low is None or high is None:
        return None
    return 100 * (high - low) / (2 * NORMAL * median)


def quality_of(row: PayRow) -> tuple[Quality, list[str]]:
    """How far a row may be trusted, and why. Neighbours that are equal are no spread of pay: whatever else
    speaks for the row, it is doubtful."""
    quality, notes = _by_sample(row)
    if quality is Quality.SUPPRESSED or not (runs := _levelled(row)):
        return quality, notes
    if "p90_equals_p75" in row.flags:  # the table says it itself
        runs = [run for run in runs if run != ["p75", "p90"]]
    said = (", ".join(f"{name[1:]}th" for name in run[:-1]) + f" and {run[-1][1:]}th" for run in runs)
    return Quality.LOW, [*notes, *(flag("equal_percentiles", f"{which} percentiles") for which in said)]


def told(row: PayRow) -> bool:
    """Whether a row says any amount at all."""
    return any(getattr(row, name) is not None for name in AMOUNTS)


def _levelled(row: PayRow) -> list[list[str]]:
    """The runs of neighbouring percentiles, of those that are known, that are one and the same figure."""
    known = [(name, value) for name in PERCENTILES if (value := getattr(row, name)) is not None]
    runs = ([name for name, _ in run] for _, run in groupby(known, key=lambda one: one[1]))
    return [run for run in runs if len(run) > 1]


def _by_sample(row: PayRow) -> tuple[Quality, list[str]]:
    """How far the answers behind a row carry it."""
    if "place_disputed" in row.flags:
        return Quality.SUPPRESSED, []
    if row.n is not None:
        return _counted(row, row.n)
    if not told(row):
        return Quality.SUPPRESSED, [] if row.flags else [flag("not_released")]
    if row.employment is None and row.error_percent is None and row.p25 is None:
        return Quality.LOW, [flag("n_unknown")]
    jobs = (
        f"it estimates {count(row.employment, 'job')}"
        if row.employment is not None
        else "nor how many jobs there are"
    )
    return Quality.LOW, [flag("n_unpublished", jobs), *_unsure(row)]


def _counted(row: PayRow, n: int) -> tuple[Quality, list[str]]:
    errors = [row.error_percent, interval_error(row.p50, row.p50_low, row.p50_high)]
    quality = by_count(n, max((error for error in errors if error is not None), default=None))
    if quality is Quality.SUPPRESSED:
        return quality, [flag("too_few", observations(n))]
    if not told(row):  # held back for another reason, which the table says
        return Quality.SUPPRESSED, []
    quality = Quality.LOW if any(code == "one_employer" for code, _ in parse_flags(row.flags)) else quality
    return quality, [*([flag("few", observations(n))] if n < LOW_BELOW else []), *_unsure(row)]


def _unsure(row: PayRow) -> list[str]:
    """What its standard error, published or read off the interval, says against a row."""
    notes = []
    if row.error_percent is not None and row.error_percent > LOW_ERROR_PERCENT:
        notes.append(flag("high_error", f"{row.error_percent:g}"))
    width = interval_error(row.p50, row.p50_low, row.p50_high)
    if width is not None and width > LOW_ERROR_PERCENT:
        notes.append(flag("wide_interval", over_the_bound(width)))
    return notes


def over_the_bound(percent: float) -> str:
    """`13`, `10.1`, `10.004`: with so many digits that what is over the bound is not read as the bound."""
    digits = next((d for d in range(8) if round(percent, d) > LOW_ERROR_PERCENT), 8)
    return f"{percent:.{digits}f}"
