"""Of what a pay band may be made: which percentiles of a figure, or how wide a range around its median."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Two percentiles, the lower first, or a width around the median (0.3: the top is 30 % above the
    bottom); `title` is what people choose."""

    title: str
    low: str = "p25"
    high: str = "p75"
    width: float | None = None


USUAL = "quartiles"
SHAPES = {
    USUAL: Shape("The middle half (25 % to 75 %)"),
    "wide": Shape("10 % to 90 %", "p10", "p90"),
    "upper": Shape("The upper half (50 % to 90 %)", "p50", "p90"),
    "width-30": Shape("Around the median, top 30 % above bottom", width=0.3),
    "width-50": Shape("Around the median, top 50 % above bottom", width=0.5),
}
TITLES = {name: shape.title for name, shape in SHAPES.items()}
