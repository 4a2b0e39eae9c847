"""Whether latency and memory of a contract can be true, and keep their limits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from touchstone.core.counts import count
from touchstone.handover.contract import Contract, Latency
from touchstone.handover.defects import Defect, error, warn

BYTES = {"float64": 8.0, "float32": 4.0, "float16": 2.0, "bfloat16": 2.0, "int8": 1.0, "int4": 0.5}
PACKED = 0.5  # weights are nearly random numbers: compression saves a tenth of them, rarely a half
FEW_REQUESTS = 1_000  # a 99th percentile of fewer calls rests on under ten of them


def check_latency(contract: Contract) -> Iterator[Defect]:
    """Percentiles out of order, above the limit, or resting on few calls."""
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
        rest = count(latency.requests, "call")
        said = f"The percentiles rest on {rest}; a 99th percentile needs {FEW_REQUESTS:,}."
        yield warn("few-requests", ("latency", "requests"), said)


def _percentiles(latency: Latency) -> list[tuple[str, float]]:
    stated = ((name, getattr(latency, f"{name}_ms")) for name in ("p50", "p95", "p99"))
    return [(name, found) for name, found in stated if found is not None]


def check_memory(contract: Contract) -> Iterator[Defect]:
    """A peak above the limit, or below what the parameters take."""
    memory, artefact = contract.memory, contract.artefact
    peak = memory.peak_mb if memory else None
    if memory and peak and memory.limit_mb and peak > memory.limit_mb:
        said = f"The peak of {peak:g} MB is above the limit of {memory.limit_mb:g} MB."
        yield error("memory-over-limit", ("memory", "limit_mb"), said)
    yield from _room_for_parameters(contract, peak, artefact.megabytes if artefact else None)
    if peak and artefact and artefact.megabytes and peak < artefact.megabytes:
        said = f"The artefact has {artefact.megabytes:g} MB, more than the stated peak of {peak:g} MB."
        yield warn("artefact-above-peak", ("memory", "peak_mb"), said)


def _room_for_parameters(contract: Contract, peak: float | None, size: float | None) -> Iterator[Defect]:
    """Whether the stated peak and artefact can hold the parameters; one cause is told once."""
    if not contract.parameters or not contract.precision:
        return
    least = contract.parameters * BYTES[contract.precision] / 1e6
    megabytes = f"{least:,.0f}" if least >= 10 else f"{least:.2g}"
    take = f"{contract.parameters:,} parameters in {contract.precision} take {megabytes} MB"
    small = f"the stated artefact of {size:g} MB can't hold them" if size and size < least else None
    if peak and peak < least:
        said = f"{take}; the stated peak of {peak:g} MB can't hold them"
        yield error("memory-too-small", ("memory", "peak_mb"), f"{said}{f', and {small}' if small else ''}.")
    elif small is not None and size:
        packed = size >= PACKED * least
        unless = " unless it is compressed: say so, or mend one of the two" if packed else ""
        kind = warn if packed else error
        yield kind("artefact-too-small", ("artefact", "megabytes"), f"{take}; {small}{unless}.")
