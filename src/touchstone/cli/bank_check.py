"""Checks question banks together with the roles that their questions serve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from touchstone.banks.bank import Bank, load_files
from touchstone.banks.duties import unknown_duties
from touchstone.banks.exchange.blocks import TO_DO
from touchstone.banks.lint import lint
from touchstone.banks.neighbours import real, with_neighbours
from touchstone.banks.taxonomy import FILE, Taxonomy, load_taxonomy
from touchstone.core.content import ContentRoot
from touchstone.core.files import read_text
from touchstone.core.located_yaml import MAX_BYTES
from touchstone.core.problems import Problem, shown_path


def check_banks(paths: Sequence[Path], root: ContentRoot) -> list[Problem]:
    """The problems of the named bank files, seen beside the other files of their bank."""
    named = {shown_path(path) for path in paths}
    bank = load_files(with_neighbours(paths), taxonomy=_taxonomy(paths, root))
    found = [*bank.problems, *_duties(bank, root), *_left_to_do(paths), *lint(bank)]
    return [problem for problem in found if problem.file in named]


def _left_to_do(paths: Sequence[Path]) -> Iterator[Problem]:
    """What an import left for a person, until somebody has done it and taken the line out."""
    for path in paths:
        text = read_text(path, MAX_BYTES)
        for number, line in enumerate([] if isinstance(text, Problem) else text.split("\n"), 1):
            if line.startswith(TO_DO):
                said = f"left to do: {line.removeprefix(TO_DO)}"
                yield Problem(shown_path(path), number, 1, said, "delete the line when it is done")


def _taxonomy(paths: Sequence[Path], root: ContentRoot) -> Taxonomy:
    for path in paths:
        for folder in real(path).parents:
            if (folder / FILE).is_file():
                return load_taxonomy(folder / FILE)
    shipped = root.banks / FILE
    return load_taxonomy(shipped) if shipped.is_file() else Taxonomy()


def _duties(bank: Bank, root: ContentRoot) -> list[Problem]:
    from touchstone.roles.catalogue import load_catalogue

    return unknown_duties(bank, load_catalogue(root.roles).duties) if root.roles.is_dir() else []
