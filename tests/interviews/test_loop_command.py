"""`touchstone interview … --loop`: shown first, made with --yes, all interviews or none."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete

from touchstone.access.people import LOCAL
from touchstone.bootstrap import services
from touchstone.cli.main import touchstone
from touchstone.interviews.sitting import Sitting
from touchstone.store.panel_tables import scorecard, scorecard_entry, showing, sitting

NAMED = ("--called", "Lou Grant")
ROLE = ("DS", "--level", "mid", "--loop")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(touchstone, ["interview", *ROLE, *arguments])


def data(*arguments: str) -> Any:
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def sittings(code: str) -> list[Sitting]:
    return services().machine.sittings.sittings(candidate=code)


@pytest.fixture(autouse=True)
def nobody() -> None:
    """No interview is set up before a test, and whoever sits at the machine has no name yet."""
    services().machine.people.rename(LOCAL, LOCAL.name)
    with services().machine.database.write() as connection:
        for table in (scorecard_entry, scorecard, sitting, showing):
            connection.execute(delete(table))


def test_it_is_shown_and_not_made_without_yes() -> None:
    shown = run(
        "--for",
        "l-1",
        "--seat",
        "technical=Nia New, me",
        "--called",
        "Lou Grant",
        "--starts",
        "2026-12-07 13:00",
    )
    assert shown.exit_code == 0
    assert "Nothing is set up yet: add --yes." in shown.stderr
    assert re.search(
        r"\| Technical \| 7 Dec 13:40, 60 min \| Nia New, Lou Grant \| \d+ \(form-\w{12}\) \| to set up \|",
        shown.stdout,
    )
    assert "Who gets a link of their own: Nia New." in shown.stdout
    assert "seat=" not in shown.stdout
    assert sittings("L-1") == []
    assert "Nia New" not in services().machine.people.names().values()


def test_with_yes_all_of_it_is_there_as_it_was_shown(tmp_path: Path) -> None:
    words = (
        "--for",
        "l-2",
        "--seat",
        "Bo Lund",
        "--seat",
        "case=me",
        *NAMED,
        "--address",
        "https://hire.example.org/",
    )
    shown, made = data(*words), data(*words, "--yes", "--calendar", str(tmp_path))
    for told in (shown, made):
        for stage in told["stages"]:
            datetime.fromisoformat(stage["starts"])
    assert [stage["interview"] for stage in shown["stages"]] == [None] * 5
    assert [stage["questions"] for stage in made["stages"]] == [
        stage["questions"] for stage in shown["stages"]
    ]
    assert {one.id for one in sittings("L-2")} == {stage["interview"] for stage in made["stages"]}
    assert [stage["interviewers"] for stage in made["stages"]] == [
        ["Bo Lund"],
        ["Bo Lund"],
        ["Lou Grant"],
        ["Bo Lund"],
        ["Bo Lund"],
    ]
    (link,) = made["links"]
    token = link["link"].removeprefix("https://hire.example.org/scorecards?seat=")
    person = services().machine.people.by_token(token)
    assert person is not None
    assert person.name == "Bo Lund"
    inside, outside = sorted(tmp_path.iterdir(), key=lambda path: path.name.endswith("candidate.ics"))
    assert inside.read_text().count("https://hire.example.org/scorecards") >= 5
    assert outside.read_text().count("BEGIN:VEVENT") == 5
    again = data(*words, "--yes")
    assert [stage["before"] for stage in again["stages"]] == [True] * 5
    assert again["links"] == []


def test_which_interview_fails_and_what_would_work_is_said() -> None:
    refused = run("--for", "l-3", "--forms", "40", "--seat", "screen=Nobody Else", *NAMED, "--yes")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "Technical: The request needs 40 questions" in refused.stderr
    (tried,) = re.findall(r"^Try: touchstone interview (.*)$", refused.stderr, re.MULTILINE)[:1]
    assert "--minutes" not in tried
    assert "--loop" in tried
    assert sittings("L-3") == []
    assert "Nobody Else" not in services().machine.people.names().values()
    assert json.loads(run("--for", "l-3", "--forms", "40", "--format", "json").stdout)["infeasible"]


WRONG = {
    "whom": ((), "name them by a code with --for"),
    "no code": (("--for", "Ana Silva"), "A candidate is named by a code"),
    "paper": (("--for", "l-4", "--kit"), "leave out --kit"),
    "stage": (("--for", "l-4", "--stage", "all"), "leave out --stage"),
    "minutes": (("--for", "l-4", "--minutes", "45"), "leave out --minutes"),
    "shape": (("--for", "l-4", "--format", "pdf"), "told as md or json, not as pdf"),
    "seat": (
        ("--for", "l-4", "--seat", "tecnical=Ana"),
        "'tecnical'; did you mean 'technical'? It has screen,",
    ),
    "form": (("--for", "l-4", "--form", "2"), "there are 1 forms, found 2"),
    "time": (("--for", "l-4", "--starts", "at noon"), "such as '2026-12-07 09:00', found 'at noon'"),
    "folder": (
        ("--for", "l-4", "--yes", "--calendar", "/nowhere/at/all"),
        "there is no folder '/nowhere/at/all'",
    ),
    "no place": (("--for", "l-4", "--yes", "-o", "/nowhere/loop.md"), "there is no folder '/nowhere'"),
    "calendar of nothing": (("--for", "l-4", "--calendar", "."), "--calendar is for a loop that is made"),
    "nameless": (("--for", "l-4", "--seat", "case=Ana"), "Here your name goes with --called."),
    "exclude": (("--for", "l-4", "--exclude", "no-such"), "there is no question 'no-such'"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_is_told_what_is_right(case: str) -> None:
    arguments, said = WRONG[case]
    done = run(*arguments)
    assert done.exit_code in (1, 2)
    assert said in done.stderr.replace("\n", " ")
    assert sittings("L-4") == []


@pytest.mark.parametrize("option", [("--seat", "Ana"), ("--yes",), ("--pause", "5"), ("--hide-names",)])
def test_what_is_for_the_loop_alone_is_not_ignored_elsewhere(option: tuple[str, ...]) -> None:
    done = CliRunner().invoke(touchstone, ["interview", "DS", "--level", "mid", *option])
    assert done.exit_code == 2
    assert f"{option[0]} is for --loop." in done.stderr
