"""What comes back from the service: closed unions, to be matched exhaustively."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from touchstone.assessments.state import Marked, Queued, Saved, Unread, Written


class Why(StrEnum):
    """Why the service refused; another person's attempt and one that never was are told alike."""

    NO_SUCH_ATTEMPT = "no_such_attempt"
    NO_SUCH_QUESTION = "no_such_question"
    FINISHED = "finished"
    PAST_DEADLINE = "past_deadline"
    ALREADY_ANSWERED = "already_answered"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_MORE_HINTS = "no_more_hints"
    NOT_SETTLED = "not_settled"
    NO_SIBLING = "no_sibling"
    NOT_A_RATING = "not_a_rating"
    NOTHING_TO_ASK = "nothing_to_ask"
    NOT_YOUR_OWN = "not_your_own"


SENTENCES = {
    Why.NO_SUCH_ATTEMPT: "There is no such self-test here. Start a new one, or open the address you kept.",
    Why.NO_SUCH_QUESTION: "This self-test has no such question.",
    Why.FINISHED: "This self-test is finished; its answers stay as they are.",
    Why.PAST_DEADLINE: "The time for this is over. What you committed before counts.",
    Why.ALREADY_ANSWERED: "This question is already answered, perhaps in another window.",
    Why.EMPTY: "Type an answer first, or skip the question.",
    Why.TOO_LONG: "That is too long to be an answer. Shorten it and commit again; nothing was marked.",
    Why.NO_MORE_HINTS: "There are no more hints for this question.",
    Why.NOT_SETTLED: "Answer this question first.",
    Why.NO_SIBLING: "The bank has no other question like this one yet.",
    Why.NOT_A_RATING: "A rating is 1, 2, 3 or 4.",
    Why.NOTHING_TO_ASK: "The bank has no question for this role and level yet. Choose another role or level.",
    Why.NOT_YOUR_OWN: "Somebody else has to decide about your own answer.",
}


@dataclass(frozen=True)
class Refused:
    """Nothing was done; `message` says why, and what to do."""

    why: Why

    @property
    def message(self) -> str:
        """A sentence for the person."""
        return SENTENCES[self.why]


@dataclass(frozen=True)
class Started:
    """A new attempt; `uncovered` names the skills that the bank has no question for."""

    attempt_id: str
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """It was recorded."""


@dataclass(frozen=True)
class Hinted:
    """A hint was shown and recorded."""

    text: str
    number: int


@dataclass(frozen=True)
class SiblingAt:
    """A sibling question stands at this position now."""

    position: int


Committed: TypeAlias = Marked | Unread | Queued | Saved | Written | Refused
Start: TypeAlias = Started | Refused
Recorded: TypeAlias = Done | Refused
Hint: TypeAlias = Hinted | Refused
Sibling: TypeAlias = SiblingAt | Refused
