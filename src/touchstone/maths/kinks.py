"""What an expression shows of places where it may turn, jump, branch or stand out: no value is worked out."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, ZERO
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Negative,
    Node,
    Power,
    children,
    walk,
)

# Enough for what people write; each costs some tens of microseconds to locate.
MAX_ARGUMENTS = 12
ROOTED = frozenset({"sqrt", "root", "abs", "sign", "relu", "ln", "log", "log2", "log10"})
BOUNDED = frozenset({"asin", "acos", "atanh", "acosh"})
# With these a function may do anything between two corners: every cell has to be seen.
KINKED = frozenset({"abs", "sign", "min", "max", "relu"})
ROOTS = frozenset({"sqrt", "root"})
LOGS = frozenset({"ln", "log", "log2", "log10"})
BRANCHING = ROOTS | LOGS | {"logit", "atan", "atanh", "asec", "asech", "acsc", "acsch", "acot", "acoth"}
DIVIDING = frozenset({"gcd", "lcm"})
CHOOSING = frozenset({"min", "max"})


def turning(node: Node, most: int = MAX_ARGUMENTS) -> list[Node]:
    """Expressions whose zeros are where the node may turn, inner ones first."""
    found: list[Node] = []
    for part in reversed(list(walk(node))):
        for u in _of_part(part):
            if names_in(u) and u not in found:
                found.append(u)
    return found[:most]


def _of_part(part: Node) -> Iterator[Node]:
    match part:
        case Call(function=name, arguments=arguments) if name in ROOTED:
            yield arguments[0]
        case Call(function=name, arguments=(u,)) if name in BOUNDED:
            yield Add((u, ONE))
            yield Add((u, Negative(ONE)))
        case Call(function=name, arguments=arguments) if name in CHOOSING:
            for i, a in enumerate(arguments):
                yield from (Add((a, Negative(b))) for b in arguments[:i])
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            if n is None or n.denominator > 1:
                yield base


def branching(node: Node, names: frozenset[str]) -> bool:
    """Whether a part of these complex variables has a cut, such as that of a root at the negative axis."""
    return any(_branches(part) and not names.isdisjoint(names_in(part)) for part in walk(node))


def _branches(part: Node) -> bool:
    if isinstance(part, Power):
        return not isinstance(part.base, Constant) and exact.integer(part.exponent) is None
    return isinstance(part, Call) and (part.function in BRANCHING or part.function.startswith(("asi", "aco")))


def kinked(node: Node) -> bool:
    """Whether the node may run one way on one side of a point and another way on the other.

    ln|u| doesn't: it is the real part of ln(u), which goes on past the zeros of u.
    """
    found = traits(node)
    if not found.functions & (KINKED | ROOTS) and Power not in found.kinds:
        return False
    return next(kinks(node), None) is not None


def kink_arguments(node: Node) -> list[Node]:
    """What is zero where a node runs one way on one side and another way on the other."""
    found = [u for part in kinks(node) for u in _of_part(part) if names_in(u)]
    return list(dict.fromkeys(found))


def kinks(node: Node, *, in_log: bool = False) -> Iterator[Node]:
    """The parts that turn, outer ones first."""
    if not names_in(node):
        return
    if _kink(node) and not (in_log and isinstance(node, Call) and node.function == "abs"):
        yield node
    # ln(|u|*v) is the real part of ln(u*v), as ln|u| is of ln(u).
    factor = in_log and isinstance(node, Multiply | Divide | Negative)
    inner = factor or (isinstance(node, Call) and node.function in LOGS)
    for part in children(node):
        yield from kinks(part, in_log=inner)


def nested(node: Node) -> int:
    """How many parts that turn stand within each other."""
    return max(map(nested, children(node)), default=0) + (bool(names_in(node)) and _kink(node))


def _kink(part: Node) -> bool:
    match part:
        case Call(function="sqrt", arguments=(inner,)):
            return _with_square(inner)
        case Call(function="root", arguments=(inner, degree)):
            return not exact.rational(degree) or _with_square(inner)
        case Call(function=name):
            return name in KINKED
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            return n is not None and n.denominator > 1 and _with_square(base)
    return False


def _with_square(u: Node) -> bool:
    """Whether an expression is seen to have a factor that is squared: its root has a corner there."""
    parts = _with_powers(u)
    bases = [base for base, _ in parts]
    return (
        any(n % 2 == 0 for _, n in parts)
        or any(base in bases[:i] for i, base in enumerate(bases))
        or _square(u)
    )


def _with_powers(u: Node) -> list[tuple[Node, int]]:
    """The factors of an expression with their whole powers; other powers count as one."""
    match u:
        case Multiply(factors=parts):
            return [factor for part in parts for factor in _with_powers(part)]
        case Divide(numerator=over, denominator=under):
            return [*_with_powers(over), *_with_powers(under)]
        case Negative(operand=inner):
            return _with_powers(inner)
        case Power(base=base, exponent=exponent) if n := exact.integer(exponent):
            return [(inner, n * m) for inner, m in _with_powers(base)]
    return [(u, 1)] if names_in(u) else []


def _square(u: Node) -> bool:
    """Whether a sum is the square of something, up to a number: its images are squares, or none is."""
    from touchstone.maths import modular

    return isinstance(u, Add) and modular.square_up_to_a_number(u)


def dividing(*nodes: Node) -> bool:
    """Whether a gcd or lcm of a variable occurs: at any whole number it may be something else."""
    return any(
        isinstance(part, Call) and part.function in DIVIDING and names_in(part)
        for node in nodes
        if traits(node).functions & DIVIDING
        for part in walk(node)
    )


def spiking(*nodes: Node) -> bool:
    """Whether a part may be nothing but at one place: zero to a variable power, binomial(0, k)."""
    return any(
        _spikes(part)
        for node in nodes
        if traits(node).growing or "binomial" in traits(node).functions
        for part in walk(node)
    )


def _spikes(part: Node) -> bool:
    from touchstone.maths import modular

    match part:
        case Power(base=base, exponent=exponent) if names_in(exponent):
            try:
                value = exact.rational(base)
            except exact.NoValue:
                return True
            return value == 0 if value is not None else modular.compare(base, ZERO).equal
        case Call(function="binomial", arguments=(n, k)):
            return bool(names_in(k)) and not names_in(n)
    return False


def factors(u: Node) -> list[Node]:
    """What has to be zero, or infinite, for a product to be; powers left out, constants too."""
    match u:
        case Multiply(factors=parts):
            return [factor for part in parts for factor in factors(part)]
        case Divide(numerator=over, denominator=under):
            return [*factors(over), *factors(under)]
        case Negative(operand=inner) | Power(base=inner):
            return factors(inner)
    return [u] if names_in(u) else []
