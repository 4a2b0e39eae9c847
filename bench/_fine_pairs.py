"""Pairs that differ in one small thing, and things written in two ways that lie far apart: see `_pairs`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

Row = tuple[str, str, dict[str, Any]]
"""A key, an answer and further fields of the row."""

TINY = ("10^(-20)", "10^(-40)", "2^(-70)", "10^(-17)", "1/10^30")


def _n(random: Random, most: int = 9) -> int:
    return random.choice([-1, 1]) * random.randint(1, most)


def _order(random: Random, parts: list[str], by: str) -> str:
    random.shuffle(parts)
    return by.join(parts)


# --- by one small thing --------------------------------------------------------------------------------


def below_float_precision(random: Random, equal: bool) -> Row:
    """A constant that floats can't see, added, or added and taken away."""
    key = random.choice(
        ("x^2+1", "sin(x)", "e^x", "1/(x^2+1)", "ln(x)", "sqrt(x)", "pi", "sqrt(2)", "x*y", "5/7")
    )
    tiny = random.choice(TINY)
    back = f"-{tiny}" if equal else f"-{tiny}/2"
    return f"{key}", f"{key}+{tiny}{back}", {}


def tiny_piece(random: Random, equal: bool) -> Row:
    """A bump on a small piece of the line, or one that is nowhere."""
    c, w = (
        Fraction(_n(random, 99), random.choice((1, 3, 7, 10))),
        random.choice(("10^(-3)", "1/50", "10^(-6)")),
    )
    key = random.choice(("x^2", "x+1", "2*x-3", "|x|", "max(x,0)"))
    bump = f"max(0,{w}-|x-({c})|)" if not equal else f"max(0,-{w}-|x-({c})|)"
    return key, f"{key}+{bump}", {}


def interval_end(random: Random, equal: bool) -> Row:
    """One end open where it is closed, or moved by very little."""
    a, b = sorted(random.sample(range(-9, 10), 2))
    ends = [random.choice("[("), random.choice(")]")]
    other, low, high = list(ends), str(a), str(b)
    if not equal:
        match random.randrange(4):
            case 0:
                other[0] = "(" if ends[0] == "[" else "["
            case 1:
                other[1] = ")" if ends[1] == "]" else "]"
            case 2:
                low = f"{a}+{random.choice(TINY)}"
            case 3:
                high = f"{b}-{random.choice(TINY)}"
    key, answer = f"{ends[0]}{a}, {b}{ends[1]}", f"{other[0]}{low}, {high}{other[1]}"
    return key, answer, {"kind": "interval"}


def strictness(random: Random, equal: bool) -> Row:
    """One of the signs strict where it isn't."""
    a, b = sorted(random.sample(range(-9, 10), 2))
    signs = [random.choice(("<", "<=")) for _ in range(2)]
    other = list(signs)
    if not equal:
        place = random.randrange(2)
        other[place] = "<=" if signs[place] == "<" else "<"
    turned = {"<": ">", "<=": ">="}
    return f"{a} {signs[0]} x {signs[1]} {b}", f"{b} {turned[other[1]]} x and x {turned[other[0]]} {a}", {}


def hole(random: Random, equal: bool) -> Row:
    """One point left out, or left out and put back."""
    a, c, b = sorted(random.sample(range(-20, 20), 3))
    back = f" or x={c}" if equal else random.choice(("", f" or x={c}+{random.choice(TINY)}"))
    return f"{a} < x < {b}", f"{a} < x < {c} or {c} < x < {b}{back}", {}


def order_of_entries(random: Random, equal: bool) -> Row:
    """Two entries of a tuple or a list exchanged, with entries that look alike."""
    x = random.choice(("1/2", "sqrt(2)", "0.5", "x", "2"))
    y = random.choice(("1/3", "sqrt(3)", "0.25", "y", "-2"))
    opening, closing, kind = random.choice((("(", ")", "tuple"), ("[", "]", "list")))
    entries = [x, y, str(_n(random))]
    shown = list(entries) if equal else [entries[1], entries[0], entries[2]]
    return (
        f"{opening}{', '.join(entries)}{closing}",
        f"{opening}{', '.join(f'{e}+0' for e in shown)}{closing}",
        {"kind": kind},
    )


def multiplicity(random: Random, equal: bool) -> Row:
    """An entry twice: another list, the same set."""
    entries = [str(k) for k in random.sample(range(-9, 10), 3)]
    kind = random.choice(("list", "set"))
    if kind == "set":
        more = entries[0] if equal else f"{entries[0]}+{random.choice(TINY)}"
        return "{" + ", ".join(entries) + "}", "{" + ", ".join([*entries, more]) + "}", {"kind": "set"}
    more_entries = list(entries) if equal else [*entries, entries[-1]]
    return f"[{', '.join(entries)}]", f"[{', '.join(f'2*({e})/2' for e in more_entries)}]", {"kind": "list"}


def index(random: Random, equal: bool) -> Row:
    """A family of solutions with another step, start or sign."""
    k, c = random.randint(1, 4), random.choice(("0", "pi/2", "pi/3", "pi/4"))
    step = k if equal else random.choice((2 * k, k + 1, 3 * k))
    sign = random.choice(("", "-"))
    return f"x = {c} + {k}*n*pi", f"x = {c} + {sign}{step}*n*pi", {"assume": {"n": "integer"}}


def sum_with_another_end(random: Random, equal: bool) -> Row:
    """A sum of powers, and its closed form with n or n − 1."""
    key, closed = random.choice(
        (
            ("sum_{k=1}^{n} k", "n*(n+1)/2"),
            ("sum_{k=1}^{n} k^2", "n*(n+1)*(2*n+1)/6"),
            ("sum_{k=0}^{n} 2^k", "2^(n+1)-1"),
        )
    )
    other = closed if equal else random.choice((f"{closed}-1", closed.replace("n", "(n-1)")))
    return "\\" + key, other, {"assume": {"n": "positive"}}


# --- far apart -----------------------------------------------------------------------------------------


def common_denominator(random: Random, equal: bool) -> Row:
    """Partial fractions put over one denominator."""
    a, b = random.sample(range(-6, 7), 2)
    p, q = _n(random), _n(random)
    last = -p * b - q * a + (0 if equal else _n(random, 2))
    return f"{p}/(x-({a}))+({q})/(x-({b}))", f"({p + q}*x+({last}))/(x^2-({a + b})*x+({a * b}))", {}


def logarithm_laws(random: Random, equal: bool) -> Row:
    """ln(x^p y^q / z^r) split, on positive variables; wrong by a sign or by a product."""
    p, q, r = (random.randint(1, 5) for _ in range(3))
    right = _order(random, [f"{p}*ln(x)", f"{q}*ln(y)", f"(-{r})*ln(z)"], "+")
    wrong = random.choice(
        (f"{p}*ln(x)+{q}*ln(y)+{r}*ln(z)", f"{p}*ln(x)*{q}*ln(y)-{r}*ln(z)", f"{p}*{q}*ln(x*y)/({r}*ln(z))")
    )
    declared = {"assume": dict.fromkeys("xyz", "positive")}
    return f"ln(x^{p}*y^{q}/z^{r})", right if equal else wrong, declared


def exponential_laws(random: Random, equal: bool) -> Row:
    """a^(x+y) and (a^x)^k."""
    a, k = random.randint(2, 7), random.randint(2, 5)
    pairs = [
        (f"{a}^({k}*x)", f"({a}^x)^{k}", f"{a}^(x^{k})"),
        (f"{a}^(x+{k})", f"{a**k}*{a}^x", f"{a}^x+{a**k}"),
    ]
    pairs += [(f"{a * k}^x", f"{a}^x*{k}^x", f"{a}^x+{k}^x"), (f"e^(x*ln({a}))", f"{a}^x", f"x^{a}")]
    key, right, wrong = random.choice(pairs)
    return key, right if equal else wrong, {}


def product_to_sum(random: Random, equal: bool) -> Row:
    """sin a cos b and its kin, as half a sum."""
    a, b = random.randint(1, 6), random.randint(1, 6)
    s = "" if equal else "-"
    pairs = [(f"sin({a}*x)*cos({b}*x)", f"(sin({a + b}*x)+{s}sin({a - b}*x)+{0 if equal else 1}*x)/2")]
    pairs += [(f"cos({a}*x)*cos({b}*x)", f"{s}(cos({a - b}*x)+cos({a + b}*x))/2")]
    pairs += [(f"sin({a}*x)*sin({b}*x)", f"{s}(cos({a - b}*x)-cos({a + b}*x))/2")]
    pairs += [(f"sin({a}*x)^2", f"(1{'-' if equal else '+'}cos({2 * a}*x))/2")]
    return (*random.choice(pairs), {})


def rationalised(random: Random, equal: bool) -> Row:
    """1/(√a + √b) without a root below."""
    a, b = random.sample((2, 3, 5, 6, 7, 10, 11), 2)
    d = a - b if equal else a + b
    return f"1/(sqrt({a})+sqrt({b}))", f"(sqrt({a})-sqrt({b}))/({d})", {}


def polar(random: Random, equal: bool) -> Row:
    """A complex number in polar form."""
    r, k = random.randint(1, 9), random.randint(1, 11)
    other = k if equal else (k + random.randint(1, 10)) % 12
    if other == k and not equal:
        other = k + 1
    forms = (
        f"{r}*e^(i*pi*{other}/6)",
        f"{r}*(cos(pi*{other}/6)+i*sin(pi*{other}/6))",
        f"{r}*e^(i*pi*({other}-12)/6)",
    )
    return f"{r}*cos({k}*pi/6)+{r}*i*sin({k}*pi/6)", random.choice(forms), {}


def pieces(random: Random, equal: bool) -> Row:
    """|x − a| in pieces, and with pieces cut anew."""
    a, b = random.randint(-5, 5), random.randint(6, 9)
    wrong = random.choice((f"x-({a})+1", f"({a})-x"))
    last = f"x-({a})" if equal else wrong
    return f"|x-({a})|", f"piecewise(({a})-x, x<{a}, x-({a}), x<{b}, {last}, x>={b})", {}


def builder(random: Random, equal: bool) -> Row:
    """A set by a condition, and listed."""
    a, b = sorted(random.sample(range(-9, 10), 2))
    c = b if equal else b + random.choice((1, 20))
    return f"{{x | x^2-({a + b})*x+({a * b})=0}}", f"{{{a}, {c}}}", {"kind": "set", "assume": {"x": "real"}}


def matrix_entries(random: Random, equal: bool) -> Row:
    """A product of matrices with a variable, entry by entry."""
    p, q, r, s = (_n(random) for _ in range(4))
    entries = [f"x+{p}*{r}", f"{q}*x+{s}*{p}", f"{r}", f"{s}"]
    if not equal:
        entries[random.randrange(4)] += "+1"
    return (
        f"[[1,{p}],[0,1]]*[[x,{q}*x],[{r},{s}]]",
        f"[[{entries[0]},{entries[1]}],[{entries[2]},{entries[3]}]]",
        {},
    )


def laws_of_logic(random: Random, equal: bool) -> Row:
    """De Morgan, implication, distribution; wrong by one sign."""
    rules = [
        ("not (p and q)", "not p or not q", "not p and not q"),
        ("p implies q", "not q implies not p", "q implies p"),
    ]
    rules += [
        ("p or (q and r)", "(p or q) and (p or r)", "(p and q) or r"),
        ("p iff q", "(p and q) or (not p and not q)", "(p or q) and (not p or not q)"),
    ]
    rules += [
        ("not (p implies q)", "p and not q", "not p and q"),
        ("p xor q", "(p or q) and not (p and q)", "p or q"),
    ]
    key, right, wrong = random.choice(rules)
    return key, right if equal else wrong, {"kind": "logical"}


def absolute_values(random: Random, equal: bool) -> Row:
    """Inequalities with two absolute values, and where they hold."""
    a, b = sorted(random.sample(range(-9, 10), 2))
    middle = Fraction(a + b, 2)
    op = random.choice(("<", "<="))
    return f"|x-({a})| {op} |x-({b})|", f"x {op} {middle if equal else middle + Fraction(1, 10**12)}", {}


def hyperbolic(random: Random, equal: bool) -> Row:
    """Inverse hyperbolic functions as logarithms, on their real domains."""
    forms = [
        ("asinh", "ln(u+sqrt(u^2+1))", "ln(u+sqrt(u^2-1))"),
        ("acosh", "ln(u+sqrt(u^2-1))", "-ln(u+sqrt(u^2-1))"),
    ]
    forms += [
        ("atanh", "ln((1+u)/(1-u))/2", "ln((1-u)/(1+u))/2"),
        ("acoth", "ln((u+1)/(u-1))/2", "ln((u+1)/(u-1))"),
    ]
    forms += [
        ("asech", "ln((1+sqrt(1-u^2))/u)", "ln((1-sqrt(1-u^2))/u)"),
        ("acsch", "ln(1/u+sqrt(1/u^2+1))", "ln(1/u+sqrt(1/u^2-1))"),
    ]
    name, right, wrong = random.choice(forms)
    u = random.choice(("x", "2*x", "x/3", "(x+1)"))
    return f"{name}({u})", (right if equal else wrong).replace("u", f"({u})"), {}


FINE: list[Callable[[Random, bool], Row]] = [
    *(
        below_float_precision,
        tiny_piece,
        interval_end,
        strictness,
        hole,
        order_of_entries,
        multiplicity,
        index,
        sum_with_another_end,
    ),
    *(common_denominator, logarithm_laws, exponential_laws, product_to_sum, rationalised, polar, pieces),
    *(builder, matrix_entries, laws_of_logic, absolute_values, hyperbolic),
]
