"""All questions of a folder: the good ones by id, and what is wrong with the others."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from touchstone.banks.checks import check
from touchstone.banks.places import Places
from touchstone.banks.question import Question
from touchstone.banks.taxonomy import FILE, Taxonomy, load_taxonomy
from touchstone.core.content import content_root
from touchstone.core.hashes import content_hash
from touchstone.core.located_yaml import Located, Where, load_file
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import validate_each


@dataclass(frozen=True)
class Entry:
    """A question with the file that it stands in."""

    question: Question
    path: Path
    places: Places = field(compare=False)


@dataclass(frozen=True)
class Bank:
    """Questions by id, in the order of their files; the problems of what could not be used."""

    entries: dict[str, Entry]
    problems: tuple[Problem, ...] = ()
    taxonomy: Taxonomy = field(default_factory=Taxonomy)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The good questions by id."""
        return {name: entry.question for name, entry in self.entries.items()}

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the hashes of all good questions, whatever files they stand in."""
        return content_hash({name: question.hash for name, question in self.questions.items()})

    def __getitem__(self, question_id: str) -> Question:
        return self.questions[question_id]

    def __len__(self) -> int:
        return len(self.entries)


def load_banks(folder: Path) -> Bank:
    """Every question of every `*.yaml` in a folder and its subfolders; files named `_…` are left out."""
    return load_files(sorted(bank_files(folder)), taxonomy=_taxonomy(folder))


def bank_files(folder: Path) -> list[Path]:
    """The bank files of a folder, those in subfolders too."""
    return [path for path in folder.rglob("*.yaml") if not path.name.startswith("_")]


def load_files(paths: Sequence[Path], *, taxonomy: Taxonomy | None = None) -> Bank:
    """The questions of the named files. Never raises for what is in them."""
    with _without_collections():
        return _load(paths, taxonomy)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Loading makes a million small objects that all live on: looking for garbage takes a third more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _load(paths: Sequence[Path], taxonomy: Taxonomy | None) -> Bank:
    known = taxonomy if taxonomy is not None else _taxonomy(paths[0].parent if paths else None)
    problems: list[Problem] = list(known.problems)
    found: list[tuple[Located, Where, Entry]] = []
    for path in paths:
        located = load_file(path)
        if isinstance(located, Problem):
            problems.append(located)
            continue
        good, bad = validate_each(located, Question)
        problems.extend(bad)
        for where, question in good:
            found.append((located, where, Entry(question, path, Places(located, path, where))))
    return _joined(found, problems, known)


def _joined(found: list[tuple[Located, Where, Entry]], problems: list[Problem], taxonomy: Taxonomy) -> Bank:
    first: dict[str, Entry] = {}
    for _, _, entry in found:
        name = entry.question.id
        if name in first:
            line, column = first[name].places.located.place((*first[name].places.base, "id"))
            hint = f"first at {first[name].places.located.file}:{line}:{column}"
            problems.append(entry.places.problem(("id",), f"the question {name!r} exists already", hint))
            continue
        first[name] = entry
    entries: dict[str, Entry] = {}
    for name, entry in first.items():
        bad = check(entry.question, entry.places, taxonomy)
        problems.extend(bad)
        if not bad:
            entries[name] = entry
    problems.extend(_enemies(entries.values(), first))
    return Bank(entries, tuple(sorted(problems, key=_order)), taxonomy)


def _enemies(entries: Iterable[Entry], known: dict[str, Entry]) -> list[Problem]:
    return [
        entry.places.problem(("enemies", index), f"there is no question {name!r}", did_you_mean(name, known))
        for entry in entries
        for index, name in enumerate(entry.question.enemies)
        if name not in known
    ]


def _taxonomy(folder: Path | None) -> Taxonomy:
    """The taxonomy of the folder, or of the nearest one above it, or else the one that is shipped."""
    for parent in (folder, *folder.resolve().parents) if folder is not None else ():
        if (parent / FILE).is_file():
            return load_taxonomy(parent / FILE)
    shipped = content_root().banks / FILE
    return load_taxonomy(shipped) if shipped.is_file() else Taxonomy()


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.message
