"""`p v q` and `p ^ q` as or and and, where everything else says that statements are joined."""

from __future__ import annotations

import re

from touchstone.maths.reading.tokens import ENDS_VALUE, Context, Token
from touchstone.maths.unreadable import Refusal

# Signs and words that stand between statements alone.
LOGICAL = frozenset(("not", "and", "or", "implies", "implied", "iff", "xor", "xnor", "nand", "nor"))
# With one of these the letters are numbers, and `v` and `^` what they always are.
NUMERIC = frozenset(("number", "relation", "+", "-", "*", "/", "function", "superscript"))
_BEGINS = frozenset(("name", "not", "(", "word", "group"))


_DRAWN = ((re.compile(r"(?<=\s)/\\(?=\s)"), "∧ "), (re.compile(r"(?<=\s)\\/(?=\s)"), "∨ "))


def drawn(text: str) -> str:
    """The text with `/\\` and `\\/` between blanks as ∧ and ∨, each character in its place."""
    for sign, meaning in _DRAWN:
        text = sign.sub(meaning, text)
    return text


def read(context: Context) -> None:
    """Reads `v` and `^` between blanks as or and and. `v` alone, or in the question, stays a letter."""
    tokens = context.tokens
    kinds = {token.kind for token in tokens}
    if kinds & NUMERIC or not (
        context.expected == "logical" or kinds & LOGICAL or _propositions(context, kinds)
    ):
        return
    found = [at for at in range(1, len(tokens) - 1) if _joins(context, at)]
    for at in found:
        meaning = "or" if tokens[at].text == "v" else "and"
        context.note(f"{tokens[at].text} was read as “{meaning}”.")
        tokens[at] = tokens[at]._replace(kind=meaning, text=meaning)


def horseshoes(context: Context) -> None:
    """`p ⊃ q` as p implies q, where small letters are joined and nothing else is about sets."""
    tokens = context.tokens
    found = [at for at, token in enumerate(tokens) if context.text[token.start : token.end] in _HORSESHOES]
    kinds = {token.kind for at, token in enumerate(tokens) if at not in found}
    names = {token.text for token in tokens if token.kind == "name"}
    usual = context.expected == "logical" or (context.key and not context.expected and names <= {*"pqrs"})
    if not found or not usual or kinds & _OF_SETS:
        return
    if not all(name[:1].islower() for name in names):
        if context.key:
            return
        sign = tokens[found[0]]
        reason = "⊃ stands between sets or between statements; write ⊇, or an arrow."
        raise Refusal(reason, sign.start, sign.end)
    context.note("⊃ was read as “implies”.")
    for at in found:
        tokens[at] = tokens[at]._replace(kind="implies", text="⇒")


_HORSESHOES = ("⊃", "\\supset")
_OF_SETS = frozenset(("subset", "in", "notin", "owns", "∪", "∩", "∖", "empty", "{", "number", "relation"))


def _propositions(context: Context, kinds: set[str]) -> bool:
    """`(p v q) ^ r`, in a key: nothing but the letters that statements have, with a v between two of them."""
    usual = {token.text for token in context.tokens if token.kind == "name"} <= {*"pqrsv"}
    joined = any(
        token.text == "v" and _joins(context, at)
        for at, token in enumerate(context.tokens)
        if _inner(context, at)
    )
    return not context.expected and usual and kinds <= {"name", "(", ")", "^"} and joined


def _inner(context: Context, at: int) -> bool:
    return 0 < at < len(context.tokens) - 1


def _joins(context: Context, at: int) -> bool:
    """Whether the token, between blanks, stands between two statements."""
    before, token, after = context.tokens[at - 1 : at + 2]
    sign = token.kind == "^" or (token.kind == "name" and token.text == "v" and "v" not in context.declared)
    return (
        sign and _apart(token, after) and before.kind in ENDS_VALUE | {"endgroup"} and after.kind in _BEGINS
    )


def _apart(token: Token, after: Token) -> bool:
    return token.spaced and (after.spaced or after.start > token.end)
