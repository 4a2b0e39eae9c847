"""What is known nearer by than the place that a band is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.figure import Figure
from touchstone.salaries.naming import STAND_INS


def nearer(benchmarks: Benchmarks, figures: Sequence[Figure], figure: Figure, wider: Query) -> Iterator[str]:
    """Where a figure is a larger place's: what the best of a nearer place says, and what the same source says
    of the larger one (asked by `wider`), so that a band can be judged. Nothing is scaled by it."""
    label = benchmarks.tables.regions.label
    order = [place.id for place in benchmarks.tables.regions.chain(figure.asked)]
    smaller = order[: order.index(figure.region)]
    near = next((f for f in figures if f.region in smaller and f.shown and f.comparable and f["p50"]), None)
    if near is None:
        return
    source = benchmarks.tables.sources[str(near.source)].name
    covers = "all levels" if near.all_levels else str(near.level)
    covers += ", stand-in" if near.fit in STAND_INS else ""
    text = f"the band is of {label(figure.region)}; for {label(near.region)}, {source} has a median of "
    text += f"{near['p50']:,.0f} {near.currency} ({near.series_name}, {covers}, {near.dated})"
    query = replace(wider, currency=near.currency, sources=(str(near.source),))
    same = (f for f in benchmarks.benchmark(query) if f.series == near.series and f.region == figure.region)
    wide = next((f for f in same if f.shown and f["p50"] and f.all_levels == near.all_levels), None)
    if wide is not None:
        text += f", and {wide['p50']:,.0f} for {label(wide.region)} ({wide.dated})"
    yield text
