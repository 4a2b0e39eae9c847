"""Key expressions against tables of values worked out by hand or taken from the sources named beside them."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from touchstone.maths.evaluate import evaluate

FOLDER = Path(__file__).parent / "cases"
ROWS = [
    pytest.param(row, id=f"{file.stem}: {row['say']}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for row in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def found(row):
    expressions = {"result": row["say"], **row.get("also", {})}
    return evaluate(expressions, row.get("with", {}), row.get("assume", {}))["result"]


@pytest.mark.parametrize("row", ROWS)
def test_value(row):
    result = found(row)
    if "refused" in row:
        assert not result["ok"]
        assert row["refused"] in result["reason"]
        return
    assert result["ok"], result["reason"]
    if "is" in row:
        assert result["text"] == row["is"]
    if "near" in row:
        size = np.max(np.abs(row["near"]), initial=0)
        assert result["value"] == pytest.approx(
            np.asarray(row["near"]), rel=1e-10, abs=min(1e-12, size * 1e-10)
        )
    assert_reads_back(result, row.get("assume", {}))


def assert_reads_back(result, assume):
    """The text of a result is itself an expression of the key language with the same value."""
    again = evaluate({"result": result["text"]}, {}, assume)["result"]
    assert again["ok"], again["reason"]
    assert again["value"] == result["value"]
    assert again["latex"] == result["latex"] or not result["exact"]
