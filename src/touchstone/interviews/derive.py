"""A blueprint from a role profile, and a pool from the bank."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from touchstone.banks.question import Question
from touchstone.interviews.blueprint import (
    DEFAULT_MINUTES,
    LONGEST,
    SHORTEST,
    Blueprint,
    Need,
    level_shares,
    question_window,
    shown_by,
)
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.interviews.scope import Scope
from touchstone.roles.profile import Level, Profile

EXPOSURE_CAP = 0.15  # of all candidates: from 135 live questions on, 400 candidates never ran dry under it
DIGITS = 1e-9  # 0.15 × 20 is 2.9999… in floating point
YOUNG = 20  # candidates that a record counts as at least: 15 % of them are 3, of 3 candidates none at all
EXTREME = 0.02  # an expert's 0 is read as 2 % and 1 as 98 %: nobody or everybody never fails a question


def blueprint(
    profile: Profile,
    level: str,
    minutes: int = DEFAULT_MINUTES,
    *,
    known: Collection[tuple[str, str]] | None = None,
    scope: Scope | None = None,
    needs: Iterable[Need] = (),
    kinds: Iterable[str] = (),
    tools: Iterable[str] = (),
    must_include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    asked: Iterable[str] = (),
    overlap: int = 0,
    difficulty: float | None = None,
) -> Blueprint:
    """What an interview of `minutes` has to cover: one question at least on each must skill of the profile.

    `known` are the skills that the bank has questions on for this level, each with a kind of question: a must
    skill without any that shows it goes to `unseen` (None: all that name topics are taken). `scope` is the
    interview of a loop that this is for: its must skills, competencies and topics alone. `needs` are further
    requests. ValueError for an unknown level or a length out of range.
    """
    _must_be_known(level, minutes)
    wanted = tuple(needs)
    own = scope or Scope("", "", tuple(_must(profile)))
    chosen = tuple(kinds)
    seen = [need for need in own.needs if _can_show(need, known, chosen)]
    low, high = question_window(minutes)
    return Blueprint(
        role=profile.id,
        title=profile.levels.of(Level(level)).title,
        level=level,
        minutes=minutes,
        low_minutes=low,
        high_minutes=high,
        needs=(*seen, *wanted),
        shares=level_shares(level, wanted),
        topics=_topics(profile, scope, wanted) or own.topics,
        kinds=chosen,
        tools=tuple(tools),
        must_include=(*own.common, *(name for name in must_include if name not in own.common)),
        exclude=tuple(exclude),
        asked=tuple(asked),
        overlap=overlap,
        difficulty=difficulty,
        duties=tuple(duty.id for duty in profile.duties if level in duty.at),
        unseen=tuple(need.label for need in own.must if need not in seen),
        profile_hash=profile.hash,
        stage=own.title,
        by_phone=own.by_phone,
        common=own.common,
    )


def _must_be_known(level: str, minutes: int) -> None:
    if level not in set(Level):
        raise ValueError(f"found the level {level!r}, expected {', '.join(Level)}")
    if not SHORTEST <= minutes <= LONGEST:
        raise ValueError(f"an interview takes {SHORTEST} to {LONGEST} minutes, found {minutes}")


def _topics(profile: Profile, scope: Scope | None, wanted: Iterable[Need]) -> tuple[str, ...]:
    """What may be asked about, each once: of the profile or this interview first, then what is asked for."""
    if scope is None:
        topics = [skill.topics for skill in profile.skills]
    else:
        topics = [*(need.topics for need in scope.needs), scope.beside]
    topics += [need.topics for need in wanted]
    return tuple(dict.fromkeys(topic for held in topics for topic in held))


def _must(profile: Profile) -> Iterator[Need]:
    for skill in profile.must:
        yield Need(skill.label, skill.topics, kinds=shown_by(spoken=skill.spoken), of_role=True)


def _can_show(need: Need, known: Collection[tuple[str, str]] | None, chosen: Sequence[str]) -> bool:
    """Whether questions of the kinds asked for can show a skill, and the bank has one."""
    if need.kinds and chosen and set(need.kinds).isdisjoint(chosen):
        return False
    if known is None:
        return bool(need.topics)
    return any(within(skill, need.topics) and (not need.kinds or kind in need.kinds) for skill, kind in known)


@dataclass(frozen=True)
class Ledger:
    """How often each question was shown to `candidates` so far. The cap is hard: no new set goes over it.

    While there are few candidates the cap is a share of the first 20: of the first seven it would be one
    showing a question, and no bank would last until the eighth.
    """

    shown: dict[str, int] = field(default_factory=dict)
    candidates: int = 0
    cap: float = EXPOSURE_CAP

    def left(self, question_id: str, planned: int) -> int | None:
        """How many more candidates may see a question when `planned` more come; None without a record."""
        if not self.candidates:
            return None
        most = max(1, math.floor(self.cap * max(YOUNG, self.candidates + planned) + DIGITS))
        return max(0, most - self.shown.get(question_id, 0))


def pool(
    questions: Iterable[Question],
    ledger: Ledger | None = None,
    *,
    planned: int = 1,
    common: Collection[str] = (),
) -> list[PoolQuestion]:
    """The bank's questions as assembly sees them; `planned` candidates are still to come. No cap holds for
    `common` ones, which everybody is asked."""
    record = ledger or Ledger()
    return [
        PoolQuestion(
            id=question.id,
            skill=question.skill,
            level=question.level,
            minutes=question.minutes,
            kind=question.kind,
            tools=question.tools,
            difficulty=logit(question.expected_difficulty),
            enemies=frozenset(question.enemies),
            serves=frozenset(question.serves),
            shown=record.shown.get(question.id, 0),
            left=None if question.id in common else record.left(question.id, planned),
            sample=question.sample,
            hash=question.hash,
        )
        for question in questions
    ]


def logit(share: float) -> float:
    """The expected share of wrong answers (0 to 1) as a difficulty in logits; 0 is a half."""
    held = min(max(share, EXTREME), 1 - EXTREME)
    return math.log(held / (1 - held))
