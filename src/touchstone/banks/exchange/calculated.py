"""Formulas of Moodle's calculated questions in the maths language; what has no counterpart is refused."""

from __future__ import annotations

import re

from touchstone.banks.keys import clash

_WILD = re.compile(r"\{([A-Za-z][A-Za-z0-9_ ]*)\}")
_INLINE = re.compile(r"\{=([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_NAME = re.compile(r"[A-Za-z]+(_[A-Za-z0-9]+)*")
_CALL = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s*\(")
_SAME = frozenset(
    [
        "abs",
        "sqrt",
        "exp",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "floor",
        "ceil",
        "round",
        "min",
        "max",
        "log10",
    ]
)


class NoCounterpart(Exception):
    """The formula uses something that the maths language writes in no way of its own."""


def names_for(wild: list[str]) -> dict[str, str]:
    """A parameter name for each wild card: its own where that may be, else one like it."""
    found: dict[str, str] = {}
    for name in wild:
        made = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
        made = re.sub(r"^([A-Za-z]+)(\d)", r"\1_\2", made)  # x1 is written x_1 here
        if not _NAME.fullmatch(made) or clash(made) is not None or made in found.values():
            made = f"v_{len(found) + 1}"
        found[name] = made
    return found


def expression(formula: str, names: dict[str, str]) -> str:
    """The formula in the maths language. Raises NoCounterpart."""

    def wild(match: re.Match[str]) -> str:
        if match[1] not in names:
            raise NoCounterpart(f"the formula uses {{{match[1]}}}, which has no range")
        return f" {names[match[1]]} "

    text = _WILD.sub(wild, formula.strip().lstrip("="))
    text = re.sub(r"\bpi\s*\(\s*\)", "pi", text)
    text = re.sub(r"\bpow\s*\(", "pow(", text)
    while "pow(" in text:
        text = _power(text)
    text = re.sub(r"\blog\s*\(", "ln(", text)
    for name in _CALL.findall(text):
        if name not in _SAME and name != "ln":
            raise NoCounterpart(f"the function {name!r} has no counterpart here")
    if re.search(r"[^\w\s.,+\-*/()^]", text):
        raise NoCounterpart(f"the formula {formula.strip()!r} uses a sign that is not read")
    return " ".join(text.split())


def _power(text: str) -> str:
    """The last `pow(x, y)` of the text as `((x)^(y))`."""
    start = text.rindex("pow(")
    depth, comma, place = 0, -1, start + 3
    for place in range(start + 3, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if text[place] == "," and depth == 1:
            comma = place
        if depth == 0:
            break
    if depth or comma < 0:
        raise NoCounterpart("a bracket of pow() is not closed")
    base, power = text[start + 4 : comma].strip(), text[comma + 1 : place].strip()
    return f"{text[:start]}(({base})^({power})){text[place + 1 :]}"


def slots(prompt: str, names: dict[str, str]) -> str:
    """The prompt with wild cards and inline formulas as slots. Raises NoCounterpart."""

    def inline(match: re.Match[str]) -> str:
        return "{{ " + expression(re.sub(r"\\(.)", r"\1", match[1]), names) + " }}"

    made = _INLINE.sub(inline, prompt)
    return _WILD.sub(lambda match: "{{ " + names[match[1]] + " }}" if match[1] in names else match[0], made)
