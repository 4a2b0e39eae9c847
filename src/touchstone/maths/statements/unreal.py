"""Numbers that are written and are not real, as ln(-1): among real numbers they solve nothing.

So `x = ln(4) or x = ln(-1)` says what `x = ln(4)` does, there. Who writes it doesn't mean that.
"""

from __future__ import annotations

from touchstone.maths.floats import compiled
from touchstone.maths.numeric import NotReal, Undefined, Unsure
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Node, Power, walk


def one_alone(a: Node, b: Node) -> bool:
    """Whether one statement alone writes a number that isn't real; a written i says that such are meant."""
    if any("i" in traits(node).constants for node in (a, b)):
        return False
    return _written(a) != _written(b)


def _written(node: Node) -> bool:
    return any(map(_unreal, walk(node)))


def _unreal(part: Node) -> bool:
    """Whether a number has a value, but no real one. The third root of -8 is real, and 1/0 is none."""
    if not isinstance(part, Call | Power) or names_in(part):
        return False
    try:
        compiled(part, real=True)({})
    except NotReal:
        return True
    except (Undefined, Unsure, OverflowError, ValueError):
        pass
    return False
