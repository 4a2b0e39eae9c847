"""What may be raised to the power 0: u^0 is 1, also where u happens to be zero, but 0^0 has no value.

Whether an expression is zero everywhere: a point refutes it, images in prime fields
prove it, else nothing is known.
"""

from __future__ import annotations

from touchstone.maths.arrays import ZERO
from touchstone.maths.floats import compiled
from touchstone.maths.numeric import Undefined, Unsure
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Node, Number, Power, walk

# Values of the variables, each a little more for the next name: of either sign, small and large, inside
# the domains of inverse sines, and some whole numbers.
PLACES = (0.7366, 1.9131, -0.4214, 5.2319, -3.7017, 0.0613, 23.117, 3.0, 2.0, 411.25, -67.125, 20011.5)
STEP = 0.375


def surely_something(base: Node) -> bool:
    """Whether floats prove that an expression isn't zero at one of a few points."""
    names = sorted(names_in(base))
    for real in (True, False):
        try:
            run = compiled(base, real=real)
        except (Undefined, Unsure):
            continue
        for place in PLACES if names else PLACES[:1]:
            whole = place.is_integer()
            at = {name: (place + k * (1 if whole else STEP), 0.0) for k, name in enumerate(names)}
            try:
                value, error = run(at)
            except (Undefined, Unsure, OverflowError, ValueError):
                continue
            if abs(value) > 4 * error and abs(value) < float("inf"):
                return True
    return False


def surely_nothing(base: Node) -> bool:
    """Whether an expression is zero everywhere beyond doubt."""
    from touchstone.maths import modular

    match base:
        case Call(function="sqrt" | "root" | "abs" | "sign", arguments=(inner, *_)):
            return surely_nothing(inner)
        case Power(base=inner, exponent=Number(value=n)) if n > 0:
            return surely_nothing(inner)
    return modular.compare(base, ZERO).equal


def doubtful(node: Node) -> bool:
    """Whether something is raised to the power 0 that may be zero everywhere."""
    return any(
        isinstance(part, Power)
        and isinstance(part.exponent, Number)
        and part.exponent.value == 0
        and not surely_something(part.base)
        for part in walk(node)
    )
