"""Data files that are wrong, hostile or huge end in a sentence, and Parquet gives what CSV gives."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from touchstone.handover.agreement import slice_of
from touchstone.handover.measure import measure
from touchstone.handover.measuring import measured_apart

EXAMPLES = Path(__file__).parents[2] / "examples" / "handover"


def _request(predictions: Path, labels: Path, **more: object) -> dict[str, object]:
    return {
        "task": "binary",
        "positive": "yes",
        "threshold": None,
        "slices": [],
        "predictions": {
            "file": predictions.name, "path": str(predictions), "id": "id", "column": "said", "score": None,
        },
        "labels": {"file": labels.name, "path": str(labels), "id": "id", "column": "label", "score": None},
        **more,
    }  # fmt: skip


LABELS = "id,label\n1,yes\n2,no\n3,yes\n"
SAID = "id,said\n1,yes\n2,no\n3,no\n"


@pytest.fixture
def judged(tmp_path):  # type: ignore[no-untyped-def]
    """What `measure` says of two texts, as problems in one string, and the accuracy."""

    def of(said: str | bytes, labels: str | bytes = LABELS, **more: object):  # type: ignore[no-untyped-def]
        paths = tmp_path / "said.csv", tmp_path / "labels.csv"
        for path, text in zip(paths, (said, labels), strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = measure(_request(*paths, **more))
        problems = " ".join(problem["message"] for problem in result["problems"])
        return problems, result["metrics"].get("accuracy", {}).get("value")

    return of


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        "id,said\n3,no\n1,yes\n2,no\n",  # another order
        "\ufeffid,said\r\n1,yes\r\n2,no\r\n3,no\r\n",  # Excel's mark and line ends
        "id,said\r1,yes\r2,no\r3,no\r",  # line ends of old
        "id;said\n1;yes\n2;no\n3;no\n",
        "id\tsaid\n1\tyes\n2\tno\n3\tno\n",
        'id,said,note\n1," yes ","a, b\nc"\n2,no,\n3,no,x\n',
    ],
)
def test_what_people_save_as_csv(said, judged) -> None:  # type: ignore[no-untyped-def]
    problems, accuracy = judged(said)
    assert problems == ""
    assert accuracy == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("said", "labels", "says"),
    [
        ("", LABELS, "the file is empty"),
        ("id,said\n", LABELS, "the file has no rows"),
        ("id,sayd\n1,yes\n", LABELS, "there is no column 'said'; did you mean 'sayd'?"),
        ("id,said,said\n1,yes,no\n", LABELS, "the column 'said' stands twice"),
        ("id,said\n1,yes\n2,no,maybe\n3,no\n", LABELS, "row 2 has 3 fields, the header has 2"),
        ("id,said\n1\n2,no,maybe\n3,no\n", LABELS, "row 1 has 1 field, row 2 has 3 fields, the header has 2"),
        (
            "no,sayd\n1,yes\n",
            LABELS,
            "there is no column 'id'; known: no, sayd; there is no column 'said'; did you",
        ),
        ("id,said\n1,\n2,\n3,no\n", LABELS, "the prediction is missing in rows 1, 2 of said.csv"),
        (
            "id,said\n1,yes\n2,\n3,no\n",
            LABELS,
            "The prediction is missing in row 2 of said.csv, counted without the header.",
        ),
        (  # in another order than the predictions: the row of the labels' own file
            SAID,
            "id,label\n3,yes\n1,\n2,no\n",
            "The label is missing in row 2 of labels.csv, counted without the header.",
        ),
        (SAID, "id,label\n1,yes\n1,no\n3,no\n", "1 id stands more than once in the labels"),
        (
            "id,said\n1,yes\n1,no\n3,no\n",
            LABELS,
            "1 id stands more than once in the predictions",
        ),
        ("id,said\n1,yes\n2,no\n4,no\n", LABELS, "1 prediction has no label: the id '4'"),
        ("id,said\n1,yes\n4,no\n5,no\n", LABELS, "2 predictions have no label, such as the id '4'"),
        ("id,said\n1,yes\n2,no\n", LABELS, "1 label has no prediction: the id '3'"),
        ("id,said\n1,Yes\n2,no\n3,no\n", LABELS, "the classes 'Yes' and 'yes' differ in capitals only"),
        ("id,said\n1,yes\n2,no\n3,maybe\n", LABELS, "a binary model has two classes"),
        (SAID.encode("utf-16"), LABELS, "the file is UTF-16; save it as CSV in UTF-8"),
        ("id,said\n1,já\n".encode("latin-1"), LABELS, "can't be read as CSV"),
        (b"id\0,said\n1,yes\n", LABELS, "zero bytes"),
        (b"\x89PNG\r\n\x1a\n\0\0", LABELS, "not UTF-8"),
        ("x" * 2_000_000, LABELS, "the first line is longer than"),
        ('id,said\n"' + "a" * 17_000_000, LABELS, "a quotation mark that is never closed"),
        ("id,said\n1,yes\n2,no\n3,\x1b[31mred\n", LABELS, r"these files hold 3: '\x1b[31mred', 'no', 'yes'"),
    ],
)
def test_what_is_wrong_is_said(said, labels, says, judged) -> None:  # type: ignore[no-untyped-def]
    problems, accuracy = judged(said, labels)
    assert says.lower() in problems.lower()
    assert accuracy is None


@pytest.mark.parametrize(
    ("said", "labels", "each"),
    [
        (
            "id,said\n1,yes\n,no\n9,\n",
            "id,label\n1,yes\n1,no\n3,\n",
            [
                "The prediction is missing in row 3",
                "The label is missing in row 3",
                "The id of the predictions is missing in row 2",
                "1 id stands more than once in the labels: '1'",
                "1 prediction has no label: the id '9'",
                "1 label has no prediction: the id '3'",
            ],
        ),
        (
            "id,said\n1,yes\n2,no\n4,no\n",
            LABELS,
            ["1 prediction has no label: the id '4'", "1 label has no prediction: the id '3'"],
        ),
    ],
)
def test_all_that_is_wrong_is_said_at_once(said, labels, each, judged) -> None:  # type: ignore[no-untyped-def]
    problems, _ = judged(said, labels)
    assert [one for one in each if one not in problems] == []


def test_a_score_tells_its_gaps_and_what_is_no_number(tmp_path: Path) -> None:
    said, labels = tmp_path / "said.csv", tmp_path / "labels.csv"
    said.write_text("id,said,p\n1,,0.5\n2,no,\n3,no,high\n")
    labels.write_text(LABELS)
    asked = _request(said, labels)
    asked["predictions"] = {**asked["predictions"], "score": "p"}  # type: ignore[dict-item]
    problems = " ".join(problem["message"] for problem in measure(asked)["problems"])
    assert "The prediction is missing in row 1 of said.csv" in problems
    assert (
        "The score is missing in row 2 and should be a number, found 'high' in row 3 of said.csv" in problems
    )


@pytest.mark.parametrize(
    ("said", "labels", "file"),
    [
        (SAID, "id,label\n3,yes\n1,\n2,no\n", "labels"),
        ("id,said\n1,yes\n2,\n3,no\n", LABELS, "predictions"),
        (SAID, "id,label\n1,yes\n2,no\n2,no\n3,no\n", "labels"),
        (SAID, "id,label\n1,yes\n2,no\n3,yes\n4,no\n", "labels"),
        (SAID, "id,label\n1,yes\n2,no\n", "predictions"),
    ],
)
def test_the_file_at_fault_is_named(said, labels, file, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "labels.csv").write_text(labels)
    (tmp_path / "said.csv").write_text(said)
    problems = measure(_request(tmp_path / "said.csv", tmp_path / "labels.csv"))["problems"]
    assert [problem["file"] for problem in problems] == [file]


def test_a_label_that_is_no_number_is_named_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("id,label\n3,3.5\n1,high\n2,1.0\n")
    (tmp_path / "said.csv").write_text("id,said\n1,2.0\n2,1.0\n3,3.0\n")
    asked = _request(tmp_path / "said.csv", tmp_path / "labels.csv", task="regression")
    (problem,) = measure(asked)["problems"]
    said = "The label should be a number, found 'high' in row 2 of labels.csv, counted without the header."
    assert (problem["file"], problem["message"]) == ("labels", said)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("id,label\n1,1\n2,0\n", "id,said\n1,1.0\n2,0.0\n"),
        ("id,label\n1,True\n2,False\n", "id,said\n1,true\n2,false\n"),
        ("id,label\n1,TRUE\n2,FALSE\n", "id,said\n1,True\n2,False\n"),
    ],
)
def test_one_class_in_two_spellings_is_one_class(labels, said, judged) -> None:  # type: ignore[no-untyped-def]
    positive = "1" if "1.0" in said else "true"
    assert judged(said, labels, positive=positive) == ("", 1.0)


@pytest.mark.parametrize(
    ("values", "positive"),
    [
        (("True", "False"), "True"),
        (("True", "False"), "TRUE"),
        (("true", "false"), "True"),
        (("1.0", "0.0"), "1.0"),
        (("1.0", "0.0"), "1"),
        (("1", "0"), "1.0"),
        (("0.5", "0.25"), "0.50"),
    ],
)
def test_the_positive_class_is_read_as_the_values_are(values, positive, judged) -> None:  # type: ignore[no-untyped-def]
    rows = f"1,{values[0]}\n2,{values[1]}\n3,{values[0]}\n"
    assert judged(f"id,said\n{rows}", f"id,label\n{rows}", positive=positive) == ("", 1.0)


@pytest.mark.parametrize(
    ("values", "positive"), [(("Yes", "No"), "yes"), (("1", "0"), "2.0"), (("1", "0"), "True")]
)
def test_a_class_that_no_file_has_is_named(values, positive, judged) -> None:  # type: ignore[no-untyped-def]
    rows = f"1,{values[0]}\n2,{values[1]}\n3,{values[0]}\n"
    told, _ = judged(f"id,said\n{rows}", f"id,label\n{rows}", positive=positive)
    assert told.startswith(f"No label and no prediction is the positive class '{positive}'")


@pytest.mark.parametrize(
    ("column", "positive"), [([True, False], "True"), ([1.0, 0.0], "1.0"), ([1, 0], "1.0")]
)
def test_the_positive_class_of_a_parquet_file_too(column, positive, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pq.write_table(pa.table({"id": [1, 2], "said": column}), tmp_path / "said.parquet")
    pq.write_table(pa.table({"id": [1, 2], "label": column}), tmp_path / "labels.parquet")
    found = measure(_request(tmp_path / "said.parquet", tmp_path / "labels.parquet", positive=positive))
    assert (found["problems"], found["metrics"]["accuracy"]["value"]) == ([], 1.0)


@pytest.mark.parametrize(
    ("meant", "values", "value"),
    [
        ("true", ["False", "True"], "True"),  # YAML makes `true` of True
        ("1.0", ["0", "1"], "1"),
        ("mobile", ["desk", "Mobile"], None),
        ("1.0", ["1", "01"], None),
        ("true", ["True", "unknown"], None),
    ],
)
def test_which_value_of_a_column_a_contract_means(meant, values, value) -> None:  # type: ignore[no-untyped-def]
    parts = {"slices": {"new": [{"equals": one} for one in values]}}
    assert slice_of(parts, "new", meant) == (None if value is None else {"equals": value})


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("1.2", "1 score lies outside 0 to 1"),
        ("nan", "not a finite number in row 1"),
        ("high", "found 'high' in row 1"),
    ],
)
def test_a_score_that_is_no_probability(value: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(LABELS)
    (tmp_path / "said.csv").write_text(f"id,said,score\n1,yes,{value}\n2,no,0.1\n3,no,0.2\n")
    asked = _request(tmp_path / "said.csv", tmp_path / "labels.csv")
    asked["predictions"]["score"] = "score"  # type: ignore[index]
    assert says in measure(asked)["problems"][0]["message"]


def test_parquet_gives_what_csv_gives(tmp_path: Path) -> None:
    asked = _examples(EXAMPLES, "csv")
    expected = measure(asked)
    for name in ("predictions", "labels"):
        pq.write_table(pacsv.read_csv(EXAMPLES / f"{name}.csv"), tmp_path / f"{name}.parquet")
    found = measure(_examples(tmp_path, "parquet"))
    assert found["problems"] == []
    assert found["metrics"] == expected["metrics"]
    assert found["slices"] == expected["slices"]


def _examples(folder: Path, ending: str) -> dict[str, object]:
    files = {"predictions": ("predicted", "score"), "labels": ("label", None)}
    return {
        "task": "binary", "positive": "churned", "threshold": 0.5, "slices": ["device"],
        **{
            name: {"file": name, "path": str(folder / f"{name}.{ending}"), "id": "customer", "column": column,
                   "score": score}
            for name, (column, score) in files.items()
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (pa.table({"id": [1, 2, 3], "said": [["a"], ["b"], []]}), "holds list"),
        (pa.table({"id": [1, 2, 3], "other": [1, 2, 3]}), "there is no column 'said'"),
        (
            pa.table({"id": [1, None, 3], "said": ["yes", "no", "no"]}),
            "the id of the predictions is missing",
        ),
    ],
)
def test_parquet_that_is_wrong(table, says, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "labels.csv").write_text(LABELS)
    pq.write_table(table, tmp_path / "said.parquet")
    result = measure(_request(tmp_path / "said.parquet", tmp_path / "labels.csv"))
    assert says in " ".join(p["message"] for p in result["problems"]).lower()


@pytest.mark.parametrize("cut", [4, 200])
def test_a_broken_parquet_file_is_a_sentence(cut: int, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(LABELS)
    whole = tmp_path / "whole.parquet"
    pq.write_table(pa.table({"id": [1, 2, 3], "said": ["yes", "no", "no"]}), whole)
    raw = bytearray(whole.read_bytes())
    (tmp_path / "said.parquet").write_bytes(bytes(raw[:cut]) + b"\xff" * 8 + bytes(raw[cut + 8 :]))
    result = measured_apart(_request(tmp_path / "said.parquet", tmp_path / "labels.csv"))
    assert json.dumps(result)
    assert result["problems"] or result["metrics"]
    assert not any(problem["message"].endswith("..") for problem in result["problems"])


def test_a_bomb_is_stopped_by_its_own_process(tmp_path: Path) -> None:
    """Five million rows and one pack into kilobytes; the file says so, and is refused unread."""
    (tmp_path / "labels.csv").write_text(LABELS)
    big = pa.table(
        {
            "id": pa.array([1] * 10_000_000, pa.int32()),
            "said": pa.array(["yes"] * 10_000_000).dictionary_encode(),
        }
    )
    pq.write_table(big, tmp_path / "said.parquet", compression="zstd")
    assert (tmp_path / "said.parquet").stat().st_size < 100_000
    result = measured_apart(_request(tmp_path / "said.parquet", tmp_path / "labels.csv"))
    assert "at most 5,000,000 are read" in result["problems"][0]["message"]


def test_the_process_is_ended_at_its_deadline(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(LABELS)
    result = measured_apart(_request(tmp_path / "labels.csv", tmp_path / "labels.csv"), limit_s=0.01)
    assert "was stopped" in result["problems"][0]["message"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    from touchstone.handover.measured import beside

    secret = tmp_path / "secret.csv"
    secret.write_text(LABELS)
    folder = tmp_path / "contract"
    folder.mkdir()
    (folder / "labels.csv").symlink_to(secret)
    assert "leads out" in str(beside(folder)("labels.csv"))
    for name in (
        "../secret.csv",
        str(secret),
        "a/../../secret.csv",
        "C:\\secret.csv",
        "..\\secret.csv",
        "a\0b",
    ):
        assert "leads out" in str(beside(folder)(name))


@pytest.mark.parametrize(
    ("task", "table", "expected"),
    [
        (
            "regression",
            "said,label\n1.5,1\n2,2\n2,4\n",
            {"mae": 2.5 / 3, "max_error": 2.0, "mean_error": -0.5},
        ),
        ("multiclass", "said,label\na,a\nb,b\nc,a\nc,c\n", {"accuracy": 0.75, "balanced_accuracy": 2.5 / 3}),
        ("binary", "said,label\nyes,yes\nno,yes\nno,no\n", {"accuracy": 2 / 3, "recall": 0.5}),
    ],
)
def test_one_file_may_hold_both(task, table, expected, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "both.csv"
    path.write_text(table)
    asked = _request(path, path, task=task)
    for name in ("predictions", "labels"):
        asked[name]["id"] = None  # type: ignore[index]
    result = measure(asked)
    assert result["problems"] == []
    found = {name: result["metrics"][name]["value"] for name in expected}
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(("said", "problems"), [("yes", 0), ("no", 0)])
def test_a_score_on_the_threshold_may_fall_on_either_side(said: str, problems: int, tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text(f"id,said,label,score\n1,{said},yes,0.5\n2,no,no,0.1\n3,yes,yes,0.9\n")
    asked = _request(path, path, threshold=0.5)
    asked["predictions"]["score"] = "score"  # type: ignore[index]
    assert len(measure(asked)["problems"]) == problems
