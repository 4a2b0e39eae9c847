"""The kit holds all that an interviewer needs; the brief holds nothing that would give an answer away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.interviews import made_blueprint
from tests.support.shapes import differences

from touchstone.banks.bank import Bank, load_files
from touchstone.banks.drawing import draw
from touchstone.banks.question import Question
from touchstone.banks.variant import Variant
from touchstone.bootstrap import services
from touchstone.cli.interview_papers import own_desk
from touchstone.core.content import ContentRoot
from touchstone.core.problems import Problem
from touchstone.core.templates import Template, load_template, parse_template
from touchstone.documents.printed import printed_page
from touchstone.interviews.asking import TOOLS, AskedQuestion
from touchstone.interviews.blueprint import Need, Share
from touchstone.interviews.derive import pool
from touchstone.interviews.kit import Material, Occasion, brief, brief_data, footer, kit, kit_data
from touchstone.interviews.paper_names import BRIEF, KIT
from touchstone.interviews.plan import plan
from touchstone.interviews.request import Request
from touchstone.interviews.sets import InterviewSet, make_set, material
from touchstone.interviews.sheet import sheet_of_form
from touchstone.maths.grader import Grader
from touchstone.roles.catalogue import load_catalogue
from touchstone.roles.profile import Level

ROOT = ContentRoot(Path(__file__).parents[2])
FOLDER = ROOT.templates / "interviews"
FILLED = Occasion(
    on=date(2026, 11, 23),
    interviewer="R. Interviewer",
    candidate_code="C-17",
    contact="hiring@example.org",
    answer_by="the first Friday of December",
    data_kept="six months",
    people="two people of the team",
    red_lines=("A line of this place.",),
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    found = load_files([Path(__file__).parent / "bank.yaml"])
    assert found.problems == ()
    return found


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(deadline_ms=10_000) as made:
        yield made


def made_material(bank: Bank, grader: Grader, sample: str | None) -> Material:
    """A form of all questions but `sample`, which becomes the brief's sample."""
    topics = tuple(sorted({question.area for question in bank.questions.values()}))
    blueprint = made_blueprint(
        "mid",
        60,
        needs=(Need("explaining and querying", ("communication", "sql"), at_least=0),),
        shares=(Share("mid", 0.0, 1.0), Share("senior", 0.0, 1.0)),
        topics=topics,
        low_minutes=18.0,
        high_minutes=50.0,
        must_include=tuple(name for name in bank.questions if name != sample),
        unseen=("driving a lorry",),
    )
    held = [replace(question, sample=question.id == sample) for question in pool(bank.questions.values())]
    made = make_set(blueprint, held, bank_hash=bank.hash)
    assert isinstance(made, InterviewSet), made.told
    assert made.samples == ((sample,) if sample else ())
    profile = load_catalogue(ROOT.roles).profiles["data_scientist"]

    def drawn(question: Question, seed: int) -> Variant:
        return draw(question, seed, grader)

    return material(made.certified[0], profile, bank.questions, bank.taxonomy, drawn)


@pytest.fixture(scope="module")
def whole(bank: Bank, grader: Grader) -> Material:
    return made_material(bank, grader, None)


def template(name: str) -> Template:
    found = load_template(FOLDER / f"{name}.md.j2")
    assert isinstance(found, Template), found
    return found


def plain(text: str) -> str:
    """Without Markdown escapes and line ends, so that texts can be searched for."""
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def test_the_kit_holds_everything(whole: Material) -> None:
    made = kit(template("kit"), whole, FILLED)
    assert isinstance(made, str), made
    text = plain(made)
    for asked in whole.asked:
        question, variant = asked.question, asked.variant
        wanted = [question.title, variant.prompt, variant.solution or variant.model_answer, *variant.hints]
        wanted += [*variant.probes, *variant.anchors.values(), *question.red_flags]
        wanted += [line for follow in variant.follow_ups for line in (follow.ask, follow.listen_for)]
        wanted += [mistake.says for part in variant.parts for mistake in part.mistakes]
        wanted += [part.prompt for part in variant.parts]
        wanted += [option.text for part in variant.parts for option in part.options]
        wanted += [option.why for option in question.options if not option.right]
        for line in wanted:
            assert plain(line) in text, line
        for part in variant.parts:
            assert part.key is None or plain(part.key.latex) in text
    for line in ("R. Interviewer", "C-17", "six months", "A line of this place.", "driving a lorry"):
        assert line in text
    assert whole.certificate.form in text
    assert "not asked" in text
    assert "search" in text  # a word of the figure's table


def test_paper_and_screen_score_the_same_competencies_in_the_role_s_words(whole: Material) -> None:
    made = kit(template("kit"), whole, FILLED)
    assert isinstance(made, str)
    scored = [entry.competency for entry in sheet_of_form(whole, datetime(2026, 11, 23, tzinfo=UTC)).entries]
    assert "Explaining and querying" in scored
    card, debrief = made.split("\n## Scorecard\n")[1].split("\n## Debrief\n")
    assert re.findall(r"^\| \d+\. .*? \| (.*?) \| \|", card, re.MULTILINE) == scored
    once = list(dict.fromkeys(scored))
    assert re.findall(r"^\| (.*?) \| \| \| \|$", debrief, re.MULTILINE) == once
    looks = made.split("\n## What this interview looks at\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \| ([\d, ]+) \|$", looks, re.MULTILINE)
    numbers = [(name, ", ".join(str(n) for n, one in enumerate(scored, 1) if one == name)) for name in once]
    assert rows == numbers
    sent = brief(template("brief"), whole, FILLED)
    assert isinstance(sent, str)
    told = sent.split("\n## What we look at\n")[1].split("\nEach counts the same")[0]
    assert re.findall(r"^- (.*)$", told, re.MULTILINE) == once


def test_calibration_comes_first_and_its_scores_behind_the_debrief(whole: Material) -> None:
    made = kit(template("kit"), whole, FILLED)
    assert isinstance(made, str)
    before, after = made.split("## Calibration: the bank's scores")
    assert "It means that we are quite sure." in before.split("\n## 1. ")[0]
    assert "The manager leaves with the wrong idea." not in before
    assert before.index("## Calibration") < before.index("\n## 1. ") < before.index("## Debrief")
    assert "Answer 1: 1" in after
    assert "\n---\n" not in made  # no sheet is left half empty


def secrets(bank: Bank, grader: Grader, seeds: range) -> dict[str, set[str]]:
    """Every text and value of each question that a candidate must not read."""
    found: dict[str, set[str]] = {}
    for question in bank.questions.values():
        texts = {question.model_answer, question.solution, *question.hints, *question.red_flags}
        texts |= {option.why for option in question.options} | {*(question.anchors or {}).values()}
        texts |= {line for sample in question.calibration for line in (sample.answer, sample.because)}
        for seed in seeds:
            variant = draw(question, seed, grader)
            texts |= {variant.solution, *variant.hints, *variant.probes}
            texts |= {line for follow in variant.follow_ups for line in (follow.ask, follow.listen_for)}
            for part in variant.parts:
                texts |= {part.solution, *part.hints, *(mistake.says for mistake in part.mistakes)}
                texts |= {mistake.name for mistake in part.mistakes}
        found[question.id] = {plain(text) for text in texts if text}
    return found


SAMPLES = ["variance-of-latencies", "which-join", "explain-p-value", "gradient-in-two-steps", "read-a-table"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_brief_holds_no_key(bank: Bank, grader: Grader, sample: str) -> None:
    of_form = made_material(bank, grader, sample)
    made = brief(template("brief"), of_form, FILLED)
    assert isinstance(made, str), made
    text, page = plain(made), printed_page(made, title="brief")
    for texts in secrets(bank, grader, range(1, 4)).values():
        for line in texts:
            assert line not in text
            assert line not in page
    for asked in of_form.asked:
        assert plain(asked.variant.prompt) not in text
        assert asked.question.title not in text
    assert of_form.certificate.form not in text
    for asked in of_form.samples:
        assert plain(asked.variant.prompt) in text
        values = [part.key.text for part in asked.variant.parts if part.key]
        values += [mistake.value.text for part in asked.variant.parts for mistake in part.mistakes]
        told = re.sub(r"\W+", " ", text.replace(plain(asked.variant.prompt), ""))
        rows = [
            f"{cell:g}" for _, cells in _columns(asked.variant) for cell in cells if isinstance(cell, float)
        ]
        for value in set(values) - set(rows) - {"1", "2", "3", "4", "5", "60"}:
            assert f" {value} " not in told, value


@pytest.mark.parametrize(
    ("role", "level"),
    [("data_scientist", "senior"), ("machine_learning_engineer", "junior"), ("data_science_manager", "mid")],
)
def test_no_brief_of_a_loop_holds_a_key(role: str, level: str) -> None:
    """Each interview, on the shipped bank: what any question keeps back is in none of the briefs."""
    desk, content = own_desk(), services().content
    profile = content.catalogue.profiles[role]
    assert content.loop[0] is not None
    planned = plan(content.loop[0], profile, level)
    made = desk.loop(profile, planned, Request(level))
    kept_back = {line for question in desk.bank.questions.values() for line in _written(question)}
    for name, found in made.sets.items():
        assert isinstance(found, InterviewSet), (name, found)
        drawn = desk.material(found.certified[0], profile)
        assert isinstance(drawn, Material), drawn
        told = brief(template("brief"), drawn, FILLED)
        assert isinstance(told, str), told
        text = plain(told)
        assert profile.levels.of(Level(level)).title in text
        assert drawn.certificate.blueprint.stage in text
        assert drawn.certificate.form not in text
        for line in kept_back.union(*(_drawn(one) for one in (*drawn.asked, *drawn.samples))):
            assert line not in text, (name, line)
        for one in drawn.asked:
            assert plain(one.variant.prompt) not in text
            assert one.question.title not in text
            assert one.question.id not in text
        for one in drawn.samples:
            rest = re.sub(r"\W+", " ", text.replace(plain(one.variant.prompt), ""))
            for part in one.variant.parts:
                assert part.key is None or f" {part.key.text} " not in rest or len(part.key.text) < 3


def _written(question: Question) -> set[str]:
    """What the bank's file says of a question that its candidate must not read, where it has no numbers."""
    texts = {question.model_answer, question.solution, *question.hints, *question.red_flags}
    texts |= {option.why for option in question.options} | {*(question.anchors or {}).values()}
    texts |= {line for sample in question.calibration for line in (sample.answer, sample.because)}
    return {plain(text) for text in texts if text and "{{" not in text}


def _drawn(asked: AskedQuestion) -> set[str]:
    variant = asked.variant
    texts = {variant.solution, *variant.hints, *variant.probes}
    texts |= {line for follow in variant.follow_ups for line in (follow.ask, follow.listen_for)}
    for part in variant.parts:
        texts |= {part.solution, *part.hints, *(mistake.says for mistake in part.mistakes)}
    return {plain(text) for text in texts if text}


def _columns(variant: Variant) -> tuple[tuple[str, tuple[float | str, ...]], ...]:
    return variant.figure.columns if variant.figure else ()


def test_the_brief_says_what_a_candidate_wants_to_know(bank: Bank, grader: Grader) -> None:
    made = brief(template("brief"), made_material(bank, grader, "which-join"), FILLED)
    assert isinstance(made, str)
    assert "say the script" not in made
    assert "Your questions to us" in made
    for line in ("Explaining and querying", "60 minutes in all", "AI assistant", "two people of the team",
                 "scored from 1 to 4", "hiring@example.org", "six months", "Friday"):  # fmt: skip
        assert line in plain(made), line


@pytest.mark.parametrize("own", list(TOOLS))
def test_a_sample_says_no_other_policy_than_the_interview(bank: Bank, grader: Grader, own: str) -> None:
    drawn = made_material(bank, grader, "which-join")
    asked = tuple(
        replace(one, question=one.question.model_copy(update={"tools": own})) for one in drawn.asked
    )
    for other in TOOLS:
        samples = tuple(
            replace(one, question=one.question.model_copy(update={"tools": other})) for one in drawn.samples
        )
        made = brief(template("brief"), replace(drawn, asked=asked, samples=samples), FILLED)
        assert isinstance(made, str), made
        assert "minutes*" in made or own == other
        for name, line in TOOLS.items():  # once as the interview's policy, again at the sample of the same
            assert made.count(line) == (name == own) + (name == own == other), (name, other)


def test_the_printed_kit_carries_its_marks_and_the_brief_does_not_say_contains_answers(
    whole: Material,
) -> None:
    made = kit(template("kit"), whole, FILLED)
    assert isinstance(made, str)
    page = printed_page(made, title="kit", footer=footer(whole.certificate, answers=True))
    assert '<hr class="page">' not in page
    assert "<th></th>" not in page
    for mark in (whole.certificate.form, "seed 1", whole.certificate.hash[:12], "Contains answers"):
        assert mark in page
    assert "Contains answers" not in footer(whole.certificate, answers=False)


def test_unknown_facts_become_lines_to_fill_in(whole: Material) -> None:
    empty = Occasion(on=date(2026, 11, 23))
    for name, make in (("kit", kit), ("brief", brief)):
        made = make(template(name), whole, empty)
        assert isinstance(made, str), made
        assert "………" in made
        assert "None" not in made


def test_a_wrong_name_in_a_template_is_said_with_its_place(whole: Material) -> None:
    text = (FOLDER / "kit.md.j2").read_text(encoding="utf-8").replace("{{ role.scope }}", "{{ role.scop }}")
    broken = parse_template(text, name="kit.md.j2")
    assert isinstance(broken, Template)
    problem = kit(broken, whole, FILLED)
    assert isinstance(problem, Problem)
    line = next(place for place, said in enumerate(text.splitlines(), start=1) if "role.scop" in said)
    assert (problem.file, problem.line) == ("kit.md.j2", line)
    assert "did you mean 'scope'?" in str(problem)


def test_the_names_that_templates_are_checked_against_are_those_that_they_are_given(whole: Material) -> None:
    assert differences(kit_data(whole, FILLED), KIT) == []
    assert differences(brief_data(whole, FILLED), BRIEF) == []
