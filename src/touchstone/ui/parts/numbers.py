"""Numbers as people read them: no more digits than they deserve."""

from __future__ import annotations

from touchstone.core.counts import count, interval

__all__ = ["amount", "count", "interval", "percent"]


def amount(value: float | None, currency: str = "") -> str:
    """`112,000 USD`; an unknown figure is `not known`, never 0."""
    if value is None:
        return "not known"
    return f"{value:,.0f} {currency}".strip()


def percent(share: float, n: int) -> str:
    """`43 %`; one decimal only from n = 1,000 on, below which it would be noise."""
    return f"{100 * share:.1f} %" if n >= 1_000 else f"{100 * share:.0f} %"
