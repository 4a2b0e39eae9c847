"""Random expressions with equal and unequal partners, by construction, without asking the engine under test.

An equal partner comes from rules that hold wherever both sides are defined over the real numbers. An
unequal one is an equal one plus something that is nowhere zero, or times something that is nowhere one.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

Rule = Callable[[Random, Node], Node | None]


def n(value: int | str) -> Number:
    """A literal as typed."""
    return Number(str(value), Fraction(str(value)))


def f(name: str, *arguments: Node) -> Call:
    """A function of arguments."""
    return Call(name, arguments)


def add(*terms: Node) -> Node:
    """A sum, nested ones flattened as the reader does."""
    flat = [t for term in terms for t in (term.terms if isinstance(term, Add) else (term,))]
    return Add(tuple(flat))


def mul(*factors: Node) -> Node:
    """A product, nested ones flattened."""
    flat = [t for factor in factors for t in (factor.factors if isinstance(factor, Multiply) else (factor,))]
    return Multiply(tuple(flat))


def minus(a: Node, b: Node) -> Node:
    """a − b."""
    return add(a, Negative(b))


def square(a: Node) -> Node:
    """a²."""
    return Power(a, n(2))


# --- random expressions --------------------------------------------------------------------------------

SMOOTH = ("sin", "cos", "exp", "atan", "sinh", "cosh", "tanh")
ALL = (*SMOOTH, "sqrt", "ln", "abs", "tan")


def expression(
    random: Random, depth: int, names: tuple[str, ...] = ("x", "y"), functions: tuple[str, ...] = ALL
) -> Node:
    """A random expression; `functions` empty makes it rational, `names` empty a number."""
    if depth <= 0 or random.random() < 0.12:
        return leaf(random, names)
    smaller = lambda: expression(random, depth - 1, names, functions)  # noqa: E731
    kind = random.random()
    if kind < 0.28:
        return add(*(smaller() for _ in range(random.choice((2, 2, 3)))))
    if kind < 0.38:
        return minus(smaller(), smaller())
    if kind < 0.58:
        return mul(*(smaller() for _ in range(random.choice((2, 2, 3)))))
    if kind < 0.68:
        return Divide(smaller(), smaller())
    if kind < 0.80:
        return Power(smaller(), n(random.choice((2, 2, 3, 4))))
    if kind < 0.85 or not functions:
        return Negative(smaller())
    return f(random.choice(functions), smaller())


def leaf(random: Random, names: tuple[str, ...]) -> Node:
    """A name or a number."""
    if names and random.random() < 0.6:
        return Name(random.choice(names))
    return random.choice(
        (
            n(random.randint(1, 9)),
            n(random.randint(1, 9)),
            n(f"{random.randint(1, 99) / 10}"),
            Divide(n(random.randint(1, 9)), n(random.randint(2, 9))),
            f("sqrt", n(random.choice((2, 3, 5, 6, 7, 12)))),
            Constant("pi"),
        )
    )


# --- rules that keep the value -------------------------------------------------------------------------


def shuffle(random: Random, node: Node) -> Node | None:
    """Terms and factors in another order."""
    if isinstance(node, Add):
        return Add(tuple(random.sample(node.terms, len(node.terms))))
    if isinstance(node, Multiply):
        return Multiply(tuple(random.sample(node.factors, len(node.factors))))
    return None


def pull_minus(random: Random, node: Node) -> Node | None:
    """a − b = −(b − a); −a·b = (−a)·b."""
    if isinstance(node, Add):
        return Negative(Add(tuple(t.operand if isinstance(t, Negative) else Negative(t) for t in node.terms)))
    if isinstance(node, Negative) and isinstance(node.operand, Multiply):
        first, *rest = node.operand.factors
        return Multiply((Negative(first), *rest))
    return None


def distribute(random: Random, node: Node) -> Node | None:
    """a·(b + c) = a·b + a·c."""
    if isinstance(node, Multiply):
        for i, factor in enumerate(node.factors):
            if isinstance(factor, Add):
                rest = node.factors[:i] + node.factors[i + 1 :]
                return add(*(mul(*rest, term) for term in factor.terms))
    if isinstance(node, Divide) and isinstance(node.numerator, Add):
        return add(*(Divide(term, node.denominator) for term in node.numerator.terms))
    return None


def powers(random: Random, node: Node) -> Node | None:
    """a³ = a·a², (a·b)² = a²·b², (a + b)² multiplied out, a/b = a·b^-1."""
    if isinstance(node, Power) and isinstance(node.exponent, Number) and node.exponent.value.denominator == 1:
        k = int(node.exponent.value)
        if isinstance(node.base, Multiply):
            return mul(*(Power(factor, node.exponent) for factor in node.base.factors))
        if k == 2 and isinstance(node.base, Add) and len(node.base.terms) == 2:
            a, b = node.base.terms
            return add(square(a), mul(n(2), a, b), square(b))
        if k > 1:
            return mul(node.base, Power(node.base, n(k - 1)) if k > 2 else node.base)
    if isinstance(node, Divide):
        return (
            mul(node.numerator, Power(node.denominator, n(-1))) if random.random() < 0.5 else _over_one(node)
        )
    return None


def _over_one(node: Divide) -> Node:
    return mul(node.numerator, Divide(n(1), node.denominator))


def numbers(random: Random, node: Node) -> Node | None:
    """5 = 2 + 3 = 10/2 = 5.0; 0.3 = 3/10; √12 = 2√3."""
    if isinstance(node, Number):
        k = random.randint(2, 9)
        if node.value.denominator != 1:
            return Divide(n(node.value.numerator * k), n(node.value.denominator * k))
        value = int(node.value)
        return random.choice(
            (
                minus(n(value + k), n(k)),
                Divide(n(value * k), n(k)),
                n(f"{value}.0"),
                mul(n(k), Divide(n(value), n(k))),
            )
        )
    if isinstance(node, Call) and node.function == "sqrt" and isinstance(node.arguments[0], Number):
        k = random.randint(2, 5)
        inner = node.arguments[0].value * k * k
        if inner.denominator == 1:
            return Divide(f("sqrt", n(int(inner))), n(k))
    return None


def nothing(random: Random, node: Node) -> Node | None:
    """a = a + b − b = 2a − a = a·k/k = a·(sin² + cos²)."""
    k = n(random.randint(2, 9))
    angle = mul(n(random.randint(2, 5)), Name("x"))
    return random.choice(
        (
            minus(add(node, k), k),
            minus(mul(n(2), node), node),
            Divide(mul(node, k), k),
            mul(node, add(square(f("sin", angle)), square(f("cos", angle)))),
            Negative(Negative(node)),
            minus(add(node, f("exp", Name("x"))), Power(Constant("e"), Name("x"))),
        )
    )


def constant_nothing(random: Random, node: Node) -> Node | None:
    """The same without a variable."""
    k = n(random.randint(2, 9))
    root = f("sqrt", n(random.choice((2, 3, 5, 7))))
    return random.choice(
        (
            minus(add(node, k), k),
            minus(add(node, root), root),
            Divide(mul(node, k), k),
            Divide(mul(node, root), root),
            Negative(Negative(node)),
            mul(node, f("sin", Divide(Constant("pi"), n(2)))),
        )
    )


def trigonometry(random: Random, node: Node) -> Node | None:
    """Double angles, shifts, quotients."""
    if not (isinstance(node, Call) and len(node.arguments) == 1):
        return None
    u = node.arguments[0]
    half = Divide(u, n(2))
    quarter = Divide(Constant("pi"), n(2))
    rewritten: dict[str, tuple[Node, ...]] = {
        "sin": (
            mul(n(2), f("sin", half), f("cos", half)),
            f("cos", minus(u, quarter)),
            Negative(f("sin", Negative(u))),
            f("sin", add(u, mul(n(2), Constant("pi")))),
        ),
        "cos": (
            minus(square(f("cos", half)), square(f("sin", half))),
            minus(n(1), mul(n(2), square(f("sin", half)))),
            f("sin", add(u, quarter)),
            f("cos", Negative(u)),
        ),
        "tan": (Divide(f("sin", u), f("cos", u)),),
        "exp": (
            Power(Constant("e"), u),
            mul(f("exp", half), f("exp", half)),
            Divide(n(1), f("exp", Negative(u))),
            add(f("sinh", u), f("cosh", u)),
        ),
        "sinh": (
            Divide(minus(f("exp", u), f("exp", Negative(u))), n(2)),
            mul(n(2), f("sinh", half), f("cosh", half)),
        ),
        "cosh": (Divide(add(f("exp", u), f("exp", Negative(u))), n(2)), f("cosh", Negative(u))),
        "tanh": (Divide(f("sinh", u), f("cosh", u)), Negative(f("tanh", Negative(u)))),
        "atan": (
            Negative(f("atan", Negative(u))),
            minus(Divide(Constant("pi"), n(2)), f("atan", _reciprocal(u))),
        ),
        "abs": (f("abs", Negative(u)), f("sqrt", square(u)), f("max", u, Negative(u))),
        "sqrt": (
            Power(u, Divide(n(1), n(2))),
            Power(u, n("0.5")),
            Divide(u, f("sqrt", u)),
            f("root", u, n(2)),
        ),
        "ln": (
            Negative(f("ln", Divide(n(1), u))),
            Divide(f("ln", square(u)), n(2)),
            minus(f("ln", mul(n(3), u)), f("ln", n(3))),
            mul(f("log", u, n(2)), f("ln", n(2))),
        ),
    }
    choices = rewritten.get(node.function, ())
    if node.function == "atan":
        choices = choices[:1]  # the other holds for positive arguments only
    return random.choice(choices) if choices else None


def _reciprocal(u: Node) -> Node:
    return Divide(n(1), u)


RULES: tuple[Rule, ...] = (shuffle, pull_minus, distribute, powers, numbers, nothing, trigonometry)
CONSTANT_RULES: tuple[Rule, ...] = (
    shuffle,
    pull_minus,
    distribute,
    powers,
    numbers,
    constant_nothing,
    trigonometry,
)


def rewritten(random: Random, node: Node, steps: int, rules: tuple[Rule, ...] = RULES) -> Node:
    """The node after so many random rules at random places."""
    for _ in range(steps):
        node = _somewhere(random, node, rules)
    return node


def _somewhere(random: Random, node: Node, rules: tuple[Rule, ...]) -> Node:
    from touchstone.maths.substitution import rebuilt
    from touchstone.maths.tree import children

    parts = list(children(node))
    keep_exponent = isinstance(node, Power) or (isinstance(node, Call) and node.function in ("root", "log"))
    reachable = parts[:1] if keep_exponent else parts
    if reachable and random.random() < 0.7:
        i = random.randrange(len(reachable))
        parts[i] = _somewhere(random, parts[i], rules)
        return rebuilt(node, parts)
    for rule in random.sample(rules, len(rules)):
        changed = rule(random, node)
        if changed is not None:
            return changed
    return node


# --- changes that can't keep the value -----------------------------------------------------------------


def changed(random: Random, node: Node, names: tuple[str, ...] = ("x", "y")) -> Node:
    """The node plus something nowhere zero (perhaps tiny)."""
    return add(
        node,
        random.choice((mul, lambda a, b: Divide(a, b)))(_nonzero(random, names), n(random.randint(1, 9))),
    )


def _nonzero(random: Random, names: tuple[str, ...]) -> Node:
    tiny = Power(n(10), n(-random.choice((1, 2, 5, 9, 15, 30, 60))))
    if not names:
        return random.choice(
            (n(1), tiny, f("sqrt", n(2)), Power(n(2), n(-random.randint(1, 90))), Negative(tiny))
        )
    u = Name(random.choice(names))
    return random.choice(
        (
            n(1),
            tiny,
            Negative(n(1)),
            f("exp", Negative(square(u))),
            add(square(u), n(1)),
            mul(tiny, add(square(u), n(1))),
            Divide(n(1), add(n(1), square(u))),
            minus(n(3), f("sin", u)),
        )
    )
