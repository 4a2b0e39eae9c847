"""`a x^2 = b` as `x = sqrt(b/a) or x = -sqrt(b/a)`: divided by a letter, and one root in each factor.

Where the letter is zero the second has no value: single values of a letter are passed over, but not where
the first holds for all others, as `a x^2 = a b` does. One root in a factor is real wherever the factor is, so
that no branch is lost: of `sqrt(b)/sqrt(a)` that isn't so.
"""

from __future__ import annotations

from touchstone.maths import exact, modular
from touchstone.maths.arrays import ZERO
from touchstone.maths.derivative import TWO
from touchstone.maths.domain import Domain
from touchstone.maths.statements.thin import analytic, thin
from touchstone.maths.statements.whole_steps import steps
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power, children, walk

MOST_LETTERS = 3
ROOT = Name("•root")
Parts = tuple[Node, ...]


def by_a_letter(some: Parts, others: Parts, domain: Domain, *, real: bool) -> bool:
    """Whether the product of others is that of some divided by a letter, and nothing else is lost."""
    f, g = (parts[0] if len(parts) == 1 else Multiply(parts) for parts in (some, others))
    below = _below(g)
    letters = frozenset[str]().union(*map(names_in, below))
    if len(letters) > MOST_LETTERS or any(Add in traits(part).kinds for part in {*below, *_below(f)}):
        return False
    if not all(map(_one_branch, (*some, *others))) or not _nothing_lost(f, g, domain):
        return False
    divisors = sorted(letters | domain.positive & names_in(f))
    return any(modular.proportional(f, Multiply((Name(n), g)), real=real).equal for n in divisors)


def _below(f: Node) -> set[Node]:
    return {part.denominator for part in walk(f) if isinstance(part, Divide) and names_in(part.denominator)}


def _nothing_lost(f: Node, g: Node, domain: Domain) -> bool:
    """Whether neither is zero all over the places where the other has no value."""
    for one, other in ((f, g), (g, f)):
        mine, theirs = (frozenset[str]().union(*map(names_in, _below(side))) for side in (one, other))
        for name in sorted(theirs - mine):
            left = substitute(one, {name: ZERO})
            if not thin(left) or steps(left, domain):
                return False
    return True


def _one_branch(f: Node) -> bool:
    """Whether f is one formula everywhere, or has one square root, which is real at all its zeros."""
    if analytic(f):
        return True
    path = _to_the_root(f)
    if path is None:
        return False
    root, beside = path
    rest = substitute(_replaced(f, root), {ROOT.name: ZERO})
    if not names_in(rest):
        return not beside
    # Where what the root is multiplied by is zero, it need not be real.
    return all(isinstance(part, Name) and thin(substitute(rest, {part.name: ZERO})) for part in beside)


def _to_the_root(f: Node) -> tuple[Node, list[Node]] | None:
    """The only root, and what it is multiplied by."""
    under = _under(f)
    if under is not None:
        return (f, []) if _one_root(under) else None
    if isinstance(f, Divide) and (below := _under(f.denominator)) is not None:
        return (f, _factors(f.numerator)) if analytic(f.numerator) and _one_root(below) else None
    if not isinstance(f, Add | Multiply | Negative | Divide):
        return None
    rooted = [part for part in children(f) if not analytic(part)]
    path = _to_the_root(rooted[0]) if len(rooted) == 1 else None
    if path is None or (isinstance(f, Divide) and rooted[0] is not f.numerator):
        return None
    beside = [part for part in children(f) if part is not rooted[0]] if isinstance(f, Multiply) else []
    return path[0], [*path[1], *(one for part in beside for one in _factors(part))]


def _factors(f: Node) -> list[Node]:
    """What a factor is made of, without numbers and what stands below a line."""
    match f:
        case Negative(operand=inner) | Divide(numerator=inner):
            return _factors(inner)
        case Multiply(factors=parts):
            return [one for part in parts for one in _factors(part)]
        case Power(base=base, exponent=exponent) if (exact.rational(exponent) or 0) > 0:
            return _factors(base)
    return [f] if names_in(f) else []


def _replaced(f: Node, root: Node) -> Node:
    return ROOT if f is root else rebuilt(f, [_replaced(part, root) for part in children(f)])


def _one_root(f: Node) -> bool:
    if analytic(f):
        return True
    if _under(f) is not None:
        return _one_root(_under(f) or f)
    if not isinstance(f, Add | Multiply | Negative | Divide):
        return False
    rooted = [part for part in children(f) if not analytic(part)]
    return len(rooted) == 1 and _one_root(rooted[0])


def _under(f: Node) -> Node | None:
    match f:
        case Call(function="sqrt", arguments=(inner,)):
            return inner
        case Call(function="root", arguments=(inner, degree)) if exact.rational(degree) == TWO.value:
            return inner
        case Power(base=base, exponent=exponent) if exact.rational(exponent) == 1 / TWO.value:
            return base
    return None
