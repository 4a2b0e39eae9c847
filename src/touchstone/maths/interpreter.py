"""Walks a tree of the key language to its value: exact fractions first, SymPy where they don't reach."""

from __future__ import annotations

from collections.abc import Callable

from touchstone.core.counts import count
from touchstone.maths import conditions, matrices, zeroth
from touchstone.maths.library import forms
from touchstone.maths.library.densities import ABOVE
from touchstone.maths.library.elementary import is_odd_root, odd_root
from touchstone.maths.library.table import call
from touchstone.maths.naming import Names
from touchstone.maths.results import tree_of
from touchstone.maths.scalars import (
    add,
    divide,
    multiply,
    negate,
    power,
    product,
    subtract,
    total,
)
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Index,
    Interval,
    Items,
    Logic,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    PlusMinus,
    Power,
    Relation,
    Such,
    Union,
    Word,
    names_in,
)
from touchstone.maths.values import (
    ONE,
    CannotEvaluate,
    Many,
    Statement,
    Table,
    Value,
    in_known_order,
    integer,
    is_number,
    kind_of,
    scalar,
)


class Scope(Names):
    """What each name stands for, and the steps that work out a tree with it."""

    def value(self, node: Node) -> Value:
        """The value of a tree."""
        if self._outer is not None and isinstance(node, Call) and not self._moves(node):
            return self._outer.fixed(node)
        return _STEPS[type(node)](self, node)


def _number(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Number)
    return node.value


def _name(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Name)
    return scope.named(node.name)


def _constant(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Constant)
    from touchstone.maths.symbolic import constant

    return constant(node.name)


def _negative(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Negative)
    return matrices.entrywise(_numeric(scope.value(node.operand)), negate)


def _numeric(value: Value) -> Value:
    """The value, unless it can't be calculated with."""
    if isinstance(value, bool | Statement) or (isinstance(value, Many) and value.kind == "set"):
        advice = "; use if_else(condition, 1, 0)" if isinstance(value, bool) else ""
        raise CannotEvaluate(f"{kind_of(value)} can't be calculated with{advice}")
    return value


def _add(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Add)
    if any(isinstance(term, PlusMinus) for term in node.terms):
        return _either(scope, node)
    if (above := _upper_tail(scope, node)) is not None:
        return above
    values = [_numeric(scope.value(t.operand if isinstance(t, Negative) else t)) for t in node.terms]
    signs = [isinstance(term, Negative) for term in node.terms]
    numbers = [negate(v) if minus else v for v, minus in zip(values, signs, strict=True) if is_number(v)]
    if len(numbers) == len(values):
        return total(numbers)
    result = matrices.entrywise(values[0], negate) if signs[0] else values[0]
    for right, minus in zip(values[1:], signs[1:], strict=True):
        operate, verb = (subtract, "subtract") if minus else (add, "add")
        result = matrices.combine(result, right, operate, verb)
    return result


def _upper_tail(scope: Scope, node: Add) -> Value | None:
    """`1 - normal_cdf(x)`, worked out as what it is: the subtraction would lose the digits of a small one."""
    match node.terms:
        case (Number(value=1), Negative(operand=Call(function=name, arguments=arguments))) if name in ABOVE:
            values = [scope.value(argument) for argument in arguments]
            call(name, values)  # says what is amiss with its arguments
            return ABOVE[name](*values)
    return None


def _either(scope: Scope, node: Add) -> Value:
    """`a ± b`: its numbers filled in, both signs kept."""
    sure = tuple(term for term in node.terms if not isinstance(term, PlusMinus))
    both = [PlusMinus(tree_of(scope.value(t.operand))) for t in node.terms if isinstance(t, PlusMinus)]
    if not sure:
        return Statement(Add(tuple(both)))
    first = tree_of(_numeric(scope.value(Add(sure) if len(sure) > 1 else sure[0])))
    return Statement(Add((first, *both)))


def _multiply(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Multiply)
    values = [_numeric(scope.value(factor)) for factor in node.factors]
    numbers = [value for value in values if is_number(value)]
    if len(numbers) == len(values):
        return product(numbers)
    result = values[0]
    for right in values[1:]:
        both = is_number(result) and is_number(right)
        result = multiply(scalar(result), scalar(right)) if both else matrices.times(result, right)
    return result


def _divide(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Divide)
    above, below = _numeric(scope.value(node.numerator)), _numeric(scope.value(node.denominator))
    divisor = scalar(below, "a divisor")
    return (
        divide(scalar(above), divisor) if is_number(above) else matrices.scaled(above, divide(ONE, divisor))
    )


def _power(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Power)
    if node.base == Constant("e"):
        return call("exp", [scope.value(node.exponent)])
    base = _numeric(scope.value(node.base))
    if isinstance(base, Table) and node.exponent == Name("T") and not scope.has("T"):
        return base.transposed()
    exponent = _numeric(scope.value(node.exponent))
    if isinstance(base, Table):
        return matrices.matrix_power(base, exponent)
    if isinstance(base, Many):
        raise CannotEvaluate("a list has no powers; write each(x_i^2, x), or dot(x, x)")
    if exponent == 0 and ((base == 0 and _zero_together(node)) or zeroth.surely_nothing(node.base)):
        raise CannotEvaluate("0^0 has no value")
    number, over = scalar(base), scalar(exponent, "an exponent")
    return odd_root(number, over) if scope.real and is_odd_root(number, over) else power(number, over)


def _zero_together(node: Power) -> bool:
    """Whether base and exponent are 0 together, as in x^x and 0^0; sums of powers take x^0 for 1."""
    base, exponent = set(names_in(node.base)), set(names_in(node.exponent))
    return bool(base & exponent) or not (base or exponent)


def _call(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Call)
    special = forms.FORMS.get(node.function)
    if special is not None:
        found = special(scope, node)
        if found is not None:
            return found
    return call(node.function, [scope.value(argument) for argument in node.arguments])


def _index(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Index)
    base = scope.value(node.base)
    positions = [scope.value(position) for position in node.positions]
    in_known_order(base)
    match base, positions:
        case Many(items=items), [i]:
            return items[integer(i, "a position", low=1, high=len(items)) - 1]
        case Table(), [i]:
            return Many("list", base.rows[integer(i, "a row", low=1, high=base.height) - 1])
        case Table(), [i, j]:
            row = base.rows[integer(i, "a row", low=1, high=base.height) - 1]
            return row[integer(j, "a column", low=1, high=base.width) - 1]
    raise CannotEvaluate(f"{matrices.described(base)} has no element at {count(len(positions), 'position')}")


def _items(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Items)
    return forms.gathered(node.kind, [scope.value(item) for item in node.items])


def _matrix(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Matrix)
    table = Table(tuple(tuple(scope.value(entry) for entry in row) for row in node.rows))
    return matrices.check_size(table) if table.width > 1 else table


_STEPS: dict[type[Node], Callable[[Scope, Node], Value]] = {
    Number: _number,
    Name: _name,
    Constant: _constant,
    Negative: _negative,
    Add: _add,
    Multiply: _multiply,
    Divide: _divide,
    Power: _power,
    Call: _call,
    Index: _index,
    Items: _items,
    Matrix: _matrix,
    Relation: conditions.relation,
    Logic: conditions.logic,
    Word: conditions.word,
    PlusMinus: conditions.plus_minus,
    Interval: conditions.interval,
    Union: conditions.union,
    Such: conditions.such,
}
