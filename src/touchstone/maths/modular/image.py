"""The image of an expression in a prime field at a random point, so that equal expressions have equal images.

Variables, π, logarithms of primes and the exponentials of independent terms go to random elements; roots,
sines and factorials to what their laws then demand. Every rule used is an identity wherever both of its sides
are defined over the real numbers, so equal images at random points mean equal functions, up to a chance below
10^-12. Unequal images prove a difference only between rational functions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths import exact
from touchstone.maths.modular import linear
from touchstone.maths.modular.field import TURN, Field, NoRoot, dice
from touchstone.maths.modular.linear import Linear
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

# Variables are drawn as powers of this degree, so that their roots up to the 10th (and 12th) exist.
NAME_ROOTS = 2520 * 2
# Γ(u + k) is reduced to Γ(u) for shifts up to this.
MAX_SHIFT = 60
# Primes of a surd are found by division up to this; what is left counts as a prime, which is safe.
MAX_TRIAL = 1000

HALF = Fraction(1, 2)


class Unsupported(Exception):
    """This has no image: a step whose law is not known here."""


class NeedRoot(Exception):
    """The prime (or term) must be drawn anew, with roots of this degree."""

    def __init__(self, prime: int, degree: int) -> None:
        self.prime, self.degree = prime, degree


class Point:
    """A field, a random image for each variable and constant, and the images made from them on the way.

    `positive` names variables declared positive; `roots` gives the degree of root that each prime's image
    must have.
    """

    def __init__(self, field: Field, *, positive: frozenset[str], roots: dict[int, int], real: bool) -> None:
        self.field, self.p = field, field.p
        self.positive, self.needed, self.real = positive, roots, real
        # So far only steps whose laws are all known: roots of numbers and of variables, sines of angles, and
        # π, which is transcendental. Then unequal images prove a difference.
        self.sure = True
        self.chancy = False  # a sign was drawn by chance: then more points are needed
        self.pi, self.names = field.draw(), dict[str, tuple[int, int]]()
        self.atoms: dict[tuple[object, ...], int] = {}
        self.logs: dict[int, tuple[str, int]] = {}
        self.log_of: dict[tuple[str, int], int] = {}
        self.gammas: list[tuple[int, int]] = []
        self.sort_of: dict[int, str] = {}

    def elsewhere(self) -> Point:
        """Another point of the same field with the same constants."""
        other = Point(self.field, positive=self.positive, roots=self.needed, real=self.real)
        other.pi, other.atoms, other.gammas = self.pi, dict(self.atoms), list(self.gammas)
        other.logs, other.log_of = dict(self.logs), dict(self.log_of)
        return other

    # --- values ----------------------------------------------------------------------------------------

    def image(self, node: Node) -> int:
        """The image of an expression. Raises Unsupported, NoRoot, NeedRoot or ZeroDivisionError."""
        step = _IMAGES.get(type(node))
        if step is None:
            raise Unsupported(type(node).__name__)
        return step(self, node)

    def rational_image(self, value: Fraction) -> int:
        """The image of a fraction."""
        if value.denominator == 1:
            return value.numerator % self.p
        return value.numerator * self.inverse(value.denominator) % self.p

    def inverse(self, image: int) -> int:
        """1/image. Raises ZeroDivisionError."""
        if image % self.p == 0:
            raise ZeroDivisionError
        return pow(image, -1, self.p)

    def name(self, name: str) -> tuple[int, int]:
        """A variable's image and the root of degree NAME_ROOTS that it was drawn from."""
        found = self.names.get(name)
        if found is None:
            h = self.field.draw()
            found = self.names[name] = (pow(h, NAME_ROOTS, self.p), h)
        return found

    def atom(self, *key: object) -> int:
        """The random image of something whose only law is that equal arguments give equal values."""
        self.sure = False
        found = self.atoms.get(key)
        if found is None:
            found = self.atoms[key] = self.field.draw()
        return found

    def value(self, form: Linear) -> int:
        """The image of a sum of terms."""
        total = 0
        for image, (re, im) in form.terms.items():
            coefficient = self.rational_image(re)
            if im:
                coefficient += self.field.i * self.rational_image(im)
            total += coefficient * image
        return total % self.p

    # --- powers ----------------------------------------------------------------------------------------

    def exponential(self, form: Linear) -> int:
        """exp(form): the product of the exponentials of its terms."""
        product = 1
        for image, (re, im) in form.terms.items():
            if re:
                product = product * self._real_factor(image, re) % self.p
            if im:
                product = product * self._turn(image, im) % self.p
        return product

    def _real_factor(self, image: int, c: Fraction) -> int:
        """exp(c · term): a power of what the term is the logarithm of, or of a generator of its own."""
        kind, of = self.logs.get(image, ("", 0))
        if kind == "name":
            return self._generator(of, c)
        if kind == "prime":
            return self._prime_power(of, c)
        if kind == "other":
            return self._other_power(of, c)
        return self._generator(self.atom("exp", image), c)

    def _turn(self, image: int, c: Fraction) -> int:
        """exp(i · c · term); for the term π a root of unity."""
        if image == self.pi:
            parts = c * TURN
            if parts.denominator != 1:
                raise Unsupported("an angle finer than this field's")
            return self.field.angle(parts.numerator)
        return self._generator(self.atom("turn", image), c)

    def _generator(self, h: int, c: Fraction) -> int:
        parts = c * NAME_ROOTS
        if parts.denominator != 1:
            raise Unsupported("a root of too high a degree")
        return pow(h, parts.numerator, self.p)

    def _prime_power(self, q: int, c: Fraction) -> int:
        if c.denominator == 1:
            return pow(q, c.numerator, self.p)
        if q > MAX_TRIAL * MAX_TRIAL:
            self.sure = False  # perhaps no prime
        degree = self.needed.get(q, 1)
        if degree % c.denominator:
            raise NeedRoot(q, math.lcm(degree, c.denominator))
        key = ("root", q)
        if key not in self.atoms:
            self.atoms[key] = self.field.prime_root(q, degree)
        return pow(self.atoms[key], (c * degree).numerator, self.p)

    def _other_power(self, image: int, c: Fraction) -> int:
        if c.denominator == 1:
            return pow(image, c.numerator, self.p)
        self.sure, self.chancy = False, True
        key = ("root of term", image, c.denominator)
        if key not in self.atoms:
            root = self.field.root(image, c.denominator)
            turn = self.field.angle(2 * TURN // c.denominator * dice.randrange(c.denominator))
            self.atoms[key] = root * turn % self.p
        return pow(self.atoms[key], c.numerator, self.p)

    # --- logarithms ------------------------------------------------------------------------------------

    def _log(self, kind: str, of: int) -> Linear:
        """The logarithm of a variable, a prime or another term, as a term of its own."""
        image = self.log_of.get((kind, of))
        if image is None:
            image = self.log_of[(kind, of)] = self.field.draw()
            self.logs[image] = (kind, of)
        return linear.single(image)

    def log_rational(self, value: Fraction) -> Linear:
        """The logarithm of a positive rational, split into those of primes."""
        parts = [linear.scaled(self._log("prime", q), Fraction(n)) for q, n in factors(value).items()]
        return linear.add(parts)

    def logarithm(self, node: Node) -> Linear:
        """The logarithm of an expression as a sum: split only where that is sure over the real numbers."""
        value = exact.rational(node)
        if value is not None:
            return self._log_of_rational(value)
        match node:
            case Name(name=name):
                return self._log("name", self.name(name)[1])
            case Constant(name="e"):
                return linear.single(1)
            case Call(function="exp", arguments=(inner,)) if self.real:
                return self.linear(inner)
            case Call(function="sqrt", arguments=(inner,)):
                return linear.scaled(self.logarithm(inner), HALF)
            case Power(base=base, exponent=exponent) if self.known_positive(base) and self.known_real(
                exponent
            ):
                power = self._power_log(base, exponent)
                if power is not None:
                    return power
            case Multiply(factors=parts) if self._all_but_one_positive(parts):
                return linear.add(self.logarithm(part) for part in parts)
            case Divide(numerator=over, denominator=under) if self._all_but_one_positive((over, under)):
                return linear.add([self.logarithm(over), linear.scaled(self.logarithm(under), Fraction(-1))])
        return self._log_of_term(node)

    def _log_of_rational(self, value: Fraction) -> Linear:
        if value == 0:
            raise Unsupported("a logarithm or a power of zero")
        if value < 0:
            if self.real:
                raise Unsupported("a logarithm or a power of a negative number")
            return linear.add([self.log_rational(-value), linear.single(self.pi, 0, 1)])
        return self.log_rational(value)

    def _power_log(self, base: Node, exponent: Node) -> Linear | None:
        return linear.multiply(self.linear(exponent), self.logarithm(base), self.p)

    def _all_but_one_positive(self, parts: tuple[Node, ...]) -> bool:
        return sum(not self.known_positive(part) for part in parts) <= 1

    def _log_of_term(self, node: Node) -> Linear:
        form = self.linear(node)
        size = linear.content(form)
        image = self.value(linear.scaled(form, 1 / size))
        if image == 0:
            raise Unsupported("a logarithm or a power of zero")
        named = next((h for x, h in self.names.values() if x == image), None)
        log = self._log("other", image) if named is None else self._log("name", named)
        return linear.add([self.log_rational(size), log])

    def known_positive(self, node: Node) -> bool:
        """Whether the expression is surely a positive real number wherever it is defined."""
        match node:
            case Number(value=value):
                return value > 0
            case Name(name=name):
                return name in self.positive
            case Constant(name=name):
                return name in ("pi", "e")
            case Add(terms=parts) | Multiply(factors=parts):
                return all(self.known_positive(part) for part in parts)
            case Divide(numerator=a, denominator=b):
                return self.known_positive(a) and self.known_positive(b)
            case Power(base=base, exponent=exponent):
                return self.known_positive(base) and self.known_real(exponent)
            case Call(function="exp", arguments=(inner,)):
                return self.known_real(inner)
            case Call(function="sqrt" | "percent", arguments=(inner,)):
                return self.known_positive(inner)
        return False

    def known_real(self, node: Node) -> bool:
        """Whether the expression is surely real: always so in real mode."""
        return self.real or exact.rational(node) is not None

    # --- sums ------------------------------------------------------------------------------------------

    def linear(self, node: Node) -> Linear:
        """The expression as rational multiples of terms, expanded where that stays short."""
        value = exact.rational(node)
        if value is not None:
            return linear.single(1, value)
        step = _LINEARS.get(type(node))
        found = step(self, node) if step is not None else None
        return found if found is not None else self._whole(node)

    def _whole(self, node: Node) -> Linear:
        image = self.image(node)
        return linear.single(image) if image else Linear({})

    def linear_product(self, parts: tuple[Node, ...]) -> Linear | None:
        """The product of sums, or None when it would be long."""
        total = linear.single(1)
        for part in parts:
            product = linear.multiply(total, self.linear(part), self.p)
            if product is None:
                return None
            total = product
        return total

    def linear_quotient(self, over: Node, under: Node) -> Linear | None:
        """A sum over a single term, or over a whole denominator freed of its rational factor."""
        below = self.linear(under)
        inverse = linear.inverse(below, self.p)
        if inverse is None:
            size = linear.content(below)
            image = self.inverse(self.value(linear.scaled(below, 1 / size)))
            # Of a denominator and its negative, one stands for both.
            sign = 1 if image <= self.p // 2 else -1
            inverse = linear.single(image * sign % self.p, sign / size)
        return linear.multiply(self.linear(over), inverse, self.p)

    def linear_power(self, base: Node, exponent: Node) -> Linear | None:
        """A small whole power of a sum, or a root of a rational with its rational part in front."""
        n, value = exact.rational(exponent), exact.rational(base)
        if n is None:
            return None
        if value is not None and value > 0:
            return self.surd(value, n)
        if n.denominator != 1 or not 0 < n <= 6:
            return None
        return self.linear_product((base,) * n.numerator)

    def surd(self, value: Fraction, exponent: Fraction) -> Linear:
        """`value ** exponent` as a rational times roots below their prime."""
        outside, inside = Fraction(1), 1
        for q, n in factors(value).items():
            power = n * exponent
            whole = math.floor(power)
            if abs(whole) > 4096:
                raise Unsupported("too large a power")
            outside *= Fraction(q) ** whole
            if power != whole:
                inside = inside * self._prime_power(q, power - whole) % self.p
        return linear.single(inside, outside)

    # --- odd and even functions ------------------------------------------------------------------------

    def signed(self, node: Node) -> tuple[int, Fraction, int]:
        """The argument as sign · content · primitive image, so that f(-u) and f(u) meet."""
        form = self.linear(node)
        size = linear.content(form)
        image = self.value(linear.scaled(form, 1 / size))
        return (-1, size, self.p - image) if image > self.p // 2 else (1, size, image)

    def odd(self, name: str, node: Node) -> int:
        """An atom with f(-u) = -f(u)."""
        sign, size, image = self.signed(node)
        if image == 0:
            return 0
        return sign * self.atom(name, size, image) % self.p

    def sign(self, node: Node) -> int:
        """±1 by chance, the same for equal arguments and opposite for opposite ones; u·sign(u) is |u|."""
        if self.known_positive(node):
            return 1
        if not self.real:
            raise Unsupported("the absolute value of a complex number")
        sign, _, image = self.signed(node)
        self.sure, self.chancy = False, True
        if image == 0:
            return 0
        key = ("sign", image)
        if key not in self.atoms:
            self.atoms[key] = dice.choice((1, self.p - 1))
        return sign * self.atoms[key] % self.p

    def gamma(self, argument: int) -> int:
        """Γ with Γ(u + 1) = u·Γ(u) for whole steps from an argument met before."""
        self.sure = False
        for known, value in self.gammas:
            up, down = (argument - known) % self.p, (known - argument) % self.p
            if up <= MAX_SHIFT:
                for k in range(up):
                    value = value * (known + k) % self.p
                return value
            if down <= MAX_SHIFT:
                for k in range(1, down + 1):
                    value = value * self.inverse(known - k) % self.p
                return value
        value = self.field.draw()
        self.gammas.append((argument, value))
        return value


def factors(value: Fraction) -> dict[int, int]:
    """Primes (and what trial division leaves) with their powers, negative for the denominator."""
    found = dict(_factors(value.numerator))
    for q, n in _factors(value.denominator).items():
        found[q] = found.get(q, 0) - n
    return found


def _factors(n: int) -> dict[int, int]:
    found: dict[int, int] = {}
    q = 2
    while q * q <= n and q <= MAX_TRIAL:
        while n % q == 0:
            found[q] = found.get(q, 0) + 1
            n //= q
        q += 1 if q == 2 else 2
    if n > 1:
        root = math.isqrt(n)
        base, power = (root, 2) if root * root == n else (n, 1)
        found[base] = found.get(base, 0) + power
    return found


# --- images by kind of node ----------------------------------------------------------------------------


def _number(point: Point, node: Number) -> int:
    return point.rational_image(node.value)


def _name(point: Point, node: Name) -> int:
    return point.name(node.name)[0]


def _constant(point: Point, node: Constant) -> int:
    if node.name == "i":
        if point.real:
            raise Unsupported("i among real numbers")
        return point.field.i
    if node.name == "pi":
        return point.pi
    if node.name == "e":
        return point.exponential(linear.single(1))
    raise Unsupported(node.name)


def _negative(point: Point, node: Negative) -> int:
    return -point.image(node.operand) % point.p


def _add(point: Point, node: Add) -> int:
    return sum(point.image(term) for term in node.terms) % point.p


def _multiply(point: Point, node: Multiply) -> int:
    total = 1
    for factor in node.factors:
        total = total * point.image(factor) % point.p
    return total


def _divide(point: Point, node: Divide) -> int:
    return point.image(node.numerator) * point.inverse(point.image(node.denominator)) % point.p


def _power(point: Point, node: Power) -> int:
    exponent = exact.rational(node.exponent)
    if exponent is not None and exponent.denominator == 1:
        base, n = point.image(node.base), exponent.numerator
        if n <= 0 and base == 0:
            raise ZeroDivisionError
        return pow(base, n, point.p) if n >= 0 else pow(point.inverse(base), -n, point.p)
    return point.exponential(_exponent(point, node.base, node.exponent))


def _exponent(point: Point, base: Node, exponent: Node) -> Linear:
    """log(base) · exponent; a negative rational base is taken as its principal value unless a root is

    Meant.
    """
    value = exact.rational(base)
    if value is not None and value < 0 and exact.rational(exponent) is None:
        log = linear.add([point.log_rational(-value), linear.single(point.pi, 0, 1)])
    else:
        log = point.logarithm(base)
    product = linear.multiply(point.linear(exponent), log, point.p)
    if product is None:
        raise Unsupported("too long an exponent")
    return product


def _call(point: Point, node: Call) -> int:
    step = _CALLS.get(node.function)
    if step is None:
        raise Unsupported(node.function)
    try:
        return step(point, *node.arguments)
    except TypeError:
        raise Unsupported(f"{node.function} of {len(node.arguments)}") from None


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
    rest = linear.add([form, linear.single(1, -whole)])
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

_CALLS: dict[str, Callable[..., int]] = {
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

_IMAGES: dict[type, Callable[[Point, Any], int]] = {
    Number: _number,
    Name: _name,
    Constant: _constant,
    Negative: _negative,
    Add: _add,
    Multiply: _multiply,
    Divide: _divide,
    Power: _power,
    Call: _call,
}


# --- sums by kind of node ------------------------------------------------------------------------------


def _linear_constant(point: Point, node: Constant) -> Linear | None:
    if node.name == "i" and not point.real:
        return linear.single(1, 0, 1)
    return None


def _linear_call(point: Point, node: Call) -> Linear | None:
    match node:
        case Call(function="sqrt", arguments=(inner,)):
            return _linear_root(point, inner, HALF)
        case Call(function="root", arguments=(inner, degree)):
            n = exact.rational(degree)
            return _linear_root(point, inner, 1 / n) if n else None
        case Call(function="ln" | "log", arguments=(inner,)):
            return point.logarithm(inner)
        case Call(function="percent", arguments=(inner,)):
            return linear.scaled(point.linear(inner), Fraction(1, 100))
        case Call(function="degrees", arguments=(inner,)):
            return linear.multiply(point.linear(inner), linear.single(point.pi, Fraction(1, 180)), point.p)
    return None


def _linear_root(point: Point, node: Node, exponent: Fraction) -> Linear | None:
    value = exact.rational(node)
    return point.surd(value, exponent) if value is not None and value > 0 else None


_LINEARS: dict[type, Callable[[Point, Any], Linear | None]] = {
    Constant: _linear_constant,
    Negative: lambda point, node: linear.scaled(point.linear(node.operand), Fraction(-1)),
    Add: lambda point, node: linear.add(point.linear(term) for term in node.terms),
    Multiply: lambda point, node: point.linear_product(node.factors),
    Divide: lambda point, node: point.linear_quotient(node.numerator, node.denominator),
    Power: lambda point, node: point.linear_power(node.base, node.exponent),
    Call: _linear_call,
}

__all__ = ["NeedRoot", "NoRoot", "Point", "Unsupported", "factors"]
