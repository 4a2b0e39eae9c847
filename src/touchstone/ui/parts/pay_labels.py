"""Words and rounded numbers for a figure about pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchstone.salaries.blending import SOURCE as BLEND
from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.flags import code_of, sentence_of
from touchstone.salaries.joining import place_of
from touchstone.salaries.naming import scale, what_of
from touchstone.salaries.precision import outward, shown
from touchstone.salaries.table import Tables
from touchstone.ui.parts.choices import LEVELS

ADDRESS = re.compile(r"https?://[^\s()<>\"\\]+")
QUALITY = {Quality.OK: "good", Quality.LOW: "low"}


@dataclass(frozen=True)
class Labels:
    """What tells figures on one page apart; a role or level is named only where there are several."""

    tables: Tables
    roles: int = 1
    levels: int = 1

    def what(self, figure: Figure) -> str:
        """The kind of job as the source names it: `Software Developers (BLS, all levels, stand-in)`."""
        return what_of(figure, self.tables)

    def source(self, figure: Figure) -> str:
        """The source with its date and licence, or the weights of a blend, in one line."""
        source = self.tables.sources.get(figure.source or "")
        return f"{source.title}, {figure.dated}; {source.licence}" if source else _joined(figure)

    def link(self, figure: Figure, text: str) -> str:
        """The text as a link to the source, which names it when one points at it; `text` is Markdown."""
        source = self.tables.sources.get(figure.source or "")
        if not text or not figure.source:
            return text
        said = " ".join(self.source(figure).split()).replace('"', "”").replace("\\", "")
        address = source.url if source and ADDRESS.fullmatch(source.url) else "#"
        return f'[{text}]({address} "{said}")'

    def where(self, figure: Figure) -> str:
        """The place, and the role and level where there are several."""
        parts = [place_of(figure, self.tables.regions)]
        parts += [LEVELS[figure.level]] if self.levels > 1 and not figure.all_levels else []
        parts += [self.tables.roles[figure.role].title] if self.roles > 1 else []
        return ", ".join(parts)


def _joined(figure: Figure) -> str:
    weights = (sentence_of(text) for text in figure.flags if code_of(text) == BLEND)
    return "; ".join(filter(None, [figure.basis, *weights]))


def drawable(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that have a place on a scale."""
    return [f for f in figures if f.shown and f.comparable and any(f.amounts.values())]


def money(figure: Figure, name: str) -> str:
    """One amount: `131,000`; nothing where it isn't known."""
    value = shown(figure, figure[name])
    return "" if value is None else f"{value:,.0f}"


def span(figure: Figure, low: str, high: str) -> str:
    """`170,000–233,000`; `from 170,000` where only the lower end is known."""
    ends = [money(figure, low), money(figure, high)]
    if all(ends):
        return "–".join(ends)
    return f"from {ends[0]}" if ends[0] else (f"up to {ends[1]}" if ends[1] else "")


def median(figure: Figure) -> str:
    """`200,000 (195,000–205,000)`: the median with its 95 % interval where one is known."""
    bounds = figure.median_interval
    if not bounds or figure["p50"] is None:
        return money(figure, "p50")
    low, high = outward(figure, bounds)
    return f"{money(figure, 'p50')} ({low:,.0f}–{high:,.0f})"


def typical(figure: Figure) -> str:
    """The median, or else the single figure that the source gives, named for what it is."""
    if figure["p50"] is not None:
        return median(figure)
    if figure["mean"] is not None:
        return f"average {money(figure, 'mean')}"
    return f"{money(figure, 'unstated')}, kind not stated" if figure["unstated"] is not None else ""


def chart_title(figures: Sequence[Figure], what: str) -> str:
    """What a chart shows, in which unit, and of when: `Yearly pay, senior data scientist, USD, figures of May
    2024 to Jan 2025`."""
    days = sorted(figure.as_of for figure in figures if figure.as_of)
    when = " to ".join(dict.fromkeys(f"{day:%b %Y}" for day in (*days[:1], *days[-1:])))
    return f"Yearly pay, {what}, {scale(figures)}{f', figures of {when}' if when else ''}"


def confidence(figure: Figure) -> str:
    """`good`, `low`, `not shown`; `no figure`, `not converted` where nothing is held back; `doubtful` for a
    figure that can't be what its source says it is.

    Where n isn't published, nothing good is claimed: it says so instead. A good figure that was aged is an
    assumption as well.
    """
    if not figure.comparable:
        return "doubtful"
    if not figure.shown:
        return "not shown" if figure.blank == Quality.SUPPRESSED.value else figure.blank
    if figure.source == BLEND:
        return "low" if figure.quality is Quality.LOW else "as its sources, see below"
    if figure.unjudged:
        return "n not published"
    aged = figure.has("aged") and figure.quality is Quality.OK
    return "good when observed, then aged" if aged else QUALITY[figure.quality]


def dated(figure: Figure) -> str:
    """`May 2024`, `May 2024, aged to Nov 2026`, or `May 2024, 29 months old, price level of 2023`."""
    said = f"aged to {figure.aged_to:%b %Y}" if figure.aged_to else figure.age
    return ", ".join(filter(None, [f"{figure.as_of:%b %Y}" if figure.as_of else "", said, figure.seen_at]))


def n_of(figure: Figure) -> str:
    """`648`, or that it isn't published; a blend has none."""
    if figure.source == BLEND:
        return "none"
    return f"{figure.n:,}" if figure.n is not None else "not published"
