"""Numbers, names, sums, products, powers."""

from __future__ import annotations

from touchstone.maths.reading.numbers import exact
from touchstone.maths.reading.parser import POSTFIX, POWER, PRODUCT, SUM, Parser
from touchstone.maths.reading.tokens import Token
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
    PlusMinus,
    Power,
    Span,
)
from touchstone.maths.unreadable import Refusal

SEPARATES = "A comma inside brackets separates values; write 2.5 for a decimal, 1000 for a thousand."

CONSTANT_NOTES = {
    "e": "e was read as Euler's number 2.718….",
    "i": "i was read as the imaginary unit, the square root of −1.",
}


def number(p: Parser, token: Token, _: int) -> Node:
    """A literal, or a mixed number such as `3 1/2` and `3½`."""
    value = literal(token)
    if p.kind == "fraction" and token.text.isdigit():
        part = p.advance()
        return mixed(p, value, fraction(p, part, POSTFIX), token.start)
    if p.kind == "number" and p.token.spaced and _fraction_follows(p, token):
        numerator = literal(p.advance())
        p.advance()
        denominator = literal(p.advance())
        span = Span(numerator.span.start, denominator.span.end)
        return mixed(p, value, Divide(numerator, denominator, span), token.start)
    return value


def literal(token: Token) -> Number:
    """The number that a token spells."""
    return Number(token.text, exact(token.text), Span(token.start, token.end))


def _fraction_follows(p: Parser, whole: Token) -> bool:
    numerator, slash, denominator = p.tokens[p.at : p.at + 3] if p.at + 3 < len(p.tokens) else (p.token,) * 3
    texts = whole.text, numerator.text, denominator.text
    return slash.kind == "/" and denominator.kind == "number" and all(text.isdigit() for text in texts)


def mixed(p: Parser, whole: Node, part: Node, start: int) -> Node:
    """`3 1/2` as 3 + 1/2. An improper fraction may as well be a product, so it is refused."""
    assert isinstance(whole, Number)
    assert isinstance(part, Divide)
    top, bottom = part.numerator, part.denominator
    assert isinstance(top, Number)
    assert isinstance(bottom, Number)
    if top.value >= bottom.value:
        product = f"{whole.text}*{top.text}/{bottom.text}"
        raise Refusal(f"A number stands before a fraction; for a product write {product}.", start, p.end)
    p.note(f"{p.typed(start)} was read as the mixed number {whole.text} + {top.text}/{bottom.text}.")
    return Add((whole, part), p.span(start))


def fraction(p: Parser, token: Token, _: int) -> Node:
    """A fraction of one character: `½`."""
    span = Span(token.start, token.end)
    top, bottom = token.text.split("/")
    return Divide(Number(top, exact(top), span), Number(bottom, exact(bottom), span), span)


def name(p: Parser, token: Token, _: int) -> Node:
    """A variable."""
    return Name(token.text, Span(token.start, token.end))


def constant(p: Parser, token: Token, _: int) -> Node:
    """`pi`, `e`, `i` or infinity."""
    if token.text in CONSTANT_NOTES:
        p.note(CONSTANT_NOTES[token.text])
    return Constant(token.text, Span(token.start, token.end))


def minus(p: Parser, token: Token, strength: int) -> Node:
    """`-x`: takes the product after it, or after an operator only the next factor."""
    operand = p.parse(PRODUCT if strength <= PRODUCT else POWER)
    return Negative(p.value(operand), p.span(token.start))


def plus(p: Parser, token: Token, strength: int) -> Node:
    """`+x` is `x`."""
    return p.value(p.parse(PRODUCT if strength <= PRODUCT else POWER))


def plus_minus(p: Parser, token: Token, strength: int) -> Node:
    """`±x`."""
    if token.text == "+-":
        p.note("+- was read as ±.")
    operand = p.parse(PRODUCT if strength <= PRODUCT else POWER)
    return PlusMinus(p.value(operand), p.span(token.start))


def add(p: Parser, left: Node, start: int, _: int) -> Node:
    """`a + b - c ± d`, flat and in order."""
    terms = [p.value(left)]
    while p.kind in ("+", "-", "±"):
        sign = p.advance()
        term = p.value(p.parse(PRODUCT))
        if sign.text == "+-":
            term = _written_plus_minus(p, sign, term)
        elif sign.kind == "-":
            term = Negative(term, p.span(sign.start))
        elif sign.kind == "±":
            term = PlusMinus(term, p.span(sign.start))
        terms.append(term)
    return Add(tuple(terms), p.span(start))


def _written_plus_minus(p: Parser, sign: Token, term: Node) -> Node:
    """`a +- b`: ± where several answers can be right, else plus and then minus."""
    span = p.span(sign.start)
    if p.context.several:
        p.note("+- was read as ±.")
        return PlusMinus(term, span)
    p.note("+- was read as plus a negative number; write ± for both signs.")
    return Negative(term, span)


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
            _note_power_of_one(p, factors[-1])
            p.advance()
            _refuse_derivative(p, factors, start)
            numerator = _product(p, factors, start)
            right = p.value(p.parse(POWER))
            factors = [_quotient(p, kind, numerator, right, start)]
            divided = kind == "/"
            continue
        elif kind in STARTERS:
            if not _beside(p, factors, start, divided):
                break
        else:
            break
        divided = False
    if len(factors) == 1 and factors[0] is left:
        return None
    return _product(p, factors, start)


def _refuse_derivative(p: Parser, factors: list[Node], start: int) -> None:
    """`dy/dx`, `d/dx`: an operation and not an answer."""
    below = p.token.text == "d" and p.peek().kind == "name" and not p.peek().spaced
    if below and factors[0] == Name("d") and len(factors) <= 2 and "d" not in p.context.declared:
        raise Refusal("d/dx can't be read; give the derivative itself.", start, p.peek().end)


def _note_power_of_one(p: Parser, last: Node) -> None:
    """`x^1/2`: nobody raises to the first power on purpose."""
    if isinstance(last, Power) and isinstance(last.exponent, Number) and last.exponent.text == "1":
        p.note("The exponent ends before the sign /; put an exponent that is a quotient in brackets.")


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


def quotient(p: Parser, numerator: Node, denominator: Node, start: int) -> Node:
    """`a / b`; refuses `dy/dx`, which is an operation and not an answer."""
    derivative = _differential(denominator) and (numerator == Name("d") or _differential(numerator))
    if derivative and "d" not in p.context.declared:
        raise Refusal("d/dx can't be read; give the derivative itself.", start, p.end)
    return Divide(numerator, denominator, p.span(start))


def _differential(node: Node) -> bool:
    return (
        isinstance(node, Multiply)
        and len(node.factors) == 2
        and node.factors[0] == Name("d")
        and isinstance(node.factors[1], Name)
    )


STARTERS = frozenset(
    (
        *("number", "name", "constant", "function", "fraction"),
        *("(", "[", "{", "|", "√", "⌊", "⌈", "‖"),
        *("group", "frac", "binom", "sqrt", "|<", "matrix"),
    )
)
"""Kinds of token that may begin a factor beside another one, with no sign between."""


def _beside(p: Parser, factors: list[Node], start: int, divided: bool) -> bool:
    """Appends a factor that stands beside the last one; False when what follows is something else."""
    token = p.token
    last = factors[-1]
    if not _may_follow(p, token, last):
        return False
    before = p.tokens[p.at - 1]
    touching = p.touching()
    right = p.value(p.parse(POWER))
    if isinstance(right, Items) and right.kind == "tuple":
        factors[-1] = _arguments(p, last, right)
        return True
    if token.kind == "frac" and before.kind == "number" and _whole_fraction(last, right):
        factors[-1] = mixed(p, last, right, before.start)
        return True
    if divided:
        p.note(f"{p.typed(start)} was read from left to right; put a whole denominator in brackets.")
    elif touching and _bare_exponent(last, before) and token.kind in ("name", "constant", "function"):
        p.note(f"Of {p.text[last.span.start : p.end]}, only {before.text} was read as the exponent.")
    elif touching and token.kind == "(" and before.kind == "name" and isinstance(last, Name):
        p.note(f"{p.text[before.start : p.end]} was read as {before.text} times the bracket.")
    factors.append(right)
    return True


def _bare_exponent(last: Node, before: Token) -> bool:
    """`e^2` and `x^n`, whose exponent might have been meant to go on; `x^2` hardly."""
    if not isinstance(last, Power) or before.kind not in ("number", "name", "constant"):
        return False
    return isinstance(last.base, Constant | Number) or before.kind != "number"


def _may_follow(p: Parser, token: Token, last: Node) -> bool:
    """False when the token closes or joins something; refuses a number straight after a value."""
    kind = token.kind
    if kind == "number" and p.tokens[p.at - 1].kind != "!":  # `3!7!` can only be a product
        _refuse_number(p, token)
    if kind in ("|", "‖"):
        return not (p.bars if kind == "|" else p.norms)
    if kind == "[":
        return not closes(p) and not closes_before_union(p)
    return not (kind == "name" and token.text == "U" and joins(p, last))


BEGINS_SET = frozenset(("(", "[", "{", "]", "empty"))


def closes(p: Parser) -> bool:
    """`[` here ends an interval written `[0, 1[`: nothing that it could hold follows."""
    return p.peek().kind in ("end", ")", ",", ";", "∪", "and", "or", "endgroup")


def closes_before_union(p: Parser) -> bool:
    """`[` here ends an interval before the sign `U`."""
    following = p.tokens[p.at + 1 : p.at + 3]
    return (
        len(following) == 2
        and following[0].text == "U"
        and following[1].kind in ("(", "[", "{", "]", "empty")
    )


def joins(p: Parser, left: Node) -> bool:
    """`U` here is the sign for a union, since sets stand on both sides of it."""
    if "U" in p.context.declared or p.peek().kind not in BEGINS_SET:
        return False
    return isinstance(left, Items) or type(left).__name__ in ("Interval", "Union")


def _refuse_number(p: Parser, token: Token) -> None:
    before = p.tokens[p.at - 1]
    typed = f"{before.text}{token.text}"
    if before.kind in ("number", "fraction"):
        reason = f"Two numbers stand side by side; write {typed} or {before.text}*{token.text}."
    elif before.kind == "%":
        reason = "% means per cent; write mod(a, b) for a remainder."
    elif before.kind in ("name", "constant") and not token.spaced:
        choices = f"{before.text}*{token.text}, {before.text}^{token.text} or {before.text}_{token.text}"
        reason = f"{typed} could mean {choices}; write the one you mean."
    else:
        reason = f"A sign is missing before {token.text}; write * for a product or ^ for a power."
    raise Refusal(reason, before.start if not token.spaced else token.start, token.end)


def _arguments(p: Parser, last: Node, right: Items) -> Node:
    """`C(n, k)` is a binomial coefficient; any other name before two values is a function nobody knows."""
    if last == Name("C") and len(right.items) == 2 and "C" not in p.context.declared:
        p.note("C(n, k) was read as the binomial coefficient n over k.")
        first, second = right.items
        return Call("binomial", (p.value(first), p.value(second)), p.span(last.span.start))
    if isinstance(last, Name):
        raise Refusal(f"There is no function called {last.name}.", last.span.start, p.end)
    return p.refuse(SEPARATES, right)


def _whole_fraction(last: Node, right: Node) -> bool:
    """Three whole numbers, as in `2\\frac{1}{2}`."""
    if not isinstance(right, Divide):
        return False
    parts = (last, right.numerator, right.denominator)
    return all(isinstance(part, Number) and part.text.isdigit() for part in parts)


def power(p: Parser, left: Node, start: int, _: int) -> Node:
    """`a ^ b`, from right to left."""
    p.advance()
    base = p.value(left)
    return Power(base, p.value(p.exponent()), p.span(start))


def superscript(p: Parser, left: Node, start: int, _: int) -> Node:
    """`x²`, `x⁻¹`."""
    token = p.advance()
    return Power(p.value(left), small(token), p.span(start))


def small(token: Token) -> Node:
    """What small raised signs spell: `²`, `⁻¹`, `ⁿ`."""
    span = Span(token.start, token.end)
    digits = token.text.lstrip("+-")
    signs = token.text[: len(token.text) - len(digits)]
    if len(signs) > 1 or not (digits.isdigit() or digits in ("n", "x")):
        raise Refusal("This exponent can't be read; write it after ^.", token.start, token.end)
    value: Node = Number(digits, exact(digits), span) if digits.isdigit() else Name(digits, span)
    return Negative(value, span) if signs == "-" else value


def factorial(p: Parser, left: Node, start: int, _: int) -> Node:
    """`n!`."""
    sign = p.advance()
    if p.kind == "!" and p.touching():
        raise Refusal("n!! has two meanings; write (n!)! or the product.", sign.start, p.token.end)
    return Call("factorial", (p.value(left),), p.span(start))


def percent(p: Parser, left: Node, start: int, _: int) -> Node:
    """`25%`."""
    p.advance()
    return Call("percent", (p.value(left),), p.span(start))


def degrees(p: Parser, left: Node, start: int, _: int) -> Node:
    """`30°`."""
    p.advance()
    return Call("degrees", (p.value(left),), p.span(start))


PREFIX = {
    "number": number,
    "fraction": fraction,
    "name": name,
    "constant": constant,
    "-": minus,
    "+": plus,
    "±": plus_minus,
}

INFIX = {
    **dict.fromkeys(("+", "-", "±"), (SUM, add)),
    **dict.fromkeys((*STARTERS, "*", "/", "mod"), (PRODUCT, multiply)),
    "^": (POWER, power),
    "superscript": (POWER, superscript),
    "!": (POSTFIX, factorial),
    "%": (POSTFIX, percent),
    "°": (POSTFIX, degrees),
}
