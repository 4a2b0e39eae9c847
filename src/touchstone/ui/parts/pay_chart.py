"""Pay as dots and whiskers: the median as a dot, the middle half as a bar, p10 to p90 as a line.

Each row's words, with its figure and n, stand above it, so that the drawing has the whole width, on a phone
too. Hollow is low confidence or n not published, a diamond a single figure, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import streamlit as st

from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.model import PERCENTILES
from touchstone.ui.parts.pay_labels import Labels, drawable, money, n_of, span, typical

INK = {"light": "#1B2430", "dark": "#E8E6DF"}
ACCENT = {"light": "#0F6B6B", "dark": "#6FC2BA"}
LINE_PX = 15  # one line of a label
DRAWN_PX = 38  # the drawing below a label, and the gap to the next
AXIS_PX = 77  # axis and title below, which Streamlit takes off the height: rows would lie on their words
UNSURE = "low confidence or n not published"
LONGEST = 50  # letters that fit a line on a phone
TIE = "\u00a0"
TOLD = {
    "spoken": "What",
    "half": "Middle half",
    "most": "10–90 %",
    "source": "Source",
    "dot": "Drawn",
}


def pay_chart(figures: Sequence[Figure], labels: Labels, *, title: str, unit: str) -> None:
    """One chart for figures in one currency and period, best read top to bottom as they were asked for."""
    rows = [chart_row(figure, labels) for figure in drawable(figures)]
    if not lone(figures):
        st.header(title, anchor=False)
        spoken = "; ".join(row["spoken"] for row in rows)
        theme = st.context.theme.type or "light"
        st.altair_chart(chart(rows, unit, theme), width="stretch", alt=f"{title}. {spoken}")


def lone(figures: Sequence[Figure]) -> bool:
    """Whether there is nothing to see: no figure, or one point without a spread and no other beside it."""
    there = drawable(figures)
    return not there or (len(there) == 1 and there[0]["p25"] is None)


def yearly(unit: str) -> str:
    """What stands along the scale: `For a year, in USD at average US prices`."""
    return f"For a year, in {unit}"


def chart_row(figure: Figure, labels: Labels) -> dict[str, Any]:
    """What one figure draws: amounts to the last digit, which dot, and rounded words above it."""
    amounts = {name: figure[name] for name in (*PERCENTILES, "mean", "unstated")}
    spread = [name for name in PERCENTILES if name != "p50" and amounts[name] is not None]
    dot = "median" if spread and amounts["p50"] is not None else "single figure"
    n = "n not published" if n_of(figure) == "not published" else f"n {n_of(figure)}"
    said = f"{labels.where(figure)}: {money(figure, 'p50') or typical(figure) or 'no median'}, {_tied(n)}"
    middle = amounts["p50"] or amounts["mean"] or amounts["unstated"]
    when = [_tied(f"{figure.as_of:%b %Y}")] if figure.as_of else []
    what = "; ".join([", ".join([labels.what(figure), *when]), *unended(figure)])
    return {
        **amounts,
        "middle": middle,
        **_ends("line", amounts["p10"], amounts["p90"], middle),
        **_ends("bar", amounts["p25"], amounts["p75"], middle),
        "half": span(figure, "p25", "p75") or "not known",
        "most": span(figure, "p10", "p90") or "not known",
        "dot": f"{dot}, {UNSURE}" if figure.quality is Quality.LOW else dot,
        "source": labels.source(figure),
        "label": "\n".join([*wrap(said, LONGEST), *wrap(what, LONGEST)]),
        "spoken": f"{said}, {what}".replace(TIE, " "),
    }


def _tied(text: str) -> str:
    """Words that no line is broken between."""
    return text.replace(" ", TIE)


def unended(figure: Figure) -> list[str]:
    """Which end of the line isn't known where the other is: it is drawn from there to the middle alone."""
    low, high = figure["p10"], figure["p90"]
    if (low is None) == (high is None):
        return []
    return ["90 % end not known" if high is None else "10 % end not known"]


def _ends(name: str, low: float | None, high: float | None, middle: float | None) -> dict[str, float | None]:
    """From where to where a stroke goes: from end to end, or from the end that is known to the middle."""
    if low is None and high is None:
        return {f"{name}_from": None, f"{name}_to": None}
    return {f"{name}_from": middle if low is None else low, f"{name}_to": middle if high is None else high}


def placed(rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The rows with where, in pixels, their words (`above`) and drawing (`at`) stand; and the height."""
    top, stacked = 0, []
    for row in rows:
        words = LINE_PX * (row["label"].count("\n") + 1)
        stacked.append({**row, "above": top, "at": top + words + 12})
        top += words + DRAWN_PX
    return stacked, top


def ends(rows: Sequence[dict[str, Any]]) -> list[float]:
    """The ends of the scale: every amount, and a little room."""
    known = [row[k] for row in rows for k in (*PERCENTILES, "middle") if row[k] is not None]
    room = 0.05 * ((max(known) - min(known)) or max(known))
    return [max(0, min(known) - room), max(known) + room]


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
    words = base.mark_text(
        aria=False,
        align="left",
        baseline="top",
        fontSize=12,
        lineHeight=LINE_PX,
        lineBreak="\n",
        color=INK[theme],
    ).encode(x=alt.value(2), y=alt.Y("above:Q", **down), text="label:N")
    return alt.layer(line, bar, dots, words).properties(height=height + AXIS_PX)
