"""One form for expressions that are one formula in different clothes: `sqrt(s^2)/sqrt(n)` is `s/sqrt(n)`.

Numbers are folded, sums and products flattened, like terms and powers collected, roots written as powers,
common factors cancelled and sums put over one denominator. Brackets are not multiplied out and no identity
beyond these is used, so `p*(1 - p)` and `p - p^2` stay two formulas, as do a closed form and the sum that it
stands for. Roots are taken as of positive numbers. For keys and proofs alone; it marks no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from touchstone.banks import sums
from touchstone.banks.sums import Sum
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

MOST_STEPS = 3_000  # nodes that are looked at: ten times the longest expression that is read
FINE = 6  # decimal places to which rounding changes nothing that anybody would see
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
_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "!=": ne,
}
_TURNED = {">": "<", ">=": "<="}


class TooLong(ValueError):
    """An expression that is too long to compare once its helpers are written out."""


def canonical(node: Node, meanings: Mapping[str, Node] | None = None) -> Sum:
    """The form of an expression, equal for one formula in two writings; `meanings` are written out.

    Raises TooLong.
    """
    return sums.over_one_line(_Form(meanings or {}, [MOST_STEPS]).of(node, {}))


def is_plain(form: Sum) -> bool:
    """Whether a form is a number, or a name or call with a number before it: nothing was worked out by it."""
    if len(form) != 1:
        return not form
    monomial = form[0][0]
    return not monomial or (len(monomial) == 1 and monomial[0][1] == sums.ONE and monomial[0][0][0] != "sum")


class _Form:
    def __init__(self, meanings: Mapping[str, Node], steps: list[int]) -> None:
        self.meanings = meanings
        self.steps = steps  # that are left, for all helpers together

    def of(self, node: Node, bound: Mapping[str, Sum]) -> Sum:
        """The form of a node; `bound` is what the variables around it stand for."""
        self.steps[0] -= 1
        if self.steps[0] < 0:
            raise TooLong
        match node:
            case Number(value=value):
                return sums.constant(value)
            case Name(name=name) if name in bound:
                return bound[name]
            case Name(name=name) if name in self.meanings:
                rest = {key: value for key, value in self.meanings.items() if key != name}
                return _Form(rest, self.steps).of(self.meanings[name], {})
            case Name(name=name):
                return sums.single("name", name)
            case tree.Constant(name=name) | tree.Word(word=name):
                return sums.single("constant", name)
            case Negative(operand=inner):
                return sums.product(sums.constant(-1), self.of(inner, bound))
            case Add(terms=terms):
                return sums.plus(self.of(term, bound) for term in terms)
            case Multiply(factors=factors):
                return sums.product(*(self.of(factor, bound) for factor in factors))
            case Divide(numerator=above, denominator=below):
                return sums.product(
                    self.of(above, bound), sums.to_power(self.of(below, bound), sums.constant(-1))
                )
            case Power(base=base, exponent=exponent):
                return sums.to_power(self.of(base, bound), self.of(exponent, bound))
            case Call():
                return self._call(node, bound)
            case Index(base=Items(items=items), positions=(Number(value=place),)) if 1 <= place <= len(items):
                return self.of(items[int(place) - 1], bound)
            case tree.Relation(sides=(left, right), operators=(operator,)):
                return self._relation(left, operator, right, bound)
        return sums.single(*_own(node), *(self._inner(part, bound) for part in tree.children(node)))

    def _inner(self, node: Node, bound: Mapping[str, Sum]) -> Sum:
        return sums.over_one_line(self.of(node, bound))

    def _relation(self, left: Node, operator: str, right: Node, bound: Mapping[str, Sum]) -> Sum:
        if operator in _TURNED:
            left, operator, right = right, _TURNED[operator], left
        sides = [self._inner(left, bound), self._inner(right, bound)]
        return sums.single(
            "relation", operator, *(sides if operator not in ("=", "!=") else sums.in_order(sides))
        )

    def _call(self, node: Call, bound: Mapping[str, Sum]) -> Sum:
        name, arguments = node.function, node.arguments
        plain = _PLAIN.get((name, len(arguments)))
        if plain is not None and (name, getattr(arguments[0], "function", "")) not in _UNDONE:
            return plain(*(self.of(part, bound) for part in arguments))
        match name, arguments:
            case ("sum" | "mean" | "product", (Items(items=items),)) if items:
                parts = [self.of(item, bound) for item in items]
                if name == "product":
                    return sums.product(*parts)
                return sums.product(
                    sums.plus(parts), sums.constant(Fraction(1, len(parts) if name == "mean" else 1))
                )
            case "dot", (Items(items=first), Items(items=second)) if len(first) == len(second):
                return sums.plus(
                    sums.product(self.of(a, bound), self.of(b, bound))
                    for a, b in zip(first, second, strict=True)
                )
            case (("size" | "len"), (Items(kind="list", items=items),)):
                return sums.constant(len(items))
            case (("max" | "min"), (Items(kind="list", items=(single,)),)):
                return self.of(single, bound)
            case "round", (rounded, Number(value=places)) if places >= FINE:
                return self.of(rounded, bound)
            case "sum", (term, Name(name=variable), Number() as low, high) if low == high:
                return self.of(term, {**bound, variable: self.of(low, bound)})
            case "if_else", (tree.Relation() as condition, yes, no) if (
                true := _truth(condition)
            ) is not None:
                return self.of(yes if true else no, bound)
            case outer, (Call(function=inner, arguments=(undone,)),) if (outer, inner) in _UNDONE:
                return self.of(undone, bound)
            case "at", (inside, Name(name=variable), value) if not _functions(inside) & _CALCULUS:
                return self.of(inside, {**bound, variable: self.of(value, bound)})
            case (("sum" | "each"), (Name(name=element), Name(name=whole))) if element == f"{whole}_i":
                listed = self.of(arguments[1], bound)
                return listed if name == "each" else sums.single("call", "sum", listed)
            case (("sum" | "product" | "each"), (term, Name(name=variable), low, high)):
                within = {**bound, variable: sums.single("bound", len(bound))}
                limits = self._inner(low, bound), self._inner(high, bound)
                return self._folded(name, self._inner(term, within), limits)
            case "sum", (term, over):
                return self._folded(name, self._inner(term, bound), (self._inner(over, bound),))
        parts = [self._inner(part, bound) for part in arguments]
        if name in ("max", "min") and len(parts) > 1:
            parts = list(dict.fromkeys(parts))
            if len(parts) == 1:
                return parts[0]
        return sums.single("call", name, *(sums.in_order(parts) if name in _SYMMETRIC else parts))

    def _folded(self, name: str, term: Sum, over: tuple[Sum, ...]) -> Sum:
        """A sum, product or list over something; a number before the terms of a sum stands before the sum."""
        if name != "sum" or len(term) != 1:
            return sums.single("call", name, term, *over)
        ((monomial, factor),) = term
        return sums.product(
            sums.constant(factor), sums.single("call", name, ((monomial, Fraction(1)),), *over)
        )


def _truth(condition: tree.Relation) -> bool | None:
    """Whether a comparison of two literal numbers holds; None for any other."""
    match condition.sides, condition.operators:
        case (Number(value=left), Number(value=right)), (operator,) if operator in _HOLDS:
            return _HOLDS[operator](left, right)
    return None


def _functions(node: Node) -> set[str]:
    return {part.function for part in tree.walk(node) if isinstance(part, Call)}


def _own(node: Node) -> tuple[Any, ...]:
    """What kind of node it is, with the words that belong to it."""
    fields = (getattr(node, name) for name in node.__dataclass_fields__)
    size = (len(node.rows),) if isinstance(node, tree.Matrix) else ()
    words = (field for field in fields if isinstance(field, str | bool))
    signs = getattr(node, "operators", ())
    return (type(node).__name__, *words, *signs, *size)


def _logarithm(x: Sum, base: Sum) -> Sum:
    return sums.product(
        sums.single("call", "ln", sums.over_one_line(x)),
        sums.to_power(sums.single("call", "ln", base), sums.constant(-1)),
    )


# Functions that are a power, a quotient or another name of one.
_PLAIN: dict[tuple[str, int], Callable[..., Sum]] = {
    ("sqrt", 1): lambda x: sums.to_power(x, sums.constant(_HALF)),
    ("root", 2): lambda x, n: sums.to_power(x, sums.to_power(n, sums.constant(-1))),
    ("exp", 1): lambda x: sums.to_power(sums.single("constant", "e"), x),
    ("percent", 1): lambda x: sums.product(x, sums.constant(Fraction(1, 100))),
    ("log", 1): lambda x: sums.single("call", "ln", sums.over_one_line(x)),
    ("log", 2): _logarithm,
    ("log2", 1): lambda x: _logarithm(x, sums.constant(2)),
    ("log10", 1): lambda x: _logarithm(x, sums.constant(10)),
}
