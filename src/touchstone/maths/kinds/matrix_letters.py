"""Letters that stand for matrices: `(A B)^T` is `B^T A^T` and not `A^T B^T`, though numbers commute.

Both sides are written out as sums of words whose order counts. What is equal so is equal for all matrices;
what differs for numbers, which are matrices too, is different; all between is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from touchstone.maths.arrays import ONE
from touchstone.maths.comparing import Setting
from touchstone.maths.exact import integer
from touchstone.maths.kinds.words_of_letters import NoForm, form, proportional
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    children,
    walk,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "matrices as letters"
TRANSPOSED, IDENTITY = Name("T"), Name("I")

Compare = Callable[[Node, Node, Setting], Finding]


# Bold capitals are matrices, and between arrows or bold letters × is a product whose order counts.
_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|mathbold)\s*+\{?\s*+(?:[A-Z]|\\[A-Z])")
_CROSSED = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|vec|overrightarrow|hat)\s*+(?:\{[^{}]*+\}|[A-Za-z])\s*+(?:\\times|×)\s*+\\[a-z]"
)

_SIGNS = re.compile(r"\\times(?![a-z])|\\cdot(?![a-z])")


def bold(*texts: object) -> bool:
    """Whether a text marks capitals as matrices."""
    return any(isinstance(text, str) and "\\" in text and _BOLD.search(text) is not None for text in texts)


def crossed(*texts: object) -> bool:
    """Whether × stands between vectors: `\\vec a \\times \\vec b`."""
    return any(isinstance(text, str) and "\\" in text and _CROSSED.search(text) is not None for text in texts)


# Capitals and nothing else between the signs: sets, as far as anybody says.
_PRODUCT = re.compile(r"\s*+\$?\s*+[A-Z](?:\s*+(?:\\times(?![A-Za-z])|×)\s*+[A-Z])+\s*+\$?\s*+")


def cartesian(key: str, answer: str, declared: Collection[str]) -> bool:
    """Whether both are products of the same such as `A × B`, which is another set than `B × A`."""
    if "×" not in key and "\\times" not in key:
        return False
    capitals = [sorted(filter(str.isupper, text)) for text in (key, answer)]
    return capitals[0] == capitals[1] and all(
        _PRODUCT.fullmatch(text) and not {*text} & {*declared} for text in (key, answer)
    )


def compare_crossed(key: Node, answer: Node, texts: tuple[str, str]) -> Finding:
    """Equal where both are written alike, with the same signs: a × b is neither b × a nor a · b."""
    mine, theirs = (_SIGNS.findall(text.replace("×", r"\times")) for text in texts)
    return equal(STEP) if key == answer and mine == theirs else undecided(STEP)


def meant(key: Node, answer: Node, declared: Collection[str], *, bold: bool = False) -> bool:
    """Whether letters stand for matrices: T is an exponent and no more, or a product holds an inverse."""
    sides = (key, answer)
    names = names_in(key) | names_in(answer)
    if not (bold or any(map(_capital, names))) or not all(map(_in_scope, sides)):
        return False
    if "T" in names:
        return "T" not in declared and all(map(_transposes, sides)) and any(map(_transpose_in, sides))
    if bold:
        return True
    parts = [part for side in sides for part in walk(side)]
    divided = any(isinstance(part, Divide) and _capitals(part.denominator) for part in parts)
    return not divided and any(map(_inverse_within, parts))


def _in_scope(node: Node) -> bool:
    """Expressions, and equations between them."""
    if isinstance(node, Relation):
        return node.operators == ("=",) and all(map(_in_scope, node.sides))
    return type(node) in _EXPRESSIONS


_EXPRESSIONS = frozenset({Add, Multiply, Divide, Power, Negative, Name, Number, Constant, Call})


def _transpose_in(node: Node) -> bool:
    return any(isinstance(part, Power) and part.exponent == TRANSPOSED for part in walk(node))


def _transposes(node: Node) -> bool:
    """Whether each T is an exponent by itself, of what is no number: `(1 + r)^T` is a power."""
    match node:
        case Power(base=base, exponent=Name(name="T")):
            return _of_letters(base) and _transposes(base)
        case Name(name="T"):
            return False
    return all(map(_transposes, children(node)))


def _of_letters(node: Node) -> bool:
    match node:
        case Name():
            return True
        case Negative(operand=inner):
            return _of_letters(inner)
        case Add(terms=parts):
            return all(map(_of_letters, parts))
        case Multiply(factors=parts):
            return any(map(_of_letters, parts)) and all(
                _of_letters(p) or isinstance(p, Number) for p in parts
            )
        case Power(base=base):
            return _of_letters(base)
    return False


def _inverse_within(node: Node) -> bool:
    """`A^-1 b`, `P^-1 A P` and `(A B)^-1`: with numbers nobody writes so."""
    match node:
        case Multiply(factors=parts):
            inverted = [part for part in parts if _inverse_of_capitals(part)]
            return bool(inverted) and sum(bool(names_in(part)) for part in parts) > 1
        case Power(base=Multiply(factors=parts)):
            return _inverse_of_capitals(node) and sum(map(_capitals, parts)) > 1
    return False


def _inverse_of_capitals(node: Node) -> bool:
    return isinstance(node, Power) and _capitals(node.base) and _minus(node)


def _minus(power: Node) -> bool:
    return isinstance(power, Power) and isinstance(power.exponent, Negative) and integer(power.exponent) == -1


def _capitals(node: Node) -> bool:
    return any(map(_capital, names_in(node)))


def _capital(name: str) -> bool:
    return len(name) == 1 and name.isupper()


def compare(key: Node, answer: Node, setting: Setting, deeper: Compare) -> Finding:
    """Equal for all matrices, different for numbers, or left to a person."""
    if key == answer:
        return equal(STEP)
    try:
        if _alike(key, answer):
            return equal(STEP)
    except NoForm:
        pass
    found = deeper(_as_numbers(key), _as_numbers(answer), setting)
    return different(found.step) if found.different else undecided(STEP)


def _alike(key: Node, answer: Node) -> bool:
    vectors = _vectors(key) | _vectors(answer)
    if isinstance(key, Relation) and isinstance(answer, Relation):
        mine, theirs = (
            form(Add((side.sides[0], Negative(side.sides[1]))), vectors) for side in (key, answer)
        )
        return proportional(mine, theirs)
    if isinstance(key, Relation) or isinstance(answer, Relation):
        return False
    return form(key, vectors) == form(answer, vectors)


def _vectors(node: Node) -> frozenset[str]:
    """Letters that are transposed somewhere: they are no numbers."""
    bases = (part.base for part in walk(node) if isinstance(part, Power) and part.exponent == TRANSPOSED)
    return frozenset[str]().union(*map(names_in, bases))


def _as_numbers(node: Node) -> Node:
    """What is left where every letter is a number: a transpose is the number itself."""
    if isinstance(node, Power) and node.exponent == TRANSPOSED:
        return _as_numbers(node.base)
    if node == IDENTITY:
        return ONE
    parts = children(node)
    return rebuilt(node, [_as_numbers(part) for part in parts]) if parts else node
