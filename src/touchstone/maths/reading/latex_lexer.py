"""LaTeX to the tokens that plain text makes too, in one pass. Macros are never expanded: there are none."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NoReturn

from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading import big_operators, dots, environments, subscripts, typeset, words
from touchstone.maths.reading.chances import BLACKBOARD
from touchstone.maths.reading.characters import refuse_character
from touchstone.maths.reading.latex_commands import (
    ACCENTS,
    BLANKS,
    COMMANDS,
    IGNORED,
    REFUSED,
    SIGNS,
    SIZES,
    STYLES,
    WORDS,
)
from touchstone.maths.reading.latex_words import accented, content, subscript, worded
from touchstone.maths.reading.number_sets import NAMED, real_numbers, whole_numbers
from touchstone.maths.reading.numbers import number
from touchstone.maths.reading.plain_lexer import DEPTH, sign
from touchstone.maths.reading.symbols import BLANK
from touchstone.maths.reading.tokens import ENDS_VALUE, Context
from touchstone.maths.unreadable import Refusal

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
_COMMAND = re.compile(r"\\([A-Za-z]++)")
_WITHOUT = re.compile(
    r"\\(?:\s*+\{|\s++[\[(\]])"
    r"|(?:(?<=[A-Zℝℤℕℚℂ)\]}])|(?<=[A-Zℝℤℕℚℂ)\]}] ))\\\s*+(?:[A-Z](?![A-Za-z])|[ℝℤℕℚℂ])"
)
_LETTER = re.compile(r"\s*+[A-Z](?![A-Za-z])")
_PRIMES = re.compile(r"\^\s*+(?:\{\s*+((?:\\prime\s*+)++)\}|(\\prime)(?![A-Za-z]))")
# A sum under a line: of a single name the line makes another name, its mean.
_SET_SIGNS = re.compile(r"\\(?:cup|cap|setminus)(?![A-Za-z])|[∪∩∖]")
_STATEMENT_SIGNS = re.compile(
    r"\\(?:land|lor|wedge|vee|to|implies|iff|rightarrow|Rightarrow|oplus)(?![A-Za-z])|[∧∨→⇒⊕]"
)
_CONJUGATE = re.compile(r"\s*+\{((?=[^{}]*[0-9A-Za-z ][+-])[^{}]*+)\}")
_RELATED = re.compile(r"\s*+[A-Za-z\\][A-Za-z0-9_{}]*+\s*+(?:[=<>]|\\(?:le|ge|ne)q?(?![a-z]))")
# \mathbb{L} and \mathbb{D}, of solutions and where something is defined, are letters before an equals sign.
_SOLUTIONS = frozenset("LDS")
_NAMES_A_SET = re.compile(r"\s*+(?:_\s*+(?:\{\s*+[A-Za-z0-9]\s*+\}|[A-Za-z0-9])\s*+)?=")
_MARKS = ("^{", "_{", "{,}", "{.}", "{}^", "{}_")
_TIED = re.compile(r"[0-9]~[0-9]{3}(?![0-9])")
_ROW_SPACE = re.compile(r"\s*+\[\s*+-?[0-9.]++\s*+(?:pt|em|ex|mm|cm)\s*+\]")


def looks_like_latex(text: str) -> bool:
    """A backslash, `^{` or `_{` occurs, or dollars stand around the text."""
    if "\\" in text:  # alone as in `R \ {0}` it says what remains of a set
        return "\\}" in text or text.count("\\") != len(_WITHOUT.findall(text))
    if "{" in text and any(sign in text for sign in _MARKS):
        return True
    if "~" in text and _TIED.search(text):
        return True
    return "$" in text and len(text.strip()) > 2 and text.strip()[0] == "$" == text.strip()[-1]


def lex_latex(context: Context, at: int, end: int) -> None:
    """Adds the tokens of the text from `at` to `end`. Raises `Refusal` at what has no meaning."""
    text = context.text
    spaced = False
    while at < end:
        character = text[at]
        if character in BLANK or character == "~":
            at += 1
            spaced = True
            continue
        before = len(context.tokens)
        if character == "\\":
            at = _command(context, at, spaced)
        elif context.foreign is not None and (after := words.foreign(context, at, spaced)):
            at = after
        elif character in _LETTERS:
            at = words.word(context, at, spaced)
        elif character in _DIGITS or (character == "." and text[at + 1 : at + 2] in _DIGITS):
            at = typeset.power_of_ten(context, number(context, at, spaced))
        elif character == "{" and (after := typeset.empty_group(context, at, spaced)):
            at = after
        else:
            at = _sign(context, at, spaced)
        # `\\left` and `{}` add nothing and are no space; `\\,` is one.
        silent = character in "\\{" and len(context.tokens) == before
        spaced = silent and (spaced or not (text[at - 1].isalpha() or text[at - 1] == "}"))


def _sign(context: Context, at: int, spaced: bool) -> int:
    text = context.text
    character = text[at]
    if character == "{":
        context.add("group", "{", at, at + 1, spaced)
    elif character == "}":
        context.add("endgroup", "}", at, at + 1, spaced)
    elif character == "&" and context.open and context.open[-1].aligned:
        return at + 1
    elif character == "&" and not text.startswith("&&", at):
        context.add("&", "&", at, at + 1, spaced)
    elif character in "^_" and (after := typeset.before(context, at, spaced)):
        return after
    elif character == "_":
        return subscript(context, at)
    elif character == "^" and (after := typeset.degrees(context, at, spaced)):
        return after
    elif character == "^" and context.marks and (primes := _PRIMES.match(text, at)):
        return subscripts.marked(context, at, primes.end(), "'" * primes[0].count("prime"))
    else:
        return sign(context, at, spaced)
    return at + 1


def _command(context: Context, at: int, spaced: bool) -> int:
    """Adds what the command at `at` stands for; returns where it ends."""
    text = context.text
    found = _COMMAND.match(text, at)
    if found is None:
        return _escaped(context, at, spaced)
    name, end = found[1], found.end()
    if name in ("top", "bot", "intercal"):
        return _top(context, name, at, end, spaced)
    if name in COMMANDS:
        return _known(context, name, at, end, spaced)
    if name in ("quad", "qquad") and _between_equations(context, end):
        context.add(",", ",", at, end, spaced)
        return end
    if name in IGNORED:
        return end
    if name in SIZES:
        return environments.sized(context, name, at, end, spaced)
    if name in WORDS or name in STYLES:
        return worded(context, at, end, spaced)
    if name in ("overline", "bar") and context.expected == "logical" and (over := _denied(context, at, end)):
        return _prime(context, over, at, spaced)
    if name == "overline" and (inside := _CONJUGATE.match(text, end)):
        context.add("function", "conj", at, end, spaced)
        context.add("(", "(", end, inside.start(1))
        lex_latex(context, *inside.span(1))
        context.add(")", ")", inside.end(1), inside.end())
        return inside.end()
    if name == "overline" and (parts := _under_a_line(context, at, end)):
        return _complement(context, parts, at, spaced)
    if name in ACCENTS:
        return accented(context, name, at, end, spaced)
    if name in ("begin", "end"):
        return environments.environment(context, name, at, end, spaced)
    if name == "mathbb":
        return _real_numbers(context, at, end, spaced)
    if big_operators.meant(context, name):
        context.add("big", name, at, end, spaced)
        return end
    if name in ("bigcup", "bigcap") and (joined := typeset.joint(context, name, end)):
        context.add(joined, joined, at, end, spaced)
        return end
    if name in dots.COMMANDS and dots.begin(context):
        context.add("dots", "…", at, end, spaced)
        return end
    if name == "colon" and any(token.kind == "{" for token in context.tokens):
        context.add(":", ":", at, end, spaced)
        return end
    if name == "not":
        return typeset.negated(context, at, end, spaced)
    return refuse_command(name, at, end)


def _under_a_line(context: Context, at: int, end: int) -> tuple[bool, int, int] | None:
    """Whether sets or statements are joined in the braces, and where their inside begins and ends."""
    inside, after = content(context, at, end)
    sets, statements = (pattern.search(inside) is not None for pattern in (_SET_SIGNS, _STATEMENT_SIGNS))
    begin = context.text.index("{", end) + 1 if sets != statements else 0
    return (sets, begin, after - 1) if begin else None


def _denied(context: Context, at: int, end: int) -> tuple[int, int] | None:
    """Where more than one letter stands below a line: `\\overline{A + B}` denies what is joined."""
    inside, after = content(context, at, end)
    letters = sum(map(str.isalpha, re.sub(r"\\[A-Za-z]+", "+", inside)))
    if letters < 2 or "{" not in context.text[end:after]:
        return None
    return context.text.index("{", end) + 1, after - 1


def _prime(context: Context, over: tuple[int, int], at: int, spaced: bool) -> int:
    """`\\overline{A + B}` as (A + B)'."""
    begin, end = over
    context.add("(", "(", at, begin, spaced)
    lex_latex(context, begin, end)
    context.add(")", ")", end, end + 1)
    context.add("prime", "'", end, end + 1)
    return end + 1


def _complement(context: Context, parts: tuple[bool, int, int], at: int, spaced: bool) -> int:
    """`\\overline{A \\cup B}` as (A ∪ B)^c, `\\overline{p \\land q}` as not (p and q)."""
    sets, begin, end = parts
    if not sets:
        context.add("not", "not", at, begin, spaced)
    context.add("(", "(", begin - 1, begin)
    lex_latex(context, begin, end)
    context.add(")", ")", end, end + 1)
    if sets:
        context.add("^", "^", end, end + 1)
        context.add("name", "c", end, end + 1)
    return end + 1


def _between_equations(context: Context, end: int) -> bool:
    """Whether the space at `end` parts two equations or inequalities: `x=1 \\quad y=2`."""
    if context.depth or not context.tokens or context.tokens[-1].kind not in ENDS_VALUE | {"endgroup"}:
        return False
    relations = [token.kind == "relation" for token in context.tokens]
    return any(relations) and _RELATED.match(context.text, end) is not None


def _top(context: Context, name: str, at: int, end: int, spaced: bool) -> int:
    """`\\top` is true; as an exponent it means a transpose, which is written T."""
    raised = [token.kind for token in context.tokens[-2:] if token.kind in ("^", "group")]
    if raised in (["^"], ["^", "group"]) or name == "intercal":
        context.add("name", "T", at, end, spaced)
    else:
        context.add("word", "true" if name == "top" else "false", at, end, spaced)
    return end


def refuse_command(name: str, start: int, end: int) -> NoReturn:
    """Says why a command can't be read, or which one is near."""
    reason = REFUSED.get(name)
    if reason is None:
        near = get_close_matches(name, sorted(COMMANDS), n=1, cutoff=0.8) if len(name) <= MAX_NAME else []
        hint = f"; did you mean \\{near[0]}?" if near else "."
        reason = f"The command \\{name[:MAX_NAME]} can't be read in an answer{hint}"
    raise Refusal(reason, start, end)


def _escaped(context: Context, at: int, spaced: bool) -> int:
    character = context.text[at + 1 : at + 2]
    if character in SIGNS:
        kind, shown = SIGNS[character]
        context.depth = abs(context.depth + DEPTH.get(kind, 0))
        context.add(kind, shown, at, at + 2, spaced)
        spacing = _ROW_SPACE.match(context.text, at + 2) if kind == "newline" else None
        if spacing is not None:
            return spacing.end()
    elif character == "&":
        context.add("and", "and", at, at + 2, spaced)
    elif character == "$":
        refuse_character(context.text, at + 1)
    elif character.isspace() and _between_capitals(context, at):
        raise Refusal("Write \\setminus for what remains of a set; for a product nothing.", at, at + 1)
    elif character not in BLANKS or not character:
        raise Refusal(f"\\{character} has no meaning in an answer.", at, at + 1 + len(character))
    return at + 2


def _between_capitals(context: Context, at: int) -> bool:
    """`A \\ B` within LaTeX: a product to TeX, and a difference of sets to whoever typed it."""
    last = context.tokens[-1] if context.tokens else None
    capital = last is not None and last.kind == "name" and len(last.text) == 1 and last.text.isupper()
    return capital and _LETTER.match(context.text, at + 1) is not None


def _known(context: Context, name: str, at: int, end: int, spaced: bool) -> int:
    kind, shown = COMMANDS[name]
    if shown in context.declared and kind in ("constant", "function"):
        kind = "name"
    elif name == "Gamma" and words.opens(context.text, end) and name not in context.declared:
        kind, shown = "function", "gamma"
    elif kind in DEPTH:
        context.depth = abs(context.depth + DEPTH[kind])
    context.add(kind, shown, at, end, spaced)
    return end


def _real_numbers(context: Context, at: int, end: int, spaced: bool) -> int:
    inside, end = content(context, at, end)
    if inside in BLACKBOARD and words.opens_argument(context.text, end):
        context.add("chance", BLACKBOARD[inside], at, end, spaced)
        return end
    if inside in NAMED:
        return whole_numbers(context, NAMED[inside], at, end, spaced)
    if inside in _SOLUTIONS and _NAMES_A_SET.match(context.text, end):
        context.add("name", inside, at, end, spaced)
        return end
    if inside != "R":
        raise Refusal(f"\\mathbb{{{inside[:12]}}} is no set of numbers that can be read.", at, end)
    return real_numbers(context, at, end, spaced)
