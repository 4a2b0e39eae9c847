"""What the sums of more and more parts come to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from touchstone.maths.digit_arithmetic import context

# Two ways of speeding up a series that agree so far are believed.
AGREED = 1e-9


def fades(parts: list[Any]) -> bool:
    """Whether the parts grow smaller all along, as those of a sum that has a value do."""
    third = len(parts) // 3
    return bool(max(map(abs, parts[-third:])) < 0.8 * max(map(abs, parts[third : 2 * third])))


def limit_of(sums: list[Any]) -> Any:
    """What the partial sums come to: as two ways of speeding them up agree, or one with itself."""
    size = max(map(abs, sums))
    found = [value for value, error in _sped_up(sums) if error <= AGREED * size]
    if len(found) == 2 and abs(found[0] - found[1]) > 10 * AGREED * size:
        return None
    return found[0] if found else None


def _sped_up(sums: list[Any]) -> Iterator[tuple[Any, Any]]:
    ctx = context()
    table = ctx.shanks(sums)
    if len(table) > 4:  # it ends early where a geometric series leaves nothing to divide by
        yield table[-1][-1], abs(table[-1][-1] - table[-3][-1])
    moving = [b for a, b in pairwise([ctx.mpf(0), *sums]) if a != b]
    if len(moving) < len(sums) // 2:
        return
    levin = ctx.levin(variant="u")
    levin.update_psum(moving[:-2])
    yield levin.update_psum(moving)
