"""Whose turn it is: a ring of owners, each with a bound."""

import threading
import time
from contextlib import ExitStack

import pytest

from touchstone.maths.turns import Turns


def waiting(turns, owner, served, patience_s=5.0):
    """A thread that waits for its turn, notes it and ends it."""

    def wait():
        with turns.turn(owner, patience_s) as granted:
            served.append((owner, granted))

    before = sum(map(len, turns._waiting.values()))
    thread = threading.Thread(target=wait)
    thread.start()
    until = time.monotonic() + 5
    while sum(map(len, turns._waiting.values())) == before and time.monotonic() < until:
        time.sleep(0.001)
    return thread


def served_after(turns, owners, held_by="first"):
    """In which order the owners are served who ask in this order while the only turn is held."""
    served = []
    with turns.turn(held_by, 1):
        threads = [waiting(turns, owner, served) for owner in owners]
    for thread in threads:
        thread.join()
    assert all(granted for _, granted in served)
    return [owner for owner, _ in served]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("abc", "abc"),
        ("aaabc", "abcaa"),
        ("abab", "abab"),
        ("aabbc", "abcab"),
    ],
)
def test_owners_are_served_in_a_ring(asked, order):
    assert "".join(served_after(Turns(1, 1), list(asked))) == order


def test_those_without_an_owner_stand_in_the_ring_as_one():
    assert served_after(Turns(1, 1), [None, None, "a"]) == [None, "a", None]


def test_an_owner_at_its_bound_is_passed_over():
    turns, served = Turns(2, 1), []
    with turns.turn("a", 1):
        thread = waiting(turns, "a", served)
        with turns.turn("b", 1) as granted:
            assert granted
        assert served == []
    thread.join()
    assert served == [("a", True)]


def test_without_an_owner_there_is_no_bound():
    turns = Turns(3, 1)
    with ExitStack() as held:
        assert all(held.enter_context(turns.turn(None, 0.1)) for _ in range(3))
        with turns.turn(None, 0.01) as granted:
            assert not granted


def test_who_gives_up_waiting_leaves_no_trace():
    turns = Turns(1, 1)
    with turns.turn("a", 1):
        with turns.turn("b", 0.01) as granted:
            assert not granted
        assert not turns.wanted_by_others("a")
    with turns.turn("c", 0.01) as granted:
        assert granted


def test_a_turn_is_wanted_by_those_alone_who_could_have_it():
    turns, served = Turns(2, 1), []
    with turns.turn("a", 1), turns.turn("b", 1):
        threads = [waiting(turns, "b", served)]
        assert not turns.wanted_by_others("a")  # b has all it may have
        threads.append(waiting(turns, "c", served))
        assert turns.wanted_by_others("a")
    for thread in threads:
        thread.join()


def test_closing_lets_everybody_in():
    turns, served = Turns(1, 1), []
    with turns.turn("a", 1):
        thread = waiting(turns, "b", served)
        turns.close()
        thread.join()
        assert served == [("b", True)]
        with turns.turn("a", 0) as granted:
            assert granted


def test_a_turn_ends_when_its_holder_fails():
    turns = Turns(1, 1)
    with pytest.raises(ValueError, match="mine"), turns.turn("a", 1):
        raise ValueError("mine")
    with turns.turn("b", 0.01) as granted:
        assert granted
