"""Items as a bank file: what is taken over, and what is left for a person to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.banks.bank import load_banks
from touchstone.banks.drawing import draw
from touchstone.banks.exchange import calculated
from touchstone.banks.exchange.blocks import About, bank_file
from touchstone.banks.exchange.items import Accepted, Chosen, Item, Variable
from touchstone.banks.proof import prove
from touchstone.maths.grader import Grader

ROOT = Path(__file__).parents[3]
ABOUT = About("probability.rules.bayes", "mid", ("run-experiments",))
FORMULAS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "calculated.yaml").read_text())


def loaded(text: str, folder: Path) -> Any:
    (folder / "came.yaml").write_text(text)
    (folder / "_taxonomy.yaml").write_text((ROOT / "question_banks" / "_taxonomy.yaml").read_text())
    return load_banks(folder)


@pytest.mark.parametrize("case", FORMULAS, ids=[case["formula"] for case in FORMULAS])
def test_formulas(case: dict[str, Any]) -> None:
    names = calculated.names_for(case.get("wild", ["a", "b"]))
    if "refused" in case:
        with pytest.raises(calculated.NoCounterpart) as error:
            calculated.expression(case["formula"], names)
        assert case["refused"] in str(error.value)
    else:
        assert calculated.expression(case["formula"], names) == case["says"]


LOST = {
    "a wrong option cost points": Item(
        "One", "choice", "Which?", choices=(Chosen("A", 1.0), Chosen("B", -0.25))
    ),
    "an answer cost points": Item(
        "One", "number", "What?", accepted=(Accepted("1", 1.0, 0.0), Accepted("2", -0.5, 0.0))
    ),
}


@pytest.mark.parametrize(("said", "item"), LOST.items(), ids=LOST)
def test_what_is_not_carried_over_is_said(said: str, item: Item) -> None:
    made = bank_file([item], ABOUT, file="came.yaml")
    assert any(said in problem.message for problem in made.todo), made.todo


def test_a_word_that_earns_a_part_is_kept() -> None:
    accepted = (Accepted("lock"), Accepted("latch", 0.5))
    text = bank_file([Item("One", "text", "What?", accepted=accepted)], ABOUT, file="came.yaml").text
    assert "model_answer: 'Accepted: lock. In part: latch (50%)'" in text


def test_many_equal_names_are_numbered() -> None:
    items = [Item("Same", "essay", "Why?")] * 2_000
    ids = [row["id"] for row in yaml.safe_load(bank_file(items, ABOUT, taken={"same-3"}, file="x").text)]
    assert ids[:3] == ["same", "same-2", "same-4"]
    assert ids[-1] == "same-2001"


def test_a_calculated_question_needs_only_its_proof(tmp_path: Path, maths: Grader) -> None:
    item = Item(
        "Area of a circle",
        "calculated",
        "A circle has the radius {r}. Twice that is {={r}\\*2}. Give its area to two decimal places.",
        accepted=(
            Accepted("pi()*pow({r},2)", 1.0, 0.01),
            Accepted("2*pi()*{r}", 0.25, 0.01, feedback="This is the round."),
        ),
        variables=(Variable("r", 1.0, 4.5, 1),),
    )
    made = bank_file([item], ABOUT, file="came.yaml")
    assert [problem.message for problem in made.todo] == [
        "area-of-a-circle: add `proof:`, a second route to the value; until then the key is not trusted"
    ]
    assert "the key has no proof" in loaded(made.text, tmp_path).problems[0].message
    whole = (
        made.text.partition("  imported:\n")[0] + "  proof: 'integrate(2*pi*t, t, 0, r)'\n  symbols: [t]\n"
    )
    bank = loaded(whole, tmp_path)
    assert bank.problems == ()
    assert prove(bank["area-of-a-circle"], range(4), maths).failures == ()
    assert "{" not in draw(bank["area-of-a-circle"], 1, maths).prompt


def test_what_is_left_to_do_is_named_with_its_place(tmp_path: Path) -> None:
    items = [
        Item("Sum", "number", "1 + 1?", accepted=(Accepted("2", 1.0, 0.0), Accepted("3", 0.0, 0.0))),
        Item("Word", "text", "Which?", accepted=(Accepted("HAVING"),)),
        Item("Talk", "essay", "Why?", notes="Look for **causes**."),
        Item("Half", "choice", "Which?", (Chosen("a", 1.0), Chosen("b", 0.5))),
        Item("Nine", "choice", "Which?", tuple(Chosen(str(n), float(n == 0)) for n in range(9))),
    ]
    made = bank_file(items, ABOUT, file="came.yaml")
    lines = made.text.splitlines()
    said = [(lines[problem.line - 1][:7], problem.message.partition(":")[0]) for problem in made.todo]
    assert said == [("# to do", name) for name in ("sum", "word", "talk", "half", "nine")]
    assert "model_answer: 'Accepted: HAVING'" in made.text
    problems = loaded(made.text, tmp_path).problems
    assert {problem.line for problem in problems} <= set(range(1, len(lines) + 1))
    assert sum("is not finished" in problem.message for problem in problems) == len(items)


def test_a_true_or_false_question_is_ready_to_ask(tmp_path: Path, maths: Grader) -> None:
    item = Item(
        "Braces",
        "truefalse",
        "Is {{x}} a set?",
        (Chosen("True", 1.0), Chosen("False", 0.0, "It is.")),
        shuffle=False,
    )
    made = bank_file([item, item], ABOUT, taken=["braces"], file="came.yaml")
    bank = loaded(made.text, tmp_path)
    assert (made.todo, bank.problems) == ((), ())
    assert list(bank.questions) == ["braces-2", "braces-3"]
    variant = draw(bank["braces-2"], 1, maths)
    assert (variant.prompt, variant.parts[0].row["key"]) == ("Is { {x} } a set?", "A")


def test_tags_of_our_own_are_believed_and_others_left() -> None:
    tags = (
        "skill:sql.querying.joins",
        "level:senior",
        "minutes:7",
        "serves:a-b",
        "serves:c",
        "level:../x",
        "hello",
    )
    item = Item("Q", "choice", "Which?", (Chosen("a", 1.0), Chosen("b")), tags=tags, ident="my-own-id.7")
    (block,) = yaml.safe_load(bank_file([item], ABOUT, file="x").text)
    held = {name: block[name] for name in ("id", "skill", "level", "minutes", "serves")}
    assert held == {
        "id": "my-own-id",
        "skill": "sql.querying.joins",
        "level": "senior",
        "minutes": 7,
        "serves": ["a-b", "c"],
    }


LOSSES = {
    "a formula that can't be read leaves no key": (
        Item("A", "calculated", "Give it.", accepted=(Accepted("{x}+1", 1.0, 0.01),), variables=()),
        "write the answer `{x}+1` by hand",
        {"answer": None},
    ),
    "ranges with shares of their own": (
        Item("B", "number", "Give it.", accepted=(Accepted("3", 1.0, 0.0), Accepted("3", 0.5, 2.0))),
        "3 ± 0 for 100%, 3 ± 2 for 50%",
        {"mistakes": None},
    ),
    "true and false that are both right": (
        Item("C", "truefalse", "Is it?", choices=(Chosen("True", 1.0), Chosen("False", 1.0))),
        "several options earned all points",
        {},
    ),
}


@pytest.mark.parametrize("case", LOSSES.values(), ids=LOSSES)
def test_what_is_lost_is_said_and_nothing_is_made_up(case: tuple[Item, str, dict[str, Any]]) -> None:
    item, said, holds = case
    made = bank_file([item], ABOUT, file="came.yaml")
    assert any(said in problem.message for problem in made.todo), made.todo
    (block,) = yaml.safe_load(made.text)
    for name, value in holds.items():
        assert block.get(name) == value
