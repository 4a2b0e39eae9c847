"""Reads the keys and listed mistakes of a question, working out what is written in the functions of keys."""

from __future__ import annotations

import cmath
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from touchstone.maths import equality, exact
from touchstone.maths.floats import Floats
from touchstone.maths.functions import BARE, FUNCTIONS, SPELLINGS
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.library import indexed
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.reading import applied
from touchstone.maths.reading.chances import WORDS as CHANCES
from touchstone.maths.reading.misspelt import OF_KEYS, mixed_up
from touchstone.maths.reading.symbols import GLUED_GREEK, GREEK_NAMES
from touchstone.maths.traits import Traits, names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Index,
    Name,
    Node,
    Number,
    Power,
    children,
    walk,
)
from touchstone.maths.unreadable import Unreadable

# What a question says of its letters: positive, an integer.
Assumed = Mapping[str, str]
NOTHING: Assumed = {}


class BadKey(ValueError):
    """Why a key can't be used: a sentence for the author of the question."""


class UnreadableKey(BadKey):
    """A key that can't be read; `why` is the reader's sentence, to go on with after a colon."""

    def __init__(self, reason: str) -> None:
        said = reason.replace("the answer ends", "it ends")
        self.why = said[:1].lower() + said[1:] if said[1:2].islower() or said.startswith("A ") else said
        super().__init__(f"The key can't be read: {self.why}")


def read_key(
    text: str, syntax: str, names: frozenset[str], kind: str | None, assume: Assumed = NOTHING
) -> Node:
    """The tree of a key, with `det`, `mean`, `diff` and their like worked out. Raises BadKey."""
    return _read_key(text, syntax, names, kind, tuple(sorted(assume.items())))[0]


def numbering(
    text: str, syntax: str, names: frozenset[str], kind: str | None, assume: Assumed = NOTHING
) -> frozenset[str]:
    """The letters of which a key says that they number solutions: `x = 2n, n ∈ ℤ`. Raises BadKey."""
    return _read_key(text, syntax, names, kind, tuple(sorted(assume.items())))[1]


def is_rounded(
    text: str, syntax: str, names: frozenset[str], kind: str | None, assume: Assumed = NOTHING
) -> bool:
    """Whether a key was worked out in decimals, which are near what it stands for. Raises BadKey."""
    return _read_key(text, syntax, names, kind, tuple(sorted(assume.items())))[2]


@lru_cache(maxsize=4096)
def _read_key(
    text: str, syntax: str, names: frozenset[str], kind: str | None, assume: tuple[tuple[str, str], ...]
) -> tuple[Node, frozenset[str], bool]:
    from touchstone.maths.reader import read

    found = read(text, syntax=syntax, names=names, expect=kind, key=True)  # type: ignore[arg-type]
    if isinstance(found, Unreadable):
        raise UnreadableKey(found.reason)
    if called := applied.plainly(found.tree, text) - names:
        names |= {f"{name}()" for name in called}
        again = read(text, syntax=syntax, names=names, expect=kind, key=True)  # type: ignore[arg-type]
        if isinstance(again, Unreadable):
            raise UnreadableKey(again.reason)
        found = again
        if needs_evaluation(found.tree):
            raise BadKey(
                f"Nobody knows the function {min(called)}: what is done with it can't be worked out."
            )
    refuse_misspelt(text, names)
    if (why := index_above(text, found.tree)) is not None:
        raise BadKey(why)
    if drawn_sum(text, found.tree):
        raise BadKey(ORDERED)
    tree, exact = found.tree, True
    if needs_evaluation(tree):
        if "d" in names and _derived(text, syntax, names, kind) != tree:
            raise BadKey("d is a letter of this question; write diff(…) for a derivative.")
        tree, exact = _evaluated(text, names, kind, dict(assume))
    if without_value(tree):
        raise BadKey(NO_VALUE)
    return tree, found.whole, not exact


def _derived(text: str, syntax: str, names: frozenset[str], kind: str | None) -> Node | None:
    """The tree where d is no letter, as a key is read when it is worked out."""
    from touchstone.maths.reader import read

    found = read(text, syntax=syntax, names=names - {"d"}, expect=kind, key=True)  # type: ignore[arg-type]
    return None if isinstance(found, Unreadable) else found.tree


# Letters before a bracket; three at least, since two are a product far more often than a slip.
_BEFORE_BRACKET = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{3,12}(?=(?:\\left)?\()")


# Functions of other programs: `norm_cdf(`, words joined by a line, letters before a list; no product is so.
_CALLED = re.compile(
    r"(?<![A-Za-z\\_])(?:[A-Za-z]+_(?:pdf|pmf|cdf|ppf|sf|quantile)(?=\()"
    r"|[A-Za-z]{2,}(?:_[A-Za-z]{2,})+(?=\()|(?:[A-Za-z]+_)?[A-Za-z]{2,}(?=\(\[))"
)
# How programs write what is no function: `Matrix([[1, 2]])`.
_SHAPES = frozenset({"matrix", "array", "vector", "piecewise", "cases", "interval", "set", "union"})
# Letters before one number: `fact(5)`. Who means a product writes the number first.
_OF_A_NUMBER = re.compile(r"(?<![A-Za-z\\_])[A-Za-z]{3,12}(?=\( *-?[0-9.]+ *\))")
_ENDS_IN_FUNCTION = tuple(BARE)
_GREEK = GREEK_NAMES | GLUED_GREEK


def refuse_misspelt(text: str, names: frozenset[str]) -> None:
    """`sni(x)` would be read as s·n·i·x, and every right answer be wrong. Raises BadKey."""
    for word in _BEFORE_BRACKET.findall(text):
        if word in names or names.issuperset(word) or word in FUNCTIONS or word in SPELLINGS:
            continue
        if (function := mixed_up(word)) is not None:
            product = f"write {'*'.join(word)}*(…) for a product"
            raise BadKey(f"There is no function called {word}; did you mean {function}? Else {product}.")
    for word in _CALLED.findall(text) + _of_a_number(text):
        if (
            word.lower() in _SHAPES
            or word in names
            or word in FUNCTIONS
            or word in SPELLINGS
            or names.issuperset(word)
        ):
            continue
        near = OF_KEYS.get(word.lower()) or next(iter(get_close_matches(word, FUNCTIONS, 1)), None)
        meant = f"; did you mean {near}?" if near else "."
        raise BadKey(f"There is no function called {word}{meant} Write {word}*(…) for a product.")


def _of_a_number(text: str) -> list[str]:
    """Words before one number in brackets, but for `Sin(3)`, `xsin(3)`, `theta(3)` and `2pir(3)`."""
    return [
        word
        for word in _OF_A_NUMBER.findall(text)
        if word not in CHANCES and word.lower() not in SPELLINGS and not word.endswith(_ENDS_IN_FUNCTION)
        if not any(letter in word for letter in _GREEK)
    ]


# An index above the letter, which would be read as a power.
_ABOVE = re.compile(r"\^\s*\{\s*(?:\\left)?\(\s*([A-Za-z])\s*(?:\\right)?\)\s*\}")


def index_above(text: str, tree: Node) -> str | None:
    """Why `\\sum_{i=1}^3 x^{(i)}` is refused: it would be read as x + x^2 + x^3."""
    for letter in _ABOVE.findall(text):
        if any(isinstance(part, Call) and Name(letter) in part.arguments[1:2] for part in walk(tree)):
            index, power = f"_{{{letter}}}", f"^{{{letter}}}"
            return f"^{{({letter})}} could be an index or a power; write {index} or {power}."
    return None


ORDERED = "Sums over vectors or matrices with an index can't be worked out; write the terms out."


SUMS = frozenset({"sum", "each"})


def drawn_sum(text: str, tree: Node) -> bool:
    """Whether a sum of terms with an index is about letters whose order counts, which working out loses."""
    if not traits(tree).functions & SUMS:
        return False
    from touchstone.maths.sums import binding

    sums = [part for part in walk(tree) if isinstance(part, Call) and part.function in SUMS]
    return any(
        binding.ordered(text, one, frozenset())
        and any(
            indexed.runs_with(name, bound)
            for bound in names_in(one.arguments[1])
            for name in names_in(one.arguments[0])
        )
        for one in sums
        if len(one.arguments) == 4
    )


NO_VALUE = "The key has no value: it divides by zero, or takes the logarithm of zero."


# What hasn't a value everywhere.
PARTIAL = frozenset({Call, Index})
NUMBERS = frozenset({Number, Constant})


class _Missing(Exception):
    """A part has no value."""


def without_value(node: Node) -> bool:
    """Whether a part of the tree that is a number has no value, as in `x + ln(0)`."""
    if _surely_defined(traits(node)):
        return False
    try:
        return not _varies(node) and _lacks_value(node)
    except _Missing:
        return True


def _surely_defined(found: Traits) -> bool:
    """Whether the tree is made of steps alone that always have a value, as most are.

    Sums and products do, literal powers but the zeroth too, and quotients where no sum can be zero.
    """
    if found.kinds & PARTIAL or "oo" in found.constants or {Add, Divide} <= found.kinds:
        return False
    if not found.kinds & {Divide, Power}:
        return True
    return not found.growing and all(one.value for one in found.literals)


def _varies(node: Node) -> bool:
    """Whether the node is more than one number, all numbers in it having a value. Raises _Missing."""
    if type(node) in NUMBERS:
        return False
    if isinstance(node, Name):
        return True
    parts = children(node)
    try:
        varying = [_varies(part) for part in parts]
        if is_scalar(node) and True not in varying:
            return False
        for part, varies in zip(parts, varying, strict=True):
            if not varies and _lacks_value(part):
                raise _Missing
    except _Missing:
        if not (_chosen(node) and names_in(node)):
            raise
    return True


def _lacks_value(node: Node) -> bool:
    """Whether a number has no value. Floats, where they work it out, are quicker than asking for a proof."""
    if type(node) in NUMBERS:
        return False
    try:
        if exact.rational(node) is not None:
            return False
        value, error = compile_tree(node, Floats(real=False))({})
        if cmath.isfinite(value) and cmath.isfinite(error):
            return False
    except exact.NoValue:
        return True
    except (Undefined, Unsure, OverflowError, ValueError):
        pass
    return equality.undefined(node)


def _chosen(node: Node) -> bool:
    """Of several values only one need be there."""
    return isinstance(node, Call) and node.function == "if_else"


@lru_cache(maxsize=256)
def outermost(text: str) -> str | None:
    """The function that a key as a whole is a call of."""
    from touchstone.maths.reader import read

    found = read(text, key=True)
    return None if isinstance(found, Unreadable) or not isinstance(found.tree, Call) else found.tree.function


def needs_evaluation(node: Node) -> bool:
    """Whether something in the tree is a function of keys.

    Which has to be worked out before it is compared.
    """
    found = traits(node)
    return Index in found.kinds or any(
        name in FUNCTIONS and FUNCTIONS[name].key_only for name in found.functions
    )


LONG = 12  # digits


def _evaluated(text: str, names: frozenset[str], kind: str | None, assume: Assumed) -> tuple[Node, bool]:
    """The value, and whether it is exact."""
    from touchstone.maths.evaluate import evaluate
    from touchstone.maths.reader import read

    result = evaluate({"key": text}, {}, assume)["key"]
    if not result["ok"]:
        raise BadKey(str(result["reason"]))
    found = read(result["text"], names=names, expect=kind, key=True)
    if isinstance(found, Unreadable):
        raise UnreadableKey(found.reason)
    # A statement isn't asked: decimals that nobody wrote were worked out.
    made = (one.text for one in traits(found.tree).literals if len(one.text) > LONG and "." in one.text)
    return found.tree, bool(result["exact"]) and all(one in text for one in made)
