"""A random experiment as the second route to a key: does the key lie where many trials say it does?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from touchstone.banks import keys, laws
from touchstone.banks.answers import Simulate
from touchstone.banks.arrays import CannotSimulate, Column, evaluate
from touchstone.core.counts import count

LIMIT = (
    5.0  # standard errors: a right key fails once in 1.7 million experiments, and a failure is tried again
)
FAR = 10.0  # standard errors beyond which no second try is needed
BATCHES = 50  # for statistics without a simple standard error
RETRY = 8  # a suspected key, or a coarse result, is tried again with so many times the trials
COARSE = 0.1  # an experiment that can't see a slip of 10 % proves too little
CHUNK = 200_000  # trials at once
NUMBERS = 4_000_000  # drawn at once in one name: 32 MB
LONGEST = 1_000  # numbers in a list that a trial draws


@dataclass(frozen=True)
class Estimate:
    """What the trials say, and its standard error."""

    value: float
    error: float
    kept: int


def disagreement(simulate: Simulate, env: Mapping[str, Any], key: float, seed: int) -> str | None:
    """None when the experiment agrees with the key, else what it found, in words.

    `env` holds a float or a list of floats for each name that the experiment uses.
    """
    try:
        estimate = run(simulate, env, seed, simulate.trials)
        if not _far(estimate, key) and (not _near(estimate, key) or _coarse(estimate, key)):
            estimate = run(simulate, env, seed + 1, simulate.trials * RETRY)
    except CannotSimulate as error:
        return f"the simulation can't be run: {error}"
    except (ValueError, ArithmeticError, IndexError) as error:
        return f"the simulation can't be run on these numbers: {error}"
    if estimate.kept < 1_000:
        return f"only {count(estimate.kept, 'trial')} met `given`; at least 1,000 are needed"
    found = f"{estimate.value:.6g} ± {LIMIT * estimate.error:.2g}"
    if not _near(estimate, key):
        return f"the key is {key:.6g}, the simulation says {found}"
    if _coarse(estimate, key):
        return f"the simulation is too coarse to prove anything: {found}; use more trials"
    return None


def _far(estimate: Estimate, key: float) -> bool:
    return math.isfinite(estimate.error) and abs(estimate.value - key) > FAR * estimate.error


def _coarse(estimate: Estimate, key: float) -> bool:
    return LIMIT * estimate.error > COARSE * max(abs(key), abs(estimate.value), 1e-12)


def _near(estimate: Estimate, key: float) -> bool:
    spread = LIMIT * estimate.error + 1e-9 * abs(key)
    return math.isfinite(estimate.value) and abs(estimate.value - key) <= spread


def run(simulate: Simulate, env: Mapping[str, Any], seed: int, trials: int) -> Estimate:
    """The experiment's estimate from that many trials. Raises CannotSimulate."""
    rng = np.random.default_rng(seed)
    first, second = [], []
    chunk = min(CHUNK, NUMBERS // max(1, _longest(simulate, env)))
    for start in range(0, trials, chunk):
        with np.errstate(all="ignore"):
            value, other = _trials(simulate, env, rng, min(chunk, trials - start))
        first.append(value)
        second.append(other)
    return _estimate(simulate, np.concatenate(first), np.concatenate(second))


def _longest(simulate: Simulate, env: Mapping[str, Any]) -> int:
    """The size of the longest list that a trial draws."""
    columns = {name: _column(value) for name, value in env.items()}
    names = frozenset(columns)
    sizes = [_size(how, columns, names) or 1 for how in simulate.draw.values()]
    return max(sizes, default=1)


def _size(how: Mapping[str, Any], columns: Mapping[str, Column], names: frozenset[str]) -> int | None:
    if "size" not in how:
        return None
    size = evaluate(_tree(how["size"][0], names), columns).data.reshape(-1)[0]
    if not 1 <= size <= LONGEST:
        raise CannotSimulate(f"a list has 1 to {LONGEST:,} numbers, found size {size:g}")
    return int(size)


def _trials(
    simulate: Simulate, env: Mapping[str, Any], rng: np.random.Generator, trials: int
) -> tuple[Any, Any]:
    columns = {name: _column(value) for name, value in env.items()}
    names = frozenset(columns) | set(simulate.draw) | set(simulate.let)
    for name, how in simulate.draw.items():
        columns[name] = _draw(how, columns, names, rng, trials)
    for name, text in simulate.let.items():
        columns[name] = evaluate(_tree(text, names), columns)
    value = _one_a_trial(evaluate(_tree(simulate.value, names), columns), trials)
    other = value
    if simulate.against is not None:
        other = _one_a_trial(evaluate(_tree(simulate.against, names), columns), trials)
    if simulate.given is not None:
        kept = _one_a_trial(evaluate(_tree(simulate.given, names), columns), trials).astype(bool)
        value, other = value[kept], other[kept]
    return value, other


def _draw(
    how: Mapping[str, Any], columns: Mapping[str, Column], names: frozenset[str], rng: Any, trials: int
) -> Column:
    law = next(name for name in how if name != "size")
    arguments = [evaluate(_tree(text, names), columns) for text in how[law]]
    size = _size(how, columns, names)
    shape = (trials,) if size is None else (trials, size)
    data = [_stretched(argument, size) for argument in arguments]
    return Column(np.asarray(laws.LAWS[law].draw(rng, data, shape), dtype=float))


def _stretched(argument: Column, size: int | None) -> Any:
    """A number a trial stands beside a list a trial as a column."""
    return argument.data if argument.is_list or size is None else argument.data[:, None]


def _tree(text: Any, names: frozenset[str]) -> Any:
    found = keys.read_key(str(text), names)
    if isinstance(found, keys.Bad):
        raise CannotSimulate(found.reason)
    return found


def _column(value: Any) -> Column:
    return Column(np.array([value], dtype=float))


def _one_a_trial(column: Column, trials: int) -> Any:
    if column.is_list:
        raise CannotSimulate("a trial's value is one number, not a list")
    return np.broadcast_to(column.data, (trials,)).astype(float)


def _estimate(simulate: Simulate, value: Any, other: Any) -> Estimate:
    count = value.size
    if count < 1_000:
        return Estimate(math.nan, math.inf, count)
    if simulate.quantile is None and simulate.statistic == "mean":
        return Estimate(float(value.mean()), _error_of_mean(value), count)
    whole = _statistic(simulate, value, other)
    each = [
        _statistic(simulate, a, b)
        for a, b in zip(np.array_split(value, BATCHES), np.array_split(other, BATCHES), strict=True)
    ]
    return Estimate(whole, float(np.std(each, ddof=1) / math.sqrt(BATCHES)), count)


def _error_of_mean(value: Any) -> float:
    error = float(value.std(ddof=1) / math.sqrt(value.size))
    if np.isin(value, (0.0, 1.0)).all():
        # Wilson's shift keeps a share of 0 or 1 from looking certain.
        share = (value.sum() + LIMIT**2 / 2) / (value.size + LIMIT**2)
        error = max(error, math.sqrt(share * (1 - share) / value.size))
    return error


def _statistic(simulate: Simulate, value: Any, other: Any) -> float:
    if simulate.quantile is not None:
        return float(np.quantile(value, simulate.quantile))
    match simulate.statistic:
        case "variance":
            return float(value.var(ddof=1))
        case "stdev":
            return float(value.std(ddof=1))
        case "median":
            return float(np.median(value))
        case "covariance":
            return float(np.cov(value, other)[0, 1])
        case "correlation":
            return float(np.corrcoef(value, other)[0, 1])
    return float(value.mean())
