"""Products and quotients, with signs and without."""

from __future__ import annotations

from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading.atoms import mixed
from touchstone.maths.reading.parser import POWER, PRODUCT, SUM, Infix, Parser
from touchstone.maths.reading.tokens import Token
from touchstone.maths.tree import (
    Call,
    Constant,
    Divide,
    Interval,
    Items,
    Multiply,
    Name,
    Node,
    Number,
    Power,
    Such,
    Union,
)
from touchstone.maths.unreadable import Refusal

SEPARATES = "A comma inside brackets separates values; write 2.5 for a decimal, 1000 for a thousand."

STARTERS = frozenset(
    (
        *("number", "name", "constant", "function", "fraction"),
        *("(", "[", "{", "|", "√", "⌊", "⌈", "‖"),
        *("group", "frac", "binom", "sqrt", "|<", "matrix", "∂", "chance", "big"),
    )
)
"""Kinds of token that may begin a factor beside another one, with no sign between."""

# As a union is typed on a keyboard; the small letter between sets that are written out alone.
UNITES = ("U", "u")
BEGINS_SET = frozenset(("(", "[", "{", "]", "empty"))
BEGINS_EVENT = frozenset(("(", "name", "not", "!", "empty"))


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
            factors[-2:] = [_chosen(p, factors[-2], p.value(p.parse(POWER)), start)]
            p.note(f"{p.typed(start)} was read as a binomial coefficient.")
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


def _combination(p: Parser, factors: list[Node]) -> bool:
    """`5C2`, where the question has no C."""
    number = len(factors) == 2 and isinstance(factors[0], Number) and factors[0].text.isdigit()
    letter = factors[-1] == Name("C") and "C" not in p.context.declared
    return number and letter and not p.token.spaced and p.token.text.isdigit()


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


def quotient(p: Parser, numerator: Node, denominator: Node, start: int) -> Node:
    """`a / b`; refuses `dy/dx`, which is an operation and not an answer."""
    if "d" not in p.context.declared:
        numerator = _higher(p, numerator, denominator)
        operation = _differential(denominator) or _declared_differential(p, denominator)
        if (operation and (numerator == Name("d") or _differential(numerator))) or _repeated(
            numerator, denominator
        ):
            raise Refusal("d/dx can't be read; give the derivative itself.", start, p.end)
    return Divide(numerator, denominator, p.span(start))


def _higher(p: Parser, numerator: Node, denominator: Node) -> Node:
    """`d^2 y` over `dx^2`: a quotient of differentials that the author of the question writes."""
    match numerator, denominator:
        case Multiply(factors=(Power(base=Name("d"), exponent=Number() as n), Name() as y)), Power(
            base=below, exponent=Number() as m
        ) if n == m and n.text.isdigit() and len(n.text) == 1 and _declared_differential(p, below):
            return Name("d" * int(n.text) + y.name, numerator.span)
    return numerator


def _repeated(numerator: Node, denominator: Node) -> bool:
    """`d^2` or `d^2 y` over `dx^2`: to differentiate twice, an operation too."""
    above = numerator.factors[0] if isinstance(numerator, Multiply) else numerator
    match above, denominator:
        case Power(base=Name("d"), exponent=Number() as n), Multiply(
            factors=(Name("d"), Power(base=Name(), exponent=Number() as m))
        ):
            return n == m
    return False


def _declared_differential(p: Parser, node: Node) -> bool:
    return (
        isinstance(node, Name)
        and len(node.name) == 2
        and node.name[0] == "d"
        and node.name in p.context.declared
    )


def _refuse_derivative(p: Parser, factors: list[Node], start: int) -> None:
    """`dy/dx`, `d/dx`: an operation and not an answer."""
    below = p.token.text == "d" and p.peek().kind == "name" and not p.peek().spaced
    above = any(factor == Name("d") or _power_of_d(factor) for factor in factors[-2:])
    if below and above and "d" not in p.context.declared:
        raise Refusal("d/dx can't be read; give the derivative itself.", start, p.peek().end)


def _power_of_d(node: Node) -> bool:
    return isinstance(node, Power) and node.base == Name("d")


def _differential(node: Node) -> bool:
    return (
        isinstance(node, Multiply)
        and len(node.factors) == 2
        and node.factors[0] == Name("d")
        and isinstance(node.factors[1], Name)
    )


def _note_power_of_one(p: Parser, last: Node) -> None:
    """`x^1/2`: nobody raises to the first power on purpose."""
    if isinstance(last, Power) and isinstance(last.exponent, Number) and last.exponent.text == "1":
        p.note("The exponent ends before the sign /; put an exponent that is a quotient in brackets.")


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
    if vector and len(factors) == 1 and last != Name("C") and _vector_before(p, start):
        p.note(f"{p.typed(start)} was read as a product with a vector.")
        factors.append(right)
        return True
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


def _vector_before(p: Parser, start: int) -> bool:
    """Whether the product that begins at `start` is added to a vector, as in `(1, 2) + t(3, 4)`."""
    at = next((i for i, token in enumerate(p.tokens) if token.start == start), 0)
    return _after_vector([token.kind for token in p.tokens[:at]])


def _after_vector(kinds: list[str]) -> bool:
    """Whether these kinds of token end in a vector and a sign; `C(n, k) +` ends in a value of a function."""
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
        return several and _after_vector(kinds[: at - 1])
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
    """A number after `3!` and `2^n `, in LaTeX after `2^{n}` and a bracket too, can only be a factor."""
    before = p.tokens[p.at - 1].kind
    raised = before == "endgroup" and isinstance(last, Power)
    if isinstance(last, Power) and (p.token.spaced or p.context.latex) and before in ("name", ")"):
        return True
    return before == "!" or (p.context.latex and (raised or before == ")"))


def closes(p: Parser) -> bool:
    """`[` here ends an interval written `[0, 1[`: nothing that it could hold follows."""
    return p.peek().kind in ("end", ")", ",", ";", "∪", "and", "or", "endgroup")


def closes_before_union(p: Parser) -> bool:
    """`[` here ends an interval before the sign `U`."""
    following = p.tokens[p.at + 1 : p.at + 3]
    return (
        len(following) == 2
        and following[0].text in UNITES
        and following[1].kind in ("(", "[", "{", "]", "empty")
    )


def joins(p: Parser, left: Node) -> bool:
    """`U` here is the sign for a union, since sets stand on both sides of it."""
    if p.events and p.token.text == "U" and "U" not in p.context.declared:
        return p.peek().kind in BEGINS_EVENT
    if p.token.text in p.context.declared:
        return False
    if p.peek().kind in BEGINS_SET and isinstance(left, Items | Interval | Union | Such):
        return True
    return p.token.text == "U" and p.token.spaced and p.peek().spaced and _sets_with_names(p, left)


def _sets_with_names(p: Parser, left: Node) -> bool:
    """`A U B` and `A U (B ∩ C)`: capital letters on both sides, or one beside other signs for sets."""
    after = p.peek()
    named = isinstance(left, Union) or (isinstance(left, Name) and _is_capital(left.name))
    if after.kind == "(":
        signs = sum(token.kind in ("∪", "∩", "∖") or token.text == "U" for token in p.tokens)
        return named and signs > 1
    return named and after.kind == "name" and _is_capital(after.text)


def _is_capital(name: str) -> bool:
    return len(name) == 1 and name.isupper()


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


def _arguments(p: Parser, last: Node, right: Items) -> Node:
    """`C(n, k)` is a binomial coefficient; any other name before two values is a function nobody knows."""
    if last == Name("C") and len(right.items) == 2 and "C" not in p.context.declared:
        p.note("C(n, k) was read as the binomial coefficient n over k.")
        first, second = right.items
        return Call("binomial", (p.value(first), p.value(second)), p.span(last.span.start))
    if isinstance(last, Name):
        start, name = _as_typed(p, last)
        if p.key and name == last.name and name not in p.context.declared:
            return Call(name, tuple(map(p.value, right.items)), p.span(start))
        raise Refusal(f"There is no function called {name}.", start, p.end)
    return p.refuse(SEPARATES, right)


def _as_typed(p: Parser, last: Name) -> tuple[int, str]:
    """The letters before a bracket, which were read as a product of names: `prod`, and where they begin."""
    text, start = p.context.text, last.span.start
    while start > 0 and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    run = text[start : last.span.end]
    long = run.isalpha() and len(run) <= MAX_NAME and (start == 0 or text[start - 1] != "\\")
    return (start, run) if long else (last.span.start, last.name)


def _whole_fraction(last: Node, right: Node) -> bool:
    """Three whole numbers, as in `2\\frac{1}{2}`."""
    if not isinstance(right, Divide):
        return False
    parts = (last, right.numerator, right.denominator)
    return all(isinstance(part, Number) and part.text.isdigit() for part in parts)


INFIX: dict[str, tuple[int, Infix]] = dict.fromkeys(
    (*STARTERS, "*", "/", "mod", "nCr", "number"), (PRODUCT, multiply)
)
