"""One form for expressions that are one formula in different clothes: `sqrt(s^2)/sqrt(n)` is `s/sqrt(n)`.

Numbers are folded, sums and products flattened, like terms and powers collected, roots written as powers,
common factors cancelled and sums put over one denominator. Brackets are not multiplied out and no identity
beyond these is used, so `p*(1 - p)` and `p - p^2` stay two formulas, as do a closed form and the sum that it
stands for. Roots are taken as of positive numbers. For keys and proofs alone; it marks no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

from touchstone.maths import tree
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Index,
    Items,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
)

Atom: TypeAlias = tuple[Any, ...]  # a name, a call, or a sum in a product
Monomial: TypeAlias = tuple[tuple[Atom, "Sum"], ...]  # atoms with their exponents, sorted
Sum: TypeAlias = tuple[tuple[Monomial, Fraction], ...]  # terms with their coefficients, sorted; () is 0

LARGEST = 64  # an exponent beyond which a number is left as a power
FACTORED = 10_000  # a number up to which its roots are taken apart
_HALF = Fraction(1, 2)
_SYMMETRIC = frozenset(
    {"min", "max", "gcd", "lcm", "dot", "covariance", "pcovariance", "correlation", "cosine"}
)
# A function undone by another: exp(ln(x)) is x.
_UNDONE = frozenset(
    {("exp", "ln"), ("ln", "exp"), ("sigmoid", "logit"), ("logit", "sigmoid"), ("inv", "inv")}
    | {(name, name) for name in ("transpose", "reverse")}
)
_CALCULUS = frozenset(
    {"diff", "integrate", "limit", "gradient", "hessian", "jacobian", "series", "at", "roots"}
)
_TURNED = {">": "<", ">=": "<="}


def canonical(node: Node, meanings: Mapping[str, Node] | None = None) -> Sum:
    """The form of an expression, equal for one formula in two writings; `meanings` are written out."""
    return _over_one_line(_Form(meanings or {}).of(node, {}))


def is_plain(form: Sum) -> bool:
    """Whether a form is a number, or a name or call with a number before it: nothing was worked out by it."""
    if len(form) != 1:
        return not form
    monomial = form[0][0]
    return not monomial or (len(monomial) == 1 and monomial[0][1] == _ONE and monomial[0][0][0] != "sum")


class _Form:
    def __init__(self, meanings: Mapping[str, Node]) -> None:
        self.meanings = meanings

    def of(self, node: Node, bound: Mapping[str, Sum]) -> Sum:
        """The form of a node; `bound` is what the variables around it stand for."""
        match node:
            case Number(value=value):
                return _number(value)
            case Name(name=name) if name in bound:
                return bound[name]
            case Name(name=name) if name in self.meanings:
                rest = {key: value for key, value in self.meanings.items() if key != name}
                return _Form(rest).of(self.meanings[name], {})
            case Name(name=name):
                return _atom("name", name)
            case tree.Constant(name=name) | tree.Word(word=name):
                return _atom("constant", name)
            case Negative(operand=inner):
                return _times(_number(-1), self.of(inner, bound))
            case Add(terms=terms):
                return _plus(self.of(term, bound) for term in terms)
            case Multiply(factors=factors):
                return _times(*(self.of(factor, bound) for factor in factors))
            case Divide(numerator=above, denominator=below):
                return _times(self.of(above, bound), _power(self.of(below, bound), _number(-1)))
            case Power(base=base, exponent=exponent):
                return _power(self.of(base, bound), self.of(exponent, bound))
            case Call():
                return self._call(node, bound)
            case Index(base=Items(items=items), positions=(Number(value=place),)) if 1 <= place <= len(items):
                return self.of(items[int(place) - 1], bound)
            case tree.Relation(sides=(left, right), operators=(operator,)):
                return self._relation(left, operator, right, bound)
        return _atom(*_own(node), *(self._inner(part, bound) for part in tree.children(node)))

    def _inner(self, node: Node, bound: Mapping[str, Sum]) -> Sum:
        return _over_one_line(self.of(node, bound))

    def _relation(self, left: Node, operator: str, right: Node, bound: Mapping[str, Sum]) -> Sum:
        if operator in _TURNED:
            left, operator, right = right, _TURNED[operator], left
        sides = [self._inner(left, bound), self._inner(right, bound)]
        return _atom("relation", operator, *(sides if operator not in ("=", "!=") else _sorted(sides)))

    def _call(self, node: Call, bound: Mapping[str, Sum]) -> Sum:
        name, arguments = node.function, node.arguments
        plain = _PLAIN.get((name, len(arguments)))
        if plain is not None and (name, getattr(arguments[0], "function", "")) not in _UNDONE:
            return plain(*(self.of(part, bound) for part in arguments))
        match name, arguments:
            case ("sum" | "mean" | "product", (Items(items=items),)) if items:
                parts = [self.of(item, bound) for item in items]
                if name == "product":
                    return _times(*parts)
                return _times(_plus(parts), _number(Fraction(1, len(parts) if name == "mean" else 1)))
            case "dot", (Items(items=first), Items(items=second)) if len(first) == len(second):
                return _plus(
                    _times(self.of(a, bound), self.of(b, bound)) for a, b in zip(first, second, strict=True)
                )
            case (("size" | "len"), (Items(kind="list", items=items),)):
                return _number(len(items))
            case outer, (Call(function=inner, arguments=(undone,)),) if (outer, inner) in _UNDONE:
                return self.of(undone, bound)
            case "at", (inside, Name(name=variable), value) if not _functions(inside) & _CALCULUS:
                return self.of(inside, {**bound, variable: self.of(value, bound)})
            case (("sum" | "each"), (Name(name=element), Name(name=whole))) if element == f"{whole}_i":
                listed = self.of(arguments[1], bound)
                return listed if name == "each" else _atom("call", "sum", listed)
            case (("sum" | "product" | "each"), (term, Name(name=variable), low, high)):
                within = {**bound, variable: _atom("bound", len(bound))}
                limits = self._inner(low, bound), self._inner(high, bound)
                return self._folded(name, self._inner(term, within), limits)
            case "sum", (term, over):
                return self._folded(name, self._inner(term, bound), (self._inner(over, bound),))
        parts = [self._inner(part, bound) for part in arguments]
        return _atom("call", name, *(_sorted(parts) if name in _SYMMETRIC else parts))

    def _folded(self, name: str, term: Sum, over: tuple[Sum, ...]) -> Sum:
        """A sum, product or list over something; a number before the terms of a sum stands before the sum."""
        if name != "sum" or len(term) != 1:
            return _atom("call", name, term, *over)
        ((monomial, factor),) = term
        return _times(_number(factor), _atom("call", name, ((monomial, Fraction(1)),), *over))


def _functions(node: Node) -> set[str]:
    return {part.function for part in tree.walk(node) if isinstance(part, Call)}


def _own(node: Node) -> tuple[Any, ...]:
    """What kind of node it is, with the words that belong to it."""
    fields = (getattr(node, name) for name in node.__dataclass_fields__)
    size = (len(node.rows),) if isinstance(node, tree.Matrix) else ()
    words = (field for field in fields if isinstance(field, str | bool))
    signs = getattr(node, "operators", ())
    return (type(node).__name__, *words, *signs, *size)


# --- sums, products and powers ---------------------------------------------------------------------------


def _number(value: Fraction | int) -> Sum:
    return (((), Fraction(value)),) if value else ()


def _atom(*key: Any) -> Sum:
    return ((((key, _ONE),), Fraction(1)),)


def _value(form: Sum) -> Fraction | None:
    """The number that a form is, or None."""
    if not form:
        return Fraction(0)
    return form[0][1] if len(form) == 1 and form[0][0] == () else None


def _sorted(keys: Iterable[Any]) -> list[Any]:
    return sorted(keys, key=repr)


def _plus(forms: Iterable[Sum]) -> Sum:
    terms: dict[Monomial, Fraction] = {}
    for form in forms:
        for monomial, factor in form:
            for inner, times in _opened(monomial):
                terms[inner] = terms.get(inner, Fraction(0)) + factor * times
    return tuple(_sorted((monomial, factor) for monomial, factor in terms.items() if factor))


def _opened(monomial: Monomial) -> Sum:
    """The terms of a sum that is only divided: (a + b)/n is a/n + b/n."""
    sums = [atom for atom, power in monomial if atom[0] == "sum" and power == _ONE]
    rest = tuple((atom, power) for atom, power in monomial if not (sums and atom == sums[0]))
    if len(sums) != 1 or any((_value(power) or 0) >= 0 for _, power in rest):
        return ((monomial, Fraction(1)),)
    return _plus(_times(((rest, Fraction(1)),), (term,)) for term in sums[0][1])


def _times(*forms: Sum) -> Sum:
    factor = Fraction(1)
    powers: dict[Atom, Sum] = {}
    for form in forms:
        if not form:
            return ()
        number, monomial = _as_product(form)
        factor *= number
        for atom, power in monomial:
            powers[atom] = _plus([powers.get(atom, ()), power])
    _cancel(powers)
    factor *= _signs(powers)
    for atom in [atom for atom in powers if atom[0] == "number"]:
        number, rest = _split(atom[1], powers.pop(atom))
        factor *= number
        if rest:
            powers[atom] = rest
    monomial = tuple(_sorted((atom, power) for atom, power in powers.items() if power))
    if len(monomial) == 1 and monomial[0][0][0] == "sum" and monomial[0][1] == _ONE:
        return tuple((inner, factor * times) for inner, times in monomial[0][0][1])
    return ((monomial, factor),)


def _cancel(powers: dict[Atom, Sum]) -> None:
    """Takes what stands above the line in every term of a sum and below the line beside it out of both."""
    for atom in [atom for atom in powers if atom[0] == "sum"]:
        power = _value(powers[atom])
        if not power:
            continue
        common = {
            shared: least
            for shared, least in _common(atom[1]).items()
            if least > 0 and (_value(powers.get(shared, ())) or 0) * power < 0
        }
        if not common:
            continue
        rest = _divided(atom[1], common)
        powers.pop(atom)
        _, inner = _as_product(rest)
        for shared, least in (*((a, _number(p)) for a, p in common.items()), *inner):
            more = _times(least, _number(power))
            powers[shared] = _plus([powers.get(shared, ()), more])


def _signs(powers: dict[Atom, Sum]) -> int:
    """Turns sums in whole powers so that their first term is positive; returns the sign left over."""
    sign = 1
    for atom in [atom for atom in powers if atom[0] == "sum" and atom[1] and atom[1][0][1] < 0]:
        power = _value(powers[atom])
        if power is not None and power.denominator == 1:
            sign *= -1 if power % 2 else 1
            turned = _negative(atom)
            powers[turned] = _plus([powers.get(turned, ()), powers.pop(atom)])
    return sign


def _as_product(form: Sum) -> tuple[Fraction, Monomial]:
    """A form as a number times powers: a sum gives up its number, its sign and its denominators."""
    if len(form) == 1:
        return form[0][1], form[0][0]
    numbers = [factor for _, factor in form]
    content = Fraction(gcd(*(n.numerator for n in numbers)), lcm(*(n.denominator for n in numbers)))
    below = {atom: least for atom, least in _common(form).items() if least < 0}
    inner = _divided(form, below)
    content = content if inner[0][1] > 0 else -content
    whole = ("sum", tuple((monomial, factor / content) for monomial, factor in inner))
    return content, tuple(
        _sorted([(whole, _ONE), *((atom, _number(least)) for atom, least in below.items())])
    )


def _common(form: Sum) -> dict[Atom, Fraction]:
    """The atoms of a sum with their smallest exponents; 0 where a term does not have it."""
    found: dict[Atom, Fraction] = {}
    for atom in dict.fromkeys(atom for monomial, _ in form for atom, _ in monomial):
        exponents = [_value(dict(monomial).get(atom, ())) for monomial, _ in form]
        known = [exponent for exponent in exponents if exponent is not None]
        if len(known) == len(exponents) and min(known):
            found[atom] = min(known)
    return found


def _divided(form: Sum, common: Mapping[Atom, Fraction]) -> Sum:
    by = tuple((atom, _number(-least)) for atom, least in common.items())
    return _plus(_times(((by, Fraction(1)),), (term,)) for term in form) if by else form


def _over_one_line(form: Sum) -> Sum:
    """A sum over its common denominator."""
    return _times(form) if len(form) > 1 else form


def _power(base: Sum, exponent: Sum) -> Sum:
    raised = _value(exponent)
    if raised == 0:
        return _number(1)
    if not base:
        return _atom("power", base, exponent)  # of zero: no number where the exponent is negative
    factor, monomial = _as_product(base)
    whole = raised is not None and raised.denominator == 1
    if factor < 0 and not whole:
        turned = next((atom for atom, power in monomial if atom[0] == "sum" and power == _ONE), None)
        if turned is None:
            return ((((("sum", base), exponent),), Fraction(1)),)
        factor = -factor
        monomial = tuple((_negative(atom) if atom is turned else atom, power) for atom, power in monomial)
    inner = tuple((atom, _times(power, exponent)) for atom, power in monomial)
    return _times(_number_power(factor, exponent), ((inner, Fraction(1)),))


def _negative(atom: Atom) -> Atom:
    return ("sum", tuple((monomial, -factor) for monomial, factor in atom[1]))


def _number_power(number: Fraction, exponent: Sum) -> Sum:
    """A power of a number: worked out as far as it is rational."""
    whole = _value(exponent)
    bases = {number: 1} if whole is not None and whole.denominator == 1 else _primes(number)
    factor, powers = Fraction(1), []
    for base, times in bases.items():
        rational, rest = _split(base, _times(exponent, _number(times)))
        factor *= rational
        powers += [(("number", base), rest)] if rest else []
    return ((tuple(_sorted(powers)), factor),)


def _split(number: Fraction, exponent: Sum) -> tuple[Fraction, Sum]:
    """The rational part of a power of a number, and the exponent that is left on it."""
    constant = dict(exponent).get((), Fraction(0))
    whole = constant.numerator // constant.denominator
    if abs(whole) > LARGEST or (whole < 0 and not number):
        return Fraction(1), exponent
    return number**whole, _plus([exponent, _number(-whole)])


def _primes(number: Fraction) -> dict[Fraction, int]:
    """The prime factors of a small positive number with their powers; of others the number itself."""
    if not 0 < number <= FACTORED or number.denominator > FACTORED:
        return {number: 1}
    found: dict[Fraction, int] = {}
    for part, sign in ((number.numerator, 1), (number.denominator, -1)):
        for prime in range(2, part + 1):
            while part % prime == 0:
                part //= prime
                found[Fraction(prime)] = found.get(Fraction(prime), 0) + sign
            if prime * prime > part > 1:
                found[Fraction(part)] = found.get(Fraction(part), 0) + sign
                break
            if part == 1:
                break
    return found


def _logarithm(x: Sum, base: Sum) -> Sum:
    return _times(_atom("call", "ln", _over_one_line(x)), _power(_atom("call", "ln", base), _number(-1)))


_ONE: Sum = (((), Fraction(1)),)
# Functions that are a power, a quotient or another name of one.
_PLAIN: dict[tuple[str, int], Callable[..., Sum]] = {
    ("sqrt", 1): lambda x: _power(x, _number(_HALF)),
    ("root", 2): lambda x, n: _power(x, _power(n, _number(-1))),
    ("exp", 1): lambda x: _power(_atom("constant", "e"), x),
    ("percent", 1): lambda x: _times(x, _number(Fraction(1, 100))),
    ("log", 1): lambda x: _atom("call", "ln", _over_one_line(x)),
    ("log", 2): _logarithm,
    ("log2", 1): lambda x: _logarithm(x, _number(2)),
    ("log10", 1): lambda x: _logarithm(x, _number(10)),
}
