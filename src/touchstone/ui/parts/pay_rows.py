"""The rows of a chart of pay: what each draws, says and stands under, and where.

Places can be compared only by one account of one kind of job, so all of a kind stand together under its name:
what two sources say of two places is no difference between the places.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.model import PERCENTILES
from touchstone.ui.parts.pay_labels import Labels, drawable, money, n_of, span, typical

LINE_PX = 15  # one line of a label
DRAWN_PX = 38  # the drawing below a label, and the gap to the next
GROUP_PX = 8  # more room above the next kind of job
LONGEST = 50  # letters that fit a line on a phone
UNSURE = "low confidence or n not published"
TIE = "\u00a0"


def lone(figures: Sequence[Figure]) -> bool:
    """Whether there is nothing to see: no figure, or one point without a spread and no other beside it."""
    there = drawable(figures)
    return not there or (len(there) == 1 and there[0]["p25"] is None)


def chart_rows(figures: Sequence[Figure], labels: Labels) -> list[dict[str, Any]]:
    """A row for each figure that has a place on a scale, in the order of `by_kind`."""
    rows, before = [], ""
    for figure in by_kind(figures, labels):
        what = labels.what(figure)
        head = "\n".join(wrap(what, LONGEST)) if what != before else ""
        rows.append({**chart_row(figure, labels), "head": head})
        before = what
    return rows


def by_kind(figures: Sequence[Figure], labels: Labels) -> list[Figure]:
    """The figures that can be drawn, those of one kind of job and source together, else as they come."""
    kinds: dict[str, list[Figure]] = {}
    for figure in drawable(figures):
        kinds.setdefault(labels.what(figure), []).append(figure)
    return [figure for same in kinds.values() for figure in same]


def chart_row(figure: Figure, labels: Labels) -> dict[str, Any]:
    """What one figure draws: amounts to the last digit, which dot, and rounded words above it. What kind of
    job it is of and by whose account stands as a `head` above all of a kind."""
    amounts = {name: figure[name] for name in (*PERCENTILES, "mean", "unstated")}
    spread = [name for name in PERCENTILES if name != "p50" and amounts[name] is not None]
    dot = "median" if spread and amounts["p50"] is not None else "single figure"
    n = "n not published" if n_of(figure) == "not published" else f"n {n_of(figure)}"
    said = f"{labels.where(figure)}: {money(figure, 'p50') or typical(figure) or 'no median'}, {_tied(n)}"
    middle = amounts["p50"] or amounts["mean"] or amounts["unstated"]
    when = [f"{figure.as_of:%b %Y}" if figure.as_of else "", figure.seen_at]
    said = "; ".join([", ".join([said, *map(_tied, filter(None, when))]), *unended(figure)])
    return {
        **amounts,
        "middle": middle,
        **_ends("line", amounts["p10"], amounts["p90"], middle),
        **_ends("bar", amounts["p25"], amounts["p75"], middle),
        "half": span(figure, "p25", "p75") or "not known",
        "most": span(figure, "p10", "p90") or "not known",
        "dot": f"{dot}, {UNSURE}" if figure.quality is Quality.LOW else dot,
        "source": labels.source(figure),
        "head": "",
        "label": "\n".join(wrap(said, LONGEST)),
        "spoken": f"{labels.what(figure)}, {said}".replace(TIE, " "),
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
    """The rows with where, in pixels, their heads (`head_at`), words (`above`) and drawing (`at`) stand; and
    the height."""
    top, stacked = 0, []
    for row in rows:
        head_at = top + (GROUP_PX if row["head"] and top else 0)
        above = head_at + (LINE_PX * (row["head"].count("\n") + 1) + 3 if row["head"] else 0)
        words = LINE_PX * (row["label"].count("\n") + 1)
        stacked.append({**row, "head_at": head_at, "above": above, "at": above + words + 12})
        top = above + words + DRAWN_PX
    return stacked, top


def ends(rows: Sequence[dict[str, Any]]) -> list[float]:
    """The ends of the scale: every amount, and a little room."""
    known = [row[k] for row in rows for k in (*PERCENTILES, "middle") if row[k] is not None]
    room = 0.05 * ((max(known) - min(known)) or max(known))
    return [max(0, min(known) - room), max(known) + room]
