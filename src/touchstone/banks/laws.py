"""The random draws of a simulation: their names, what they take, and how numpy makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from touchstone.banks.answers import Simulate
from touchstone.banks.places import Places
from touchstone.core.counts import count
from touchstone.core.located_yaml import Where
from touchstone.core.problems import Problem, did_you_mean

Floats: TypeAlias = npt.NDArray[np.float64]
Draw: TypeAlias = Callable[[np.random.Generator, Sequence[Floats], tuple[int, ...]], Any]


@dataclass(frozen=True)
class Law:
    """A named draw: what its arguments are called, and how `shape` numbers are drawn."""

    takes: tuple[str, ...]
    draw: Draw


def _shuffled(rng: np.random.Generator, items: Floats, shape: tuple[int, ...]) -> Floats:
    """One random order of the items a trial, its first `shape[1]` taken."""
    row = items.reshape(-1)
    order = np.argsort(rng.random((shape[0], row.size)), axis=1)[:, : shape[1] if len(shape) > 1 else 1]
    return row[order] if len(shape) > 1 else row[order][:, 0]


LAWS: dict[str, Law] = {
    "uniform": Law(("low", "high"), lambda r, a, s: r.uniform(a[0], a[1], s)),
    "integers": Law(
        ("low", "high"), lambda r, a, s: r.integers(a[0].astype(int), a[1].astype(int), s, endpoint=True)
    ),
    "normal": Law(("mean", "sd"), lambda r, a, s: r.normal(a[0], a[1], s)),
    "lognormal": Law(("mean", "sd"), lambda r, a, s: r.lognormal(a[0], a[1], s)),
    "exponential": Law(("rate",), lambda r, a, s: r.exponential(1 / a[0], s)),
    "bernoulli": Law(("p",), lambda r, a, s: r.random(s) < a[0]),
    "binomial": Law(("n", "p"), lambda r, a, s: r.binomial(a[0].astype(int), a[1], s)),
    "geometric": Law(("p",), lambda r, a, s: r.geometric(a[0], s)),
    "poisson": Law(("rate",), lambda r, a, s: r.poisson(a[0], s)),
    "gamma": Law(("shape", "rate"), lambda r, a, s: r.gamma(a[0], 1 / a[1], s)),
    "beta": Law(("a", "b"), lambda r, a, s: r.beta(a[0], a[1], s)),
    "hypergeometric": Law(
        ("population", "marked", "draws"),
        lambda r, a, s: r.hypergeometric(a[1].astype(int), (a[0] - a[1]).astype(int), a[2].astype(int), s),
    ),
    "resample": Law(("list",), lambda r, a, s: r.choice(a[0].reshape(-1), s)),
    "without_replacement": Law(("list",), lambda r, a, s: _shuffled(r, a[0], s)),
}


def check(simulate: Simulate, where: Where, places: Places) -> Iterator[Problem]:
    """Draws that no law makes, or with another number of arguments than it takes."""
    for name, how in simulate.draw.items():
        laws = [key for key in how if key != "size"]
        inner = (*where, "draw", name)
        if len(laws) != 1:
            hint = "such as {normal: [0, 1], size: 5}"
            yield places.problem(inner, "a draw names one law, and a `size` when it is a list", hint)
        elif laws[0] not in LAWS:
            known = did_you_mean(laws[0], LAWS, list_when_at_most=20)
            yield places.problem((*inner, laws[0]), f"there is no law {laws[0]!r}", known, key=True)
        elif len(how[laws[0]]) != len(LAWS[laws[0]].takes):
            takes = ", ".join(LAWS[laws[0]].takes)
            message = f"{laws[0]} takes [{takes}], found {count(len(how[laws[0]]), 'value')}"
            yield places.problem((*inner, laws[0]), message)
