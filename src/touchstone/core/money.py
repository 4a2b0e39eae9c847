"""Amounts of money with their currency and period. Nothing here converts silently."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum


class Period(StrEnum):
    """What an amount is paid for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Money:
    """An exact amount in one currency (ISO 4217, three capitals).

    Raises ValueError for a float, a non-finite amount or a currency of another shape.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise ValueError(f"an amount is a finite Decimal, found {self.amount!r}")
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise ValueError(f"a currency is three capitals such as EUR, found {self.currency!r}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def times(self, factor: Decimal) -> Money:
        """The amount multiplied by an exact factor; not rounded."""
        return Money(self.amount * factor, self.currency)

    def rounded(self, step: Decimal = Decimal(1)) -> Money:
        """To the nearest multiple of `step` (> 0), halves to even."""
        return Money((self.amount / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} can't be joined without a dated rate")

    def __str__(self) -> str:
        return f"{self.amount:,} {self.currency}"
