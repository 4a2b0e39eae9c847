"""One interviewer's scores of one candidate: a draft until it is submitted, locked from then on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from touchstone.core.problems import did_you_mean
from touchstone.interviews.asking import AFTER_HINT

SCORES = (1, 2, 3, 4)
RECOMMENDATIONS = ("no", "rather no", "rather yes", "yes")
CONFIDENCE = ("not at all", "fairly", "very")
SHORTEST_EVIDENCE = 15  # characters: "said no" or "good" is no evidence that another person could weigh

Recommendation: TypeAlias = Literal["no", "rather no", "rather yes", "yes"]


@dataclass(frozen=True)
class Refused:
    """Why something was not done, a sentence each."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What one interviewer saw on one question.

    `score` is 1 to 4, or None; `not_asked` says why the question was left out.
    """

    question_id: str
    title: str
    competency: str
    score: int | None = None
    evidence: str = ""
    not_asked: str = ""
    hints: int = 0


@dataclass(frozen=True)
class Scorecard:
    """All entries of one interview, in the order of the form. `candidate` is a code, never a name.

    `conflict` is None until the interviewer says whether there is one; "" means none.
    """

    id: str
    form: str
    interviewer: str
    candidate: str
    entries: tuple[Entry, ...]
    recommendation: str = ""
    confidence: str = ""
    conflict: str | None = None
    submitted_at: datetime | None = None

    @property
    def locked(self) -> bool:
        """Whether it was submitted."""
        return self.submitted_at is not None

    def entry(self, question_id: str) -> Entry | None:
        """What is written on a question."""
        return next((entry for entry in self.entries if entry.question_id == question_id), None)


def write(
    card: Scorecard,
    question_id: str,
    *,
    score: int | None = None,
    evidence: str = "",
    not_asked: str = "",
    hints: int = 0,
) -> Scorecard | Refused:
    """The draft with one entry changed. Half an entry is kept: nothing that was typed gets lost."""
    if card.locked:
        return Refused(("The scorecard is submitted and can't be changed.",))
    old = card.entry(question_id)
    if old is None:
        hint = did_you_mean(question_id, [entry.question_id for entry in card.entries])
        return Refused((f"The form has no question {question_id!r}" + (f"; {hint}" if hint else "."),))
    if score is not None and score not in SCORES:
        return Refused((f"A score is 1, 2, 3 or 4; found {score}.",))
    if hints < 0:
        return Refused((f"Hints are counted from 0; found {hints}.",))
    new = replace(old, score=score, evidence=evidence.strip(), not_asked=not_asked.strip(), hints=hints)
    entries = tuple(new if entry is old else entry for entry in card.entries)
    return replace(card, entries=entries)


def conclude(
    card: Scorecard, *, recommendation: str, confidence: str, conflict: str | None
) -> Scorecard | Refused:
    """The draft with the interviewer's own view, which stands apart from the scores."""
    if card.locked:
        return Refused(("The scorecard is submitted and can't be changed.",))
    if recommendation and recommendation not in RECOMMENDATIONS:
        return Refused((f"A recommendation is {', '.join(RECOMMENDATIONS)}; found {recommendation!r}.",))
    if confidence and confidence not in CONFIDENCE:
        return Refused((f"How sure you are is {', '.join(CONFIDENCE)}; found {confidence!r}.",))
    said = None if conflict is None else conflict.strip()
    return replace(card, recommendation=recommendation, confidence=confidence, conflict=said)


def missing(card: Scorecard) -> list[str]:
    """All that keeps a draft from being submitted, in sentences."""
    found = [said for number, entry in enumerate(card.entries, start=1) for said in _missing(number, entry)]
    if not any(entry.score is not None for entry in card.entries):
        found.append("No question is scored.")
    if not card.recommendation:
        found.append("Your own recommendation is missing.")
    if not card.confidence:
        found.append("Say how sure you are.")
    if card.conflict is None:
        found.append("Say whether you know the candidate or have a stake in the outcome.")
    return found


def _missing(number: int, entry: Entry) -> Iterator[str]:
    name = f"Question {number} ({entry.title})"
    if entry.score is None:
        if not entry.not_asked:
            yield f"{name} has no score. Score it, or say why it was not asked."
        return
    if entry.not_asked:
        yield f"{name} is scored {entry.score} and marked as not asked. Take one of them away."
    if len(entry.evidence) < SHORTEST_EVIDENCE:
        yield f"{name} is scored {entry.score} without evidence. Write what the candidate said or did."
    most = best_after(entry.hints)
    if entry.score > most:
        yield f"{name} is scored {entry.score} after {_hints(entry.hints)}; {most} is the most then."


def best_after(hints: int) -> int:
    """The best score that is open after so many hints."""
    return max(SCORES) if hints == 0 else AFTER_HINT[min(hints, len(AFTER_HINT)) - 1]


def _hints(count: int) -> str:
    return "a hint" if count == 1 else f"{count} hints"


def submit(card: Scorecard, now: datetime) -> Scorecard | Refused:
    """The scorecard, locked; refused with every sentence of `missing`."""
    if card.locked:
        return Refused(("The scorecard is submitted already.",))
    lacking = missing(card)
    return Refused(tuple(lacking)) if lacking else replace(card, submitted_at=now)


def readable(viewer: str, cards: Iterable[Scorecard]) -> list[Scorecard]:
    """The scorecards of one candidate that a person may read now.

    One's own always. Others' only when they are submitted and one's own is too, so that nobody scores with
    another score in mind. Who did not interview reads them when all are submitted.
    """
    held = list(cards)
    own = [card for card in held if card.interviewer == viewer]
    open_now = all(card.locked for card in own) if own else all(card.locked for card in held)
    return [card for card in held if card.interviewer == viewer or (open_now and card.locked)]


def hidden(cards: Iterable[Scorecard]) -> list[Scorecard]:
    """The same scorecards with letters in place of the interviewers' names."""
    held = list(cards)
    names = sorted({card.interviewer for card in held})
    letters = {name: f"Interviewer {chr(ord('A') + place)}" for place, name in enumerate(names)}
    return [replace(card, interviewer=letters[card.interviewer]) for card in held]
