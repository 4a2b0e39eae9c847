"""A swap by hand keeps every other request, or says which it would break."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.interviews import made_bank, made_blueprint, sound

from touchstone.interviews.assembly import assemble
from touchstone.interviews.blueprint import Need
from touchstone.interviews.check import breaches
from touchstone.interviews.forms import Assembled
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.swap import Refusal, alternatives, swap

BLUEPRINT = made_blueprint("mid", exclude=("q-00003",))


@pytest.fixture(scope="module")
def bank() -> list[PoolQuestion]:
    return made_bank(300, 9)


@pytest.fixture(scope="module")
def made(bank: list[PoolQuestion]) -> Assembled:
    outcome = assemble(BLUEPRINT, bank, forms=2, seed=4)
    assert isinstance(outcome, Assembled)
    return outcome


def test_every_alternative_keeps_every_request(made: Assembled, bank: list[PoolQuestion]) -> None:
    out = made.forms[0].questions[2].id
    found = alternatives(made, 0, out, bank)
    assert found
    for new in found[:20]:
        changed = swap(made, 0, out, new.id, bank)
        assert isinstance(changed, Assembled)
        form = changed.forms[0]
        assert sound(BLUEPRINT, form.questions, changed.difficulty)
        assert new.id in form.ids
        assert out not in form.ids
        assert form.id != made.forms[0].id
        assert changed.forms[1] == made.forms[1]


def test_what_is_no_alternative_is_refused_with_what_breaks(
    made: Assembled, bank: list[PoolQuestion]
) -> None:
    out = made.forms[0].questions[2].id
    fitting = {question.id for question in alternatives(made, 0, out, bank)}
    for question in bank:
        if question.id not in fitting | made.forms[0].ids:
            refused = swap(made, 0, out, question.id, bank)
            assert isinstance(refused, Refusal)
            assert refused.sentences


def test_the_sentences(made: Assembled, bank: list[PoolQuestion]) -> None:
    form = made.forms[0]
    out = form.questions[0]
    other = made.forms[1].questions[0]
    cases = [
        (out.id, form.questions[1].id, "The form holds"),
        ("q-99999", out.id, "The form does not hold 'q-99999'."),
        (out.id, "q-00003", "'q-00003' can't be used. It is left out by name."),
        (out.id, "q-0000", "'q-0000' can't be used. There is no such question; did you mean"),
        (out.id, other.id, "it shares 1 question with another form; 0 allowed"),
    ]
    for leaving, coming, said in cases:
        refused = swap(made, 0, leaving, coming, bank)
        assert isinstance(refused, Refusal)
        assert any(said in sentence for sentence in refused.sentences), refused


def test_a_swap_can_not_pass_the_exposure_cap(made: Assembled, bank: list[PoolQuestion]) -> None:
    loose = replace(made, blueprint=replace(made.blueprint, overlap=20))
    out = made.forms[0].questions[0].id
    second = made.forms[1].questions[0]
    capped = [replace(question, left=1) if question.id == second.id else question for question in bank]
    refused = swap(loose, 0, out, second.id, capped)
    assert isinstance(refused, Refusal)
    assert any("exposure cap" in sentence for sentence in refused.sentences)


def test_what_breaks_is_said_in_one_sentence(made: Assembled, bank: list[PoolQuestion]) -> None:
    out = made.forms[0].questions[0].id
    broken = replace(
        made, blueprint=replace(made.blueprint, low_minutes=900.0, high_minutes=999.0, overlap=0)
    )
    refused = swap(broken, 0, out, made.forms[1].questions[0].id, bank)
    assert isinstance(refused, Refusal)
    (sentence,) = refused.sentences
    assert sentence.startswith("With ")
    assert sentence.count("in place of") == 1
    assert "has room for" in sentence
    assert "shares 1 question" in sentence


@pytest.mark.parametrize(
    ("at_least", "held", "said"),
    [
        (1, 0, "it has no SQL questions"),
        (3, 0, "it has no SQL questions; at least 3 are asked for"),
        (3, 1, "it has 1 of at least 3 SQL questions"),
    ],
)
def test_too_few_questions_are_told(made: Assembled, at_least: int, held: int, said: str) -> None:
    questions = made.forms[0].questions
    need = Need("SQL", (questions[0].skill if held else "nothing.of.it",), at_least=at_least)
    found = breaches(replace(BLUEPRINT, needs=(need,)), questions)
    assert [one.sentence for one in found if one.key == "need:0"] == [said]
