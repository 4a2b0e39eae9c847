"""Runs of letters: keywords, functions, constants, declared names, and otherwise products of letters."""

from __future__ import annotations

import re

from touchstone.maths.functions import BARE, SPELLINGS, canonical
from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading import combinations, constants, spoken
from touchstone.maths.reading.chances import WORDS as CHANCES
from touchstone.maths.reading.misspelt import FOR_ANSWERS, OF_KEYS, meant, nearest_function
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.reading.symbols import (
    CONNECTIVES,
    CONSTANTS,
    GLUED_GREEK,
    GREEK,
    GREEK_NAMES,
    KEYWORDS,
    PHRASE_STARTS,
    PHRASES,
    VARIANTS,
)
from touchstone.maths.reading.tokens import ENDS_VALUE, Context
from touchstone.maths.unreadable import Refusal

Piece = tuple[str, str, int]
"""Kind, text and length of one part of a run."""

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*+")
_LETTERS = re.compile(r"[A-Za-z]++")
_PHRASE = re.compile(r"[A-Za-z]++(?: [A-Za-z]++){0,4}")
_IF = re.compile(r" if(?![A-Za-z])")
_FOR = re.compile(r" for(?![A-Za-z])")
_CENT = re.compile(r" cent(?![A-Za-z])")
_SIZE = r"\s*+(?:\\(?:left|bigl|Bigl|big|Big|mleft)\s*+)?"
_OPENS = re.compile(_SIZE + r"\(")
_FOLLOWS = re.compile(r"\(| \(| \w")
_ROWS = re.compile(r"\(\[\[")
_SOLUTION = re.compile(r"(?<![A-Za-z0-9_])([A-Za-z])([1-9]) ?=(?!=)")
_ONLY_IF = re.compile(r"(?i:if and only if)(?![A-Za-z])")
_THEN = re.compile(r"(?i:[^A-Za-z]then)(?![A-Za-z])")
_SQUARE = re.compile(r"\[")
_TWO_SQUARE = re.compile(r"\[[^][,]*+,")
_TWO = re.compile(r"\([^(),;]++,[^(),;]++\)")
_OPENS_ARGUMENT = re.compile(_SIZE + r"[(\[]")
_OPENS_COLLECTION = re.compile(_SIZE + r"\\?[\[{]")

DOUBTFUL = frozenset(("dx", "dy", "dt", "du", "cm", "mm", "km", "kg", "ms"))
"""Differentials and units: as products of two letters they are seldom meant."""

NO_PRODUCTS = frozenset(
    (
        *("avg", "std", "var", "cov", "rand", "int", "lim", "span"),
        *("diag", "erf", "erfc", "cis", "rad", "grad", "div", "curl"),
    )
)
"""Names of functions elsewhere: before a bracket nobody means a product of letters."""

MOST_LETTERS = 4
"""A run of more single letters than this is a word that the language doesn't have, not a product."""

COLLECTING = frozenset(("min", "max", "gcd", "lcm"))
"""Functions of a collection."""

NEED_BRACKETS = FOR_ANSWERS - BARE
_CIS = frozenset("cs")

_LONGEST = max(map(len, BARE | GLUED_GREEK))


def word(context: Context, start: int, spaced: bool) -> int:
    """Adds the tokens of the word that begins at `start`; returns where they end."""
    found = _IDENTIFIER.match(context.text, start)
    assert found is not None
    whole = found[0]
    if len(whole) > 1 and whole.lower() in PHRASE_STARTS and (end := _phrase(context, start, spaced)):
        return end
    if whole in ("if", "If", "IF", "then", "THEN") and (after := _condition(context, start, spaced, whole)):
        return after
    if whole[:2] in ("la", "va") and (after := _greek(context, whole, start, spaced)):
        return after
    if whole == "except" and (longer := _FOR.match(context.text, found.end())):
        context.add("except", "except", start, longer.end(), spaced)
        return longer.end()
    if whole == "only" and context.expected == "logical" and (only := _IF.match(context.text, found.end())):
        context.add("implies", "implies", start, only.end(), spaced)
        return only.end()
    if whole == "per" and (cent := _CENT.match(context.text, found.end())):
        context.add("%", "%", start, cent.end(), spaced)
        return cent.end()
    if whole in ("Matrix", "array") and _ROWS.match(context.text, found.end()):
        context.note(f"{whole} was left out.")  # what SymPy and NumPy print
        return found.end()
    if numbered := _numbered(context, whole, start, found.end()):
        context.add("name", numbered, start, found.end(), spaced)
        return found.end()
    if whole == "matrix" and opens(context.text, found.end()) and "matrix" not in context.declared:
        context.add("rows", whole, start, found.end(), spaced)
        return found.end()
    known = known_word(context, whole, found.end())
    if known is not None:
        context.add(*known, start, found.end(), spaced)
        return found.end()
    run = _LETTERS.match(whole)
    assert run is not None
    if run[0] in GREEK_NAMES and whole[run.end() : run.end() + 1] == "_":  # gamma_1 is no gamma(…)
        context.add("name", run[0], start, start + run.end(), spaced)
        return start + run.end()
    return letters(context, run[0], start, spaced)


_OTHERWISE = {"lamda": "lambda", **VARIANTS}
_SIGNS = {name: sign for sign, name in reversed(GREEK.items())}


def _greek(context: Context, whole: str, start: int, spaced: bool) -> int:
    """Adds `lamda` and `varphi`; returns where it ends, or 0 where it is no Greek letter."""
    stem = whole.split("_")[0]
    if stem not in _OTHERWISE or context.declared & {whole, stem}:
        return 0
    context.note(f"{stem} was read as the Greek letter {_SIGNS[_OTHERWISE[stem]]}.")
    context.add("name", _OTHERWISE[stem], start, start + len(stem), spaced)
    return start + len(stem)


def _condition(context: Context, start: int, spaced: bool, whole: str) -> int:
    """Adds `if` and `then`, or `if and only if`; returns where that ends, or 0 where it is something else."""
    if only := _ONLY_IF.match(context.text, start):
        context.add("iff", "iff", start, only.end(), spaced)
        return only.end()
    kind = whole.lower()
    if kind == "if" and context.expected == "logical" and context.tokens:
        context.add("implied", "if", start, start + len(whole), spaced)
        return start + len(whole)
    opened = any(token.kind == "if" for token in context.tokens)
    if kind in context.declared or (not opened and (kind == "then" or not _THEN.search(context.text, start))):
        return 0
    context.add(kind, kind, start, start + len(whole), spaced)
    return start + len(whole)


def _numbered(context: Context, whole: str, start: int, end: int) -> str:
    """`x_1` for the x1 of `x1 = 3, x2 = -3`: solutions that are numbered from 1 on; else nothing."""
    if len(whole) != 2 or not whole[1].isdigit() or not _SOLUTION.match(context.text, start):
        return ""
    found = _SOLUTION.findall(context.text)
    letters, numbers = {letter for letter, _ in found}, [int(number) for _, number in found]
    all_of = context.text.count(whole[0]) == len(found)
    counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return f"{whole[0]}_{whole[1]}" if len(letters) == 1 and all_of and counted else ""


def foreign(context: Context, start: int, spaced: bool) -> int:
    """Adds a declared word that holds other letters than a to z; returns where it ends, or 0 for none."""
    found = context.foreign.match(context.text, start) if context.foreign is not None else None
    if found is None or context.text[found.end() : found.end() + 1].isalpha():
        return 0
    if found[0] in NAMED.values():
        return 0  # a sign of its own: `ℤ^+`
    context.add("name", found[0], start, found.end(), spaced)
    return found.end()


def known_word(context: Context, whole: str, end: int) -> tuple[str, str] | None:
    """Kind and text of a word that means one thing as a whole, or None."""
    if whole in context.declared:
        return "name", whole
    if len(whole) == 1:
        return ("constant", whole) if whole in "ei" else ("name", whole)
    if whole == "mod" and context.tokens and context.tokens[-1].kind == "(" and not opens(context.text, end):
        return KEYWORDS[whole]  # `x ≡ 2 (mod 5)`
    if whole in KEYWORDS and not (
        whole in ("mod", "choose") and (value_may_begin(context) or _two_follow(context, end))
    ):
        return KEYWORDS[whole]
    if whole in CONNECTIVES and opens(context.text, end):
        return "connective", CONNECTIVES[whole]
    if whole in CHANCES and opens_argument(context.text, end):
        return "chance", CHANCES[whole]
    if (whole in BARE and not _ends_in_g(context, whole)) or (
        _is_function(context, whole) and applies(context.text, whole, end)
    ):
        return "function", canonical(whole) or whole
    if whole in CONSTANTS:
        return "constant", CONSTANTS[whole]
    if (whole.istitle() or whole.isupper()) and whole.lower() in BARE and _FOLLOWS.match(context.text, end):
        context.note(f"{whole} was read as the function {whole.lower()}.")  # as phones write it
        return "function", canonical(whole.lower()) or whole.lower()
    capital = whole[0].isupper() and whole not in GREEK_NAMES
    if capital and whole.lower() in FOR_ANSWERS and _SQUARE.match(context.text, end):
        if whole == "Log" and _TWO_SQUARE.match(context.text, end):
            raise Refusal("Write log(x, 2) for the logarithm of x to base 2.", end - len(whole), end)
        context.note(f"{whole}[…] was read as the function {whole.lower()}.")  # as Mathematica writes it
        return "function", canonical(whole.lower()) or whole.lower()
    if whole in ("Pi", "PI"):
        context.note(f"{whole} was read as the number π; write pi.")
        return "constant", "pi"
    if whole in GREEK_NAMES and _product_of_letters(context, whole):
        return None
    if whole == "xi":
        context.note("xi was read as the Greek letter ξ; write x*i for a product.")
    return ("name", whole) if whole in GREEK_NAMES else None


def _product_of_letters(context: Context, word: str) -> bool:
    """`mu` where the question has m and u, and no μ, or where μ is written with a backslash; so `xi`."""
    letters = [letter for letter in word if letter != "i"]
    return len(word) == 2 and word != "pi" and (context.latex or context.declared.issuperset(letters))


def _ends_in_g(context: Context, word: str) -> bool:
    """`cotg` in a question about g, where it may be cot of g and more."""
    return "g" in context.declared and word in ("cotg", "arccotg")


def value_may_begin(context: Context) -> bool:
    """A value may begin here: `mod(a, b)`, not `a mod b`."""
    return not context.tokens or context.tokens[-1].kind not in ENDS_VALUE


def _two_follow(context: Context, end: int) -> bool:
    """A bracket with two values follows: `2mod(n, 2)`."""
    return _TWO.match(context.text, end) is not None


def _is_function(context: Context, whole: str) -> bool:
    """The word names a function; but a candidate who types `at(x+1)`, a function of keys, means a product."""
    if whole == "cis" and context.declared >= _CIS:
        return False
    return whole in SPELLINGS and (context.key or len(whole) > 2 or whole in FOR_ANSWERS)


def opens(text: str, end: int) -> bool:
    """A round bracket follows."""
    return _OPENS.match(text, end) is not None


def opens_argument(text: str, end: int) -> bool:
    """A bracket follows, round or square: `E[X]`."""
    return _OPENS_ARGUMENT.match(text, end) is not None


def applies(text: str, function: str, end: int) -> bool:
    """A bracket follows that can hold the function's arguments: any for `max{a, b}`, else a round one."""
    if function in COLLECTING and _OPENS_COLLECTION.match(text, end):
        return True
    return opens(text, end)


def letters(context: Context, run: str, start: int, spaced: bool) -> int:
    """Adds a run of letters as a product of what is known in it; returns where it ends."""
    last = run[-3:] if run[-3:] in CHANCES else run[-2:]
    if last in CHANCES and len(run) > len(last) and opens_argument(context.text, start + len(run)):
        middle = letters(context, run[: -len(last)], start, spaced)  # `aVar(X)`
        context.add("chance", CHANCES[last], middle, middle + len(last))
        return middle + len(last)
    if combinations.between_letters(context, run, start, spaced):
        return start + len(run)
    pieces = split(context, run)
    singles = sum(length == 1 for _, _, length in pieces)
    end = start + len(run)
    if not context.key:
        spoken.refuse_word(context, run, start, end, spaced)
    if run.lower() in constants.WORDS and (constant := constants.letter(context)):
        context.add("name", constant, start, end, spaced)
        return end
    if advice := spoken.ADVICE.get(run.lower()):
        raise Refusal(advice, start, end)
    letters_of_cis = run == "cis" and context.declared >= _CIS
    if singles > MOST_LETTERS or (run in NEED_BRACKETS and not letters_of_cis):
        raise Refusal(_unknown(run), start, end)
    if run in NO_PRODUCTS and opens(context.text, end):
        near = f"did you mean {OF_KEYS[run]}? W" if context.key and run in OF_KEYS else "w"
        reason = f"There is no function called {run}; {near}rite {'*'.join(run)}*(…) for a product."
        raise Refusal(reason, start, end)
    if pieces[-1][0] != "function" and opens(context.text, end):
        _refuse_misspelt(context, run, pieces, start, end)
    if all(kind != "function" for kind, _, _ in pieces) and _doubtful(context, run, pieces):
        context.note(f"{run} was read as the product {'·'.join(text for _, text, _ in pieces)}.")
    at = start
    for kind, text, length in pieces:
        context.add(kind, text, at, at + length, spaced and at == start)
        at += length
    return end


def _doubtful(context: Context, run: str, pieces: list[Piece]) -> bool:
    if len(pieces) == 2:
        return run in DOUBTFUL or context.expected == "number"
    return len(pieces) > 2


def split(context: Context, run: str) -> list[Piece]:
    """The run from left to right, each time the longest known word, else one letter."""
    whole = known_word(context, run, len(context.text))
    if whole is not None:
        return [(*whole, len(run))]
    longest = max([_LONGEST, *map(len, context.declared)])
    pieces: list[Piece] = []
    at = 0
    while at < len(run):
        piece = _longest_at(context, run, at, longest)
        pieces.append(piece)
        at += piece[2]
    return pieces


def _longest_at(context: Context, run: str, at: int, longest: int) -> Piece:
    for length in range(min(longest, len(run) - at), 1, -1):
        part = run[at : at + length]
        if part in context.declared:
            return "name", part, length
        if part in BARE and not _ends_in_g(context, part):
            return "function", canonical(part) or part, length
        if part in GLUED_GREEK:
            return ("constant", "pi", 2) if part == "pi" else ("name", part, length)
    letter = run[at]
    if letter in "ei" and letter not in context.declared:
        return "constant", letter, 1
    return "name", letter, 1


def _phrase(context: Context, start: int, spaced: bool) -> int:
    """Adds `no solution` and its kin; returns where it ends, or 0 when there is none."""
    found = _PHRASE.match(context.text, start)
    words = found[0].split(" ") if found else []
    while words:
        phrase = " ".join(words)
        meaning = PHRASES.get(phrase) or PHRASES.get(phrase.lower())
        if meaning is not None:
            end = start + len(phrase)
            context.note(f"“{phrase}” was read as {meaning}.")
            context.add("empty" if meaning == "∅" else "word", meaning, start, end, spaced)
            return end
        words.pop()
    return 0


def _refuse_misspelt(context: Context, run: str, pieces: list[Piece], start: int, end: int) -> None:
    """Letters that the question doesn't have, before a bracket and one slip from a function: `sni(x)`."""
    near = nearest_function(run) if len(run) > 3 else None
    if near:
        raise Refusal(f"There is no function called {run}; did you mean {near}?", start, end)
    if context.key:
        return
    free = {text for kind, text, length in pieces if kind == "name" and length == 1} - context.declared
    found = meant(run, free)
    if found is None:
        return
    at, function = found
    word = run[at:]
    product = f"Write {'*'.join(word)}*(…) for a product."
    raise Refusal(f"There is no function called {word}; did you mean {function}? {product}", start + at, end)


def _unknown(run: str) -> str:
    if run in SPELLINGS:
        return f"{run} needs its arguments in brackets: {run}(…)."
    near = nearest_function(run) if len(run) <= MAX_NAME else None
    hint = (
        f" Did you mean {near}?" if near else " Write a product of variables with a sign between them: a*b*c."
    )
    return f"“{run[:MAX_NAME]}” is not a word that can be read here.{hint}"
