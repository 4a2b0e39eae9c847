"""Single observations of pay rolled up into rows of a table: percentiles, interval, suppression."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from touchstone.salaries.confidence import LOW_ONE_EMPLOYER, SUPPRESSED_BELOW
from touchstone.salaries.model import PERCENTILES, PayRow

# A cell of one or two employers tells what they pay, however many rows it has.
LEAST_EMPLOYERS = 3
# Where one employer has over half of a cell, the median lies among that employer's own wages.
MOST_OF_ONE = 50
SHOWN = (*PERCENTILES, "p50_low", "p50_high")


@dataclass
class Observations:
    """A year's pay, one observation a line, in one currency; `employer` is "" where the source names none."""

    series: list[str] = field(default_factory=list)
    region: list[str] = field(default_factory=list)
    employer: list[str] = field(default_factory=list)
    pay: list[float] = field(default_factory=list)

    def add(self, series: str, regions: tuple[str, ...], pay: float, employer: str = "") -> None:
        """One observation, which counts in each of the regions."""
        for region in regions:
            self.series.append(series)
            self.region.append(region)
            self.employer.append(employer)
            self.pay.append(pay)

    def rolled(self, **common: Any) -> Iterator[PayRow]:
        """A row for each series and region, `common` in each. A thin cell keeps its count alone."""
        import pandas as pd

        from touchstone.salaries.rollup import rollup

        if not self.pay:
            return
        frame = pd.DataFrame(
            {"series": self.series, "region": self.region, "employer": self.employer, "pay": self.pay}
        )
        by = ["series", "region"]
        named = frame[frame["employer"] != ""].groupby([*by, "employer"], as_index=False).size()
        employers = named.groupby(by, as_index=False).agg(
            employers=("employer", "size"), largest=("size", "max")
        )
        groups = rollup(frame[[*by, "pay"]], by, "pay").merge(employers, how="left", on=by).sort_values(by)
        for group in groups.fillna({"employers": 0, "largest": 0}).to_dict("records"):
            flags, enough = _employers(group)
            figures = {name: float(round(group[name])) for name in SHOWN} if enough else {}
            yield PayRow(
                series=group["series"], region=group["region"], n=group["n"], flags=flags, **figures, **common
            )


def _employers(group: Mapping[Any, Any]) -> tuple[str, bool]:
    """What is to be said of the employers behind a cell, and whether the cell has enough to be shown. Of a
    source that names none nothing is."""
    n, employers = int(group["n"]), int(group["employers"])
    if n < SUPPRESSED_BELOW:
        return "", False
    if 0 < employers < LEAST_EMPLOYERS:
        return f"few_employers={employers}", False
    share = 100 * int(group["largest"]) / n
    said = f"one_employer={ceil(share)}" if share > LOW_ONE_EMPLOYER else ""
    return said, share <= MOST_OF_ONE
