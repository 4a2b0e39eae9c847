"""Figures about pay as a table that a screen reader reads, with the source of each and what it can't say."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.salaries.figure import Figure, whole
from touchstone.salaries.flags import sentence_of
from touchstone.salaries.model import PERCENTILES
from touchstone.salaries.naming import SHORT_UNITS, adjusted
from touchstone.salaries.sources import Source
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_labels import ADDRESS, Labels, confidence, dated, n_of, span, typical
from touchstone.ui.parts.pay_rows import lone
from touchstone.ui.parts.pay_undrawn import alone, old_said, rates_said, undrawn

LEGEND = (
    "Compare places under one heading of the chart. Two headings are two accounts of two kinds of job: "
    "the gap between them is no gap between places.",
    "A dot is the median, the bar the middle half, the line 10 % to 90 %. Hollow: low confidence, or n "
    "not published. Diamond: a single figure without a spread. A line on one side only: the other end "
    "is not known. Below 10 answers nothing is shown; below 30, or where the median is known worse than to "
    "10 %, confidence is low.",
    "Numbers in words are rounded to what the sample supports, the ends of an interval outwards; the "
    "chart is drawn, and the sources below are written, to the last digit. A number in the table names "
    "its source when you point at it.",
    "On a narrow screen the table slides sideways.",
)


def pay_table(figures: Sequence[Figure], labels: Labels, title: str) -> None:
    """One line a figure. Empty cells are figures that are not known."""
    import pandas as pd

    currencies = {figure.currency for figure in figures if figure.shown}
    shared = currencies.pop() if len(currencies) == 1 else None
    unit = " ".join(filter(None, [SHORT_UNITS.get(shared or "", shared), adjusted(figures)]))
    lines = [_line(number, figure, labels, shared, unit) for number, figure in enumerate(figures, start=1)]
    table = pd.DataFrame(lines).set_index("Place")  # so that each line has its head, for a reader too
    st.table(table, border="horizontal", alt=f"Every figure: {title}")


def _line(number: int, figure: Figure, labels: Labels, shared: str | None, unit: str) -> dict[str, str]:
    """One line; the currency stands in the heads when all figures share it, else in a column of its own. What
    was done to the figures stands in the heads always. How sure a figure is stands right after it, which a
    phone shows without sliding."""
    own = (figure.currency or "") if figure.shown else ""
    unit = f" {unit}" if unit else ""
    return {
        "Place": f"{number}\\. {escape_markdown(labels.where(figure))}",
        "Kind of job": escape_markdown(labels.what(figure)),
        **({} if shared else {"Currency": own}),
        f"Median{unit} (95 %)": labels.link(figure, escape_markdown(typical(figure))),
        "Confidence": confidence(figure),
        "n": n_of(figure) if figure.source else "",
        "As of": dated(figure),
        f"Middle half{unit}": labels.link(figure, escape_markdown(span(figure, "p25", "p75"))),
        f"10–90 %{unit}": labels.link(figure, escape_markdown(span(figure, "p10", "p90"))),
    }


def pay_undrawn(figures: Sequence[Figure], labels: Labels, together: Sequence[Sequence[Figure]]) -> None:
    """Under the charts, one for each of `together`: the rates, and what they leave out."""
    if said := rates_said(figures):
        st.caption(
            f"{said} Each figure is converted at the average rate of the year that it describes or, where "
            "none is known, at the nearest known rate."
        )
    lines = undrawn(figures, labels)
    lines += [line for same in together if lone(same) for line in alone(same, labels)]
    if lines:
        listed = "\n".join(f"- {escape_markdown(line)}" for line in lines)
        st.caption(f"Not drawn:\n{listed}")


def pay_legend(figures: Sequence[Figure]) -> None:
    """How to read the chart and the table, and which figures are old."""
    if said := old_said(figures):
        st.caption(f":material/history: {escape_markdown(said)}")
    st.caption("\n".join(f"- {line}" for line in LEGEND))


def pay_sources(figures: Sequence[Figure], labels: Labels) -> None:
    """Where each line of the table comes from, its exact figures, and everything it can't say."""
    for number, figure in enumerate(figures, start=1):
        source = labels.tables.sources.get(figure.source or "")
        head = f"{labels.where(figure)}: {labels.what(figure)}"
        st.markdown(f"**{number}. {escape_markdown(head)}**")
        said = [*_source(source, figure), *_exact(figure), *(sentence_of(text) for text in figure.flags)]
        lines = [escape_markdown(text) for text in said]
        if source and ADDRESS.fullmatch(source.url or ""):
            lines[0] += f" <{source.url}>"
        st.markdown("\n".join(f"- {line}" for line in lines))


def _source(source: Source | None, figure: Figure) -> list[str]:
    if source is None:
        return []
    where = f" {source.url}" if source.url and not ADDRESS.fullmatch(source.url) else ""
    return [f"{source.title}, {figure.dated}; {source.licence}.{where}", figure.basis]


def _exact(figure: Figure) -> list[str]:
    named = {"mean": "average", "unstated": "kind not stated", **{name: name for name in PERCENTILES}}
    known = [f"{said} {whole(figure[name]):,}" for name, said in named.items() if figure[name] is not None]
    if figure.median_interval:
        low, high = map(whole, figure.median_interval)
        known.append(f"median with at least 95 % confidence {low:,} to {high:,}")
    return [f"to the last digit, in {figure.currency}: {', '.join(known)}"] if known else []
