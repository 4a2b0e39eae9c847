"""Constants of integration in words, and what is said of them behind the antiderivative."""

from __future__ import annotations

import re

from touchstone.maths.reading.tokens import Context

WORDS = frozenset(("const", "constant"))
ASKED = "antiderivative"
_WORD = re.compile(r"[Cc]onst(?:ant)?+|\\[A-Za-z]++")
_LETTER = re.compile(r"[CcKk](?:_[A-Za-z0-9]++)?")


def letter(context: Context) -> str:
    """The letter that `const` is read as where an antiderivative is asked for: one not in the text."""
    if context.expected != ASKED:
        return ""
    text = _WORD.sub(" ", context.text)
    free = next((one for one in "CKck" if one not in text), "")
    if free:
        context.note(f"The word for a constant was read as {free}.")
    return free


def any_number(context: Context) -> None:
    """Leaves out `C ∈ ℝ` behind `x^2 + C`: a constant of integration is any number."""
    tokens = context.tokens
    bracket = tokens[-1].kind == ")"
    begin = len(tokens) - (5 if bracket else 4)
    if begin < 1 or tokens[begin].kind != ("(" if bracket else tokens[begin].kind):
        return
    before, name, sign, line = tokens[begin : begin + 4]
    if not bracket and before.kind not in (",", ";"):
        return
    real = (line.kind, line.text) in (("word", "all"), ("name", "R"))
    known = any(token.kind == "name" and token.text == name.text for token in tokens[:begin])
    if sign.kind == "in" and real and known and _LETTER.fullmatch(name.text) and "R" not in context.declared:
        del tokens[begin:]
        context.note(f"That {name.text} is any real number was left out.")
