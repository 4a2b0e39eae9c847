"""Each of some things beside one of others that fits it: Kuhn's augmenting paths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def paired(mine: Sequence[A], theirs: Sequence[B], fits: Callable[[A, B], bool]) -> bool:
    """Whether each has a partner of its own among the others, none being left over."""
    partner: dict[int, int] = {}
    known: dict[tuple[int, int], bool] = {}

    def fit(i: int, j: int) -> bool:
        if (i, j) not in known:
            known[i, j] = fits(mine[i], theirs[j])
        return known[i, j]

    def place(i: int, seen: set[int]) -> bool:
        for j in range(len(theirs)):
            if j not in seen and fit(i, j):
                seen.add(j)
                if j not in partner or place(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    return len(mine) == len(theirs) and all(place(i, set()) for i in range(len(mine)))
