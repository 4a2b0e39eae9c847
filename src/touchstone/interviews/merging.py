"""Two windows of one interviewer wrote on the same entry: nothing that was typed is lost, or stands twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from touchstone.interviews.scorecard import Entry
from touchstone.interviews.three_way import three_way

T = TypeVar("T")


@dataclass(frozen=True)
class Typed:
    """What one window holds of an entry. `base` is the revision that it began from; None: the newest.

    `was` is what the window began from, as it stood there; None where a window doesn't say.
    """

    score: int | None = None
    evidence: str = ""
    not_asked: str = ""
    hints: int = 0
    notes: dict[int, str] = field(default_factory=dict)
    base: int | None = None
    was: Typed | None = None


def merged(kept: Entry, typed: Typed) -> Typed:
    """`typed`, joined with what another window kept meanwhile: what each of them changed, from what it was.

    Where both changed the score it is the later one, of hints the larger count, of texts both.
    """
    if typed.base is None or typed.base >= kept.revision:
        return typed
    was = typed.was or Typed()
    before = dict(kept.notes)
    notes = {
        anchor: three_way(was.notes.get(anchor, ""), before.get(anchor, ""), typed.notes.get(anchor, ""))
        for anchor in sorted({*before, *typed.notes})
    }
    hints = _later(was.hints, kept.hints, typed.hints)
    both = was.hints not in (kept.hints, typed.hints)
    return replace(
        typed,
        score=_later(was.score, kept.score, typed.score),
        evidence=three_way(was.evidence, kept.evidence, typed.evidence),
        not_asked=three_way(was.not_asked, kept.not_asked, typed.not_asked),
        hints=max(kept.hints, typed.hints) if both else hints,
        notes={anchor: text for anchor, text in notes.items() if text},
        base=None,
        was=None,
    )


def _later(was: T, kept: T, typed: T) -> T:
    return kept if typed == was else typed
