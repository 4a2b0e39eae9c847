"""`touchstone bank import` and `export` as a person calls them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchstone.banks.exchange.importing import read
from touchstone.cli import check
from touchstone.cli.bank import command

SAID = ("--skill", "sql.querying.joins", "--level", "mid", "--serves", "query-and-check-data")
GIFT = "::Joins::Which join keeps all rows?{=LEFT JOIN ~INNER JOIN}\n\nMatch {=a -> b =c -> d}\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.gift"
    path.write_text(GIFT)
    return path


def test_a_file_becomes_a_bank_file(quiz: Path, tmp_path: Path) -> None:
    done = run("import", quiz, *SAID, "-o", tmp_path / "came.yaml")
    assert done.exit_code == 1
    assert "matching pairs have no counterpart here" in done.stderr
    assert "1 question taken over, 1 not; 0 things left to do." in done.stderr
    assert "id: joins\n" in (tmp_path / "came.yaml").read_text()
    again = run("import", quiz, *SAID, "-o", tmp_path / "came.yaml")
    assert (again.exit_code, "--force replaces it" in again.stderr) == (2, True)
    assert run("import", quiz, *SAID, "-o", tmp_path / "came.yaml", "--force").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "1 question has no `skill:` tag"),
        (("--skill", "sql.querying.join", *SAID[2:]), "did you mean 'sql.querying.joins'"),
        ((*SAID[:4], "--serves", "query-data"), "no role has the duty 'query-data'"),
        ((*SAID, "-o", "/nowhere/x.yaml"), "No such file"),
    ],
)
def test_a_wrong_call_says_what_is_missing(quiz: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("import", quiz, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_an_export_comes_back_without_options(tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    done = run(
        "export", "--format", "moodle", "--question", "left-join-where-null", "--variants", 2, "-o", out
    )
    assert done.exit_code == 0, done.stderr
    assert "1 question written." in done.stderr  # without numbers to draw one variant is all there is
    back = run("import", out)
    assert back.exit_code == 0, back.stderr
    assert "skill: sql.querying.joins" in back.stdout


def test_check_names_what_an_import_left_to_do(tmp_path: Path) -> None:
    quiz, bank = tmp_path / "quiz.gift", tmp_path / "came.yaml"
    quiz.write_text("::Joins::Which join keeps all rows?{=LEFT JOIN ~%50%FULL JOIN ~INNER JOIN}")
    assert (
        "1 question taken over, 0 not; 1 thing left to do." in run("import", quiz, *SAID, "-o", bank).stderr
    )
    found = CliRunner().invoke(check.command, [str(bank)])
    assert found.exit_code == 1
    assert "came.yaml:2:1: left to do: an option earned a part of the points" in found.stdout


def test_a_table_with_wrong_columns_has_no_questions_that_are_counted(tmp_path: Path) -> None:
    table = tmp_path / "quiz.csv"
    table.write_text("name,sort,prompt\nOne,choice,Which?\n")
    assert "0 questions taken over, 0 not" in run("import", table, *SAID).stderr


def test_what_is_not_finished_goes_out_as_it_came(quiz: Path, tmp_path: Path) -> None:
    quiz.write_text("::Bits::How many?{#=8:0.5 =%50%7:0}\n\n::Why::Say why.{}\n\n::Yes::Is it?{TRUE}\n")
    first, out, second = tmp_path / "first.yaml", tmp_path / "out.xml", tmp_path / "second.yaml"
    assert run("import", quiz, *SAID, "-o", first).exit_code == 1
    done = run("export", first, "--format", "moodle", "-o", out)
    assert (done.exit_code, "3 questions written." in done.stderr) == (0, True), done.stderr
    assert "bits: not finished; it goes out as it came" in done.stderr
    assert run("import", out, *SAID, "-o", second).exit_code == 1
    assert second.read_text() == first.read_text()
    one = run("export", first, "--format", "gift", "--question", "bits")
    assert one.stdout.count("::") == 2
    first.write_text(first.read_text().replace("    kind: essay", "    kind: essays"))
    broken = run("export", first, "--format", "moodle")
    assert (broken.exit_code, "2 questions written." in broken.stderr) == (1, True)


def test_a_file_of_another_system_is_turned_into_the_other_format(quiz: Path, tmp_path: Path) -> None:
    quiz.write_text("::Bits::How many?{#=8:0.5 =%50%7:0}\n\n::Which::Which?{=a ~%50%b ~c}\n")
    out = tmp_path / "out.xml"
    assert run("export", quiz, "--format", "moodle", "-o", out).exit_code == 0
    back = run("export", out, "--format", "gift")
    assert read(back.stdout.encode(), "x.gift").items == read(quiz.read_bytes(), "x.gift").items
    quiz.write_text(GIFT)
    lossy = run("export", quiz, "--format", "moodle")
    assert (lossy.exit_code, "matching pairs" in lossy.stderr) == (1, True)
    assert run("export", quiz, "--format", "gift", "--question", "x").exit_code == 2


def test_variants_differ_and_seeds_repeat(tmp_path: Path) -> None:
    call = ("export", "--format", "gift", "--question", "sample-variance-small", "--variants", 3)
    first, second = run(*call), run(*call)
    assert first.stdout == second.stdout
    assert first.stdout.count("::Sample variance") == 3
    assert "3 questions written." in first.stderr


def test_a_package_is_a_zip(tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    assert run("export", "--format", "qti3", "--question", "rank-after-ties", "-o", out).exit_code == 0
    assert sorted(zipfile.ZipFile(out).namelist()) == ["imsmanifest.xml", "items/item-0001.xml", "test.xml"]
    assert run("export", "--format", "moodle", "--question", "rank-after-tie").exit_code == 2
