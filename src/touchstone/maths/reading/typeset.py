"""How LaTeX sets what has a sign of its own elsewhere: 30°, 1e-9, C(10, 3), ¾, and groups of nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from touchstone.maths.limits import MAX_EXPONENT_OF_TEN
from touchstone.maths.reading import combinations
from touchstone.maths.reading.latex_commands import NEGATIONS
from touchstone.maths.reading.plain_lexer import anything
from touchstone.maths.reading.tokens import ENDS_VALUE, Context, Token
from touchstone.maths.unreadable import Refusal

_TAKES = frozenset(("frac", "binom", "sqrt", "^", "_"))
_STICKS = frozenset(("endgroup", "function", "big", "frac", "sqrt", "binom", "^", "_"))
_EMPTY = re.compile(r"\{\s*+\}")
# What nobody puts an empty group before, unless it stands for the empty set.
_BEFORE = re.compile(r"\s*+(?:[\^_0-9A-Za-z(|+-]|\\(?!(?:cup|cap|setminus|in|subset|le|ge|ne|lt|gt)[a-z]*+))")
_ROMAN = r"\\(?:mathrm|text|textrm|textnormal|operatorname|mbox)\s*+\{\s*+"
_SPACE = r"(?:\s|\\[,;:! ])*+"
_CIRCLE = rf"\\circ(?![A-Za-z])|\\degree(?![A-Za-z])|°|(?P<letter>{_ROMAN}[oO]\s*+\}})|{_ROMAN}°\s*+\}}"
_DEGREES = re.compile(rf"\^\s*+(?:\{{{_SPACE}(?:{_CIRCLE}){_SPACE}\}}|{_CIRCLE.replace('letter', 'bare')})")
_POWER_OF_TEN = re.compile(
    rf"{_ROMAN}[eE]\s*+(?:(?P<inside>[+\-−]?\s*+[0-9]++)\s*+\}}|\}}\s*+\{{\s*+(?P<group>[+\-−]?\s*+[0-9]++)\s*+\}})"
)
_SMALL = r"(?:\{\s*+(?P<%s>[0-9A-Za-z+ -]++)\}|(?P<%s_>[0-9]++|[A-Za-z]))"
_CHOSEN = re.compile(
    rf"[_^]\s*+{_SMALL % ('n', 'n')}\s*+(?:\\(?:mathrm|text)\s*+\{{\s*+)?(?P<letter>[CP])(?:\s*+\}})?"
    rf"\s*+_\s*+{_SMALL % ('k', 'k')}"
)
_NEGATED = re.compile(r"\s*+([=<>]|\\(?:in|leq?|geq?|leqslant|geqslant|lt|gt)(?![A-Za-z]))")
_BOUNDED = re.compile(r"\s*+(?:[_^]|\\(?:no)?limits|\Z)")
_SLASHED = re.compile(r"\^\s*+\{?\s*+([0-9]++)\s*+\}?\s*+/\s*+_\s*+\{?\s*+([0-9]++)\s*+\}?")


def empty_group(context: Context, at: int, spaced: bool) -> int:
    """Where `{}` ends that only keeps others apart, as in `30{}^\\circ`; 0 where a command takes it."""
    found = _EMPTY.match(context.text, at)
    if found is None or _awaited(context.tokens):
        return 0
    if (after := _chosen(context, found.end(), spaced)) or (after := _slashed(context, found.end(), spaced)):
        return after
    last = context.tokens[-1].kind if context.tokens else ""
    if last in ENDS_VALUE or last in ("endgroup", "function"):
        return found.end()
    attached = last in ("", "+", "-", "*", "/", "(", "group", "relation")
    return found.end() if attached and _BEFORE.match(context.text, found.end()) else 0


def _awaited(tokens: list[Token]) -> bool:
    """Whether a command still takes something in braces: `\\frac{1}{}` has no denominator."""
    kinds = [token.kind for token in tokens]
    if kinds[-1:] and kinds[-1] in _TAKES:
        return True
    if kinds[-2:-1] and kinds[-2] in _TAKES and kinds[-1] in ("number", "name", "constant"):
        return True
    nested = any(one == "frac" and other in _TAKES for one, other in pairwise(kinds))
    if nested or not kinds or kinds[-1] not in ("endgroup", "]"):
        return nested
    if kinds[-1] == "]":
        return "sqrt" in kinds
    depth = 0
    for at in range(len(kinds) - 1, -1, -1):
        depth += (kinds[at] == "endgroup") - (kinds[at] == "group")
        if depth == 0:
            return at > 0 and kinds[at - 1] in ("frac", "binom")
    return True


def degrees(context: Context, at: int, spaced: bool) -> int:
    """Adds the sign for degrees where `^\\circ` stands, or an upright o behind a number; else returns 0."""
    found = _DEGREES.match(context.text, at)
    if found is None:
        return 0
    if found["letter"] or found["bare"]:
        if not _may_be_degrees(context, context.tokens[-1:]):
            return 0
        context.note(f"{found[0]} was read as degrees.")
    context.add("°", "°", at, found.end(), spaced)
    return found.end()


def raised_o(context: Context) -> None:
    """`30^o` as 30°, where a number is asked for."""
    tokens = context.tokens
    for at in reversed(range(len(tokens) - 1)):
        sign, *raised = tokens[at + 1 : at + 5]
        opened = bool(raised) and raised[0].kind in ("group", "(")
        exponent = raised[: 3 if opened else 1]
        letters = [token.text for token in exponent if token.kind == "name"]
        closed = not opened or exponent[-1].kind in ("endgroup", ")")
        if (
            not context.key
            and sign.kind == "^"
            and letters == ["o"]
            and closed
            and _may_be_degrees(context, [tokens[at]])
        ):
            end = exponent[-1].end
            context.note(f"{context.text[sign.start : end]} was read as degrees.")
            tokens[at + 1 : at + 2 + len(exponent)] = [sign._replace(kind="°", text="°", end=end)]


def _may_be_degrees(context: Context, last: list[Token]) -> bool:
    return bool(last) and last[0].kind == "number" and {"o", "O"}.isdisjoint(context.declared)


def power_of_ten(context: Context, end: int) -> int:
    """Gives the number that ends at `end` the exponent of `1\\mathrm{e}{-9}`; returns where that ends."""
    last = context.tokens[-1]
    found = _POWER_OF_TEN.match(context.text, end) if last.kind == "number" else None
    if found is None or "e" in last.text or context.declared & {"e", "E"}:
        return end
    typed = (found["inside"] or found["group"]).replace(" ", "").replace("−", "-")
    power = int(typed)
    if found["group"] and typed[0].isdigit():
        reason = f"Write {last.text}*10^{power} for a power of ten, {last.text}*e*{power} for a product."
        raise Refusal(reason, last.start, found.end())
    if abs(power) > MAX_EXPONENT_OF_TEN:
        reason = f"The exponent of ten may be at most {MAX_EXPONENT_OF_TEN}."
        raise Refusal(reason, end, found.end())
    shown = context.text[last.start : found.end()]
    context.note(f"{shown} was read as {last.text} times ten to the power {power}.")
    context.tokens[-1] = last._replace(text=f"{last.text}e{power}", end=found.end())
    return found.end()


def before(context: Context, at: int, spaced: bool) -> int:
    """Adds what begins with a small number: `_{10}C_3` and `^{3}/_{4}`; 0 where it is something else."""
    last = context.tokens[-1] if context.tokens else None
    if last is None or last.kind not in ENDS_VALUE | _STICKS:
        return _chosen(context, at, spaced) or _slashed(context, at, spaced)
    return _slashed(context, at, spaced) if last.kind == "number" and last.end < at else 0


def _slashed(context: Context, at: int, spaced: bool) -> int:
    """`^3/_4` as ¾, also behind a whole number."""
    found = _SLASHED.match(context.text, at)
    if found is None or (context.tokens and not _before_a_fraction(context.tokens[-1])):
        return 0
    context.add("fraction", f"{found[1]}/{found[2]}", at, found.end(), spaced)
    return found.end()


def _before_a_fraction(last: Token) -> bool:
    return last.text.isdigit() if last.kind == "number" else last.kind not in ENDS_VALUE | _STICKS


def _chosen(context: Context, at: int, spaced: bool) -> int:
    """`_{10}C_3` and `^{10}C_3` as C(10, 3), `_{10}P_3` as 10!/7!."""
    found = _CHOSEN.match(context.text, at)
    if found is None:
        return 0
    function, meant = combinations.FUNCTIONS[found["letter"]]
    context.note(f"{found[0]} was read as {meant}.")
    context.add("function", function, at, found.end(), spaced)
    for sign, group in (("(", "n"), (",", "k")):
        begin, end = found.span(group if found[group] else f"{group}_")
        context.add(sign, sign, begin, begin)
        if end - begin == 1 and context.text[begin].isalpha():  # not the whole word that goes on behind it
            context.add(*letter_alone(context, context.text[begin]), begin, end)
            continue
        while begin < end:
            begin = anything(context, begin, end)
    context.add(")", ")", found.end(), found.end())
    return found.end()


def letter_alone(context: Context, letter: str) -> tuple[str, str]:
    """Kind and text of the token that one letter makes."""
    return ("constant" if letter in "ei" and letter not in context.declared else "name"), letter


def negated(context: Context, at: int, end: int, spaced: bool) -> int:
    """`\\not` before a relation."""
    found = _NEGATED.match(context.text, end)
    if found is None:
        raise Refusal("\\not stands before a relation: =, <, \\le, \\in.", at, end)
    kind, sign = NEGATIONS[found[1].removeprefix("\\")]
    context.add(kind, sign, at, found.end(), spaced)
    return found.end()


def joint(context: Context, name: str, end: int) -> str:
    """∪ or ∩ where a large one stands between two sets; empty where it has bounds, or stands alone."""
    between = bool(context.tokens) and context.tokens[-1].kind in ENDS_VALUE
    return {"bigcup": "∪", "bigcap": "∩"}[name] if between and not _BOUNDED.match(context.text, end) else ""
