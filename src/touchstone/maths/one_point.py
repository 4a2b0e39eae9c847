"""What two expressions are worth at one point in many digits, and what that shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import EXACT
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
    ctx, precision = arithmetic.ctx, start
    while precision <= MOST_BITS:
        clock.check()
        ctx.prec = precision
        arithmetic.reset()
        env = {name: (value, EXACT) for name, value in point.items()}
        try:
            (v, e), (w, f) = runs[0](env), runs[1](env)
            gap = arithmetic.size(v - w)
            size = max(arithmetic.size(v), arithmetic.size(w))
        except Undefined:
            return None
        except (Unsure, OverflowError, ValueError, ZeroDivisionError):
            precision *= 2
            if precision > 4 * start:
                return None
            continue
        error = max(e, f)
        if v != w and gap > error + 3:
            return different(DIGITS)
        if arithmetic.wanted > precision:
            precision = max(arithmetic.wanted + 64, precision + 64)
            continue
        if error <= max(size, arithmetic.largest) - GOOD_BITS and (
            size > error + GOOD_BITS or size <= error + 4
        ):
            return equal(DIGITS)
        if size <= error + 4 and error < -precision // 2:
            return equal(DIGITS)  # both are zero to so many digits that nothing else is credible
        precision *= 2
    return None


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
