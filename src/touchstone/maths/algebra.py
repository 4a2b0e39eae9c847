"""Trees as SymPy expressions, with every bound checked before anything is built; never from text.

SymPy is slow to load and slow to run: only the last step of the ladder comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from touchstone.maths import exact, zeroth
from touchstone.maths.floats import Floats
from touchstone.maths.limits import MAX_BITS, MAX_SYMBOLIC_EXPONENT, MAX_TOWER
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.traits import traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    walk,
)

# What simplify finishes in well under a second; it takes minutes on longer ones.
MAX_NODES, MAX_EXPONENT = 40, 12


class TooLarge(ValueError):
    """The expression is beyond the bounds, or holds what SymPy has no word for."""


def to_sympy(node: Node, assume: Mapping[str, str] | None = None) -> Any:
    """The expression in SymPy, its variables real unless assumed otherwise. Raises TooLarge."""
    check(node)
    return _Builder(assume or {}).build(node)


def check(node: Node) -> None:
    """Refuses what would take SymPy long merely to build. Raises TooLarge."""
    for part in walk(node):
        if isinstance(part, Power):
            _check_power(part)
        if isinstance(part, Call | Power) and not traits(part).names:
            _check_constant(part)
    if tower(node) > MAX_TOWER:
        raise TooLarge("exponentials one inside another")


def _check_power(node: Power) -> None:
    n = exact.rational(node.exponent)
    if n is None:
        return
    base = exact.rational(node.base)
    if base is None and abs(n) > MAX_SYMBOLIC_EXPONENT:
        raise TooLarge("too high a power")
    if base is not None and exact.bits(base) * abs(n) > MAX_BITS:
        raise TooLarge("too large a number")


def _check_constant(node: Node) -> None:
    """A constant that floats can't hold is one that SymPy would work on for long: (10^9)!.

    Sin(exp(exp(20))).
    """
    try:
        compile_tree(node, Floats(real=False))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        raise TooLarge("too large or too hard a constant") from None


def tower(node: Node) -> int:
    """How many exponentials stand one inside another."""
    match node:
        case Power(base=base, exponent=exponent) if traits(exponent).names or traits(exponent).functions:
            return max(tower(base), 1 + tower(exponent))
        case Call(function="exp" | "sinh" | "cosh", arguments=(inner,)):
            return 1 + tower(inner)
    from touchstone.maths.tree import children

    return max(map(tower, children(node)), default=0)


class _Builder:
    def __init__(self, assume: Mapping[str, str]) -> None:
        self.assume = assume
        self.symbols: dict[str, Any] = {}

    def build(self, node: Node) -> Any:
        import sympy

        value = exact.rational(node)
        if value is not None:
            return sympy.Rational(value.numerator, value.denominator)
        match node:
            case Name(name=name):
                return self._symbol(name)
            case Constant(name=name):
                return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo}[name]
            case Negative(operand=inner):
                return -self.build(inner)
            case Add(terms=terms):
                return sympy.Add(*map(self.build, terms))
            case Multiply(factors=factors):
                return sympy.Mul(*map(self.build, factors))
            case Divide(numerator=over, denominator=under):
                return self.build(over) / self.build(under)
            case Power(base=base, exponent=exponent):
                return sympy.Pow(self.build(base), self.build(exponent))
            case Call(function=function, arguments=arguments):
                return self._call(function, [self.build(argument) for argument in arguments])
        raise TooLarge(type(node).__name__)

    def _symbol(self, name: str) -> Any:
        import sympy

        if name not in self.symbols:
            what = self.assume.get(name, "real")
            words = {"integer": "integer", "count": "integer", "complex": "complex"}
            self.symbols[name] = sympy.Symbol(name, **{words.get(what, what): True})
        return self.symbols[name]

    def _call(self, function: str, arguments: list[Any]) -> Any:
        import sympy

        special: dict[str, Callable[..., Any]] = {
            "root": lambda x, n: sympy.real_root(x, n),
            "abs": _size,
            "ln": sympy.log,
            "log": sympy.log,
            "log2": lambda x: sympy.log(x, 2),
            "log10": lambda x: sympy.log(x, 10),
            "ceil": sympy.ceiling,
            "max": sympy.Max,
            "min": sympy.Min,
            "mod": sympy.Mod,
            "percent": lambda x: x / 100,
            "degrees": lambda x: x * sympy.pi / 180,
            "relu": lambda x: sympy.Max(x, 0),
            "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
            "logit": lambda x: sympy.log(x / (1 - x)),
        }
        found = special.get(function) or (getattr(sympy, function, None) if function in _SAME_NAME else None)
        if found is None:
            raise TooLarge(function)
        return found(*arguments)


def _size(x: Any) -> Any:
    """|x|; of a whole power the power of the size, which SymPy sees of real numbers alone."""
    import sympy

    return sympy.Abs(x.base) ** x.exp if x.is_Pow and x.exp.is_Integer else sympy.Abs(x)


_SAME_NAME = frozenset(
    [
        "sqrt",
        "exp",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "asin",
        "acos",
        "atan",
        "acot",
        "asec",
        "acsc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "asinh",
        "acosh",
        "atanh",
        "acoth",
        "asech",
        "acsch",
        "floor",
        "sign",
        "factorial",
        "binomial",
        "gamma",
    ]
)


def simplifies_to_zero(a: Node, b: Node, assume: Mapping[str, str]) -> bool:
    """Whether SymPy simplifies a − b to zero. False says nothing; large expressions aren't tried."""
    difference = Add((a, Negative(b)))
    if not traits(difference).names:
        return False  # digits have looked at a constant closer than SymPy would
    if sum(1 for _ in walk(difference)) > MAX_NODES or not _small_powers(difference):
        return False
    if zeroth.doubtful(difference):
        return False  # SymPy takes every power 0 for 1
    import sympy

    try:
        return bool(sympy.simplify(to_sympy(difference, assume)) == 0)
    except (
        TooLarge,
        exact.NoValue,
        ArithmeticError,
        ValueError,
        TypeError,
        NotImplementedError,
        AttributeError,
    ):
        return False


# SymPy writes the factorial of n - 5000 as a product of so many factors: 20 seconds for one answer.
MAX_SHIFT = 64
SHIFTING = frozenset({"factorial", "binomial", "gamma"})
# And e^(x - 10^6) as a power to be multiplied out: half a minute, and all memory.
MAX_STEEPNESS = 1000
STEEP = frozenset({"exp", "sinh", "cosh", "tanh", "coth", "sech", "csch"})


def _small_powers(node: Node) -> bool:
    found = traits(node)
    if SHIFTING & found.functions and any(abs(part.value) > MAX_SHIFT for part in found.literals):
        return False
    if (STEEP & found.functions or found.growing) and not _gentle(node):
        return False
    return all(
        isinstance(part, Name | Constant) or (isinstance(part, Number) and abs(part.value) <= Fraction(10**6))
        for part in walk(node)
        if not isinstance(part, Add | Multiply | Divide | Negative | Call | Power)
    ) and all(
        abs(n) <= MAX_EXPONENT
        for part in walk(node)
        if isinstance(part, Power) and (n := exact.rational(part.exponent)) is not None
    )


def _gentle(node: Node) -> bool:
    numbers = (exact.rational(part) for part in walk(node))
    return all(n is None or abs(n) <= MAX_STEEPNESS for n in numbers)
