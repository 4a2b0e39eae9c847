"""Figures as a table for a terminal, each with its notes below."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone.salaries.band_rows import Asked
from touchstone.salaries.band_shapes import SHAPES
from touchstone.salaries.bands import NoBand
from touchstone.salaries.benchmark import Query
from touchstone.salaries.figure import Figure, Lens
from touchstone.salaries.flags import sentence_of
from touchstone.salaries.joining import place_of
from touchstone.salaries.naming import scale, what_of
from touchstone.salaries.precision import shown
from touchstone.salaries.table import Tables

AMOUNTS = ("p10", "p25", "median", "95 % of median", "p75", "p90")
HEAD = ("", "place", "what (source)", "as of", "n", "unit", *AMOUNTS, "")
LEFT = (0, 1, 2, 3, 12)  # text stands left, figures right


def as_text(figures: Sequence[Figure], query: Query, tables: Tables) -> str:
    """A title, one line a figure, then numbered notes with the source of each."""
    title = (
        f"{tables.roles[query.role].title}, {query.level}, yearly pay known by {query.as_of}: {_seen(query)}"
    )
    lines = [HEAD, *(_line(number, figure, tables) for number, figure in enumerate(figures, start=1))]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    numbered = enumerate(figures, start=1)
    notes = [note for number, figure in numbered for note in _notes(number, figure, tables)]
    return "\n".join([title, "", *(_padded(line, widths) for line in lines), "", *notes])


def _seen(query: Query) -> str:
    """How the amounts are looked at, in words."""
    lenses = {
        Lens.NOMINAL: f"in {query.currency}" if query.currency else "as the tables hold it",
        Lens.PPP: "what it buys, in international dollars (PPP); not what to offer",
        Lens.RPP: "in USD at average US prices (cost of living)",
        Lens.LABOUR: "in USD at the average US cost of labour",
    }
    ageing = query.ageing
    aged = (
        f"; aged to {ageing.to} at {100 * ageing.rate_per_year:g} % a year, by assumption" if ageing else ""
    )
    return f"{lenses[query.lens]}{aged}"


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = enumerate(zip(line, widths, strict=True))
    return "  ".join(c.ljust(w) if at in LEFT else c.rjust(w) for at, (c, w) in cells).rstrip()


def _line(number: int, figure: Figure, tables: Tables) -> tuple[str, ...]:
    interval = figure.median_interval
    return (
        f"{number}",
        place_of(figure, tables.regions),
        what_of(figure, tables),
        figure.dated,
        f"{figure.n:,}" if figure.n is not None else "",
        scale([figure]) if figure.shown else "",
        _amount(figure["p10"]),
        _amount(figure["p25"]),
        _typical(figure),
        f"{interval[0]:,.0f}–{interval[1]:,.0f}" if interval else "",
        _amount(figure["p75"]),
        _amount(figure["p90"]),
        _quality(figure),
    )


def _typical(figure: Figure) -> str:
    """The median, or else the single figure that the source gives, named for what it is."""
    if figure["p50"] is None and figure["mean"] is not None:
        return f"average {_amount(figure['mean'])}"
    if figure["p50"] is None and figure["unstated"] is not None:
        return f"{_amount(figure['unstated'])}, kind not stated"
    return _amount(figure["p50"])


def _quality(figure: Figure) -> str:
    """Why nothing is shown, where it isn't; where n isn't published, nothing good is claimed."""
    return figure.blank or ("n not published" if figure.unjudged else figure.quality.value)


def _amount(value: float | None) -> str:
    return f"{value:,.0f}" if value is not None else "-"


def _notes(number: int, figure: Figure, tables: Tables) -> list[str]:
    source = tables.sources.get(figure.source or "")
    said = [sentence_of(text) for text in figure.flags]
    if source:
        head = f"{source.title}: {figure.basis}."
    else:  # a place without a figure: why there is none
        why = said.pop(0) if said else "no figure"
        head = f"{why[0].upper()}{why[1:]}."
    return [f"{number}. {head}", *(f"   - {text}" for text in said)]


MOST_MISSING = 4  # reasons: the nearest sources come first


def bands_text(bands: Sequence[Asked]) -> str:
    """The pay band of each place with its source, or what is missing for one."""
    title = SHAPES[bands[0].shape].title
    lines = [f"\nPay band for a posting, in the money of the place. {title}:"]
    for one in bands:
        if isinstance(one.found, NoBand):
            lines.append(f"{one.place}: no band is suggested, too little is known")
            lines += [f"   - {text}" for text in one.found.missing[:MOST_MISSING]]
            continue
        band, figure = one.found, one.found.figure
        ends = f"{band.minimum:,.0f} to {band.maximum:,.0f} {band.currency} a {band.period.value}"
        lines.append(
            f"{one.place}{one.of}: {ends}, midpoint {band.midpoint:,.0f}, "
            f"market median {_amount(shown(figure, band.median))}"
        )
        said = [note for note in band.notes if note not in figure.flags]
        lines += [f"   - {text}" for text in (band.source_line, *said)]
    return "\n".join(lines)
