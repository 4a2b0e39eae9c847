"""All functions by name, and the one way in which they are called."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence

from touchstone.core.counts import count
from touchstone.maths.library import (
    calculus,
    distributions,
    elementary,
    information,
    linear_algebra,
    lists,
    singular,
    spectra,
    statistics,
    vectors,
    whole_numbers,
)
from touchstone.maths.library.catalogue import USAGE
from touchstone.maths.values import CannotEvaluate, Value

FUNCTIONS: dict[str, Callable[..., Value]] = {
    **elementary.FUNCTIONS,
    **whole_numbers.FUNCTIONS,
    **lists.FUNCTIONS,
    **linear_algebra.FUNCTIONS,
    **spectra.FUNCTIONS,
    **singular.FUNCTIONS,
    **vectors.FUNCTIONS,
    **statistics.FUNCTIONS,
    **information.FUNCTIONS,
    **distributions.FUNCTIONS,
    **calculus.FUNCTIONS,
}


def _arity(function: Callable[..., Value]) -> tuple[int, float]:
    """The least and the most arguments."""
    parameters = inspect.signature(function).parameters.values()
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters):
        return 1, float("inf")
    return sum(parameter.default is parameter.empty for parameter in parameters), len(parameters)


_ARITY = {name: _arity(function) for name, function in FUNCTIONS.items()}


def call(name: str, arguments: Sequence[Value]) -> Value:
    """The function's value. Raises CannotEvaluate with its usage when the number of arguments is wrong."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise CannotEvaluate(f"there is no function called {name!r}")
    least, most = _ARITY[name]
    if not least <= len(arguments) <= most:
        raise CannotEvaluate(
            f"{name} is called as {USAGE.get(name, name)}; found {count(len(arguments), 'argument')}"
        )
    return function(*arguments)
