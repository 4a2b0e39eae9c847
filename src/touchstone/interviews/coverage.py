"""What the assembled forms of a loop really ask, beside what the plan wanted: gaps and doubles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from touchstone.interviews.blueprint import Need
from touchstone.interviews.check import counted, meets, readable
from touchstone.interviews.forms import Form, Infeasible
from touchstone.interviews.plan import CoverageRow, Plan
from touchstone.interviews.sets import InterviewSet


@dataclass(frozen=True)
class Cell:
    """How many questions of one interview show one thing: the fewest and the most of its parallel forms."""

    stage: str
    planned: bool
    least: int
    most: int

    @property
    def gap(self) -> bool:
        """Whether a form asks nothing on what its interview is planned for."""
        return self.planned and not self.least

    @property
    def told(self) -> str:
        """`2`, `1–2` over several forms, `0` for a gap, nothing for what was not planned and is not asked."""
        if not self.most:
            return "0" if self.planned else ""
        return str(self.most) if self.least == self.most else f"{self.least}–{self.most}"


@dataclass(frozen=True)
class CoveredRow:
    """One competency or must skill with a cell for each interview that was assembled."""

    row: CoverageRow
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Coverage:
    """The matrix, then what nobody asks about and what more than one interview asks about, in sentences."""

    rows: tuple[CoveredRow, ...]
    gaps: tuple[str, ...]
    doubles: tuple[str, ...]


def coverage(
    planned: Plan, made: Mapping[str, InterviewSet | Infeasible], title: Callable[[str], str] = readable
) -> Coverage:
    """The questions of all forms counted against the plan, then what they ask beside it and is scored, too.

    `made` are the sets by the stage's id; `title` says what a skill of the bank is called.
    """
    sets = {name: found for name, found in made.items() if isinstance(found, InterviewSet)}
    rows = tuple(
        CoveredRow(row, tuple(_cell(row, name, found.forms) for name, found in sets.items()))
        for row in (*planned.rows, *_beside(planned, sets, title))
    )
    titles = {item.stage.id: item.stage.title for item in planned.stages}
    return Coverage(rows, tuple(_gaps(rows, titles, sets)), tuple(_doubles(rows, titles)))


def _beside(
    planned: Plan, sets: Mapping[str, InterviewSet], title: Callable[[str], str]
) -> Iterator[CoverageRow]:
    """A row for each skill that no row of the plan holds and that a form is scored on all the same."""
    wanted = [Need(row.label, row.topics, kinds=row.kinds) for row in planned.rows if row.topics]
    skills: dict[str, None] = {}
    for found in sets.values():
        for question in (question for form in found.forms for question in form.questions):
            needs = (*wanted, *found.assembled.blueprint.needs)
            if not any(meets(need, question) for need in needs):
                skills[question.skill] = None
    return (CoverageRow(title(skill), False, (), topics=(skill,)) for skill in skills)


def _cell(row: CoverageRow, stage: str, forms: Sequence[Form]) -> Cell:
    shows = Need(row.label, row.topics, kinds=row.kinds)
    counts = [counted(shows, form.questions) if row.topics else 0 for form in forms]
    return Cell(stage, stage in row.stages, min(counts), max(counts))


def _gaps(
    rows: Sequence[CoveredRow], titles: Mapping[str, str], sets: Mapping[str, InterviewSet]
) -> Iterator[str]:
    for covered in rows:
        row = covered.row
        if not row.stages:  # the plan says so
            continue
        asked = [titles[cell.stage] for cell in covered.cells if cell.least]
        for cell in covered.cells:
            if cell.gap:
                instead = f"; {_listed(asked)} does" if asked else ""
                some = "nothing" if not cell.most else "nothing in some of its forms"
                yield f"{titles[cell.stage]} was to ask about “{row.label}” and asks {some}{instead}."
        missing = [titles[name] for name in row.stages if name not in sets]
        if missing and not asked:
            yield f"“{row.label}” is not asked about: there is no form for {_listed(missing)}."


def _doubles(rows: Sequence[CoveredRow], titles: Mapping[str, str]) -> Iterator[str]:
    for covered in rows:
        asked = [cell for cell in covered.cells if cell.most]
        if len(asked) > 1:
            counted = _listed([f"{titles[cell.stage]} ({cell.told})" for cell in asked])
            yield f"“{covered.row.label}” is asked about in {counted}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
