"""Walks a tree of the key language to its value: exact fractions first, SymPy where they don't reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from touchstone.core.counts import count
from touchstone.maths import matrices
from touchstone.maths.library import forms
from touchstone.maths.library.densities import ABOVE
from touchstone.maths.library.table import call
from touchstone.maths.results import tree_of
from touchstone.maths.scalars import (
    add,
    compare,
    divide,
    equal,
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
    identity,
    names_in,
)
from touchstone.maths.values import (
    ONE,
    CannotEvaluate,
    Many,
    Statement,
    Symbolic,
    Table,
    Value,
    in_known_order,
    integer,
    is_number,
    kind_of,
    scalar,
)

Given = Value | Node | CannotEvaluate


class Scope:
    """What each name stands for. A definition is evaluated when its name is first met.

    Names that stand for nothing are variables. `within` makes a scope in which some names are bound anew;
    what does not rest on them is still evaluated only once.
    """

    def __init__(
        self, given: Mapping[str, Given], bound: Mapping[str, Value] | None = None, outer: Scope | None = None
    ) -> None:
        self._given = given
        self._bound = dict(bound or {})
        self._outer = outer
        self._known: dict[str, Value] = {}
        # By identity, with the node beside it: an id may be used again once its node is gone.
        self._fixed: dict[int, tuple[Node, Value]] = {}
        self._resting: dict[str, bool] = {} if outer is None else outer._resting_for(frozenset(self._bound))
        self._rests_on: dict[frozenset[str], dict[str, bool]] = {}
        self._resolving: list[str] = [] if outer is None else outer._resolving
        self._moving: dict[int, tuple[Node, bool]] = {}

    def _resting_for(self, names: frozenset[str]) -> dict[str, bool]:
        return self._rests_on.setdefault(names, {})

    def within(self, bound: Mapping[str, Value]) -> Scope:
        """A scope in which these names stand for these values."""
        return Scope(self._given, bound, self)

    def has(self, name: str) -> bool:
        """Whether the name stands for something."""
        return name in self._bound or (self._outer.has(name) if self._outer else name in self._given)

    def named(self, name: str) -> Value:
        """The value of a name. Raises CannotEvaluate when its definition has none."""
        if name in self._bound:
            return self._bound[name]
        if self._outer is not None and not self._rests(name):
            return self._outer.named(name)
        if name not in self._known:
            self._known[name] = self._define(name)
        return self._known[name]

    def _define(self, name: str) -> Value:
        if name not in self._given:
            return _variable(name)
        given = self._given[name]
        if isinstance(given, CannotEvaluate):
            raise CannotEvaluate(str(given))
        if not isinstance(given, Node):
            return given
        if name in self._resolving:
            circle = " → ".join([*self._resolving[self._resolving.index(name) :], name])
            raise CannotEvaluate(f"the definition of {name} leads back to itself: {circle}")
        self._resolving.append(name)
        try:
            return self.value(given)
        finally:
            self._resolving.pop()

    def _rests(self, name: str) -> bool:
        """Whether a definition uses, directly or through others, a name that is bound here."""
        if name not in self._resting:
            self._resting[name] = False  # a circle rests on nothing; `_define` reports it
            given = self._given.get(name)
            if isinstance(given, Node):
                self._resting[name] = any(
                    used in self._bound or self._rests(used) for used in names_in(given)
                )
        return self._resting[name]

    def _moves(self, node: Node) -> bool:
        """Whether the node uses a name that is bound here."""
        if identity(node) not in self._moving:
            moves = any(name in self._bound or self._rests(name) for name in names_in(node))
            self._moving[identity(node)] = node, moves
        return self._moving[identity(node)][1]

    def value(self, node: Node) -> Value:
        """The value of a tree."""
        if self._outer is not None and isinstance(node, Call) and not self._moves(node):
            return self._outer.fixed(node)
        return _STEPS[type(node)](self, node)

    def fixed(self, node: Node) -> Value:
        """The value of a node that will be met again: `mean(x)` in a sum over x."""
        if identity(node) not in self._fixed:
            self._fixed[identity(node)] = node, self.value(node)
        return self._fixed[identity(node)][1]


def _variable(name: str) -> Value:
    from touchstone.maths.symbolic import variable

    return Symbolic(variable(name))


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
    if _is_zero(node.base) and _is_zero(node.exponent):
        raise CannotEvaluate("0^0 has no value")
    exponent = _numeric(scope.value(node.exponent))
    if isinstance(base, Table):
        return matrices.matrix_power(base, exponent)
    if isinstance(base, Many):
        raise CannotEvaluate("a list has no powers; write each(x_i^2, x), or dot(x, x)")
    return power(scalar(base), scalar(exponent, "an exponent"))


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


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


def _relation(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Relation)
    sides = [scope.value(side) for side in node.sides]
    if any(has_variables(side) for side in sides):
        return Statement(Relation(tuple(tree_of(side) for side in sides), node.operators))
    pairs = zip(sides, sides[1:], node.operators, strict=False)
    return all(_holds(left, right, operator) for left, right, operator in pairs)


def has_variables(value: Value) -> bool:
    """Whether a variable stands anywhere in the value."""
    match value:
        case Statement():
            return True
        case Symbolic(expr=expr):
            return bool(expr.free_symbols)
        case Many(items=items):
            return any(has_variables(item) for item in items)
        case Table(rows=rows):
            return any(has_variables(entry) for row in rows for entry in row)
    return False


def _holds(left: Value, right: Value, operator: str) -> bool:
    if operator in ("=", "!="):
        return same(left, right) == (operator == "=")
    order = compare(scalar(left, "what is compared"), scalar(right, "what is compared"))
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal, entry by entry."""
    match left, right:
        case (Many(kind="set"), Many(kind="set")):
            return _inside(left.items, right.items) and _inside(right.items, left.items)
        case (Many(), Many()):
            return len(left.items) == len(right.items) and all(map(same, left.items, right.items))
        case (Table(), Table()):
            return (left.height, left.width) == (right.height, right.width) and all(
                same(a, b)
                for r, s in zip(left.rows, right.rows, strict=True)
                for a, b in zip(r, s, strict=True)
            )
    if is_number(left) and is_number(right):
        return equal(scalar(left), scalar(right))
    if kind_of(left) != kind_of(right):
        raise CannotEvaluate(f"{kind_of(left)} can't be compared with {kind_of(right)}")
    return left == right


def _inside(few: tuple[Value, ...], many: tuple[Value, ...]) -> bool:
    return all(any(same(item, other) for other in many) for item in few)


def _logic(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Logic)
    if node.operator == "not":
        value = _truth(scope.value(node.operands[0]))
        return Statement(Logic("not", (value.tree,))) if isinstance(value, Statement) else not value
    if node.operator in ("implies", "iff", "xor"):
        return _arrow(node.operator, *(_truth(scope.value(operand)) for operand in node.operands))
    decisive = node.operator == "or"
    open_: list[Node] = []
    for operand in node.operands:
        value = _truth(scope.value(operand))
        if value is decisive:
            return decisive
        if isinstance(value, Statement):
            open_.append(value.tree)
    if not open_:
        return not decisive
    return Statement(Logic(node.operator, tuple(open_)) if len(open_) > 1 else open_[0])


def _arrow(operator: str, a: bool | Statement, b: bool | Statement) -> Value:
    if isinstance(a, bool) and isinstance(b, bool):
        return {"implies": not a or b, "iff": a is b, "xor": a is not b}[operator]
    return Statement(Logic(operator, (tree_of(a), tree_of(b))))


def _truth(value: Value) -> bool | Statement:
    if isinstance(value, bool | Statement):
        return value
    raise CannotEvaluate(f"a condition is needed here; found {kind_of(value)}")


def _word(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Word)
    return node.word == "true" if node.word in ("true", "false") else Statement(node)


def _plus_minus(scope: Scope, node: Node) -> Value:
    assert isinstance(node, PlusMinus)
    return Statement(PlusMinus(tree_of(scope.value(node.operand))))


def _interval(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Interval)
    low, high = tree_of(scope.value(node.low)), tree_of(scope.value(node.high))
    return Statement(Interval(low, high, node.low_closed, node.high_closed))


def _union(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Union)
    return Statement(Union(tuple(tree_of(scope.value(part)) for part in node.parts), node.operator))


def _such(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Such)
    return Statement(Such(node.name, tree_of(_truth(scope.value(node.where)))))


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
    Relation: _relation,
    Logic: _logic,
    Word: _word,
    PlusMinus: _plus_minus,
    Interval: _interval,
    Union: _union,
    Such: _such,
}
