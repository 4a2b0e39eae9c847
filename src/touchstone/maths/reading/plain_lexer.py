"""Plain text and unicode to tokens, in one pass."""

from __future__ import annotations

import re

from touchstone.maths.reading import dots, subscripts, words
from touchstone.maths.reading.accents import TRANSPOSES, accented, transposed
from touchstone.maths.reading.characters import PAIRS, refuse_character, refuse_mark
from touchstone.maths.reading.number_sets import real_numbers, whole_numbers
from touchstone.maths.reading.numbers import DIGITS, MAY_GO_ON, number
from touchstone.maths.reading.symbols import (
    BLANK,
    FRACTIONS,
    GREEK,
    MARKS,
    OPERATORS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TWINS,
)
from touchstone.maths.reading.tokens import ENDS_VALUE, Context, Token, token
from touchstone.maths.unreadable import Refusal

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
DEPTH = {"(": 1, "[": 1, "{": 1, "⟨": 1, ")": -1, "]": -1, "}": -1, "⟩": -1}


# Numbers, single letters and signs that mean the same whatever stands beside them: nearly all that is typed.
# With the blanks before them; what is none of these is matched to the end of the text and left.
_LETTER = r"[A-Za-z](?![A-Za-z0-9_])"
_SIGN = r"[(){}\[\]^,;]|\*(?!\*)|/(?![/=])|-(?!>)|\+(?![+\-−/])"
_SIMPLE = re.compile(rf"( *+)({DIGITS}(?!{MAY_GO_ON}|[\\{{])|{_LETTER}|{_SIGN})|(?s:.+)")
_KINDS = {sign: sign for sign in "(){}[]^,;*/-+"} | dict.fromkeys(_LETTERS, "name")
_KINDS |= dict.fromkeys("ei", "constant")


def lex(context: Context, at: int, end: int) -> None:
    """Adds the tokens of the text from `at` to `end`. Raises `Refusal` at what has no meaning."""
    while at < end:
        if context.foreign is None:
            at = simple(context, at)
        at = anything(context, at, end)


def simple(context: Context, at: int) -> int:
    """Adds tokens as long as they are simple; returns where they end."""
    tokens, declared = context.tokens, context.declared
    add, kind_of, most = tokens.append, _KINDS.get, context.limit.tokens
    # All at once: a match object for each token would take as long as all the rest.
    for blanks, value in _SIMPLE.findall(context.text, at):
        if not value:
            break
        start = at + len(blanks)
        end = start + len(value)
        kind = kind_of(value, "number")
        if kind in DEPTH:
            context.depth = abs(context.depth + DEPTH[kind])
        elif kind == "constant" and value in declared:
            kind = "name"
        if len(tokens) >= most:
            context.add(kind, value, start, end)
        add(token(Token, (kind, value, start, end, start > at)))
        at = end
    return at


def anything(context: Context, at: int, end: int) -> int:
    """Adds what stands at `at`, a token or several, with the blanks before it; returns where it ends."""
    text = context.text
    spaced = False
    while at < end:
        character = text[at]
        if character in BLANK:
            if character == "\n" and context.tokens and context.lines and text[at:end].strip():
                context.add(";", "\n", at, at + 1)
            at += 1
            spaced = True
        elif context.foreign is not None and (after := words.foreign(context, at, spaced)):
            return after
        elif character in _LETTERS:
            return words.word(context, at, spaced)
        elif character in _DIGITS or (character == "." and text[at + 1 : at + 2] in _DIGITS):
            return number(context, at, spaced)
        elif character == "_":
            return subscripts.subscript(context, at)
        else:
            return sign(context, at, spaced)
    return at


def sign(context: Context, at: int, spaced: bool) -> int:
    """Adds the operator, Greek letter or small digit at `at`; returns where it ends."""
    text = context.text
    character, pair = text[at], text[at : at + 2]
    if character == "<" and text[at : at + 3] in ("<->", "<=>"):
        context.add("iff", "⇔", at, at + 3, spaced)
        return at + 3
    if character == "<" and text.startswith("<==>", at) and _among_letters(context):
        context.add("iff", "⇔", at, at + 4, spaced)
        return at + 4
    if character == "+" and text.startswith("+/-", at):
        context.add("±", "±", at, at + 3, spaced)
        return at + 3
    if pair == ":=":
        context.note(":= was read as =.")
        context.add("relation", "=", at, at + 2, spaced)
        return at + 2
    if (unequal := _UNEQUAL.match(text, at)) and context.tokens:
        context.note(f"{unequal[0]} was read as “is not equal to”.")
        context.add("relation", "!=", at, unequal.end(), spaced)
        return unequal.end()
    if character == "⊤" and context.tokens and context.tokens[-1].kind == "^":
        context.add("name", "T", at, at + 1, spaced)
        return at + 1
    if character in TRANSPOSES and not spaced and (end := transposed(context, at)):
        return end
    if character == "%" and (name := _constant(context, at)):
        context.add("constant", name, at, at + 1 + len(name), spaced)
        return at + 1 + len(name)
    for drawn in ("==>", ">>"):
        if text.startswith(drawn, at) and _among_letters(context):
            context.add("implies", "=>", at, at + len(drawn), spaced)
            return at + len(drawn)
    if pair in PAIRS:
        if not _draws_an_arrow(context, at):
            raise Refusal(PAIRS[pair], at, at + 2)
        context.add("implies", "=>", at, at + 2, spaced)
        return at + 2
    if character == "ℝ":
        return real_numbers(context, at, at + 1, spaced)
    if character in "ℤℕ":
        return whole_numbers(context, character, at, at + 1, spaced)
    if character in ".…:\\" and (end := _between_values(context, at, spaced)):
        return end
    found, length = OPERATORS.get(pair), 2
    if found is None or len(pair) == 1:
        found, length = OPERATORS.get(character), 1
    if found is not None:
        kind = found[0]
        if kind == "|" and _means_or(context, at, spaced):
            context.add("or", "or", at, at + 2, spaced)
            return at + 2
        if kind == "|" and _bar_means_or(context, at, spaced):
            context.note("| was read as “or”.")
            context.add("or", "or", at, at + 1, spaced)
            return at + 1
        if kind == "relation" and not context.tokens:
            context.depth += 1  # `<1, 2>`
        if kind in DEPTH:  # `]` with nothing open begins an interval written `]0, 1]`
            context.depth = abs(context.depth + DEPTH[kind])
        context.add(kind, found[1], at, at + length, spaced)
        return at + length
    return _special(context, at, spaced)


# As programs write it. `a/=b` has no other meaning in an answer.
_UNEQUAL = re.compile(r"<>|=?/=(?!=)|=!=")

_CONSTANT = re.compile(r"%(pi|e|i)(?![A-Za-z0-9_])")


def _constant(context: Context, at: int) -> str | None:
    """`%pi`, as computer algebra writes it; behind a value % is per cent."""
    found = _CONSTANT.match(context.text, at)
    behind = bool(context.tokens) and context.tokens[-1].kind in ENDS_VALUE
    return found[1] if found is not None and not behind and found[1] not in context.declared else None


def _draws_an_arrow(context: Context, at: int) -> bool:
    """`=>` between statements; elsewhere somebody meant >=."""
    return context.text.startswith("=>", at) and _among_letters(context)


def _among_letters(context: Context) -> bool:
    """Statements are joined here, or are in a key that has no number."""
    letters = context.key and not any(character.isdigit() for character in context.text)
    return context.expected == "logical" or letters


def _between_values(context: Context, at: int, spaced: bool) -> int:
    """A full stop at the end, a colon within a set, a backslash between sets; 0 where it is none of these."""
    text, character = context.text, context.text[at]
    if character in ".…" and (length := _dots(text, at)) and dots.begin(context):
        context.add("dots", "…", at, at + length, spaced)
        return at + length
    if character == "." and context.tokens and not text[at + 1 :].strip():
        return at + 1
    if character == ":" and any(token.kind == "{" for token in context.tokens):
        context.add(":", ":", at, at + 1, spaced)
        return at + 1
    if character == ":" and _ratio(context, at):
        context.note("The colon was read as a quotient.")
        context.add("/", "/", at, at + 1, spaced)
        return at + 1
    if character == "\\" and (
        text[at + 1 : at + 2] in (" ", "{", "[", "(") or text[at + 1 : at + 2].isupper()
    ):
        context.add("∖", "∖", at, at + 1, spaced)
        return at + 1
    return 0


def _dots(text: str, at: int) -> int:
    return (
        1 if text[at] == "…" else 3 if text.startswith("...", at) else 2 if text.startswith("..", at) else 0
    )


def _ratio(context: Context, at: int) -> bool:
    """`2:3`, the only colon there is, between numbers."""
    text, tokens = context.text, context.tokens
    value = bool(tokens) and tokens[-1].kind == "number"
    return value and text.count(":") == 1 and text[at + 1 :].lstrip()[:1].isdigit()


def _means_or(context: Context, at: int, spaced: bool) -> bool:
    """`||` is `or` between blanks, or where no other bar occurs; elsewhere the bars are absolute values."""
    text = context.text
    if not text.startswith("||", at) or not context.tokens or context.tokens[-1].kind not in ENDS_VALUE:
        return False
    return (spaced and text[at + 2 : at + 3].isspace()) or text.count("|") == 2


_RELATIONS = frozenset("<>=≤≥≠")


def _bar_means_or(context: Context, at: int, spaced: bool) -> bool:
    """`p | q` between letters for statements, `x < 1 | x > 3`: a bar between blanks that closes nothing."""
    text, tokens = context.text, context.tokens
    if not (spaced and text[at + 1 : at + 2].isspace() and tokens and tokens[-1].kind in ENDS_VALUE):
        return False
    if "{" in text or any(one.kind == "chance" for one in tokens):
        return False
    # Within brackets the bar may be that of `E[X | A]`.
    if (
        text.count("|") == 1
        and not context.depth
        and all(_RELATIONS & {*side} for side in (text[:at], text[at:]))
    ):
        return True
    letters = not any(c.isdigit() or c in _RELATIONS for c in text)
    logical = context.expected == "logical" or (letters and "&" in text)
    return logical and (letters or text.count("|") == 1)


def _special(context: Context, at: int, spaced: bool) -> int:
    text = context.text
    character = text[at]
    if character in TWINS and GREEK[character] not in context.declared:
        context.note(f"The Greek letter {character} was read as the Latin letter {TWINS[character]}.")
        context.add("name", TWINS[character], at, at + 1, spaced)
        return at + 1
    if character in GREEK:
        name = GREEK[character]
        if character == "Γ" and text.startswith("(", at + 1) and name not in context.declared:
            context.add("function", "gamma", at, at + 1, spaced)
            return at + 1
        constant = name == "pi" and name not in context.declared
        context.add("constant" if constant else "name", name, at, at + 1, spaced)
        return at + 1
    if character in FRACTIONS:
        context.add("fraction", FRACTIONS[character], at, at + 1, spaced)
        return at + 1
    if character in SUPERSCRIPTS:
        end = _run(text, at, SUPERSCRIPTS)
        if text[end : end + 1] == "√" and (root := _root(context, at, end, spaced)):
            return root
        context.add("superscript", "".join(SUPERSCRIPTS[c] for c in text[at:end]), at, end, spaced)
        return end
    if character in SUBSCRIPTS and not spaced and context.tokens:
        return _small_digits(context, at)
    if character in MARKS and context.marks:
        return subscripts.marked(context, at, at + 1, MARKS[character])
    if end := accented(context, at, spaced):
        return end
    if character in "'′’":
        refuse_mark(text, at, context.declared)
    return refuse_character(text, at)


def _root(context: Context, at: int, end: int, spaced: bool) -> int:
    """Adds `³√`; right behind a value, the small digits are its exponent."""
    degree = "".join(SUPERSCRIPTS[c] for c in context.text[at:end])
    behind = bool(context.tokens) and context.tokens[-1].kind in ENDS_VALUE
    # `x³√5` is x³ times a root, `2³√5` may be 2 times the third root as well.
    number = behind and context.tokens[-1].kind == "number" and degree != "2"
    if not degree.isdigit() or int(degree) < 2 or (behind and not (spaced or number)):
        return 0
    if behind:
        raise Refusal(f"Write * before the root, or root(…, {degree}).", at, end + 1)
    context.add("√", degree, at, end + 1, spaced)
    return end + 1


def _small_digits(context: Context, at: int) -> int:
    end = _run(context.text, at, SUBSCRIPTS)
    small = "".join(SUBSCRIPTS[c] for c in context.text[at:end])
    last = subscripts.named(context, at)
    if last.kind != "function":
        subscripts.attach(context, small, end)
    elif small.isdigit():
        context.add("_", "_", at, at + 1)
        context.tokens.append(Token("number", small, at, end))
    else:
        refuse_character(context.text, at)
    return end


def _run(text: str, at: int, alphabet: dict[str, str]) -> int:
    while at < len(text) and text[at] in alphabet:
        at += 1
    return at
