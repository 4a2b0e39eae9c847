"""People and their links: a token opens one person's place, until it is renewed or taken away."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from tests.support.scorecards import MemoryPeople, Noon

from touchstone.access.people import LOCAL, OPERATOR, Denied, Invited, People, Person, Right, token_hash

GUEST = Person("guest", "Guest", frozenset({Right.INTERVIEW}))


@pytest.fixture
def people() -> People:
    numbers = count(1)
    beside = {("org", "p-1"), ("local", "p-1")}
    return People(
        MemoryPeople(), Noon(), lambda: f"p-{next(numbers)}", lambda one, other: (one, other) in beside
    )


def invited(people: People, name: str = "Ana") -> Invited:
    made = people.invite(LOCAL, name, frozenset({Right.INTERVIEW}))
    assert isinstance(made, Invited)
    return made


def test_a_link_opens_its_own_place(people: People) -> None:
    ana, ben = invited(people), invited(people, " Ben  Okri ")
    assert people.by_token(ana.token) == ana.person
    assert people.by_token(ben.token) == Person("p-2", "Ben Okri", frozenset({Right.INTERVIEW}))
    assert len({ana.token, ben.token}) == 2


def test_the_token_itself_is_not_kept(people: People) -> None:
    token = invited(people).token
    assert token not in repr(people.store)
    assert token_hash(token) in repr(people.store)


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "a" * 32, "a" * 5000, "\0" * 32, "\ud800" * 32])
def test_what_is_no_token_opens_nothing(people: People, token: str) -> None:
    invited(people)
    people.rename(LOCAL, "Kim")  # somebody without a link is not found by one
    assert people.by_token(token) is None


def test_a_renewed_or_revoked_link_opens_nothing(people: People) -> None:
    first = invited(people)
    second = people.renew(OPERATOR, first.person.id)
    assert isinstance(second, Invited)
    assert people.by_token(first.token) is None
    assert people.by_token(second.token) == first.person
    assert people.revoke(LOCAL, first.person.id) == first.person
    assert people.by_token(second.token) is None
    assert people.names()["p-1"] == "Ana"


def test_nobody_gives_away_a_right_that_they_do_not_have(people: People) -> None:
    organiser = Person("org", "Otto", frozenset({Right.ORGANISE, Right.INTERVIEW}))
    assert isinstance(people.invite(organiser, "Eve", frozenset({Right.PAY})), Denied)
    paymaster = people.invite(LOCAL, "Ines", frozenset({Right.PAY}))
    assert isinstance(paymaster, Invited)
    assert isinstance(people.renew(organiser, paymaster.person.id), Denied)
    eve = people.invite(organiser, "Eve", frozenset({Right.INTERVIEW}))
    assert isinstance(eve, Invited)
    assert isinstance(people.renew(organiser, eve.person.id, also=frozenset({Right.PAY})), Denied)
    assert people.by_token(eve.token) == eve.person
    more = people.renew(LOCAL, eve.person.id, also=frozenset({Right.PAY}))
    assert isinstance(more, Invited)
    assert people.by_token(more.token) == replace(eve.person, rights=frozenset({Right.INTERVIEW, Right.PAY}))
    assert people.by_token(paymaster.token) == paymaster.person


def test_who_can_come_in_is_found_by_name(people: People) -> None:
    ana, ben = invited(people, "Ana Silva"), invited(people, "Ben")
    people.revoke(LOCAL, ben.person.id)
    people.rename(LOCAL, "Kim Lead")
    assert people.with_links() == {"ana silva": (ana.person.id,)}
    assert people.let_in() == {LOCAL.id, ana.person.id}
    other = invited(people, "ana SILVA")
    assert people.with_links() == {"ana silva": (ana.person.id, other.person.id)}


def test_who_scores_beside_somebody_does_not_get_their_link(people: People) -> None:
    organiser = Person("org", "Otto", frozenset({Right.ORGANISE, Right.INTERVIEW}))
    ben, eva = invited(people, "Ben"), invited(people, "Eva")
    for by in (organiser, LOCAL):
        outcome = people.renew(by, ben.person.id)
        assert isinstance(outcome, Denied)
        assert "score a candidate together" in outcome.sentence
    assert people.by_token(ben.token) == ben.person
    assert isinstance(people.renew(organiser, eva.person.id), Invited)
    assert isinstance(people.renew(OPERATOR, ben.person.id), Invited)


def test_a_name_is_changed_by_who_can_come_in_and_is_theirs_alone(people: People) -> None:
    ana, ben = invited(people, "Ana"), invited(people, "Ben")
    for taken in ("ben", " BEN ", "You"):
        outcome = people.rename(ana.person, taken)
        assert isinstance(outcome, Denied)
        assert "called" in outcome.sentence
    assert people.rename(ana.person, "ANA") == replace(ana.person, name="ANA")
    people.revoke(LOCAL, ben.person.id)
    for stranger in (ben.person, GUEST):
        assert isinstance(people.rename(stranger, "Benno"), Denied)
    assert people.by_token(ben.token) is None
    assert people.names()[ben.person.id] == "Ben"
    again = people.rename(replace(ana.person, rights=frozenset(Right)), "Ana S")
    assert isinstance(again, Person)
    assert again.rights == ana.person.rights  # the rights are those kept, whatever an old page holds


def test_only_who_organises_lets_in(people: People) -> None:
    ana = invited(people).person
    for outcome in (
        people.invite(ana, "Eve", frozenset(Right)),
        people.invite(GUEST, "Eve", frozenset()),
        people.renew(ana, ana.id),
        people.revoke(GUEST, ana.id),
        people.renew(LOCAL, LOCAL.id),
        people.renew(LOCAL, "nobody"),
        people.revoke(LOCAL, "nobody"),
    ):
        assert isinstance(outcome, Denied), outcome


@pytest.mark.parametrize(("name", "said"), [("  ", "needs a name"), ("x" * 81, "at most 80 characters")])
def test_a_person_has_a_name(people: People, name: str, said: str) -> None:
    for outcome in (people.invite(LOCAL, name, frozenset()), people.rename(LOCAL, name)):
        assert isinstance(outcome, Denied)
        assert said in outcome.sentence


def test_who_sits_at_the_machine_may_call_themselves_as_they_like(people: People) -> None:
    assert people.local() == LOCAL
    people.rename(LOCAL, "Kim Lead")
    assert people.local() == replace(LOCAL, name="Kim Lead")
    assert people.names()["local"] == "Kim Lead"


def test_a_new_name_keeps_the_link(people: People) -> None:
    ana = invited(people)
    people.rename(ana.person, "Ana Maria")
    assert people.by_token(ana.token) == replace(ana.person, name="Ana Maria")
