"""Import → export → import gives the same items, as far as the format can say them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from touchstone.banks.bank import load_banks, load_files
from touchstone.banks.drawing import draw
from touchstone.banks.exchange import blocks, csv_in, exporting, gift_out
from touchstone.banks.exchange.importing import read
from touchstone.banks.exchange.items import Accepted, Chosen, Item, Variable
from touchstone.banks.exchange.markup_in import normal, to_markdown
from touchstone.banks.exchange.markup_out import to_html
from touchstone.banks.exchange.unfinished import in_order, told, unfinished
from touchstone.banks.exchange.variants import items_of
from touchstone.banks.taxonomy import load_taxonomy
from touchstone.maths.grader import Grader

ROOT = Path(__file__).parents[3]

TAGS = ["p", "b", "i", "pre", "code", "ul", "ol", "li", "sup", "td", "table", "tr", "script"]
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["a", " ", "b c", "\n", "\n\n", "<br>", "&lt;", "&amp;amp;", "é", "\u00a0", "    "]),
    st.sampled_from([r"\(x^2\)", r"\[y_1\]", "$$z$$", "$", "\\", "*", "_", "`", "#", "1.", "- ", "+", ">"]),
    st.sampled_from(["|", "~", "{", "}", "=", ":", "![x](y)", "[a](b)", "==", "---", "\\(", "\\)", "{{"]),
    st.sampled_from(["%50%", "//", "::", "<table><tr><td>", "</td><td>", "</td></tr></table>"]),
)
markup = st.lists(pieces, max_size=14).map("".join)
texts = markup.map(to_markdown)
names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
shares = st.sampled_from([1.0, 0.5, 0.3333333, 0.0])


@settings(max_examples=150, deadline=None)
@given(markup)
@example("<p>a</p>* b")
@example("<ul><li>1. x</li></ul>")
def test_markdown_from_html_is_what_comes_back(html: str) -> None:
    once = to_markdown(html)
    assert to_markdown(to_html(once)) == once


QUESTION = """\
- id: three-ways
  title: Three ways to answer
  skill: probability.rules.bayes
  level: mid
  minutes: 2
  serves: [run-experiments]
  prompt: Which of these is meant?
  options:
  - {text: The first of them, right: true, why: It is meant.}
  - {text: Another, why: It is not.}
  - {text: The last one, why: It is not meant.}
"""


@pytest.mark.parametrize("form", ["moodle", "gift"])
def test_options_keep_their_order_and_their_reasons(form: str, tmp_path: Path, maths: Grader) -> None:
    (tmp_path / "bank.yaml").write_text(QUESTION)
    orders = []
    for seed in (1, 2, 3):
        question = load_banks(tmp_path)["three-ways"]
        made = exporting.export([draw(question, seed, maths)], form, questions={})  # type: ignore[arg-type]
        (item,) = read(made.content, "x.xml" if form == "moodle" else "x.txt").items
        orders.append([(choice.text, choice.feedback) for choice in item.choices])
        about = blocks.About("probability.rules.bayes", "mid", ("run-experiments",))
        (tmp_path / "bank.yaml").write_text(blocks.bank_file([item], about, file="bank.yaml").text)
    assert ("The first of them", "It is meant.") in orders[0]
    assert orders[0] == orders[1] == orders[2]


@st.composite
def items(draw_: st.DrawFn) -> Item:
    kind = draw_(st.sampled_from(["choice", "truefalse", "number", "text", "essay", "calculated"]))
    prompt = draw_(texts.filter(bool))
    fields: dict[str, object] = {}
    if kind == "choice":
        options = draw_(st.lists(texts.filter(bool), min_size=2, max_size=5, unique=True))
        single = draw_(st.booleans())
        rest = [draw_(shares) for _ in options[1:]] if single else [-1.0] * (len(options) - 1)
        held = zip(options, [1.0, *rest], strict=True)
        fields = {
            "choices": tuple(Chosen(text, share, draw_(texts)) for text, share in held),
            "single": single,
            "shuffle": draw_(st.booleans()),
        }
    elif kind == "truefalse":
        right = draw_(st.booleans())
        fields = {
            "choices": (
                Chosen("True", float(right), draw_(texts)),
                Chosen("False", float(not right), draw_(texts)),
            ),
            "shuffle": False,
        }
    elif kind in {"number", "calculated"}:
        value = draw_(st.floats(-1e9, 1e9).map(lambda number: f"{number:.12g}"))
        width = draw_(st.sampled_from([0.0, 0.01, 5.0]))
        scale = draw_(st.sampled_from(["absolute", "relative"])) if kind == "calculated" else "absolute"
        fields = {
            "accepted": (
                Accepted(value, 1.0, width, scale, draw_(texts)),
                Accepted("7", 0.5, 0.0, scale, draw_(texts)),
            ),
            "variables": (Variable("a", 1.0, 2.5, 1, (1.5, 2.0)),) if kind == "calculated" else (),
        }
    elif kind == "text":
        fields = {"accepted": (Accepted(draw_(names)),), "case": draw_(st.booleans())}
    else:
        fields = {"notes": draw_(texts)}
    name, tags = draw_(names), draw_(st.lists(names, max_size=2))
    return Item(name, kind, prompt, explanation=draw_(texts), ident=draw_(names), tags=tuple(tags), **fields)


@settings(max_examples=120, deadline=None)
@given(st.lists(items(), min_size=1, max_size=3))
def test_moodle_carries_everything(held: list[Item]) -> None:
    found = read(exporting.write(held, "moodle").content, "x.xml", "moodle")
    assert found.problems == []
    assert found.items == held


@settings(max_examples=120, deadline=None)
@given(st.lists(items(), min_size=1, max_size=3))
def test_gift_carries_what_it_can_say(held: list[Item]) -> None:
    wanted = [said for item in held if (said := gift_out.carried(item)) is not None]
    made = exporting.write(held, "gift")
    assert made.questions == len(wanted)
    assert len(made.notes) == len(held) - len(wanted)
    assert read(made.content, "x.gift", "gift").items == wanted


@pytest.fixture(scope="module")
def drawn(maths: Grader) -> tuple[Item, ...]:
    """Every fifth shipped question."""
    bank = load_banks(ROOT / "question_banks")
    some = list(bank.questions.values())[::5]
    return items_of([draw(question, 3, maths) for question in some], bank.questions).items


@pytest.mark.parametrize("format_", ["moodle", "gift"])
def test_the_shipped_bank_comes_back(drawn: tuple[Item, ...], format_: exporting.Format) -> None:
    found = read(exporting.write(drawn, format_).content, "x", format_)
    wanted = [gift_out.carried(item) for item in drawn] if format_ == "gift" else list(drawn)
    assert found.problems == []
    assert found.items == wanted


ABOUT = blocks.About("sql.querying.joins", "mid", ("query-and-check-data",))
TAXONOMY = load_taxonomy(ROOT / "question_banks" / "_taxonomy.yaml")


def through_a_bank(held: list[Item], folder: Path, maths: Grader) -> tuple[str, list[Item]]:
    """Items as a bank file, and as they come out of it again."""
    path = folder / "came.yaml"
    text = blocks.bank_file(held, ABOUT, file="came.yaml").text
    path.write_text(text, encoding="utf-8")
    bank = load_files([path], taxonomy=TAXONOMY)
    assert told(bank) == []
    drawn = [draw(question, 1, maths) for question in bank.questions.values()]
    return text, list(in_order(bank, drawn, list(unfinished(bank))).items)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(items(), min_size=1, max_size=3), st.sampled_from(["moodle", "gift"]))
@example([Item("A", "choice", "Which?", (Chosen("a", 1.0), Chosen("A")))], "moodle")
@example([Item("A", "choice", "Which?", (Chosen("a", 1.0), Chosen("b" * 900)))], "gift")
@example([Item("A", "essay", to_markdown("{{x}} }}"))], "moodle")
@example(
    [Item("0", "calculated", "a", accepted=(Accepted("0"),), variables=(Variable("a", 1, 2, 1, (1,)),))],
    "gift",
)
@example([Item("12:30", "text", "NO", accepted=(Accepted("010"), Accepted("1e3", 1e-05)))], "moodle")
def test_a_bank_file_gives_back_what_came(
    tmp_path_factory: pytest.TempPathFactory, maths: Grader, held: list[Item], form: exporting.Format
) -> None:
    """Import, export, import: what a person has to finish is not lost; the second file is the first."""
    folder = tmp_path_factory.mktemp("bank")
    if form == "gift":
        held = [said for item in held if (said := gift_out.carried(item)) is not None]
        assume(held)  # a bank file without questions is none
    first, out = through_a_bank(held, folder, maths)
    back = read(exporting.write(out, form).content, "x", form).items
    assert back == out
    second, again = through_a_bank(back, folder, maths)
    assert second == first
    assert again == out
    unsure = [item for item in held if item.kind not in ("choice", "truefalse")]
    assert [item for item in out if item.kind not in ("choice", "truefalse")] == unsure


def test_choices_come_back_through_a_bank_file(
    drawn: tuple[Item, ...], tmp_path: Path, maths: Grader
) -> None:
    choices = [item for item in drawn if item.kind == "choice" and "(" not in item.name]
    _, back = through_a_bank(choices, tmp_path, maths)
    assert len(back) == len(choices) > 10

    def said(item: Item) -> tuple[object, ...]:
        tags = tuple(tag for tag in item.tags if not tag.startswith("serves"))
        return item.name, item.prompt, item.choices, item.single, item.shuffle, item.explanation, tags

    assert [said(item) for item in back] == [said(item) for item in choices]


cells = st.text(st.sampled_from("aB 1é?,;\"'\n$x*{}~=#:|<&"), min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(cells, st.lists(cells, min_size=2, max_size=4), st.integers(-99, 99)), max_size=3))
def test_what_a_table_says_goes_through_the_other_formats(rows: list[tuple[str, list[str], int]]) -> None:
    out = io.StringIO()
    table = csv.DictWriter(out, [*csv_in.COLUMNS])
    table.writeheader()
    for prompt, options, number in rows:
        lettered = dict(zip("abcd", options, strict=False))
        table.writerow({"title": "One", "kind": "choice", "prompt": prompt, "right": "A", **lettered})
        table.writerow(
            {"title": "Two", "kind": "number", "prompt": prompt, "right": number, "tolerance": 0.5}
        )
        table.writerow({"title": "Three", "kind": "essay", "prompt": prompt})
    held = read(out.getvalue().encode(), "x.csv").items
    assert len(held) >= 2 * len(rows)  # a choice with two options alike is refused
    assert read(exporting.write(held, "moodle").content, "x.xml").items == held
    wanted = [gift_out.carried(item) for item in held]
    assert read(exporting.write(held, "gift").content, "x.gift").items == wanted


def test_normal_text_stays_as_it_is() -> None:
    text = "Give **all** of $x^2$ and `a|b`.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n- one\n- two"
    assert normal(text) == text
    assert replace(Item("a", "essay", text), line=4) == Item("a", "essay", text)
