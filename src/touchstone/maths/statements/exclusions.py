"""Where an equation has no sides to speak of: the zeros of denominators, which are no solutions.

Two equations with proportional sides have the same solutions where both have values. They are the same
equation only when neither lacks what the other has.
"""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths import exact, modular
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Divide, Node, Power, walk

# f(u) has no value where g(u) is zero: tan(u) where cos(u) is.
_POLES = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin", "coth": "sinh", "csch": "sinh"}
_LOGS = frozenset({"ln", "log", "log2", "log10"})


def alike(f: Node, g: Node, *, real: bool) -> bool:
    """Whether f and g surely have no value at the same places; what each lacks is found in the other."""
    first, second = list(_zeros(f)), list(_zeros(g))
    return _found(first, second, real=real) and _found(second, first, real=real)


def _found(few: list[Node], many: list[Node], *, real: bool) -> bool:
    return all(any(u == v or modular.proportional(u, v, real=real).equal for v in many) for u in few)


def _zeros(f: Node) -> Iterator[Node]:
    """What must not be zero."""
    for part in walk(f):
        match part:
            case Divide(denominator=under) if names_in(under):
                yield under
            case Power(base=base, exponent=exponent) if names_in(base):
                n = exact.rational(exponent)
                if n is None or n < 0:
                    yield base
            case Call(function=name, arguments=(inner, *_)) if names_in(inner):
                if name in _POLES:
                    yield Call(_POLES[name], (inner,))
                elif name in _LOGS:
                    yield inner
