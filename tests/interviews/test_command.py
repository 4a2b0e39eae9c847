"""`touchstone interview` as a program sees it, on a content folder of its own."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner, Result
from sqlalchemy import delete, select

from touchstone.banks.exchange.importing import read
from touchstone.banks.exchange.items import Item
from touchstone.banks.exchange.variants import items_of
from touchstone.banks.taxonomy import FILE, load_taxonomy
from touchstone.bootstrap import services
from touchstone.cli.interview_papers import own_desk
from touchstone.cli.main import touchstone
from touchstone.core.content import ContentRoot
from touchstone.core.hashes import content_hash
from touchstone.interviews.kit import Material
from touchstone.interviews.request import Request
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sitting import Showing
from touchstone.store.database import Database
from touchstone.store.panel_tables import showing
from touchstone.store.panels import PanelStore

ROOT = ContentRoot(Path(__file__).parents[2])


def spoken(skill: str, level: str) -> dict[str, Any]:
    name = f"{skill.rpartition('.')[2].replace('_', '-')[:50].strip('-')}-{level}"
    return {
        "id": name,
        "title": f"About {name}"[:90],
        "skill": skill,
        "level": level,
        "minutes": 5,
        "serves": ["write-production-code"],
        "prompt": f"Tell me what you know about {name}.",
        "anchors": {str(score): f"At {score} one hears secret-{name}-{score}." for score in range(1, 5)},
        "model_answer": f"The model answer secret-{name}.",
    }


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped roles and templates with a bank of one question a skill and level."""
    folder = tmp_path_factory.mktemp("content")
    shutil.copytree(ROOT.roles, folder / "roles")
    shutil.copytree(ROOT.templates, folder / "templates")
    (folder / "question_banks").mkdir()
    shutil.copy(ROOT.banks / FILE, folder / "question_banks" / FILE)
    skills = load_taxonomy(ROOT.banks / FILE).skills
    bank = {
        question["id"]: question
        for skill in skills
        for level in ("mid", "senior")
        for question in [spoken(skill, level)]
    }
    text = yaml.safe_dump(list(bank.values()), sort_keys=False, width=1000)
    (folder / "question_banks" / "made.yaml").write_text(text, encoding="utf-8")
    return folder


def run(content: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "touchstone", "interview", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "TOUCHSTONE_CONTENT": str(content)},
    )


def test_json(content: Path) -> None:
    named = ("--need", "sql.querying:mid=2", "--include", "joins-mid", "--exclude", "joins-senior")
    call = ("MLE", "--level", "senior", "--forms", "3", "--seed", "5", "--format", "json")
    made = run(content, *call, *named)
    assert made.returncode == 0, made.stderr
    data = json.loads(made.stdout)
    assert set(data) == {"forms", "infeasible"}
    assert data["infeasible"] == []
    assert len(data["forms"]) == 3
    asked: set[str] = set()
    for form in data["forms"]:
        assert set(form) == {"id", "seed", "minutes", "questions", "certificate"}
        assert form["minutes"] == sum(question["minutes"] for question in form["questions"]) <= 50
        assert form["certificate"]["blueprint_met"] is True
        assert form["seed"] == 5
        for question in form["questions"]:
            assert set(question) == {"id", "variant", "skill", "level", "minutes"}
            assert isinstance(question["variant"], int)
        ids = {question["id"] for question in form["questions"]}
        assert "joins-mid" in ids
        assert "joins-senior" not in ids
        assert not ids & asked
        asked |= ids - {"joins-mid"}
        skills = [question["skill"] for question in form["questions"] if question["level"] == "mid"]
        assert sum(skill.startswith("sql.querying") for skill in skills) >= 2


def in_process(*arguments: str) -> Result:
    """On the shipped content, which is loaded once for all of these."""
    return CliRunner().invoke(touchstone, ["interview", *arguments])


def test_infeasible() -> None:
    call = ("data_scientist", "--level", "junior", "--minutes", "15")
    made = in_process(*call, "--format", "json")
    assert made.exit_code == 1
    data = json.loads(made.stdout)
    assert data["forms"] == []
    assert "No form meets all requests" in data["infeasible"][0]
    plain = in_process(*call)
    assert plain.exit_code == 1
    assert plain.stdout == ""
    *said, last = data["infeasible"]
    assert plain.stderr.splitlines() == [*said, last.removesuffix(" --format json")]


def test_kit(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "kit.html"
    call = ("MLE", "--level", "mid", "--forms", "2", "--form", "2")
    made = run(content, *call, "--kit", "--format", "html", "-o", str(file))
    assert made.returncode == 0, made.stderr
    assert made.stdout == ""
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "(2 of 2), seed 1" in page
    assert "secret-" in page


def test_brief_and_summary() -> None:
    brief = in_process("MLE", "--level", "mid", "--candidate")
    assert brief.exit_code == 0, brief.stderr
    assert brief.stdout.startswith("# Your interview: Machine-learning engineer")
    assert "Contains answers" not in brief.stdout
    assert "sample questions" in brief.stdout
    shown = in_process("MLE", "--level", "mid")
    assert shown.exit_code == 0
    assert "| Question | Skill | Level | Minutes | Variant |" in shown.stdout


A, B = "half-of-a-transfer", "test-that-depends-on-today"
WRONG_CALLS = {
    "role": (("data_scienist", "--level", "mid"), "did you mean 'data_scientist'?"),
    "level": (("MLE", "--level", "midd"), "did you mean 'mid'?"),
    "minutes": (("MLE", "--level", "mid", "--minutes", "5"), "expected a whole number from 15 to 240"),
    "topic": (("MLE", "--level", "mid", "--need", "sqll=1"), "did you mean 'sql'?"),
    "need": (("MLE", "--level", "mid", "--need", "sql"), "expected topic=count"),
    "exclude": (("MLE", "--level", "mid", "--exclude", "nope"), "there is no question 'nope'"),
    "include": (("MLE", "--level", "mid", "--include", "half-of-transfer"), f"did you mean '{A}'?"),
    "swap": (("MLE", "--level", "mid", "--swap", f"{A}=half-of-transfer"), f"did you mean '{A}'?"),
    "for whom": (("MLE", "--level", "mid", "--forms", "2", "--for", "C-1"), "add --form N"),
    "form": (("MLE", "--level", "mid", "--form", "2"), "there is 1 form"),
    "place": (("MLE", "--level", "mid", "--kit", "--place", "Atlantis"), "No place is called 'Atlantis'"),
    "nothing": ((), "Missing ROLE or --level"),
}


@pytest.mark.parametrize("case", WRONG_CALLS)
def test_a_wrong_call_is_told_what_is_right(case: str) -> None:
    arguments, said = WRONG_CALLS[case]
    made = in_process(*arguments)
    assert made.exit_code == 2
    assert said in made.stderr


def test_a_need_at_another_level_goes_before_the_mix_and_that_is_said() -> None:
    made = in_process("DE", "--level", "junior", "--need", "sql:senior=1", "--format", "json")
    assert made.exit_code == 0, made.stderr
    said = "To meet what was asked for: questions at senior level at most 1, as asked for (wished: none).\n"
    assert made.stderr == said
    (form,) = json.loads(made.stdout)["forms"]
    (senior,) = [q for q in form["questions"] if q["level"] == "senior"]
    assert senior["skill"].startswith("sql.")
    assert form["certificate"]["blueprint_met"]


def test_what_gave_way_is_told_again_on_the_kit_and_when_it_is_checked(tmp_path: Path) -> None:
    saved = tmp_path / "set.json"
    saved.write_text(
        in_process("DE", "--level", "junior", "--need", "sql:senior=1", "--format", "json").stdout
    )
    wished = "(wished: none, this form has 1)"
    gave_way = f"To meet what was asked for: questions at senior level at most 1, as asked for {wished}."
    checked = in_process("--check", str(saved))
    assert checked.exit_code == 0
    assert checked.stdout.rstrip().endswith(
        f"everything that it was certified for still holds. Wishes that gave way when it was made. {gave_way}"
    )
    for paper in ((), ("--kit",)):
        made = in_process("--from", str(saved), *paper)
        assert gave_way in made.stdout.replace("\\", "")
        assert "All requests met" not in made.stdout


def test_reasons_go_to_stderr_a_line_each() -> None:
    made = in_process("MLE", "--level", "mid", "--need", "sql=99")
    assert made.exit_code == 1
    assert made.stdout == ""
    assert "The request needs 99 SQL" in made.stderr
    most = re.search(
        r"no more than (\d+) fit into the 50 minutes of questions\. Ask for at most \1\.", made.stderr
    )
    assert most, made.stderr
    assert in_process("MLE", "--level", "mid", "--need", f"sql={most[1]}").exit_code == 0


def test_what_is_named_twice_is_asked_for_and_told_once() -> None:
    once = in_process("data_scientist", "--level", "mid", "--kind", "sql")
    twice = in_process("data_scientist", "--level", "mid", "--kind", "sql", "--kind", "sql")
    assert "all kinds of question instead of sql.\n" in once.stderr
    assert (twice.exit_code, twice.stderr) == (1, once.stderr)
    kinds = ("sql", "maths", "sql")
    assert Request("mid", kinds=kinds, exclude=("a", "a")) == Request("mid", kinds=kinds[:2], exclude=("a",))


@pytest.mark.parametrize("more", [(), ("--format", "json"), ("--stage", "all"), ("--for", "C-1")])
def test_a_level_that_the_profile_refuses_is_a_wrong_call(more: tuple[str, ...]) -> None:
    found = in_process("FSDS", "--level", "junior", *more)
    assert (found.exit_code, found.stdout) == (2, "")
    assert "junior: Nobody has depth in one of the four steps" in found.stderr
    assert "Levels of this role: mid, senior, staff." in found.stderr


def test_an_adapted_profile_in_a_file_of_its_own_makes_an_interview(content: Path, tmp_path: Path) -> None:
    profile = yaml.safe_load((content / "roles" / "data_engineer.yaml").read_text("utf-8"))
    profile |= {
        "id": "our_data_engineer",
        "must": [one for one in profile["must"] if "sql" in str(one["topics"])],
    }
    profile["levels"]["mid"] |= {"title": "Our data engineer"}
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(profile, allow_unicode=True, sort_keys=False), "utf-8")
    made = in_process(str(path), "--level", "mid", "--minutes", "30", "--format", "json")
    assert made.exit_code == 0, made.stderr
    (form,) = json.loads(made.stdout)["forms"]
    asked = tuple(topic for one in profile["must"] for topic in one["topics"])
    assert any(question["skill"].startswith(asked) for question in form["questions"])
    base = in_process("data_engineer", "--level", "mid", "--minutes", "30", "--format", "json")
    assert json.loads(base.stdout)["forms"] != [form]
    kit = in_process(str(path), "--level", "mid", "--minutes", "30", "--kit")
    assert "# Interview kit: Our data engineer" in kit.stdout


CALL = ("data_scientist", "--level", "mid", "--format", "json")


def ids(made: Result | subprocess.CompletedProcess[str]) -> list[str]:
    return [question["id"] for question in json.loads(made.stdout)["forms"][0]["questions"]]


@pytest.fixture(scope="module")
def saved() -> dict[str, Any]:
    """A set of two forms, as the command writes it."""
    data: dict[str, Any] = json.loads(in_process(*CALL, "--forms", "2").stdout)
    return data


class TestSavedSets:
    def check(self, folder: Path, data: object) -> Result:
        file = folder / "set.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return in_process("--check", str(file))

    def test_what_still_holds_is_said(self, saved: dict[str, Any], tmp_path: Path) -> None:
        made = self.check(tmp_path, saved)
        assert (made.exit_code, made.stdout.count("still holds")) == (0, 2)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda form: form["certificate"].update(minutes=12), "its hash does not fit"),
            (lambda form: form["questions"].pop(), "not the one that was certified"),
            (lambda form: form["questions"][0].update(variant=1), "not the one that was certified"),
            (lambda form: form.update(seed=9), "Its seed is not the one that was certified"),
            (lambda form: form.update(minutes=9), "Its minutes are not those that were certified."),
            (lambda form: form.update(id="form-mine"), "Its id is not the one that was certified"),
            (lambda form: form["questions"][0].update(level="staff"), "is not what the bank says"),
            (lambda form: form["questions"][0].update(skill="x", minutes=1), "is not what the bank says"),
            (lambda form: form.pop("certificate"), "has no certificate"),
            (lambda form: form["certificate"].pop("met"), "not a certificate"),
            (lambda form: form.update(certificate={"blueprint": [1]}), "not a certificate"),
        ],
    )
    def test_what_was_changed_is_named(self, saved: Any, tmp_path: Path, change: Any, said: str) -> None:
        data = json.loads(json.dumps(saved))
        change(data["forms"][1])
        made = self.check(tmp_path, data)
        assert made.exit_code == 1
        assert "Form 1" in made.stdout
        assert "still holds" in made.stdout.splitlines()[0]
        assert said in made.stdout.splitlines()[1]

    def test_a_form_that_is_missing_or_stands_twice_is_named(self, saved: Any, tmp_path: Path) -> None:
        first, _ = saved["forms"]
        assert "made with 2 forms and holds 1" in self.check(tmp_path, {"forms": [first]}).stdout
        assert "stands in it twice" in self.check(tmp_path, {"forms": [first, first]}).stdout

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"difficulty_spread": -5.0}, "What a form says of the others is not true of them."),
            ({"siblings": [["a", "b"]]}, "What a form says of the others is not true of them."),
            ({"format": 99}, "This program knows no such certificate: format 99"),
        ],
    )
    def test_a_certificate_whose_hash_was_made_again_is_found_out(
        self, saved: Any, tmp_path: Path, change: dict[str, Any], said: str
    ) -> None:
        data = json.loads(json.dumps(saved))
        for form in data["forms"]:
            form["certificate"] |= change
            form["certificate"]["hash"] = content_hash({**form["certificate"], "hash": ""})
        made = self.check(tmp_path, data)
        assert made.exit_code == 1
        assert said in made.stdout

    @pytest.mark.parametrize("names", ["0" * 64, "\x1b[2Jc15f5c"])
    def test_another_bank_is_told_and_the_form_holds(self, saved: Any, tmp_path: Path, names: str) -> None:
        assert "another bank" not in self.check(tmp_path, saved).stdout
        data = json.loads(json.dumps(saved))
        for form in data["forms"]:
            form["certificate"]["bank_hash"] = names
            form["certificate"]["hash"] = content_hash({**form["certificate"], "hash": ""})
        made = self.check(tmp_path, data)
        assert (made.exit_code, made.stdout.count("still holds")) == (0, 2)
        assert made.stdout.count("It was certified against another bank than today's") == 2
        printed = in_process("--from", str(tmp_path / "set.json"), "--kit", "--form", "1")
        assert printed.exit_code == 0
        assert printed.stderr.count("another bank than today's") == 1
        assert "\x1b" not in made.stdout + printed.stderr

    def test_a_terminal_is_told_nothing_by_a_label(self, saved: Any, tmp_path: Path) -> None:
        data = json.loads(json.dumps(saved))
        for form in data["forms"]:
            form["certificate"]["blueprint"]["needs"][0] |= {"label": "\x1b[2J\x07owned", "at_least": 99}
            form["certificate"]["hash"] = content_hash({**form["certificate"], "hash": ""})
        made = self.check(tmp_path, data)
        assert made.exit_code == 1
        assert "owned" in made.stdout
        assert "\x1b" not in made.stdout + made.stderr

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", '"\\ud800"'])
    def test_what_json_has_not_is_refused(self, saved: Any, tmp_path: Path, value: str) -> None:
        text = json.dumps(saved).replace('"difficulty_spread": ', f'"difficulty_spread": {value}, "x": ', 1)
        made = self.check(tmp_path, text)
        assert made.exit_code == 2
        assert "not a saved interview set" in made.stderr

    @pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"forms": []}', '{"forms": 3}', "null"])
    def test_another_file_is_refused(self, tmp_path: Path, text: str) -> None:
        made = self.check(tmp_path, text)
        assert made.exit_code == 2
        assert "not a saved interview set" in made.stderr


def test_each_interview_of_the_loop_has_a_kit_and_a_brief(tmp_path: Path) -> None:
    whole = json.loads(in_process("MLE", "--level", "senior", "--stage", "all", "--format", "json").stdout)
    assert [form["stage"] for form in whole["forms"]] == [
        "Screen",
        "Technical",
        "System design",
        "Behavioural",
        "Manager",
    ]
    assert whole["loop"]["gaps"] == []
    assert whole["loop"]["minutes"] <= whole["loop"]["cap_minutes"]
    shown = in_process("MLE", "--level", "senior", "--stage", "all")
    assert "| Motivation and plans |  |  |  |  | 3 |" in shown.stdout
    assert "- All that this role's profile names is asked about." in shown.stdout
    unasked = "No interview asks about “Spreadsheets and slides”: this role's profile names nothing on it."
    assert f"- {unasked}" in shown.stdout
    assert unasked in whole["loop"]["unasked"]
    call = ("MLE", "--level", "senior", "--stage", "system")
    one = json.loads(in_process(*call, "--format", "json").stdout)
    assert one["forms"] == [whole["forms"][2]]  # alone as in the whole loop
    assert "# Interview kit: System design, Senior machine" in in_process(*call, "--kit").stdout
    brief = in_process(*call, "--candidate").stdout
    assert "# Your interview: System design, Senior machine" in brief
    assert "## 2 sample questions" in brief
    kits = in_process("MLE", "--level", "senior", "--stage", "all", "--kit", "--format", "html").stdout
    feet = [line for line in kits.splitlines() if line.endswith("</footer>") or "<footer>" in line]
    for form in whole["forms"]:
        assert sum(form["id"] in line and form["stage"] in line for line in feet) == 1


def test_each_kit_of_a_loop_is_a_pdf_of_its_own_in_one_archive(tmp_path: Path) -> None:
    file = tmp_path / "kits.zip"
    call = ("MLE", "--level", "senior", "--stage", "all", "--kit", "--format", "zip", "-o", str(file))
    made = in_process(*call)
    assert made.exit_code == 0, made.stderr
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert all(archive.read(name).startswith(b"%PDF") for name in names)
    stages = ("screen", "technical", "system-design", "behavioural", "manager")
    role = f"machine-learning-engineer-senior-form-1-{services().clock.now():%Y-%m-%d}.pdf"
    assert names == [f"interview-kit-{stage}-{role}" for stage in stages]


STAGES = {
    "archive of nothing": (("--format", "zip"), "add --kit or --candidate"),
    "unknown": (("--stage", "technicl"), "did you mean 'technical'?"),
    "of another role": (("--stage", "case"), "has no interview 'case'"),
    "minutes": (("--stage", "technical", "--minutes", "45"), "--minutes is not for --stage"),
    "all": (("--stage", "all", "--need", "sql=2"), "--need is for one interview"),
    "swap": (("--stage", "technical", "--swap", f"2:{A}={B}"), "there is 1 form, found 2"),
    "kit for a learning system": (("--kit", "--format", "moodle"), "A file for moodle is no kit"),
}


@pytest.mark.parametrize("case", STAGES)
def test_what_a_stage_can_not_have(case: str) -> None:
    arguments, said = STAGES[case]
    made = in_process("MLE", "--level", "mid", *arguments)
    assert (made.exit_code, made.stdout) == (2, "")
    assert said in made.stderr.replace("\n", " ")


def test_staff_get_senior_questions_where_a_need_names_them() -> None:
    call = ("MLE", "--level", "staff", "--need", "linear_algebra:staff=1", "--format", "json")
    found = json.loads(in_process(*call).stdout)["forms"][0]["questions"]
    assert any(q["skill"].startswith("linear_algebra.") and q["level"] == "senior" for q in found)


@pytest.fixture(scope="module")
def file(saved: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("saved") / "set.json"
    file.write_text(json.dumps(saved), encoding="utf-8")
    return file


class TestFromFile:
    def test_a_saved_set_is_printed_as_it_was(self, file: Path) -> None:
        fresh = in_process(*CALL[:3], "--forms", "2", "--form", "2", "--kit")
        again = in_process("--from", str(file), "--form", "2", "--kit")
        assert (again.exit_code, again.stdout) == (0, fresh.stdout)
        data = json.loads(in_process("--from", str(file), "--kit", "--format", "json").stdout)
        assert data["forms"][1]["kit"].strip() == fresh.stdout.strip()

    def test_one_that_no_longer_holds_is_not_printed(self, saved: Any, tmp_path: Path) -> None:
        data = json.loads(json.dumps(saved))
        data["forms"][1]["seed"] = 9
        (tmp_path / "set.json").write_text(json.dumps(data), encoding="utf-8")
        made = in_process("--from", str(tmp_path / "set.json"), "--kit")
        assert (made.exit_code, made.stdout) == (1, "")
        assert "Its seed is not the one that was certified" in made.stderr

    @pytest.mark.parametrize(
        ("beside", "said"),
        [
            (("--seed", "2"), "leave out --seed"),
            (("MLE",), "leave out a role"),
            (("--include", "x"), "leave out --include"),
        ],
    )
    @pytest.mark.parametrize("option", ["--from", "--check"])
    def test_nothing_is_ignored_beside_a_file(
        self, file: Path, option: str, beside: tuple[str, ...], said: str
    ) -> None:
        made = in_process(option, str(file), *beside)
        assert (made.exit_code, made.stdout) == (2, "")
        assert said in made.stderr

    def test_a_form_that_the_file_has_not(self, file: Path) -> None:
        assert "holds no form 3" in in_process("--from", str(file), "--form", "3").stderr


def test_a_saved_set_goes_past_the_cap_with_a_written_reason_alone(nobody_seen: None, file: Path) -> None:
    call = ("--from", str(file), "--form", "1")
    for number in range(3):  # 15 % of the first twenty
        assert in_process(*call, "--for", f"D-{number}").exit_code == 0
    refused = in_process(*call, "--for", "D-3")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "By the exposure cap of 15% nobody else sees" in refused.stderr
    assert "goes with --despite" in refused.stderr
    assert in_process(*call, "--for", "D-1").exit_code == 0  # printed again
    assert in_process(*call, "--for", "D-3", "--despite", "...").exit_code == 1
    made = in_process(*call, "--for", "D-3", "--despite", "All of this round get one form.")
    assert made.exit_code == 0, made.stderr
    with services().machine.database.read() as connection:
        kept = {row.despite for row in connection.execute(select(showing))}
    assert kept == {"", "All of this round get one form."}
    for alone in (("DS", "--level", "mid", "--for", "D-4"), ("--from", str(file))):
        assert "--despite is for a saved set" in in_process(*alone, "--despite", "because").stderr


class TestByHand:
    def test_a_swap_keeps_everything_or_says_what_breaks(self) -> None:
        before = ids(in_process(*CALL))
        broken = in_process(*CALL, "--swap", f"{before[0]}={before[1]}")
        assert broken.exit_code == 1
        assert "holds" in broken.stderr

        desk = own_desk()
        profile = services().content.catalogue.profiles["data_scientist"]
        made = desk.assemble(profile, Request("mid"))
        assert isinstance(made, InterviewSet)
        into = desk.alternatives(made, 0, before[0])[0]
        swapped = in_process(*CALL, "--swap", f"{before[0]}={into}")
        assert swapped.exit_code == 0, swapped.stderr
        assert set(ids(swapped)) == {*before[1:], into}
        assert json.loads(swapped.stdout)["forms"][0]["certificate"]["blueprint_met"]

    @pytest.mark.parametrize("value", ["a", "0:a=b", "a=b=c", "x:a=b", "2:a=b"])
    def test_a_swap_that_can_not_be_read(self, value: str) -> None:
        assert in_process(*CALL, "--swap", value).exit_code == 2


def test_what_a_candidate_sees_is_on_record(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "touchstone", "interview", *CALL, "--for", "C-7"]
    env = {**os.environ, "TOUCHSTONE_DATA": str(tmp_path)}
    made = subprocess.run(call, capture_output=True, text=True, check=False, env=env)
    assert made.returncode == 0, made.stderr
    database = Database(f"sqlite:///{tmp_path / 'touchstone.db'}")
    assert PanelStore(database).shown() == (dict.fromkeys(ids(made), 1), 1)
    assert PanelStore(database).shown(but="C-7") == ({}, 0)
    again = subprocess.run(call, capture_output=True, text=True, check=False, env=env)
    assert ids(again) == ids(made)  # kit and brief of one candidate are of one form
    last_year = datetime(2025, 11, 23, tzinfo=UTC)
    PanelStore(database).add_showings([Showing(name, "h", "C-8", last_year) for name in ids(made)])
    database.close()
    kit = subprocess.run([*call[:-4], "--kit"], capture_output=True, text=True, check=False, env=env)
    assert kit.returncode == 0, kit.stderr
    assert "until somebody else is shown one" in kit.stderr
    other = subprocess.run([*call[:-1], "c-8"], capture_output=True, text=True, check=False, env=env)
    assert other.returncode == 0, other.stderr
    assert not set(ids(other)) & set(ids(made))
    assert f"{len(ids(made))} of the bank's questions, which the candidate was shown before" in other.stderr


@pytest.fixture
def nobody_seen() -> Iterator[None]:
    """No candidate on record, before and after."""

    def emptied() -> None:
        with services().machine.database.write() as connection:
            connection.execute(delete(showing))

    emptied()
    yield
    emptied()


def test_others_in_between_do_not_move_a_candidates_form(nobody_seen: None) -> None:
    first = json.loads(in_process(*CALL, "--for", "M-1").stdout)
    asked = [question["id"] for question in first["forms"][0]["questions"]]
    others = [ids(in_process(*CALL, "--for", f"M-{number}")) for number in (2, 3)]
    assert others[-1] != asked
    assert json.loads(in_process(*CALL, "--for", "M-1").stdout) == first
    screen = ("DS", "--level", "mid", "--stage", "technical", "--format", "json")
    technical = ids(in_process(*screen, "--for", "M-1"))
    in_process(*screen, "--for", "M-2")
    assert ids(in_process(*screen, "--for", "M-1")) == technical
    assert json.loads(in_process(*CALL, "--for", "M-1").stdout) == first


def test_a_candidate_is_named_by_a_code() -> None:
    refused = in_process(*CALL, "--for", "Maria Lopez")
    assert refused.exit_code == 2
    assert "would bias" in refused.stderr


@pytest.mark.parametrize(("shape", "begins"), [("moodle", b"<?xml"), ("qti3", b"PK"), ("gift", b"")])
def test_a_form_goes_to_a_learning_system_and_comes_back(shape: str, begins: bytes) -> None:
    asked = ids(in_process(*CALL))
    made = in_process(*CALL[:3], "--format", shape)
    assert made.exit_code == 0, made.stderr
    assert made.stdout_bytes.startswith(begins)
    meant = of_form(asked)
    if shape == "qti3":
        package = zipfile.ZipFile(io.BytesIO(made.stdout_bytes))
        named = re.findall(r'href="([^"]+)"', package.read("imsmanifest.xml").decode())
        held = set(package.namelist())
        assert {"test.xml", *(name for name in held if name.startswith("items/"))} == set(named)
        items = [ET.fromstring(package.read(name)) for name in sorted(held) if "items/" in name]
        assert [item.attrib["title"] for item in items] == [item.name for item in meant]
    else:
        found = read(made.stdout_bytes, f"form.{'xml' if shape == 'moodle' else 'gift'}")
        assert not found.problems
        # A question of two parts is two questions there.
        assert [(item.name, item.kind) for item in found.items] == [(item.name, item.kind) for item in meant]
        for item, other in zip(found.items, meant, strict=True):
            assert [(one.value, one.tolerance) for one in item.accepted] == [
                (one.value, one.tolerance) for one in other.accepted
            ]
            assert [(one.text, one.share) for one in item.choices] == [
                (one.text, pytest.approx(one.share, abs=1e-5)) for one in other.choices
            ]
    refused = in_process(*CALL[:3], "--candidate", "--format", shape)
    assert refused.exit_code == 2
    assert "holds keys" in refused.stderr


def of_form(asked: list[str]) -> tuple[Item, ...]:
    """What a learning system is to ask and mark, from the same variants."""
    desk, profile = own_desk(), services().content.catalogue.profiles["data_scientist"]
    made = desk.assemble(profile, Request("mid"))
    assert isinstance(made, InterviewSet)
    drawn = desk.material(made.certified[0], profile)
    assert isinstance(drawn, Material)
    assert [one.question.id for one in drawn.asked] == asked
    return items_of([one.variant for one in drawn.asked], desk.bank.questions).items


def test_the_questions_ids_and_seed_are_no_brief() -> None:
    """Anybody with the repository draws the keys again from them."""
    refused = in_process(*CALL[:3], "--candidate", "--format", "json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "from which the keys can be drawn again" in refused.stderr


def test_the_team_fills_in_what_only_it_knows() -> None:
    call = ("DS", "--level", "mid", "--kit", "--place", "US-CA", "--interviewer", "R. *Interviewer*")
    made = in_process(*call, "--contact", "hiring@example.org", "--answer-by", "4 December")
    assert made.exit_code == 0, made.stderr
    plain = made.stdout.replace("\\", "")
    for said in (
        "R. *Interviewer*",
        "hiring@example.org",
        "by 4 December",
        "the law of this place forbids the question (California",
    ):
        assert said in plain
    assert "California" not in in_process("DS", "--level", "mid", "--kit").stdout


def test_what_is_no_text_is_written_as_a_question_mark(tmp_path: Path) -> None:
    file = tmp_path / "kit.html"
    made = in_process(*CALL[:3], "--kit", "--contact", "a\udcff", "--format", "html", "--output", str(file))
    assert made.exit_code == 0, made.stderr
    assert "a?" in file.read_text("utf-8")


def test_a_question_of_another_kind_that_was_asked_for_by_name_is_told_in_the_certificate() -> None:
    spoken = "which-complaint-first"
    call = ("full_stack_data_scientist", "--level", "mid", "--kind", "maths", "--kind", "sql")
    made = json.loads(in_process(*call, "--include", spoken, "--format", "json").stdout)
    met = {item["request"]: item for item in made["forms"][0]["certificate"]["met"]}
    assert met["Kinds"]["found"].endswith(f"; by name beside them {spoken} (spoken)")


def test_only_one_kind_is_asked_where_that_is_wanted() -> None:
    made = json.loads(in_process("DSM", "--level", "senior", "--kind", "spoken", "--format", "json").stdout)

    bank = own_desk().bank
    asked = [question["id"] for form in made["forms"] for question in form["questions"]]
    assert asked or made["infeasible"]
    assert {bank.questions[name].kind for name in asked} <= {"spoken"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--form", "3"), "there is 1 form, found 3"),
        (("--forms", "2", "--form", "3"), "there are 2 forms, found 3"),
        (("--minutes", "abc"), "expected a whole number from 15 to 240, found 'abc'"),
        (("--minutes", "7"), "expected a whole number from 15 to 240, found '7'"),
        (("--seed", "-1"), "expected a whole number of at least 0, found '-1'"),
        (("--kit", "--candidate"), "--kit and --candidate are two papers"),
    ],
)
def test_a_wrong_call_says_what_was_expected(words: tuple[str, ...], says: str) -> None:
    done = CliRunner().invoke(touchstone, ["interview", "MLE", "--level", "mid", *words])
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
