"""Who gets at sets, kits and files with keys: whoever sets up interviews, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

from touchstone.access.people import KEYS_ALONE, LOCAL, Denied, Person, Right
from touchstone.interviews.service import Interviews

NOT_YOURS = Denied(KEYS_ALONE)


@dataclass(frozen=True)
class Interviewing:
    """The only way to `Interviews`, whose every call gives questions from which keys can be drawn.

    `let_in` gives the ids of the people who can come in now. Ask for the desk anew at each run of a page: a
    link may be taken away in between.
    """

    _desk: Interviews
    let_in: Callable[[], Container[str]]

    def desk(self, viewer: Person | None) -> Interviews | Denied:
        """The desk for who may set up interviews. Whoever sits at their own machine needs no database."""
        if viewer is None or not viewer.may(Right.ORGANISE):
            return NOT_YOURS
        return self._desk if viewer.id == LOCAL.id or viewer.id in self.let_in() else NOT_YOURS
