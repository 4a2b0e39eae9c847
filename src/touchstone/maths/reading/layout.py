"""Rows with blanks between their numbers, `[1 2; 3 4]`, `[[1 2], [3 4]]`; points with a name, `P(1, 2)`."""

from __future__ import annotations

from itertools import pairwise

from touchstone.maths.reading.tokens import ENDS_VALUE, Context, Token
from touchstone.maths.unreadable import Refusal

SHAPES = frozenset(("matrix", "list"))
_KINDS = frozenset(("[", "]", "number", "-", "+", "/", ";", ","))
_SIGNS = frozenset(("-", "+"))


def point(context: Context) -> None:
    """Leaves out the name of a point; `C(5, 2)` is a number."""
    tokens = context.tokens
    kinds = [token.kind for token in tokens]
    if kinds[:2] != ["name", "("] or kinds[-1] != ")" or "," not in kinds or tokens[1].spaced:
        return
    name = tokens[0].text
    if len(name) == 1 and name.isupper() and name != "C" and name not in context.declared:
        context.note(f"{name} was read as the name of the point.")
        context.tokens = tokens[1:]


def rows(context: Context) -> None:
    """Puts commas where blanks separate numbers, in brackets that hold nothing else."""
    tokens = context.tokens
    kinds = [token.kind for token in tokens]
    if context.expected not in SHAPES or not tokens or kinds[0] != "[":
        return
    if not _KINDS.issuperset(kinds):
        _refuse_blanks(context, tokens)
        return
    commas = [at for at, kind in enumerate(kinds) if kind == ","]
    if any(kinds[at - 1] != "]" for at in commas):
        return  # somebody separates numbers by commas
    if any(_thousands(one, other) for one, other in pairwise(tokens)):
        return
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if at and _begins(tokens, at):
            if _next_line(context, tokens[at - 1], token):
                found.append(Token(";", ";", tokens[at - 1].end, token.start))
            else:
                found.append(Token(",", ",", token.start, token.start))
        found.append(token)
    if len(found) > len(tokens):
        context.note("Blanks were read as commas.")
        context.tokens = found


def _next_line(context: Context, before: Token, token: Token) -> bool:
    """Whether a row of a matrix ends between two numbers, with its line."""
    between = context.text[before.end : token.start]
    return context.expected == "matrix" and before.kind == "number" and "\n" in between


def _refuse_blanks(context: Context, tokens: list[Token]) -> None:
    """`[x -2; 3 y]` and `[1 x; 2 y]` may have two columns or one: with letters a blank is no comma."""
    if any(token.kind == "," for token in tokens):
        return
    if not (context.key or context.latex):
        _refuse_products(tokens)
    if context.expected != "matrix":
        return
    for before, token, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.kind in _SIGNS and token.spaced and not behind.spaced and before.kind in ENDS_VALUE:
            said = "A blank stands before this sign and none behind it; separate the entries by commas."
            raise Refusal(said, token.start, token.end)


# What may be the next entry behind a blank.
_VALUES = frozenset(("number", "name", "constant", "function"))


def _refuse_products(tokens: list[Token]) -> None:
    depth = 0
    for before, token in pairwise(tokens):
        depth += (before.kind == "(") - (before.kind == ")")
        if not depth and token.spaced and token.kind in _VALUES and before.kind in ENDS_VALUE:
            said = "A blank stands before this; separate the entries by commas, or write * for a product."
            raise Refusal(said, token.start, token.end)


def _thousands(one: Token, other: Token) -> bool:
    """`1 100` may be a number with a blank between its thousands."""
    both = one.kind == other.kind == "number" and other.spaced
    return both and len(other.text) == 3 and other.text.isdecimal() and len(one.text) <= 3


def _begins(tokens: list[Token], at: int) -> bool:
    """Whether a number or a row begins behind a blank: `1 -2` are two, `1 - 2` is one."""
    before, token = tokens[at - 1], tokens[at]
    if not token.spaced or before.kind not in ("number", "]"):
        return False
    if token.kind in _SIGNS:
        return at + 1 < len(tokens) and not tokens[at + 1].spaced
    return token.kind in ("number", "[")
