"""Suggested pay bands for a posting, one a place, or what is missing for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchstone.salaries.bands import Band, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.flags import sentence_of
from touchstone.salaries.model import Level
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_choices import Seen

SHAPES: dict[str, tuple[str, dict[str, Any]]] = {
    "quartiles": ("The middle half (25 % to 75 %)", {}),
    "wide": ("10 % to 90 %", {"low": "p10", "high": "p90"}),
    "upper": ("The upper half (50 % to 90 %)", {"low": "p50", "high": "p90"}),
    "width-30": ("Around the median, top 30 % above bottom", {"width": 0.3}),
    "width-50": ("Around the median, top 50 % above bottom", {"width": 0.5}),
}


def pay_bands(benchmarks: Benchmarks, role: str, level: str, places: Sequence[str], seen: Seen) -> None:
    """In a closed expander: a band from the best-fitting figure of each place, with its source line.

    A yearly rise that was chosen moves the band as it moves the figures; a lens or currency doesn't: pay is
    posted in the money of the place.
    """
    with st.expander("A pay band for a posting"):
        shape = choose("From", {name: said for name, (said, _) in SHAPES.items()}, key="band")
        for place in places:
            name = escape_markdown(benchmarks.tables.regions.label(place))
            found = suggest(
                benchmarks, role, Level(level), place, seen.as_of, ageing=seen.ageing, **SHAPES[shape][1]
            )
            if isinstance(found, Band):
                ends = f"{found.minimum:,.0f} to {found.maximum:,.0f} {found.currency} for a year"
                middles = f"midpoint {found.midpoint:,.0f}, market median {found.median:,.0f}"
                st.markdown(f"**{name}:** {ends}, {middles}")
                lines = [found.source_line, *(sentence_of(note) or note for note in found.notes)]
                st.caption("  \n".join(escape_markdown(line) for line in lines))
            else:
                st.markdown(f"**{name}:** no band is suggested, too little is known")
                st.caption("  \n".join(escape_markdown(line) for line in found.missing[:4]))
