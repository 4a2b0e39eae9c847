"""Sums with a letter or infinity for an end, in closed form where adding up confirms it."""

from __future__ import annotations

from itertools import chain, cycle
from typing import Any

from touchstone.maths.digit_arithmetic import EXACT, context
from touchstone.maths.digits import Digits
from touchstone.maths.library import turning
from touchstone.maths.library.draws import drawn
from touchstone.maths.library.integrals import generic
from touchstone.maths.library.partial_sums import fades, limit_of
from touchstone.maths.library.quadrature import BITS
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.tree import Constant, walk
from touchstone.maths.values import CannotEvaluate, Scalar, Value, scalar

# What letters in the ends stand for, beyond the start.
FURTHER = (6, 1, 9, 3, 0, 12)
# Terms of an endless sum that are added up, and those of one that ends.
TERMS, MOST_TERMS = 64, 400
AGREES = 1e-8
ENOUGH = 2


def summation(term: Value, k: Any, low: Value, high: Value) -> Scalar:
    """A sum with a symbolic or infinite end, in closed form."""
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    expr = expr_of(scalar(term, "the term"))
    a, b = (expr_of(scalar(end, what)) for end, what in ((low, "the start"), (high, "the end")))
    _refuse_gaps(expr, k, a, b)
    found = sympy.summation(expr, (k, a, b))
    if found.has(sympy.Sum):
        raise CannotEvaluate("no closed form of the sum was found")
    if found.has(sympy.oo, sympy.nan, sympy.zoo):
        known = expr.free_symbols - {k} or _added(expr, k, a, b) is not None
        raise CannotEvaluate("no closed form of the sum was found" if known else "the sum does not converge")
    found = generic(found)
    _confirm(found, expr, k, a, b)
    return value_of(found)


def _refuse_gaps(expr: Any, k: Any, a: Any, b: Any) -> None:
    """Raises CannotEvaluate where a term on the way has no value, however far it is."""
    import sympy

    below = sympy.denom(sympy.together(expr))
    if not (below.has(k) and below.is_polynomial(k) and not below.free_symbols - {k} and a.is_Integer):
        return
    for root in sorted(sympy.Poly(below, k).ground_roots()):
        if root.is_Integer and root >= a and not (b.is_number and root > b):
            raise CannotEvaluate(f"the term for {k} = {root} has no value")


def _confirm(found: Any, expr: Any, k: Any, a: Any, b: Any) -> None:
    import sympy

    ends = sorted(a.free_symbols | b.free_symbols, key=str)
    others = sorted(expr.free_symbols - {k} - set(ends), key=str)
    start = int(a) if a.is_Integer else 1
    confirmed = 0
    draws = chain(drawn([*others, *ends]), turning.draws(expr, k, (), found) if others else ())
    for at, further in zip(draws, cycle(FURTHER), strict=False):
        at |= {letter: start + further + 2 * n for n, letter in enumerate(ends)}
        there = found.subs(at)
        if there.has(sympy.nan, sympy.zoo):
            continue  # a formula says nothing of where it has no value
        near = _added_there(expr, k, a, b, at)
        if near is None:
            continue
        if not _agrees(there, near):
            raise CannotEvaluate("the closed form of the sum and its terms, added up, differ")
        confirmed += 1
    if confirmed < (ENOUGH if others or ends else 1):
        said = str(found)[:60].replace("**", "^")
        raise CannotEvaluate(f"the sum would be {said}, and numbers can't confirm it; write the value itself")


def _added_there(expr: Any, k: Any, a: Any, b: Any, at: dict[Any, Any]) -> Any:
    """The sum for these letters; None where it isn't certain, or a term has no value, as 0^0 has none."""
    try:
        return _added(expr.subs(at), k, a.subs(at), b.subs(at))
    except CannotEvaluate:
        if any(value == 0 for value in at.values()):
            return None
        raise


def _agrees(found: Any, near: Any) -> bool:
    ctx = context()
    re, im = found.evalf(30).as_real_imag()
    if not (re.is_number and im.is_number and re.is_finite):
        return False
    return bool(abs(ctx.mpc(str(re), str(im)) - near) <= AGREES * max(abs(near), 1e-25))


def _added(expr: Any, k: Any, a: Any, b: Any) -> Any:
    """The sum as a number, or None."""
    import sympy

    from touchstone.maths.symbolic import to_tree

    if not a.is_Integer or not (b.is_Integer or b == sympy.oo):
        return None
    tree = to_tree(expr)
    ctx = context()
    with ctx.workprec(BITS):
        try:
            run = compile_tree(tree, Digits(real=Constant("i") not in walk(tree)))
        except (Undefined, Unsure):
            return None
        endless = b == sympy.oo
        count = TERMS if endless else int(b) - int(a) + 1
        if not 0 <= count <= MOST_TERMS:
            return None
        terms = [_term(run, k.name, int(a) + n) for n in range(count)]
        if None in terms:
            return None
        return _endless(terms) if endless else sum(terms, ctx.mpf(0))


def _term(run: Run, name: str, place: int) -> Any:
    """One term; None where it isn't certain. Raises CannotEvaluate where there is none."""
    ctx = context()
    try:
        value, error = run({name: (ctx.mpf(place), EXACT)})
    except Undefined:
        raise CannotEvaluate(f"the term for {name} = {place} has no value") from None
    except (Unsure, OverflowError):
        return None
    return value if error <= max(-60, ctx.mag(value) - 40 if value else EXACT) else None


def _endless(terms: list[Any]) -> Any:
    ctx = context()
    sums = [ctx.mpf(0)]
    for term in terms:
        sums.append(sums[-1] + term)
    if all(abs(term) <= 1e-25 * max(1, abs(sums[-1])) for term in terms[-3:]):
        return sums[-1]
    return limit_of(sums[1:]) if fades(terms) else None
