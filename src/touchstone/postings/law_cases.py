"""Runs the test cases that stand in the law files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from touchstone.core.located_yaml import Located
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import validate
from touchstone.postings.employer import Employer
from touchstone.postings.findings import Severity
from touchstone.postings.law import check_law
from touchstone.postings.law_reach import Facts
from touchstone.postings.places import Atlas, Place
from touchstone.postings.statutes import Law, LawCase, Laws, load_laws
from touchstone.salaries.regions import Regions


def law_problems(
    folder: Path, regions: Regions, *, excused: Collection[str] = (), kinds: Collection[str] | None = None
) -> list[Problem]:
    """Everything wrong with the laws in a folder: what can't be read, and each test that fails.

    `excused` are places that exist and can't be found, since they have a problem of their own; `kinds` are
    the kinds of words that the language has (None: not known).
    """
    laws = load_laws(folder)
    known = Atlas(regions, {**laws.by_id, **{f"broken {n}": law for n, (law, _) in enumerate(laws.broken)}})
    both = [*laws.broken, *((law, (laws.files or {})[name]) for name, law in laws.by_id.items())]
    nowhere = [problem for law, located in both for problem in _places(law, located, known, excused)]
    unknown = [problem for law, located in both for problem in _kinds(law, located, kinds)]
    return [*laws.problems, *nowhere, *unknown, *case_problems(laws, Atlas(regions, laws.by_id))]


def _kinds(law: Law, located: Located, kinds: Collection[str] | None) -> Iterator[Problem]:
    """A kind of words that the language does not have would be found in no posting."""
    for n, duty in enumerate(law.duties):
        for field in ("wording", "doubtful_wording"):
            for m, kind in enumerate(getattr(duty, field)):
                if kinds is not None and kind not in kinds:
                    said, near = f"no kind of words {kind!r} in the language", did_you_mean(kind, kinds)
                    yield located.problem(("duties", n, field, m), said, near)


def _places(law: Law, located: Located, atlas: Atlas, excused: Collection[str]) -> Iterator[Problem]:
    for n, name in enumerate(law.places):
        found = atlas.find(name)
        if isinstance(found, str) and name not in excused:
            yield located.problem(("places", n), found)


def case_problems(laws: Laws, atlas: Atlas) -> list[Problem]:
    """A problem at each test case whose law says something else."""
    return [
        problem
        for law in laws.by_id.values()
        if laws.files and law.id in laws.files
        for problem in _law(law, laws.files[law.id], atlas)
    ]


def _law(law: Law, located: Located, atlas: Atlas) -> Iterator[Problem]:
    place = atlas.find(law.places[0])
    if isinstance(place, str):  # `law_problems` says so
        return
    for n, case in enumerate(law.tests):
        yield from _case(law, located, n, case, place, atlas)


def _case(law: Law, located: Located, n: int, case: LawCase, place: Place, atlas: Atlas) -> Iterator[Problem]:
    data = {"name": "An employer", **case.employer}
    said: Mapping[str, object] = data
    employer, problems = validate(Located(located.file, said, located.places, located.keys), Employer)
    if employer is None:
        line, column = located.place(("tests", n, "employer"))
        yield from (Problem(located.file, line, column, p.message, p.hint) for p in problems)
        return
    at = atlas.find(case.at) if case.at else None
    if isinstance(at, str):
        yield located.problem(("tests", n, "at"), at)
        return
    work = (at,) if at else () if case.reports_only else (place,)
    boss = place if case.reports_only else None
    worded = {kind: ((0, len(kind)),) for kind in case.words}
    text = " ".join(case.words) or None
    facts = Facts(employer, work, boss, case.on, text, worded=worded, internal=case.internal)
    report = check_law([law], facts)
    asked = {duty.id for duty in law.duties}
    unmet = [f.rule for f in report.findings if f.severity is not Severity.INFO and f.rule in asked]
    if sorted(unmet) != sorted(case.unmet):
        found, expected = (", ".join(sorted(names)) or "nothing" for names in (unmet, case.unmet))
        yield located.problem(
            ("tests", n), f"on {case.on} the law lacks {found}; the test expects {expected}"
        )
