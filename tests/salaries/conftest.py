"""The shipped tables, loaded once, and small tables of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.table import Tables, load_tables

SHIPPED = Path(__file__).resolve().parents[2] / "salary_data"


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(SHIPPED)


@pytest.fixture(scope="session")
def benchmarks(tables: Tables) -> Benchmarks:
    return Benchmarks(tables)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the shipped folder with some files written anew: `folder({"mine.csv": "…"})`."""

    def copy(files: dict[str, str], *, without: tuple[str, ...] = ()) -> Path:
        target = tmp_path / "salary_data"
        shutil.copytree(SHIPPED, target, ignore=shutil.ignore_patterns(*without))
        for name, text in files.items():
            (target / name).write_text(text, encoding="utf-8")
        return target

    return copy
