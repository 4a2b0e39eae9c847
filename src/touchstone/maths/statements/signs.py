"""The sign of a function of one variable at a place: exactly where it can be, else in many digits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from touchstone.maths import clock
from touchstone.maths.arrays import number
from touchstone.maths.digit_arithmetic import EXACT, Ball
from touchstone.maths.digits import Digits
from touchstone.maths.exact import NoValue, rational
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.rationals import Rationals
from touchstone.maths.statements.marks import Mark, Unsupported, fineness
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.tree import Node, children

# By so much the precision is raised when what looks like zero at an exact place is looked at again.
DEEP = 8


class AtMark(Digits):
    """What looks like zero at a mark is zero, at the end of a domain as anywhere: `sqrt(2 - x^2)` at √2."""

    def _sqrt(self, a: Ball) -> Ball:
        return (self.ctx.mpf(0), EXACT) if self.is_zero(a) else super()._sqrt(a)

    def _power_of_zero(self, a: Ball, least: Any) -> Ball:
        return self.ctx.mpf(0), EXACT

    def _arc(self, a: Ball, name: str) -> Ball:
        edge = self.add(self._one(), self.negative(self.multiply(a, a)))
        at_end = self._is_real(a) and self.is_zero(edge)
        return super()._arc((self.ctx.sign(a[0]), EXACT) if at_end else a, name)


class Sign:
    """The sign of one function of one variable, compiled once for fractions and once for digits."""

    def __init__(self, f: Node, variable: str) -> None:
        self.f, self.variable = f, variable
        self._exact: Run | None = None
        self._digits: dict[type[Digits], tuple[Digits, Run]] = {}

    def at(self, x: Mark) -> int | None:
        """-1, 0 or 1, or None where f has no real value. Raises Unsupported when it can't be told."""
        clock.check()
        try:
            return self._at_fraction(x) if isinstance(x, Fraction) else self._in_digits(x)
        except Undefined:
            return None

    def _at_fraction(self, x: Fraction) -> int | None:
        try:
            if self._exact is None:
                self._exact = compile_tree(self.f, Rationals())
            value = self._exact({self.variable: x})
            return int(value > 0) - int(value < 0)
        except Unsure:
            self._exact = _never
            return self._in_digits(x)

    def _in_digits(self, x: Mark) -> int | None:
        try:
            if not isinstance(x, Fraction):
                return self._at_digits(x)
            try:
                return self._at_exact(*self._arithmetic(Digits), x)
            except Unsure:
                # x - 1/3 at 1/3 is 0 as a fraction; in digits it may be negative, and have no root.
                arithmetic = Digits(real=True)
                run = compile_tree(substitute(self.f, {self.variable: number(x)}), arithmetic)
                return self._at_exact(arithmetic, run, x)
        except (Unsure, OverflowError, ValueError) as error:
            raise Unsupported(str(error)) from None

    def _at_digits(self, x: Any) -> int | None:
        """At a place that is known in many digits."""
        fine = fineness()
        arithmetic, run = self._arithmetic(AtMark if fine.enough else Digits)
        arithmetic.ctx.prec = fine.precision
        arithmetic.reset()
        found = run({self.variable: (x, arithmetic.size(x) - fine.accuracy)})
        return 0 if arithmetic.is_zero(found) else _sign_of(found, arithmetic)

    def _at_exact(self, arithmetic: Digits, run: Run, x: Fraction) -> int | None:
        """At a fraction; what looks like zero is looked at again."""
        fine = fineness()
        arithmetic.ctx.prec = fine.precision
        arithmetic.reset()
        found = run({self.variable: arithmetic.number(x)({})})
        if arithmetic.is_zero(found):
            # 3 + 2^-700 - 3 is not zero, however few digits show it.
            arithmetic.ctx.prec = DEEP * fine.precision
            found = run({self.variable: arithmetic.number(x)({})})
        if arithmetic.is_zero(found):
            if arithmetic.wanted > DEEP * fine.precision:
                raise Unsupported("a term too small to be seen")  # 1 + tanh(-10^9) isn't zero
            return 0
        return _sign_of(found, arithmetic)

    def _put_in(self, x: Fraction) -> int | None:
        """The same with what comes to a fraction worked out as one: `sqrt(5x - 4)` at 4/5 is exactly 0."""
        try:
            there = _worked_out(substitute(self.f, {self.variable: number(x)}))
        except NoValue:
            return None
        return Sign(there, self.variable).at(x)

    def _arithmetic(self, kind: type[Digits]) -> tuple[Digits, Run]:
        if kind not in self._digits:
            arithmetic = kind(real=True)
            self._digits[kind] = arithmetic, compile_tree(self.f, arithmetic)
        return self._digits[kind]


def _sign_of(found: Ball, arithmetic: Digits) -> int | None:
    if not isinstance(found[0], arithmetic.ctx.mpf):
        return None
    return 1 if found[0] > 0 else -1


def _worked_out(f: Node) -> Node:
    """With numbers for all parts that are fractions. Raises NoValue."""
    value = rational(f)
    return number(value) if value is not None else rebuilt(f, [_worked_out(part) for part in children(f)])


def _never(env: object) -> Any:
    raise Unsure("no fraction")


def sign_at(f: Node, variable: str, x: Mark) -> int | None:
    """The sign of f at one place; see `Sign`."""
    return Sign(f, variable).at(x)
