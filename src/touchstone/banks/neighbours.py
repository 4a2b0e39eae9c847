"""Bank files seen beside the other files of their bank, where an id may be taken or meant."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from touchstone.banks.bank import Bank, bank_files
from touchstone.banks.taxonomy import FILE
from touchstone.core.problems import shown_path


def with_neighbours(paths: Sequence[Path]) -> list[Path]:
    """The files, and those of the bank folder that they lie in."""
    every = {real(path): path for path in paths if not path.name.startswith("_")}
    for path in paths:
        home = next((folder for folder in real(path).parents if (folder / FILE).is_file()), None)
        for other in bank_files(home) if home is not None else ():
            every.setdefault(real(other), other)
    return sorted(every.values())


def only(bank: Bank, paths: Sequence[Path]) -> Bank:
    """The questions and problems of these files; the problems of the taxonomy stay, for all depend on it."""
    named = {shown_path(path) for path in paths}
    entries = {name: one for name, one in bank.entries.items() if shown_path(one.path) in named}
    shared = set(bank.taxonomy.problems)
    problems = tuple(one for one in bank.problems if one.file in named or one in shared)
    broken = tuple(one for one in bank.broken if shown_path(one.path) in named)
    return replace(bank, entries=entries, problems=problems, broken=broken)


def real(path: Path) -> Path:
    """Where a path leads, or the path itself when it is a link that leads nowhere but to itself."""
    return Path(os.path.realpath(path))
