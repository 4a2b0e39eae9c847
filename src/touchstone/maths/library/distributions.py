"""All distributions: counts and densities."""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths.library import counts, densities
from touchstone.maths.values import Value

FUNCTIONS: dict[str, Callable[..., Value]] = counts.FUNCTIONS | densities.FUNCTIONS
