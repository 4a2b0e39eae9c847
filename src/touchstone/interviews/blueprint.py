"""What an interview set must cover: derived from the role profile, before any question is chosen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

from touchstone.core.hashes import content_hash

# For each level of a role: the least and the greatest share of questions at each level. Most are the role's
# own level; some from below let everybody begin well, some from above show who is already further. No bank
# has questions of a level of its own for staff: they get senior ones.
LEVEL_MIX: dict[str, dict[str, tuple[float, float]]] = {
    "junior": {"junior": (0.5, 1.0), "mid": (0.0, 0.5)},
    "mid": {"junior": (0.0, 0.4), "mid": (0.5, 1.0), "senior": (0.0, 0.4)},
    "senior": {"mid": (0.0, 0.5), "senior": (0.5, 1.0)},
    "staff": {"mid": (0.0, 0.4), "senior": (0.6, 1.0)},
}

DEFAULT_MINUTES = 60
SHORTEST, LONGEST = (
    15,
    240,
)  # minutes of one interview: below, no skill is seen; above, nobody is at their best
# Minutes that can be chosen on the page, and are offered.
LENGTHS: tuple[int, ...] = (*range(15, 125, 5), *range(130, 250, 10))
BAND = 0.10  # logits; parallel forms stay this near to their common mean difficulty
SLACK_SHARE = 0.10  # a form may leave a tenth of the question time unused


@dataclass(frozen=True)
class Need:
    """A number of questions that each form must hold on some topics, at some levels, of some kinds.

    Empty `topics`, `levels` or `kinds` mean any. `label` is what a reader is told. A `competency` is
    looked for whatever the role, beside its must skills. `of_role`: it comes from the role or the interview
    of its loop, so nobody can ask for less of it.
    """

    label: str
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    at_least: int = 1
    at_most: int | None = None
    competency: bool = False
    of_role: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Share:
    """The least and the greatest share (0 to 1) of a form's questions that are of one level.

    Of a level that the mix has no share of (`at_most` 0) a form may hold as many questions as were `asked`
    for at it, and those named by id.
    """

    level: str
    at_least: float
    at_most: float
    asked: int = 0

    ANY: ClassVar[int] = 99  # more than the questions of the longest interview: as many as answer the needs

    @property
    def beside(self) -> bool:
        """Whether the level stands in no mix and in the form only where a need names it."""
        return self.at_most == 0


@dataclass(frozen=True)
class TimePlan:
    """How the minutes of an interview are spent."""

    opening: int
    questions: int
    candidate: int
    close: int


@dataclass(frozen=True)
class Blueprint:
    """All requests that each form of an interview set must meet.

    `low_minutes` to `high_minutes` is the time of the questions alone. `difficulty` is the mean that all
    forms aim at, in logits (None: what the bank's own questions give), and `band` how far a form may be off
    it. `asked` are questions of neighbouring interviews and `samples` those that candidates see beforehand:
    they and their enemies are left out. `overlap` is how many questions two forms may share beside those of
    `must_include`. `stage` is the name of the interview of a loop that this is for, and `common` are the
    questions that everybody is asked in it: they have no exposure cap and no share in the mix of levels.
    `unseen` names must skills that the bank has no question on for the level: another interview has to look
    at them.
    """

    role: str
    title: str
    level: str
    minutes: int
    low_minutes: float
    high_minutes: float
    needs: tuple[Need, ...]
    shares: tuple[Share, ...]
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    overlap: int = 0
    difficulty: float | None = None
    band: float = BAND
    one_per_skill: bool = True
    duties: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    profile_hash: str = ""
    stage: str = ""
    by_phone: bool = False
    common: tuple[str, ...] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of the mix; a question may have another one only where a need names it."""
        return tuple(share.level for share in self.shares if not share.beside)

    @cached_property
    def hash(self) -> str:
        """The content hash of all requests."""
        return content_hash(as_data(self))

    def with_minutes(self, minutes: int) -> Blueprint:
        """The same requests in an interview of another length (whole minutes)."""
        low, high = question_window(minutes)
        return replace(self, minutes=minutes, low_minutes=low, high_minutes=high)


def as_data(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain data, without what it was made without: an older certificate keeps its hash."""
    held = asdict(blueprint)
    for name, empty in _LATER.items():
        if held[name] == empty:
            del held[name]
    held["needs"] = [
        {name: value for name, value in need.items() if name != "of_role" and (name != "competency" or value)}
        for need in held["needs"]
    ]
    held["shares"] = [
        {name: value for name, value in share.items() if name != "asked" or value} for share in held["shares"]
    ]
    return held


_LATER: dict[str, object] = {"stage": "", "by_phone": False, "common": ()}  # fields that format 1 grew


def time_plan(minutes: int) -> TimePlan:
    """An hour is 3 to open, 50 for questions, 5 for the candidate's questions, 2 to close.

    Other lengths keep the ratio. The frame around the questions never takes more than ten minutes.
    """
    frame = min(10, max(4, round(minutes / 6)))
    opening, close = max(1, round(frame * 0.3)), max(1, round(frame * 0.2))
    return TimePlan(opening, minutes - frame, frame - opening - close, close)


def question_window(minutes: int) -> tuple[float, float]:
    """The least and the most minutes of questions in an interview of `minutes`."""
    most = time_plan(minutes).questions
    return float(math.floor(most * (1 - SLACK_SHARE))), float(most)


def level_shares(level: str, needs: Iterable[Need] = ()) -> tuple[Share, ...]:
    """The mix of question levels for a level of the role, and beside it what `needs` name at other levels.

    KeyError for an unknown level.
    """
    mix, asked = LEVEL_MIX[level], Counter[str]()
    for need in needs:
        for name in need.levels:
            asked[name] += need.at_least
    beside = (Share(name, 0.0, 0.0, asked[name]) for name in asked if name not in mix)
    return (*(Share(name, *bounds) for name, bounds in mix.items()), *beside)


def shown_by(*, spoken: bool) -> tuple[str, ...]:
    """The kinds of question that show a skill; none named: any."""
    return ("spoken",) if spoken else ()


SHORT_LABEL = 3  # words: `linear algebra questions` reads well, a whole phrase before the noun doesn't


def described(need: Need, count: int | float | None = None) -> str:
    """`6 senior linear algebra questions`: a need in words, with a number before it when given."""
    noun = "question" if count == 1 else "questions"
    before = [f"{count:g}" if count is not None else "", " or ".join(need.levels), " or ".join(need.kinds)]
    if len(need.label.split()) <= SHORT_LABEL:
        return " ".join(word for word in (*before, need.label, noun) if word)
    return " ".join(word for word in (*before, noun) if word) + f" on “{need.label}”"
