"""`touchstone handover` as a person and as a program call it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchstone.cli.handover import command

EXAMPLES = Path(__file__).parents[2] / "examples" / "handover"


def run(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def test_a_sound_contract_ends_with_0() -> None:
    result = run("validate", EXAMPLES / "contract.yaml", "--as-of", "2026-11-28")
    assert result.exit_code == 0, result.output
    assert "Accuracy: stated 0.908 agrees with 0.9083, recomputed from 1,200 rows" in result.stdout
    assert result.stderr == "No defects.\n"


def test_json_for_programs_and_1_for_defects() -> None:
    result = run("validate", EXAMPLES / "contract-with-defects.yaml", "--json", "--as-of", "2026-11-28")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert not found["valid"]
    assert found["rows"] == 1200
    accuracy = found["figures"][0]
    assert accuracy["metric"] == "accuracy"
    assert accuracy["recomputed"] == pytest.approx(1090 / 1200)
    assert accuracy["agrees"] is False
    defect = next(one for one in found["defects"] if one["rule"] == "figure-differs")
    assert defect["field"] == "metrics.0.value"
    assert (defect["line"], defect["severity"]) == (29, "error")


def test_a_new_contract_can_be_validated_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    assert run("new", "--name", "Prices: 2027", "--task", "regression", "-o", path).exit_code == 0
    result = run("validate", path)
    assert result.exit_code == 1
    assert "does not state the peak of memory" in result.stdout
    again = run("new", path)
    assert again.exit_code == 2
    assert "exists already" in again.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("validate", "nowhere.yaml"), 2, "does not exist"),
        (("validate", str(EXAMPLES)), 2, "is a directory"),
        (("new", "--task", "binry"), 2, "there is no task 'binry'; did you mean 'binary'?"),
        (("validate", str(EXAMPLES / "labels.csv")), 1, "a hand-over contract begins with fields"),
    ],
)
def test_wrong_calls(words: tuple[str, ...], code: int, says: str) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert says in result.stderr


@pytest.mark.parametrize(("shape", "begins"), [("md", b"# Hand-over"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_documents(shape: str, begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"c.{shape}"
    words = ("document", EXAMPLES / "contract.yaml", "--format", shape, "-o", path, "--as-of", "2026-11-28")
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(begins)


def test_text_of_a_contract_stays_text_in_its_document(tmp_path: Path) -> None:
    for name in ("predictions.csv", "labels.csv", "latency.csv"):
        shutil.copy(EXAMPLES / name, tmp_path / name)
    text = (EXAMPLES / "contract.yaml").read_text()
    evil = '"<script>x</script> | [a](javascript:1) #set page(width: 1pt) ![](http://x)"'
    text = text.replace("hardware: 2 cores of a c7i.large, no GPU", f"hardware: {evil}")
    (tmp_path / "c.yaml").write_text(text)
    html = run("document", tmp_path / "c.yaml", "--format", "html", "--as-of", "2026-11-28").stdout
    assert "<script" not in html.split("<main>")[1]
    assert "&lt;script&gt;x&lt;/script&gt; | [a](javascript:1) #set page(width: 1pt)" in html
    assert "<a " not in html
    assert "<img" not in html
    assert run("document", tmp_path / "c.yaml", "--format", "pdf", "-o", tmp_path / "c.pdf").exit_code == 0


def test_a_work_sample_tells_nothing_of_what_the_check_found() -> None:
    result = run("document", EXAMPLES / "contract-with-defects.yaml", "--sample", "--as-of", "2026-11-28")
    assert result.exit_code == 0
    assert "| Accuracy | 0.949 | at least 0.88 |" in result.stdout
    for told in ("To mend", "0.9083", "What was checked", "Recomputed", "device = tablet"):
        assert told not in result.stdout


def test_a_contract_that_says_little_has_no_table_without_a_line(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("name: Churn\n")
    said = run("document", tmp_path / "c.yaml", "--sample").stdout
    assert "|" not in said
    assert said.count("Nothing is stated yet.") == 7
    assert "No figure is stated." in said


def test_who_signs_is_named_where_it_is_known(tmp_path: Path) -> None:
    said = run("document", EXAMPLES / "contract.yaml").stdout
    assert "Hands over (owner): Amina Diallo" in said
    assert said.count("Date and signature:\n\n___\n") == 2
    (tmp_path / "c.yaml").write_text("name: Churn\n")
    said = run("document", tmp_path / "c.yaml").stdout
    assert said.count("Name, date and signature:\n\n___\n") == 2


def test_lines_that_cannot_be_read_hide_none_of_the_other_defects(tmp_path: Path) -> None:
    for file in EXAMPLES.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "contract-with-defects.yaml"
    whole = json.loads(run("validate", path, "--json").stdout)["defects"]
    text = path.read_text().replace("parameters: 412000000", "parameters: many")
    path.write_text(text.replace("task: binary", "task: binary\ncolour: red"))
    result = run("validate", path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    unread = [line for line in lines if line.endswith("[unreadable-field]")]
    assert [line.partition(" error: ")[2][:30] for line in unread] == [
        "unknown field 'colour'; known:",
        "expected a whole number, found",
    ]
    told = {line.rpartition("[")[2].rstrip("]") for line in lines if " error: " in line or " warn: " in line}
    # What hangs on the number of parameters can't be told, and it is not called missing either.
    assert told == {one["rule"] for one in whole} - {"memory-too-small"} | {"unreadable-field"}
    assert result.stderr.endswith(
        "2 of them are lines that can't be read: what hangs on them was not checked.\n"
    )
    found = json.loads(run("validate", path, "--json").stdout)
    assert found["valid"] is False
    assert [one["line"] for one in found["defects"] if one["rule"] == "unreadable-field"] == [5, 17]
    assert run("document", path).exit_code == 1


def test_a_name_that_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("name: [a]\nversion: 1.0.0\nowner: {name: 5}\n")
    told = run("validate", tmp_path / "c.yaml").stdout
    assert told.count("[unreadable-field]") == 2
    assert "[missing-owner-name]" not in told
    assert "[missing-owner-contact]" in told
    assert "[missing-version]" not in told
    assert "[missing-parameters]" in told


def test_a_file_of_another_kind_is_not_told_all_that_a_contract_lacks() -> None:
    result = run("validate", EXAMPLES.parent / "employer.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "employer.yaml:3:1: unknown field 'goals'" in result.stderr
    assert "[missing-" not in result.stderr
