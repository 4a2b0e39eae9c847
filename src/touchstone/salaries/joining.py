"""One line for a figure of a larger place that several requests fell back to, saying for which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from touchstone.salaries.figure import Figure
from touchstone.salaries.flags import code_of
from touchstone.salaries.regions import Regions


def joined(figures: Iterable[Figure]) -> list[Figure]:
    """Each figure once, in the order of the first request, with the other places that it `stands_for`.

    A figure that covers all levels is the same at each level. Two that differ in any amount are two, whatever
    else they share.
    """
    found: dict[tuple[object, ...], list[Figure]] = {}
    for one in figures:
        covers = None if one.all_levels else one.level
        said = (one.role, covers, one.region, one.source, one.series, one.as_of, one.quality)
        key = (*said, one.currency, *one.amounts.values())
        found.setdefault(key, []).append(one)
    return [_joined(same) for same in found.values()]


def _joined(same: list[Figure]) -> Figure:
    kept = next((one for one in same if one.region == one.asked), same[0])
    others = tuple(dict.fromkeys(one.asked for one in same if one.asked != one.region))
    notes = (text for one in same for text in one.flags if code_of(text) == "larger_region")
    fresh = [text for text in dict.fromkeys(notes) if text not in kept.flags]
    return replace(kept.noted(*fresh), stands_for=others)


def place_of(figure: Figure, regions: Regions) -> str:
    """`United States (for New York metro and California)`: what it is about, and for whom it stands in."""
    place = regions.label(figure.region)
    names = [regions.label(one).partition(",")[0] for one in figure.stands_for]
    if not names:
        return place
    listed = " and ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])
    return f"{place} ({'also for' if figure.asked == figure.region else 'for'} {listed})"
