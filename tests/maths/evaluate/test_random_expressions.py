"""Random expressions: their value beside a plain evaluation in floats, and their text read back."""

from random import Random

import pytest
from tests.support.plain_floats import plainly
from tests.support.rewrites import expression

from touchstone.maths.evaluate import evaluate
from touchstone.maths.plain import to_plain

AT = {"x": 0.7, "y": 1.3}


def sampled(seed, names):
    """A random expression with a sane value, and that value."""
    random = Random(seed)
    while True:
        tree = expression(random, 3, names)
        try:
            value = plainly(tree, AT)
        except (ArithmeticError, ValueError):
            continue
        if 1e-6 < abs(value) < 1e6:
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
