"""Every row of the tables in cases/: a key, an answer, and what the verdict has to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.maths.latex import to_latex
from touchstone.maths.marking import mark
from touchstone.maths.reader import Read, read

FOLDER = Path(__file__).parent / "cases"
# Kinds and settings in which either side may be the key.
ONE_WAY = {"mistakes", "form", "significant_figures", "decimal_places", "tolerance", "one_way", "mistake"}


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


def _row(case: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in case.items()
        if name not in ("is", "score", "mistake", "one_way", "why")
    }


@pytest.mark.parametrize("case", _cases())
def test_a_case(case: dict[str, Any]) -> None:
    row = _row(case)
    found = mark(row)
    assert found["outcome"] == case["is"], f"{row}: {found}"
    if "score" in case:
        assert found["score"] == pytest.approx(case["score"])
    if "mistake" in case:
        assert found["mistake"] == case["mistake"]
    both = not ONE_WAY & case.keys() and case.get("kind") != "antiderivative"
    if both and case["is"] in ("correct", "incorrect"):
        swapped = mark({**row, "key": row["answer"], "answer": row["key"]})
        assert swapped["outcome"] == case["is"], f"swapped {row}: {swapped}"


def _in_latex(text: str, kind: str | None) -> str | None:
    found = read(text, expect=kind, key=True)
    return to_latex(found.tree) if isinstance(found, Read) else None


@pytest.mark.parametrize("case", [c for c in _cases() if not ONE_WAY & c.values[0].keys()])
def test_a_case_in_latex(case: dict[str, Any]) -> None:
    row = _row(case)
    if row.get("kind") in ("choice", "choices"):
        return
    key, answer = (_in_latex(row[side], row.get("kind")) for side in ("key", "answer"))
    if key is None or answer is None:
        pytest.skip("not readable, and said so in the other test")
    found = mark({**row, "key": key, "answer": answer, "syntax": "latex"})
    assert found["outcome"] == case["is"], f"{key} | {answer}: {found}"
