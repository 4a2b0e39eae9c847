"""What two expressions are worth at one point in many digits, and what that shows of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import EXACT, SPARE
from touchstone.maths.digits import Digits
from touchstone.maths.numeric import Run, Undefined, Unsure
from touchstone.maths.verdict import Finding, different, equal

DIGITS = "many-digit sampling"
# 100 good bits are 30 digits: two expressions of an answer's length don't agree so far by accident.
GOOD_BITS = 100
# A point that needs more digits than these is passed over, and a constant left undecided.
MOST_BITS = 12_000


def at(point: Mapping[str, Any], runs: tuple[Run, Run], arithmetic: Digits, start: int) -> Finding | None:
    """What one point shows: equal, different.

    Or None when it lies outside the domain or needs too many digits.
    """
    ctx, precision, unsure = arithmetic.ctx, start, 0
    env = {name: (value, EXACT) for name, value in point.items()}
    while precision <= MOST_BITS:
        clock.check()
        ctx.prec = precision
        arithmetic.reset()
        try:
            (v, e), (w, f) = runs[0](env), runs[1](env)
            gap = arithmetic.size(v - w)
            size = max(arithmetic.size(v), arithmetic.size(w))
        except Undefined:
            if arithmetic.wanted <= precision:
                return None
            precision = _more(precision, arithmetic)
            continue
        except (Unsure, OverflowError, ValueError, ZeroDivisionError):
            unsure += arithmetic.wanted <= precision
            if unsure > 2:
                return None
            precision = max(2 * precision, arithmetic.wanted)
            continue
        error = max(e, f)
        if v != w and gap > error + 3:
            return different(DIGITS)
        if arithmetic.wanted > precision:
            precision = _more(precision, arithmetic)
            continue
        # As many good bits as it takes to see the smallest term and its powers.
        good = max(GOOD_BITS, arithmetic.wanted - SPARE)
        if error <= max(size, arithmetic.largest) - good and size > error + GOOD_BITS:
            return equal(DIGITS)
        largest = arithmetic.largest if arithmetic.largest > EXACT else 0
        if size <= error + 4 and error < min(-precision // 2, largest - good):
            return equal(DIGITS)  # both are zero to so many digits that nothing else is credible
        precision *= 2
    return None


def _more(precision: int, arithmetic: Digits) -> int:
    """The next precision: where too much is wanted, at least once as much as shows the term itself."""
    wanted = max(arithmetic.wanted, precision) + 64
    if wanted <= MOST_BITS:
        return wanted
    least = 2 * (arithmetic.wanted - SPARE) // arithmetic.order + 2 * SPARE
    return least if precision < least else wanted


def settled(run: Run, arithmetic: Digits, env: Callable[[], Mapping[str, Any]], start: int) -> Any:
    """The value with its error, at a precision at which no term and no argument was too small to count.

    `env` is asked for the variables at each precision. Raises Undefined, Unsure, OverflowError or ValueError.
    """
    precision = start
    while precision <= MOST_BITS:
        clock.check()
        arithmetic.ctx.prec = precision
        arithmetic.reset()
        try:
            found = run(env())
        except (Undefined, Unsure):
            if arithmetic.wanted <= precision:
                raise
        else:
            if arithmetic.wanted <= precision:
                return found
        precision = _more(precision, arithmetic)
    raise Unsure("too many digits")


def beyond(place: Mapping[str, Any], runs: tuple[Run, Run]) -> bool | None:
    """Whether one side surely has no value here; None where that can't be worked out."""
    env = {name: (value, EXACT) for name, value in place.items()}
    try:
        for run in runs:
            run(env)
    except Undefined:
        return True
    except (Unsure, OverflowError, ValueError, ZeroDivisionError):
        return None
    return False
