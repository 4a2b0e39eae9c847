"""The whole of salary_data made anew: which files, in which order, with which dates.

`recipe.yaml` lies beside the tables that it makes. Exchange rates stand before what is converted with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem
from touchstone.core.validate import validate_each
from touchstone.salaries.sources import Step


@dataclass(frozen=True)
class Found:
    """A step whose file is there."""

    step: Step
    path: Path


def steps(recipe: Path, folder: Path) -> Iterator[Found | Problem]:
    """Each step of the recipe with its file in `folder`, or what is wrong with it."""
    located = load_file(recipe)
    if isinstance(located, Problem):
        yield located
        return
    found, problems = validate_each(located, Step)
    yield from problems
    for where, step in found:
        path = folder / step.file
        inside = path.name == step.file  # a link in the folder is the owner's choice, `../` somebody else's
        if inside and path.is_file():
            yield Found(step, path)
        else:
            led = inside and path.is_symlink()
            said = f"{step.file!r} in {folder} is a link to no file" if led else ""
            yield located.problem((*where, "file"), said or f"there is no file {step.file!r} in {folder}")
