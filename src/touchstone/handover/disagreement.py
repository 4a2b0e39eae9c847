"""A defect wherever the files of a contract give something else than it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from touchstone.core.counts import count
from touchstone.core.located_yaml import Where
from touchstone.handover.agreement import metric_of, rounds_to, slice_of
from touchstone.handover.as_read import as_read
from touchstone.handover.contract import Claim, Contract
from touchstone.handover.defects import Defect, Severity, error, warn
from touchstone.handover.names import Metric, title

NEAR = 0.0005  # figures that are the same in three places: one is taken for the other
FEW_ROWS = 30  # of a slice; below, one row moves a share by more than three points
GAP = 0.05  # of a share between a slice and the whole: a reader would ask about five points


def disagreements(contract: Contract, result: Mapping[str, Any]) -> Iterator[Defect]:
    """Every defect that only the files can show."""
    if not result["metrics"]:
        return
    for n, claim in enumerate(contract.metrics):
        yield from _judged(contract, claim, ("metrics", n), result["metrics"])
    yield from _slices(contract, result)
    yield from _rows(contract, result)
    yield from _too_good(contract, result)


def _judged(contract: Contract, claim: Claim, where: Where, figures: Mapping[str, Any]) -> Iterator[Defect]:
    metric, figure = metric_of(contract, claim.name), figures.get(claim.name)
    if metric is None:
        return
    if figure is None:
        said = f"{metric.title} is computed from scores: name their column as evaluation.predictions.score."
        yield error("no-score", where, said)
        return
    found = figure["value"]
    if found is None:
        yield warn("undefined", where, f"{metric.title} has no value on these files: {figure['why']}.")
        return
    if claim.value is not None and not rounds_to(found, claim.value, share=metric.high == 1.0):
        given = f"the files give {_shown(found)} on {count(figure['n'], 'row')}."
        said = f"The stated {claim.name} is {claim.value:g}; {given}"
        yield error("figure-differs", (*where, "value"), said + _lookalike(contract, claim, figures))
    yield from _kept(claim, where, metric, figure)


def _lookalike(contract: Contract, claim: Claim, figures: Mapping[str, Any]) -> str:
    """Which other figure was perhaps written down in its place."""
    assert claim.value is not None
    for name, figure in figures.items():
        found = figure["value"]
        near = found is not None and abs(found - claim.value) <= NEAR * max(1.0, abs(found))
        if near and name != claim.name:
            return f" {claim.value:g} is the {title(contract.task, name).split(' (')[0].lower()}."
    return ""


def _kept(claim: Claim, where: Where, metric: Metric, figure: Mapping[str, Any]) -> Iterator[Defect]:
    found, interval = figure["value"], figure["interval"]
    for end, sign, words in ((claim.at_least, 1, "below"), (claim.at_most, -1, "above")):
        if end is None:
            continue
        stated_misses = claim.value is not None and (claim.value - end) * sign < 0
        if (found - end) * sign < 0:
            if not stated_misses:  # else `claims` has said it
                said = f"By the files, {claim.name} is {_shown(found)}, {words} the agreed {end:g}."
                yield error("bound-missed", where, said)
        elif interval and (interval[0 if sign > 0 else 1] - end) * sign < 0:
            low, high = (_shown(one) for one in interval)
            said = (
                f"{metric.title} keeps the agreed {end:g} with {_shown(found)}, but its 95 % interval on "
                f"{count(figure['n'], 'row')} ({low} to {high}) reaches past it."
            )
            yield warn("bound-not-sure", where, said)


def _slices(contract: Contract, result: Mapping[str, Any]) -> Iterator[Defect]:
    for n, part in enumerate(contract.slices):
        where: Where = ("slices", n)
        if part.column not in result["slices"]:
            continue  # the problem of its column says so
        here = slice_of(result, part.column, part.equals)
        if here is None:
            known = ", ".join(one["equals"] for one in result["slices"][part.column][:8])
            said = f"No row has {part.column} = {part.equals}; the files hold {known}."
            yield error("slice-empty", (*where, "equals"), said)
            continue
        yield from _judged(contract, part, where, here["metrics"])
        if part.rows is not None and part.rows != here["rows"]:
            name = f"{part.column} = {part.equals}"
            rows = count(part.rows, "row")
            said = f"The slice {name} is said to have {rows}; the files give {here['rows']:,}."
            yield error("slice-rows-differ", (*where, "rows"), said)
    for column, parts in result["slices"].items():
        yield from _unstated(contract, column, parts, result)


def _unstated(
    contract: Contract, column: str, parts: list[Mapping[str, Any]], result: Mapping[str, Any]
) -> Iterator[Defect]:
    values = [part["equals"] for part in parts]
    stated = {as_read(part.equals, values) for part in contract.slices if part.column == column}
    name = next(part.name for part in contract.slices if part.column == column)
    for part in parts:
        figure, whole = part["metrics"].get(name), result["metrics"].get(name)
        found = figure["value"] if figure else None
        few = f", on {part['rows']:,} rows only" if part["rows"] < FEW_ROWS else f" on {part['rows']:,} rows"
        if part["equals"] not in stated:
            shown = "no value" if found is None else _shown(found)
            said = f"The slice {column} = {part['equals']} is not stated; its {name} is {shown}{few}."
            yield warn("slice-not-stated", ("slices",), said)
        gap = _gap(contract, name, found, whole["value"] if whole else None)
        if gap and part["rows"] >= FEW_ROWS:
            said = (
                f"{column} = {part['equals']}: {name} is {_shown(found or 0.0)}{few}, {gap} than the whole."
            )
            yield warn("slice-gap", ("slices",), said)


def _gap(contract: Contract, name: str, found: float | None, whole: float | None) -> str:
    metric = metric_of(contract, name)
    if metric is None or found is None or whole is None or metric.higher is None:
        return ""
    worse = (whole - found) if metric.higher else (found - whole)
    if metric.high == 1.0:
        return f"{worse * 100:.0f} points worse" if worse > GAP else ""
    return f"{worse / whole:.0%} worse" if whole > 0 and worse / whole > 4 * GAP else ""


def _rows(contract: Contract, result: Mapping[str, Any]) -> Iterator[Defect]:
    stated = contract.evaluation.rows if contract.evaluation else None
    if stated is not None and stated != result["rows"]:
        said = f"The evaluation is said to have {count(stated, 'row')}; the files hold {result['rows']:,}."
        yield error("rows-differ", ("evaluation", "rows"), said)


def _too_good(contract: Contract, result: Mapping[str, Any]) -> Iterator[Defect]:
    where: Where = ("evaluation", "predictions")
    if result.get("identical") and result["rows"] >= FEW_ROWS:
        said = "Every prediction equals its label: the labels have probably been copied or have leaked."
        yield warn("predictions-are-labels", where, said)
    classes, accuracy = result.get("classes"), result["metrics"].get("accuracy")
    if classes and accuracy and accuracy["value"] is not None:
        name, most = max(classes.items(), key=lambda item: item[1])
        share = most / result["rows"]
        if accuracy["value"] <= share:
            said = (
                f"Always answering {name!r} would be right in {_shown(share)}; "
                f"the model's accuracy of {_shown(accuracy['value'])} is no better."
            )
            yield Defect("no-better-than-constant", Severity.WARN, said, where)


def _shown(value: float) -> str:
    """Four figures, as many as anybody compares by eye."""
    return f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
