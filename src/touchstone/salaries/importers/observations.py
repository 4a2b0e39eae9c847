"""Single observations of pay rolled up into rows of a table: percentiles, interval, suppression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from touchstone.salaries.confidence import SUPPRESSED_BELOW
from touchstone.salaries.model import PERCENTILES, PayRow

# A cell of one or two employers tells what they pay, however many rows it has.
LEAST_EMPLOYERS = 3
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
        employers = frame.groupby(by, as_index=False).agg(
            employers=("employer", "nunique"), named=("employer", "max")
        )
        groups = rollup(frame[[*by, "pay"]], by, "pay").merge(employers, on=by).sort_values(by)
        for group in groups.to_dict("records"):
            few = bool(group["named"]) and group["employers"] < LEAST_EMPLOYERS
            enough = group["n"] >= SUPPRESSED_BELOW and not few
            figures = {name: float(round(group[name])) for name in SHOWN} if enough else {}
            flags = f"few_employers={group['employers']}" if few and group["n"] >= SUPPRESSED_BELOW else ""
            yield PayRow(
                series=group["series"], region=group["region"], n=group["n"], flags=flags, **figures, **common
            )
