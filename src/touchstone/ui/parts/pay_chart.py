"""Pay as dots and whiskers: the median as a dot, the middle half as a bar, p10 to p90 as a line.

Each row's words, with its figure, n and date, stand above it, so that the drawing has the whole width, on a
phone too. Hollow is low confidence or n not published, a diamond a single figure, so that nothing hangs on
colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchstone.salaries.figure import Figure
from touchstone.ui.parts.pay_labels import Labels
from touchstone.ui.parts.pay_rows import LINE_PX, UNSURE, chart_rows, ends, lone, placed

INK = {"light": "#1B2430", "dark": "#E8E6DF"}
ACCENT = {"light": "#0F6B6B", "dark": "#6FC2BA"}
AXIS_PX = 77  # axis and title below, which Streamlit takes off the height: rows would lie on their words
TOLD = {
    "spoken": "What",
    "half": "Middle half",
    "most": "10–90 %",
    "source": "Source",
    "dot": "Drawn",
}


def pay_chart(figures: Sequence[Figure], labels: Labels, *, title: str, unit: str) -> None:
    """One chart for figures in one currency and period, a kind of job and source after another."""
    rows = chart_rows(figures, labels)
    if not lone(figures):
        st.header(title, anchor=False)
        spoken = "; ".join(row["spoken"] for row in rows)
        theme = st.context.theme.type or "light"
        st.altair_chart(chart(rows, unit, theme), width="stretch", alt=f"{title}. {spoken}")


def yearly(unit: str) -> str:
    """What stands along the scale: `For a year, in USD at average US prices`."""
    return f"For a year, in {unit}"


def chart(rows: Sequence[dict[str, Any]], unit: str, theme: str = "light") -> Any:
    """The Altair chart of rows, in the colours of a `light` or `dark` page."""
    import altair as alt
    import pandas as pd

    accent = ACCENT[theme]
    stacked, height = placed(rows)
    scale = alt.Scale(domain=ends(rows), nice=False, zero=False)
    few = alt.Axis(format=",.0f", tickCount=4, labelOverlap=True, labelFlush=True)
    down = {"scale": alt.Scale(domain=[height, 0], nice=False), "axis": None}
    # `aria=False`: the chart's own words say it all; Vega's would be the numbers of the drawing.
    # On every mark the same words: without them Vega shows its own names, pixels among them.
    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in TOLD.items()]
    base = alt.Chart(pd.DataFrame(stacked)).encode(y=alt.Y("at:Q", **down), tooltip=told)
    line = base.transform_filter("isValid(datum.line_from) && isValid(datum.line_to)")
    line = line.mark_rule(aria=False, strokeWidth=1.5, color=accent)
    line = line.encode(x=alt.X("line_from:Q", scale=scale, title=yearly(unit), axis=few), x2="line_to:Q")
    bar = base.transform_filter("isValid(datum.bar_from) && isValid(datum.bar_to)")
    bar = bar.mark_rule(aria=False, strokeWidth=9, color=accent, opacity=0.35)
    bar = bar.encode(x="bar_from:Q", x2="bar_to:Q")
    kinds = ["median", f"median, {UNSURE}", "single figure", f"single figure, {UNSURE}"]
    shapes = alt.Scale(domain=kinds, range=["circle", "circle", "diamond", "diamond"])
    fills = alt.Scale(domain=kinds, range=[accent, "transparent"] * 2)
    dots = base.mark_point(aria=False, size=90, stroke=accent, strokeWidth=2, opacity=1).encode(
        x="middle:Q",
        shape=alt.Shape("dot:N", legend=None, scale=shapes),
        fill=alt.Fill("dot:N", legend=None, scale=fills),
    )
    text = {"aria": False, "align": "left", "baseline": "top", "fontSize": 12, "lineHeight": LINE_PX}
    text |= {"lineBreak": "\n", "color": INK[theme]}
    words = base.mark_text(**text).encode(x=alt.value(2), y=alt.Y("above:Q", **down), text="label:N")
    heads = base.transform_filter("datum.head").mark_text(**text, fontWeight=600)
    heads = heads.encode(x=alt.value(2), y=alt.Y("head_at:Q", **down), text="head:N")
    return alt.layer(line, bar, dots, words, heads).properties(height=height + AXIS_PX)
