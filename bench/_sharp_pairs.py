"""Pairs that part at one place, on one axis or nowhere that has a value, and equal ones that look like these.

Each is built from the mathematics: see `_pairs`. Cuts are at thirds, sevenths and roots as well as at halves.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Row = tuple[str, str, dict[str, str]]
"""A key, an answer and what is assumed of the variables."""

CUTS = ("1/3", "2/7", "-5/11", "0.3", "10^(-3)", "355/113", "4", "-1/2", "sqrt(2)", "pi")
BASES = ("x", "x^2+1", "2*x-3", "e^x", "sin(x)", "x/(x^2+1)", "|x|", "max(x,1)", "x+y", "x*y", "sqrt(x^2+1)")


def _base(random: Random) -> str:
    return random.choice(BASES)


def sign_at_a_cut(random: Random, equal: bool) -> Row:
    """1 but for one place, at which it is 0; an equal one is 1 there too."""
    f, c = _base(random), random.choice(CUTS)
    u = random.choice((f"x-({c})", f"({c})-x", f"3*x-3*({c})", f"(x-({c}))^3"))
    one = random.choice((f"sign({u})^2", f"sign(abs({u}))", f"abs(sign({u}))", f"sign(max({u},-({u})))"))
    if equal:
        one = random.choice((f"({one}+1-{one})", f"sign(({u})^2+1)", f"sign(abs({u})+1/1000)"))
    return f"({f})", f"({f})+{one}-1", {}


def sign_on_a_line(random: Random, equal: bool) -> Row:
    """The same in two variables: zero on a line, or at one point."""
    f = random.choice(("x+y", "x*y", "x-2*y", "max(x,y)", "x^2"))
    a, b, c = (random.choice((1, 2, 3, -7)) for _ in range(3))
    u = f"{a}*x+({b})*y+({c})/3"
    one = random.choice((f"sign({u})^2", f"1-(1-sign(3*x-{c})^2)*(1-sign(y-{a}/7)^2)"))
    if equal:
        one = random.choice((f"(1+sign({u})+sign(-({u})))", f"sign({u})*sign(7*({u}))+1-sign({u})^2"))
    return f"({f})", f"({f})*({one})" if equal else f"({f})+1-({one})", {}


def one_sided(random: Random, equal: bool) -> Row:
    """Signs of roots, which are zero only at the edge of where they have a value."""
    a, b = (random.choice(("0", "1/3", "2", "-1/7")) for _ in range(2))
    u, v = f"sqrt(x-({a}))", f"sqrt(y-({b}))"
    whole = f"sign({u}*{v})"
    return whole, f"sign({u})*sign({v})" if equal else random.choice((f"sign({u})", f"sign({v})", "1")), {}


def nothing(random: Random, equal: bool) -> Row:
    """A root of a square of what is zero everywhere, added to something; unequal with a small number more."""
    f, c = _base(random), random.choice(CUTS)
    zero = random.choice((f"x*({c})-({c})*x", "x/3-x/3", "x-x", "2*x-x-x", "(x+1)^2-x^2-2*x-1"))
    k = random.choice((2, 4))
    root = random.choice((f"sqrt(({zero})^{k})", f"root(({zero})^2,3)", f"abs({zero})", f"max({zero},0)"))
    return f"({f})", f"({f})+{root}" + ("" if equal else random.choice(("+10^(-30)", "+1/7", "-10^(-9)"))), {}


def in_the_plane(random: Random, equal: bool) -> Row:
    """Roots and logarithms of a complex variable: laws that hold in half of the plane, or off the axis."""
    c = random.choice((1, 2, 5, 100))
    u = random.choice(("x", f"(x-{c})", f"(x+{c}*i)", f"({c}*x)"))
    wrong = [(f"ln(1/{u})", f"-ln({u})"), (f"sqrt(1/{u})", f"1/sqrt({u})"), (f"sqrt({u}^2)", u)]
    wrong += [
        (f"ln({u}^2)", f"2*ln({u})"),
        (f"sqrt({u}^3)", f"{u}*sqrt({u})"),
        (f"sqrt({u})*sqrt(1/{u})", "1"),
    ]
    wrong += [
        (f"sqrt({u}/(x+7))", f"sqrt({u})/sqrt(x+7)"),
        (f"ln(e^{u})", u),
        (f"(1/{u})^(1/3)", f"{u}^(-1/3)"),
    ]
    right = [(f"sqrt({u})^2", u), (f"sqrt({c * c}*{u})", f"{c}*sqrt({u})"), (f"e^ln({u})", u)]
    right += [
        (f"{u}^(3/2)", f"{u}*sqrt({u})"),
        (f"ln({c}*{u})", f"ln({c})+ln({u})"),
        (f"{u}/sqrt({u})", f"sqrt({u})"),
    ]
    a, b = random.choice(right if equal else wrong)
    return a, b, {"x": "complex"}


def at_whole_numbers(random: Random, equal: bool) -> Row:
    """What is 0/0 at every whole number, and what isn't."""
    f = random.choice(("n", "n^2+1", "(-1)^n", "2^n", "cos(pi*n)"))
    k = random.randint(1, 4)
    void = random.choice(
        (
            f"tan({k}*pi*n)/tan({k}*pi*n)",
            f"sin({k}*pi*n)*csc({k}*pi*n)",
            f"cot({k}*pi*n)^0*tan(pi*n)*cot(pi*n)",
        )
    )
    one = random.choice((f"cos({2 * k}*pi*n)", f"(n+{k})/(n+{k})", f"(-1)^({2 * k}*n)", f"(1+sin({k}*pi*n))"))
    return f, f"({f})*{one if equal else void}", {"n": "integer"}


SHARP: list[Callable[[Random, bool], Row]] = [
    *(sign_at_a_cut, sign_on_a_line, one_sided, nothing, in_the_plane, at_whole_numbers),
]
