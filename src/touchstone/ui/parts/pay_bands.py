"""Suggested pay bands for a posting, one a place, or what is missing for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from touchstone.salaries.band_rows import bands_of
from touchstone.salaries.band_shapes import TITLES
from touchstone.salaries.bands import Band, NoBand
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import Level
from touchstone.salaries.precision import shown
from touchstone.ui.parts.choices import LEVELS, choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_choices import Seen
from touchstone.ui.shell.navigation import page_named


def pay_bands(
    benchmarks: Benchmarks, roles: Sequence[str], levels: Sequence[str], places: Sequence[str], seen: Seen
) -> str:
    """In a closed expander: the band of each role, level and place from its best-fitting figure, with its
    source line.

    Gives the shape that was chosen. A yearly rise that was chosen moves the band as it moves the figures; a
    lens or currency doesn't: pay is posted in the money of the place.
    """
    with st.expander("A pay band for a posting"):
        shape = choose("From", TITLES, key="band")
        ranks, ageing = [Level(level) for level in levels], seen.ageing
        bands = bands_of(benchmarks, roles, ranks, places, seen.as_of, shape=shape, ageing=ageing)
        for (role, level), same in groupby(bands, key=lambda one: (one.role, one.level)):
            if len(roles) > 1 or len(levels) > 1:
                title = f"{LEVELS[level]} {benchmarks.tables.roles[role].title.lower()}"
                st.subheader(escape_markdown(title), anchor=False)
            for one in same:
                _band(f"{one.place}{one.of}", one.found)
    return shape


def _band(place: str, found: Band | NoBand) -> None:
    name = escape_markdown(place)
    if isinstance(found, NoBand):
        st.markdown(f"**{name}:** no band is suggested, too little is known")
        st.caption("  \n".join(escape_markdown(line) for line in found.missing[:4]))
        return
    ends = f"{found.minimum:,.0f} to {found.maximum:,.0f} {found.currency} for a year"
    median = shown(found.figure, found.median) or 0
    st.markdown(f"**{name}:** {ends}, midpoint {found.midpoint:,.0f}, market median {median:,.0f}")
    lines = [found.source_line, *found.said]
    st.caption("  \n".join(escape_markdown(line) for line in lines))


def to_posting(role: str, level: str, shape: str, seen: Seen, today: date) -> None:
    """The way on to a posting for the same role, level and places, its band made in the same way.

    Places that nobody has chosen stay here: a posting has laws, and begins with a place of its own.
    """
    chosen = {"role": role, "level": level, "band": shape}
    if places := st.session_state.get("chosen-places"):
        chosen["place"] = ",".join(places)
    st.page_link(
        page_named("posting"), label="Write a posting for this role", icon=":material/article:",
        query_params=chosen,
    )  # fmt: skip
    left = [
        *(["the yearly rise"] if seen.ageing else []),
        *([f"the day {seen.as_of}"] if seen.as_of != today else []),
    ]
    if left:
        st.caption(
            f"Not taken along: {' and '.join(left)}. The band there is of today's tables, as they are."
        )
