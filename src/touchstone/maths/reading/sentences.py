"""Words that stand before several values: all real numbers except 2 and 3, either 1 or 2, neither p nor q."""

from __future__ import annotations

import re

from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.unreadable import Refusal

WORDS = frozenset(("except", "either", "neither"))
# What no list of values holds.
_NO_VALUES = frozenset(
    (
        "relation",
        "in",
        "notin",
        "∪",
        "∩",
        "∖",
        "[",
        "]",
        "{",
        "}",
        "implies",
        "implied",
        "iff",
        "not",
        "word",
        "empty",
    )
)
_AS_A_SET = "Write what is left as a set: R \\ {2, 3}."
_ABOUT_X = re.compile(r"\bx$")
JOINTS = re.compile("or|and|[∪∩]|c[ua]p")
"""Without any of these in the text nothing is joined."""

_SETS = frozenset(("[", "]", "(", "{", "in", "notin", "empty", "word", "∖", "subset", ",", ";"))
_BETWEEN = frozenset((",", ";", "and", "or"))
_CONNECT = frozenset(
    ("and", "or", "implies", "implied", "iff", "xor", "xnor", "nand", "if", "then", ",", ";")
)


def joined(context: Context) -> None:
    """`x < 1 ∪ x > 3` as “or”, `x <= -2 or >= 2` with x before both."""
    tokens = context.tokens
    kinds = [token.kind for token in tokens]
    if "relation" not in kinds or {"∪", "∩"} <= {*kinds}:
        return
    for sign, meaning in (("∪", "or"), ("∩", "and")):
        if sign in kinds and not _SETS & {*kinds} and all("relation" in part for part in _split(kinds, sign)):
            context.note(f"{sign} between inequalities was read as “{meaning}”.")
            tokens[:] = [t._replace(kind=meaning, text=meaning) if t.kind == sign else t for t in tokens]
            kinds = [token.kind for token in tokens]
    if kinds[:2] != ["name", "relation"] or tokens[1].text == "=":
        return
    for at in range(len(tokens) - 1, 1, -1):
        if kinds[at] == "relation" and kinds[at - 1] in ("or", "and") and tokens[at].text != "=":
            context.note(f"Each inequality was read as one for {tokens[0].text}.")
            tokens.insert(at, tokens[0]._replace(start=tokens[at].start, end=tokens[at].start))


def _split(kinds: list[str], sign: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for kind in kinds:
        if kind == sign:
            parts.append([])
        else:
            parts[-1].append(kind)
    return parts


def read(context: Context) -> None:
    """Turns such a sentence into the signs that say the same."""
    found = next((at for at, token in enumerate(context.tokens) if token.kind in WORDS), None)
    if found is None:
        return
    word = context.tokens[found]
    if word.kind == "except":
        _except(context, found)
    elif found:
        raise Refusal(f"“{word.text}” stands at the beginning.", word.start, word.end)
    elif word.kind == "either":
        _either(context, word)
    else:
        _neither(context, word)


def _except(context: Context, at: int) -> None:
    """`all real numbers except 2 and 3` as `all ∖ {2, 3}`."""
    word, rest = context.tokens[at], context.tokens[at + 1 :]
    line = context.tokens[at - 1] if at else None
    if line is not None and line.kind == "name" and line.text == "R" and "R" not in context.declared:
        line = context.tokens[at - 1] = line._replace(kind="word", text="all")
    if line is None or (line.kind, line.text) != ("word", "all") or not rest:
        raise Refusal("Write what is left as a set: R \\ {2}.", word.start, word.end)
    remains = word._replace(kind="∖", text="∖")
    if rest[0].kind == "{" and [token.kind for token in rest].index("}") == len(rest) - 1:
        context.tokens[at:] = [remains, *rest]
        return
    parts = _parts(rest)
    name = _one_name(context, line, parts)
    if name is not None and context.key:
        _unequal(context, at, name, parts)
        return
    values = [
        token for part in parts for token in (*_value(part), Token(",", ",", part[-1].end, part[-1].end))
    ]
    strange = next((token for token in values if token.kind in _NO_VALUES), None)
    if strange is not None or context.decimal_comma:
        begin, end = (strange.start, strange.end) if strange is not None else context.decimal_comma or (0, 1)
        raise Refusal(_AS_A_SET, begin, end)
    end = rest[-1].end
    context.note(f"“{context.text[word.start : end]}” was read as what remains without these values.")
    context.tokens[at:] = [
        remains,
        Token("{", "{", rest[0].start, rest[0].start),
        *values[:-1],
        Token("}", "}", end, end),
    ]


def _unequal(context: Context, at: int, name: Token, parts: list[list[Token]]) -> None:
    """`all real numbers except x = 2` as `x != 2` in a key, which says what the question is about."""
    word, end = context.tokens[at], parts[-1][-1].end
    tokens: list[Token] = []
    for part in parts:
        begin = part[0].start
        tokens += [Token("and", "and", begin, begin)] if tokens else []
        unequal = name._replace(start=begin, end=begin), Token("relation", "!=", begin, begin)
        tokens += [*unequal, *_value(part)]
    strange = next((token for part in parts for token in _value(part) if token.kind in _NO_VALUES), None)
    if strange is not None:
        raise Refusal(_AS_A_SET, strange.start, strange.end)
    context.note(f"“{context.text[word.start : end]}” was read as what remains without these values.")
    context.tokens[at - 1 :] = tokens


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """What stands between commas and between `and`."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind in ("(", "group")) - (token.kind in (")", "endgroup"))
        if token.kind == "," and depth:
            raise Refusal(_AS_A_SET, token.start, token.end)
        if token.kind in _BETWEEN and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    if not all(parts):
        raise Refusal("A value is missing here.", tokens[0].start, tokens[-1].end)
    return parts


def _value(part: list[Token]) -> list[Token]:
    """2 for `x = 2`."""
    named = [token.kind for token in part[:2]] == ["name", "relation"] and part[1].text == "="
    return part[2:] if named and len(part) > 2 else part


def _one_name(context: Context, line: Token, parts: list[list[Token]]) -> Token | None:
    """The unknown that is named, of which there is one.

    `except x = 2 and y = 3` is about two, `except y = 2` about none of a question for x.
    """
    named = [part[0] for part in parts if part is not _value(part)]
    meant = "x" if _ABOUT_X.search(context.text[line.start : line.end]) else named[0].text if named else ""
    for name in named:
        if name.text != meant or (context.declared and name.text not in context.declared):
            raise Refusal("Write the values alone: all real numbers except 2 and 3.", name.start, name.end)
    return named[0] if named else None


def _either(context: Context, word: Token) -> None:
    """`either x = 1 or x = 2`: of one unknown never both hold; of others it isn't said whether both may."""
    rest = context.tokens[1:]
    named = {part[0].text for part in _parts(rest) if part is not _value(part)} if rest else set()
    relations = sum(token.kind == "relation" for token in rest)
    joined = {token.kind for token in rest} & _CONNECT
    several = len(_parts(rest)) if rest else 0
    if len(named) != 1 or relations not in (1, several) or joined != {"or"}:
        raise Refusal("“either” leaves open whether both may hold; write or, or xor.", word.start, word.end)
    context.tokens = rest


def _neither(context: Context, word: Token) -> None:
    """`neither p nor q` as `not (p or q)`."""
    rest = context.tokens[1:]
    kinds = [token.kind for token in rest]
    if "nor" not in kinds or _CONNECT & {*kinds} or kinds[0] == "nor" or kinds[-1] == "nor":
        raise Refusal("Write not (… or …) for what is false.", word.start, word.end)
    inside = [token._replace(kind="or", text="or") if token.kind == "nor" else token for token in rest]
    end = rest[-1].end
    opening = [word._replace(kind="not", text="not"), Token("(", "(", word.end, word.end)]
    context.tokens = [*opening, *inside, Token(")", ")", end, end)]
