"""Entropy and its kin, of shares that sum to 1: nats, or bits with a base of 2."""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.library.elementary import log
from touchstone.maths.library.statistics import data_of, pairs_of
from touchstone.maths.scalars import compare, equal, is_zero, multiply, negate, subtract, total
from touchstone.maths.values import ONE, ZERO, CannotEvaluate, Scalar, Value, scalar


def _shares(x: Value, name: str) -> list[Scalar]:
    items = data_of(x, name)
    if any(compare(item, ZERO) < 0 for item in items) or not equal(total(items), ONE):
        raise CannotEvaluate(f"{name} takes shares that are not negative and sum to 1")
    return items


def _log(number: Scalar, base: Value | None) -> Scalar:
    return scalar(ELEMENTARY["ln"](number)) if base is None else log(number, base)


def entropy(p: Value, base: Value | None = None) -> Value:
    """−Σ p_i log p_i, in nats or to the base; an impossible case counts 0."""
    return _cross(_shares(p, "entropy"), _shares(p, "entropy"), base)


def cross_entropy(p: Value, q: Value, base: Value | None = None) -> Value:
    """−Σ p_i log q_i."""
    pairs_of(p, q, "cross_entropy")
    return _cross(_shares(p, "cross_entropy"), _shares(q, "cross_entropy"), base)


def _cross(p: list[Scalar], q: list[Scalar], base: Value | None) -> Scalar:
    possible = [(a, b) for a, b in zip(p, q, strict=True) if not is_zero(a)]
    if any(is_zero(b) for _, b in possible):
        raise CannotEvaluate("a case that occurs has share 0 in the second list: the value is infinite")
    return negate(total([multiply(a, _log(b, base)) for a, b in possible]))


def kl_divergence(p: Value, q: Value, base: Value | None = None) -> Value:
    """Σ p_i log(p_i/q_i)."""
    return subtract(scalar(cross_entropy(p, q, base)), scalar(entropy(p, base)))


def gini(p: Value) -> Value:
    """1 − Σ p_i²: the chance that two independent draws differ."""
    return subtract(ONE, total([multiply(item, item) for item in _shares(p, "gini")]))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "entropy": entropy,
    "cross_entropy": cross_entropy,
    "kl_divergence": kl_divergence,
    "gini": gini,
}
