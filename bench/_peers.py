"""Other systems' ways to say whether two answers agree, each given the input that it reads best.

`python -m bench._peers NAME` answers JSON lines in a process of its own, which may be killed when one hangs.
SymPy's own ways get SymPy's objects, made of what our reader read, so that no reading counts against them;
Math-Verify gets LaTeX.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from touchstone.maths.algebra import to_sympy
from touchstone.maths.latex import to_latex
from touchstone.maths.reader import Read, read
from touchstone.maths.tree import (
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Node,
    PlusMinus,
    Relation,
    Union,
    children,
    walk,
)

SIMPLIFY, EQUALS, MATH_VERIFY = "simplify(a - b) == 0", "a.equals(b)", "math-verify"
Same = Callable[[Any, Any], bool | None]
Says = Callable[[str, str, str | None, dict[str, str]], bool | None]


def tree(text: str, kind: str | None) -> Node:
    """What a text of a pair says."""
    found = read(text, expect=kind, key=True)
    assert isinstance(found, Read), text
    return found.tree


def latex(text: str, kind: str | None) -> str:
    """Plain syntax as LaTeX."""
    return to_latex(tree(text, kind))


# --- SymPy ---------------------------------------------------------------------------------------------


def by_simplify(a: Any, b: Any) -> bool | None:
    """A difference that simplifies to zero; what doesn't is taken for different, as people do."""
    import sympy

    return bool(sympy.simplify(a - b) == 0)


def by_equals(a: Any, b: Any) -> bool | None:
    """None where SymPy can't tell."""
    found = a.equals(b)
    return None if found is None else bool(found)


class Naive:
    """SymPy's ways carried from expressions to all kinds, as a program that leans on them would do it."""

    def __init__(self, same: Same) -> None:
        self.same = same

    def __call__(self, key: str, answer: str, kind: str | None, assume: dict[str, str]) -> bool | None:
        self.assume = assume
        return self.compare(tree(key, kind), tree(answer, kind), kind)

    def compare(self, a: Node, b: Node, kind: str | None) -> bool | None:
        """Entries one by one; sets by what is in either; statements as equations, sets or formulas."""
        if isinstance(a, Matrix) or isinstance(b, Matrix):
            return self._values(self._matrix(a), self._matrix(b))
        if kind == "system":
            return bool(self._solutions(a) == self._solutions(b))
        if isinstance(a, Items) and isinstance(b, Items):
            return self._items(a, b)
        if isinstance(a, Interval | Union) and isinstance(b, Interval | Union):
            return bool(self._set(a) == self._set(b))
        if isinstance(a, Relation | Logic) or isinstance(b, Relation | Logic):
            return self._statements(a, b)
        return self.same(self._value(a), self._value(b))

    def _value(self, node: Node) -> Any:
        return to_sympy(node, self.assume)

    def _values(self, xs: list[Any], ys: list[Any]) -> bool | None:
        found = [self.same(x, y) for x, y in zip(xs, ys, strict=False)]
        if len(xs) != len(ys) or False in found:
            return False
        return None if None in found else True

    def _matrix(self, node: Node) -> list[Any]:
        """The entries of a matrix, or of a product of some."""
        import sympy

        def made(part: Node) -> Any:
            assert isinstance(part, Matrix)
            return sympy.Matrix([[self._value(entry) for entry in row] for row in part.rows])

        if isinstance(node, Matrix):
            return list(made(node))
        whole = sympy.prod([made(part) for part in children(node)])
        return list(whole)

    def _items(self, a: Items, b: Items) -> bool | None:
        xs, ys = ([self._value(item) for item in side.items] for side in (a, b))
        if a.kind != "set":
            return self._values(xs, ys)
        ways = [[self.same(x, y) for y in ys] for x in xs]
        rows = [*ways, *map(list, zip(*ways, strict=True))]
        if all(True in row for row in rows):
            return True
        return None if any(None in row for row in rows) else False

    def _statements(self, a: Node, b: Node) -> bool | None:
        """Equations by the differences of their sides, up to a factor; else SymPy's sets, or its logic."""
        import sympy

        if not any(isinstance(part, Relation) for side in (a, b) for part in walk(side)):
            p, q = self._formula(a), self._formula(b)
            return (
                bool(p.equals(q)) if self.same is by_equals else bool(sympy.simplify(p) == sympy.simplify(q))
            )
        f, g = self._one_equation(a), self._one_equation(b)
        if f is not None and g is not None:
            return self._proportional(f, g)
        return bool(self._where(a) == self._where(b))

    def _proportional(self, f: Any, g: Any) -> bool | None:
        """Whether f is a number, found at one point, times g."""
        import sympy

        names = sorted(f.free_symbols | g.free_symbols, key=str)
        at = {name: sympy.Rational(7 + 2 * k, 3) for k, name in enumerate(names)}
        factor = sympy.simplify(f.subs(at) / g.subs(at))
        return False if factor == 0 else self.same(f, factor * g)

    def _one_equation(self, node: Node) -> Any:
        """What is zero where an equation holds, or one of several; None for other statements."""
        import sympy

        match node:
            case Relation(sides=(left, right), operators=("=",)):
                signs = any(isinstance(part, PlusMinus) for part in walk(right))
                ways = self._both(right) if signs else [self._value(right)]
                return sympy.prod([self._value(left) - way for way in ways])
            case Logic(operator="or", operands=parts):
                found = [self._one_equation(part) for part in parts]
                return None if None in found else sympy.prod(found)
        return None

    def _both(self, node: Node) -> list[Any]:
        first, sign = children(node)
        assert isinstance(sign, PlusMinus)
        return [self._value(first) + k * self._value(sign.operand) for k in (1, -1)]

    def _where(self, node: Node) -> Any:
        """The real numbers that satisfy a statement about one variable."""
        match node:
            case Relation(sides=(_, inside), operators=("in",)):
                return self._set(inside)
            case Relation(sides=sides, operators=operators):
                steps = zip(pairwise(sides), operators, strict=True)
                return _all(self._condition(left, op, right).as_set() for (left, right), op in steps)
            case Logic(operator="and", operands=parts):
                return _all(map(self._where, parts))
            case Logic(operator="or", operands=parts):
                import sympy

                return sympy.Union(*map(self._where, parts))
        raise ValueError("no statement about numbers")

    def _condition(self, left: Node, operator: str, right: Node) -> Any:
        import sympy

        made = {"=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
        return made[operator](self._value(left), self._value(right))

    def _set(self, node: Node) -> Any:
        import sympy

        match node:
            case Interval(low=low, high=high, low_closed=closed, high_closed=also):
                ends = self._value(low), self._value(high)
                return sympy.Interval(*ends, left_open=not closed, right_open=not also)
            case Union(parts=parts):
                return sympy.Union(*map(self._set, parts))
            case Items(items=items):
                return sympy.FiniteSet(*map(self._value, items))
        raise ValueError("no set")

    def _formula(self, node: Node) -> Any:
        import sympy

        match node:
            case Name(name=name):
                return sympy.Symbol(name)
            case Logic(operator=operator, operands=parts):
                made = {"and": sympy.And, "or": sympy.Or, "not": sympy.Not, "implies": sympy.Implies}
                return made[operator](*map(self._formula, parts))
        raise ValueError("no formula")

    def _solutions(self, node: Node) -> Any:
        import sympy

        equations = [self._one_equation(part) for part in children(node)]
        names = sorted({str(name) for f in equations for name in f.free_symbols})
        symbols = [next(s for f in equations for s in f.free_symbols if str(s) == name) for name in names]
        return sympy.solve(equations, symbols, dict=True)


def _all(sets: Iterable[Any]) -> Any:
    import sympy

    return sympy.Intersection(*sets)


# --- Math-Verify ---------------------------------------------------------------------------------------


def math_verify_says(key: str, answer: str, kind: str | None, assume: dict[str, str]) -> bool | None:
    """Its verdict on LaTeX, with inequalities and intervals allowed to stand for each other."""
    from math_verify import parse, verify  # type: ignore[import-untyped, unused-ignore]

    logging.getLogger("math_verify").setLevel(logging.ERROR)  # it warns that we watch the clock ourselves
    sides = [parse(f"${latex(text, kind)}$", parsing_timeout=None) for text in (key, answer)]
    if not all(sides):
        raise ValueError("not read")
    return bool(verify(*sides, timeout_seconds=None, allow_set_relation_comp=True))


PEERS: dict[str, Says] = {
    SIMPLIFY: Naive(by_simplify),
    EQUALS: Naive(by_equals),
    MATH_VERIFY: math_verify_says,
}


def main() -> None:
    """Answers `[key, answer, kind, assume]` with true, false or null, or a string that says what failed."""
    says = PEERS[sys.argv[1]]
    for line in sys.stdin:
        try:
            reply: object = says(*json.loads(line))
        except Exception as error:  # noqa: BLE001  a peer's failure is a result
            reply = f"{type(error).__name__}: {error}"[:200]
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
