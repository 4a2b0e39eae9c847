"""`touchstone check` and `touchstone prove` as a person calls them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchstone import bootstrap
from touchstone.banks.bank import load_banks
from touchstone.banks.cache import Cache
from touchstone.bootstrap import Content
from touchstone.cli import check, interview, posting, prove, role, salary, schemas
from touchstone.cli.contents import KINDS
from touchstone.core.content import ContentRoot

ROOT = Path(__file__).parents[2]

GOOD = """\
- id: twice
  title: Twice a number
  skill: statistics.descriptive.variance
  level: junior
  minutes: 2
  serves: [summarise-data]
  params:
    n: {integer: [3, 9]}
  prompt: What is twice {{ n }}?
  answer: {value: 2*n}
  proof: sum(n, k, 1, 2)
  mistakes: [{name: square, value: n^2, says: This is the square.}]
  follow_ups:
  - {ask: And four times?, listen_for: Twice the double.}
  - {ask: And half of the double?, listen_for: The number itself.}
"""

TALK = """\
- id: talk
  title: Talk about it
  skill: communication.explaining.uncertainty
  level: mid
  minutes: 6
  serves: [summarise-data]
  prompt: What do you say?
  options:
  - {text: The first, right: true, why: It is right.}
  - {text: The second, why: It is not.}
"""


def run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(GOOD)
    return path


def test_all_shipped_content_is_without_problems() -> None:
    result = run(check.command)
    assert (result.exit_code, result.stdout) == (0, "")
    root = re.escape(str(ROOT))
    assert re.search(rf"^No problems in \d+ files of {root} \(\d+ files of questions, ", result.stderr)
    assert "1 interview loop, " in result.stderr


def test_check_names_every_problem_and_exits_with_one(bank: Path) -> None:
    bank.write_text(GOOD.replace("minutes: 2", "minuts: 2").replace("title:", "titel:"))
    result = run(check.command, bank)
    assert result.exit_code == 1
    assert f"{bank}:5:3: unknown field 'minuts'; did you mean 'minutes'?" in result.stdout
    assert f"{bank}:2:3: unknown field 'titel'; did you mean 'title'?" in result.stdout
    assert "4 problems in 1 file" in result.stderr


def test_a_file_that_is_no_content_is_told_folders_that_exist(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    said = run(check.command, tmp_path / "notes.txt").stdout.strip()
    assert "this is no content that Touchstone knows; content lies in language/, laws/" in said
    named = said.split("content lies in ")[1].split(", ")
    assert all((ROOT / folder).is_dir() for folder in named)


def test_check_names_what_is_wrong_beside_a_field_that_does_not_exist(bank: Path) -> None:
    text = GOOD.replace("minutes: 2", "minutes: 2\n  ponits: 3").replace(
        "[summarise-data]", "[sumarise-data]"
    )
    bank.write_text(
        text.replace("descriptive.variance", "descriptive.varience").replace(
            "sum(n, k, 1, 2)", "(sum(n, k, 1, 2)"
        )
    )
    lines = [line.split(": ")[0].split(":")[1] for line in run(check.command, bank).stdout.splitlines()]
    assert lines == ["3", "6", "7", "12"]


def test_check_as_json_has_the_promised_shape(bank: Path) -> None:
    bank.write_text(GOOD.replace("serves: [summarise-data]", "serves: [sumarise-data]"))
    (problem,) = json.loads(run(check.command, "--json", bank).stdout)
    assert problem == {
        "file": str(bank),
        "line": 6,
        "column": 12,
        "message": "no role has the duty 'sumarise-data'",
        "hint": "did you mean 'summarise-data'?",
    }


def test_check_knows_a_file_by_what_is_in_it(tmp_path: Path) -> None:
    role = tmp_path / "somewhere.yaml"
    role.write_text((ROOT / "roles" / "data_scientist.yaml").read_text().replace("purpose:", "porpose:", 1))
    result = run(check.command, role)
    assert "unknown field 'porpose'; did you mean 'purpose'?" in result.stdout


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("broken.yaml", "a: [1, 2\nb: 3", "this is not YAML"),
        ("twice.yaml", "a: 1\na: 2", "twice.yaml:2:1: the key 'a' stands twice"),
        ("other.yaml", "hello: there", "this is no content that Touchstone knows"),
        ("notes.txt", "hello", "this is no content that Touchstone knows"),
    ],
)
def test_check_says_something_of_any_file(name: str, text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    result = run(check.command, tmp_path / name)
    assert result.exit_code == 1
    assert says in result.stdout


@pytest.mark.parametrize(
    ("file", "found", "put", "says"),
    [
        (
            "postings/standard",
            "{{ title }}",
            "{{ postng.titel }}",
            "3:6: there is no 'postng' here, in 'postng.titel'",
        ),
        ("postings/short", "part.title", "part.titel", "did you mean 'title'?"),
        ("interviews/kit", "question.hints", "question.hits", "did you mean 'hints'?"),
        ("interviews/brief", "sample.prompt", "sample.solution", "there is no 'solution' here"),
    ],
)
def test_check_finds_a_misspelt_name_in_a_template(
    file: str, found: str, put: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "templates" / f"{file}.md.j2"
    path.parent.mkdir(parents=True)
    text = (ROOT / "templates" / f"{file}.md.j2").read_text()
    assert found in text
    path.write_text(text.replace(found, put, 1))
    result = run(check.command, path)
    assert result.exit_code == 1
    assert says in result.stdout


def test_check_of_a_folder_takes_all_that_it_knows(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.yaml").write_text(
        GOOD.replace("id: twice", "id: again").replace("sum(n, k, 1, 2)", "n + m")
    )
    (tmp_path / "notes.txt").write_text("hello")
    result = run(check.command, tmp_path)
    assert "b.yaml:11:14: nothing defines the name 'm'" in result.stdout
    assert "a.yaml" not in result.stdout


def test_check_knows_pay_tables_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(ROOT / "salary_data", folder)
    clean = run(check.command, folder)
    assert (clean.exit_code, clean.stdout) == (0, "")
    assert f"{len(list(folder.iterdir()))} files (" in clean.stderr
    _mistake(folder, "article.csv", "founding_article", "funding_article")
    assert "article.csv:2:" in run(check.command, folder).stdout
    assert "article.csv:2:" in run(check.command, folder / "article.csv").stdout
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "other.csv").write_text("name,value\nx,1\n")
    assert run(check.command, tmp_path / "theirs").exit_code == 2


def test_check_of_a_path_that_does_not_exist_is_a_wrong_call() -> None:
    assert run(check.command, "/nowhere/at/all.yaml").exit_code == 2


def test_prove_prints_a_line_a_question(bank: Path) -> None:
    result = run(prove.command, bank, "--seeds", 5, "--workers", 1)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "twice: proved on 5 seeds, 0.00 redraws a seed",
        "1 of 1 question proved.",
    ]


def test_check_of_a_link_to_itself_is_a_sentence(bank: Path) -> None:
    (bank.parent / "loop.yaml").symlink_to("loop.yaml")
    result = run(check.command, bank.parent)
    assert result.exit_code == 1
    assert "loop.yaml: the file can't be read" in result.stdout
    assert load_banks(bank.parent, cache=Cache(bank.parent / "cache")).problems[0].line == 0


def test_prove_of_what_has_no_key_plants_nothing(bank: Path) -> None:
    bank.write_text(TALK)
    result = run(prove.command, bank, "--mutate", "--workers", 1, "--seeds", 1)
    assert result.exit_code == 0, result.output
    assert "talk: proved on 1 seed, " in result.stdout
    assert "1 of 1 question proved." in result.stdout
    assert "No wrong key could be planted" in result.stdout


def test_prove_of_a_file_that_can_not_be_loaded_says_that_alone(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("- id: [\n", encoding="utf-8")
    result = run(prove.command, broken, "--mutate")
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert "No question could be loaded" in result.stdout
    assert "broken.yaml:2:1: this is not YAML" in result.stderr


def test_prove_finds_a_wrong_key_and_exits_with_one(bank: Path) -> None:
    bank.write_text(GOOD.replace("value: 2*n", "value: 2*n + 1"))
    result = run(prove.command, bank, "--seeds", 2, "--workers", 1)
    assert result.exit_code == 1
    assert "the proof says" in result.stdout


def test_prove_names_a_duty_that_no_role_has(bank: Path) -> None:
    bank.write_text(GOOD.replace("[summarise-data]", "[sumarise-data]"))
    result = run(prove.command, bank, "--seeds", 2, "--workers", 1)
    assert result.exit_code == 1
    assert (
        "bank.yaml:6:12: no role has the duty 'sumarise-data'; did you mean 'summarise-data'?"
        in result.stderr
    )


def test_prove_as_json_has_the_promised_shape(bank: Path) -> None:
    result = run(prove.command, bank, "--seeds", 3, "--mutate", "--json", "--workers", 1)
    found = json.loads(result.stdout)
    assert found["questions"] == [{"id": "twice", "seeds": 3, "redraws": 0, "failures": []}]
    assert found["mutants"]["planted"] == found["mutants"]["caught"] > 3
    assert found["mutants"]["survivors"] == []


def test_prove_shows_a_variant_to_its_author(bank: Path) -> None:
    result = run(prove.command, bank, "--seeds", 1, "--show", "--workers", 1)
    assert "What is twice" in result.stdout
    assert "  key: " in result.stdout


def test_prove_shows_a_figure_as_people_meet_it() -> None:
    name = "order-projects-by-value"
    shown = run(prove.command, "--question", name, "--seeds", 1, "--show", "--workers", 1).stdout
    assert "  Project: 1, 2, 3, 4\n" in shown
    assert (
        "  in words: A table with the projects 1 to 4. The savings are 17, 25, 50 and 10 thousand EUR"
        in shown
    )


def test_prove_of_one_file_knows_the_others_of_its_bank(tmp_path: Path) -> None:
    folder = _content(tmp_path) / "question_banks"
    enemy = GOOD.replace("id: twice", "id: two").replace("  minutes", "  enemies: [twice, twise]\n  minutes")
    (folder / "other.yaml").write_text(enemy)
    result = run(prove.command, folder / "other.yaml", "--seeds", 1, "--workers", 1)
    assert "there is no question 'twice'" not in result.stderr
    assert "other.yaml:5:20: there is no question 'twise'; did you mean 'twice'?" in result.stderr
    assert result.stdout == "two: proved on 1 seed, 0.00 redraws a seed\n1 of 1 question proved.\n"
    (folder / "bank.yaml").write_text("- id: twice\n  titel: broken\n")
    assert "bank.yaml" not in run(prove.command, folder / "other.yaml", "--seeds", 1).stderr


def test_prove_names_the_nearest_question(bank: Path) -> None:
    result = run(prove.command, bank, "--question", "twise")
    assert result.exit_code == 2
    assert "did you mean 'twice'?" in result.output


@pytest.mark.parametrize("command", [check.command, prove.command])
def test_help_ends_with_an_example(command: object) -> None:
    assert run(command, "--help").stdout.strip().splitlines()[-1].strip().startswith("Example: touchstone ")


def test_the_schemas_in_docs_are_fresh() -> None:
    """`python -m touchstone.cli.schemas` writes them again."""
    folder = ROOT / "docs" / "schemas"
    assert {name: (folder / name).read_text() for name in schemas.schemas()} == schemas.schemas()


def test_every_kind_of_content_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def _content(folder: Path) -> Path:
    """A content folder of the shipped roles and a small bank, to be broken."""
    shutil.copytree(ROOT / "roles", folder / "roles")
    (folder / "question_banks").mkdir()
    shutil.copy(ROOT / "question_banks" / "_taxonomy.yaml", folder / "question_banks")
    (folder / "question_banks" / "bank.yaml").write_text(GOOD)
    return folder


def _mistake(root: Path, file: str, found: str, put: str) -> None:
    text = (root / file).read_text()
    assert found in text
    (root / file).write_text(text.replace(found, put, 1))


ROLE = ("roles/data_scientist.yaml", "purpose:", "porpose:")
BANK = "question_banks/bank.yaml"
BURIED = [
    ("a role whose field is misspelt", [ROLE], {"roles/data_scientist.yaml"}, ["roles and duties"]),
    (
        "a role that is no YAML, and a bank",
        [("roles/data_scientist.yaml", "id:", "id: [\nid:"), (BANK, "minutes: 2", "minuts: 2")],
        {"roles/data_scientist.yaml", BANK},
        ["roles and duties"],
    ),
    (
        "a taxonomy",
        [("question_banks/_taxonomy.yaml", "subtopics:", "subtopcs:")],
        {"question_banks/_taxonomy.yaml"},
        ["skills and topics"],
    ),
    ("a duty alone", [(BANK, "[summarise-data]", "[sumarise-data]")], {BANK}, []),
]


@pytest.mark.parametrize(("name", "mistakes", "files", "unchecked"), BURIED, ids=[row[0] for row in BURIED])
def test_a_broken_file_is_not_buried_under_what_points_into_it(
    name: str,
    mistakes: list[tuple[str, str, str]],
    files: set[str],
    unchecked: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = _content(tmp_path)
    for mistake in mistakes:
        _mistake(root, *mistake)
    monkeypatch.setenv("TOUCHSTONE_CONTENT", str(root))
    monkeypatch.chdir(root)
    result = run(check.command)
    assert {line.split(":")[0] for line in result.stdout.splitlines()} == files
    assert [line.split(" were")[0] for line in result.stderr.splitlines() if "not checked" in line] == [
        f"Names of {what}" for what in unchecked
    ]
    # The first page of the app says the same, but for what only `check` looks at: an empty shelf of laws.
    told = {str(problem) for problem in Content(ContentRoot(root)).problems}
    assert {line for line in told if line.split(":")[0] in files} == set(result.stdout.splitlines())


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (posting.command, ["MLE"]),
        (interview.command, ["MLE"]),
        (role.command, ["show", "MLE"]),
        (salary.command, ["MLE"]),
    ],
    ids=["posting", "interview", "role", "salary"],
)
def test_a_misspelt_level_brings_the_nearest(command: object, arguments: list[str]) -> None:
    result = run(command, *arguments, "--level", "seniour")
    assert result.exit_code == 2
    assert "there is no level 'seniour'; did you mean 'senior'?" in result.output


def test_the_example_of_an_employer_file_is_one_that_a_user_has() -> None:
    (name,) = re.findall(r"--employer (\S+\.yaml)", posting.command.epilog or "")
    assert (ROOT / name).is_file()


def test_what_proving_found_is_kept_for_the_app(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from touchstone.banks.bank import load_files
    from touchstone.store.database import Database
    from touchstone.store.questions import QuestionTable

    url = f"sqlite:///{tmp_path / 'kept.db'}"
    monkeypatch.setenv("TOUCHSTONE_DATABASE_URL", url)
    bootstrap._PROCESS.__dict__.pop("holder", None)
    try:
        assert run(prove.command, bank, "--seeds", "3", "--mutate", "--record").exit_code == 0
    finally:
        bootstrap._PROCESS.__dict__.pop("holder", None)
    database = Database(url)
    checks = {check.kind: check for check in QuestionTable(database).checks("twice")}
    database.close()
    assert {kind: (check.hash, check.failed) for kind, check in checks.items()} == dict.fromkeys(
        ("proof", "mutation"), (load_files([bank])["twice"].hash, 0)
    )
    assert checks["proof"].tried == 3
