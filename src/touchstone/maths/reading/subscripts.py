"""Subscripts and marks behind a name: `x_1`, `x_(n+1)`, `x_{i,j}`, `y'`."""

from __future__ import annotations

import re

from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.reading.symbols import GREEK, GREEK_NAMES
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.unreadable import Refusal

_SUBSCRIPTED = re.compile(r"([A-Za-z][A-Za-z0-9]*+)(?:_[A-Za-z0-9]++)++")
_SUBSCRIPT = re.compile(
    r"_(?:\{([A-Za-z0-9+, −-]++)\}|\(([A-Za-z0-9+, −-]++)\)|([0-9]++|[A-Za-z][A-Za-z0-9]*+))"
)
_PLACE = re.compile(r"([+-]?)([0-9]*+)([A-Za-z]?)(?=[+-]|$)")
ACCENTED = frozenset(("bar", "hat", "tilde"))
"""Subscripts that a sign above the letter makes: `\\bar{x}_{n+1}`."""


def subscripted(whole: str, declared: frozenset[str]) -> bool:
    """The word is a known name with a subscript: `x_1`, `alpha_0`, `rate_max`."""
    stem, _, below = whole.partition("_")
    if stem in declared and below.replace("_", "").isalnum():
        return True
    found = _SUBSCRIPTED.fullmatch(whole)
    return found is not None and (len(found[1]) == 1 or found[1] in GREEK_NAMES or found[1] in declared)


def subscript(context: Context, start: int) -> int:
    """Reads `_1`, `_max` or `_{12}` after the name that ends here; after `log` leaves it to the parser."""
    if exponent := exponent_before(context):
        context.tokens[-1] = context.tokens[-1]._replace(end=start)
        end = subscript(context, start)
        context.tokens.extend(exponent)
        return end
    last = named(context, start)
    if last.end != start:
        raise Refusal("A subscript follows a name: x_1.", start, start + 1)
    if last.kind == "function":
        context.add("_", "_", start, start + 1)
        return start + 1
    found = _SUBSCRIPT.match(context.text, start)
    if found is None:
        raise Refusal("A subscript is a number or a word: x_1, x_max.", start, start + 1)
    if found[3] and (known := _known_before(context, last.text, found[3])):
        context.note(f"{last.text}_{found[3]} was read as {last.text}_{known} and a factor.")
        attach(context, known, start + 1 + len(known))
        return start + 1 + len(known)
    small = place(found[1] or found[2] or found[3])
    if small is None:
        raise Refusal("A subscript is a number, a word or a place: x_1, x_max, x_(n+1).", start, found.end())
    attach(context, small, found.end())
    return found.end()


def _known_before(context: Context, stem: str, small: str) -> str:
    """`n` of `a_nx`, where the question has a_n and x and no a_nx; else nothing."""
    if context.key or f"{stem}_{small}" in context.declared:
        return ""
    for length in range(len(small) - 1, 0, -1):
        known, rest = small[:length], small[length:]
        if f"{stem}_{known}" in context.declared and rest.isalpha() and {*rest} <= context.declared:
            return known
    return ""


def place(small: str) -> str | None:
    """A subscript as it is kept: a word as it is, `{n+1}` for `1 + n`, `{i,j}`; None where it is neither."""
    small = GREEK.get(small, small).replace(" ", "").replace("−", "-")
    if not small.isascii():
        return None
    if small.isalnum():
        return small
    parts = [_sum(part) for part in small.split(",")]
    if None in parts:
        return None
    kept = ",".join(part for part in parts if part)
    return kept if kept.isalnum() else f"{{{kept}}}"


def _sum(small: str) -> str | None:
    """`n+1` for `1+n`: letters in order, then the number."""
    if small.isalnum() and (small.isdigit() or small.isalpha()):
        return small
    found = list(_PLACE.finditer(small))
    if not small or "".join(match[0] for match in found) != small:
        return None
    number, letters = 0, dict[str, int]()
    for sign, digits, letter in (match.groups() for match in found if match[0]):
        if len(digits) > 9 or not (digits or letter):
            return None
        value = int(digits or 1) * (-1 if sign == "-" else 1)
        if letter:
            letters[letter] = letters.get(letter, 0) + value
        else:
            number += value
    terms = [f"{value:+d}{letter}" for letter, value in sorted(letters.items()) if value]
    terms += [f"{number:+d}"] if number or not terms else []
    ones = (term.replace("1", "", 1) if term[1:2] == "1" and term[2:].isalpha() else term for term in terms)
    return "".join(ones).removeprefix("+")


def exponent_before(context: Context) -> list[Token]:
    """Takes the exponent of a name away until the name is whole: `x^2_1` is `x_1^2`."""
    kinds = [token.kind for token in context.tokens[-5:]]
    for exponent in (
        ["^", "number"],
        ["^", "group", "number", "endgroup"],
        ["^", "group", "name", "endgroup"],
    ):
        if kinds[-len(exponent) :] == exponent and kinds[-len(exponent) - 1 : -len(exponent)] == ["name"]:
            taken = context.tokens[-len(exponent) :]
            del context.tokens[-len(exponent) :]
            return taken
    return []


def named(context: Context, start: int) -> Token:
    """The last token, which a subscript at `start` belongs to: a name or a function."""
    last = context.tokens[-1] if context.tokens else None
    if last is not None and last.kind == "number":
        raise Refusal("An underscore has no place in a number; write 1000.", start, start + 1)
    named_here = last is not None and last.kind in ("name", "constant", "function")
    if last is None or not named_here or last.text == "oo" or last.text in NAMED.values():
        raise Refusal("A subscript follows a name: x_1.", start, start + 1)
    return last


def attach(context: Context, subscript: str, end: int) -> None:
    """Turns the last token, a name, into that name with a subscript."""
    last = context.tokens[-1]
    small = last.text.split("_")[1:]
    if subscript[:1] == "{" and small and not (len(small) == 1 and small[0] in ACCENTED):
        raise Refusal("A name has one subscript; put all of it together: x_(i,n+1).", last.start, end)
    context.tokens.pop()
    stem = last.text.rstrip("'")
    name = f"{stem}_{subscript}{last.text[len(stem) :]}"  # y'_1 is y_1'
    if len(name) > MAX_NAME:
        raise Refusal(f"A name has at most {MAX_NAME} letters.", last.start, end)
    context.tokens.append(Token("name", name, last.start, end, last.spaced))


def marked(context: Context, at: int, end: int, mark: str) -> int:
    """Gives the last name the mark of a derivative that stands at `at`; returns where it ends."""
    last = context.tokens[-1] if context.tokens else None
    if last is not None and last.kind == ")":
        context.add("prime", mark, at, end)
        return end
    marks_a_name = last is not None and last.kind == "name" and last.text not in NAMED.values()
    if last is None or not marks_a_name or len(last.text) + len(mark) > MAX_NAME:
        raise Refusal("A mark for a derivative follows a name: f'(x), y'.", at, end)
    context.tokens[-1] = last._replace(text=last.text + mark, end=end)
    return end
