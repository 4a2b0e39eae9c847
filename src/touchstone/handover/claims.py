"""Whether what a contract states can be true at once: versions, orders, limits, sizes, dates, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from touchstone.core.located_yaml import Where
from touchstone.core.problems import did_you_mean
from touchstone.handover.contract import Claim, Contract, Latency, Slice
from touchstone.handover.defects import Defect, error, warn
from touchstone.handover.names import METRICS, Metric
from touchstone.handover.versions import is_exact, is_python, numbers

BYTES = {"float64": 8.0, "float32": 4.0, "float16": 2.0, "bfloat16": 2.0, "int8": 1.0, "int4": 0.5}
OLD_DATA = timedelta(days=365)  # a year holds every season: older data may miss the world of today
ROUNDED = 0.001  # figures are rounded before they are written down
_MEANS = ("accuracy", "mae", "mse", "brier")  # the figure of a whole is the mean of its parts'
FEW_REQUESTS = 1_000  # a 99th percentile of fewer calls rests on under ten of them
_VAGUE = (
    "as usual",
    "as before",
    "standard preprocessing",
    "the usual",
    "see code",
    "see notebook",
    "tbd",
    "todo",
)
_TEAM = {"team", "group", "department", "everybody", "everyone", "us", "we", "all"}


def check_claims(contract: Contract, as_of: date) -> Iterator[Defect]:
    """Every contradiction that can be seen without the data. `as_of` is today."""
    for check in (_versions, _metrics, _slices, _latency, _memory, _people, _words, _rollback, _inputs):
        yield from check(contract)
    yield from _dates(contract, as_of)


def _versions(contract: Contract) -> Iterator[Defect]:
    framework = contract.framework
    named: list[tuple[Where, str, str | None]] = [
        (("version",), "the model", contract.version),
        (("framework", "version"), "the framework", framework.version if framework else None),
        *((("dependencies", name), name, version) for name, version in contract.dependencies.items()),
    ]
    for where, what, version in named:
        if version is not None and not is_exact(version):
            said = f"The version of {what} is {version!r}, not one release: write it out, such as 2.4.1."
            yield error("version-not-exact", where, said)
    python = framework.python if framework else None
    if python is not None and not is_python(python):
        said = f"The version of Python is {python!r}; expected one such as 3.11."
        yield error("version-not-exact", ("framework", "python"), said)


def _metrics(contract: Contract) -> Iterator[Defect]:
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


def _slices(contract: Contract) -> Iterator[Defect]:
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


def _latency(contract: Contract) -> Iterator[Defect]:
    latency = contract.latency
    if latency is None:
        return
    stated = _percentiles(latency)
    for (low, below), (high, above) in pairwise(stated):
        if below > above:
            said = f"The {high} of {above:g} ms is below the {low} of {below:g} ms, which can't be."
            yield error("percentiles-out-of-order", ("latency", f"{high}_ms"), said)
    held = dict(stated).get(latency.limit_at)
    if held is not None and latency.limit_ms is not None and held > latency.limit_ms:
        said = f"The stated {latency.limit_at} of {held:g} ms is above the agreed {latency.limit_ms:g} ms."
        yield error("latency-over-limit", ("latency", "limit_ms"), said)
    if latency.requests is not None and latency.requests < FEW_REQUESTS:
        said = (
            f"The percentiles rest on {latency.requests:,} calls; a 99th percentile needs {FEW_REQUESTS:,}."
        )
        yield warn("few-requests", ("latency", "requests"), said)


def _percentiles(latency: Latency) -> list[tuple[str, float]]:
    stated = ((name, getattr(latency, f"{name}_ms")) for name in ("p50", "p95", "p99"))
    return [(name, found) for name, found in stated if found is not None]


def _memory(contract: Contract) -> Iterator[Defect]:
    memory, artefact = contract.memory, contract.artefact
    peak = memory.peak_mb if memory else None
    if memory and peak and memory.limit_mb and peak > memory.limit_mb:
        said = f"The peak of {peak:g} MB is above the limit of {memory.limit_mb:g} MB."
        yield error("memory-over-limit", ("memory", "limit_mb"), said)
    if peak and contract.parameters and contract.precision:
        least = contract.parameters * BYTES[contract.precision] / 1e6
        if peak < least:
            said = (
                f"{contract.parameters:,} parameters in {contract.precision} take {least:,.0f} MB; "
                f"the stated peak of {peak:g} MB can't hold them."
            )
            yield error("memory-too-small", ("memory", "peak_mb"), said)
    if peak and artefact and artefact.megabytes and peak < artefact.megabytes:
        said = f"The artefact has {artefact.megabytes:g} MB, more than the stated peak of {peak:g} MB."
        yield warn("artefact-above-peak", ("memory", "peak_mb"), said)


def _people(contract: Contract) -> Iterator[Defect]:
    owner, receiver, monitoring = contract.owner, contract.receiver, contract.monitoring
    named = [(("owner", "name"), "owner", owner.name if owner else None)]
    named.append((("receiver", "name"), "receiver", receiver.name if receiver else None))
    named.append(
        (("monitoring", "responsible"), "one who watches", monitoring.responsible if monitoring else None)
    )
    for where, what, name in named:
        if name and _TEAM & set(name.lower().replace("-", " ").split()):
            yield error("not-a-person", where, f"The {what} is {name!r}: name a person who can be called.")
    giver, taker = (person.name if person else None for person in (owner, receiver))
    if giver and taker and giver.casefold() == taker.casefold():
        yield warn("same-person", ("receiver", "name"), f"{giver} hands over to themselves.")


def _words(contract: Contract) -> Iterator[Defect]:
    for n, line in enumerate(contract.preprocessing):
        vague = next((words for words in _VAGUE if words in line.lower()), None)
        if vague is not None:
            said = f"The step {line!r} can't be rebuilt from {vague!r}: say what is done, with its constants."
            yield error("vague-preprocessing", ("preprocessing", n), said)


def _rollback(contract: Contract) -> Iterator[Defect]:
    back = contract.rollback.to_version if contract.rollback else None
    if back is None or contract.version is None:
        return
    ours, theirs = numbers(contract.version), numbers(back)
    where: Where = ("rollback", "to_version")
    if back == contract.version:
        yield error("rollback-to-itself", where, f"The way back leads to {back}, the version handed over.")
    elif theirs is None:
        yield error("version-not-exact", where, f"The way back leads to {back!r}, which is not one release.")
    elif ours is not None and theirs > ours:
        said = f"The way back leads to {back}, which is newer than the {contract.version} handed over."
        yield warn("rollback-forward", where, said)


def _inputs(contract: Contract) -> Iterator[Defect]:
    for name, times in Counter(item.name for item in contract.inputs).items():
        if times > 1:
            yield error("input-twice", ("inputs",), f"The input {name!r} is listed {times} times.")
    for n, item in enumerate(contract.inputs):
        if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
            said = (
                f"The input {item.name!r} has a minimum {item.minimum:g} above its maximum {item.maximum:g}."
            )
            yield error("range-upside-down", ("inputs", n), said)
        if item.missing is None:
            said = f"The contract does not say what happens when {item.name!r} is missing."
            yield warn("missing-values-unsaid", ("inputs", n), said)


def _dates(contract: Contract, as_of: date) -> Iterator[Defect]:
    tested, trained = contract.evaluation, contract.training
    for where, period in ((("evaluation",), tested), (("training",), trained)):
        begin, end = (period.collected_from, period.collected_until) if period else (None, None)
        if begin and end and begin > end:
            yield error("dates-upside-down", where, f"The {where[0]} data begin on {begin} and end on {end}.")
        if end and end > as_of:
            yield error("date-to-come", where, f"The {where[0]} data end on {end}, which is still to come.")
    if contract.agreed and contract.agreed > as_of:
        said = f"The agreement is dated {contract.agreed}, which is still to come."
        yield warn("date-to-come", ("agreed",), said)
    begin = tested.collected_from if tested else None
    last = trained.collected_until if trained else None
    if begin and last and begin <= last:
        said = (
            f"The evaluation data begin on {begin}, while the training data run until {last}: rows may leak."
        )
        yield error("periods-overlap", ("evaluation", "collected_from"), said)
    end = tested.collected_until if tested else None
    if end and as_of - end > OLD_DATA:
        said = f"The evaluation data end on {end}, over a year ago: measure again on newer ones."
        yield warn("old-data", ("evaluation", "collected_until"), said)
    support = contract.support
    if support and support.until and support.until < as_of:
        yield warn("support-over", ("support", "until"), f"The support ended on {support.until}.")
    if tested and tested.split == "validation":
        said = (
            "The figures come from a validation set: if it chose anything, they are too good. Use a test set."
        )
        yield warn("validation-set", ("evaluation", "split"), said)
