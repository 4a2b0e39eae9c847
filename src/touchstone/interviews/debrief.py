"""The debrief: scores by competency with their evidence, disagreements first; a named person decides.

Nothing here recommends or rejects anybody: candidates who can't be told apart stand in one band.
"""

from __future__ import annotations

import statistics
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from touchstone.core.counts import are
from touchstone.core.letters import letters as letters_of
from touchstone.core.persons import no_person
from touchstone.interviews.scorecard import (
    LETTERS_OF_EVIDENCE,
    LONGEST_TEXT,
    Refused,
    Scorecard,
    typed,
)
from touchstone.interviews.weighing import SHORTEST_REASON, Weighing

TALK = 2  # points apart: one point is what two careful people differ by on a good scale
OUTCOMES = ("offer", "no offer", "another interview", "on hold")
FINAL = OUTCOMES[:2]  # decisions after which a candidate is compared with nobody any more


@dataclass(frozen=True)
class Judged:
    """One score with its evidence, and who gave it."""

    interviewer: str
    title: str
    score: int
    evidence: str
    question: str = ""


@dataclass(frozen=True)
class CompetencyRow:
    """All scores of one competency.

    `apart` is how far two interviewers lie from each other: in their own medians, or on one question.
    """

    competency: str
    weight: float
    judged: tuple[Judged, ...]
    median: float
    low: int
    high: int
    apart: float

    @property
    def spread(self) -> str:
        """How far the scores reach, in words: "2 to 4"; nothing that could be read as a width."""
        if self.low != self.high:
            return f"{self.low} to {self.high}"
        return "all alike" if len(self.judged) > 1 else "one score"

    @property
    def to_discuss(self) -> bool:
        """Whether two interviewers lie two points or more apart."""
        return self.apart >= TALK

    def by_question(self) -> list[tuple[str, int, tuple[Judged, ...]]]:
        """Each question's title, how far its scores lie apart, and its scores, the highest first.

        The question that is disputed most comes first.
        """
        asked: dict[tuple[str, str], list[Judged]] = {}
        for item in self.judged:
            asked.setdefault((item.question, item.title), []).append(item)
        found = [
            (
                title,
                max(j.score for j in held) - min(j.score for j in held),
                tuple(sorted(held, key=lambda j: (-j.score, j.interviewer))),
            )
            for (_, title), held in asked.items()
        ]
        return sorted(found, key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True)
class Debrief:
    """One candidate's rows, the disagreements first. `mean` weighs the competencies' means; from 1 to 4.

    `weighing` is what was fixed before the first scorecard was in; None: all competencies weigh the same.
    """

    candidate: str
    rows: tuple[CompetencyRow, ...]
    mean: float
    weighing: Weighing | None = None

    @property
    def equal(self) -> bool:
        """Whether all competencies weigh the same."""
        return len({row.weight for row in self.rows}) == 1


def debrief(cards: Sequence[Scorecard], weighing: Weighing | None = None) -> Debrief | Refused:
    """The rows of one candidate's submitted scorecards; refused while one is still a draft.

    Competencies weigh equally unless other weights were fixed.
    """
    if not cards:
        return Refused(("There is no scorecard of this candidate yet.",))
    drafts = sum(not card.locked for card in cards)
    if drafts:
        return Refused((f"{drafts} of {len(cards)} scorecards {are(drafts)} not submitted yet.",))
    if len({card.candidate for card in cards}) > 1:
        return Refused(("A debrief is about one candidate; these scorecards are of several.",))
    competencies = list(dict.fromkeys(entry.competency for card in cards for entry in card.entries))
    weights = weighing.weights if weighing else {}
    rows = [row for name in competencies if (row := _row(name, cards, weights.get(name, 1.0)))]
    if not rows:
        return Refused(("No question was scored.",))
    rows.sort(key=lambda row: -row.apart)
    return Debrief(cards[0].candidate, tuple(rows), _mean(rows), weighing)


def _mean(rows: Sequence[CompetencyRow]) -> float:
    total = sum(row.weight for row in rows)
    return sum(row.weight * statistics.fmean(j.score for j in row.judged) for row in rows) / total


def weighed(item: Debrief, weights: Mapping[str, float]) -> Debrief:
    """The debrief with the weights of another one, which names all of its competencies."""
    rows = tuple(replace(row, weight=weights[row.competency]) for row in item.rows)
    return replace(item, rows=rows, mean=_mean(rows))


def restricted(item: Debrief, competencies: Container[str]) -> Debrief:
    """The debrief on some of its competencies, of which it has one at least: to compare like with like."""
    rows = tuple(row for row in item.rows if row.competency in competencies)
    return replace(item, rows=rows, mean=_mean(rows))


def _row(competency: str, cards: Sequence[Scorecard], weight: float) -> CompetencyRow | None:
    judged = tuple(
        Judged(card.interviewer, entry.title, entry.score, entry.seen, entry.question_id)
        for card in cards
        for entry in card.entries
        if entry.competency == competency and entry.score is not None
    )
    if not judged:
        return None
    scores = [item.score for item in judged]
    return CompetencyRow(
        competency=competency,
        weight=weight,
        judged=judged,
        median=statistics.median(scores),
        low=min(scores),
        high=max(scores),
        apart=_apart(judged),
    )


def _apart(judged: Sequence[Judged]) -> float:
    own: dict[str, list[float]] = {}
    by_question: dict[str, list[float]] = {}
    for item in judged:
        own.setdefault(item.interviewer, []).append(item.score)
        by_question.setdefault(item.question, []).append(item.score)
    medians = [statistics.median(scores) for scores in own.values()]
    return max(max(held) - min(held) for held in (medians, *by_question.values()))


_NO_PERSON = {"nobody": "no person", "team": "a group", "post": "a post"}


@dataclass(frozen=True)
class Decision:
    """What a named person decided, when, and why. `minutes` are notes of the debrief."""

    candidate: str
    outcome: str
    by: str
    reason: str
    at: datetime
    minutes: str = ""


def decide(
    item: Debrief, *, outcome: str, by: str, reason: str, at: datetime, minutes: str = ""
) -> Decision | Refused:
    """Records a decision; refused without a known outcome, a person or a reason.

    Weights that are not equal go into the minutes with their reason: they were part of it.
    """
    by, reason, minutes = typed(by), typed(reason), typed(minutes)
    lacking = []
    if outcome not in OUTCOMES:
        found = f"; found {outcome[:40]!r}" if outcome.strip() else ""
        lacking.append(f"Say what was decided: {', '.join(OUTCOMES[:-1])} or {OUTCOMES[-1]}{found}.")
    if not by.strip():
        lacking.append("A decision needs the name of the person who takes it.")
    elif (kind := no_person(by)) is not None:
        lacking.append(
            f"{by.strip()[:80]!r} is {_NO_PERSON[kind]}: name the person who answers for the decision."
        )
    if len(reason.strip()) < SHORTEST_REASON or letters_of(reason) < LETTERS_OF_EVIDENCE:
        lacking.append("A decision needs its reason, in words that the candidate could be told.")
    if (longest := max(map(len, (by, reason, minutes)))) > LONGEST_TEXT:
        lacking.append(f"A text has at most {LONGEST_TEXT:,} characters; this one has {longest:,}.")
    if lacking:
        return Refused(tuple(lacking))
    notes = "\n\n".join(text for text in (_weighed(item), minutes.strip()) if text)
    return Decision(item.candidate, outcome, by.strip(), reason.strip(), at, notes)


def repeated(made: Decision, before: Iterable[Decision]) -> bool:
    """Whether the latest decision says the same: a second click on a button decides nothing anew."""
    held = list(before)
    latest = max((one.at for one in held), default=None)
    return any(replace(made, at=one.at) == one for one in held if one.at == latest)


def _weighed(item: Debrief) -> str:
    fixed = item.weighing
    if fixed is None or item.equal:
        return ""
    weights = "; ".join(
        f"{row.competency} {row.weight:g}" for row in sorted(item.rows, key=lambda r: r.competency)
    )
    return f"Weights, fixed by {fixed.by} on {fixed.at:%Y-%m-%d}: {weights}. {fixed.reason}"


def with_names(item: Debrief, names: Mapping[str, str]) -> Debrief:
    """The same debrief with each interviewer called as `names` says; who is not in it keeps their id."""
    rows = tuple(
        replace(
            row,
            judged=tuple(replace(j, interviewer=names.get(j.interviewer, j.interviewer)) for j in row.judged),
        )
        for row in item.rows
    )
    return replace(item, rows=rows)
