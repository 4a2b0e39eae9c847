"""All distributions: counts, their quantiles, and densities."""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths.library import continuous_quantiles, count_quantiles, counts, densities
from touchstone.maths.values import Value

FUNCTIONS: dict[str, Callable[..., Value]] = {
    **counts.FUNCTIONS,
    **count_quantiles.FUNCTIONS,
    **densities.FUNCTIONS,
    **continuous_quantiles.FUNCTIONS,
}
