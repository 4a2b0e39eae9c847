"""Closed forms with letters, written so that each part of them is real wherever the integral is.

SymPy's logarithms are complex: of 1/(1 - x) from 0 to b it finds iπ - ln(b - 1), which is the real number
-ln(1 - b) where the integral exists (b below 1), but only as a whole. A key is compared for all b, and there
the two part. So each logarithm is taken of what is positive wherever the integral has a value: of u or of -u,
of the quotient (or product) of two that change their signs together, and of |u| else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from touchstone.maths.digit_arithmetic import EXACT, context
from touchstone.maths.digits import Digits
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.values import CannotEvaluate

BITS = 160
# Nearer to 0 than this, no sign is read off a number.
NO_SIGN = 1e-15


@dataclass(frozen=True, slots=True)
class Place:
    """Numbers for the letters where the integral has a value, and that value."""

    at: dict[Any, Any]
    near: Any
    size: Any


class Part:
    """The value of an expression with letters among real numbers."""

    def __init__(self, expr: Any) -> None:
        from touchstone.maths.symbolic import to_tree

        self._digits = Digits(real=True)
        self._run = compile_tree(to_tree(expr), self._digits)

    def value(self, at: dict[Any, Any]) -> Any:
        """Raises Undefined where a part of it isn't real, Unsure where that isn't certain."""
        ctx = context()
        with ctx.workprec(BITS):
            self._digits.reset()
            names = {
                letter.name: (ctx.mpf(str(number.evalf(BITS // 3))), EXACT) for letter, number in at.items()
            }
            value, error = self._run(names)
            if error > max(-60, ctx.mag(value) - 60 if value else EXACT):
                raise Unsure("too uncertain")
            return value


def has_logs(found: Any) -> bool:
    """Whether there is a logarithm of letters, which could be written otherwise."""
    return any(True for _ in _logs(found))


def written_real(found: Any, places: Sequence[Place]) -> Any:
    """The closed form, or the same with its logarithms of what is positive where the integral has a value."""
    if _not_real(found, places) is None:
        return found
    return _with_positive_logs(found, places)


def refuse_complex(found: Any, places: Sequence[Place]) -> None:
    """Raises CannotEvaluate where a part of the closed form has no real value, and the integral has one."""
    at = _not_real(found, places)
    if at is not None:
        where = ", ".join(f"{letter} = {value}" for letter, value in at.items())
        said = str(found)[:60].replace("**", "^")
        raise CannotEvaluate(
            f"the integral is real for {where}, and parts of its closed form, {said}, aren't; "
            "write the closed form yourself"
        )


def _logs(expr: Any) -> Iterator[Any]:
    import sympy

    return (log for log in expr.atoms(sympy.log) if log.free_symbols)


def _not_real(found: Any, places: Sequence[Place]) -> dict[Any, Any] | None:
    """Where a part of it has no real value, or None."""
    try:
        part = Part(found)
    except Undefined:
        return places[0].at if places else {}
    except Unsure:
        return None
    for place in places:
        try:
            part.value(place.at)
        except Undefined:
            return place.at
        except (Unsure, OverflowError):
            continue
    return None


# --- logarithms of what is positive -----------------------------------------------------------------------


def _with_positive_logs(found: Any, places: Sequence[Place]) -> Any:
    import sympy

    changing: dict[Any, Any] = {}

    def rewritten(log: Any) -> Any:
        inside = log.args[0]
        if not inside.free_symbols:
            return log
        if inside.is_rational_function(*inside.free_symbols):
            inside = sympy.cancel(inside)
        signs = _signs(inside, places)
        if len(signs) == 1:
            return sympy.log(signs.pop() * inside)
        stand_in = sympy.Dummy(real=True)
        changing[stand_in] = inside
        return stand_in

    real = found.replace(lambda part: isinstance(part, sympy.log), rewritten).subs(sympy.I, 0)
    for one, other in combinations(list(changing), 2):
        if one in changing and other in changing:
            real = _joined(real, one, other, changing, places)
    return real.subs({stand_in: sympy.log(sympy.Abs(inside)) for stand_in, inside in changing.items()})


def _joined(real: Any, one: Any, other: Any, changing: dict[Any, Any], places: Sequence[Place]) -> Any:
    """With one logarithm for two that change their signs together; as it was where there are none such."""
    import sympy

    weight = real.diff(one)
    if weight.has(*changing):
        return real
    for power in (-1, 1):
        if sympy.simplify(power * weight - real.diff(other)) != 0:
            continue
        turn = -1 if weight.could_extract_minus_sign() else 1  # ln(m/k), not -ln(k/m)
        both = sympy.cancel((changing[one] * changing[other] ** power) ** turn)
        signs = _signs(both, places)
        if len(signs) == 1:
            del changing[one], changing[other]
            return real.subs({one: turn * sympy.log(signs.pop() * both), other: 0})
    return real


def _signs(inside: Any, places: Sequence[Place]) -> set[int]:
    """The signs that it has where the integral has a value; both where one isn't certain."""
    signs = set()
    for place in places:
        near = inside.subs(place.at).evalf(30)
        if not near.is_Float and not near.is_Rational:
            return {1, -1}
        if abs(near) > NO_SIGN:
            signs.add(1 if near > 0 else -1)
    return signs or {1, -1}
