"""Law as data: what a jurisdiction asks of a posting, since when, of whom, with statute and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from touchstone.core.ids import KebabId
from touchstone.core.located_yaml import Located, Where, load_file
from touchstone.core.problems import Problem
from touchstone.core.salvage import salvage
from touchstone.core.validate import Content, validate
from touchstone.postings.employer import Amount, Currency
from touchstone.postings.phrases import Phrase
from touchstone.roles.profile import Sentence, Text

_READ_ON = re.compile(r"\bread (\d{4}-\d{2}-\d{2})\b")  # as a source says on which day somebody read it
CHECK_EVERY = timedelta(days=180)  # pay-transparency laws changed about twice a year in 2024 to 2026

Requirement = Literal[
    "pay_range",
    "minimum_pay",
    "overpay_statement",
    "benefits",
    "other_pay",
    "deadline",
    "vacancy_statement",
    "ai_statement",
    "ai_notice",
    "duties",
    "neutral_title",
    "no_local_experience",
    "no_words",
    "nothing_in_posting",
]
# `remote_…`: of work from home alone; `remote_employer` of such work in the country of the law.
Reach = Literal["work", "reports_to", "employer", "remote_reports_to", "remote_employer"]


class Threshold(Content):
    """From how many employees a duty holds, and whether all count or only those in the place."""

    at_least: Annotated[int, Field(ge=1)] = 1
    counted: Literal["everywhere", "local", "unclear"] = "everywhere"
    note: Text | None = None


class Limit(Content):
    """An amount a year in one currency."""

    amount: Amount
    currency: Currency


class RangeRule(Content):
    """How pay must be written.

    `max_spread` is the most that may lie between the ends; above `free_above` no pay need be stated. `open`:
    whether the law's words refuse a range that is left open, as by `pay may be above this range`. `gross`: it
    asks for gross pay.
    """

    both_ends: bool = False
    single_figure: Literal["allowed", "unsaid"] = "unsaid"
    open: Literal["refused", "unsaid"] = "unsaid"
    gross: bool = False
    max_spread: Limit | None = None
    free_above: Limit | None = None


class NoticePart(Content):
    """One thing that a sentence has to say, known by a word of each group of `words`.

    `affirmed`: in clauses that deny nothing, as `no AI is used to screen` does.
    """

    says: Text
    words: Annotated[tuple[tuple[Phrase, ...], ...], Field(min_length=1)]
    affirmed: bool = False


class NoticeRule(Content):
    """What a notice about AI must hold.

    `business_days` must pass between the posting and the first use, which the notice then names. `elsewhere`:
    where it may stand instead of in the posting. `once_used`: not asked while nobody says that AI is used.
    """

    holds: tuple[NoticePart, ...] = ()
    business_days: Annotated[int, Field(ge=1, le=100)] | None = None
    elsewhere: Sentence | None = None
    once_used: bool = False


class LawDuty(Content):
    """One thing that the law asks for, from a day and until a day (both included).

    `vague` are words that do not do or may not stand; `doubtful` those that may mean something else.
    `wording` and `doubtful_wording` are the same as kinds of words of the language files.
    `named` is what has to be said of the pay; without it we can't tell that it is the one asked for.
    `internal: exempt`: it is not asked of a posting that the employer's own people alone see.
    `binding: false`: drafts and advice speak of it, so it is said and keeps nothing back.
    `statute` and `sources` are its own, where it has others than the law as a whole.
    """

    id: KebabId
    requires: Requirement
    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None
    says: Sentence
    add: Sentence | None = None
    employees: Threshold = Threshold()
    reach: tuple[Reach, ...] = ("work",)
    range: RangeRule = RangeRule()
    notice: NoticeRule = NoticeRule()
    named: NoticePart | None = None
    internal: Literal["exempt", "unsaid"] = "unsaid"
    binding: bool = True
    vague: tuple[Text, ...] = ()
    doubtful: tuple[Text, ...] = ()
    wording: tuple[KebabId, ...] = ()
    doubtful_wording: tuple[KebabId, ...] = ()
    statute: Text | None = None
    sources: tuple[Text, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the duty is in force on a day."""
        return self.since is not None and self.since <= day and (self.until is None or day <= self.until)


class LawCase(Content):
    """A test in the law's own file: an employer on a day, and the duties that are then not met.

    `at` is where the work is done when not in the law's first place: with `reports_only` the boss is there.
    `words` are the kinds of words that the posting holds; `internal`: the employer's own people alone see it.
    """

    name: Text
    on: date
    employer: dict[str, Any] = Field(default_factory=dict)
    reports_only: bool = False
    at: Text | None = None
    internal: bool = False
    words: tuple[KebabId, ...] = ()
    unmet: tuple[KebabId, ...] = ()


# What stands for a broken field that must be there while the rest of the law is looked at.
STAND_INS: dict[Where, Any] = {
    ("id",): "a-law",
    ("name",): "A law",
    ("kind",): "pay",
    ("status",): "bill",
    ("confidence",): "low",
    ("sources",): ["a source"],
    ("last_checked",): "2026-01-01",
    ("duties", "*", "id"): "a-duty",
    ("duties", "*", "requires"): "pay_range",
    ("duties", "*", "says"): "It asks for something.",
    ("tests", "*", "name"): "a test",
    ("tests", "*", "on"): "2026-01-01",
}


class Law(Content):
    """One jurisdiction's rules on postings. `places` are the regions in which it holds.

    `together` is an id by which a posting may name all of them at once, such as `EU`.
    """

    id: Text
    name: Text
    kind: Literal["pay", "ai", "equality"]
    status: Literal["in_force", "future", "not_in_force", "bill", "no_duty"]
    places: Annotated[tuple[Text, ...], Field(min_length=1)]
    inside: Text | None = None
    together: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,10}$")] | None = None
    duties: tuple[LawDuty, ...] = ()
    statute: Text | None = None
    salary_history_ban: bool | None = None
    cure: Sentence | None = None
    cure_from: date | None = None
    cure_until: date | None = None
    later: tuple[Sentence, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    confidence: Literal["high", "medium", "low"]
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    last_checked: date
    tests: tuple[LawCase, ...] = ()

    def cure_on(self, day: date) -> str | None:
        """How a breach can be cured on a day, or None when that is not, not yet or no longer possible."""
        begun = self.cure_from is None or self.cure_from <= day
        return self.cure if begun and (self.cure_until is None or day <= self.cure_until) else None

    def stale_on(self, day: date) -> bool:
        """Whether nobody has checked it for longer than 180 days."""
        return day - self.last_checked > CHECK_EVERY

    def in_force(self, day: date) -> Iterator[LawDuty]:
        """The duties in force on a day."""
        return (duty for duty in self.duties if duty.holds_on(day))

    def coming(self, day: date) -> Iterator[LawDuty]:
        """The duties that begin after a day."""
        return (duty for duty in self.duties if duty.since is not None and duty.since > day)


@dataclass(frozen=True)
class Laws:
    """All laws by id, and what is wrong with the files of the rest.

    `broken` is what is left of those, to look for further mistakes only.
    """

    by_id: dict[str, Law]
    problems: tuple[Problem, ...] = ()
    files: dict[str, Located] | None = None
    broken: tuple[tuple[Law, Located], ...] = ()


def load_laws(folder: Path) -> Laws:
    """Read every law in the folder. A broken file is listed; the others go on."""
    laws: dict[str, Law] = {}
    files: dict[str, Located] = {}
    problems: list[Problem] = []
    broken: list[tuple[Law, Located]] = []
    for path in sorted(folder.glob("*.yaml")):
        located = load_file(path)
        if isinstance(located, Problem):
            problems.append(located)
            continue
        law, found, rest = _read(located)
        problems.extend(found)
        if law is None:
            broken += [(rest, located)] if rest is not None else []
            continue
        if law.id in laws:
            first = files[law.id]
            at = f"first at {first.file}:{first.place(('id',))[0]}"
            problems.append(located.problem(("id",), f"the law {law.id!r} exists already", at))
            continue
        laws[law.id], files[law.id] = law, located
    return Laws(laws, tuple(problems), files, tuple(broken))


def _read(located: Located) -> tuple[Law | None, list[Problem], Law | None]:
    """The law, its problems, and when it has any what is left of it."""
    law, problems = validate(located, Law)
    if law is not None:
        problems = list(_law_problems(located, law))
        return (None, problems, law) if problems else (law, [], None)
    rest = salvage(located, Law, (), STAND_INS)
    if rest is None:
        return None, problems, None
    if not rest.lost_at(("duties",)):
        problems += _law_problems(located, rest.model)
    return None, problems, rest.model


def _law_problems(located: Located, law: Law) -> Iterator[Problem]:
    every = (*law.sources, *(source for duty in law.duties for source in duty.sources))
    newest = max((day for source in every for day in _READ_ON.findall(source)), default="")
    if newest > law.last_checked.isoformat():
        said = f"last_checked is {law.last_checked}, but a source was read later, on {newest}"
        yield located.problem(("last_checked",), said, f"write last_checked: {newest}")
    known = {duty.id for duty in law.duties}
    for n, duty in enumerate(law.duties):
        if duty.since and duty.until and duty.until < duty.since:
            yield located.problem(("duties", n, "until"), f"{duty.until} is before {duty.since}")
    for n, case in enumerate(law.tests):
        for m, name in enumerate(case.unmet):
            if name not in known:
                yield located.problem(("tests", n, "unmet", m), f"no duty {name!r} in this law")
