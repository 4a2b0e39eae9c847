"""The image of an expression in a prime field at a random point, so that equal expressions have equal images.

Variables, π, logarithms of primes and the exponentials of independent terms go to random elements; roots,
sines and factorials to what their laws then demand. Every rule used is an identity wherever both of its sides
are defined over the real numbers, so equal images at random points mean equal functions, up to a chance below
10^-12. Unequal images prove a difference only between rational functions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from touchstone.maths import exact
from touchstone.maths.modular import linear, signs
from touchstone.maths.modular.field import TURN, Field, dice
from touchstone.maths.modular.linear import Linear
from touchstone.maths.tree import Call, Constant, Divide, Multiply, Name, Node, Power

# Variables are drawn as powers of this degree, so that their roots up to the 10th (and 12th) exist.
NAME_ROOTS = 2520 * 2
# Γ(u + k) is reduced to Γ(u) for shifts up to this.
MAX_SHIFT = 60
# Primes of a surd are found by division up to this; what is left counts as a prime, which is safe.
MAX_TRIAL = 1000
# Images and sums taken for one question: what people write takes at most twenty thousand on average.
MOST_WORK = 120_000

HALF = Fraction(1, 2)


class Unsupported(Exception):
    """This has no image: a step whose law is not known here."""


class NeedRoot(Exception):
    """The prime (or term) must be drawn anew, with roots of this degree."""

    def __init__(self, prime: int, degree: int) -> None:
        self.prime, self.degree = prime, degree


# Atoms that were chosen among several that might hold.
CHOSEN = frozenset({"root of term"})


class Choices:
    """Which sign or root was taken at each place where several might hold, so that all can be gone through.

    Until `first` is called they are taken by chance.
    """

    def __init__(self) -> None:
        self._taken: list[int] = []
        self._of: list[int] = []
        self._next: int | None = None

    def among(self, count: int) -> int:
        """The choice at the next place, out of so many."""
        if self._next is None:
            return dice.randrange(count)
        if self._next == len(self._taken):
            self._taken.append(0)
            self._of.append(count)
        self._next += 1
        return self._taken[self._next - 1]

    def first(self) -> None:
        """From now on in order, from the first choice at each place."""
        self._taken, self._of, self._next = [], [], 0

    def another(self) -> bool:
        """Moves to the next combination; False when all were seen."""
        self._next = 0
        while self._taken:
            if self._taken[-1] + 1 < self._of[-1]:
                self._taken[-1] += 1
                return True
            self._taken.pop()
            self._of.pop()
        return False


# How each kind of node is taken: to its image, and to a sum of terms.
Steps: TypeAlias = tuple[
    Mapping[type, Callable[["Point", Any], int]], Mapping[type, Callable[["Point", Any], Linear | None]]
]


class Point:
    """A field, a random image for each variable and constant, and the images made from them on the way.

    `positive` names variables declared positive; `roots` gives the degree of root that each prime's image
    must have.
    """

    def __init__(
        self, field: Field, steps: Steps, *, positive: frozenset[str], roots: dict[int, int], real: bool
    ) -> None:
        self.field, self.p, self.steps = field, field.p, steps
        self.images, self.sums = steps
        self.positive, self.needed, self.real = positive, roots, real
        # So far only steps whose laws are all known: roots of numbers and of variables, sines of angles, and
        # π, which is transcendental. Then unequal images prove a difference.
        self.sure = True
        self.chancy = False  # a sign or a root was chosen where any might hold: then all have to be seen
        self.choices = Choices()
        self.pi, self.names = field.draw(), dict[str, tuple[int, int]]()
        self.atoms: dict[tuple[object, ...], int] = {}
        self.logs: dict[int, tuple[str, int]] = {}
        self.log_of: dict[tuple[str, int], int] = {}
        self.gammas: list[tuple[int, int]] = []
        self.sort_of: dict[int, str] = {}
        self.other: Point | None = None
        self.work = [0]  # images and sums taken so far, here and at the other points of the same question
        self.folded: dict[tuple[object, ...], int] = {}  # largest and smallest, under the choices made so far

    def elsewhere(self) -> Point:
        """Another point of the same field with the same constants, and the same one whenever it is asked for.

        One drawn for each choice anew would need its roots to exist each time, which few fields grant.
        """
        other = self.other
        if other is None:
            other = Point(self.field, self.steps, positive=self.positive, roots=self.needed, real=self.real)
            other.pi, other.choices, other.work = self.pi, self.choices, self.work
            self.other = other
        other.atoms.update(self.atoms)
        other.gammas.extend(pair for pair in self.gammas if pair not in other.gammas)
        other.logs.update(self.logs)
        other.log_of.update(self.log_of)
        return other

    def forget(self) -> None:
        """Leaves all choices open again; names and what rests on no choice keep their images."""
        for key in [key for key in self.atoms if key[0] in CHOSEN]:
            del self.atoms[key]
        self.folded.clear()
        if self.other is not None:
            self.other.forget()

    # --- values ----------------------------------------------------------------------------------------

    def image(self, node: Node) -> int:
        """The image of an expression. Raises Unsupported, NoRoot, NeedRoot or ZeroDivisionError."""
        step = self.images.get(type(node))
        if step is None:
            raise Unsupported(type(node).__name__)
        self._count()
        return step(self, node)

    def _count(self) -> None:
        self.work[0] += 1
        if self.work[0] > MOST_WORK:
            raise Unsupported("too much work")

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
        return pow(self._chosen_root(image, c.denominator), c.numerator, self.p)

    def _chosen_root(self, image: int, degree: int, known: int | None = None) -> int:
        """One of the roots of a term; which one is right hangs on the variables, so all have to be seen."""
        self.sure, self.chancy = False, True
        key = ("root of term", image, degree)
        if key not in self.atoms:
            # The field finds now one root, now another: the choice counts from the one that was found first.
            first = ("first root", image, degree)
            if first not in self.atoms:
                self.atoms[first] = self.field.root(image, degree) if known is None else known
            turn = self.field.angle(2 * TURN // degree * self.choices.among(degree))
            self.atoms[key] = self.atoms[first] * turn % self.p
        return self.atoms[key]

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
            case Call(function="abs", arguments=(inner,)) if self.real and not self.known_positive(inner):
                return linear.scaled(self._log_of_term(Multiply((inner, inner))), HALF)
            case Power(base=base, exponent=exponent) if self.positive_base(base, exponent):
                power = self._power_log(base, exponent)
                if power is not None:
                    return power
            case Multiply(factors=parts) if self._all_but_one_positive(parts):
                return linear.add(self.logarithm(part) for part in parts)
            case Divide(numerator=over, denominator=under) if self._splits(over, under):
                return linear.add([self.logarithm(over), linear.scaled(self.logarithm(under), Fraction(-1))])
        return self._log_of_term(node)

    def _log_of_rational(self, value: Fraction) -> Linear:
        if value == 0:
            raise Unsupported("a logarithm or a power of zero")
        if value < 0:
            if self.real:
                raise Unsupported("a logarithm or a power of a negative number")
            return linear.add([self.log_rational(-value), linear.imaginary(self.pi)])
        return self.log_rational(value)

    def _power_log(self, base: Node, exponent: Node) -> Linear | None:
        return linear.multiply(self.linear(exponent), self.logarithm(base), self.p)

    def known_positive(self, node: Node) -> bool:
        """Whether the expression is surely positive here."""
        return signs.known_positive(node, self.positive, real=self.real)

    def positive_base(self, base: Node, exponent: Node) -> bool:
        """Whether log(base ^ exponent) is exponent · log(base)."""
        return self.known_positive(base) and signs.known_real(exponent, real=self.real)

    def _all_but_one_positive(self, parts: tuple[Node, ...]) -> bool:
        return sum(not self.known_positive(part) for part in parts) <= 1

    def _splits(self, over: Node, under: Node) -> bool:
        """Whether log(a/b) is log(a) − log(b): not among complex numbers where b may be negative."""
        return self._all_but_one_positive((over, under)) and (self.real or self.known_positive(under))

    def _log_of_term(self, node: Node) -> Linear:
        form = self.linear(node)
        size = linear.content(form)
        image = self.value(linear.scaled(form, 1 / size))
        if image == 0:
            raise Unsupported("a logarithm or a power of zero")
        named = next((h for x, h in self.names.values() if x == image), None)
        log = self._log("other", image) if named is None else self._log("name", named)
        return linear.add([self.log_rational(size), log])

    # --- sums ------------------------------------------------------------------------------------------

    def linear(self, node: Node) -> Linear:
        """The expression as rational multiples of terms, expanded where that stays short."""
        self._count()
        value = exact.rational(node)
        if value is not None:
            return linear.single(1, value)
        step = self.sums.get(type(node))
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
        """±1, the same for equal arguments and opposite for opposite ones; u·sign(u) is |u|."""
        if self.known_positive(node):
            return 1
        if not self.real:
            raise Unsupported("the absolute value of a complex number")
        sign, _, image = self.signed(node)
        if image == 0:
            self.sure = False
            return 0
        if image == 1:  # a number, however it is written
            return sign % self.p
        # |u| is the root of u²: the same one that stands where somebody writes sqrt(u^2).
        return sign * self._chosen_root(image * image % self.p, 2, image) * self.inverse(image) % self.p

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
