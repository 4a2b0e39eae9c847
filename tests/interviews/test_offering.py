"""What is offered in place of a refused request can be asked for, and works when it is."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from touchstone.cli.main import touchstone
from touchstone.interviews.blueprint import LENGTHS, Need
from touchstone.interviews.budget import Budget, TimeIsUp
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.offering import instead
from touchstone.interviews.programme import Programme
from touchstone.interviews.request import Request

SQL = Need("SQL", ("sql",), at_least=9)
ASKED = Request("mid", 30, 8, needs=(SQL,), must_include=("a", "b"), exclude=("c",), kinds=("sql",))
NO = Infeasible(("no",))


def offered(request: Request, works: Callable[[Request], bool], *, fixed: bool = False) -> list[Request]:
    still = Budget(1.0, lambda: 0.0)  # however slow the machine
    found = instead(request, NO, lambda other, budget: works(other), fixed=fixed, allowed=lambda: still)
    return [held.request for held in found]


@pytest.mark.parametrize("most", range(1, 8))
def test_the_most_forms_that_work_are_offered(most: int) -> None:
    assert offered(ASKED, lambda other: other.forms <= most) == [replace(ASKED, forms=most)]


# What is impossible, and what is offered: all else stays as it was asked for.
PIECES = [
    (lambda r: "a" not in r.must_include, {"forms": 7, "must_include": ("b",)}),
    (lambda r: not r.exclude, {"forms": 7, "exclude": ()}),
    (lambda r: "sql" not in r.kinds, {"forms": 7, "kinds": ()}),
    (lambda r: r.minutes >= 60, {"forms": 7, "minutes": 60}),
    # a longer interview rather than one without the question
    (lambda r: r.minutes >= 45 or "a" not in r.must_include, {"forms": 7, "minutes": 45}),
    (lambda r: not r.must_include, {"forms": 7, "must_include": ()}),
    (lambda r: r.minutes <= 15, {"forms": 7, "minutes": 15}),
    (lambda r: sum(n.at_least for n in r.needs) <= 4, {"forms": 7, "needs": (replace(SQL, at_least=4),)}),
    (lambda r: not r.needs and r.forms < 3, {"forms": 2, "needs": ()}),
]


@pytest.mark.parametrize(("works", "changed"), PIECES)
def test_only_what_is_in_the_way_is_taken_off(works: Callable[[Request], bool], changed: dict) -> None:
    assert offered(ASKED, works) == [replace(ASKED, **changed)]


def test_a_length_that_can_not_be_asked_for_is_not_offered() -> None:
    assert offered(ASKED, lambda other: other.minutes > 30, fixed=True) == []
    assert all(held.minutes in LENGTHS for held in offered(ASKED, lambda other: other.minutes > 33))


def test_nothing_is_offered_that_was_not_seen_to_work() -> None:
    assert offered(ASKED, lambda other: False) == []


def test_a_search_out_of_time_says_so() -> None:
    now = iter([0.0, 0.5, 3.0, 3.0])
    budget = Budget(2.0, lambda: next(now))
    assert budget.left == 1.5
    with pytest.raises(TimeIsUp):
        Programme().solve(budget)


@pytest.mark.parametrize(
    ("worked", "passed", "waits"), [(1.0, 1.0, 1.2), (1.0, 4.0, 4.8), (1.0, 90.0, 12.0), (0.01, 0.01, 23.88)]
)
def test_on_a_busy_machine_the_solver_is_waited_for_longer(
    worked: float, passed: float, waits: float
) -> None:
    work, time = [0.0], [0.0]
    budget = Budget(2.0, lambda: work[0], lambda: time[0])
    work[0], time[0] = worked, passed
    assert budget.wait == pytest.approx(waits)


def run(*words: str) -> Result:
    return CliRunner().invoke(touchstone, ["interview", *words])


# Requests that the shipped bank can't meet, each in another way.
REFUSED = [
    "MLE --level senior --need sql=60",
    "MLE --level senior --minutes 15 --forms 6 --seed 299",
    "data_science_manager --level mid --forms 3 --minutes 15",
    "data_engineer --level senior --seed 73 --stage manager --include half-of-a-transfer",
    "data_scientist --level mid --minutes 90 --need linear_algebra=1 --kind spoken --tools closed",
    "data_science_manager --level junior --minutes 60 --forms 8 --kind spoken --tools closed",
    "FSDS --level staff --need calculus.derivatives.partials:mid=3 --kind maths --kind sql --tools open",
]


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_offered_works_as_it_stands(words: str) -> None:
    refused = run(*words.split())
    assert refused.exit_code == 1
    assert refused.stdout == ""
    lines = refused.stderr.splitlines()
    tries = [line for line in lines if line.startswith("Try: ")]
    assert tries
    for line in tries:
        assert lines[lines.index(line) - 1].startswith("This would work: ")
        program, command, *typed = shlex.split(line.removeprefix("Try: "))
        assert (program, command) == ("touchstone", "interview")
        made = run(*typed)
        assert made.exit_code == 0, (line, made.stderr)


def test_what_else_was_typed_stands_in_the_offer() -> None:
    kit = ("--candidate", "--form", "3", "--place", "PL", "--contact", "Kim's desk", "--swap", f"{A}={B}")
    refused = run("MLE", "--level", "mid", "--forms", "3", "--need", "sql:staff=60", *kit)
    typed = shlex.split(next(line for line in refused.stderr.splitlines() if line.startswith("Try: ")))
    assert "--candidate" in typed
    assert typed[typed.index("--contact") + 1] == "Kim's desk"
    assert typed[typed.index("--place") + 1] == "PL"
    assert "--swap" not in typed  # it names questions of a set that there is not
    assert run(*typed[3:]).exit_code == 0


A, B = "half-of-a-transfer", "test-that-depends-on-today"
