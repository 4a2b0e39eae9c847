"""Several sources as one figure, with weights that the asker states. Off by default, and never quiet.

A blend is an opinion about sources and no observation: each percentile is the weighted mean of the sources'
own, it has no n and no interval, and it is no more trusted than the weakest source in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from touchstone.salaries.figure import AMOUNTS, Figure, Quality
from touchstone.salaries.flags import code_of, flag, sentence_of
from touchstone.salaries.precision import step

SOURCE = "blend"
# How a part was converted, its own line says; all else that it says of its numbers holds for the blend.
OWN = ("rate", "converted_by_source")


@dataclass(frozen=True)
class Share:
    """One source's weight in a blend, above 0. Raises ValueError for another weight."""

    source: str
    weight: float

    def __post_init__(self) -> None:
        if not 0 < self.weight < 1e6:
            raise ValueError(f"a weight is a number above 0, found {self.weight:g} for {self.source}")


def blended(figures: Sequence[Figure], shares: Sequence[Share], names: Mapping[str, str]) -> Figure:
    """One figure out of the best-fitting figure of each named source, for one role, level and asked place.

    Withheld, with the reason, where a source has nothing to show or the figures don't speak of the same place
    in the same money. `figures` must not be empty; `names` are what people call sources and
    places.
    """
    first = figures[0]
    empty = Figure(first.role, first.level, first.asked, first.asked, SOURCE, series_name="Blend", fit="near")
    parts: list[tuple[Figure, float]] = []
    for share in shares:
        part = next((f for f in figures if f.source == share.source and f.shown and f.comparable), None)
        if part is None:
            said = f"no blend: {_name(share.source, names)} has no figure to show here"
            return empty.noted(flag("blend", said))
        parts.append((part, share.weight))
    return _apart(empty, [part for part, _ in parts], names) or _joined(empty, parts, names)


def _name(source: str | None, names: Mapping[str, str]) -> str:
    return names.get(source or "", source or "")


# An advertised range is one of base pay, as far as anybody says what is in it; total pay is another thing.
BASE_LIKE = {"advertised": "base"}


def _apart(empty: Figure, parts: Sequence[Figure], names: Mapping[str, str]) -> Figure | None:
    """Why the parts can't be joined, or None."""
    for what, known in (
        ("places", {_name(part.region, names) for part in parts}),
        ("currencies", {str(part.currency) for part in parts}),
        ("periods", {str(part.period) for part in parts}),
        ("taxes", {part.tax for part in parts if part.tax}),
        ("kinds of pay", {BASE_LIKE.get(part.pay, part.pay) for part in parts if part.pay}),
        ("contracts", {part.contract for part in parts if part.contract}),
    ):
        if len(known) > 1:
            listed = ", ".join(sorted(known))
            return empty.noted(flag("blend", f"no blend: the figures are of different {what} ({listed})"))
    return None


def _joined(empty: Figure, parts: Sequence[tuple[Figure, float]], names: Mapping[str, str]) -> Figure:
    total = sum(weight for _, weight in parts)
    first = parts[0][0]
    amounts = {
        name: round(sum(weight * (part[name] or 0) for part, weight in parts) / total)
        if all(part[name] is not None for part, _ in parts)
        else None
        for name in AMOUNTS
    }
    if not any(amounts.values()):
        return empty.noted(flag("blend", "no blend: the sources share no percentile"))
    kinds = _kinds(parts)
    weakest = Quality.LOW if any(part.quality is Quality.LOW for part, _ in parts) else Quality.OK
    notes = [note for part, _ in parts for note in _held(part, names)]
    return replace(
        empty,
        region=first.region,
        as_of=min(part.as_of for part, _ in parts if part.as_of),
        aged_to=first.aged_to,
        currency=first.currency,
        period=first.period,
        pay=first.pay if len(kinds) == 1 else None,
        tax=first.tax,
        contract=first.contract,
        basis="weighted mean of sources; " + " and ".join(dict.fromkeys(part.basis for part, _ in parts)),
        amounts=amounts,
        quality=weakest,
        seen_at=", ".join(dict.fromkeys(part.seen_at for part, _ in parts if part.seen_at)),
        old_on=next((part.old_on for part, _ in parts if part.old_on), None),
        known_to=max(step(part) for part, _ in parts),
        all_levels=all(part.all_levels for part, _ in parts),
        flags=(flag("blend", _weights_said(parts, names)), *dict.fromkeys(notes)),
    )


def _kinds(parts: Sequence[tuple[Figure, float]]) -> list[str]:
    return sorted({part.pay or "unstated" for part, _ in parts})


def _weights_said(parts: Sequence[tuple[Figure, float]], names: Mapping[str, str]) -> str:
    """How much of which source is in a blend, and what they don't have in common."""
    percents = percentages([weight for _, weight in parts])
    said = "; ".join(
        f"{percent}% {_name(part.source, names)} ({part.series_name}, {_quality(part)})"
        for percent, (part, _) in zip(percents, parts, strict=True)
    )
    text = f"weights stated by you: {said}; percentiles averaged, an opinion and no observation"
    if len(kinds := _kinds(parts)) > 1:
        text += f"; it joins {' and '.join(kinds)} pay"
    for what, known in (
        ("gross or net", [part.tax for part, _ in parts]),
        ("employment or another contract", [part.contract for part, _ in parts]),
    ):
        if any(known) and not all(known):
            text += f"; one of them doesn't say whether it is {what}"
    return text


def _held(part: Figure, names: Mapping[str, str]) -> list[str]:
    """What a part says of its own numbers, under its name, since another may say the same of others."""
    name = _name(part.source, names)
    return [f"{code_of(f)}: {name}: {sentence_of(f)}" for f in part.flags if code_of(f) not in OWN]


def _quality(part: Figure) -> str:
    """`n 1,280, ok`; `n not published`."""
    if part.unjudged:
        return "n not published"
    return f"n {part.n:,}, {part.quality}" if part.n is not None else f"n unknown, {part.quality}"


def percentages(weights: Sequence[float]) -> list[str]:
    """Weights above 0 as shares in percent, with as many digits as keep each apart from nothing: `99.8` and
    `0.2`, never `100` and `0`."""
    total = sum(weights)
    digits = next((d for d in range(9) if all(round(100 * w / total, d) > 0 for w in weights)), 9)
    return [f"{100 * weight / total:.{digits}f}" for weight in weights]
