"""Integrals of keys beside SciPy's quadrature, which is told where to cut."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad

from touchstone.maths.digit_arithmetic import context
from touchstone.maths.evaluate import evaluate
from touchstone.maths.library.quadrature import Integrand, integral
from touchstone.maths.reader import read

PI = math.pi
# Key → the function and the places between which it is smooth.
INTEGRALS = {
    "integrate(x^(1/3), x, -8, 1)": (np.cbrt, [-8, 0, 1]),
    "integrate(x^(-2/3), x, -1, 8)": (lambda x: 1 / np.cbrt(x) ** 2, [-1, 0, 8]),
    "integrate(x^(5/3), x, -2, 1)": (lambda x: np.cbrt(x) ** 5, [-2, 0, 1]),
    "integrate((x^2 - 1)^(1/3)*x, x, 0, 3)": (lambda x: np.cbrt(x * x - 1) * x, [0, 1, 3]),
    "integrate(root(x, 5), x, -32, 1)": (lambda x: np.sign(x) * abs(x) ** 0.2, [-32, 0, 1]),
    "integrate(atan(tan(x)), x, 0, 2)": (lambda x: math.atan(math.tan(x)), [0, PI / 2, 2]),
    "integrate(atan(tan(x)), x, -2, 2)": (lambda x: math.atan(math.tan(x)), [-2, -PI / 2, PI / 2, 2]),
    "integrate(asin(sin(x)), x, 0, 5)": (lambda x: math.asin(math.sin(x)), [0, PI / 2, 3 * PI / 2, 5]),
    "integrate(acos(cos(x)), x, -4, 5)": (lambda x: math.acos(math.cos(x)), [-4, -PI, 0, PI, 5]),
    "integrate(x*asin(sin(2*x)), x, 0, 1)": (lambda x: x * math.asin(math.sin(2 * x)), [0, PI / 4, 1]),
    "integrate(1/(1 + sin(x)^2), x, 0, 3*pi)": (
        lambda x: 1 / (1 + math.sin(x) ** 2),
        [0, PI, 2 * PI, 3 * PI],
    ),
    "integrate(1/(1 + sin(x)^2), x, 1, 4)": (lambda x: 1 / (1 + math.sin(x) ** 2), [1, 4]),
    "integrate(1/(2 + cos(x)), x, -1, 7)": (lambda x: 1 / (2 + math.cos(x)), [-1, 3, 7]),
    "integrate(1/(2 + cos(3*x)), x, 0, 2)": (lambda x: 1 / (2 + math.cos(3 * x)), [0, 1, 2]),
    "integrate(1/(5 + 4*sin(2*x)), x, 0, 4*pi)": (
        lambda x: 1 / (5 + 4 * math.sin(2 * x)),
        list(np.linspace(0, 4 * PI, 17)),
    ),
    "integrate(1/(2 + sin(x) + cos(x)), x, -pi, pi/2)": (
        lambda x: 1 / (2 + math.sin(x) + math.cos(x)),
        [-PI, 0, PI / 2],
    ),
    "integrate(sin(x)^2/(5 + 4*cos(x)), x, 0, 2*pi)": (
        lambda x: math.sin(x) ** 2 / (5 + 4 * math.cos(x)),
        [0, PI, 2 * PI],
    ),
    "integrate(cos(x/2)/(3 + cos(x)), x, 0, 9)": (
        lambda x: math.cos(x / 2) / (3 + math.cos(x)),
        [0, 3, 6, 9],
    ),
}


@pytest.mark.parametrize("key", INTEGRALS)
def test_a_closed_form_is_the_integral(key):
    f, places = INTEGRALS[key]
    found = evaluate({"result": key}, {})["result"]
    assert found["ok"], found["reason"]
    assert found["exact"]
    pieces = [quad(f, a, b, epsabs=1e-12, epsrel=1e-12)[0] for a, b in pairwise(places)]
    assert found["value"] == pytest.approx(sum(pieces), rel=1e-8, abs=1e-8)


# Key → with what is assumed → its text; refused where nothing is, as the sentence says.
ASSUMED = [
    ("integrate(1/(x^2 + k^2), x, 0, oo)", {"k": "positive"}, "pi/(2*k)", "doesn't hold"),
    ("integrate(exp(-k*x), x, 0, oo)", {"k": "positive"}, "1/k", None),
    ("integrate(exp(-x^2/(2*s^2)), x, -oo, oo)", {"s": "positive"}, "sqrt(2)*sqrt(pi)*s", "doesn't hold"),
    ("diff(sqrt(x^2), x)", {"x": "positive"}, "1", None),
    ("max(a, 2*a)", {"a": "positive"}, "2*a", None),
    ("rank([[k, 0], [0, 1]])", {"k": "positive"}, "2", "hangs on k"),
    ("rref([[k, 0], [0, 1]])", {"k": "positive"}, "[[1, 0], [0, 1]]", "hangs on k"),
    ("limit(exp(-a*x), x, oo)", {"a": "positive"}, "0", "no closed form"),
    ("norm([z, 1])", {"z": "complex"}, "sqrt(z*conj(z) + 1)", None),
]


@pytest.mark.parametrize(("key", "assume", "text", "refused"), ASSUMED)
def test_what_is_assumed_of_a_letter_is_known(key, assume, text, refused):
    assert evaluate({"result": key}, {}, assume)["result"].get("text") == text
    if refused:
        assert refused in evaluate({"result": key}, {})["result"]["reason"]


@pytest.mark.parametrize(
    ("key", "assume"),
    [
        # 0 for every whole number but 0, where it is π
        ("integrate(cos(n*x), x, 0, pi)", {"n": "integer"}),
        # and 0 but where the two are equal, or equal but for the sign
        ("integrate(sin(n*x)*sin(m*x), x, 0, 2*pi)", {"n": "integer", "m": "integer"}),
        ("integrate(1/(x^2 + k^2), x, 0, oo)", {"k": "real"}),
        ("dot([z, 1], [z, 1])", {"z": "complex"}),
    ],
)
def test_nothing_that_fails_for_some_of_the_letters_is_kept(key, assume):
    assert not evaluate({"result": key}, {}, assume)["result"]["ok"]


# Functions that are next to nothing but for a narrow peak; the places for SciPy say where it is.
PEAKS = {
    "integrate(exp(-10^8*(x - 0.3)^2)*cos(x^3), x, 0, 1)": (
        lambda x: math.exp(-1e8 * (x - 0.3) ** 2) * math.cos(x**3),
        [0.299, 0.3, 0.301],
    ),
    "integrate(exp(-(x - 500)^2)/(1 + x), x, 0, oo)": (
        lambda x: math.exp(-((x - 500) ** 2)) / (1 + x),
        [480, 500, 520],
    ),
    "integrate(exp(-(x - 300)^2)/(1 + x^4), x, 0, 1000)": (
        lambda x: math.exp(-((x - 300) ** 2)) / (1 + x**4),
        [280, 300, 320],
    ),
    "integrate(exp(-(x - 5000)^2)/(1 + x^2), x, -oo, oo)": (
        lambda x: math.exp(-((x - 5000) ** 2)) / (1 + x**2),
        [4980, 5000, 5020],
    ),
    "integrate(cos(x)^800/(1 + x^3), x, 0, 7)": (
        lambda x: math.cos(x) ** 800 / (1 + x**3),
        [0, 0.3, 2.8, PI, 3.5, 5.9, 2 * PI, 6.6, 7],
    ),
}


PLAIN = 14.603990977457  # integrate(e^sin(x), x, 0, 10), by scipy.integrate.quad
# What stands on a plain, or is a dip in one, so narrow that no quadrature would see it; with what it adds.
ON_A_PLAIN = [
    ("10*sech(1000*(x - 2))", math.pi / 100),
    ("1000*(1 - tanh(1000*(x - 3.3))^2)", 2),
    ("-tanh(10000*(x - 6.82))^2 + 1", 2e-4),
    ("1000/cosh(10^7*(x - 2.3))", math.pi / 10**4),
    ("1000*cosh(10^5*(x - 2.3))^(-2)", 0.02),
    ("1000*(1 - coth(10^5*(x - 2.3))^(-2))", 0.02),
    ("1000*(1 - tanh(10^5*(x - 2.3)))*(1 + tanh(10^5*(x - 2.3)))", 0.02),
    ("1000*sigmoid(10^4*(x - 2.3))*(1 - sigmoid(10^4*(x - 2.3)))", 0.1),
    ("1000*e^(10^4*(x - 2.3))/(1 + e^(10^4*(x - 2.3)))^2", 0.1),
    ("1000/(1 + 10^10*(x - 2.3)^2)", (math.atan(2.3e5) + math.atan(7.7e5)) / 100),
    ("1000*floor(1/(1 + (x - 3.3)^2) + 10^-6)", 2.000001),
    ("1000*floor(1/(1 + (x - 3.3)^2) + 10^-8)", 0.20000000010),
]


@pytest.mark.parametrize(("part", "adds"), ON_A_PLAIN)
def test_what_is_narrow_is_seen_on_a_plain(part, adds):
    assert _number_of(f"e^(sin(x)) + {part}", 0, 10) - PLAIN == pytest.approx(adds, rel=1e-7, abs=1e-11)


def test_a_peak_far_out_is_seen():
    # sech^2 adds 2, and the rest is Γ(1/2)Γ(7/6)/(2Γ(5/3))
    plain = math.gamma(0.5) * math.gamma(7 / 6) / (2 * math.gamma(5 / 3))
    found = _number_of("1/(1 + x^2)^(5/3) + sech(x - 5000)^2", 0, "oo")
    assert found == pytest.approx(plain + 2, rel=1e-9)


@pytest.mark.parametrize("key", PEAKS)
def test_no_narrow_peak_is_passed_by(key):
    f, places = PEAKS[key]
    expression, *_ = key.removeprefix("integrate(").split(", x, ")
    low, high = key.removesuffix(")").split(", x, ")[1].split(", ")
    found = _number_of(expression, low, high)
    pieces = [quad(f, a, b, epsabs=0, epsrel=1e-10)[0] for a, b in pairwise(places)]
    assert found == pytest.approx(sum(pieces), rel=1e-7)


def _number_of(expression, low, high):
    """What keys are checked by; SymPy's search for closed forms would take a minute here."""
    tree = read(expression).tree
    ctx = context()
    ends = [ctx.inf if end == "oo" else -ctx.inf if end == "-oo" else ctx.mpf(end) for end in (low, high)]
    return float(integral(Integrand(tree, "x"), *ends))
