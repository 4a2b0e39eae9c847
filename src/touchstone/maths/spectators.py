"""Parts that turn, taken as unknowns where they stand on both sides alike.

`(x + |sin(y)|)^2` and its expansion agree whatever |sin(y)| is. That can prove equality, never a difference.
"""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths import modular
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.kinks import kinks
from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Call, Name, Negative, Node, Power, children
from touchstone.maths.verdict import Finding, undecided

Plain = Callable[[Node, Node, Setting], Finding]

STEP = "parts that turn as unknowns"
# What never is negative, whatever stands in it.
AT_LEAST_ZERO = frozenset({"abs", "relu", "sqrt", "root"})


def compare(a: Node, b: Node, setting: Setting, plain: Plain) -> Finding:
    """Equal where the two agree whatever the parts that turn may be; else undecided."""
    turning = list(dict.fromkeys([*kinks(a), *kinks(b)]))
    if not turning:
        return undecided(STEP)
    known: list[Node] = []
    f, g = (_replaced(node, turning, known) for node in (a, b))
    free = {f"•k{i}": "nonnegative" for i, part in enumerate(known) if _never_negative(part)}
    finding = plain(f, g, Setting(Domain({**setting.domain.assume, **free}), setting.deadline))
    return finding if finding.equal else undecided(STEP)


def _never_negative(part: Node) -> bool:
    return isinstance(part, Power) or (isinstance(part, Call) and part.function in AT_LEAST_ZERO)


def _replaced(node: Node, turning: list[Node], known: list[Node]) -> Node:
    if node in turning:
        for i, other in enumerate(known):
            if _same(node, other):
                return Name(f"•k{i}")
        known.append(node)
        return Name(f"•k{len(known) - 1}")
    parts = [_replaced(part, turning, known) for part in children(node)]
    return rebuilt(node, parts) if parts else node


def _same(part: Node, other: Node) -> bool:
    """Whether two parts that turn are surely one and the same."""
    if part == other:
        return True
    if not (isinstance(part, Call) and isinstance(other, Call) and part.function == other.function):
        return False
    if len(part.arguments) != len(other.arguments):
        return False
    pairs = list(zip(part.arguments, other.arguments, strict=True))
    if all(modular.compare(u, v).equal for u, v in pairs):
        return True
    return part.function == "abs" and all(modular.compare(u, Negative(v)).equal for u, v in pairs)
