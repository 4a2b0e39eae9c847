"""Random expressions: their value beside a plain evaluation in floats, and their text read back."""

import math
from random import Random

import pytest
from tests.support.rewrites import expression

from touchstone.maths.evaluate import evaluate
from touchstone.maths.plain import to_plain
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Number, Power

AT = {"x": 0.7, "y": 1.3}
CALLS = {
    **{
        name: getattr(math, name)
        for name in ("sin", "cos", "tan", "exp", "atan", "sinh", "cosh", "tanh", "sqrt")
    },
    "ln": math.log,
    "abs": abs,
}


def plainly(node):
    """The value in floats, by the obvious recursion."""
    match node:
        case Number(value=value):
            return float(value)
        case Name(name=name):
            return AT[name]
        case Constant(name="pi"):
            return math.pi
        case Negative(operand=inner):
            return -plainly(inner)
        case Add(terms=terms):
            return sum(map(plainly, terms))
        case Multiply(factors=factors):
            return math.prod(map(plainly, factors))
        case Divide(numerator=above, denominator=below):
            return plainly(above) / plainly(below)
        case Power(base=base, exponent=exponent):
            return plainly(base) ** plainly(exponent)
        case Call(function=name, arguments=(argument,)):
            return CALLS[name](plainly(argument))
    raise AssertionError(node)


def sampled(seed, names):
    """A random expression with a sane value, and that value."""
    random = Random(seed)
    while True:
        tree = expression(random, 3, names)
        try:
            value = plainly(tree)
        except (ArithmeticError, ValueError):
            continue
        if isinstance(value, float) and 1e-6 < abs(value) < 1e6:
            return tree, value


@pytest.mark.parametrize("seed", range(40))
def test_numbers(seed):
    tree, value = sampled(seed, ())
    result = evaluate({"r": to_plain(tree)}, {})["r"]
    assert result["ok"], result["reason"]
    assert result["value"] == pytest.approx(value, rel=1e-9)
    again = evaluate({"r": result["text"]}, {})["r"]
    assert again["value"] == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_expressions_with_variables(seed):
    """Worked out with variables, then at a point; and at the point from the start."""
    tree, value = sampled(1000 + seed, ("x", "y"))
    point = {name: str(number) for name, number in AT.items()}
    free = evaluate({"r": to_plain(tree)}, {})["r"]
    assert free["ok"], free["reason"]
    for text in (free["text"], to_plain(tree)):
        assert evaluate({"r": text}, point)["r"]["value"] == pytest.approx(value, rel=1e-9)
