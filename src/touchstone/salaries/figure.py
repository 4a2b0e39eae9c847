"""One answer about pay: what is known, how well, from where, and what it covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from touchstone.core.money import Period
from touchstone.salaries.flags import code_of
from touchstone.salaries.model import PERCENTILES, Level

AMOUNTS = ("mean", "unstated", *PERCENTILES)


# Why a figure shows nothing although nothing was held back, by the flag that says it.
BLANK = {
    "no_data": "no figure",
    "not_converted": "not converted",
    "not_released": "not released",
    "blend": "no blend",
}


# What speaks against a figure, beside its sample.
DOUBTS = ("high_error", "wide_interval", "equal_percentiles", "p90_equals_p75")


class Quality(StrEnum):
    """How far a figure may be trusted: `suppressed` shows nothing, `low` shows with a warning.

    `ok` takes thirty observations that the source counts, and a median that is known well enough
    (`confidence`): where it doesn't say n, `low` is the best.
    """

    OK = "ok"
    LOW = "low"
    SUPPRESSED = "suppressed"


class Lens(StrEnum):
    """How amounts of different places are laid side by side."""

    NOMINAL = "nominal"
    PPP = "ppp"
    RPP = "rpp"
    LABOUR = "labour"


@dataclass(frozen=True)
class Figure:
    """Pay for one role and level, in one region, by one source and series.

    `asked` is the place that was asked for, `region` the one that the figure is about; `stands_for` are all
    other places asked for that it answers, once figures are joined. `known_to` is the step to which a
    blend is known. `as_of` is the day that was observed, `aged_to` the one that amounts were moved to by a
    stated rate, `old_on` the day asked, where it was more than a year old on it; `seen_at` says of which year
    a rate or price level is, where that isn't the figure's own. Amounts are in `currency`
    (`INT` stands for international dollars) for one `period`; what is not known is None.
    `pay` (base, total, advertised), `tax` (gross, net), `contract` and `months_paid` are None where the
    source doesn't state them. `comparable` is False where the figure can't be what its source says it is.
    """

    role: str
    level: Level
    asked: str
    region: str
    source: str | None
    series: str | None = None
    series_name: str = ""
    fit: str = ""
    as_of: date | None = None
    aged_to: date | None = None
    rate_year: int | None = None
    n: int | None = None
    employment: int | None = None
    currency: str | None = None
    period: Period | None = None
    basis: str = ""
    pay: str | None = None
    tax: str | None = None
    contract: str | None = None
    months_paid: int | None = None
    amounts: Mapping[str, float | None] = field(default_factory=dict)
    median_interval: tuple[float, float] | None = None
    posted_range: tuple[float, float] | None = None
    quality: Quality = Quality.SUPPRESSED
    comparable: bool = True
    all_levels: bool = False
    flags: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    known_to: float | None = None
    old_on: date | None = None
    seen_at: str = ""

    def __post_init__(self) -> None:
        every = {name: self.amounts.get(name) for name in AMOUNTS}
        object.__setattr__(self, "amounts", every)

    def __getitem__(self, name: str) -> float | None:
        """One amount: `p10` … `p90`, `mean`, `unstated`."""
        return self.amounts[name]

    @property
    def shown(self) -> bool:
        """Something may be shown: at least one amount is known and not suppressed."""
        return self.quality is not Quality.SUPPRESSED

    @property
    def unjudged(self) -> bool:
        """Nothing speaks against the figure, but how many answers stand behind it isn't published."""
        doubted = not self.has("n_unpublished") or any(map(self.has, DOUBTS))
        doubted = self.quality is Quality.LOW and doubted
        return self.n is None and self.shown and not doubted

    @property
    def age(self) -> str:
        """`29 months old`, in whole months on the day asked; "" for a figure of the last year."""
        if self.as_of is None or self.old_on is None:
            return ""
        months = 12 * (self.old_on.year - self.as_of.year) + self.old_on.month - self.as_of.month
        return f"{months - (self.old_on.day < self.as_of.day)} months old"

    @property
    def dated(self) -> str:
        """The day that it describes, and the one that it was aged to, or else its age where it is old:
        `2024-05-31, aged to 2026-11-28`; `2024-05-31, 29 months old, price level of 2023`."""
        said = f"aged to {self.aged_to}" if self.aged_to else self.age
        return ", ".join(filter(None, [f"{self.as_of}" if self.as_of else "", said, self.seen_at]))

    @property
    def blank(self) -> str:
        """Why it shows nothing, in a word or two: `suppressed` where a figure is held back, `not converted`
        where it only has no place in what was asked for; "" where something is shown."""
        if self.shown:
            return ""
        return next((said for code, said in BLANK.items() if self.has(code)), Quality.SUPPRESSED.value)

    def has(self, code: str) -> bool:
        """Whether the figure carries a flag."""
        return any(code_of(text) == code for text in self.flags)

    def noted(self, *flags: str) -> Figure:
        """The same figure with more flags."""
        return replace(self, flags=(*self.flags, *flags))

    def scaled(self, factor: float, currency: str) -> Figure:
        """Every amount times one factor, rounded to whole units (to cents for an hour or a day)."""
        digits = 2 if self.period in (Period.HOUR, Period.DAY) else 0

        def times(value: float) -> float:
            return float(round(value * factor, digits))

        return replace(
            self,
            currency=currency,
            amounts={name: None if value is None else times(value) for name, value in self.amounts.items()},
            median_interval=self.median_interval
            and (times(self.median_interval[0]), times(self.median_interval[1])),
            posted_range=self.posted_range and (times(self.posted_range[0]), times(self.posted_range[1])),
        )

    def withheld(self) -> Figure:
        """The same figure with nothing to show, not so much as a currency: there is no amount in it."""
        return replace(
            self,
            currency=None,
            amounts={},
            median_interval=None,
            posted_range=None,
            quality=Quality.SUPPRESSED,
        )

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone salary --format json` prints; an unknown figure is None."""
        interval = [whole(end) for end in self.median_interval] if self.median_interval else None
        return {
            "role": self.role,
            "level": self.level.value,
            "region": self.region,
            "source": self.source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "n": self.n,
            "currency": self.currency,
            "period": self.period.value if self.period else None,
            "basis": self.basis or None,
            **{name: whole(self.amounts[name]) for name in PERCENTILES},
            "median_interval": interval,
            "quality": self.quality.value,
            "flags": list(self.flags),
            **({"aged_to": self.aged_to.isoformat()} if self.aged_to else {}),
            **({"seen_at": self.seen_at} if self.seen_at else {}),
        }


def whole(value: float | None) -> int | float | None:
    """112590.0 as 112590, so that programs and people read the same digits."""
    return int(value) if value is not None and float(value).is_integer() else value
