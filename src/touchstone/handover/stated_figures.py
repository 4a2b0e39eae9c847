"""Whether the figures of a contract can be true: names, values, bounds, slices and their whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from touchstone.core.located_yaml import Where
from touchstone.core.problems import did_you_mean
from touchstone.handover.contract import Claim, Contract, Slice
from touchstone.handover.defects import Defect, error
from touchstone.handover.names import METRICS, Metric

ROUNDED = 0.001  # figures are rounded before they are written down
_MEANS = ("accuracy", "mae", "mse", "brier")  # the figure of a whole is the mean of its parts'


def check_metrics(contract: Contract) -> Iterator[Defect]:
    """What is wrong with the figures of the whole."""
    for n, claim in enumerate(contract.metrics):
        yield from _claim(contract, claim, ("metrics", n))
    for name, times in Counter(claim.name for claim in contract.metrics).items():
        if times > 1:
            yield error("metric-twice", ("metrics",), f"The contract states {name} {times} times.")
    if contract.metrics and all(c.at_least is None and c.at_most is None for c in contract.metrics):
        said = "No figure has an agreed bound (at_least or at_most): nothing in the contract can be missed."
        yield error("no-bound", ("metrics",), said)


def _claim(contract: Contract, claim: Claim, where: Where) -> Iterator[Defect]:
    if contract.task is None:
        return
    known = METRICS[contract.task]
    metric = known.get(claim.name)
    if metric is None:
        hint = did_you_mean(claim.name, known, list_when_at_most=20)
        said = f"There is no figure {claim.name!r} for a {contract.task.value} task; {hint}."
        yield error("unknown-metric", (*where, "name"), said.replace("?.", "?"))
        return
    yield from _bounds(metric, claim, where)
    if claim.value is None:
        return
    if claim.at_least is not None and claim.value < claim.at_least:
        said = f"The stated {claim.name} of {claim.value:g} is below the agreed {claim.at_least:g}."
        yield error("bound-missed", where, said)
    if claim.at_most is not None and claim.value > claim.at_most:
        said = f"The stated {claim.name} of {claim.value:g} is above the agreed {claim.at_most:g}."
        yield error("bound-missed", where, said)


def _bounds(metric: Metric, claim: Claim, where: Where) -> Iterator[Defect]:
    for field in ("value", "at_least", "at_most"):
        found = getattr(claim, field)
        if found is None or _within(metric, found):
            continue
        percent = metric.high == 1.0 and 1 < found <= 100
        hint = f" Write a share: {found / 100:g} for {found:g} %." if percent else ""
        ends = f"at least {metric.low:g}" if metric.high is None else f"{metric.low:g} to {metric.high:g}"
        said = f"{metric.title} is {found:g} here, but it can only be {ends}.{hint}"
        yield error("figure-impossible", (*where, field), said)
    wrong = "at_most" if metric.higher else "at_least"
    if metric.higher is not None and getattr(claim, wrong) is not None:
        better, other = ("higher", "at_least") if metric.higher else ("lower", "at_most")
        said = f"{metric.title} is better when it is {better}: agree on {other}, not on {wrong}."
        yield error("bound-wrong-way", (*where, wrong), said)


def _within(metric: Metric, value: float) -> bool:
    return (metric.low is None or value >= metric.low) and (metric.high is None or value <= metric.high)


def check_slices(contract: Contract) -> Iterator[Defect]:
    """What is wrong with the figures of slices, each and together."""
    whole = {claim.name: claim.value for claim in contract.metrics if claim.value is not None}
    groups: dict[tuple[str, str], list[Slice]] = {}
    for n, part in enumerate(contract.slices):
        yield from _claim(contract, part, ("slices", n))
        if part.value is not None:
            groups.setdefault((part.column, part.name), []).append(part)
    seen = Counter((part.column, part.equals, part.name) for part in contract.slices)
    for (column, equals, name), times in seen.items():
        if times > 1:
            yield error("slice-twice", ("slices",), f"{name} of {column} = {equals} is stated {times} times.")
    for (column, name), parts in groups.items():
        yield from _cannot_average(column, name, parts, whole.get(name))


def _cannot_average(column: str, name: str, parts: list[Slice], whole: float | None) -> Iterator[Defect]:
    """The accuracy or mean error of a whole lies between those of its parts, so all can't be on one side."""
    if whole is None or len(parts) < 2 or name not in _MEANS:
        return
    figures = [part.value for part in parts if part.value is not None]
    slack = ROUNDED * max(1.0, abs(whole))
    if not min(figures) - slack <= whole <= max(figures) + slack:
        side = "better" if (whole < min(figures)) is (name == "accuracy") else "worse"
        said = (
            f"Every stated slice of {column} has a {side} {name} than the whole ({whole:g}): "
            "at least one group is not stated."
        )
        yield error("slices-contradict-whole", ("slices",), said)
