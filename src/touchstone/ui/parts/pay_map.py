"""Medians on a map: one source for all places, a dot and its words at each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.naming import scale
from touchstone.salaries.regions import Region
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_labels import Labels, confidence, dated, drawable, money, n_of
from touchstone.ui.parts.pay_map_drawing import drawn


def mapped(figures: Sequence[Figure], labels: Labels) -> list[tuple[Figure, Region]]:
    """The figures of the series that speaks for most places, one a place; two sources share no map."""
    found: dict[str, dict[str, tuple[Figure, Region]]] = {}
    for figure in drawable(figures):
        region = labels.tables.regions[figure.region]
        if figure["p50"] is not None and region.latitude is not None and region.longitude is not None:
            found.setdefault(figure.series or "", {}).setdefault(figure.region, (figure, region))
    best = max(found.values(), key=len, default={})
    return list(best.values())


def pay_map(figures: Sequence[Figure], labels: Labels, *, unit: str) -> None:
    """A map in a closed expander, for two places or more."""
    chosen = mapped(figures, labels)
    if len(chosen) < 2:
        return
    section = st.expander("On a map", key="pay-map-open", on_change="rerun")
    if not section.open:  # the outlines are 50 KB, for who wants them
        return
    with section:
        spoken = "; ".join(f"{labels.where(figure)} {money(figure, 'p50')}" for figure, _ in chosen)
        theme = st.context.theme.type or "light"
        title = f"Median pay a year, {labels.what(chosen[0][0])}, {unit}"
        dates = dict.fromkeys(dated(figure) for figure, _ in chosen)
        st.markdown(f"**{title}**")
        st.altair_chart(chart(chosen, labels, theme), width="stretch", alt=f"{title}. {spoken}")
        if len(dates) > 1:
            st.caption("Not all of one date, so time is in the differences, too.")
        st.caption(
            "\n".join(f"{at}. {escape_markdown(_told(one, labels))}" for at, (one, _) in enumerate(chosen, 1))
        )
        for why, places in missing(figures, chosen, labels).items():
            st.caption(f"Not on the map, because {why}: {', '.join(places)}.")
        st.caption(
            "Outlines: Natural Earth (public domain). A dot stands for a place and measures nothing. "
            "Hollow: low confidence, or n not published."
        )


def missing(
    figures: Sequence[Figure], chosen: Sequence[tuple[Figure, Region]], labels: Labels
) -> dict[str, list[str]]:
    """The names of places that were asked for and aren't on the map, by the reason."""
    regions = labels.tables.regions
    mapped_series = {figure.series for figure, _ in chosen}
    known = {f.region for f in drawable(figures) if f.series in mapped_series and f["p50"] is not None}
    found: dict[str, list[str]] = {}
    for place in sorted({figure.asked for figure in figures} - {figure.region for figure, _ in chosen}):
        why = "no point of theirs is known" if place in known else "this source has no median of its own"
        found.setdefault(why, []).append(escape_markdown(regions.label(place)))
    return found


def chart(chosen: Sequence[tuple[Figure, Region]], labels: Labels, theme: str = "light") -> Any:
    """The Altair chart, in the colours of a `light` or `dark` page."""
    points = [
        {
            "latitude": region.latitude,
            "longitude": region.longitude,
            "number": f"{number}",
            "label": f"{labels.tables.regions.label(region.id).split(',')[0]} {money(figure, 'p50')}",
            "what": _told(figure, labels),
            "sure": "low" if figure.quality is Quality.LOW else "good",
            "source": labels.source(figure),
        }
        for number, (figure, region) in enumerate(chosen, start=1)
    ]
    return drawn(points, theme)


def _told(figure: Figure, labels: Labels) -> str:
    """`San Jose metro, CA: 173,160 USD, May 2024, n not published`; `…, n 12, low confidence`."""
    n = n_of(figure)
    said = f"{labels.where(figure)}: {money(figure, 'p50')} {scale([figure])}, {dated(figure)}"
    low = ", low confidence" if confidence(figure) == "low" else ""
    return f"{said}, n {n}{low}"
