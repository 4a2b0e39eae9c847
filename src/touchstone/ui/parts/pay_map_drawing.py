"""Draws medians on a map, from our own outlines: no tiles, nothing fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Any

from touchstone.ui.parts.pay_chart import ACCENT, INK
from touchstone.ui.parts.pay_map_words import HEIGHT_PX, NARROW, WIDE, apart

GROUND = {"light": "#E4E1D6", "dark": "#2C3542"}
ROOM = 1.7  # for the words beside the dots
LEAST_SPAN = 12  # degrees: a single city is seen with the country around it
Point = dict[str, Any]


@cache
def land() -> list[dict[str, Any]]:
    """The outlines of land, a GeoJSON feature each."""
    text = files("touchstone.salaries").joinpath("land.json").read_text(encoding="utf-8")
    return [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {}}
        for ring in json.loads(text)["rings"]
    ]


def drawn(points: Sequence[Point], theme: str) -> Any:
    """The Altair chart of points, in the colours of a `light` or `dark` page. A point has `latitude`,
    `longitude`, a `number` and a `label` to stand beside it, `what` and `source` to be read when one points
    at it, and whether it is `sure`."""
    import altair as alt

    centre, across, down = view(points)
    layouts = {
        "number": apart(points, centre, across, down, NARROW, "number"),
        "label": apart(points, centre, across, down, WIDE, "label"),
    }
    ground = alt.Chart(alt.Data(values=land())).mark_geoshape(
        aria=False, tooltip=None, fill=GROUND[theme], stroke=None, clip=True
    )
    words = [one for text, laid in layouts.items() for one in _words(text, laid, centre[0], theme)]
    # Pixels a radian, by the width that the page turns out to have: a phone shows the same places, smaller.
    scale = alt.ExprRef(f"min(width / {radians(across):.4f}, height / {radians(down):.4f})")
    layered = alt.layer(ground, *words, _dots(points, theme)).project(
        "equirectangular", rotate=[-centre[0], 0, 0], center=[0, centre[1]], scale=scale
    )
    return layered.properties(height=HEIGHT_PX).configure_view(stroke=None)


def _place() -> Mapping[str, Any]:
    """Where something stands, and what is read there."""
    import altair as alt

    told = [alt.Tooltip("what:N", title="Median"), alt.Tooltip("source:N", title="Source")]
    return {"latitude": "latitude:Q", "longitude": "longitude:Q", "tooltip": told}


def _dots(points: Sequence[Point], theme: str) -> Any:
    import altair as alt
    import pandas as pd

    colours = alt.Scale(domain=["good", "low"], range=[ACCENT[theme], GROUND[theme]])
    dots = alt.Chart(pd.DataFrame(points)).encode(**_place())
    return dots.mark_point(
        aria=False, shape="circle", size=80, stroke=ACCENT[theme], strokeWidth=2, opacity=1, clip=True
    ).encode(fill=alt.Fill("sure:N", legend=None, scale=colours))


def _words(text: str, laid: Sequence[Point], middle: float, theme: str) -> Iterator[Any]:
    """The numbers, which a narrow page shows, or the words, which a wide one does: each on a line of its own
    that stands towards the middle, where there is room, and a stroke that leads to its dot."""
    import altair as alt
    import pandas as pd

    seen = f"width {'<' if text == 'number' else '>='} {WIDE[0]}"
    base = alt.Chart(pd.DataFrame(laid)).encode(**_place())
    lead = alt.ExprRef(f"{seen} ? 0.6 : 0")
    leads = base.mark_rule(aria=False, strokeWidth=1, color=ACCENT[theme], opacity=lead, clip=True)
    yield leads.encode(latitude2="words_at:Q", longitude2="longitude:Q")
    shown = {"fontSize": 12, "color": INK[theme], "opacity": alt.ExprRef(f"{seen} ? 1 : 0")}
    for align, dx, where in (("right", -8, ">"), ("left", 8, "<=")):
        side = base.transform_filter(f"datum.longitude {where} {middle}")
        part = side.mark_text(aria=False, align=align, dx=dx, clip=True, **shown)
        yield part.encode(text=f"{text}:N", latitude="words_at:Q")


def view(points: Sequence[Point]) -> tuple[tuple[float, float], float, float]:
    """The middle of the places (longitude, latitude), and the degrees across and down that show them all."""
    east, north = ([p[name] for p in points] for name in ("longitude", "latitude"))
    centre = ((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
    across = max(LEAST_SPAN, (max(east) - min(east)) * ROOM)
    return centre, across, max(LEAST_SPAN * cos(radians(centre[1])), (max(north) - min(north)) * ROOM)
