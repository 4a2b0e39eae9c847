"""Medians on a map: one source for all places, a dot and its words at each. Drawn from our own outlines, no
tiles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Any

import streamlit as st

from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.naming import scale
from touchstone.salaries.regions import Region
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_chart import ACCENT, INK
from touchstone.ui.parts.pay_labels import Labels, confidence, dated, drawable, money, n_of
from touchstone.ui.parts.pay_map_words import HEIGHT_PX, NARROW, WIDE, apart

GROUND = {"light": "#E4E1D6", "dark": "#2C3542"}
ROOM = 1.7  # for the words beside the dots
LEAST_SPAN = 12  # degrees: a single city is seen with the country around it


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


@cache
def land() -> list[dict[str, Any]]:
    """The outlines of land, a GeoJSON feature each."""
    text = files("touchstone.salaries").joinpath("land.json").read_text(encoding="utf-8")
    return [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {}}
        for ring in json.loads(text)["rings"]
    ]


def chart(chosen: Sequence[tuple[Figure, Region]], labels: Labels, theme: str = "light") -> Any:
    """The Altair chart, in the colours of a `light` or `dark` page."""
    import altair as alt
    import pandas as pd

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
    centre, across, down = view(points)
    layouts = {
        "number": apart(points, centre, across, down, NARROW, "number"),
        "label": apart(points, centre, across, down, WIDE, "label"),
    }
    ground = alt.Chart(alt.Data(values=land())).mark_geoshape(
        aria=False, tooltip=None, fill=GROUND[theme], stroke=None, clip=True
    )
    told = [alt.Tooltip("what:N", title="Median"), alt.Tooltip("source:N", title="Source")]
    place = {"latitude": "latitude:Q", "longitude": "longitude:Q", "tooltip": told}
    dots = alt.Chart(pd.DataFrame(points)).encode(**place)
    dots = dots.mark_point(
        aria=False, shape="circle", size=80, stroke=ACCENT[theme], strokeWidth=2, opacity=1, clip=True
    ).encode(
        fill=alt.Fill(
            "sure:N",
            legend=None,
            scale=alt.Scale(domain=["good", "low"], range=[ACCENT[theme], GROUND[theme]]),
        )
    )
    # Words stand towards the middle, where there is room for them, each on a line of its own.
    sides = (
        ("right", -8, f"datum.longitude > {centre[0]}"),
        ("left", 8, f"datum.longitude <= {centre[0]}"),
    )
    words = []
    for text, laid in layouts.items():  # the number on a narrow page, the words on a wide one
        seen = f"width {'<' if text == 'number' else '>='} {WIDE[0]}"
        base = alt.Chart(pd.DataFrame(laid)).encode(**place)
        lead = alt.ExprRef(f"{seen} ? 0.6 : 0")
        leads = base.mark_rule(aria=False, strokeWidth=1, color=ACCENT[theme], opacity=lead, clip=True)
        words.append(leads.encode(latitude2="words_at:Q", longitude2="longitude:Q"))
        shown = {"fontSize": 12, "color": INK[theme], "opacity": alt.ExprRef(f"{seen} ? 1 : 0")}
        for align, dx, where in sides:
            part = base.transform_filter(where).mark_text(aria=False, align=align, dx=dx, clip=True, **shown)
            words.append(part.encode(text=f"{text}:N", latitude="words_at:Q"))
    # Pixels a radian, by the width that the page turns out to have: a phone shows the same places, smaller.
    scale = alt.ExprRef(f"min(width / {radians(across):.4f}, height / {radians(down):.4f})")
    layered = alt.layer(ground, *words, dots).project(
        "equirectangular", rotate=[-centre[0], 0, 0], center=[0, centre[1]], scale=scale
    )
    return layered.properties(height=HEIGHT_PX).configure_view(stroke=None)


def _told(figure: Figure, labels: Labels) -> str:
    """`San Jose metro, CA: 173,160 USD, May 2024, n not published`; `…, n 12, low confidence`."""
    n = n_of(figure)
    said = f"{labels.where(figure)}: {money(figure, 'p50')} {scale([figure])}, {dated(figure)}"
    low = ", low confidence" if confidence(figure) == "low" else ""
    return f"{said}, n {n}{low}"


def view(points: Sequence[dict[str, Any]]) -> tuple[tuple[float, float], float, float]:
    """The middle of the places (longitude, latitude), and the degrees across and down that show them all."""
    east, north = ([p[name] for p in points] for name in ("longitude", "latitude"))
    centre = ((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
    across = max(LEAST_SPAN, (max(east) - min(east)) * ROOM)
    return centre, across, max(LEAST_SPAN * cos(radians(centre[1])), (max(north) - min(north)) * ROOM)
