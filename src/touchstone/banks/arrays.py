"""Evaluates a tree of the maths language over many random trials at once, in plain floats.

It shares no code with the worker's exact evaluation, so that a simulation is a second opinion.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from touchstone.maths import tree

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Column:
    """One value a trial: `data` has shape (trials,) or (1,), and for lists (trials, n) or (1, n)."""

    data: Any

    @property
    def is_list(self) -> bool:
        """Whether each trial holds a list."""
        return bool(self.data.ndim == 2)


class CannotSimulate(Exception):
    """The expression uses something that this evaluator does not know."""


_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda a, b: np.isclose(a, b, rtol=1e-12, atol=1e-12),
    "!=": lambda a, b: ~np.isclose(a, b, rtol=1e-12, atol=1e-12),
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_CONSTANTS = {"pi": np.pi, "e": np.e, "oo": np.inf}

_ONE: dict[str, Callable[[Any], Any]] = {
    "sqrt": np.sqrt,
    "abs": np.abs,
    "exp": np.exp,
    "ln": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "tanh": np.tanh,
    "floor": np.floor,
    "ceil": np.ceil,
    "sign": np.sign,
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "percent": lambda x: x / 100,
}

_OVER_LIST: dict[str, Callable[[Any], Any]] = {
    "sum": lambda x: x.sum(axis=1),
    "product": lambda x: x.prod(axis=1),
    "mean": lambda x: x.mean(axis=1),
    "median": lambda x: np.median(x, axis=1),
    "variance": lambda x: x.var(axis=1, ddof=1),
    "pvariance": lambda x: x.var(axis=1),
    "stdev": lambda x: x.std(axis=1, ddof=1),
    "pstdev": lambda x: x.std(axis=1),
    "min": lambda x: x.min(axis=1),
    "max": lambda x: x.max(axis=1),
    "range": lambda x: x.max(axis=1) - x.min(axis=1),
    "argmin": lambda x: x.argmin(axis=1) + 1.0,
    "argmax": lambda x: x.argmax(axis=1) + 1.0,
    "first": lambda x: x[:, 0],
    "last": lambda x: x[:, -1],
    "norm": lambda x: np.sqrt((x * x).sum(axis=1)),
    "sort": lambda x: np.sort(x, axis=1),
    "reverse": lambda x: x[:, ::-1],
    "cumsum": lambda x: x.cumsum(axis=1),
    "differences": lambda x: np.diff(x, axis=1),
}


def evaluate(node: tree.Node, env: Mapping[str, Column]) -> Column:
    """The value of a tree for every trial. Raises CannotSimulate."""
    match node:
        case tree.Number(value=value):
            return _fixed(float(value))
        case tree.Constant(name=name) if name in _CONSTANTS:
            return _fixed(_CONSTANTS[name])
        case tree.Word(word="true" | "false" as word):
            return _fixed(float(word == "true"))
        case tree.Name(name=name):
            if name not in env:
                raise CannotSimulate(f"it has no value for {name!r}")
            return env[name]
        case tree.Negative(operand=inner):
            return Column(-evaluate(inner, env).data)
        case tree.Add(terms=parts):
            return _fold(operator.add, parts, env)
        case tree.Multiply(factors=parts):
            return _fold(operator.mul, parts, env)
        case tree.Divide(numerator=a, denominator=b):
            return _fold(operator.truediv, (a, b), env)
        case tree.Power(base=a, exponent=b):
            return _fold(operator.pow, (a, b), env)
        case tree.Relation(sides=sides, operators=operators):
            return _relation([evaluate(side, env) for side in sides], operators)
        case tree.Logic(operator=name, operands=parts):
            return _logic(name, [evaluate(part, env) for part in parts])
        case tree.Items(kind="list", items=items):
            return Column(np.stack(_level([evaluate(item, env) for item in items]), axis=1))
        case tree.Index(base=base, positions=(position,)):
            return _element(evaluate(base, env), evaluate(position, env))
        case tree.Call():
            return _call(node, env)
    raise CannotSimulate(f"it does not know {type(node).__name__.lower()} here")


def _call(node: tree.Call, env: Mapping[str, Column]) -> Column:
    name, arguments = node.function, node.arguments
    if name in ("sum", "product", "each", "count") and len(arguments) == 2:
        return _over(name, arguments, env)
    values = [evaluate(argument, env) for argument in arguments]
    if name in _ONE and len(values) == 1:
        return Column(_ONE[name](values[0].data))
    if name in _OVER_LIST and len(values) == 1 and values[0].is_list:
        return Column(_OVER_LIST[name](values[0].data))
    return _other(name, values)


def _other(name: str, values: list[Column]) -> Column:
    match name, values:
        case (("min" | "max"), [_, *_]):
            pick = np.minimum if name == "min" else np.maximum
            return Column(
                np.broadcast_arrays(*_aligned(values))[0] if len(values) == 1 else _reduce(pick, values)
            )
        case "if_else", [condition, then, otherwise]:
            a, b, c = _aligned([condition, then, otherwise])
            return Column(np.where(a.astype(bool), b, c))
        case "mod", [a, b]:
            return Column(_reduce(np.mod, [a, b]))
        case "log", [a]:
            return Column(np.log(a.data))
        case "log", [a, b]:
            return Column(np.log(a.data) / np.log(b.data))
        case "round", [a]:
            return Column(np.floor(a.data + 0.5))
        case (("size" | "len"), [a]) if a.is_list:
            return _fixed(float(a.data.shape[1]))
        case "dot", [a, b] if a.is_list and b.is_list:
            return Column((a.data * b.data).sum(axis=1))
        case "quantile", [a, q] if a.is_list and q.data.size == 1:
            return Column(np.quantile(a.data, float(q.data.reshape(-1)[0]), axis=1))
        case (("covariance" | "correlation"), [a, b]) if a.is_list and b.is_list:
            return Column(_together(name, a.data, b.data))
    raise CannotSimulate(f"it does not know {name} of {len(values)} values")


def _over(name: str, arguments: tuple[tree.Node, ...], env: Mapping[str, Column]) -> Column:
    term, over = arguments
    if not isinstance(over, tree.Name) or over.name not in env or not env[over.name].is_list:
        raise CannotSimulate(f"{name} runs over a list that has a name")
    value = evaluate(term, {**env, over.name + "_i": env[over.name]})
    data = np.broadcast_to(
        value.data if value.is_list else value.data[:, None], _shape(value, env[over.name])
    )
    match name:
        case "sum" | "count":
            return Column(data.sum(axis=1) * 1.0)
        case "product":
            return Column(data.prod(axis=1))
    return Column(data)


def _shape(value: Column, over: Column) -> tuple[int, int]:
    return max(value.data.shape[0], over.data.shape[0]), over.data.shape[1]


def _together(name: str, a: Any, b: Any) -> Any:
    da, db = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    joint = (da * db).sum(axis=1)
    if name == "covariance":
        return joint / (a.shape[1] - 1)
    return joint / np.sqrt((da * da).sum(axis=1) * (db * db).sum(axis=1))


def _element(base: Column, position: Column) -> Column:
    if not base.is_list:
        raise CannotSimulate("only a list has elements")
    index = np.broadcast_to(position.data.astype(int) - 1, (max(base.data.shape[0], position.data.shape[0]),))
    rows = np.arange(index.size) if base.data.shape[0] > 1 else np.zeros(index.size, dtype=int)
    return Column(base.data[rows, index])


def _relation(sides: list[Column], operators: tuple[str, ...]) -> Column:
    holds: Any = True
    for left, right, name in zip(sides, sides[1:], operators, strict=False):
        a, b = _aligned([left, right])
        holds = holds & _COMPARE[name](a, b)
    return Column(holds * 1.0)


def _logic(name: str, parts: list[Column]) -> Column:
    truth = [part.data.astype(bool) for part in parts]
    if name == "not":
        return Column(~truth[0] * 1.0)
    joined = truth[0]
    for other in truth[1:]:
        joined = joined & other if name == "and" else joined | other
    return Column(joined * 1.0)


def _fold(how: Callable[[Any, Any], Any], parts: tuple[tree.Node, ...], env: Mapping[str, Column]) -> Column:
    return Column(_reduce(how, [evaluate(part, env) for part in parts]))


def _reduce(how: Callable[[Any, Any], Any], values: list[Column]) -> Any:
    data = _aligned(values)
    total = data[0]
    for other in data[1:]:
        total = how(total, other)
    return total


def _aligned(values: list[Column]) -> list[Any]:
    """The data, with numbers stretched beside lists."""
    if not any(value.is_list for value in values):
        return [value.data for value in values]
    return [value.data if value.is_list else value.data[:, None] for value in values]


def _level(values: list[Column]) -> list[Any]:
    if any(value.is_list for value in values):
        raise CannotSimulate("a list of lists has no trials")
    return list(np.broadcast_arrays(*[value.data for value in values]))


def _fixed(number: float) -> Column:
    return Column(np.array([number]))
