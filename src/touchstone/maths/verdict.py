"""What a comparison may conclude, and which step of the ladder concluded it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from touchstone.maths.frozen import frozen


class Relation(Enum):
    """Whether two things are the same: a third value says that nobody knows."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@frozen
class Finding:
    """A conclusion, the `step` that reached it, and a `note` for the candidate where one helps."""

    relation: Relation
    step: str
    note: str | None = None

    @property
    def equal(self) -> bool:
        """Proved or, by sampling, beyond reasonable doubt the same."""
        return self.relation is Relation.EQUAL

    @property
    def different(self) -> bool:
        """Refuted."""
        return self.relation is Relation.DIFFERENT

    @property
    def undecided(self) -> bool:
        """Neither shown nor refuted."""
        return self.relation is Relation.UNDECIDED


def equal(step: str, note: str | None = None) -> Finding:
    """They are the same."""
    return Finding(Relation.EQUAL, step, note)


def different(step: str, note: str | None = None) -> Finding:
    """They are not the same."""
    return Finding(Relation.DIFFERENT, step, note)


def undecided(step: str, note: str | None = None) -> Finding:
    """It could not be told."""
    return Finding(Relation.UNDECIDED, step, note)


def all_of(findings: Iterable[Finding]) -> Finding:
    """Equal when every part is; different as soon as one part is, without looking at the rest."""
    last, doubt = equal("structure"), None
    for finding in findings:
        if finding.different:
            return finding
        if finding.undecided and doubt is None:
            doubt = finding
        last = finding
    return doubt or last
