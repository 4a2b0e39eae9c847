"""Pay as dots and whiskers: the median as a dot, the middle half as a bar, p10 to p90 as a line.

Direct labels carry the median and n. A hollow dot is a figure of low confidence, a diamond an average, so
that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.precision import shown
from touchstone.ui.parts.pay_labels import Labels, money, n_of, typical

ACCENT = "#0F6B6B"
ROW_PX = 46


def drawable(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that have a place on the scale."""
    return [f for f in figures if f.shown and f.comparable and any(f.amounts.values())]


def pay_chart(figures: Sequence[Figure], labels: Labels, *, title: str, unit: str) -> None:
    """One chart for figures in one currency and period, best read top to bottom as they were asked for."""
    rows = [_row(number, figure, labels) for number, figure in enumerate(drawable(figures))]
    if len(rows) > 1 or any(row["p25"] is not None for row in rows):  # one lone point shows nothing
        st.markdown(f"**{title}**")
        spoken = "; ".join(f"{row['label'].replace(chr(10), ', ')}: {row['text']}" for row in rows)
        st.altair_chart(chart(rows, unit), width="stretch", alt=f"{title}. {spoken}")


def _row(number: int, figure: Figure, labels: Labels) -> dict[str, Any]:
    kinds = ("p10", "p25", "p50", "p75", "p90", "mean", "unstated")
    amounts = {name: shown(figure, figure[name]) for name in kinds}
    known = [value for value in amounts.values() if value is not None]
    low = figure.quality is Quality.LOW
    dot = "median" if amounts["p50"] is not None else "single figure"
    n = f"n {n_of(figure)}" if figure.n is not None else "n not published"
    return {
        **amounts,
        "order": number,
        "label": f"{labels.where(figure)}\n{labels.what(figure)}",
        "middle": amounts["p50"] or amounts["mean"] or amounts["unstated"],
        "dot": f"{dot}, low confidence" if low else dot,
        "end": max(known),
        "text": f"{money(figure, 'p50') or typical(figure)}, {n}",
    }


def chart(rows: Sequence[dict[str, Any]], unit: str) -> Any:
    """The Altair chart of prepared rows."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(rows)
    order = list(frame["label"])
    # The labels at the right need room beyond the last whisker.
    top, bottom = frame["end"].max(), frame[["p10", "p25", "middle"]].min().min()
    scale = alt.Scale(domain=[max(0, bottom - 0.1 * (top - bottom)), top + 0.6 * (top - bottom or top)])
    axis = alt.Axis(
        labelLimit=300, labelOffset=-7, labelExpr="split(datum.label, '\\n')", ticks=False, domain=False
    )
    down = alt.Y("label:N", sort=order, title=None, axis=axis)
    base = alt.Chart(frame).encode(y=down)
    line = base.mark_rule(strokeWidth=1.5, color=ACCENT).encode(
        x=alt.X("p10:Q", scale=scale, title=f"{unit} for a year", axis=alt.Axis(format=",.0f", tickCount=5)),
        x2="p90:Q",
    )
    bar = base.mark_rule(strokeWidth=9, color=ACCENT, opacity=0.35).encode(x="p25:Q", x2="p75:Q")
    kinds = ["median", "median, low confidence", "single figure", "single figure, low confidence"]
    dots = base.mark_point(size=90, stroke=ACCENT, strokeWidth=2, opacity=1).encode(
        x="middle:Q",
        shape=alt.Shape(
            "dot:N",
            legend=None,
            scale=alt.Scale(domain=kinds, range=["circle", "circle", "diamond", "diamond"]),
        ),
        fill=alt.Fill(
            "dot:N",
            legend=None,
            scale=alt.Scale(domain=kinds, range=[ACCENT, "transparent", ACCENT, "transparent"]),
        ),
        tooltip=[alt.Tooltip("label:N", title="What"), alt.Tooltip("text:N", title="Figure")],
    )
    words = base.mark_text(align="left", dx=10, fontSize=12).encode(x="end:Q", text="text:N")
    return alt.layer(line, bar, dots, words).properties(height=ROW_PX * len(rows) + 50)
