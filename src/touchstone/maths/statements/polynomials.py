"""Polynomials in one variable over any field: lists of coefficients, constant first, no zero at the end."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Generic, Protocol, TypeVar

from touchstone.maths import clock, exact
from touchstone.maths.arrays import number
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power

T = TypeVar("T")

MAX_DEGREE = 120
_HUNDREDTH = number(Fraction(1, 100))


class NotRational(ValueError):
    """Not a quotient of polynomials in the variable, or of too high a degree."""


class Ring(Protocol[T]):
    """The coefficients."""

    zero: T
    one: T

    def add(self, a: T, b: T) -> T: ...
    def negative(self, a: T) -> T: ...
    def multiply(self, a: T, b: T) -> T: ...
    def inverse(self, a: T) -> T: ...
    def is_zero(self, a: T) -> bool: ...


class Rationals:
    """Fractions."""

    zero, one = Fraction(0), Fraction(1)

    def add(self, a: Fraction, b: Fraction) -> Fraction:
        return a + b

    def negative(self, a: Fraction) -> Fraction:
        return -a

    def multiply(self, a: Fraction, b: Fraction) -> Fraction:
        return a * b

    def inverse(self, a: Fraction) -> Fraction:
        return 1 / a

    def is_zero(self, a: Fraction) -> bool:
        return a == 0


class Modular:
    """The integers modulo a prime."""

    zero, one = 0, 1

    def __init__(self, p: int) -> None:
        self.p = p

    def add(self, a: int, b: int) -> int:
        return (a + b) % self.p

    def negative(self, a: int) -> int:
        return -a % self.p

    def multiply(self, a: int, b: int) -> int:
        return a * b % self.p

    def inverse(self, a: int) -> int:
        return pow(a, -1, self.p)

    def is_zero(self, a: int) -> bool:
        return a == 0


class Numeric:
    """Multi-precision numbers; what is below `threshold` (an exponent of two) counts as zero."""

    def __init__(self, ctx: Any, threshold: int) -> None:
        self.ctx, self.threshold = ctx, threshold
        self.zero, self.one = ctx.mpf(0), ctx.mpf(1)

    def add(self, a: Any, b: Any) -> Any:
        return a + b

    def negative(self, a: Any) -> Any:
        return -a

    def multiply(self, a: Any, b: Any) -> Any:
        return a * b

    def inverse(self, a: Any) -> Any:
        return 1 / a

    def is_zero(self, a: Any) -> bool:
        return not a or bool(self.ctx.mag(a) < self.threshold)


Poly = list[T]


class Polynomials(Generic[T]):
    """Arithmetic of polynomials over a ring (division needs a field)."""

    def __init__(self, ring: Ring[T]) -> None:
        self.ring = ring

    def trimmed(self, a: Poly[T]) -> Poly[T]:
        """Without zeros at the top."""
        while a and self.ring.is_zero(a[-1]):
            a = a[:-1]
        return a

    def add(self, a: Poly[T], b: Poly[T]) -> Poly[T]:
        """The sum."""
        if len(a) < len(b):
            a, b = b, a
        return self.trimmed([self.ring.add(x, b[i]) if i < len(b) else x for i, x in enumerate(a)])

    def negative(self, a: Poly[T]) -> Poly[T]:
        """The negative."""
        return [self.ring.negative(x) for x in a]

    def multiply(self, a: Poly[T], b: Poly[T]) -> Poly[T]:
        """The product. Raises NotRational above MAX_DEGREE."""
        if not a or not b:
            return []
        if len(a) + len(b) > MAX_DEGREE + 2:
            raise NotRational("too high a degree")
        add, times = self.ring.add, self.ring.multiply
        out = [self.ring.zero] * (len(a) + len(b) - 1)
        for i, x in enumerate(a):
            clock.check()
            for j, y in enumerate(b):
                out[i + j] = add(out[i + j], times(x, y))
        return self.trimmed(out)

    def power(self, a: Poly[T], n: int) -> Poly[T]:
        """A whole power, n ≥ 0."""
        if (len(a) - 1) * n > MAX_DEGREE:
            raise NotRational("too high a degree")
        out = [self.ring.one]
        for _ in range(n):
            out = self.multiply(out, a)
        return out

    def divide(self, a: Poly[T], b: Poly[T]) -> tuple[Poly[T], Poly[T]]:
        """Quotient and remainder."""
        lead = self.ring.inverse(b[-1])
        rest, quotient = list(a), [self.ring.zero] * max(len(a) - len(b) + 1, 0)
        for shift in range(len(a) - len(b), -1, -1):
            clock.check()
            factor = self.ring.multiply(rest[shift + len(b) - 1], lead)
            quotient[shift] = factor
            for i, y in enumerate(b):
                rest[shift + i] = self.ring.add(
                    rest[shift + i], self.ring.negative(self.ring.multiply(factor, y))
                )
        return self.trimmed(quotient), self.trimmed(rest[: len(b) - 1])

    def monic(self, a: Poly[T]) -> Poly[T]:
        """With leading coefficient 1."""
        if not a:
            return a
        lead = self.ring.inverse(a[-1])
        return [self.ring.multiply(x, lead) for x in a]

    def gcd(self, a: Poly[T], b: Poly[T]) -> Poly[T]:
        """The monic greatest common divisor."""
        while b:
            a, b = b, self.divide(a, b)[1]
        return self.monic(a)

    def derivative(self, a: Poly[T]) -> Poly[T]:
        """The derivative."""
        out = []
        for n, x in enumerate(a[1:], 1):
            total = self.ring.zero
            for bit in bin(n)[2:]:
                total = self.ring.add(total, total)
                if bit == "1":
                    total = self.ring.add(total, x)
            out.append(total)
        return self.trimmed(out)

    def squarefree(self, a: Poly[T]) -> Poly[T]:
        """The product of the distinct irreducible factors, monic."""
        if len(a) <= 2:
            return self.monic(a)
        return self.monic(self.divide(a, self.gcd(a, self.derivative(a)))[0])

    def without(self, a: Poly[T], b: Poly[T]) -> Poly[T]:
        """`a` freed of all factors that it shares with `b`."""
        while len(b) > 1 and len(a) > 1:
            common = self.gcd(a, b)
            if len(common) <= 1:
                break
            a = self.divide(a, common)[0]
        return a


class Fractional(Generic[T]):
    """Turns expressions into numerator and denominator in one variable, not reduced.

    So that poles are kept.
    """

    def __init__(self, polynomials: Polynomials[T], variable: str, constant: Callable[[Node], T]) -> None:
        self.of, self.variable, self.constant = polynomials, variable, constant

    def convert(self, node: Node) -> tuple[Poly[T], Poly[T]]:
        """Numerator and denominator. Raises NotRational, and whatever `constant` raises."""
        of = self.of
        if self.variable not in names_in(node):
            return of.trimmed([self.constant(node)]), [of.ring.one]
        match node:
            case Name():
                return [of.ring.zero, of.ring.one], [of.ring.one]
            case Negative(operand=inner):
                over, under = self.convert(inner)
                return of.negative(over), under
            case Add(terms=terms):
                return self._sum(terms)
            case Multiply(factors=factors):
                return self._product(factors)
            case Divide(numerator=a, denominator=b):
                return self._quotient(self.convert(a), self.convert(b))
            case Power(base=base, exponent=exponent):
                return self._power(base, exact.rational(exponent))
            case Call(function="percent", arguments=(inner,)):
                over, under = self.convert(inner)
                hundred = self.constant(_HUNDREDTH)
                return of.multiply(over, [hundred]), under
        raise NotRational(type(node).__name__)

    def _quotient(self, a: tuple[Poly[T], Poly[T]], b: tuple[Poly[T], Poly[T]]) -> tuple[Poly[T], Poly[T]]:
        (over, under), (top, bottom) = a, b
        if not top:
            raise ZeroDivisionError
        times = self.of.multiply
        if len(bottom) > 1:  # what makes the inner denominator zero is a pole too, though it cancels
            over, under = times(over, bottom), times(under, bottom)
        return times(over, bottom), times(under, top)

    def _sum(self, terms: tuple[Node, ...]) -> tuple[Poly[T], Poly[T]]:
        of = self.of
        over, under = self.convert(terms[0])
        for term in terms[1:]:
            top, bottom = self.convert(term)
            if bottom == under:
                over = of.add(over, top)
            else:
                over = of.add(of.multiply(over, bottom), of.multiply(top, under))
                under = of.multiply(under, bottom)
        return over, under

    def _product(self, factors: tuple[Node, ...]) -> tuple[Poly[T], Poly[T]]:
        of = self.of
        over, under = [of.ring.one], [of.ring.one]
        for factor in factors:
            top, bottom = self.convert(factor)
            over, under = of.multiply(over, top), of.multiply(under, bottom)
        return over, under

    def _power(self, base: Node, n: Fraction | None) -> tuple[Poly[T], Poly[T]]:
        if n is None or n.denominator != 1:
            raise NotRational("a power that is not whole")
        over, under = self.convert(base)
        size = abs(n.numerator)
        over, under = self.of.power(over, size), self.of.power(under, size)
        if n >= 0:
            return over, under
        if not over:
            raise ZeroDivisionError
        square = self.of.multiply(under, under) if len(under) > 1 else under
        return square, self.of.multiply(over, under) if len(under) > 1 else over
