"""People and their links: a token opens one person's place, until it is renewed or taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from tests.support.scorecards import NOON, MemoryPeople, Noon

from touchstone.access.people import (
    LOCAL,
    OPERATOR,
    Denied,
    Invited,
    Known,
    People,
    Person,
    Right,
    token_hash,
)

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


def otto(people: People) -> Person:
    """Somebody who sets up interviews, let in by a link."""
    made = Person("org", "Otto", frozenset({Right.ORGANISE, Right.INTERVIEW}))
    people.store.keep(Known(made, token_hash("otto"), NOON))
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


@dataclass
class Hands:
    """A clock that a test moves."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


class TestAnEnd:
    @pytest.fixture
    def hands(self) -> Hands:
        return Hands()

    @pytest.fixture
    def timed(self, people: People, hands: Hands) -> People:
        return replace(people, clock=hands)

    def test_a_link_opens_for_ninety_days_to_the_end_of_the_last(self, timed: People, hands: Hands) -> None:
        ana = invited(timed)
        assert (ana.until, timed.last_day(ana.person.id)) == (date(2027, 2, 21), date(2027, 2, 21))
        hands.at = datetime(2027, 2, 21, 23, 59, 59, tzinfo=UTC)
        assert timed.by_token(ana.token) == ana.person
        assert timed.why_shut(ana.token) == ""
        hands.at += timedelta(seconds=1)
        assert timed.by_token(ana.token) is None
        said = timed.why_shut(ana.token)
        assert said.startswith(
            "Your link opened until 21 February 2027. Ask who sets up interviews for a new one."
        )
        assert timed.let_in() == {LOCAL.id}
        assert timed.with_links() == {}
        assert timed.with_ended_links() == {"ana": (ana.person.id,)}
        assert isinstance(timed.rename(ana.person, "Other"), Denied)
        assert isinstance(timed.allow(LOCAL, ana.person.id, Right.PAY, given=True), Denied)

    def test_a_link_that_ended_is_renewed_and_not_reopened(self, timed: People, hands: Hands) -> None:
        ana = invited(timed)
        hands.at += timedelta(days=100)
        outcome = timed.keep_open(LOCAL, ana.person.id, hands.at.date())
        assert isinstance(outcome, Denied)
        assert "give them a new one" in outcome.sentence
        again = timed.renew(OPERATOR, ana.person.id)
        assert isinstance(again, Invited)
        assert timed.by_token(again.token) == ana.person
        assert timed.by_token(ana.token) is None
        assert timed.why_shut(ana.token) == ""  # nobody's any more

    def test_an_end_is_moved_by_who_organises(self, timed: People, hands: Hands) -> None:
        ana = timed.invite(LOCAL, "Ana", frozenset({Right.INTERVIEW}), until=date(2026, 11, 24))
        assert isinstance(ana, Invited)
        assert isinstance(timed.keep_open(ana.person, ana.person.id, date(2027, 1, 1)), Denied)
        assert timed.keep_open(LOCAL, ana.person.id, date(2027, 1, 1)) == ana.person
        hands.at = datetime(2026, 12, 31, tzinfo=UTC)
        assert timed.by_token(ana.token) == ana.person
        assert timed.keep_open(LOCAL, ana.person.id, date(2026, 12, 31)) == ana.person
        hands.at = datetime(2027, 1, 1, tzinfo=UTC)
        assert timed.by_token(ana.token) is None

    @pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 11, 25), date.min, date.max])
    def test_a_day_that_can_not_be(self, timed: People, day: date) -> None:
        ana = invited(timed)
        for outcome in (
            timed.invite(LOCAL, "Ben", frozenset(), until=day),
            timed.renew(OPERATOR, ana.person.id, until=day),
            timed.keep_open(LOCAL, ana.person.id, day),
        ):
            assert isinstance(outcome, Denied)
            assert f"a day from 2026-11-23 to 2027-11-24; found {day}." in outcome.sentence
        assert timed.by_token(ana.token) == ana.person

    def test_a_link_that_was_taken_away_says_so(self, timed: People) -> None:
        ana = invited(timed)
        timed.revoke(LOCAL, ana.person.id)
        assert "Your link was taken away on 23 November 2026." in timed.why_shut(ana.token)
        assert timed.why_shut("a" * 32) == timed.why_shut("x") == ""

    def test_who_has_a_link_is_told_to_organisers_alone(self, timed: People) -> None:
        ana = invited(timed).person
        assert [known.person for known in timed.everyone(LOCAL)] == [ana]
        assert timed.everyone(ana) == []
        assert timed.everyone(Person("gone", "Gone", frozenset(Right))) == []


def test_nobody_gives_away_a_right_that_they_do_not_have(people: People) -> None:
    organiser = otto(people)
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
    people.revoke(LOCAL, ana.person.id)
    other = invited(people, "ana SILVA")
    people.renew(OPERATOR, ana.person.id)
    assert people.with_links() == {"ana silva": (ana.person.id, other.person.id)}


def test_who_scores_beside_somebody_does_not_get_their_link(people: People) -> None:
    organiser = otto(people)
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


def test_who_is_invited_has_a_name_of_their_own(people: People) -> None:
    ana = invited(people, "Ana Silva")
    for taken in ("Ana Silva", " ana  silva "):
        outcome = people.invite(LOCAL, taken, frozenset())
        assert isinstance(outcome, Denied)
        assert f"{ana.person.id}, whose link opens" in outcome.sentence
    for other in ("Ana Silva, sales", "Ana Silvá"):
        assert isinstance(people.invite(LOCAL, other, frozenset()), Invited)
    people.revoke(LOCAL, ana.person.id)
    assert isinstance(people.invite(LOCAL, "Ana Silva", frozenset()), Invited)


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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("  ", "needs a name"),
        ("x" * 81, "at most 80 characters"),
        ("\u3164\u3164", "needs a name"),
        ("\u200b\u200d", "needs a name"),
        ("...", "needs a name"),
        ("Ana\x00", "found the character U+0000"),
        ("\u202eAna", "found the character U+202E"),
        ("An\u200ba", "found the character U+200B"),
        ("An\u3164a", "found the character U+3164"),
        ("Ana\ud83d", "found the character U+D83D"),
    ],
)
def test_a_person_has_a_name(people: People, name: str, said: str) -> None:
    for outcome in (people.invite(LOCAL, name, frozenset()), people.rename(LOCAL, name)):
        assert isinstance(outcome, Denied)
        assert said in outcome.sentence


@pytest.mark.parametrize("name", ["Ng", "李", "O\u2019Neill-Šulc", "می\u200cنا", "Ana 2", "J. R. R.", "א בן"])
def test_whatever_can_be_read_is_a_name(people: People, name: str) -> None:
    assert isinstance(people.invite(LOCAL, name, frozenset()), Invited)
    changed = people.rename(LOCAL, f"{name}.")
    assert isinstance(changed, Person)
    assert changed.name == f"{name}."


def test_who_sits_at_the_machine_may_call_themselves_as_they_like(people: People) -> None:
    assert people.local() == LOCAL
    people.rename(LOCAL, "Kim Lead")
    assert people.local() == replace(LOCAL, name="Kim Lead")
    assert people.names()["local"] == "Kim Lead"


def test_a_new_name_keeps_the_link(people: People) -> None:
    ana = invited(people)
    people.rename(ana.person, "Ana Maria")
    assert people.by_token(ana.token) == replace(ana.person, name="Ana Maria")


def test_whose_link_was_taken_away_organises_nothing_with_an_open_page(people: People) -> None:
    gone, ana = otto(people), invited(people, "Ana")
    people.revoke(LOCAL, gone.id)
    until = people.usual_day()
    for outcome in (
        people.invite(gone, "Eve", frozenset({Right.ORGANISE})),
        people.renew(gone, gone.id),
        people.renew(gone, ana.person.id),
        people.keep_open(gone, ana.person.id, until),
        people.allow(gone, ana.person.id, Right.ORGANISE, given=True),
        people.revoke(gone, ana.person.id),
    ):
        assert isinstance(outcome, Denied)
    assert people.everyone(gone) == []
    assert people.by_token(ana.token) == ana.person
