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
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power, children, walk

MOST_LETTERS = 3


def by_a_letter(f: Node, g: Node, domain: Domain, *, real: bool) -> bool:
    """Whether g is f divided by a letter, with the same solutions where that isn't zero."""
    below = _below(g)
    letters = frozenset[str]().union(*map(names_in, below))
    if len(letters) > MOST_LETTERS or any(Add in traits(part).kinds for part in {*below, *_below(f)}):
        return False
    if not _one_branch(f) or not _one_branch(g) or not _nothing_lost(f, g, domain):
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
    """Whether each factor is one formula everywhere, with one square root at most, itself of such a kind."""
    parts = f.factors if isinstance(f, Multiply) else (f,)
    return all(map(_one_root, parts))


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
