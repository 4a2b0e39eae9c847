"""A self-test on a real bank file and the real maths service, question kind by question kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.assessments import MemoryStore, StoppedClock, counting_seeds

from touchstone.assessments.asked import Asked
from touchstone.assessments.asking import DrawnBank, how_to_write
from touchstone.assessments.drawing import Request
from touchstone.assessments.outcomes import Committed, Refused, Started
from touchstone.assessments.plan import Need
from touchstone.assessments.record import Outcome
from touchstone.assessments.service import Assessments
from touchstone.assessments.state import Marked, Unread, Written
from touchstone.banks.bank import load_files
from touchstone.maths.grader import Grader

BANK = Path(__file__).with_name("bank.yaml")
AREAS = ("statistics", "probability", "communication")


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(workers=2, deadline_ms=10_000) as running:
        yield running


@dataclass
class Sitting:
    service: Assessments
    store: MemoryStore
    attempt_id: str

    def asked(self, question_id: str) -> tuple[int, Asked]:
        sheet = self.store.load(self.attempt_id)
        assert sheet is not None
        places = {asked.question_id: (n, asked) for n, asked in enumerate(sheet.questions, start=1)}
        return places[question_id]

    def commit(self, question_id: str, raw: str, part: str = "answer") -> Committed:
        return self.service.commit(self.attempt_id, "ann", self.asked(question_id)[0], part, raw)

    def marked(self, question_id: str, raw: str, part: str = "answer") -> tuple[Outcome, float]:
        found = self.commit(question_id, raw, part)
        assert isinstance(found, Marked)
        return found.verdict.outcome, found.credit

    def values(self, question_id: str) -> dict[str, int]:
        return {name: int(text) for name, text in self.asked(question_id)[1].env.items()}


@pytest.fixture
def sitting(grader: Grader) -> Sitting:
    bank = load_files([BANK])
    assert bank.problems == ()
    store = MemoryStore()
    service = Assessments(store, grader, DrawnBank(bank, grader), StoppedClock(), counting_seeds(), "test")
    request = Request("All", "junior", 30, tuple(Need(area, (area,)) for area in AREAS))
    started = service.start("ann", request, seed=1)
    assert isinstance(started, Started)
    return Sitting(service, store, started.attempt_id)


def test_a_question_is_kept_with_the_names_that_readers_see(sitting: Sitting) -> None:
    _, asked = sitting.asked("half-of-it")
    title = load_files([BANK]).taxonomy.title
    assert (asked.area, asked.subtopic) == (title("statistics"), title("statistics.descriptive"))
    assert asked.solution.startswith("Half of ")


@pytest.mark.parametrize("form", ["{n}/2", r"\frac{{{n}}}{{2}}", "{n} * 0.5"])
def test_a_number_is_right_in_any_form(sitting: Sitting, form: str) -> None:
    n = sitting.values("half-of-it")["n"]
    assert sitting.marked("half-of-it", form.format(n=n)) == (Outcome.CORRECT, 1.0)


def test_another_shape_than_a_number_is_said_beside_the_field(sitting: Sitting) -> None:
    place, asked = sitting.asked("swap-them")
    assert (asked.parts[0].reads_as, asked.parts[0].asks) == ("tuple", "Give a tuple, in brackets ( ).")
    values = sitting.values("swap-them")
    read = sitting.service.preview(sitting.attempt_id, "ann", place, "answer", "(1, 2)")
    assert not isinstance(read, Refused)
    assert read["ok"]
    assert sitting.marked("swap-them", f"({values['b']}, {values['a']})")[0] is Outcome.CORRECT


def test_a_listed_mistake_is_named_with_its_credit(sitting: Sitting) -> None:
    n = sitting.values("half-of-it")["n"]
    found = sitting.commit("half-of-it", str(2 * n))
    assert isinstance(found, Marked)
    assert (found.verdict.mistake, found.verdict.outcome, found.credit) == ("doubled", Outcome.PARTIAL, 0.25)


def test_an_unreadable_answer_is_unread(sitting: Sitting) -> None:
    assert isinstance(sitting.commit("half-of-it", "3 +"), Unread)


def test_a_part_follows_the_candidates_own_value(sitting: Sitting) -> None:
    values = sitting.values("two-steps")
    wrong = values["a"] + values["b"] + 1
    assert sitting.marked("two-steps", str(wrong), "total")[0] is Outcome.INCORRECT
    assert sitting.marked("two-steps", str(wrong**2), "squared") == (Outcome.CORRECT, 1.0)


@pytest.mark.parametrize("easy", ["0", "1", "-1", "1.0", "0*7"])
def test_an_earlier_value_that_makes_the_part_easy_is_not_followed(sitting: Sitting, easy: str) -> None:
    sitting.commit("two-steps", easy, "total")
    square = "0" if easy.startswith("0") else "1"
    assert sitting.marked("two-steps", square, "squared") == (Outcome.INCORRECT, 0.0)


def test_a_mistake_on_ones_own_value_is_named_too(sitting: Sitting) -> None:
    values = sitting.values("two-steps")
    wrong = values["a"] + values["b"] + 1
    sitting.commit("two-steps", str(wrong), "total")
    assert sitting.marked("two-steps", str(2 * wrong), "squared") == (Outcome.PARTIAL, 0.5)


def test_a_choice_is_marked_by_its_letter(sitting: Sitting) -> None:
    _, asked = sitting.asked("which-one")
    by_text = {option.text: option.id for option in asked.parts[0].options}
    wrong = sitting.commit("which-one", by_text["The mean"])
    assert isinstance(wrong, Marked)
    assert wrong.verdict.outcome is Outcome.INCORRECT
    view = sitting.service.attempt(sitting.attempt_id, "ann")
    assert not isinstance(view, Refused)
    part = view.questions[sitting.asked("which-one")[0] - 1].parts[0]
    assert part.mistake_says == "One value moves it."
    assert part.revealed is not None
    assert part.revealed.right_options == (by_text["The median"],)


def test_choices_are_right_in_any_order(sitting: Sitting) -> None:
    _, asked = sitting.asked("which-ones")
    by_text = {option.text: option.id for option in asked.parts[0].options}
    right = [by_text["The variance"], by_text["The range"]]
    assert set(asked.parts[0].right_options) == set(right)
    assert sitting.marked("which-ones", "{" + ", ".join(right) + "}") == (Outcome.CORRECT, 1.0)


def test_a_spoken_question_has_its_anchors(sitting: Sitting) -> None:
    assert isinstance(sitting.commit("say-it", "As often as this."), Written)
    assert set(sitting.asked("say-it")[1].parts[0].anchors) == {1, 2, 3, 4}


def test_the_same_seed_draws_the_same_question(grader: Grader) -> None:
    bank = DrawnBank(load_files([BANK]), grader)
    assert bank.draw("half-of-it", 5) == bank.draw("half-of-it", 5)
    assert len({str(bank.draw("half-of-it", seed)) for seed in range(5)}) > 1


@pytest.mark.parametrize(
    ("row", "kind", "said"),
    [
        ({"form": "solved"}, "equation", "Give an equation, solved for the unknown."),
        ({"form": "solved"}, "interval", "Give an interval. Type it as `(0, 1]`."),
        ({"form": "factored"}, "expression", "Write it factored."),
        (
            {"form": "worked_out"},
            "matrix",
            "Give a matrix, worked out. Type it row by row: `[[1, 2], [3, 4]]`.",
        ),
        ({}, "antiderivative", "Letters of your own stand for constants."),
        ({"form": "expanded"}, "antiderivative", "Write it expanded."),
        ({"form": "worked_out"}, "number", "Write it worked out."),
        ({"form": "factored", "over": "reals"}, "expression", "Write it factored over the real numbers."),
        ({"form": "factored", "over": "rationals"}, "expression", "Write it factored."),
        ({}, "system", "Give a list of equations."),
    ],
)
def test_it_is_said_beside_the_field_how_to_write(row: dict[str, str], kind: str, said: str) -> None:
    assert how_to_write(row, kind) == said
