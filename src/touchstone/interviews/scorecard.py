"""One interviewer's scores of one candidate: a draft until it is submitted, locked from then on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from touchstone.core.letters import letters as letters_of
from touchstone.core.printable import unturned
from touchstone.core.problems import did_you_mean
from touchstone.interviews.asking import AFTER_HINT

SCORES = (1, 2, 3, 4)
RECOMMENDATIONS = ("no", "rather no", "rather yes", "yes")
CONFIDENCE = ("not at all", "fairly", "very")
SHORTEST_EVIDENCE = 15  # characters: "said no" or "good" is no evidence that another person could weigh
LETTERS_OF_EVIDENCE = 10  # of them letters or digits: a row of dots is none
ENOUGH_EVIDENCE = f"{SHORTEST_EVIDENCE} characters or more, {LETTERS_OF_EVIDENCE} of them letters or digits"
STAKE_UNNAMED = "yes"  # a stake in the outcome of which only that there is one was said so far
LETTERS_OF_A_WHY = 3  # why a question was left out, or nobody waits for a scorecard: "ill" says it
MOST_HINTS = 20  # no ladder is longer; a slip of the finger is
LONGEST_TEXT = 20_000  # characters a field: what fast fingers type in an hour; more is pasted from elsewhere

Recommendation: TypeAlias = Literal["no", "rather no", "rather yes", "yes"]


@dataclass(frozen=True)
class Refused:
    """Why something was not done, a sentence each."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What one interviewer saw on one question.

    `score` is 1 to 4, or None; `not_asked` says why the question was left out. `notes` are what was seen, by
    the anchor that it speaks for. `revision` counts how often the entry was saved.
    """

    question_id: str
    title: str
    competency: str
    score: int | None = None
    evidence: str = ""
    not_asked: str = ""
    hints: int = 0
    notes: tuple[tuple[int, str], ...] = ()
    revision: int = 0

    @property
    def seen(self) -> str:
        """All evidence: what was noted at each anchor, the best first, and in general."""
        noted = [f"At {anchor}: {text}" for anchor, text in sorted(self.notes, reverse=True)]
        return "\n".join([*([self.evidence] if self.evidence else []), *noted])


@dataclass(frozen=True)
class Scorecard:
    """All entries of one sitting, in the order of the form. `candidate` is a code, never a name.

    `conflict` is None until the interviewer says whether there is one; "" means none. `excused` says why
    nobody waits for this scorecard any more.
    """

    id: str
    sitting: str
    interviewer: str
    candidate: str
    entries: tuple[Entry, ...]
    recommendation: str = ""
    confidence: str = ""
    conflict: str | None = None
    submitted_at: datetime | None = None
    excused: str = ""

    @property
    def locked(self) -> bool:
        """Whether it was submitted."""
        return self.submitted_at is not None

    @property
    def closed(self) -> str:
        """Why nothing can be written on it any more; "" while it is a draft."""
        if self.locked:
            return "The scorecard is submitted and can't be changed."
        return "This scorecard is no longer waited for." if self.excused else ""

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
    notes: Mapping[int, str] | None = None,
) -> Scorecard | Refused:
    """The draft with one entry changed. Half an entry is kept: nothing that was typed gets lost."""
    if card.closed:
        return Refused((card.closed,))
    old = card.entry(question_id)
    if old is None:
        hint = did_you_mean(question_id, [entry.question_id for entry in card.entries])
        return Refused((f"The form has no question {question_id!r}" + (f"; {hint}" if hint else "."),))
    if score is not None and not _is_anchor(score):
        return Refused((f"A score is 1, 2, 3 or 4; found {score}.",))
    if type(hints) is not int or not 0 <= hints <= MOST_HINTS:
        return Refused((f"Hints are counted from 0 to {MOST_HINTS}; found {hints}.",))
    kept = {anchor: typed(text) for anchor, text in (notes or {}).items()}
    evidence, not_asked = typed(evidence), typed(not_asked)
    if strange := [anchor for anchor in kept if not _is_anchor(anchor)]:
        return Refused((f"A note stands at an anchor from 1 to 4; found {strange}.",))
    longest = max(len(text) for text in (evidence, not_asked, *kept.values()))
    if longest > LONGEST_TEXT:
        return Refused((f"A note has at most {LONGEST_TEXT:,} characters; this one has {longest:,}.",))
    new = replace(
        old,
        score=score,
        evidence=evidence.strip(),
        not_asked=not_asked.strip(),
        hints=hints,
        notes=tuple((anchor, kept[anchor].strip()) for anchor in sorted(kept) if kept[anchor].strip()),
        revision=old.revision + 1,
    )
    entries = tuple(new if entry is old else entry for entry in card.entries)
    return replace(card, entries=entries)


def _is_anchor(value: object) -> bool:
    """Whether it is one of the scores: 3.0 and True are not, though they are equal to one."""
    return type(value) is int and value in SCORES


def typed(text: str) -> str:
    """Text in which half a surrogate pair, which no page can show, is a question mark.

    Marks that turn the direction of what follows are left out: evidence would read otherwise than it is.
    """
    return unturned(text.encode("utf-8", "replace").decode())


def conclude(
    card: Scorecard, *, recommendation: str, confidence: str, conflict: str | None
) -> Scorecard | Refused:
    """The draft with the interviewer's own view, which stands apart from the scores."""
    if card.closed:
        return Refused((card.closed,))
    if recommendation and recommendation not in RECOMMENDATIONS:
        return Refused((f"A recommendation is {', '.join(RECOMMENDATIONS)}; found {recommendation!r}.",))
    if confidence and confidence not in CONFIDENCE:
        return Refused((f"How sure you are is {', '.join(CONFIDENCE)}; found {confidence!r}.",))
    said = None if conflict is None else typed(conflict).strip()
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
    elif card.conflict and not _named(card.conflict):
        found.append("You know the candidate or have a stake in the outcome. Say which.")
    return found


def _named(conflict: str) -> bool:
    said = conflict.casefold().strip(" .!")
    return said not in (STAKE_UNNAMED, "no") and letters_of(said) > 1  # two signs can say "colleague"


def _missing(number: int, entry: Entry) -> Iterator[str]:
    name = f"Question {number} ({entry.title})"
    if entry.score is None:
        if letters_of(entry.not_asked) < LETTERS_OF_A_WHY:
            yield f"{name} has no score. Score it, or say why it was not asked."
        return
    if entry.not_asked:
        yield f"{name} is scored {entry.score} and marked as not asked. Take one of them away."
    written = entry.evidence + "".join(text for _, text in entry.notes)
    if len(written) < SHORTEST_EVIDENCE or letters_of(written) < LETTERS_OF_EVIDENCE:
        lacks = "with too little evidence" if written else "without evidence"
        what = f"Write what the candidate said or did, in {ENOUGH_EVIDENCE}."
        yield f"{name} is scored {entry.score} {lacks}. {what}"
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
    if card.closed:
        return Refused((card.closed,))
    lacking = missing(card)
    return Refused(tuple(lacking)) if lacking else replace(card, submitted_at=now)


def readable(viewer: str, cards: Iterable[Scorecard]) -> list[Scorecard]:
    """The scorecards of one candidate that a person may read now.

    One's own always. Others' only when they are submitted and one's own is too, so that nobody scores with
    another score in mind. Who did not interview reads them when all are submitted.
    """
    held = list(cards)
    active = [card for card in held if not card.excused]
    awaited = [card for card in active if card.interviewer == viewer] or active
    open_now = all(card.locked for card in awaited)
    return [card for card in held if card.interviewer == viewer or (open_now and card.locked)]


def letters(names: Iterable[str], salt: str) -> dict[str, str]:
    """A letter for each name, in an order that says nothing about the names."""

    def mixed(name: str) -> str:
        return hashlib.sha256(f"{salt}/{name}".encode()).hexdigest()

    ordered = sorted(set(names), key=mixed)
    return {name: f"Interviewer {_letter(place)}" for place, name in enumerate(ordered)}


def _letter(place: int) -> str:
    more, rest = divmod(place, 26)
    return chr(ord("A") + rest) + (str(more + 1) if more else "")


def hidden(cards: Iterable[Scorecard], names: Mapping[str, str]) -> list[Scorecard]:
    """The same scorecards with `letters` in place of the interviewers' ids, in the order of the letters.

    In the order in which the organiser named the interviewers, each letter would be a name again.
    """
    held = [replace(card, interviewer=names[card.interviewer]) for card in cards]
    return sorted(held, key=lambda card: card.interviewer)
