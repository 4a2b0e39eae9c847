"""Words that are nearly the name of a function: what was probably meant, to be asked and never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from touchstone.maths.functions import FUNCTIONS, SPELLINGS, canonical

FOR_ANSWERS = frozenset(
    name
    for name in SPELLINGS
    if (function := FUNCTIONS.get(canonical(name) or name)) is None or not function.key_only
)
"""Words for functions that a candidate may type."""

_FOREIGN = {
    "sin": "sen sinus",
    "sinh": "senh sh",
    "arcsin": "arcsen asen",
    "arsinh": "arsenh arsh",
    "cot": "cotan",
    "tan": "tang tangens tangent",
    "arctan": "arctang",
    "cosh": "ch",
    "tanh": "th tgh",
    "coth": "cth ctgh",
    "arcosh": "arch",
    "artanh": "arth",
    "sqrt": "sqr rac raiz wurzel racine",
    "cos": "cosinus cosine",
}
ELSEWHERE = {word: name for name, words in _FOREIGN.items() for word in words.split()}
"""Names that functions have in other languages and other programs."""

OF_KEYS = {
    "tr": "trace", "eig": "eigenvalues", "eigvals": "eigenvalues", "svd": "singular_values",
    "cond": "condition_number", "sd": "stdev", "std": "stdev", "var": "variance", "cov": "covariance",
    "med": "median", "avg": "mean", "fact": "factorial",
}  # fmt: skip
"""What other programs call the functions of keys."""

LEAST_LETTERS = 3
"""Two letters are a product far more often than a slip, except in another order: `nl(x)`."""

_COMMON = ("sin", "cos", "tan", "sqrt", "ln", "log", "exp", "abs")
# What most people know comes first among several that are as near; arcsin before arsinh.
_KNOWN = (*_COMMON, *sorted(FOR_ANSWERS - set(_COMMON), key=lambda name: (len(name), name)))


def nearest_function(word: str) -> str | None:
    """The function most like a misspelt word. 0.8 joins `squrt` to `sqrt` and leaves `abcd` alone."""
    if word in ELSEWHERE:
        return ELSEWHERE[word]
    found = get_close_matches(word, sorted(FOR_ANSWERS), n=1, cutoff=0.8)
    return found[0] if found else None


def meant(run: str, free: Iterable[str]) -> tuple[int, str] | None:
    """Which letter of a run begins a function that is one slip away, and the function; None for a product.

    The run stands before a bracket. `free` are letters that stand for nothing here: the question has none of
    them. Letters of the question may stand before the function: `xsni(x)`.
    """
    free = frozenset(free)
    for at, letter in enumerate(run):
        word = run[at:]
        if free & {*word} and (function := _one_slip(word[:1].lower() + word[1:])):
            return at, function
        if letter in free:
            return None
    return None


def mixed_up(word: str) -> str | None:
    """The function, also one of keys, that a word of a key is but for two letters in another order.

    Less than `meant` finds: in a key all letters are the question's own, and `abc(x+1)` is a product.
    """
    found = ELSEWHERE.get(word)
    return found or next((name for name in _swapped(word) if name in FUNCTIONS or name in SPELLINGS), None)


def _swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


@lru_cache(maxsize=4096)
def _one_slip(word: str) -> str | None:
    """The function that the word is but for one letter too many, too few, wrong, or two in another order."""
    if word in ELSEWHERE:
        return ELSEWHERE[word]
    swapped = _swapped(word)
    if found := next((name for name in _KNOWN if name in swapped), None):
        return found
    if len(word) < LEAST_LETTERS:
        return None
    return next((name for name in _KNOWN if _one_letter(word, name)), None)


def _one_letter(word: str, name: str) -> bool:
    """One letter is wrong, missing or too many; of a name of two letters none may be wrong."""
    short, long = sorted((word, name), key=len)
    if len(long) - len(short) > 1 or len(short) == len(long) == 2:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
