"""Two devices of one interviewer wrote on the same entry: nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from touchstone.interviews.scorecard import Entry


@dataclass(frozen=True)
class Typed:
    """What one window holds of an entry. `base` is the revision that it began from; None: the newest."""

    score: int | None = None
    evidence: str = ""
    not_asked: str = ""
    hints: int = 0
    notes: dict[int, str] = field(default_factory=dict)
    base: int | None = None


def merged(kept: Entry, typed: Typed) -> Typed:
    """`typed`, joined with what another window kept meanwhile.

    A later score replaces an earlier one; of hints the larger count is true; texts are put one after another
    unless one holds the other.
    """
    if typed.base is None or typed.base >= kept.revision:
        return typed
    before = dict(kept.notes)
    anchors = sorted({*before, *typed.notes})
    return Typed(
        score=kept.score if typed.score is None else typed.score,
        evidence=_both(kept.evidence, typed.evidence),
        not_asked=_both(kept.not_asked, typed.not_asked),
        hints=max(kept.hints, typed.hints),
        notes={anchor: _both(before.get(anchor, ""), typed.notes.get(anchor, "")) for anchor in anchors},
    )


def _both(kept: str, typed: str) -> str:
    one, other = kept.strip(), typed.strip()
    if one in other:
        return other
    return one if other in one else f"{one}\n{other}"
