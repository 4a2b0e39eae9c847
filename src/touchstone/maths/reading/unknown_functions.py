"""Functions that nobody has to know: `f(x)`, `f'(x)`, `u(x, t)` and `f^-1(x)`; and `dy/dx`.

`f` and `g` are functions before a bracket unless the question has them as variables; other letters are where
the author of a question writes them so (`u(x, t)`, `u'(t)`) or declares `u()`. What they are applied to is
compared, what they are is not.
"""

from __future__ import annotations

import re

from touchstone.maths.reading import chances
from touchstone.maths.reading.brackets import items
from touchstone.maths.reading.derivatives import leibniz
from touchstone.maths.reading.parser import Parser, Prefix, new
from touchstone.maths.reading.powers import small
from touchstone.maths.reading.symbols import GREEK_NAMES
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.tree import Call, Name, Negative, Node, Number, Power, Span
from touchstone.maths.unreadable import Refusal

USUAL = frozenset(("f", "g"))
"""Letters that stand for functions in every course."""

# An exponent between a function and its bracket has at most these tokens: `^{-12}`.
_LONGEST_EXPONENT = 5

_D = r"(?:d|\\mathrm\s*+\{\s*+d\s*+\}|\\mathrm\s++d|\\operatorname\s*+\{d\}|\\differentialD)"
_RAISED = r"(?:\s*+\^\s*+(?:[2-9]|\{\s*+[2-9]\s*+\})|[²³])?+"
_LETTER = r"\s*+(?:\\,)?+([A-Za-z])(?![A-Za-z(])"
_UPRIGHT = r"\\mathrm\s*+\{d([A-Za-z])\}"
# Between the two may stand what a sign asks for where it is written out: `dy/(-dx)`. The next quotient may
# begin within the last: `dy/dx/dt`.
_QUOTIENT = re.compile(rf"(?<![A-Za-z\\])(?={_D}{_RAISED}{_LETTER}[\s)]*+/[\s(−-]*+{_D}{_LETTER})")
_FRACTION = re.compile(
    rf"\\[dtc]?frac\s*+\{{[\s-]*+{_D}{_RAISED}{_LETTER}\s*+\}}\s*+\{{[\s-]*+{_D}{_LETTER}{_RAISED}\s*+\}}"
)
_WRITTEN = re.compile(_UPRIGHT)
"""As what was read is written."""
_DIFFERENTIAL = re.compile(r"d{1,9}[A-Za-z]")


def differentials(text: str, declared: frozenset[str], *, key: bool) -> frozenset[str]:
    """`dy` and `dx` where a quotient of them occurs: in keys, and in answers to keys that have some."""
    if "d" not in text or "d" in declared:
        return frozenset()
    if not key and not any(map(_DIFFERENTIAL.fullmatch, declared)):
        return frozenset()
    found = [match for pattern in (_QUOTIENT, _FRACTION, _WRITTEN) for match in pattern.finditer(text)]
    return frozenset(f"d{letter}" for match in found for letter in match.groups())


def refuse_indices(context: Context) -> None:
    """`f_x` and `u_{xy}` in an answer to a key that has ∂f/∂x: the same derivative, written otherwise."""
    marked = {known.lstrip("∂") for known in context.declared if known[:1] == "∂"}
    for token in context.tokens:
        letter, _, index = token.text.partition("_")
        if token.kind != "name" or letter not in marked or token.text in context.declared:
            continue
        if index and marked.issuperset(index):
            reason = f"Write derivatives as the question does: ∂{letter}/∂{index[0]}."
            raise Refusal(reason, token.start, token.end)


def name(p: Parser, token: Token, _: int) -> Node:
    """A variable, or a function applied to what stands in the bracket after it."""
    if token.text == "d" and (found := _differential(p, token)) is not None:
        return found
    if p.kind == "number" and (indexed := _indexed(p, token)) is not None:
        return indexed
    variable = Name(token.text, new(Span, (token.start, token.end)))
    if p.kind in ("(", "[") and (meaning := chances.operator(p, token)):
        return chances.applied(p, token, meaning)
    if p.kind == "(":
        return _applied(p, token) if _is_function(p.context, token) else variable
    if p.kind in ("^", "superscript") and _is_function(p.context, token) and _bracket_after_exponent(p):
        return _raised(p, token)
    return variable


def _differential(p: Parser, token: Token) -> Node | None:
    """`d/dx` before what is differentiated, in keys, or the letter dy of `\\mathrm{d}y`."""
    if p.key and (derivative := leibniz(p, token)) is not None:
        return derivative
    if p.kind == "name" and f"d{p.token.text}" in p.context.declared:
        return Name(f"d{p.advance().text}", p.span(token.start))
    return None


def _indexed(p: Parser, token: Token) -> Node | None:
    """`β0 + β1 x` for β_0 and β_1, and `x1` where the question has x_1 and no x; else None."""
    number, declared = p.token, p.context.declared
    if number.spaced or not number.text.isdigit():
        return None
    name = f"{token.text}_{number.text}"
    asked = name in declared and token.text not in declared
    if not asked and not (token.text in GREEK_NAMES and _counts(p.context.text, token, number.text)):
        return None
    typed = p.context.text[token.start : p.advance().end]
    p.note(f"{typed} was read as {token.text} with the index {number.text}.")
    return Name(name, p.span(token.start))


def _counts(text: str, letter: Token, index: str) -> bool:
    """Whether a digit numbers a Greek letter: 0 and 1 do, others beside a first one: `λ1 = 3, λ2 = 1`."""
    return index in ("0", "1") or (len(index) == 1 and f"{text[letter.start : letter.end]}1" in text)


def _is_function(context: Context, token: Token) -> bool:
    text = token.text
    if text.rstrip("'") in context.functions:
        return True
    if "'" in text:
        return context.key or context.expected != "logical"  # p'(q + r) says that p is false
    return text in USUAL and text not in context.declared


def _applied(p: Parser, token: Token, suffix: str = "") -> Node:
    opening = p.advance()
    if p.kind == ")":
        raise Refusal(f"{token.text} needs an argument.", token.start, p.token.end)
    rows = items(p)
    p.expect(")", ")", opening)
    arguments = tuple(p.value(argument) for row in rows for argument in row)
    known = p.key or token.text.rstrip("'") in p.context.functions
    if len(arguments) > 1 and not known:
        raise Refusal(f"There is no function called {token.text}.", token.start, p.end)
    p.note(f"{token.text} was read as a function; write {token.text}*(…) for a product.")
    return Call(token.text + suffix, arguments, p.span(token.start))


def _bracket_after_exponent(p: Parser) -> bool:
    """The exponent ends before a bracket: `f^-1(x)`, `f^{2}(x)`."""
    if p.kind == "superscript":
        return p.peek().kind == "("
    kinds = [token.kind for token in p.tokens[p.at + 1 : p.at + 2 + _LONGEST_EXPONENT]]
    if kinds[:1] == ["group"]:
        return "endgroup" in kinds[:-1] and kinds[kinds.index("endgroup") + 1] == "("
    return kinds[:2] == ["number", "("] or kinds[:3] == ["-", "number", "("]


def _raised(p: Parser, token: Token) -> Node:
    """`f^-1(x)` is the inverse function, `f^2(x)` the square of the value, as with sines."""
    exponent = small(p.advance()) if p.kind == "superscript" else p.value(_after(p))
    if isinstance(exponent, Negative) and isinstance(exponent.operand, Number):
        if exponent.operand.value != 1:
            p.refuse("Write a power of a function's value as (f(x))^n.", exponent)
        return _applied(p, token, "^-1")
    return Power(_applied(p, token), exponent, p.span(token.start))


def _after(p: Parser) -> Node:
    p.advance()
    if p.kind == "group":
        return p.group()
    sign = p.advance() if p.kind == "-" else None
    if p.kind != "number":
        p.unexpected()
    number = p.prefix["number"](p, p.advance(), 0)
    return number if sign is None else Negative(number, p.span(sign.start))


def partial(p: Parser, token: Token, _: int) -> Node:
    """`∂f` and `∂²f`, in keys and in answers to keys that have them: letters of their own, as `df` is.

    In keys `∂/∂x` stands before what is differentiated.
    """
    if p.key and (derivative := leibniz(p, token)) is not None:
        return derivative
    if not (p.key or any(known.startswith("∂") for known in p.context.declared)):
        raise Refusal(
            "Give the derivative itself, not the operation."
            if token.text == "∂"
            else "Give the value, not the operation.",
            token.start,
            token.end,
        )
    order = 1
    if p.kind == "superscript":
        order = _order(p, small(p.advance()))
    elif p.kind == "^":
        order = _order(p, _after(p))
    if p.kind != "name":
        p.unexpected()
    return Name("∂" * order + p.advance().text, p.span(token.start))


def _order(p: Parser, node: Node) -> int:
    if not (isinstance(node, Number) and node.value.denominator == 1 and 1 <= node.value <= 4):
        p.refuse("The order of a derivative is a small whole number.", node)
    return node.value.numerator


PREFIX: dict[str, Prefix] = {"name": name, "∂": partial}
