"""Letters that plainly are functions, though nobody says so: the σ of `σ(x) (1 - σ(x))`, the F of `F(b)`.

Such a letter only stands before brackets, around a single name or number: nobody brackets a single factor to
multiply by it. Around something else the brackets of one that often is a function may mean either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Logic, Multiply, Name, Node, Relation, walk

# Letters that often are functions: distributions, densities, antiderivatives, activations.
OFTEN = frozenset({"F", "G", "H", "h", "phi", "Phi", "psi", "Psi", "sigma"})
# Letters that usually are factors, also in `F = m(a)`; those of the second row aren't in `y(0) = 2`
# and `diff(y(x), x)`.
FACTORS = frozenset("abcdklmnt")
UNKNOWNS = frozenset("xyz")
_CALCULUS = frozenset(
    {"diff", "integrate", "limit", "limit_left", "limit_right", "gradient", "hessian", "at"}
)
STEP = "a function or a factor"
OPEN = (
    "A letter before brackets may be a function or a factor, which makes a difference here. "
    "A person will look at it."
)
_POWER = r"(?:[²³⁻¹]++|\^\s*+(?:[-−]?+[0-9]++|\{\s*+[-−]?+[0-9]++\s*+\}))?+"
_WORD = re.compile(r"[a-z]{2}")
_SPACE = r"(?:\s|\\[,;:! ]|~|[{}]|\\(?:m?left|m?right|[bB]igg?[lr]?)(?![A-Za-z]))*+"
_OPENED = re.compile(rf"{_SPACE}{_POWER}{_SPACE}\(")
_NAME = r"(?:\\[A-Za-z]++|[^\W\d_])(?:_(?:\w|\{\w{1,8}\}))?+'*+"
_SINGLE = re.compile(
    rf"{_SPACE}{_POWER}{_SPACE}\({_SPACE}(?P<sign>[-+−]?+)(?:{_NAME}|[0-9]++(?:[.][0-9]++)?+){_SPACE}\)"
)


# A letter and a bracket: most texts have none, and no name has to be looked for.
_CANDIDATE = re.compile(
    rf"(?:(?<![a-z])[a-z]|[A-Z]|\\[A-Za-z]++|[^\W\d_a-zA-Z]|_\w|[}}'])(?={_SPACE}{_POWER}{_SPACE}\()"
)


def candidates(text: str) -> bool:
    """Whether a letter stands before a bracket."""
    return "(" in text and _CANDIDATE.search(text) is not None


def plainly(tree: Node, text: str) -> frozenset[str]:
    """The names that can be nothing but functions."""
    if not candidates(text):
        return frozenset()
    said = isinstance(tree, Relation | Logic) or traits(tree).functions & _CALCULUS
    factors = FACTORS if said else FACTORS | UNKNOWNS
    ends = _ends(tree, text)
    if said:
        factors -= {*_begun(tree), *(name for name, places in ends.items() if len(places) > 1)}
    return frozenset(n for n, places in ends.items() if n not in factors and _plainly(n, text, places))


def _begun(tree: Node) -> Iterator[str]:
    """The a of `a(n) = a(n-1) + 2`, on the left side alone with its bracket."""
    for part in walk(tree):
        match part:
            case Relation(sides=(Multiply(factors=(Name(name=name), _)), _), operators=("=",)):
                yield name


def _plainly(name: str, text: str, ends: list[int]) -> bool:
    """Whether it only stands before brackets, and one of them holds one thing: `T(n) = 2 T(n/2)`.

    A number with a sign needs its brackets, as in `m(-1)`.
    """
    if not all(end and _OPENED.match(text, end) for end in ends):
        return False
    often = _stem(name) in OFTEN or name[0].isupper()
    single = [place for end in ends if (place := _SINGLE.match(text, end)) is not None]
    return any(often or not place["sign"] for place in single)


def defined(tree: Node, text: str) -> frozenset[str]:
    """The y of `y(x) = x^2`, which is the y of `y = x^2`."""
    if not isinstance(tree, Relation) or tree.operators != ("=",):
        return frozenset()
    found = set()
    for side, other in (tree.sides, tree.sides[::-1]):
        match side:
            case Multiply(factors=(Name(name=name), Name(name=letter))) if letter in names_in(other):
                found |= {name} - names_in(other)
    return plainly(tree, text) & found


def maybe(texts: Iterable[tuple[Node, str]]) -> frozenset[str]:
    """The names that may be functions: plainly so in one text, or often, and before brackets alone in all."""
    texts = list(texts)
    sides = [standing(tree, text) for tree, text in texts]
    both = frozenset.intersection(*(opened for opened, _ in sides))
    named = frozenset.intersection(*(opened | bare for opened, bare in sides))
    in_one = frozenset[str]().union(*(plainly(tree, text) for tree, text in texts))
    return frozenset(name for name in both if _stem(name) in OFTEN) | (in_one & named)


def standing(tree: Node, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that stand before brackets alone, and the others."""
    found = _ends(tree, text)
    opened = frozenset(
        name for name, ends in found.items() if all(end and _OPENED.match(text, end) for end in ends)
    )
    return opened, frozenset(found) - opened


def _stem(name: str) -> str:
    """F of `F_X`, sigma of `sigma_hat`."""
    return name.partition("_")[0]


def _ends(tree: Node, text: str) -> dict[str, list[int]]:
    """Where each name ends, as often as it is written; 0 where that isn't seen, or it stands in a word."""
    ends: dict[str, list[int]] = {}
    for node in walk(tree):
        if isinstance(node, Name):
            start, end = node.span
            in_a_word = _WORD.match(text, start - 1) if start else None  # `sh(x)`, but not `aF(x)`
            ends.setdefault(node.name, []).append(0 if in_a_word else end)
    return ends
