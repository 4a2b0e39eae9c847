"""Suggested pay bands for a posting, one a place, or what is missing for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from touchstone.salaries.bands import Band, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import Level
from touchstone.ui.parts.inert import escape_markdown


def pay_bands(benchmarks: Benchmarks, role: str, level: str, places: Sequence[str], as_of: date) -> None:
    """In a closed expander: a band from the quartiles of the best-fitting figure, with its source line."""
    with st.expander("A pay band for a posting"):
        for place in places:
            name = escape_markdown(benchmarks.tables.regions.label(place))
            found = suggest(benchmarks, role, Level(level), place, as_of)
            if isinstance(found, Band):
                ends = f"{found.minimum:,.0f} to {found.maximum:,.0f} {found.currency} for a year"
                st.markdown(f"**{name}:** {ends}, midpoint {found.midpoint:,.0f}")
                st.caption(escape_markdown(found.source_line))
            else:
                st.markdown(f"**{name}:** no band is suggested, too little is known")
                st.caption("  \n".join(escape_markdown(line) for line in found.missing[:4]))
