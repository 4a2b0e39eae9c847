"""Images of functions: roots, exponentials, sines, absolute values, factorials."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.modular import linear
from touchstone.maths.modular.linear import Linear
from touchstone.maths.modular.point import MAX_SHIFT, Point, Unsupported
from touchstone.maths.tree import Add, Divide, Negative, Node, Number


def _root(point: Point, node: Node, degree: Node | None = None) -> int:
    n = Fraction(2) if degree is None else exact.rational(degree)
    if n is None or n == 0:
        raise Unsupported("a root of a variable degree")
    value = exact.rational(node)
    if value is not None and value < 0 and n.denominator == 1 and n % 2:
        return -point.exponential(linear.scaled(point.log_rational(-value), 1 / n)) % point.p
    if value == 0:
        return 0
    return point.exponential(linear.scaled(point.logarithm(node), 1 / n))


def _exp(point: Point, node: Node) -> int:
    return point.exponential(point.linear(node))


def _ln(point: Point, node: Node, base: Node | None = None) -> int:
    point.sure = False
    log = point.value(point.logarithm(node))
    return log if base is None else log * point.inverse(point.value(point.logarithm(base))) % point.p


def _log_base(base: int) -> Callable[[Point, Node], int]:
    return lambda point, node: _ln(point, node, Number(str(base), Fraction(base)))


def _turning(point: Point, node: Node) -> tuple[int, int]:
    """exp(iu) and exp(-iu)."""
    form = Linear({image: (-im, re) for image, (re, im) in point.linear(node).terms.items()})
    turn = point.exponential(form)
    return turn, point.inverse(turn)


def _growing(point: Point, node: Node) -> tuple[int, int]:
    growth = point.exponential(point.linear(node))
    return growth, point.inverse(growth)


def _sine(point: Point, node: Node) -> int:
    turn, back = _turning(point, node)
    return (turn - back) * point.inverse(2 * point.field.i) % point.p


def _cosine(point: Point, node: Node) -> int:
    turn, back = _turning(point, node)
    return (turn + back) * point.inverse(2) % point.p


def _sinh(point: Point, node: Node) -> int:
    up, down = _growing(point, node)
    return (up - down) * point.inverse(2) % point.p


def _cosh(point: Point, node: Node) -> int:
    up, down = _growing(point, node)
    return (up + down) * point.inverse(2) % point.p


_Step = Callable[[Point, Node], int]


def _over(f: _Step, g: _Step) -> _Step:
    return lambda point, node: f(point, node) * point.inverse(g(point, node)) % point.p


def _one(point: Point, node: Node) -> int:
    return 1


def _odd(name: str) -> _Step:
    return lambda point, node: point.odd(name, node)


def _quarter_less(f: _Step) -> _Step:
    """π/2 − f: the arc cosine from the arc sine."""
    return lambda point, node: (point.pi * point.inverse(2) - f(point, node)) % point.p


def _of_reciprocal(f: _Step) -> _Step:
    return lambda point, node: f(point, Divide(Number("1", Fraction(1)), node))


def _abs(point: Point, node: Node) -> int:
    value = exact.rational(node)
    if value is not None:
        return point.rational_image(abs(value))
    return point.image(node) * point.sign(node) % point.p


def _sign(point: Point, node: Node) -> int:
    return point.sign(node)


def _larger(sign: int) -> Callable[..., int]:
    """max(a, b) = (a + b + |a − b|)/2, and min with the other sign; more arguments one after another."""

    def run(point: Point, first: Node, *rest: Node) -> int:
        key = sign, first, *rest  # it occurs three times in what stands around it, and so on outwards
        if key not in point.folded:
            point.folded[key] = image_of(point, first, *rest)
        return point.folded[key]

    def image_of(point: Point, first: Node, *rest: Node) -> int:
        total, node = point.image(first), first
        for other in rest:
            gap = _abs(point, Add((node, Negative(other)))) if node is first else _fresh_gap(point)
            total = (total + point.image(other) + sign * gap) * point.inverse(2) % point.p
            node = other
        return total

    return run


def _fresh_gap(point: Point) -> int:
    raise Unsupported("the largest of more than two")


def _relu(point: Point, node: Node) -> int:
    return (point.image(node) + _abs(point, node)) * point.inverse(2) % point.p


def _floor_of(point: Point, form: Linear) -> int:
    """⌊u + n⌋ = ⌊u⌋ + n for a whole n."""
    if not form.real():
        raise Unsupported("the floor of a complex number")
    constant = form.terms.get(1, (Fraction(0), Fraction(0)))[0]
    whole = math.floor(constant)
    rest = linear.add([form, linear.single(1, Fraction(-whole))])
    return (point.atom("floor", point.value(rest)) + whole) % point.p


def _floor(point: Point, node: Node) -> int:
    return _floor_of(point, point.linear(node))


def _ceil(point: Point, node: Node) -> int:
    return -_floor_of(point, linear.scaled(point.linear(node), Fraction(-1))) % point.p


def _mod(point: Point, node: Node, modulus: Node) -> int:
    turns = _floor(point, Divide(node, modulus))
    return (point.image(node) - point.image(modulus) * turns) % point.p


def _atom_of_set(name: str) -> Callable[..., int]:
    return lambda point, *nodes: point.atom(name, frozenset(point.image(node) for node in nodes))


def _gamma(point: Point, node: Node) -> int:
    return point.gamma(point.image(node))


def _factorial(point: Point, node: Node) -> int:
    value = exact.rational(node)
    if value is not None and value.denominator == 1 and 0 <= value <= 200:
        return math.factorial(value.numerator) % point.p
    return point.gamma((point.image(node) + 1) % point.p)


def _binomial(point: Point, n: Node, k: Node) -> int:
    chosen = exact.integer(k)
    if chosen is not None and 0 <= chosen <= MAX_SHIFT:
        top, product = point.image(n), 1
        for j in range(chosen):
            product = product * (top - j) % point.p
        return product * point.inverse(math.factorial(chosen)) % point.p
    rest = _factorial(point, Add((n, Negative(k))))
    return _factorial(point, n) * point.inverse(_factorial(point, k) * rest) % point.p


def _sigmoid(point: Point, node: Node) -> int:
    return point.inverse(1 + _exp(point, Negative(node)))


def _logit(point: Point, node: Node) -> int:
    rest = Add((Number("1", Fraction(1)), Negative(node)))
    return (_ln(point, node) - _ln(point, rest)) % point.p


def _percent(point: Point, node: Node) -> int:
    return point.image(node) * point.inverse(100) % point.p


def _degrees(point: Point, node: Node) -> int:
    return point.image(node) * point.pi * point.inverse(180) % point.p


_asin, _atan = _odd("asin"), _odd("atan")

CALLS: dict[str, Callable[..., int]] = {
    "sqrt": _root,
    "root": _root,
    "exp": _exp,
    "ln": _ln,
    "log": _ln,
    "log2": _log_base(2),
    "log10": _log_base(10),
    "sin": _sine,
    "cos": _cosine,
    "tan": _over(_sine, _cosine),
    "cot": _over(_cosine, _sine),
    "sec": _over(_one, _cosine),
    "csc": _over(_one, _sine),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _over(_sinh, _cosh),
    "coth": _over(_cosh, _sinh),
    "sech": _over(_one, _cosh),
    "csch": _over(_one, _sinh),
    "asin": _asin,
    "acos": _quarter_less(_asin),
    "atan": _atan,
    "acot": _of_reciprocal(_atan),
    "acsc": _of_reciprocal(_asin),
    "asec": _of_reciprocal(_quarter_less(_asin)),
    "asinh": _odd("asinh"),
    "atanh": _odd("atanh"),
    "acosh": lambda point, node: point.atom("acosh", point.image(node)),
    "abs": _abs,
    "sign": _sign,
    "max": _larger(1),
    "min": _larger(-1),
    "relu": _relu,
    "floor": _floor,
    "ceil": _ceil,
    "mod": _mod,
    "gcd": _atom_of_set("gcd"),
    "lcm": _atom_of_set("lcm"),
    "gamma": _gamma,
    "factorial": _factorial,
    "binomial": _binomial,
    "sigmoid": _sigmoid,
    "logit": _logit,
    "percent": _percent,
    "degrees": _degrees,
}
