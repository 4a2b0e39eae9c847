"""The chart of pay as a drawing to take away: the same dots and whiskers, with the source of each below
it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from textwrap import wrap
from typing import Any

from touchstone.salaries.figure import Figure
from touchstone.ui.parts.pay_chart import ACCENT, INK, yearly
from touchstone.ui.parts.pay_labels import Labels
from touchstone.ui.parts.pay_rows import LINE_PX, UNSURE, by_kind, chart_rows, ends, placed
from touchstone.ui.parts.pay_undrawn import moved_said, undrawn

WIDTH, MARGIN, PLOT = 900, 24, 852
LETTERS = 130  # of a source line across the width
TITLE_LETTERS, TITLE_PX = 95, 22  # of the title across the width; one line of it
FONTS = "Source Sans 3, Helvetica, Arial, Libertinus Serif, sans-serif"
KEY = (
    "Dot: median. Bar: middle half. Line: 10 % to 90 %. Hollow: low confidence or n not published. "
    "Diamond: a single figure. A line on one side only: the other end is not known."
)
PAPER = "#FDFDFA"


def pay_svg(
    figures: Sequence[Figure], labels: Labels, *, title: str, unit: str, beside: Sequence[Figure] = ()
) -> str:
    """An SVG that stands alone: title, drawing, scale, where every number comes from, and what could not be
    drawn, of `beside` too. "" for no figure."""
    shown, rows = by_kind(figures, labels), chart_rows(figures, labels)
    if not rows:
        return ""
    drawn, height = placed(rows)
    low, high = ends(rows)

    def x(value: float) -> float:
        return MARGIN + PLOT * (value - low) / (high - low)

    head = wrap(title, TITLE_LETTERS)
    top = 56 + TITLE_PX * (len(head) - 1)
    parts = [_text(MARGIN, 32 + TITLE_PX * n, said, size=17, weight="600") for n, said in enumerate(head)]
    for row in drawn:
        parts += _row(row, top, x)
    parts += _scale(low, high, top, height, unit, x)
    missing = undrawn([*figures, *beside], labels)
    notes = [*wrap(KEY, LETTERS), *(line for figure in shown for line in _note(figure, labels))]
    notes += [line for said in missing for line in wrap(f"Not drawn: {said}.", LETTERS)]
    for at, line in enumerate(notes):
        parts.append(_text(MARGIN, top + height + 58 + 15 * at, line, size=11))
    whole = top + height + 70 + 15 * len(notes)
    spoken = escape("; ".join(str(row["spoken"]) for row in rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}" role="img" '
        f'viewBox="0 0 {WIDTH} {whole}" font-family="{FONTS}">'
        f"<title>{escape(title)}</title><desc>{spoken}</desc>"
        f'<rect width="{WIDTH}" height="{whole}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def _row(row: dict[str, Any], top: int, x: Callable[[float], float]) -> list[str]:
    colour, at = ACCENT["light"], top + row["at"]
    parts = [
        _text(MARGIN, top + row[at_name] + 11 + LINE_PX * n, line, size=12, weight=weight)
        for name, at_name, weight in (("head", "head_at", "600"), ("label", "above", "400"))
        for n, line in enumerate(row[name].split("\n") if row[name] else ())
    ]
    for name, width, opacity in (("line", 1.5, 1), ("bar", 9, 0.35)):
        low, high = row[f"{name}_from"], row[f"{name}_to"]
        if low is not None and high is not None:
            parts.append(
                f'<line x1="{x(low):.1f}" x2="{x(high):.1f}" y1="{at}" y2="{at}" stroke="{colour}" '
                f'stroke-width="{width}" stroke-opacity="{opacity}"/>'
            )
    fill = PAPER if UNSURE in row["dot"] else colour
    look = f'fill="{fill}" stroke="{colour}" stroke-width="2"'
    middle = x(row["middle"])
    if row["dot"].startswith("median"):
        parts.append(f'<circle cx="{middle:.1f}" cy="{at}" r="5" {look}/>')
    else:
        points = f"{middle:.1f},{at - 6} {middle + 6:.1f},{at} {middle:.1f},{at + 6} {middle - 6:.1f},{at}"
        parts.append(f'<polygon points="{points}" {look}/>')
    return parts


def _scale(
    low: float, high: float, top: int, height: int, unit: str, x: Callable[[float], float]
) -> list[str]:
    step = next(s for p in range(12) for s in (10**p, 2 * 10**p, 5 * 10**p) if (high - low) / s <= 7)
    marks = [at * step for at in range(int(low // step) + 1, int(high // step) + 1)]
    grey = 'stroke="#8A93A0" stroke-opacity="0.35"'
    bottom = top + height
    parts = [f'<line x1="{x(m):.1f}" x2="{x(m):.1f}" y1="{top}" y2="{bottom}" {grey}/>' for m in marks]
    parts += [_text(x(m), bottom + 16, f"{m:,.0f}", size=11, anchor="middle") for m in marks]
    return [*parts, _text(MARGIN + PLOT / 2, bottom + 34, yearly(unit), size=12, anchor="middle")]


def _note(figure: Figure, labels: Labels) -> list[str]:
    said = "; ".join([labels.source(figure), *moved_said(figure)])
    return wrap(f"{labels.where(figure)}, {labels.what(figure)}: {said}.", LETTERS)


def _text(x: float, y: float, text: str, *, size: int, weight: str = "400", anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{INK["light"]}">{escape(text)}</text>'
    )
