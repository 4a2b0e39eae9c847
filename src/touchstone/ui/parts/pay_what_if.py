"""What if: another place, another level, an amount of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor

import streamlit as st

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.figure import Figure
from touchstone.salaries.naming import scale
from touchstone.salaries.what_if import Move, moves
from touchstone.ui.parts.choices import LEVELS, choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_choices import Seen, ask
from touchstone.ui.parts.pay_labels import Labels, median
from touchstone.ui.parts.pay_own_amount import own_amount
from touchstone.ui.parts.searching import place_names

SAME = "same"


def pay_what_if(
    benchmarks: Benchmarks, seen: Seen, asked: tuple[list[str], list[str], list[str]], labels: Labels
) -> None:
    """In a closed expander. `asked` are the page's roles, levels and places; one moves from the first of
    each."""
    role, level, place = (some[0] for some in asked)
    name = benchmarks.tables.regions.label(place)
    with st.expander("What if: move, change level, or set your pay beside it"):
        st.markdown(f"From **{escape_markdown(name)}, {LEVELS[level]}** to")
        first, second = st.columns(2)
        with first:
            places = place_names(benchmarks.places, benchmarks.tables.regions)
            to = choose("Place", {SAME: "the same place", **places}, key="to", searched=True)
        with second:
            to_level = choose("Level", {SAME: "the same level", **LEVELS}, key="to-level")
        target = (place if to == SAME else to, level if to_level == SAME else to_level)
        if target != (place, level):
            here = [f for f in ask(benchmarks, seen, [role], [level], [place]) if f.asked == place]
            there = ask(benchmarks, seen, [role], [target[1]], [target[0]])
            found = moves(here, there)
            if found:
                _moves(found, labels, LEVELS, (place, target[0]))
            else:
                _no_move([*here, *there])
        own_amount(benchmarks, seen, asked, labels)


def _moves(found: Sequence[Move], labels: Labels, levels: Mapping[str, str], asked: tuple[str, str]) -> None:
    """Each move; `asked` are the places that one moves from and to."""
    for move in found:
        change = move.ratio - 1
        span = ""
        if move.interval:
            low, high = (100 * (end - 1) for end in move.interval)
            span = f" ({_signed(floor(low))} to {_signed(ceil(high))} %, at least 90 % sure)"
        name = labels.tables.regions.label
        here, there = name(move.here.region), name(move.there.region)
        level = "" if move.there.all_levels else f", {levels[move.there.level]}"
        st.markdown(
            f"**{_signed(round(100 * change))} %**{span}: {median(move.here)} in {escape_markdown(here)} to "
            f"{median(move.there)} {scale([move.there])} in {escape_markdown(there)}{level}. "
            f"{escape_markdown(wider(move, asked, name))}"
            f"{escape_markdown(labels.what(move.there))}, n {_n(move.here)} and {_n(move.there)}{_when(move)}"
        )
    st.caption("The same source on both sides. It says what is paid or posted there, not what you would get.")


def _no_move(figures: Sequence[Figure]) -> None:
    several = len({figure.currency for figure in figures if figure.shown}) > 1
    st.info(
        "No source has a figure to show for both, in one currency, and two sources are never set against "
        f"each other. Choose another place or level{', or look at it in one currency' if several else ''}."
    )


def wider(move: Move, asked: tuple[str, str], name: Callable[[str], str]) -> str:
    """Says which figure is not of the place that one moves from or to, and where that leaves no move."""
    (start, end), (here, there) = asked, (move.here.region, move.there.region)
    if start != end and here == there:
        wanted = " nor of ".join(name(place) for place in (start, end) if place != here)
        return (
            f"This source has no figure of {wanted} for it: both ends are of {name(here)}, so the level "
            "alone changes, and the move of place is not in it. "
        )
    said = []
    if here != start:
        said.append(f"of {name(start)} for it, so it starts from {name(here)}")
    if there != end:
        said.append(f"of {name(end)} for it, so it ends at {name(there)}")
    return "".join(f"This source has no figure {one}. " for one in said)


def _signed(percent: int) -> str:
    return f"{percent:+d}" if percent else "0"


def _when(move: Move) -> str:
    """Two figures of different days differ by what changed between the days, too."""
    here, there = move.here.as_of, move.there.as_of
    return "" if here == there else f"; of {here} and {there}, so time is in it, too"


def _n(figure: Figure) -> str:
    return f"{figure.n:,}" if figure.n is not None else "not published"
