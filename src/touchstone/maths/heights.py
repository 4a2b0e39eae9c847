"""How many bits the numbers in an expression have: so finely it has to be looked at."""

from __future__ import annotations

import math

from touchstone.maths.digit_arithmetic import ALIKE
from touchstone.maths.exact import NoValue, bits, rational
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Constant, Divide, Node, Power, children, walk

# A written number of more bits than these may be a small one.
LITTLE = 64
MUCH = 1000
# Corners are found in floats, which see 53 bits; numbers with more may set two apart that look like one.
FLOAT_BITS = 40


def height(node: Node) -> int:
    """Bits of all numbers that occur: what may hide in a sum."""
    try:
        value = rational(node)
    except NoValue:
        value = None
    if value is not None:
        return bits(value) + 2
    inside = sum(map(height, children(node)))
    if isinstance(node, Power) and not names_in(node):
        n = rational(node.exponent)  # 10^-5000 is too long to be worked out
        if n is not None and not isinstance(node.base, Constant):
            inside = height(node.base) * max(1, abs(math.ceil(n))) + height(node.exponent)
    return 2 + (inside * ALIKE if inside > LITTLE and isinstance(node, Call | Power) else inside)


def written(node: Node) -> int:
    """Bits of all numbers that occur, for arithmetic that by itself looks closer at what is small."""
    return min(height(node), MUCH)


def finest(node: Node) -> int:
    """Bits of the longest number that occurs, where constants are worked out: 100 for 10^-30."""
    try:
        value = rational(node)
    except NoValue:
        value = None
    if value is not None:
        return bits(value)
    return max(map(finest, children(node)), default=0)


def order(*nodes: Node) -> int:
    """To which power of something small expressions may agree that aren't the same: no fewer than ALIKE."""
    steps = (Call, Power, Divide, Add)
    return max(ALIKE, sum(isinstance(part, steps) for node in nodes for part in walk(node)))
