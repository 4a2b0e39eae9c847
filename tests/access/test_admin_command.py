"""`touchstone admin`: links for a server that others use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from touchstone.access.people import Denied, Right
from touchstone.cli.main import touchstone


@pytest.fixture(autouse=True, scope="module")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """People of the test run; never the person's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOUCHSTONE_DATA", str(tmp_path_factory.mktemp("data")))
        from touchstone import bootstrap

        patch.setattr(bootstrap, "_PROCESS", bootstrap._Process())
        yield


def admin(*words: str) -> Result:
    return CliRunner().invoke(touchstone, ["admin", *words])


def listed() -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(admin("people", "--json").stdout)}


def test_somebody_is_let_in_renewed_and_shut_out() -> None:
    from touchstone.bootstrap import services

    made = admin("invite", "Ana Silva", "--organise", "--address", "https://hire.example.org/")
    assert made.exit_code == 0, made.stderr
    link = made.stdout.strip()
    assert link.startswith("https://hire.example.org/scorecards?seat=")
    assert "Ana Silva" in made.stderr
    ana = listed()["Ana Silva"]
    assert (ana["rights"], ana["revoked"]) == (["interview", "organise"], False)
    again = admin("renew", "ana silva").stdout.strip()
    people = services().machine.people
    assert people.by_token(link.partition("=")[2]) is None
    assert people.by_token(again.partition("=")[2]) is not None
    assert admin("revoke", "--", str(ana["id"])).exit_code == 0
    assert people.by_token(again.partition("=")[2]) is None
    assert listed()["Ana Silva"]["revoked"]
    assert "Ana Silva" in admin("people").stdout


def test_how_long_a_link_opens_is_said_and_moved() -> None:
    from touchstone.bootstrap import services

    today = services().clock.now().date()
    made = admin("invite", "Una")
    assert f"It opens until {today + timedelta(days=90)} (UTC)." in made.stderr
    soon, late = (str(today + timedelta(days=days)) for days in (3, 200))
    assert admin("extend", "una", "--until", late).stdout == f"The link of Una opens until {late}.\n"
    assert (listed()["Una"]["until"], listed()["Una"]["open"]) == (late, True)
    assert f"open, until {late}" in admin("people").stdout
    assert f"until {soon} (UTC)" in admin("renew", "Una", "--until", soon).stderr
    far = admin("invite", "Ulf", "--until", "2099-01-01")
    assert (far.exit_code, far.stdout) == (1, "")
    assert "A link opens until a day from" in far.stderr
    assert admin("extend", "Una", "--until", "soon").exit_code == 2


def test_the_right_to_see_pay_is_given_by_name() -> None:
    made = admin("invite", "Ines Pay", "--pay")
    assert made.exit_code == 0, made.stderr
    assert "With it one may: interview, pay." in made.stderr
    assert "on the page Salaries" in made.stderr
    assert listed()["Ines Pay"]["rights"] == ["interview", "pay"]
    plain = admin("invite", "Otto Org", "--organise")
    assert "Salaries" not in plain.stderr
    assert listed()["Otto Org"]["rights"] == ["interview", "organise"]
    assert "interview, organise." in admin("renew", "Otto Org").stderr
    assert "interview, organise, pay." in admin("renew", "Otto Org", "--pay").stderr
    assert listed()["Otto Org"]["rights"] == ["interview", "organise", "pay"]
    assert "interview, organise, pay" in admin("people").stdout


def test_the_right_to_see_pay_is_given_and_taken_while_the_link_stays() -> None:
    from touchstone.bootstrap import services

    people = services().machine.people
    token = admin("invite", "Pia Plain").stdout.strip().partition("=")[2]
    assert admin("allow", "Pia Plain", "--pay").stdout == "Pia Plain may: interview, pay.\n"
    person = people.by_token(token)
    assert person is not None
    assert person.may(Right.PAY)
    assert admin("allow", "Pia Plain", "--no-pay").stdout == "Pia Plain may: interview.\n"
    assert people.by_token(token) == replace(person, rights=frozenset({Right.INTERVIEW}))
    for by, said in (
        (replace(person, rights=frozenset({Right.INTERVIEW})), "Only who sets up interviews"),
        (replace(person, rights=frozenset({Right.ORGANISE})), "a right that they don't have"),
    ):
        refused = people.allow(by, person.id, Right.PAY, given=True)
        assert isinstance(refused, Denied)
        assert said in refused.sentence
    assert admin("revoke", "Pia Plain").exit_code == 0
    assert "opens nothing any more" in admin("allow", "Pia Plain", "--pay").stderr
    assert admin("allow", "Pia Plain").exit_code == 2


WRONG_CALLS = [
    (("invite", "  "), "needs a name"),
    (("renew", "Ann Silva"), "did you mean 'Ana Silva'?"),
    (("revoke", "Ben"), "2 people are called 'Ben'"),
    (("revoke", "x"), "no such person"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_CALLS, ids=[" ".join(words) for words, _ in WRONG_CALLS])
def test_a_wrong_call_is_a_sentence(words: tuple[str, ...], said: str) -> None:
    if "Ben" in words:
        admin("invite", "Ben")
        if len(words) == 2:  # a namesake can be invited only after somebody was shut out
            admin("revoke", "Ben")
            admin("invite", "Ben")
    made = admin(*words)
    assert made.exit_code == 1
    assert said in made.stderr
    assert "Traceback" not in made.stderr


def test_weights_are_fixed_and_shown_by_role_and_level() -> None:
    from tests.support.scorecards import made_sheet

    from touchstone.access.people import LOCAL
    from touchstone.bootstrap import services

    job = ("weights", "DS", "--level", "mid")
    by = ("--by", "Kim Lead")
    early = admin(*job, "--weight", "SQL=2", *by)
    assert (early.exit_code, early.stdout) == (1, "")
    assert "in use yet" in early.stderr
    machine = services().machine
    machine.seating.set_up(LOCAL, made_sheet("SQL", "a=b"), "C-1", [LOCAL.id])
    assert "weigh equally. Competencies of the forms in use: SQL, a=b." in admin(*job).stdout
    missing = admin(*job, "--weight", "SQL=2", *by)
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "unless it is written down why" in missing.stderr
    because = "The job is SQL most of the day."
    made = admin(*job, "--weight", "SQL=2", "--weight", "a=b=0.5", "--reason", because, *by)
    assert made.exit_code == 0, made.stderr
    assert f"Kim Lead: SQL 2, a=b 0.5. {because}" in made.stdout
    (row,) = json.loads(admin(*job, "--json").stdout)["fixed"]
    assert (row["by"], row["weights"]) == ("Kim Lead", {"SQL": 2.0, "a=b": 0.5})
    assert "SQL 1, a=b 1." in admin(*job, "--equal", *by).stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weights", "DS"), "Missing option '--level'"),
        (("weights", "DS", "--level", "mid", "--weight", "SQL"), "expected competency=weight"),
        (("weights", "DS", "--level", "mid", "--weight", "SQL=much"), "expected a number above 0"),
        (("weights", "DS", "--level", "mid", "--weight", "SQL=nan"), "expected a number above 0"),
        (("weights", "DS", "--level", "mid", "--reason", "why"), "go with --weight"),
        (("weights", "DS", "--level", "mid", "--equal", "--weight", "SQL=2"), "can't be meant together"),
        (("weights", "nobody", "--level", "mid"), "nobody"),
        (("weights", "FSDS", "--level", "junior"), "Levels of this role: mid, senior, staff."),
    ],
)
def test_weights_that_the_command_does_not_take(words: tuple[str, ...], said: str) -> None:
    made = admin(*words)
    assert (made.exit_code, made.stdout) == (2, "")
    assert said in made.stderr.replace("\n", " ")
