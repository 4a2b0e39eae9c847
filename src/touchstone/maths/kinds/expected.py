"""What can be said of an answer from the kind that is asked for, without its key.

Marking refuses an answer of another kind; who types one should hear it before committing to it.
"""

from __future__ import annotations

from collections.abc import Collection

from touchstone.maths import equality
from touchstone.maths.forms.worked import computes_arrays
from touchstone.maths.kinds import antiderivatives, named, probabilities, truths
from touchstone.maths.kinds.shape import (
    MOST_SHOWN,
    WORDS,
    is_scalar,
    is_statement,
    lengths,
    lettered,
    shape_of,
    typed_words,
)
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Matrix, Name, Node, PlusMinus, children

# A single number or expression is asked for.
SCALAR = frozenset({"number", "probability", "expression", "antiderivative"})
# Statements and sets of numbers say the same in several ways: x > 1 and (1, oo).
SPEAKING = frozenset({"equation", "inequality", "interval", "logical", "system"})
# Nothing is solved for and nothing numbered: every letter is one of the question's.
WITH_LETTERS = frozenset({"expression", "antiderivative", "list", "tuple", "matrix"})
ARRAYS = frozenset({"matrix", "list", "tuple"})
AN_INTERVAL = "Two numbers in these brackets are the ends of an interval; write {1, 2} for a set of two."
NO_VALUE = "This has no value: it divides by zero, or takes the logarithm of zero."


def remarks(kind: str | None, answer: Node, letters: Collection[str] = ()) -> list[str]:
    """What is surely amiss, in sentences for who typed it. `letters` are the question's, where it says."""
    found = []
    if (given := named.labelled(kind, answer)) is not None:
        answer = given[1]
    if kind in WORDS and kind is not None and not _possible(kind, answer):
        asked, typed = WORDS[kind], typed_words(answer, kind)
        if asked != typed:
            found.append(f"This question asks for {asked}; you typed {typed}.")
    if kind == "set" and isinstance(answer, Items) and answer.kind != "set" and _ends(answer):
        found.append(AN_INTERVAL)
    if letters and (strange := foreign(kind, answer, letters)):
        found.append(f"{strange} of this question; it has {', '.join(letters)}.")
    if any(map(equality.undefined, _entries(answer))):
        found.append(NO_VALUE)
    return found


def foreign(kind: str | None, answer: Node, letters: Collection[str]) -> str:
    """The letters of an answer that are none of these, as a sentence begins: `y is no letter`; else empty."""
    strange = _strange(kind, answer, letters) if kind in WITH_LETTERS else []
    shown = ", ".join(strange[:MOST_SHOWN]) + " and more" * (len(strange) > MOST_SHOWN)
    return f"{shown} {'is no letter' if len(strange) == 1 else 'are no letters'}" if strange else ""


def unfit(kind: str | None, key: Node) -> str | None:
    """Why no answer could be right beside a key of such a kind: a sentence for who wrote the question."""
    if kind == "matrix" and (found := lengths(key)):
        return f"The rows of a matrix are of one length; those of the key have {', '.join(map(str, found))}."
    if kind in WORDS and kind is not None and not _comparable(kind, key):
        return f"The kind is {kind!r}, and the key is {WORDS[shape_of(key)]}."
    if kind == "probability" and probabilities.outside(key) is not None:
        return "The key is no probability: it lies outside 0 to 1."
    return None


def _strange(kind: str | None, answer: Node, letters: Collection[str]) -> list[str]:
    """Letters that the question doesn't have; an antiderivative brings a constant of its own."""
    if names_in(answer).issubset(letters):
        return []
    values = [part for part in (answer, *children(answer)) if is_scalar(part)]
    names = sorted(frozenset[str]().union(*map(names_in, values)) - set(letters))
    names = [name for name in names if name[0] != "•"]  # values of a function that nobody declared
    return antiderivatives.strangers(names, names) if kind == "antiderivative" else names


def _possible(kind: str, answer: Node) -> bool:
    """Whether marking compares such an answer with a key of this kind at all."""
    if kind in ARRAYS and is_scalar(answer) and computes_arrays(answer):
        return True
    if kind == "logical" and truths.is_digit(answer):
        return True
    return _comparable(kind, answer) and not lettered(answer, kind)


def _comparable(kind: str, answer: Node) -> bool:
    if kind in SCALAR:
        return is_scalar(answer)
    if kind in SPEAKING:
        return not isinstance(answer, Matrix) and (not is_scalar(answer) or isinstance(answer, Name))
    if kind in ("list", "tuple"):
        columns = isinstance(answer, Matrix) and 1 in (len(answer.rows), len(answer.rows[0]))
        listed = isinstance(answer, Items) and answer.kind != "set"
        return columns or listed or named.values(answer) is not None
    if kind == "set":
        several = is_scalar(answer) and PlusMinus in traits(answer).kinds
        listed = isinstance(answer, Items) and answer.kind != "set" and not _ends(answer)
        return several or not (is_scalar(answer) or isinstance(answer, Matrix) or listed)
    if kind == "matrix":
        return isinstance(answer, Matrix) or (
            isinstance(answer, Items) and answer.kind != "set" and all(map(is_scalar, answer.items))
        )
    return not (is_scalar(answer) or is_statement(answer))


def _ends(answer: Items) -> bool:
    return len(answer.items) == 2 and all(map(is_scalar, answer.items))


def _entries(answer: Node) -> list[Node]:
    """What has to have a value: all but statements, which may be about where there is none."""
    if is_scalar(answer):
        return [answer]
    parts = children(answer) if isinstance(answer, Items | Matrix) else ()
    return [part for part in parts if is_scalar(part)]
