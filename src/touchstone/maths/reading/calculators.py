"""What calculators show, and copies without small digits: `sin-1(x)`, `sin2(x)`, `atan2(y, x)`."""

from __future__ import annotations

from touchstone.maths.functions import Function
from touchstone.maths.reading.parser import Parser
from touchstone.maths.reading.products import STARTERS
from touchstone.maths.reading.tokens import Token
from touchstone.maths.unreadable import Refusal


def refuse_calculators(p: Parser, token: Token, function: Function) -> None:
    """Refuses -1 or a number right behind a function where it could mean an exponent.

    `sin2x` is the sine of 2x, and in LaTeX, where exponents are easily written, so is `\\sin2(x+y)`.
    """
    minus = p.kind == "-"
    following = p.tokens[p.at + minus : p.at + minus + 4]
    if len(following) < 3 or not following[0].text.isdigit() or following[1].kind not in STARTERS:
        return
    digits, after = following[:2]
    name = token.text
    if minus:
        if digits.text == "1" and function.inverse and not digits.spaced:
            choices = f"the inverse function or the factor -1; write {function.inverse}(x) or {name}(-x)"
            raise Refusal(f"{name}-1 could mean {choices}.", token.start, digits.end)
        return
    if not p.touching() or function.name == "sqrt":
        return
    bracket = after.kind == "("
    if name in ("atan", "arctan") and bracket:
        raise Refusal(f"{name}2 can't be read; give the angle itself.", token.start, digits.end)
    if p.context.latex:
        alone = bracket and len(following) > 3 and following[3].kind == ")"
    else:
        alone = bracket or after.spaced
    if alone:
        powers = f"{name}(x)^{digits.text} or {name}({digits.text}*x)"
        reason = f"{name}{digits.text} could mean a power or a factor {digits.text}; write {powers}."
        raise Refusal(reason, token.start, digits.end)
