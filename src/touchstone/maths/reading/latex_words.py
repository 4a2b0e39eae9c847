"""Words within LaTeX: `\\text{or}`, `\\mathrm{rate}`, `\\bar{x}`, `x_{\\text{max}}`."""

from __future__ import annotations

import re

from touchstone.maths.functions import SPELLINGS, canonical
from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading import constants, subscripts, words
from touchstone.maths.reading.chances import WORDS as CHANCES
from touchstone.maths.reading.latex_commands import ACCENTS, COMMANDS
from touchstone.maths.reading.misspelt import nearest_function
from touchstone.maths.reading.symbols import CONSTANTS, GREEK_NAMES, KEYWORDS, PHRASES
from touchstone.maths.reading.tokens import Context
from touchstone.maths.unreadable import Refusal

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ONE = re.compile(r"\s*+(?:([A-Za-z0-9])|\\([A-Za-z]++))")
_OPEN = re.compile(r"\*?\s*+\{")
_SUBSCRIPT = re.compile(r"\s*+(?:([A-Za-z])|([0-9]++)|\\([A-Za-z]++))")
_NAMED = re.compile(r"\\(?:vec|overrightarrow)\s*+\{[^{}]*+\}\s*+=")
_BELOW = re.compile(r"(\\?[A-Za-z]++)\s*+_\s*+(?:([A-Za-z])|([0-9]++)|\{([^{}]++)\})")
_WRAPPED = re.compile(r"\\(?:text|mathrm|textrm|operatorname|mathit|rm)\s*+\{([^{}]*+)\}")
_NAME = re.compile(r"[A-Za-z0-9]++(?:_[A-Za-z0-9]++)*+")
_SIGNED = re.compile(r"[-−+]?+[0-9]{1,30}+(?:\.[0-9]{1,29}+)?+")
_EXCEPT = re.compile(r"([A-Za-z ]*[A-Za-z]) except(?: for)?")
_SPACES = re.compile(r"(?:\s|\\(?:[ ,;:!]|\Z)|~)++")
_MATHEMATICS = re.compile(r"[0-9+*/=<>^]")


def content(context: Context, at: int, end: int) -> tuple[str, int]:
    """The inside of the braces after a command, or the one sign there, and where it ends."""
    text = context.text
    opening = _OPEN.match(text, end)
    if opening is None:
        one = _ONE.match(text, end)
        if one is None:
            raise Refusal("Braces should follow this command.", at, end)
        return one[1] or "\\" + one[2], one.end()
    depth, position = 1, opening.end()
    while position < len(text) and depth:
        depth += (text[position] == "{") - (text[position] == "}")
        position += 1
    if depth:
        raise Refusal("{ is opened here and never closed; } is missing.", opening.end() - 1, opening.end())
    return text[opening.end() : position - 1].strip(), position


def worded(context: Context, at: int, end: int, spaced: bool) -> int:
    """Adds the word in the braces after a command; returns where they end."""
    inside, end = content(context, at, end)
    condition = bool(context.tokens) and context.tokens[-1].kind == "&"
    if not inside or (condition and inside in ("if", "for", "when", "falls", "für")):
        return end
    if _SIGNED.fullmatch(inside):
        _number(context, inside, at, end, spaced)
    elif _arrow(context, at) and inside.isalpha() and inside.isupper() and len(inside) == 2:
        context.add("name", inside, at, end, spaced)  # from one point to another
    else:
        most, excepted = _without(inside)
        context.add(*_meaning(context, most, at, end), at, end, spaced)
        if excepted:
            context.add("except", "except", at, end)
    return end


def _without(inside: str) -> tuple[str, bool]:
    """`all real numbers` for `all real numbers except`, and whether that was left out."""
    found = _EXCEPT.fullmatch(inside)
    return (found[1], True) if found else (inside, False)


def _number(context: Context, inside: str, at: int, end: int, spaced: bool) -> None:
    """`\\text{-5}`: a number is the same in another type."""
    digits = inside.lstrip("-−+")
    if digits != inside:
        sign = "+" if inside[0] == "+" else "-"
        context.add(sign, sign, at, end, spaced)
    context.add("number", digits, at, end, spaced and digits == inside)


def _arrow(context: Context, at: int) -> bool:
    """A vector between two points: in a key, in the answer to a key that has one, or as an answer's name."""
    drawn = context.text.startswith(("\\vec", "\\overrightarrow"), at)
    known = context.key or any(len(name) == 2 and name.isupper() for name in context.declared)
    return drawn and (known or _NAMED.match(context.text, at) is not None)


def _meaning(context: Context, content: str, at: int, end: int) -> tuple[str, str]:
    """Kind and text of a word in `\\text{…}`, `\\mathrm{…}` and the like."""
    whole = _SPACES.sub(" ", content.replace("\\_", "_")).strip(" ,;")
    if whole in ("%", "\\%", "per cent", "°"):
        return ("°", "°") if whole == "°" else ("%", "%")
    if not whole:
        raise Refusal("There is no word in these braces.", at, end)
    if whole[0] == "\\" and COMMANDS.get(whole[1:], ("",))[0] in ("name", "constant"):
        return COMMANDS[whole[1:]]
    if whole in context.declared:
        return "name", whole
    if whole.lower().rstrip(".") in constants.WORDS and (constant := constants.letter(context)):
        return "name", constant
    if (
        whole.rstrip(".,") in ("otherwise", "else", "sonst")
        and context.tokens
        and context.tokens[-1].kind == "&"
    ):
        return "word", "true"
    if whole in KEYWORDS and not (whole == "mod" and words.value_may_begin(context)):
        return KEYWORDS[whole]
    if whole in PHRASES or whole.lower() in PHRASES:
        meaning = PHRASES.get(whole) or PHRASES[whole.lower()]
        return ("empty" if meaning == "∅" else "word"), meaning
    if len(whole) == 1 and whole in _LETTERS:
        return ("constant" if whole in "ei" else "name"), whole
    if whole in CHANCES and words.opens_argument(context.text, end):
        return "chance", CHANCES[whole]
    if whole in SPELLINGS:
        return "function", canonical(whole) or whole
    if whole in CONSTANTS:
        return "constant", CONSTANTS[whole]
    if whole in GREEK_NAMES or subscripts.subscripted(whole, context.declared):
        return "name", whole
    hint = nearest_function(whole) if 3 < len(whole) <= MAX_NAME else None
    if _MATHEMATICS.search(whole) and not hint:
        raise Refusal(
            "Only a word or a number can stand in these braces; write mathematics outside.", at, end
        )
    advice = f"did you mean {hint}?" if hint else "give the mathematics alone, without words or units."
    raise Refusal(f"“{whole[:MAX_NAME]}” is not a name in this question; {advice}", at, end)


def accented(context: Context, command: str, at: int, end: int, spaced: bool) -> int:
    """Adds the name under an accent: `\\bar{x}` is x_bar."""
    inside, end = content(context, at, end)
    below = _BELOW.fullmatch(inside)
    inside, small = (below[1], below[2] or below[3] or below[4]) if below else (inside, "")
    if inside[:1] == "\\":
        kind, name = COMMANDS.get(inside[1:], ("", ""))
    else:
        kind, name = ("name" if len(inside) == 1 and inside in _LETTERS else ""), inside
    if kind not in ("name", "constant") or name == "oo":
        raise Refusal(f"\\{command} stands over one name.", at, end)
    context.add("name", f"{name}_{ACCENTS[command]}", at, end, spaced)
    if small:  # `\\hat{\\beta_1}` is `\\hat{\\beta}_1`
        subscripts.attach(context, _plain_subscript(small, at, end), end)
    return end


def subscript(context: Context, at: int) -> int:
    """Gives the last name the subscript at `at`; after `\\log` leaves it to the parser."""
    if exponent := subscripts.exponent_before(context):
        end = subscript(context, at)
        context.tokens.extend(exponent)
        return end
    if context.tokens and context.tokens[-1].kind == "big":
        context.add("_", "_", at, at + 1)
        return at + 1
    last = subscripts.named(context, at)
    if last.kind == "function":
        context.add("_", "_", at, at + 1)
        return at + 1
    found = _SUBSCRIPT.match(context.text, at + 1)
    if found is not None:
        small, end = found[1] or found[2] or "\\" + found[3], found.end()
    else:
        small, end = content(context, at, at + 1)
    subscripts.attach(context, _plain_subscript(small, at, end), end)
    return end


def _plain_subscript(small: str, at: int, end: int) -> str:
    wrapped = _WRAPPED.fullmatch(small)
    small = (wrapped[1] if wrapped else small.removeprefix("\\rm ")).strip().replace("\\_", "_")
    if small[:1] == "\\" and small[1:] in SPELLINGS:
        small = small[1:]  # x_{\max}
    if small[:1] == "\\" and small[1:] in GREEK_NAMES:
        small = small[1:]
    if not _NAME.fullmatch(small):
        found = subscripts.place(small)
        if found is None:
            reason = "A subscript is a number, a word or a place: x_{12}, x_{max}, x_{n+1}."
            raise Refusal(reason, at, end)
        return found
    return small
