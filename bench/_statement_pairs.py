"""Pairs of statements and collections that are equal, or differ, by construction: see `_pairs`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

Texts = tuple[str, str]


def _whole(random: Random, most: int = 9) -> int:
    return random.choice([-1, 1]) * random.randint(1, most)


def _other(random: Random, number: Fraction | int) -> Fraction:
    """Another number near the given one."""
    return number + Fraction(random.choice([-2, -1, 1, 2]), random.choice([1, 2, 3]))


def _roots(random: Random, count: int) -> list[Fraction]:
    """So many different numbers, in order."""
    found: set[Fraction] = set()
    while len(found) < count:
        found.add(Fraction(random.randint(-12, 12), random.choice([1, 1, 2, 3])))
    return sorted(found)


def _moved(random: Random, roots: list[Fraction]) -> list[Fraction]:
    """The numbers with one of them changed into one that is not among them."""
    place = random.randrange(len(roots))
    while (new := _other(random, roots[place])) in roots:
        pass
    return sorted([*roots[:place], new, *roots[place + 1 :]])


def _factored(random: Random, roots: list[Fraction], *, sign: int = 0) -> str:
    """A product with these zeros and the given sign of its first coefficient (0 for any)."""
    factors = [f"({r.denominator}*x - ({r.numerator}))" for r in roots]
    random.shuffle(factors)
    scale = random.randint(1, 5) * (sign or random.choice([-1, 1]))
    return f"({scale})*" + "*".join(factors)


def _expanded(roots: list[Fraction]) -> str:
    """The polynomial with these zeros, term by term."""
    coefficients = [Fraction(1)]
    for r in roots:
        coefficients = [
            a - r * b for a, b in zip([Fraction(0), *coefficients], [*coefficients, Fraction(0)], strict=True)
        ]
    return " + ".join(f"({c})*x^{k}" for k, c in enumerate(coefficients))


def solutions(random: Random, equal: bool) -> Texts:
    """A polynomial equation, and its solutions joined by or."""
    roots = _roots(random, random.randint(1, 3))
    shown = roots if equal else _moved(random, roots)
    shown = random.sample(shown, len(shown))
    return f"{_expanded(sorted(roots))} = 0", " or ".join(f"x = {r}" for r in shown)


def scaled_equation(random: Random, equal: bool) -> Texts:
    """a x + b y = c, multiplied and turned around."""
    a, b, c, k = _whole(random), _whole(random), _whole(random), _whole(random)
    d = c * k if equal else c * k + _whole(random, 3)
    return f"{a}*x + ({b})*y = {c}", f"{d} - ({b * k})*y = ({a * k})*x"


def solved_for_y(random: Random, equal: bool) -> Texts:
    """y = f(x), and the same solved otherwise."""
    a, b, c = _whole(random), _whole(random), _whole(random)
    shown = b if equal else b + _whole(random, 3)
    return f"y = ({a}*x^2 + ({b}))/({c})", f"({c})*y - ({a})*x*x = {shown}"


def inequality(random: Random, equal: bool) -> Texts:
    """p(x) < 0, and where it is: as intervals."""
    low, high = _roots(random, 2)
    strict = random.random() < 0.5
    shown = [low, high] if equal else _moved(random, [low, high])
    ends = "()" if strict else "[]"
    answer = f"{ends[0]}{shown[0]}, {shown[1]}{ends[1]}"
    op = "<" if strict else "<="
    joined = f"{shown[0]} {op} x and x {op} {shown[1]}"
    return f"{_factored(random, [low, high], sign=1)} {op} 0", random.choice([f"x in {answer}", joined])


def outside(random: Random, equal: bool) -> Texts:
    """p(x) > 0, and where it is: two half-lines."""
    low, high = _roots(random, 2)
    closed = random.random() < 0.5
    shown = [low, high] if equal else _moved(random, [low, high])
    op = ">=" if closed else ">"
    answer = f"(-oo, {shown[0]}] U [{shown[1]}, oo)" if closed else f"(-oo, {shown[0]}) U ({shown[1]}, oo)"
    written = f"x {op.replace('>', '<')} {shown[0]} or x {op} {shown[1]}"
    return f"{_expanded([low, high])} {op} 0", random.choice([f"x in {answer}", written])


def open_or_closed(random: Random, equal: bool) -> Texts:
    """Strictly less, and less or equal, are different."""
    low, high = _roots(random, 2)
    op = random.choice(["<", "<="])
    other = op if equal else "<=" if op == "<" else "<"
    return f"{low} {op} x {op} {high}", f"{_expanded([low, high])} {other} 0"


def absolute(random: Random, equal: bool) -> Texts:
    """|x − c| against r, and both cases."""
    c, r = Fraction(random.randint(-9, 9), 2), Fraction(random.randint(1, 9), 2)
    op = random.choice(["<", "<=", "="])
    d = r if equal else _other(random, r)
    if d == -r:  # the same two numbers
        d = 2 * r
    far, near = c + d, c - d
    if op == "=":
        return f"|x - ({c})| = {r}", f"x = {far} or x = {near}"
    return f"|x - ({c})| {op} {r}", f"{near} {op} x {op} {far}"


def finite_set(random: Random, equal: bool) -> Texts:
    """A set, its elements written otherwise and in another order."""
    items = _roots(random, random.randint(2, 5))
    shown = items if equal else _moved(random, items)
    written = [f"{3 * r.numerator}/{3 * r.denominator}" for r in shown]
    random.shuffle(written)
    return "{" + ", ".join(map(str, items)) + "}", "{" + ", ".join(written) + "}"


def intervals(random: Random, equal: bool) -> Texts:
    """Two intervals, in the other order, one of them cut in two."""
    a, b, c, d = _roots(random, 4)
    e = c if equal else _other(random, c)
    middle = (a + b) / 2
    return f"({a}, {b}) U [{c}, {d}]", f"[{e}, {d}] U ({a}, {middle}] U [{middle}, {b})"


def linear_system(random: Random, equal: bool) -> Texts:
    """Two equations, and their only solution."""
    x, y = Fraction(_whole(random), random.choice([1, 2])), Fraction(_whole(random), random.choice([1, 3]))
    while True:
        a, b, c, d = (_whole(random, 5) for _ in range(4))
        if a * d != b * c:
            break
    z = y if equal else _other(random, y)
    first, second = f"{a}*x + ({b})*y = {a * x + b * y}", f"({c})*x + ({d})*y = {c * x + d * y}"
    return f"[{first}, {second}]", f"[y = {z}, x = {x}]"


def logic(random: Random, equal: bool) -> Texts:
    """A random formula, and the same after laws of logic; an unequal one is its negation."""
    formula = _formula(random, 3)
    other = _lawful(random, formula)
    return _shown(formula), _shown(other if equal else ("not", other))


Formula = tuple  # ("p",) or (operator, formula …)


def _formula(random: Random, depth: int) -> Formula:
    if depth == 0 or random.random() < 0.2:
        return (random.choice("pqr"),)
    operator = random.choice(["and", "or", "not", "implies"])
    if operator == "not":
        return ("not", _formula(random, depth - 1))
    return (operator, _formula(random, depth - 1), _formula(random, depth - 1))


def _lawful(random: Random, f: Formula) -> Formula:
    """The formula rewritten by laws that hold for every value of its letters."""
    if len(f) == 1:
        return random.choice([f, ("not", ("not", f)), ("and", f, f)])
    parts = [_lawful(random, part) for part in f[1:]]
    if f[0] == "implies":
        a, b = parts
        return random.choice([("or", ("not", a), b), ("implies", ("not", b), ("not", a)), ("implies", a, b)])
    if f[0] in ("and", "or"):
        a, b = parts
        dual = "or" if f[0] == "and" else "and"
        return random.choice([(f[0], b, a), ("not", (dual, ("not", a), ("not", b))), (f[0], a, b)])
    return ("not", parts[0])


def _shown(f: Formula) -> str:
    if len(f) == 1:
        return str(f[0])
    if f[0] == "not":
        return f"not ({_shown(f[1])})"
    return f"({_shown(f[1])}) {f[0]} ({_shown(f[2])})"


def floors(random: Random, equal: bool) -> Texts:
    """floor(x + k/n) for all k < n sums up to floor(n x)."""
    n = random.randint(2, 4)
    terms = [f"floor(x + {k}/{n})" for k in range(n)]
    random.shuffle(terms)
    inside = f"{n}*x" if equal else f"{n}*x + 1/{random.randint(2, 9999)}"
    return f"floor({inside})", " + ".join(terms)


def product_of_matrices(random: Random, equal: bool) -> Texts:
    """A product of 2 × 2 matrices, carried out."""
    a, b, c, d, e, f, g, h = (_whole(random) for _ in range(8))
    entries = [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
    if not equal:
        entries[random.randrange(4)] += _whole(random, 3)
    p, q, r, s = entries
    return f"[[{a}, {b}], [{c}, {d}]]*[[{e}, {f}], [{g}, {h}]]", f"[[{p}, {q}], [{r}, {s}]]"


def surd_solutions(random: Random, equal: bool) -> Texts:
    """x² − 2a x + a² − b = 0, and a ± √b."""
    a, b = _whole(random), random.choice([2, 3, 5, 6, 7, 8, 12])
    c = a * a - b if equal else a * a - b + _whole(random, 2)
    return f"x^2 - ({2 * a})*x + ({c}) = 0", f"x = {a} ± sqrt({b})"


STATEMENTS: list[Callable[[Random, bool], Texts]] = [
    *(solutions, scaled_equation, solved_for_y, inequality, outside, open_or_closed, absolute),
    *(finite_set, intervals, linear_system, logic, floors, product_of_matrices, surd_solutions),
]
