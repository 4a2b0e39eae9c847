"""What the contract states beside what the files give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from touchstone.handover.as_read import as_read
from touchstone.handover.contract import Claim, Contract
from touchstone.handover.names import METRICS, Metric, title

PLACES = 2  # a share is read as written with two decimals at least: 0.9 as 0.90
COARSE = 0.05  # of a figure without bounds: nobody rounds an error of 1.4 to 1


@dataclass(frozen=True)
class Agreement:
    """One figure. `agrees` is None when the files can't tell; `why` then says so. `column`: of its slice."""

    name: str
    title: str
    stated: float | None
    found: float | None
    n: int | None
    interval: tuple[float, float] | None
    agrees: bool | None
    bound: str = ""
    why: str = ""
    column: str | None = None
    equals: str | None = None

    def unchecked(self) -> Agreement:
        """Only what the contract states."""
        return replace(self, found=None, n=None, interval=None, agrees=None, why="")

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone handover validate --json` prints."""
        return {
            "metric": self.name,
            "slice": None if self.column is None else {"column": self.column, "equals": self.equals},
            "stated": self.stated,
            "recomputed": self.found,
            "n": self.n,
            "interval": None if self.interval is None else list(self.interval),
            "agrees": self.agrees,
            "why": self.why or None,
        }


def rounds_to(found: float, stated: float, *, share: bool) -> bool:
    """Whether the figure, rounded as the stated one is written, is the stated one."""
    exponent = Decimal(repr(stated)).normalize().as_tuple().exponent
    places = -int(exponent)
    places = max(places, PLACES) if share else max(places, 0)
    half = 0.5 * 10.0**-places * (1 + 1e-9)
    if not share:  # `1` may stand for 1.0 and for 1.4: YAML keeps no zeros, so the size of the figure decides
        half = max(min(half, COARSE * abs(found)), 1e-9)
    return abs(found - stated) <= half


def agreements(contract: Contract, result: Mapping[str, Any]) -> list[Agreement]:
    """A row for each stated figure, then for each that was not stated but can be computed."""
    rows = [_row(contract, claim, result["metrics"].get(claim.name)) for claim in contract.metrics]
    if not result["metrics"]:
        return rows + [_row(contract, part, None, part.column, part.equals) for part in contract.slices]
    for part in contract.slices:
        here = slice_of(result, part.column, part.equals)
        figure = here["metrics"].get(part.name) if here else None
        rows.append(_row(contract, part, figure, part.column, part.equals))
    stated = {claim.name for claim in contract.metrics}
    for name, figure in result["metrics"].items():
        if name not in stated:
            rows.append(_row(contract, Claim(name=name), figure))
    return rows


def _row(
    contract: Contract,
    claim: Claim,
    figure: Mapping[str, Any] | None,
    column: str | None = None,
    equals: str | None = None,
) -> Agreement:
    found = figure["value"] if figure else None
    agrees = None
    if found is not None and claim.value is not None:
        agrees = rounds_to(found, claim.value, share=is_share(contract, claim.name))
    interval = tuple(figure["interval"]) if figure and figure["interval"] else None
    return Agreement(
        name=claim.name,
        title=title(contract.task, claim.name),
        stated=claim.value,
        found=found,
        n=figure["n"] if figure else None,
        interval=interval,
        agrees=agrees,
        bound=_bound(claim),
        why=(figure["why"] or "") if figure else "",
        column=column,
        equals=equals,
    )


def _bound(claim: Claim) -> str:
    ends = (("at least", claim.at_least), ("at most", claim.at_most))
    return ", ".join(f"{words} {end:g}" for words, end in ends if end is not None)


def is_share(contract: Contract, name: str) -> bool:
    """Whether a figure lies between 0 and 1."""
    metric = metric_of(contract, name)
    return metric is not None and metric.high == 1.0


def metric_of(contract: Contract, name: str) -> Metric | None:
    """What is known of a figure; None when its task has none of that name."""
    return METRICS[contract.task].get(name) if contract.task else None


def slice_of(result: Mapping[str, Any], column: str, equals: str) -> Mapping[str, Any] | None:
    """The recomputed slice where the column says so, or None."""
    parts = result["slices"].get(column, ())
    value = as_read(equals, [part["equals"] for part in parts])
    return next((part for part in parts if part["equals"] == value), None)
