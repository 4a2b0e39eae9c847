"""Letters that run with an index: in a sum over i the `x_i` is x_1, x_2, … and no constant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from touchstone.maths.reading.subscripts import ACCENTED, place
from touchstone.maths.reading.symbols import GREEK_NAMES
from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Call, Items, Name, Node, Span, children
from touchstone.maths.values import CannotEvaluate

# As many terms are written out.
MOST_TERMS = 50
# Words that stand below a letter for themselves: the t of `x_test` is no index.
_WORDS = frozenset({
    "avg", "base", "data", "end", "est", "init", "left", "low", "max", "mean", "min", "neg", "new",
    "obs", "old", "out", "pos", "post", "pred", "prior", "ref", "right", "start", "std", "test", "tot",
    "total", "train", "true", "val", "var",
})  # fmt: skip
# Where a name stands that was made by writing terms out.
MADE = Span(-1, -1)
_RUN = re.compile(r"[A-Za-z]+|[0-9]+")
_DOUBLE = re.compile(r"[A-Za-z0-9]{2,}")


class Scope(Protocol):
    """What is asked of the names that a tree is worked out with."""

    def given(self, name: str) -> bool: ...
    def definition(self, name: str) -> Node | None: ...


def runs_with(name: str, letter: str) -> bool:
    """Whether the index of a name holds the letter: `x_i`, `y_hat_i`, `x_ij`, `x_{i+1}`."""
    return any(letter in run for small in _indices(name) for run in _RUN.findall(small) if _is_index(run))


def _is_index(run: str) -> bool:
    return run not in _WORDS and (run not in GREEK_NAMES or len(run) < 3)


def _indices(name: str) -> list[str]:
    first, *rest = name.rstrip("'").split("_")[1:] or [""]
    return rest if first in ACCENTED else [first, *rest]


def bound(node: Call, binding: frozenset[str]) -> frozenset[str]:
    """The letters that a call binds in its first argument; of a sum over a list x it is the list itself."""
    if node.function not in binding or len(node.arguments) < 2:
        return frozenset()
    match node.arguments[1]:
        case Name(name=name):
            return frozenset({name})
        case Items(items=items):
            return frozenset(item.name for item in items if isinstance(item, Name))
    return frozenset()


def running(scope: Scope, node: Node, letters: frozenset[str], binding: frozenset[str]) -> Iterator[str]:
    """The names in the tree, and in what its names stand for, whose index holds one of the letters."""
    waiting, seen = [(node, letters)], set[tuple[str, frozenset[str]]]()
    while waiting:
        part, free = waiting.pop()
        if isinstance(part, Call) and (own := bound(part, binding)):
            term, *rest = part.arguments
            waiting += [(term, free - own), *((one, free) for one in rest)]
            continue
        if isinstance(part, Name) and (part.name, free) not in seen:
            seen.add((part.name, free))
            runs = "_" in part.name and any(runs_with(part.name, letter) for letter in free)
            if runs and not scope.given(part.name):
                yield part.name
            if (meant := scope.definition(part.name)) is not None:
                waiting.append((meant, free))
        waiting += [(child, free) for child in children(part)]


def stem(name: str) -> str:
    """`x` of `x_i`."""
    return name.partition("_")[0]


def written_out(node: Node, letter: str, at: int, binding: frozenset[str]) -> Node:
    """The tree with the letter at a place in all indices that are free there: `x_2` for `x_{i+1}` at 1."""
    if isinstance(node, Name):
        if "_" not in node.name or not runs_with(node.name, letter):
            return node
        return Name(_placed(node.name, letter, at, began=node.span == MADE), MADE)
    parts = list(children(node))
    own = isinstance(node, Call) and letter in bound(node, binding)
    return rebuilt(
        node,
        [part if own and not n else written_out(part, letter, at, binding) for n, part in enumerate(parts)],
    )


def _placed(name: str, letter: str, at: int, *, began: bool) -> str:
    """The name at a place. Raises CannotEvaluate where its index could mean several.

    `x_2i` could be x_(2·i), unless writing out began already and made it of `x_ji`.
    """
    *before, small = name.split("_")
    marks = small[len(small.rstrip("'")) :]
    small = small.rstrip("'")
    if any(runs_with(f"x_{part}", letter) for part in before[1:]):
        raise _unclear(name)
    if _DOUBLE.fullmatch(small):
        # x_ij is x_11, x_12, …: one sign for each index.
        if (small[0].isdigit() and not began) or not 0 <= at <= 9:
            raise _unclear(name)
        new = small.replace(letter, str(at))
    else:
        parts = [_index_at(part, letter, at) for part in small.strip("{}").split(",")]
        new = place(",".join(parts)) or ""
    if not new:
        raise _unclear(name)
    return "_".join([*before, new]) + marks


def _index_at(part: str, letter: str, at: int) -> str:
    """One index at a place: `3` for `i+1` at 2; what multiplies the letter is multiplied with it."""

    def value(found: re.Match[str]) -> str:
        times = int(found[2] or 1) * at
        sign = "-" if (found[1] == "-") != (times < 0) else "+"
        return f"{sign}{abs(times)}"

    return re.sub(rf"([+-]?)([0-9]*){re.escape(letter)}(?![A-Za-z])", value, part).removeprefix("+")


def _unclear(name: str) -> CannotEvaluate:
    return CannotEvaluate(f"the index of {name} can't be counted up; write the terms out")


def refusal(function: str, name: str, *, counted: bool = False) -> CannotEvaluate:
    """Why something can't be worked out over a letter that runs."""
    few = f"{function} writes out at most {MOST_TERMS} terms, between whole numbers"
    said = few if counted else f"{function} can't be worked out with it"
    return CannotEvaluate(f"{name} changes with its index and is no constant; {said}")


def with_letter(name: str, letter: str, new: str) -> str:
    """The name with another letter in its index: `x_kj` for `x_ij`."""
    head, *small = name.split("_")
    marks = small[:1] if small and small[0] in ACCENTED else []
    rest = small[len(marks) :]

    def other(run: re.Match[str]) -> str:
        return run[0].replace(letter, new) if _is_index(run[0]) else run[0]

    return "_".join([head, *marks, *(_RUN.sub(other, part) for part in rest)])


def at_place(name: Name, letter: str, at: int) -> Name:
    """The name with the letter at a place: `x_3` for `x_{i+1}` at 2. Raises CannotEvaluate."""
    return Name(_placed(name.name, letter, at, began=name.span == MADE), MADE)
