"""Prime fields in which roots of unity and the surds that people write have consistent images.

Each field is Z/p with p ≡ 1 modulo 2·TURN, so that exp(iπ/TURN) has an image ζ, and with it i, every sine
of a common angle and, by Gauss's sums, the square roots of the first primes. The primes are drawn at
random when the process starts: nobody can type a multiple of one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

# Angles up to π/TURN have an exact image: halves to 32nds, thirds to 27ths, fifths to 25ths, 7, 11, 13.
TURN = 2**5 * 3**3 * 5**2 * 7 * 11 * 13
TURN_PRIMES = (2, 3, 5, 7, 11, 13)
# 2^61: products stay two machine digits of Python's integers; a random polynomial of degree 10^4 that isn't
# zero vanishes with a chance below 10^-14 at one point, and two points are tried.
SIZE = 2**61

dice = random.Random()  # noqa: S311  seeded by the system: unpredictable from outside, which is all that's needed


class NoRoot(Exception):
    """This element has no such root in this field: try another field or another point."""


@dataclass(eq=False)
class Field:
    """Z/p, with ζ of order 2·TURN and the square roots of the first primes that agree with it."""

    p: int
    zeta: int
    i: int = field(init=False)
    square_roots: dict[int, int] = field(init=False)
    _known: dict[tuple[int, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.i = self.angle(TURN // 2)
        self.square_roots = {q: self._gauss(q) for q in TURN_PRIMES}

    def angle(self, parts: int) -> int:
        """The image of exp(iπ·parts/TURN)."""
        return pow(self.zeta, parts % (2 * TURN), self.p)

    def _gauss(self, q: int) -> int:
        """√q as a sum of roots of unity (Gauss): Σ (a/q)·exp(2πia/q) is √q or i·√q."""
        if q == 2:
            eighth = self.angle(TURN // 4)
            return (eighth + pow(eighth, -1, self.p)) % self.p
        squares = {a * a % q for a in range(1, q)}
        step = self.angle(2 * TURN // q)
        total = sum((1 if a in squares else -1) * pow(step, a, self.p) for a in range(1, q)) % self.p
        return total if q % 4 == 1 else total * pow(self.i, -1, self.p) % self.p

    def prime_root(self, q: int, degree: int) -> int:
        """A `degree`-th root of the prime q that agrees with √q where that is fixed. Raises NoRoot."""
        found = self._known.get((q, degree))
        if found is None:
            found = self._known[(q, degree)] = self._agreeing_root(q, degree)
            if len(self._known) > 1000:
                self._known.clear()
        return found

    def _agreeing_root(self, q: int, degree: int) -> int:
        if degree == 2 and q in self.square_roots:
            return self.square_roots[q]
        h = self.root(q, degree)
        fixed = self.square_roots.get(q)
        if fixed is not None and degree % 2 == 0 and pow(h, degree // 2, self.p) != fixed:
            h = h * self.angle(2 * TURN // degree) % self.p
        return h

    def root(self, value: int, degree: int) -> int:
        """A `degree`-th root of `value`, `degree` dividing 2·TURN. Raises NoRoot."""
        if (2 * TURN) % degree or pow(value, (self.p - 1) // degree, self.p) != 1:
            raise NoRoot
        return self._root(value, degree)

    def _root(self, value: int, degree: int) -> int:
        if degree == 1:
            return value
        r = next(q for q in TURN_PRIMES if degree % q == 0)
        h = self._prime_degree_root(value, r)
        turn, rest = self.angle(2 * TURN // r), degree // r
        for _ in range(r):
            if pow(h, (self.p - 1) // rest, self.p) == 1:
                return self._root(h, rest)
            h = h * turn % self.p
        raise NoRoot

    def _prime_degree_root(self, value: int, r: int) -> int:
        """An r-th root for prime r: raise to 1/r modulo the part of p-1 prime to r, then mend by trial."""
        p, odd, sylow = self.p, self.p - 1, 1
        while odd % r == 0:
            odd, sylow = odd // r, sylow * r
        h = pow(value, pow(r, -1, odd), p)
        generator = pow(self._not_a_power(r), odd, p)
        for _ in range(sylow):
            if pow(h, r, p) == value:
                return h
            h = h * generator % p
        raise NoRoot

    def _not_a_power(self, r: int) -> int:
        while pow(a := dice.randrange(2, self.p), (self.p - 1) // r, self.p) == 1:
            pass
        return a

    def draw(self) -> int:
        """A random element, neither 0 nor 1."""
        return dice.randrange(2, self.p)


_pool: list[Field] = []


def a_field(number: int) -> Field:
    """The `number`-th field of this process, made when first asked for."""
    while len(_pool) <= number:
        _pool.append(_new_field())
    return _pool[number]


def _new_field() -> Field:
    step = 2 * TURN
    while True:
        p = dice.randrange(SIZE // step, 2 * SIZE // step) * step + 1
        if is_prime(p):
            return Field(p, _primitive(p))


def _primitive(p: int) -> int:
    """An element of order exactly 2·TURN."""
    while True:
        zeta = pow(dice.randrange(2, p), (p - 1) // (2 * TURN), p)
        if all(pow(zeta, 2 * TURN // q, p) != 1 for q in TURN_PRIMES):
            return zeta


def is_prime(n: int) -> bool:
    """Miller and Rabin's test with the 12 bases that are proved enough below 3.3·10^24."""
    bases = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    if n < 2 or any(n % q == 0 for q in bases):
        return n in bases
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(n, base, odd, twos) for base in bases)


def _passes(n: int, base: int, odd: int, twos: int) -> bool:
    x = pow(base, odd, n)
    if x in (1, n - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % n
        if x == n - 1:
            return True
    return False
