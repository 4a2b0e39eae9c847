"""The service on the shipped content: sets for the roles, and loops in which nothing is asked twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from tests.support.interviews import made_bank, made_blueprint

from touchstone.banks.bank import load_banks
from touchstone.banks.question import Question
from touchstone.banks.variant import Variant
from touchstone.core.content import ContentRoot
from touchstone.interviews.blueprint import Need
from touchstone.interviews.certificate import load
from touchstone.interviews.coverage import coverage
from touchstone.interviews.derive import Ledger, pool
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.loop import FILE, load_loop
from touchstone.interviews.loop_sets import LoopSets
from touchstone.interviews.plan import Plan, plan
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.interviews.request import Request
from touchstone.interviews.service import Interviews
from touchstone.interviews.sets import InterviewSet, make_set
from touchstone.interviews.swap import Refusal
from touchstone.interviews.telling import as_json, summary
from touchstone.roles.catalogue import Catalogue, load_catalogue

HANDS_ON = {"data_scientist", "machine_learning_engineer", "data_engineer", "full_stack_data_scientist"}
ROOT = ContentRoot(Path(__file__).parents[2])


def nobody(question: Question, seed: int) -> Variant:
    raise AssertionError("nothing is drawn here")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT.roles)


@pytest.fixture(scope="module")
def desk() -> Interviews:
    """On a clock that stands still: what is made and offered depends on no machine's speed."""
    loop, _ = load_loop(ROOT.templates / FILE)
    return Interviews(load_banks(ROOT.banks), ROOT.templates, nobody, clock=lambda: 0.0, the_loop=loop)


@pytest.mark.parametrize("level", ["junior", "mid", "senior", "staff"])
def test_an_hour_for_every_role(desk: Interviews, catalogue: Catalogue, level: str) -> None:
    for profile in catalogue.profiles.values():
        made = desk.assemble(profile, Request(level))
        if level in profile.refused:
            assert isinstance(made, Infeasible)
            assert profile.refused[level] in made.told[0]
            continue
        if isinstance(made, Infeasible):
            assert profile.id not in HANDS_ON, made.told
            continue
        assert made.certificates[0].blueprint_met
        assert 36 <= made.forms[0].minutes <= 50
        assert not made.forms[0].ids & set(made.samples)


HALF_HOUR = [
    (role, level)
    for role in ("data_scientist", "machine_learning_engineer")
    for level in ("mid", "senior", "staff")
]


@pytest.mark.parametrize(("role", "level"), HALF_HOUR)
def test_half_an_hour_has_room_for_each_must_skill(
    desk: Interviews, catalogue: Catalogue, role: str, level: str
) -> None:
    made = desk.assemble(catalogue.profiles[role], Request(level, minutes=30))
    assert isinstance(made, InterviewSet), made.told
    assert made.certificates[0].blueprint_met
    assert not made.eased, "half an hour needs short questions at the level of the role"


def test_what_is_asked_for_by_skill_is_asked_at_the_level_of_the_role(
    desk: Interviews, catalogue: Catalogue
) -> None:
    made = desk.assemble(
        catalogue.profiles["machine_learning_engineer"], Request("senior", needs=(SIX_ON_SQL,))
    )
    assert isinstance(made, InterviewSet), made.told
    asked = made.forms[0].questions
    assert 2 * sum(question.level == "senior" for question in asked) >= len(asked)
    assert not made.eased


SIX_ON_SQL = Need("sql", ("sql",), at_least=6)


def test_a_mix_that_gives_way_to_what_was_asked_for_keeps_what_it_can(
    desk: Interviews, catalogue: Catalogue
) -> None:
    short = [q.id for q in desk.bank.questions.values() if q.level == "senior" and q.minutes < 4]
    request = Request("senior", needs=(SIX_ON_SQL,), exclude=tuple(short))
    made = desk.assemble(catalogue.profiles["machine_learning_engineer"], request)
    assert isinstance(made, InterviewSet), made.told
    assert sum(question.level == "senior" for question in made.forms[0].questions) >= 1
    assert sum(within(question.skill, SIX_ON_SQL.topics) for question in made.forms[0].questions) >= 6
    own = next(share for share in made.assembled.blueprint.shares if share.level == "senior")
    assert 0 < own.at_least < 0.2


LEVELS = ["junior", "mid", "senior", "staff"]


@pytest.fixture(scope="module")
def loops(desk: Interviews, catalogue: Catalogue) -> dict[tuple[str, str], tuple[Plan, LoopSets]]:
    """The whole loop of each role at each level that it has."""
    loop, problems = load_loop(ROOT.templates / FILE, questions=desk.bank.questions)
    assert loop is not None
    assert problems == []
    return {
        (profile.id, level): (planned, desk.loop(profile, planned, Request(level)))
        for profile in catalogue.profiles.values()
        for level in LEVELS
        if level not in profile.refused
        for planned in [plan(loop, profile, level)]
    }


def test_each_interview_of_each_loop_has_a_form_of_its_own(
    desk: Interviews, loops: dict[tuple[str, str], tuple[Plan, LoopSets]]
) -> None:
    shown = {name for name, question in desk.bank.questions.items() if question.sample}
    for place, (planned, made) in loops.items():
        sets = {name: one for name, one in made.sets.items() if isinstance(one, InterviewSet)}
        assert list(sets) == [item.stage.id for item in planned.stages], (place, made.sets)
        for one, two in combinations(sets.values(), 2):
            assert not one.forms[0].ids & two.forms[0].ids
        for item in planned.stages:
            found = sets[item.stage.id]
            blueprint = found.assembled.blueprint
            assert blueprint.stage == item.stage.title
            assert set(item.stage.asks) <= found.forms[0].ids
            assert all(within(q.skill, item.stage.topics) for q in found.forms[0].questions), place
            assert found.certificates[0].blueprint_met
            assert len(found.samples) == 2
            assert set(found.samples) <= shown
            assert not found.forms[0].ids & shown


def test_the_forms_of_each_loop_ask_on_all_that_the_plan_says(
    loops: dict[tuple[str, str], tuple[Plan, LoopSets]],
) -> None:
    for place, (planned, made) in loops.items():
        found = coverage(planned, made.sets)
        assert found.gaps == (), place
        assert planned.findings == ()
        assert all(any(cell.most for cell in row.cells) for row in found.rows if row.row.applies), place


def test_what_a_form_asks_and_is_scored_on_beside_the_plan_stands_in_it(
    desk: Interviews, loops: dict[tuple[str, str], tuple[Plan, LoopSets]]
) -> None:
    planned, made = loops["data_scientist", "mid"]
    rows = coverage(planned, made.sets, desk.bank.taxonomy.title).rows
    screen = {row.row.label: cell.told for row in rows for cell in row.cells if cell.stage == "screen"}
    asked = {label: told for label, told in screen.items() if told}
    assert asked == {"Business knowledge": "1", "Own part in past work": "2", "Learning new things": "1"}
    assert [row.row for row in rows[: len(planned.rows)]] == list(planned.rows)


def test_what_forms_leave_out_or_ask_twice_is_told(
    loops: dict[tuple[str, str], tuple[Plan, LoopSets]],
) -> None:
    planned, made = loops["machine_learning_engineer", "senior"]
    sets = {**made.sets, "screen": made.sets["manager"], "behavioural": Infeasible(("no",))}
    found = coverage(planned, sets)
    assert "Screen was to ask about “Business knowledge” and asks nothing." in found.gaps
    assert "“Critical thinking” is not asked about: there is no form for Behavioural." in found.gaps
    assert "“Motivation and plans” is asked about in Screen (3) and Manager (3)." in found.doubles
    row = next(row for row in found.rows if row.row.label == "Business knowledge")
    assert [cell.told for cell in row.cells if cell.stage == "screen"] == ["0"]


def test_a_swap_in_one_interview_keeps_the_others_from_asking_it(
    desk: Interviews, catalogue: Catalogue, loops: dict[tuple[str, str], tuple[Plan, LoopSets]]
) -> None:
    planned, before = loops["data_scientist", "senior"]
    technical, case = before.sets["technical"], before.sets["case"]
    assert isinstance(technical, InterviewSet)
    assert isinstance(case, InterviewSet)
    out = technical.forms[0].questions[0].id
    into = desk.alternatives(technical, 0, out)[0]
    profile = catalogue.profiles["data_scientist"]
    swaps = {"technical": [(0, out, into)], "case": [(0, case.forms[0].questions[0].id, into)]}
    after = desk.loop(profile, planned, Request("senior"), swaps=swaps, last="case")
    changed = after.sets["technical"]
    assert isinstance(changed, InterviewSet)
    assert into in changed.forms[0].ids
    assert list(after.sets) == ["screen", "technical", "case"]
    assert after.refused["case"] == (
        f"{into!r} can't be used. It is asked in another interview of the loop.",
    )


def test_no_sample_comes_into_a_form_by_name_or_by_swap(desk: Interviews, catalogue: Catalogue) -> None:
    profile = catalogue.profiles["data_scientist"]
    made = desk.assemble(profile, Request("mid"))
    assert isinstance(made, InterviewSet)
    sample = made.samples[0]
    named = desk.assemble(profile, Request("mid", must_include=(sample,)))
    assert isinstance(named, Infeasible)
    assert f"must hold the question {sample!r}, but it is kept as a sample for candidates." in named.told[0]
    refused = desk.swap(made, 0, made.forms[0].questions[0].id, sample)
    assert isinstance(refused, Refusal)
    assert refused.sentences == (f"{sample!r} can't be used. It is kept as a sample for candidates.",)


def test_a_form_with_a_question_that_became_a_sample_no_longer_holds(bank_of_500: list[PoolQuestion]) -> None:
    made = make_set(made_blueprint(), bank_of_500)
    assert isinstance(made, InterviewSet)
    name = made.forms[0].questions[0].id
    today = [replace(q, sample=q.id == name) for q in bank_of_500]
    found = load(made.certificates[0].data(), today, bank_hash="", profile_hash="").problems
    assert any("sample that candidates see beforehand" in problem for problem in found), found


def test_only_the_loop_says_what_everybody_is_asked(
    desk: Interviews, catalogue: Catalogue, loops: dict[tuple[str, str], tuple[Plan, LoopSets]]
) -> None:
    """Such questions stay out of the ledger: a set that names all of its own could be shown without end."""
    profile = catalogue.profiles["data_scientist"]
    made = loops["data_scientist", "mid"][1].sets
    screen, technical, manager = (made[name] for name in ("screen", "technical", "manager"))
    plain = desk.assemble(profile, Request("mid"))
    assert isinstance(screen, InterviewSet)
    assert isinstance(technical, InterviewSet)
    assert isinstance(manager, InterviewSet)
    assert isinstance(plain, InterviewSet)
    for one in (screen, technical, manager, plain):
        assert desk.recheck(one.certificates[0].data(), profile.hash).problems == ()
    asked, elsewhere = (one.assembled.blueprint.common for one in (screen, manager))
    for one, names, strange, where in (
        (plain, tuple(sorted(plain.forms[0].ids)), plain.forms[0].ids, "no interview of a loop"),
        (plain, asked[:1], asked[:1], "no interview of a loop"),
        (technical, tuple(sorted(technical.forms[0].ids)), technical.forms[0].ids, "“Technical”"),
        (screen, (*asked, elsewhere[0]), elsewhere[:1], "“Screen”"),
    ):
        loose = {
            "needs": (),
            "shares": (),
            "topics": (),
            "asked": (),
            "low_minutes": 0.0,
            "high_minutes": 99.0,
        }
        wanted = replace(one.assembled.blueprint, common=names, must_include=names, **loose)
        forged = make_set(wanted, pool(desk.bank.questions.values()))
        assert isinstance(forged, InterviewSet), where
        found = desk.recheck(forged.certificates[0].data(), profile.hash).problems
        assert found == tuple(
            f"The loop doesn't say that everybody is asked {name!r} in {where}." for name in sorted(strange)
        )


def test_a_question_for_everybody_has_no_cap(desk: Interviews, catalogue: Catalogue) -> None:
    loop, _ = load_loop(ROOT.templates / FILE)
    assert loop is not None
    scope = plan(loop, catalogue.profiles["data_scientist"], "mid").stages[0].scope
    shown = Ledger(dict.fromkeys(scope.common, 30), 30)
    made = desk.assemble(
        catalogue.profiles["data_scientist"], Request("mid", 30, 2, scope=scope), ledger=shown
    )
    assert isinstance(made, InterviewSet), made.told
    assert all(set(scope.common) == form.ids for form in made.forms)
    assert [q.id for q in made.forms[0].questions] == list(scope.common)


def test_of_too_many_forms_the_most_that_work_are_offered(desk: Interviews, catalogue: Catalogue) -> None:
    loop, _ = load_loop(ROOT.templates / FILE)
    assert loop is not None
    profile = catalogue.profiles["data_scientist"]
    planned = plan(loop, profile, "junior")

    def case(forms: int) -> InterviewSet | Infeasible:
        return desk.loop(profile, planned, Request("junior", forms=forms), last="case").sets["case"]

    missed = case(12)
    assert isinstance(missed, Infeasible)
    assert (
        "12 forms that share no question need 432 minutes of questions (36 a form × 12"
        in missed.sentences[-1]
    )
    (offer,) = missed.instead
    assert offer.says == f"This would work: {offer.request.forms} forms instead of 12."
    assert isinstance(case(offer.request.forms), InterviewSet)
    assert isinstance(case(offer.request.forms + 1), Infeasible)


@pytest.mark.parametrize("role", ["data_scientist", "ml_product_manager"])
def test_the_thinnest_interviews_come_in_three_forms(
    desk: Interviews, catalogue: Catalogue, role: str
) -> None:
    loop, _ = load_loop(ROOT.templates / FILE)
    assert loop is not None
    profile = catalogue.profiles[role]
    planned = plan(loop, profile, "junior")
    made = desk.loop(profile, planned, Request("junior", forms=3), last="case").sets["case"]
    assert isinstance(made, InterviewSet), made.told


def test_the_summary_and_the_json_tell_of_the_same_questions(desk: Interviews, catalogue: Catalogue) -> None:
    made = desk.assemble(catalogue.profiles["data_scientist"], Request("mid"))
    assert isinstance(made, InterviewSet)
    data = as_json(made)["forms"][0]
    text = "\n".join(
        summary(made.certified, {question.id: question.id for question in made.forms[0].questions})
    )
    for question in data["questions"]:
        assert f"| {question['id']} | {question['skill']} | {question['level']} |" in text
    assert "All requests met." in text


def test_a_must_skill_without_a_question_is_named_and_not_called_met() -> None:
    blueprint, bank = made_blueprint("mid", unseen=("steering a ship",)), made_bank(300, 2)
    made = make_set(blueprint, bank)
    assert isinstance(made, InterviewSet)
    certificate = made.certificates[0]
    assert not certificate.blueprint_met
    told = "\n".join(summary(made.certified, {}))
    assert "All requests met" not in told
    assert "Questions on steering a ship (wanted at least 1, found 0: the bank has no question" in told
    (missing,) = [m for m in as_json(made)["forms"][0]["certificate"]["met"] if not m["met"]]
    assert missing["request"] == "Questions on steering a ship"
    assert (
        load(certificate.data(), bank, bank_hash="", profile_hash="").problems == ()
    )  # said from the start: no news


def test_each_must_skill_of_a_data_scientist_is_asked_about_whatever_the_seed(
    desk: Interviews, catalogue: Catalogue
) -> None:
    for seed in (2, 7):
        made = desk.assemble(catalogue.profiles["data_scientist"], Request("mid", seed=seed))
        assert isinstance(made, InterviewSet)
        for skill in catalogue.profiles["data_scientist"].must:
            assert any(within(q.skill, skill.topics) for q in made.forms[0].questions), skill.label


def test_our_own_wishes_give_way_before_a_small_bank_gives_nothing_and_that_is_said() -> None:
    blueprint = made_blueprint("senior", 60, areas=1)
    questions = [
        PoolQuestion(f"q-{number}", f"area0.part.skill{number % 5}", level, 5)
        for number, level in enumerate(["senior"] * 4 + ["mid"] * 6)
    ]
    made = make_set(blueprint, questions)
    assert isinstance(made, InterviewSet)
    assert made.eased_told == (
        "The bank is small here: two questions on one skill allowed (wished: none); questions at mid level "
        "up to 60% (wished: up to 50%); questions at senior level at least 40% (wished: at least 50%)."
    )
    assert made.certificates[0].blueprint_met
    assert isinstance(make_set(blueprint, questions[:6]), Infeasible)


def test_what_was_asked_for_never_gives_way() -> None:
    blueprint = made_blueprint("senior", 60, areas=1, must_include=("q-99",))
    made = make_set(blueprint, made_bank(300, 2, areas=1))
    assert isinstance(made, Infeasible)
    assert made.sentences[0].startswith("There is no question 'q-99'")


def test_no_question_is_shown_more_often_than_the_cap_allows(desk: Interviews, catalogue: Catalogue) -> None:
    profile, seen = catalogue.profiles["data_scientist"], Counter[str]()
    first = None
    for number in range(8):
        ledger = Ledger(dict(seen), number)
        made = desk.assemble(profile, Request("mid", 40), ledger=ledger)
        assert isinstance(made, InterviewSet), made.told
        first = first or made.forms[0].ids
        seen.update(made.forms[0].ids)
    again = desk.assemble(profile, Request("mid", 40), ledger=ledger)
    assert isinstance(again, InterviewSet)
    assert again.forms == made.forms  # the same ledger, the same set
    assert max(seen.values()) <= 3
    assert len(seen) > len(first or ()) * 2  # fresh questions come first


@pytest.mark.parametrize(
    ("shown", "candidates", "planned", "left"),
    [(5, 0, 1, None), (0, 1, 1, 3), (2, 1, 1, 1), (3, 7, 1, 0), (3, 25, 1, 0), (3, 26, 1, 1), (9, 40, 0, 0)],
)
def test_what_is_left_under_the_cap(shown: int, candidates: int, planned: int, left: int | None) -> None:
    assert Ledger({"q": shown}, candidates).left("q", planned) == left
