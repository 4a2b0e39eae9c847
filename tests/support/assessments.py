"""Stand-ins for what a self-test leans on: a store in memory, a marker of small sums, a bank, a clock."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart, Option
from touchstone.assessments.drawing import Request
from touchstone.assessments.plan import Need
from touchstone.assessments.record import FOR_A_PERSON, Answer, Attempt, Draft, Event, Sheet, Verdict

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class StoppedClock:
    """A clock that moves when a test says so, and a millisecond a look, so that no two moments are alike."""

    time: datetime = NOON

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time


@dataclass
class MemoryStore:
    """The assessments room's `Store`, in memory; held to the same contract test as the real one."""

    attempts: dict[str, Attempt] = field(default_factory=dict)
    questions: dict[str, list[Asked]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    drafts: dict[tuple[str, int, str], Draft] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def create(self, new: Attempt, questions: Sequence[Asked]) -> None:
        self.attempts[new.id] = new
        self.questions[new.id] = list(questions)

    def load(self, attempt_id: str) -> Sheet | None:
        if attempt_id not in self.attempts:
            return None
        answers = tuple(sorted((a for a in self.answers if a.attempt_id == attempt_id), key=_age))
        ids = {answer.id for answer in answers}
        return Sheet(
            attempt=self.attempts[attempt_id],
            questions=tuple(self.questions[attempt_id]),
            answers=answers,
            verdicts=tuple(verdict for verdict in self.verdicts if verdict.answer_id in ids),
            events=tuple(event for event in self.events if event.attempt_id == attempt_id),
            drafts=tuple(draft for (owner, _, _), draft in self.drafts.items() if owner == attempt_id),
        )

    def attempts_of(self, owner: str) -> list[Attempt]:
        found = [attempt for attempt in self.attempts.values() if attempt.owner == owner]
        return sorted(found, key=lambda attempt: attempt.started_at, reverse=True)

    def add_question(self, attempt_id: str, position: int, question: Asked) -> bool:
        with self.lock:
            questions = self.questions.get(attempt_id, [])
            if not self._open(attempt_id) or position != len(questions) + 1:
                return False
            questions.append(question)
            return True

    def save_draft(self, attempt_id: str, position: int, part: str, raw: str, at: datetime) -> bool:
        if not self._open(attempt_id):
            return False
        self.drafts[attempt_id, position, part] = Draft(position, part, raw, at)
        return True

    def add_answer(self, new: Answer) -> bool:
        key = (new.attempt_id, new.position, new.part, new.number)
        with self.lock:
            taken = any((a.attempt_id, a.position, a.part, a.number) == key for a in self.answers)
            if taken or not self._open(new.attempt_id):
                return False
            self.answers.append(new)
            self.drafts.pop((new.attempt_id, new.position, new.part), None)
            return True

    def add_verdict(self, new: Verdict) -> bool:
        with self.lock:
            if any((v.answer_id, v.number) == (new.answer_id, new.number) for v in self.verdicts):
                return False
            self.verdicts.append(new)
            return True

    def add_event(self, new: Event) -> bool:
        if not self._open(new.attempt_id):
            return False
        self.events.append(new)
        return True

    def finish(self, attempt_id: str, at: datetime) -> None:
        if self._open(attempt_id):
            self.attempts[attempt_id] = replace(self.attempts[attempt_id], finished_at=at)

    def for_a_person(self) -> list[Answer]:
        last = {v.answer_id: v.outcome for v in sorted(self.verdicts, key=lambda v: v.number)}
        return [a for a in sorted(self.answers, key=_age) if last.get(a.id) in FOR_A_PERSON]

    def answers_to(self, question_id: str | None = None) -> Iterator[Answer]:
        for answer in sorted(self.answers, key=_age):
            asked = self.questions[answer.attempt_id][answer.position - 1]
            if question_id in (None, asked.question_id):
                yield answer

    def _open(self, attempt_id: str) -> bool:
        return attempt_id in self.attempts and self.attempts[attempt_id].finished_at is None


def _age(answer: Answer) -> tuple[datetime, str]:
    return answer.given_at, answer.id


@dataclass
class SmallMaths:
    """Marks whole numbers: right, wrong, `half` for half, and the ways of not knowing by their own names."""

    broken: bool = False
    rows: list[Mapping[str, Any]] = field(default_factory=list)

    def grade(self, row: Mapping[str, Any], *, owner: str | None = None) -> Mapping[str, Any]:
        if self.broken:
            raise OSError("no worker could be started")
        self.rows.append(row)
        answer = str(row["answer"]).strip()
        if answer in ("undecided", "timed_out", "invalid_row"):
            return {"outcome": answer, "score": 0.0, "reason": "I can't tell.", "decided_by": "budget"}
        if answer == "half":
            return _reply("partial", 0.5, "Half of it is right.", mistake="half")
        if not answer.lstrip("-").isalnum():
            return _reply("unreadable", 0.0, "Expected a number.")
        right = answer == row["key"]
        return _reply("correct" if right else "incorrect", float(right), "Compared with the key.", answer)

    def stated(self, row: Mapping[str, Any], *, owner: str | None = None) -> Mapping[str, Any]:
        return {"ok": True, "text": str(row["answer"]).strip(), "strange": []}

    def evaluate(
        self,
        expressions: Mapping[str, str],
        env: Mapping[str, str],
        assume: Mapping[str, str] | None = None,
        *,
        owner: str | None = None,
    ) -> Mapping[str, Mapping[str, Any]]:
        """`name+1`, `name` and `1` over whole numbers."""
        found: dict[str, Mapping[str, Any]] = {}
        for label, expression in expressions.items():
            terms = [env.get(term, term) for term in expression.split("+")]
            if all(term.lstrip("-").isdigit() for term in terms):
                total = sum(map(int, terms))
                found[label] = {"ok": True, "text": str(total), "value": float(total)}
            else:
                found[label] = {"ok": False}
        return found

    def read(
        self,
        text: str,
        *,
        syntax: str = "auto",
        names: Iterable[str] = (),
        kind: str | None = None,
        owner: str | None = None,
    ) -> Mapping[str, Any]:
        if text.lstrip("-").isalnum():
            return {"ok": True, "latex": text, "notes": []}
        return {"ok": False, "reason": "Expected a number.", "start": 0, "end": 1, "caret": f"{text}\n^"}


def _reply(
    outcome: str, score: float, reason: str, read_as: str | None = None, *, mistake: str | None = None
) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "score": score,
        "reason": reason,
        "mistake": mistake,
        "read_as": read_as,
        "decided_by": "comparison",
        "ms": 0.1,
    }


@dataclass(frozen=True)
class SmallQuestion:
    """A question of the small bank: the key is always its seed plus one."""

    id: str
    skill: str
    level: str = "junior"
    minutes: float = 4
    kind: str = "maths"
    fixed: bool = False
    parts: int = 1


@dataclass(frozen=True)
class SmallBank:
    """A bank whose variants are a number: asks for seed + 1; `undrawable` are questions it can't draw."""

    questions: tuple[SmallQuestion, ...]
    undrawable: frozenset[str] = frozenset()

    def candidates(self) -> Sequence[SmallQuestion]:
        return self.questions

    def draw(self, question_id: str, seed: int) -> Asked | None:
        found = next(q for q in self.questions if q.id == question_id)
        return None if question_id in self.undrawable else drawn(found, seed)


def drawn(question: SmallQuestion, seed: int) -> Asked:
    """The variant of a small question with that seed."""
    shown = 0 if question.fixed else seed
    area, subtopic, _ = question.skill.split(".")
    return Asked(
        question_id=question.id,
        question_hash=f"hash of {question.id}",
        seed=seed,
        title=question.id.replace("-", " ").capitalize(),
        skill=question.skill,
        area=area,
        subtopic=subtopic,
        level=question.level,
        minutes=question.minutes,
        prompt=f"What comes after ${shown}$?",
        parts=tuple(_part(question, shown, number) for number in range(question.parts)),
        hints=("Count on your fingers.", "Add one."),
        solution=f"One more than {shown} is SOLUTION-{shown + 1}.",
    )


def _part(question: SmallQuestion, shown: int, number: int) -> AskedPart:
    name = "answer" if question.parts == 1 else f"part_{number + 1}"
    if question.kind == "spoken":
        anchors = {n: f"ANCHOR-{n}" for n in (1, 2, 3, 4)}
        return AskedPart(id=name, kind="spoken", anchors=anchors, model_answer="MODEL-ANSWER")
    if question.kind == "choice":
        options = tuple(Option(id=letter, text=f"Option {letter}") for letter in "abc")
        return AskedPart(id=name, kind="choice", options=options, row={"key": "b", "kind": "choice"})
    row = {"key": str(shown + 1 + number), "mistakes": [{"name": "same", "value": str(shown), "credit": 0.2}]}
    if number == 0:
        return AskedPart(id=name, prompt="Part 1", kind="maths", row=row)
    before = f"part_{number}"
    return AskedPart(
        id=name,
        prompt=f"Part {number + 1}",
        kind="maths",
        row=row,
        follow=(before,),
        expressions={"key": f"{before}+1", "mistake same": f"{before}+0"},
    )


BANK = SmallBank(
    (
        SmallQuestion("add-one", "statistics.descriptive.variance"),
        SmallQuestion("add-two", "statistics.descriptive.variance"),
        SmallQuestion("pick-one", "probability.rules.bayes", kind="choice", fixed=True),
        SmallQuestion("two-steps", "probability.rules.counting", parts=2),
        SmallQuestion("talk", "communication.explaining.uncertainty", kind="spoken", fixed=True),
        SmallQuestion("hard", "statistics.inference.power", level="senior", minutes=10),
    )
)

REQUEST = Request(
    title="Data scientist",
    level="junior",
    minutes=30,
    needs=(
        Need("Statistics", ("statistics",)),
        Need("Probability", ("probability",)),
        Need("Communication", ("communication",)),
        Need("Sewing", ("crafts.sewing",)),
    ),
    role="data_scientist",
    profile_hash="p" * 64,
)


def counting_seeds() -> Any:
    """Seeds 101, 102, 103 …"""
    counter = itertools.count(101)
    return lambda: next(counter)
