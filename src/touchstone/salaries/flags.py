"""What can be said about a figure, in one word for programs and one sentence for people."""

from __future__ import annotations

# `{}` is filled with the detail that a table's row carries: `printed_usd=41354` or with what the code knows.
SENTENCES: dict[str, str] = {
    # in the tables
    "p90_withheld": "the 90th percentile is missing or above the publisher's top code; the copy that we read "
    "had filled it in, so it is left out",
    "p90_not_published": "the publisher gives no 90th percentile here",
    "top_coded": "the publisher only says that {} lies at or above its top code",
    "p90_equals_p75": "the 75th and 90th percentiles are the same figure: low confidence, check against the "
    "publisher",
    "mean_above_p75": "the average lies above the 75th percentile: check against the publisher",
    "place_disputed": "withheld: the source's area code and area name disagree ({})",
    "index_disputed": "not used: the source swaps the names of two places and gives both one figure ({})",
    "approximate": "the source prints this figure as approximate",
    "average_only": "the source prints an average, {}, and no percentiles",
    "kind_not_stated": "the source prints {} and does not say whether that is an average or a median",
    "median_only": "the source prints a median and no other percentile",
    "printed_usd": "the source also prints {} USD, which fits exchange rates of mid-April 2022",
    "as_of_inferred": "the source is undated; its conversions fit exchange rates of mid-April 2022",
    "likely_monthly": "printed as pay for a year, but below the annual minimum wage, so it must be pay for a "
    "month; kept as printed and not compared",
    "monthly": "the source gives a month's pay; {} are paid a year, and that is what stands here",
    "below_metro_p25": "below the 25th percentile of its metro area ({} USD, data scientists, May 2024)",
    "not_released": "the publisher releases no pay here at this date",
    "few_employers": "only {} employers stand behind it; below 3 no figure is shown",
    "one_employer": "{} % of it is of one employer; over 25 % confidence is low, over half no figure is "
    "shown",
    "cites": "the source cites {}",
    # made while answering
    "no_data": "{}",
    "too_few": "only {}; below 10 no figure is shown",
    "few": "only {}: low confidence",
    "older": "{}",
    "stale": "{}",
    "equal_percentiles": "the {} are the same figure: low confidence, check against the publisher",
    "n_unpublished": "the publisher does not say how many answers stand behind this figure; {}",
    "n_unknown": "the source does not say how many answers stand behind this figure",
    "high_error": "the publisher's relative standard error is {} %: low confidence",
    "wide_interval": "by its 95 % interval the median has a relative standard error of about {} %, over "
    "10 %: low confidence",
    "all_levels": "{}",
    "level_mapping": "{}",
    "larger_region": "{}",
    "near": "{}",
    "proxy": "{}",
    "last": "{}",
    "rate": "converted at {}",
    "converted_by_source": "the table holds {}",
    "not_converted": "{}",
    "ppp": "{}",
    "rpp": "{}",
    "labour": "{}",
    "blend": "{}",
    "aged": "{}",
}


def flag(code: str, detail: str = "") -> str:
    """`code: sentence`, as figures carry it. Raises KeyError for an unknown code."""
    return f"{code}: {SENTENCES[code].format(detail)}"


def observations(n: int) -> str:
    """`1 observation`, `16 observations`."""
    return f"{n:,} observation" if n == 1 else f"{n:,} observations"


def parse_flags(cell: str) -> list[tuple[str, str]]:
    """A table's cell `approximate|printed_usd=41354` as (code, detail) pairs."""
    parts = (part.strip().partition("=") for part in cell.split("|") if part.strip())
    return [(code, detail) for code, _, detail in parts]


def code_of(text: str) -> str:
    """The code of a flag that a figure carries."""
    return text.partition(":")[0]


def sentence_of(text: str) -> str:
    """The sentence of a flag that a figure carries."""
    return text.partition(": ")[2]
