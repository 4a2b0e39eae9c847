"""Integrals with letters whose corners or special cases nobody can list: no closed form is kept for them.

|sin(x)| from 0 to k has as many corners as k allows, and what SymPy finds counts those of the first period.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from touchstone.maths.library import folded
from touchstone.maths.values import CannotEvaluate

INSTEAD = "write the closed form yourself, or numbers for letters"


def refuse(expr: Any, x: Any, a: Any, b: Any) -> None:
    """Raises CannotEvaluate where the places at which the function turns hang on a letter and have no end."""
    ends = a.free_symbols | b.free_symbols
    for part in _turning(expr, x):
        letters = sorted(map(str, ends | (part.free_symbols - {x})))
        if letters and any(_endless(inner, x) for inner in _inside(part)):
            said = str(part)[:60].replace("**", "^").lower()
            raise CannotEvaluate(f"where {said} turns or jumps hangs on {', '.join(letters)}; {INSTEAD}")
    whole = sorted({str(name) for wave in waves(expr, x) for name in wave.free_symbols if name.is_integer})
    if whole and in_denominator(expr, x):
        said = ", ".join(whole)
        raise CannotEvaluate(f"waves in a denominator may have special cases for {said}; {INSTEAD}")


def refuse_steps(expr: Any, x: Any, letters: set[Any]) -> None:
    """Raises CannotEvaluate where a limit hangs on whether a letter hits a step or a corner, of many."""
    import sympy

    steps = (sympy.floor, sympy.ceiling, sympy.Mod)
    for part in _turning(expr, x):
        hangs = sorted(map(str, letters | (part.free_symbols - {x})))
        sharp = isinstance(part, sympy.Abs | sympy.sign | sympy.Max | sympy.Min) or folded.is_one(part)
        if not hangs or not (sharp or isinstance(part, steps)):
            continue
        if isinstance(part, steps) or any(waves(inner, x) or inner.has(*steps) for inner in _inside(part)):
            said = str(part)[:60].replace("**", "^").lower()
            raise CannotEvaluate(
                f"whether {said} steps or turns there hangs on {', '.join(hangs)}; {INSTEAD}"
            )


def waves(expr: Any, x: Any) -> list[Any]:
    """All sines, cosines and their kin of x."""
    import sympy

    kinds = (sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc)
    return [part for part in expr.atoms(*kinds) if part.has(x)]


def in_denominator(expr: Any, x: Any) -> bool:
    """Whether waves of x stand in a denominator, as those of a tangent do."""
    import sympy

    if any(not isinstance(wave, sympy.sin | sympy.cos) for wave in waves(expr, x)):
        return True
    return any(part.exp.is_negative and waves(part.base, x) for part in expr.atoms(sympy.Pow))


def _turning(expr: Any, x: Any) -> Iterator[Any]:
    """What has corners, jumps or ends."""
    import sympy

    kinds = (sympy.Abs, sympy.sign, sympy.Max, sympy.Min, sympy.floor, sympy.ceiling, sympy.Mod, sympy.log)
    for part in sorted(expr.atoms(*kinds, sympy.Pow), key=sympy.default_sort_key):
        if part.has(x) and not (isinstance(part, sympy.Pow) and _smooth(part, x)):
            yield part
    yield from folded.found(folded.with_its_own(expr), x)


def _smooth(power: Any, x: Any) -> bool:
    return bool(power.exp.is_Integer or not power.base.has(x))


def _inside(part: Any) -> Iterator[Any]:
    """What is zero where it turns."""
    import sympy

    if isinstance(part, sympy.Max | sympy.Min):
        yield from (left - right for left, right in combinations(part.args, 2))
    elif folded.is_one(part):
        yield folded.turns_where_zero(part)
    elif isinstance(part, sympy.floor | sympy.ceiling | sympy.Mod):
        yield part
    else:
        yield part.args[0]


def _endless(inner: Any, x: Any) -> bool:
    """Whether it may be zero in more places than its ends tell: all but a polynomial, and p·e^(q·x) + r."""
    import sympy

    if not inner.has(x) or inner.is_polynomial(x):
        return False
    if inner.has(sympy.floor, sympy.ceiling, sympy.Mod) or waves(inner, x):
        return True
    above = sympy.numer(sympy.together(inner))
    if above.is_polynomial(x):
        return False
    parts = [part for part in above.atoms(sympy.exp, sympy.log, sympy.Pow) if part.has(x)]
    plain = len(parts) == 1 and above.is_polynomial(parts[0]) and sympy.degree(above, parts[0]) == 1
    return not (plain and not above.subs(parts[0], 0).has(x))
