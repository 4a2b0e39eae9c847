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
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
# With these the key and the answer play different parts; in all other rows either may be the key.
ONE_WAY = {"mistakes", "form", "significant_figures", "decimal_places", "tolerance", "one_way", "mistake"}
EXPECTED = {"is", "score", "mistake", "says", "one_way", "why"}


def _cases(file: str) -> list[dict[str, Any]]:
    loaded = yaml.safe_load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    assert loaded, f"{file} holds no cases"
    return list(loaded)


def _row(case: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in case.items() if name not in EXPECTED}


def _either_way(case: dict[str, Any]) -> bool:
    return not ONE_WAY & case.keys() and case.get("kind") not in ("antiderivative", "choice", "choices")


def _wrong(case: dict[str, Any], row: dict[str, Any]) -> list[str]:
    found = mark(row)
    wanted = {"outcome": case["is"], **{name: case[name] for name in ("score", "mistake") if name in case}}
    shown = f"{row['key']} | {row['answer']}"
    wrong = [
        f"{shown}: {name} is {found.get(name)!r}, not {value!r}"
        for name, value in wanted.items()
        if found.get(name) != value
    ]
    if "says" in case and case["says"] not in str(found["reason"]):
        wrong.append(f"{shown}: says {found['reason']!r}")
    return wrong


@pytest.mark.parametrize("file", FILES)
def test_every_case(file: str) -> None:
    assert [line for case in _cases(file) for line in _wrong(case, _row(case))] == []


@pytest.mark.parametrize("file", FILES)
def test_every_case_with_its_sides_swapped(file: str) -> None:
    cases = [case for case in _cases(file) if _either_way(case) and case["is"] in ("correct", "incorrect")]
    rows = [{**_row(case), "key": case["answer"], "answer": case["key"]} for case in cases]
    assert [line for case, row in zip(cases, rows, strict=True) for line in _wrong(case, row)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_case_in_latex(file: str) -> None:
    wrong: list[str] = []
    for case in filter(_either_way, _cases(file)):
        key, answer = (_in_latex(case[side], case.get("kind")) for side in ("key", "answer"))
        if key is not None and answer is not None:
            wrong += _wrong(case, {**_row(case), "key": key, "answer": answer, "syntax": "latex"})
    assert wrong == []


def _in_latex(text: str, kind: str | None) -> str | None:
    found = read(text, expect=kind, key=True)
    return to_latex(found.tree) if isinstance(found, Read) else None
