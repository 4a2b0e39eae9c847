"""Phrases are looked up by what they can't do without: none is missed for it, alone or among many lists."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from touchstone.postings.phrases import Phrases, Sieve, Text, masked
from touchstone.postings.slots import SLOT

LANGUAGE = yaml.safe_load((Path(__file__).parents[2] / "language" / "en.yaml").read_text())


def _phrases(content):
    """Every phrase of the language file that holds no group."""
    if isinstance(content, dict):
        for name, value in content.items():
            plain = name in ("find", "allow", "unless", "headings", "words", "doubtful", "ahead", "says")
            if plain and isinstance(value, list) and all(isinstance(one, str) for one in value):
                yield from (one for one in value if "{" not in one)
            else:
                yield from _phrases(value)
    elif isinstance(content, list):
        for one in content:
            yield from _phrases(one)


EVERY = sorted(set(_phrases(LANGUAGE)))


def _said(phrase):
    """The phrase as a text may say it: in capitals, with a longer word for a stem and a number."""
    return phrase.strip().replace("#", "7").replace("*", "xyz").upper()


def test_every_phrase_of_the_language_is_found():
    assert len(EVERY) > 1500
    missed = [one for one in EVERY if (8, 8 + len(_said(one))) not in Phrases([one]).spans(_around(one))]
    assert missed == []


def _around(phrase):
    return Text(f"It says {_said(phrase)}, and more.")


def test_every_phrase_is_found_among_all_the_others():
    sieve = Sieve(Phrases([one]) for one in EVERY)
    missed = [one for n, one in enumerate(EVERY) if n not in sieve.spans(_around(one))]
    assert missed == []


def _in_groups(content):
    """Every phrase of the file's word rules that holds a group."""
    for rule in content["wording"]:
        for term in rule["terms"]:
            yield from (one for one in term["find"] if "{" in one)


GROUPED = sorted(set(_in_groups(LANGUAGE)))
_SLOTS = {"age": "35", "from_age": "25", "age_years": "35 years", "to": "-", "end": "", "stop": ""}


def _filled(phrase, n):
    """The phrase with the n-th phrase of each of its groups."""

    def said(slot):
        name = slot["name"]
        if name in _SLOTS or name in ("start", "item"):
            return _SLOTS.get(name, "")
        group = LANGUAGE["groups"][name]
        return group[n % len(group)] + (" " if slot["optional"] else "")

    return SLOT.sub(said, phrase).replace("#", "7").replace("*", "s")


@pytest.mark.parametrize("n", [0, 1, 7])
def test_every_phrase_with_groups_is_found_with_words_of_theirs(n):
    assert len(GROUPED) > 300
    missed = []
    for phrase in GROUPED:
        text = Text(f"\n{_filled(phrase, n)}.\n".replace(",.", "."))
        if not Phrases([phrase], LANGUAGE["groups"]).within(text):
            missed.append((phrase, text.plain))
    assert missed == []


GROUPS = {"who": ["you", "the ideal candidate"], "older": ["over", "at least"]}
LISTS = [["{who} must be {older} {age}"], ["a report*"], ["c++"], ["well-known tool*", "don't"], ["x*"]]


WORDS = ["you", "must", "be", "over", "at least", "35", "the ideal candidate", "a", "report", "reporting"]
WORDS += ["c++", "well-known tools", "don't", "x", "xy"]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_a_sieve_finds_what_each_list_finds_by_itself(text):
    lists = [Phrases(one, GROUPS) for one in LISTS]
    alone = {n: spans for n, one in enumerate(lists) if (spans := one.spans(Text(text)))}
    assert Sieve(lists).spans(Text(text)) == alone


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to me@ninja.example now.", "Write to                  now."),
        (
            "See `rockstar()` and\nninjadata.com/jobs, please.",
            "See              and\n                    please.",
        ),
        ("**Ninja** #1 | a_b", "  Ninja    1   a b"),
        ("Read https://x.example/ninja\nNinja.", "Read                        \nNinja."),
        ("e.g. a ninja", "e.g. a ninja"),
    ],
)
def test_code_and_links_are_blanked_and_all_else_stays_in_its_place(text, left):
    assert masked(text) == left
