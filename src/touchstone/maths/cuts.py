"""Where `conj(f(w)) = f(conj(w))` fails: on the cut of a root, a logarithm or an inverse function.

There the two lie on either side of a jump: `conj(sqrt(-1))` is -i, `sqrt(conj(-1))` is i. And what has real
variables need not be real beyond the cut: `im(sqrt(x))` is 2 at x = -4.
"""

from __future__ import annotations

from collections.abc import Mapping

from touchstone.maths.conjugates import PARTS, imaginary
from touchstone.maths.domain import COUNTING
from touchstone.maths.floats import Floats
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.constants import never_negative
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Constant, Node, Number, Power, walk

# Cut along the negative real numbers; the others along a part of either axis.
_NEGATIVE = frozenset({"sqrt", "root", "ln", "log", "arg", "logit"})
_AXES = frozenset(
    {f"a{name}{end}" for name in ("sin", "cos", "tan", "cot", "sec", "csc") for end in ("", "h")}
)
_NEARLY = 1e-9


def crossed(node: Node, assume: Mapping[str, str]) -> bool:
    """Whether a real part, a conjugate or an argument is taken of what may lie on a cut."""
    if not PARTS & traits(node).functions:
        return False
    positive = frozenset(name for name, what in assume.items() if what == "positive")
    plane = frozenset(name for name, what in assume.items() if what == "complex")
    parts = [part for part in walk(node) if isinstance(part, Call) and part.function in PARTS]
    if any(
        isinstance(one, Call) and one.function in COUNTING and names_in(one) & plane for one in walk(node)
    ):
        return True  # a factorial is known at whole numbers alone, where a conjugate is what it is of
    if any(part.function == "arg" and names_in(part) & plane for part in parts):
        return True  # it jumps itself, on a line that no point drawn from the plane lies on
    inner = [one for part in parts if part.function != "arg" for one in walk(part.arguments[0])]
    return any(_may_cross(one, positive, plane) for one in inner)


def _may_cross(node: Node, positive: frozenset[str], plane: frozenset[str]) -> bool:
    match node:
        case Power(exponent=Number(value=n)) if n.denominator == 1:
            return False
        case Power(base=Constant(name="e" | "pi")):
            return False
        case Power(base=w):
            return _on_cut(w, positive, plane)
        case Call() if imaginary(node):
            return False
        case Call(function=name, arguments=(w, *_)) if name in _NEGATIVE:
            return _on_cut(w, positive, plane)
        case Call(function=name, arguments=(w,)) if name in _AXES:
            return bool(names_in(w)) or not _off_the_axes(w)
    return False


def _on_cut(w: Node, positive: frozenset[str], plane: frozenset[str]) -> bool:
    """Whether w may be a negative real number."""
    if names_in(w):
        real = not names_in(w) & plane and "i" not in traits(w).constants and not PARTS & traits(w).functions
        return not (real and (known_positive(w, positive, real=True) or never_negative(w)))
    value = _value(w)
    return value is None or (value.real < 0 and abs(value.imag) <= _NEARLY * abs(value))


def _off_the_axes(w: Node) -> bool:
    value = _value(w)
    return value is not None and (
        abs(value) <= 1 or min(abs(value.real), abs(value.imag)) > _NEARLY * abs(value)
    )


def _value(w: Node) -> complex | None:
    try:
        value, _ = compile_tree(w, Floats(real=False))({})
        return complex(value)
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
