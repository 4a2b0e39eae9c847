"""Products and quotients, with signs and without."""

from __future__ import annotations

import re

from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading.parser import POWER, PRODUCT, SUM, Infix, Parser
from touchstone.maths.reading.quotients import note_short_exponent, quotient, refuse_derivative
from touchstone.maths.reading.tokens import Token
from touchstone.maths.reading.unions import UNITES, closes, closes_before_union, joins
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Items,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
)
from touchstone.maths.unreadable import Refusal

_SIZED = re.compile(r"\\(?:left|right)(?![A-Za-z])")
SEPARATES = "A comma inside brackets separates values; write 2.5 for a decimal, 1000 for a thousand."

STARTERS = frozenset(
    (
        *("number", "name", "constant", "function", "fraction"),
        *("(", "[", "{", "|", "√", "⌊", "⌈", "‖"),
        *("group", "frac", "binom", "sqrt", "|<", "matrix", "∂", "chance", "big"),
    )
)
"""Kinds of token that may begin a factor beside another one, with no sign between."""


def multiply(p: Parser, left: Node, start: int, strength: int) -> Node | None:
    """`a * b / c`, and factors side by side, all from left to right."""
    factors = [left]
    divided = False
    while True:
        kind = p.kind
        if kind == "*":
            p.advance()
            factors.append(p.value(p.parse(POWER)))
        elif kind in ("/", "mod"):
            note_short_exponent(p, factors[-1])
            p.advance()
            refuse_derivative(p, factors, start)
            numerator = _product(p, factors, start)
            right = p.value(p.parse(POWER))
            factors = [_quotient(p, kind, numerator, right, start)]
            divided = kind == "/"
            continue
        elif kind == "(" and p.peek().kind == "mod":
            opening = p.advance()
            p.advance()
            right = p.value(p.parse(SUM))
            p.expect(")", ")", opening)
            factors = [_quotient(p, "mod", _product(p, factors, start), right, start)]
        elif kind == "nCr":
            p.advance()
            factors[-1] = _chosen(p, p.value(factors[-1]), p.value(p.parse(POWER)), start)
        elif kind == "number" and _combination(p, factors):
            letter, number = factors[-1], p.value(p.parse(POWER))
            factors[-2:] = [(_chosen if letter == Name("C") else arranged)(p, factors[-2], number, start)]
            meant = "a binomial coefficient" if letter == Name("C") else "a number of arrangements"
            p.note(f"{p.typed(start)} was read as {meant}.")
        elif kind == "name" and _power_of_ten_follows(p, factors[-1]):
            sign = p.advance()
            p.note(f"{sign.text} before 10 was read as the sign for a product.")
            factors.append(p.value(p.parse(POWER)))
        elif kind in STARTERS:
            if not _beside(p, factors, start, divided):
                break
        else:
            break
        divided = False
    if len(factors) == 1 and factors[0] is left:
        return None
    return _product(p, factors, start)


def _chosen(p: Parser, n: Node, k: Node, start: int) -> Node:
    return Call("binomial", (n, k), p.span(start))


def arranged(p: Parser, n: Node, k: Node, start: int) -> Node:
    """n!/(n-k)!."""
    span = p.span(start)
    rest = Add((n, Negative(k, k.span)), span)
    return Divide(Call("factorial", (n,), span), Call("factorial", (rest,), span), span)


def _combination(p: Parser, factors: list[Node]) -> bool:
    """`5C2` and `5P2`, where the question has no such letter."""
    number = len(factors) == 2 and isinstance(factors[0], Number) and factors[0].text.isdigit()
    letter = factors[-1] if factors[-1] in (Name("C"), Name("P")) else None
    known = letter is None or letter.name in p.context.declared
    return number and not known and not p.token.spaced and p.token.text.isdigit()


def _power_of_ten_follows(p: Parser, last: Node) -> bool:
    """`1.5 x 10^6`, where x is no name of the question: the sign for a product."""
    if p.token.text not in ("x", "X") or p.token.text in p.context.declared or not isinstance(last, Number):
        return False
    ten, sign = p.tokens[p.at + 1 : p.at + 3] if p.at + 2 < len(p.tokens) else (p.token, p.token)
    return ten.text == "10" and ten.kind == "number" and sign.kind in ("^", "superscript")


def _product(p: Parser, factors: list[Node], start: int) -> Node:
    first = p.value(factors[0])
    if len(factors) == 1:
        return first
    return Multiply((first, *factors[1:]), p.span(start))


def _quotient(p: Parser, kind: str, numerator: Node, right: Node, start: int) -> Node:
    if kind == "mod":
        if isinstance(right, Items):
            p.refuse(SEPARATES, right)
        return Call("mod", (numerator, right), p.span(start))
    return quotient(p, numerator, right, start)


def _beside(p: Parser, factors: list[Node], start: int, divided: bool) -> bool:
    """Appends a factor that stands beside the last one; False when what follows is something else."""
    token = p.token
    last = factors[-1]
    if not _may_follow(p, token, last):
        return False
    before = p.tokens[p.at - 1]
    touching = p.touching()
    right = p.value(p.parse(POWER))
    vector = isinstance(right, Items) and right.kind == "tuple"
    if vector and len(factors) == 1 and last != Name("C") and _vector_before(p, last, start):
        p.note(f"{p.typed(start)} was read as a product with a vector.")
        factors.append(right)
        return True
    if isinstance(right, Items) and right.kind == "tuple":
        factors[-1] = _arguments(p, last, right, start)
        return True
    if divided:
        p.note(f"{p.typed(start)} was read from left to right; put a whole denominator in brackets.")
    elif touching and _bare_exponent(last, before) and token.kind in ("name", "constant", "function"):
        read = p.text[last.exponent.span.start : last.exponent.span.end] if isinstance(last, Power) else ""
        p.note(f"Of {p.text[last.span.start : p.end]}, only {read} was read as the exponent.")
    elif touching and token.kind == "(" and before.kind == "name" and isinstance(last, Name):
        p.note(f"{p.text[before.start : p.end]} was read as {before.text} times the bracket.")
    factors.append(right)
    return True


def _vector_before(p: Parser, last: Node, start: int) -> bool:
    """Whether the product that begins at `start` is a vector: `(1, 2) + t(3, 4)`, or `r = t(3, 4)`."""
    at = next((i for i, token in enumerate(p.tokens) if token.start == start), 0)
    if _named_vector(p.tokens[:at]):
        return isinstance(last, Name) and last.name in _RUNNING and last.name not in p.context.functions
    return _after_vector(p.tokens[:at])


# What is called so before `=` is a vector where a letter that runs stands behind it, before a bracket.
_VECTORS = frozenset(("r", "x", "X", "p", "P", "v", "l", "L", "g", "h", "OX", "OP"))
_POINTS = (["(", "x", ",", "y", ")", "="], ["(", "x", ",", "y", ",", "z", ")", "="])
_RUNNING = frozenset(("t", "s", "r", "k", "lambda", "mu", "nu", "tau", "sigma", "alpha", "beta"))


def _named_vector(tokens: list[Token]) -> bool:
    """`r =`, `\\vec x =` or `(x, y) =` ends here."""
    if [token.text for token in tokens] in _POINTS:
        return True
    if len(tokens) < 2 or tokens[-1].text != "=" or tokens[-2].kind != "name":
        return False
    return tokens[-2].text in _VECTORS or tokens[-2].text.endswith("_vec")


def _after_vector(tokens: list[Token]) -> bool:
    """Whether these tokens end in a vector and a sign; `C(n, k) +` ends in a value of a function."""
    kinds = [token.kind for token in tokens]
    if kinds[-1:] not in (["+"], ["-"]) or kinds[-2:-1] != [")"]:
        return False
    depth, several = 0, False
    for at in range(len(kinds) - 2, -1, -1):
        depth += (kinds[at] == ")") - (kinds[at] == "(")
        several = several or (kinds[at] == "," and depth == 1)
        if depth == 0:
            break
    before = kinds[at - 1] if at else ""
    if before in ("name", "constant", "number"):
        running = tokens[at - 1].text in _RUNNING and _named_vector(tokens[: at - 1])
        return several and (running or _after_vector(tokens[: at - 1]))
    return several and before != "function"


def _bare_exponent(last: Node, before: Token) -> bool:
    """`e^2` and `x^n`, whose exponent might have been meant to go on; `x^2` hardly."""
    if not isinstance(last, Power) or before.kind not in ("number", "name", "constant"):
        return False
    return isinstance(last.base, Constant | Number) or before.kind != "number"


def _may_follow(p: Parser, token: Token, last: Node) -> bool:
    """False when the token closes or joins something; refuses a number straight after a value."""
    kind = token.kind
    if kind == "number" and not _surely_a_factor(p, last):
        _refuse_number(p, token)
    if kind == "(" and [one.kind for one in p.tokens[p.at + 1 : p.at + 3]] == ["name", "in"]:
        return False  # `x = n*pi (n ∈ ℤ)`
    if kind in ("|", "‖"):
        return not (p.bars if kind == "|" else p.norms)
    if kind == "[":
        return not closes(p) and not closes_before_union(p)
    return not (kind == "name" and token.text in UNITES and joins(p, last))


def _surely_a_factor(p: Parser, last: Node) -> bool:
    """A number after `3!` and `2^n `, in LaTeX after `2^{n}` and a bracket too, can only be a factor.

    So can the base of a power: `(n-1)2^(n+1)`, `x 2^x`; but `1.5 x 10^6` has a sign for a product in it.
    """
    before = p.tokens[p.at - 1].kind
    if p.peek().kind in ("^", "superscript"):
        sign = p.token.text == "10" and last in (Name("x"), Name("X"))
        name = p.token.spaced and before in ("name", "constant") and not isinstance(last, Call)
        if before == ")" or (name and not sign):
            return True
    raised = before == "endgroup" and isinstance(last, Power)
    if isinstance(last, Power) and (p.token.spaced or p.context.latex) and before in ("name", ")"):
        return True
    return before == "!" or (p.context.latex and (raised or before == ")"))


def _within_collection(p: Parser) -> bool:
    """A bracket for several values is open here."""
    kinds = [token.kind for token in p.tokens[: p.at]]
    return kinds.count("[") > kinds.count("]") or kinds.count("{") > kinds.count("}")


def _refuse_number(p: Parser, token: Token) -> None:
    before = p.tokens[p.at - 1]
    typed = f"{before.text}{token.text}"
    if before.kind in ("number", "fraction") and token.spaced and _within_collection(p):
        reason = f"Separate values with commas: {before.text}, {token.text}."
    elif before.kind in ("number", "fraction"):
        reason = f"Two numbers stand side by side; write {typed} or {before.text}*{token.text}."
    elif before.kind == "%":
        reason = "% means per cent; write mod(a, b) for a remainder."
    elif before.kind in ("name", "constant") and not token.spaced:
        choices = f"{before.text}*{token.text}, {before.text}^{token.text} or {before.text}_{token.text}"
        reason = f"{typed} could mean {choices}; write the one you mean."
    else:
        reason = f"A sign is missing before {token.text}; write * for a product or ^ for a power."
    raise Refusal(reason, before.start if not token.spaced else token.start, token.end)


def _arguments(p: Parser, last: Node, right: Items, start: int) -> Node:
    """`C(n, k)` is a binomial coefficient; any other name before two values is a function nobody knows.

    Before a vector a sign for the product is asked for: `2(1,5)` may be 2 times 1.5 as well.
    """
    if last == Name("C") and len(right.items) == 2 and "C" not in p.context.declared:
        p.note("C(n, k) was read as the binomial coefficient n over k.")
        first, second = right.items
        return Call("binomial", (p.value(first), p.value(second)), p.span(last.span.start))
    if isinstance(last, Name):
        start, name = _as_typed(p, last)
        if p.key and name == last.name and name not in p.context.declared:
            return Call(name, tuple(map(p.value, right.items)), p.span(start))
        raise Refusal(f"There is no function called {name}.", start, p.end)
    parts = p.text[start : right.span.start], p.text[right.span.start : right.span.end]
    factor, vector = (_SIZED.sub("", part).strip() for part in parts)
    return p.refuse(f"Write {factor}*{vector} for a multiple of a vector; a decimal has a point.", right)


def _as_typed(p: Parser, last: Name) -> tuple[int, str]:
    """The letters before a bracket, which were read as a product of names: `prod`, and where they begin."""
    text, start = p.context.text, last.span.start
    while start > 0 and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    run = text[start : last.span.end]
    long = run.isalpha() and len(run) <= MAX_NAME and (start == 0 or text[start - 1] != "\\")
    return (start, run) if long else (last.span.start, last.name)


INFIX: dict[str, tuple[int, Infix]] = dict.fromkeys(
    (*STARTERS, "*", "/", "mod", "nCr", "number"), (PRODUCT, multiply)
)
