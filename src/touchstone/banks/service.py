"""What this room asks of the maths service; the real one is `touchstone.maths.grader.Grader`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

Result: TypeAlias = Mapping[str, Any]
# Expressions, what their names stand for and, where it says anything, what is assumed of letters.
Job: TypeAlias = tuple[Mapping[str, str], ...]


class Maths(Protocol):
    """Evaluates and grades in bulk. Takes and returns plain data and never raises for what was typed."""

    def evaluate_many(self, jobs: Iterable[Job]) -> Sequence[Mapping[str, Result]]:
        """For each (expressions, env) or (expressions, env, assume) the results, by name."""
        ...

    def grade_many(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Result]:
        """The verdicts, in the order of the rows."""
        ...
