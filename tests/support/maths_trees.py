"""Random trees and random texts of the maths language, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy as Some

from touchstone.maths.reading.numbers import exact
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
)

ONE = ("sqrt", "exp", "ln", "log", "sin", "asin", "tanh", "acosh", "abs", "floor", "ceil", "sign", "gamma")
TWO = ("root", "log", "mod", "binomial", "min", "gcd")
KEY_ONLY = ("det", "mean", "normal_cdf", "norm", "singular_values")
NAMES = (
    "x",
    "y",
    "a",
    "U",
    "R",
    "C",
    "P",
    "E",
    "f",
    "n",
    "alpha",
    "Gamma",
    "Pi",
    "x_1",
    "x_12",
    "x_max",
    "beta_hat_1",
    "x_alpha",
)

INDEXED = tuple(name for name in NAMES if name != "E")  # E[x] is an expected value


def _number(digits: int, places: int, power: int | None) -> Number:
    text = str(digits).rjust(places + 1, "0")
    if places:
        text = f"{text[:-places]}.{text[-places:]}"
    text = text if power is None else f"{text}e{power}"
    return Number(text, exact(text))


def numbers() -> Some[Node]:
    """Literals with decimals and exponents."""
    power = st.none() | st.integers(-30, 30)
    return st.builds(_number, st.integers(0, 9999), st.integers(0, 4), power)


def leaves() -> Some[Node]:
    """Numbers, names and constants."""
    names = st.sampled_from(NAMES).map(Name)
    constants = st.sampled_from(["pi", "e", "i", "oo"]).map(Constant)
    return st.integers(0, 12).map(lambda n: Number(str(n), exact(str(n)))) | numbers() | names | constants


def _several(of: Some[Node], least: int = 2, most: int = 3) -> Some[tuple[Node, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


def _matrix(of: Some[Node]) -> Some[Node]:
    def rows(width: int) -> Some[Node]:
        return _several(_several(of, width, width), 1, 3).map(Matrix)  # type: ignore[arg-type]

    return st.integers(1, 3).flatmap(rows)


def _events() -> Some[Node]:
    """Letters and statements joined as they are read: `A and B and C` is one node."""
    relation = st.builds(
        lambda x, op, n: Relation((Name(x), Number(str(n), exact(str(n)))), (op,)),
        st.sampled_from("XY"),
        st.sampled_from(["=", "<=", ">"]),
        st.integers(0, 9),
    )
    leaf = st.sampled_from("ABP").map(Name) | relation
    denied = leaf | leaf.map(lambda one: Logic("not", (one,)))
    both = st.builds(lambda parts: Logic("and", parts), _several(denied))
    return denied | both | st.builds(lambda parts: Logic("or", parts), _several(denied | both))


def chances(of: Some[Node]) -> Some[Node]:
    """Probabilities and expected values."""
    return st.one_of(
        _several(_events(), 1, 2).map(lambda events: Call("Pr", events)),
        of.map(lambda x: Call("Ex", (x,))),
        st.builds(lambda x, event: Call("Ex", (x, event)), of, _events()),
        of.map(lambda x: Call("Var", (x,))),
        st.builds(lambda x, y: Call("Cov", (x, y)), of, of),
    )


def _grown(of: Some[Node], key: bool) -> Some[Node]:
    options = [
        of.map(Negative),
        of.map(PlusMinus),
        _several(of).map(Add),
        _several(of).map(Multiply),
        st.builds(Divide, of, of),
        st.builds(Power, of, of),
        st.builds(
            lambda name, x: Call(name, (x,)), st.sampled_from((*ONE, "factorial", "percent", "degrees")), of
        ),
        st.builds(lambda name, x, y: Call(name, (x, y)), st.sampled_from(TWO), of, of),
        chances(of),
    ]
    if key:
        options.append(
            st.builds(lambda name, x: Call(name, (x,)), st.sampled_from(KEY_ONLY), of | _matrix(of))
        )
        options.append(
            st.builds(lambda name, at: Index(Name(name), at), st.sampled_from(INDEXED), _several(of, 1, 2))
        )
    return st.one_of(options)


def values(*, key: bool = False) -> Some[Node]:
    """What one can compute with."""
    return st.recursive(leaves(), lambda of: _grown(of, key), max_leaves=12)


def sets(of: Some[Node]) -> Some[Node]:
    """Sets, intervals and unions of them."""
    interval = st.builds(Interval, of, of, st.booleans(), st.booleans())
    one = interval | _several(of, 0).map(lambda items: Items("set", items))
    united = _several(one | _several(one).map(Union)).map(Union)
    signs = st.sampled_from(["∩", "∖"])
    return one | united | st.builds(lambda parts, sign: Union(parts, sign), _several(one, 2, 3), signs)


def statements(of: Some[Node]) -> Some[Node]:
    """Relations and what logic makes of them."""
    operators = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    chain = st.lists(st.tuples(operators, of), min_size=1, max_size=2)
    relation = st.builds(
        lambda first, rest: Relation((first, *(b for _, b in rest)), tuple(a for a, _ in rest)), of, chain
    )
    member = st.builds(lambda x, which: Relation((x, which), ("in",)), of, sets(of))
    word = st.sampled_from(["true", "false", "all", "none"]).map(Word)
    such = st.builds(lambda inner: Such(Name("x"), inner), relation)
    inside = st.builds(lambda x, which: Relation((x, which), ("in",)), of, such)
    atom = relation | member | inside | word | st.sampled_from(["p", "q"]).map(Name)
    return st.recursive(atom, _combined, max_leaves=4)


def _combined(of: Some[Node]) -> Some[Node]:
    joined = st.builds(Logic, st.sampled_from(["and", "or"]), _several(of))
    arrows = st.builds(
        lambda operator, a, b: Logic(operator, (a, b)), st.sampled_from(["implies", "iff", "xor"]), of, of
    )
    return joined | arrows | of.map(lambda inner: Logic("not", (inner,)))


def collections(of: Some[Node]) -> Some[Node]:
    """Tuples, lists, sets and matrices."""
    finite = of.filter(lambda node: "oo" not in repr(node))
    return (
        _several(finite).map(lambda items: Items("tuple", items))
        | _several(of, 0).map(lambda items: Items("list", items))
        | _matrix(of)
    )


def trees() -> Some[Node]:
    """Anything that an answer may be."""
    of = values()
    half_open = st.builds(lambda a, b, low: Interval(a, b, low, not low), of, of, st.booleans())
    return of | collections(of) | statements(of) | half_open


PIECES = (
    *"0123456789.,;+-*/^()[]{}|!%=<>_xyzabeinUCRd ",
    *(
        "sin",
        "cos",
        "log",
        "ln ",
        "sqrt",
        "exp",
        "pi",
        "oo",
        "alpha",
        "max(",
        "and ",
        "or ",
        "not ",
        " in ",
        "mod ",
    ),
    *(
        "²",
        "³",
        "⁻¹",
        "½",
        "√",
        "π",
        "∞",
        "≤",
        "≥",
        "≠",
        "∪",
        "±",
        "×",
        "·",
        "°",
        "α",
        "₁",
        "||",
        "!=",
        "<=",
        "**",
    ),
    *(
        " no solution",
        "all real numbers",
        "1,234",
        "2,5",
        "3 1/2",
        "1.2e-3",
        "(0,1]",
        "[2,oo)",
        "{1,2}",
        "x=1",
    ),
)

LATEX_PIECES = (
    *"0123456789.,+-*/^()[]{}|!=<>_xyzabeinUCRd& ",
    *(
        r"\frac",
        r"\sqrt",
        r"\left(",
        r"\right)",
        r"\left|",
        r"\right|",
        r"\cdot ",
        r"\times ",
        r"\pm ",
        r"\pi ",
    ),
    *(
        r"\{",
        r"\}",
        r"\\",
        r"\%",
        r"\,",
        r"\sin",
        r"\log_",
        r"\ln",
        r"\text{ or }",
        r"\mathrm{x}",
        r"\alpha",
        r"\le ",
    ),
    *(
        r"\begin{pmatrix}",
        r"\end{pmatrix}",
        r"\binom",
        r"\infty",
        r"\cup ",
        r"\in ",
        r"\bar",
        "^{",
        "_{",
        "{2}",
        "{x}",
    ),
    *(
        r"\operatorname{gcd}",
        r"^\circ",
        r"\neg ",
        r"\lfloor ",
        r"\rfloor ",
        "10^{",
        r"\emptyset",
        r"\mathbb{R}",
    ),
)


def texts(pieces: tuple[str, ...] = PIECES) -> Some[str]:
    """Texts that are nearly mathematics."""
    return st.lists(st.sampled_from(pieces), max_size=14).map("".join)
