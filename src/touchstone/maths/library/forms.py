"""Functions that bind a name: sums over a range or a list, derivatives, choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Protocol

from touchstone.maths.library import approaching, calculus, indexed, integrals, multiplying, summing, trust
from touchstone.maths.library.catalogue import USAGE
from touchstone.maths.library.certain import is_real
from touchstone.maths.library.lists import truth_count
from touchstone.maths.results import tree_of
from touchstone.maths.scalars import product, total
from touchstone.maths.tree import Call, Constant, Divide, Items, Name, Node, Power, names_in, walk
from touchstone.maths.values import (
    MOST_ITEMS,
    CannotEvaluate,
    Many,
    Statement,
    Symbolic,
    Table,
    Value,
    elements,
    integer,
    is_number,
    kind_of,
    scalar,
)


class Scope(Protocol):
    """What a form needs of the interpreter."""

    def value(self, node: Node) -> Value: ...
    def named(self, name: str) -> Value: ...
    def has(self, name: str) -> bool: ...
    def given(self, name: str) -> bool: ...
    def definition(self, name: str) -> Node | None: ...
    def variable(self, name: str) -> Any: ...
    def variable_at(self, name: str) -> Any: ...
    def within(self, bound: Mapping[str, Value], places: Mapping[str, Any] = ...) -> Scope: ...


Form = Callable[[Scope, Call], Value | None]


def gathered(kind: str, items: list[Value]) -> Value:
    """The items as a list, tuple or set; a list of lists of one length is a matrix."""
    lengths = {len(item.items) for item in items if isinstance(item, Many) and item.kind == "list"}
    lists = sum(isinstance(item, Many) and item.kind == "list" for item in items)
    if kind == "list" and items and lists == len(items) and len(lengths) == 1 and 0 not in lengths:
        return Table(tuple(item.items for item in items if isinstance(item, Many)))
    return Many(kind, tuple(items))


def _wrong(name: str) -> CannotEvaluate:
    return CannotEvaluate(f"{name} is called as {USAGE[name]}")


def _results(scope: Scope, node: Call) -> list[Value]:
    """The values of the first argument over the range or list that the others name."""
    match node.arguments:
        case (term, Name(name=name)):
            return [inner.value(term) for inner in _over_list(scope, term, name)]
        case (term, Name(name=name), low, high):
            over = _over_range(scope, node, name, low, high)
            if (running := _running(scope, node)) is None:
                return [inner.value(term) for _, inner in over]
            return list(_written_out(scope, node, running, list(over)))
    raise _wrong(node.function)


def _over_list(scope: Scope, term: Node, name: str) -> Iterator[Scope]:
    """`x_i` is each element of x in turn, and `y_i` the element of any other list at the same place."""
    count = len(elements(scope.named(name), name))
    used = sorted(n for n in names_in(term) if n.endswith("_i") and scope.has(n.removesuffix("_i")))
    lists = {n: elements(scope.named(n.removesuffix("_i")), n.removesuffix("_i")) for n in used}
    for element, items in lists.items():
        if len(items) != count:
            other = element.removesuffix("_i")
            raise CannotEvaluate(f"{name} has {count} elements and {other} has {len(items)}")
    for index in range(count):
        yield scope.within({element: items[index] for element, items in lists.items()})


def _written_out(scope: Scope, node: Call, running: str, places: list[tuple[int, Scope]]) -> Iterator[Value]:
    """The term at each place, with `x_1`, `x_2`, … for `x_i`."""
    term, variable = node.arguments[0], _variable_name(node, node.arguments[1])
    if len(places) > indexed.MOST_TERMS:
        raise indexed.refusal(node.function, running, counted=True)
    for place, inner in places:
        there = indexed.written_out(term, variable, place, BINDING)
        still = next(indexed.running(scope, there, frozenset({variable}), BINDING), None)
        if still is not None:  # it stands in a definition
            raise indexed.refusal(node.function, still)
        yield inner.value(there)


def _running(scope: Scope, node: Call) -> str | None:
    """A name in the first argument that changes with what the call binds."""
    found = list(indexed.running(scope, node.arguments[0], indexed.bound(node, BINDING), BINDING))
    for name in found:
        if scope.has(known := indexed.stem(name)):
            raise CannotEvaluate(f"{name} is no element of {known} here; write {known}[…]")
    return found[0] if found else None


def _over_range(scope: Scope, node: Call, name: str, low: Node, high: Node) -> Iterator[tuple[int, Scope]]:
    start = integer(scope.value(low), f"the start of {node.function}")
    end = integer(scope.value(high), f"the end of {node.function}")
    if end - start >= MOST_ITEMS:
        raise CannotEvaluate(f"{node.function} takes at most {MOST_ITEMS:,} terms; found {end - start + 1:,}")
    symbol = _symbol(scope, name)
    for k in range(start, end + 1):
        yield k, _at_place(scope, name, symbol, Fraction(k))


def _sum(scope: Scope, node: Call) -> Value | None:
    if len(node.arguments) == 1:
        return None
    if len(node.arguments) == 4 and not _is_finite(scope, node):
        return _closed(scope, node, summing.summation)
    return total([scalar(value, "each term") for value in _results(scope, node)])


def _is_finite(scope: Scope, node: Call) -> bool:
    return not any(isinstance(scope.value(end), Symbolic) for end in node.arguments[2:])


def _closed(scope: Scope, node: Call, form: Callable[..., Value]) -> Value:
    name = _variable_name(node, node.arguments[1])
    if (running := _running(scope, node)) is not None:
        raise indexed.refusal(node.function, running, counted=True)
    inner, symbol = _with_variable(scope, name, anywhere=True)
    low, high = (scope.value(end) for end in node.arguments[2:])
    with trust.noted() as taken:
        term = inner.value(node.arguments[0])
    trust.along(taken, symbol, low, high, whole=True)
    return form(term, symbol, low, high)


def _product(scope: Scope, node: Call) -> Value | None:
    if len(node.arguments) == 1:
        return None
    if len(node.arguments) == 4 and not _is_finite(scope, node):
        return _closed(scope, node, multiplying.multiplication)
    return product([scalar(value, "each factor") for value in _results(scope, node)])


def _each(scope: Scope, node: Call) -> Value:
    return gathered("list", _results(scope, node))


def _count(scope: Scope, node: Call) -> Value:
    return truth_count(_results(scope, node))


def _if_else(scope: Scope, node: Call) -> Value:
    if len(node.arguments) != 3:
        raise _wrong(node.function)
    condition = scope.value(node.arguments[0])
    if not isinstance(condition, bool):
        found = "one about variables" if isinstance(condition, Statement) else kind_of(condition)
        raise CannotEvaluate(f"if_else needs a condition that is true or false; found {found}")
    return scope.value(node.arguments[1 if condition else 2])


def _variable_name(node: Call, argument: Node) -> str:
    if not isinstance(argument, Name):
        raise CannotEvaluate(f"{node.function} needs a variable there: {USAGE[node.function]}")
    return argument.name


def _symbol(scope: Scope, name: str) -> Any:
    """The variable that a name is; one that was drawn (`v` is `x`) is what it stands for."""
    known = scope.variable_at(name)
    if known is not None:
        return known
    drawn = scope.named(name) if scope.has(name) else None
    if isinstance(drawn, Symbolic) and drawn.expr.is_Symbol:
        return drawn.expr
    return scope.variable(name)


def _with_variable(scope: Scope, name: str, *, anywhere: bool = False) -> tuple[Scope, Any]:
    """The scope in which the name is a variable; `anywhere`, whatever the question assumes of it."""
    from touchstone.maths.symbolic import variable

    symbol = _symbol(scope, name)
    if anywhere:
        symbol = variable(symbol.name)
    return scope.within({name: Symbolic(symbol), symbol.name: Symbolic(symbol)}), symbol


def _at_place(scope: Scope, name: str, symbol: Any, place: Value) -> Scope:
    """The scope in which a variable is at a place."""
    names = (name, symbol.name)
    return scope.within(dict.fromkeys(names, place), dict.fromkeys(names, symbol))


def _calculus(function: Callable[..., Value], shape: str, least: int) -> Form:
    wanted = shape.split()

    def call(scope: Scope, node: Call) -> Value:
        if not least <= len(node.arguments) <= len(wanted):
            raise _wrong(node.function)
        names = _names(node, node.arguments[1], several=wanted[1] == "xs")
        inner = scope
        symbols = []
        for name in names:
            inner, symbol = _with_variable(inner, name, anywhere=node.function not in FREE)
            symbols.append(symbol)
        if node.function in SIDES:
            _along_the_line(scope, names)
        with trust.noted() as taken:
            f = inner.value(node.arguments[0])
        rest = [scope.value(argument) for argument in node.arguments[2:]]
        _see_to(node.function, taken, symbols, rest)
        found = function(f, symbols if wanted[1] == "xs" else symbols[0], *rest)
        if node.function == "roots":
            _see_to_roots(taken, symbols[0], found)
        if node.function not in FREE:
            return found
        return _there(scope, node.arguments[0], dict(zip(names, symbols, strict=True)), taken, found)

    return call


SIDES = {"limit": "", "limit_left": "-", "limit_right": "+"}


def _along_the_line(scope: Scope, names: list[str]) -> None:
    """Refuses a limit over complex numbers: only along the real line is one looked for."""
    for name in names:
        if _symbol(scope, name).is_extended_real is not True:
            raise CannotEvaluate(f"limits are along the real numbers, and {name} is complex; write the value")


def _see_to(function: str, taken: list[trust.Trust], symbols: list[Any], rest: list[Value]) -> None:
    """That a formula is used where it holds. Raises CannotEvaluate."""
    from touchstone.maths.symbolic import expr_of

    if function in SIDES:
        trust.beside(taken, symbols[0], rest[0], SIDES[function])
    if function in FREE:
        trust.no_counts(taken, symbols)
    if function == "series":
        trust.at_place(taken, {symbols[0]: expr_of(rest[0])})


def _see_to_roots(taken: list[trust.Trust], symbol: Any, found: Value) -> None:
    from touchstone.maths.symbolic import expr_of

    for root in elements(found):
        trust.at_place(taken, {symbol: expr_of(root)}, inside=False)


# What is again a function of its variables, and has a value where they are at a place.
FREE = frozenset({"diff", "series", "gradient", "hessian", "jacobian", "divergence", "laplacian"})


def _there(
    scope: Scope, term: Node, letters: dict[str, Any], taken: list[trust.Trust], found: Value
) -> Value:
    """A derivative where its variable is at a place: `at(diff(f, x), x, 2)`. f has to have a value there."""
    from touchstone.maths.symbolic import expr_of

    placed = [name for name in letters if scope.variable_at(name) is not None]
    if not placed:
        trust.pass_on(taken)
        return found
    trust.at_place(taken, {letters[name]: expr_of(scope.named(name)) for name in placed})
    _refuse_complex(scope.value(term), term)
    return scope.value(tree_of(found))


def _refuse_complex(value: Value, term: Node) -> None:
    """A function that is real elsewhere has no derivative where it isn't. Raises CannotEvaluate."""
    if isinstance(value, Many):
        for item in value.items:
            _refuse_complex(item, term)
    elif is_number(value) and not is_real(scalar(value)) and Constant("i") not in walk(term):
        raise CannotEvaluate("the function has no real value at that place")


def _roots(scope: Scope, node: Call) -> Value | None:
    """The roots at which what is written has a value: SymPy has cancelled x in x^2/x before it is asked."""
    found = _calculus(*calculus.FORMS["roots"])(scope, node)
    term, name = node.arguments[0], _variable_name(node, node.arguments[1])
    if not (isinstance(found, Many) and _divides(term)):
        return found
    symbol = _symbol(scope, name)
    kept = []
    for root in found.items:
        try:
            _at_place(scope, name, symbol, root).value(term)
        except CannotEvaluate as refusal:
            if "division by zero" not in str(refusal):
                raise
            continue
        kept.append(root)
    return Many(found.kind, tuple(kept))


def _divides(term: Node) -> bool:
    """Whether something is divided by, or raised to a power that may be negative."""
    return any(isinstance(part, Divide | Power) for part in walk(term))


def _names(node: Call, argument: Node, *, several: bool) -> list[str]:
    if several and isinstance(argument, Items) and argument.items:
        return [_variable_name(node, item) for item in argument.items]
    if several:
        raise CannotEvaluate(f"{node.function} needs a list of variables: {USAGE[node.function]}")
    return [_variable_name(node, argument)]


def _integrate(scope: Scope, node: Call) -> Value:
    if len(node.arguments) not in (2, 4):
        raise _wrong(node.function)
    term, *limits = node.arguments[0], *node.arguments[2:]
    name = _variable_name(node, node.arguments[1])
    inner, symbol = _with_variable(scope, name, anywhere=bool(limits))
    with trust.noted() as taken:
        f = inner.value(term)
    if not limits:
        trust.no_counts(taken, [symbol])
        return _there(scope, term, {name: symbol}, taken, calculus.antiderivative(f, symbol))
    low, high = (scope.value(limit) for limit in limits)
    trust.along(taken, symbol, low, high, whole=False)
    return integrals.integral(f, symbol, low, high)


def _at(scope: Scope, node: Call) -> Value:
    """f at x = a: worked out there, not with x free, where x^2/x would have become x."""
    if len(node.arguments) != 3:
        raise _wrong(node.function)
    term, variable, place = node.arguments
    name = _variable_name(node, variable)
    return _at_place(scope, name, _symbol(scope, name), scope.value(place)).value(term)


def _of_constants(form: Form) -> Form:
    """The form, for terms in which no letter's index runs with its variable."""

    def call(scope: Scope, node: Call) -> Value | None:
        if len(node.arguments) > 1 and (running := _running(scope, node)) is not None:
            raise indexed.refusal(node.function, running)
        return form(scope, node)

    return call


_COUNTED: dict[str, Form] = {"sum": _sum, "product": _product, "each": _each, "count": _count}
_CONTINUOUS: dict[str, Form] = {
    "at": _at,
    "integrate": _integrate,
    **{
        name: _calculus(*form)
        for forms in (calculus.FORMS, approaching.FORMS)
        for name, form in forms.items()
    },
    "roots": _roots,
}
# The functions that bind what their second argument names.
BINDING = frozenset({*_COUNTED, *_CONTINUOUS})
FORMS: dict[str, Form] = {
    **_COUNTED,
    **{name: _of_constants(form) for name, form in _CONTINUOUS.items()},
    "if_else": _if_else,
}
