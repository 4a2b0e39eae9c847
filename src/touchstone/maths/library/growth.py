"""Whether an integral grows beyond all bounds, and which way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from touchstone.maths.digit_arithmetic import context
from touchstone.maths.library import cuts
from touchstone.maths.library.quadrature import BITS, Integrand, part_of, piece, with_a_middle
from touchstone.maths.numeric import Undefined, Unsure


def grows(f: Integrand, low: Any, high: Any) -> int:
    """1 or -1 where the integral surely grows beyond all bounds, that way; 0 where that isn't sure."""
    ctx = context()
    with ctx.workprec(BITS):
        if low > high:
            return -grows(f, high, low)
        try:
            ends = with_a_middle([low, *cuts.places(f.tree, f.name, low, high), high])
            ways = {way for a, b in pairwise(ends) for way in _growth(f, a, b)}
        except (Undefined, Unsure, cuts.TooMany, OverflowError):
            return 0
    ways.discard(None)
    return ways.pop() or 0 if len(ways) == 1 else 0


def _growth(f: Integrand, a: Any, b: Any) -> Iterator[int | None]:
    """Towards each end of a piece: 1 or -1, None where it comes to something, 0 where nobody knows."""
    ctx = context()
    if part_of(f, a, b) is not None:
        yield None
        return
    inner = b - 1 if a == -ctx.inf else a + 1 if b == ctx.inf else (a + b) / 2
    for end in (a, b):
        if part_of(f, min(inner, end), max(inner, end)) is not None:
            yield None
        elif ctx.isinf(end):
            yield _steady(f, [inner, *(inner + (1 if end > 0 else -1) * ctx.mpf(2) ** k for k in range(12))])
        else:
            yield _steady(f, [end + (inner - end) * ctx.mpf(2) ** -k for k in range(24)])


def _steady(f: Integrand, ends: list[Any]) -> int:
    """The sign that the parts keep while they don't get smaller, towards the last of the ends."""
    parts = [piece(f, min(a, b), max(a, b)) for a, b in pairwise(ends)][-6:]
    if any(part is None or not part for part in parts):
        return 0
    sign = 1 if parts[0] > 0 else -1
    same = all(part * sign > 0 for part in parts)
    return sign if same and all(abs(q) >= 0.99 * abs(p) for p, q in pairwise(parts)) else 0
