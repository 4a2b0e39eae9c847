"""Forms that were built one after another and fell short: a few are taken apart and built anew."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from touchstone.interviews.joint import EASY, all_at_once, columns
from touchstone.interviews.model import Problem
from touchstone.interviews.search import Chosen

LARGEST = 2_000  # columns of the forms that are built anew together: solved in a second or two
WAYS = 12  # to take a set apart that are tried for one form more
PATIENCE = 8  # models that may run out of nodes, seconds each, before the search gives up


@dataclass
class Mending:
    """Lets an early form give back what a later one can't do without. Hard models use up the `patience`."""

    problem: Problem
    forms: int
    patience: int = PATIENCE

    def mended(self, made: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
        """The forms `made`, changed, and more of them, up to the number asked for."""
        while made and len(made) < self.forms:
            more = self._one_more(made)
            if more is None:
                break
            made = more
        return made

    def _one_more(self, made: tuple[Chosen, ...]) -> tuple[Chosen, ...] | None:
        for kept in self._kept(made):
            if self.patience <= 0:
                return None
            anew = all_at_once(self.problem, len(made) - len(kept) + 1, made=kept, nodes=EASY)
            if anew.forms:
                return (*kept, *anew.forms)
            self.patience -= not anew.proved
        return None

    def _kept(self, made: tuple[Chosen, ...]) -> Iterator[tuple[Chosen, ...]]:
        """Ways to keep all forms but one or two, the latest of which were built from what was left."""
        places = range(len(made) - 1, -1, -1)
        apart = itertools.chain(itertools.combinations(places, 1), itertools.combinations(places, 2))
        for gone in itertools.islice(apart, WAYS):
            if columns(self.problem, len(gone) + 1) <= LARGEST:
                yield tuple(form for place, form in enumerate(made) if place not in gone)
