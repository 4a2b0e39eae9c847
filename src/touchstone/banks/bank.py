"""All questions of a folder: the good ones by id, and what is wrong with the others."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from touchstone.banks.cache import Cache
from touchstone.banks.checks import check
from touchstone.banks.places import Places
from touchstone.banks.question import Question
from touchstone.banks.rest import STAND_INS, announced, check_rest, whole
from touchstone.banks.taxonomy import FILE, Taxonomy, load_taxonomy
from touchstone.core.content import content_root
from touchstone.core.files import read_bytes
from touchstone.core.hashes import content_hash
from touchstone.core.located_yaml import MAX_BYTES, Located, Where, load_file
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.salvage import salvage
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
    broken: tuple[Entry, ...] = ()  # what is left of questions with mistakes, to find more of these only

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


def load_banks(folder: Path, *, cache: Cache | None = None) -> Bank:
    """Every question of every `*.yaml` in a folder and its subfolders; files named `_…` are left out.

    With a `cache`, files that were found clean before and have not changed are not read and checked again.
    """
    return load_files(sorted(bank_files(folder)), taxonomy=_taxonomy(folder), cache=cache)


def bank_files(folder: Path) -> list[Path]:
    """The bank files of a folder, those in subfolders too."""
    return [path for path in folder.rglob("*.yaml") if not path.name.startswith("_")]


def load_files(
    paths: Sequence[Path], *, taxonomy: Taxonomy | None = None, cache: Cache | None = None
) -> Bank:
    """The questions of the named files. Never raises for what is in them."""
    with _without_collections():
        known = taxonomy if taxonomy is not None else taxonomy_of(paths)
        if cache is None:
            return _load(paths, known)
        keys = {path: _key(path, known, cache) for path in paths}
        found = _recalled(keys, known, cache)
        if found is not None:
            return found
        loaded = _load(paths, known)
        # What was changed while we read is not kept: its questions may be those of the other content.
        same = [path for path in paths if _key(path, known, cache) == keys[path]]
        _remember(loaded, {path: keys[path] for path in same}, cache)
        return loaded


def _recalled(keys: Mapping[Path, str | None], taxonomy: Taxonomy, cache: Cache) -> Bank | None:
    """The bank from the cache; None unless all of its files are there, clean and at peace with each other."""
    entries: dict[str, Entry] = {}
    count = 0
    for path, key in keys.items():
        questions = cache.get(path, key) if key is not None else None
        if questions is None:
            return None
        count += len(questions)
        entries.update({one.id: Entry(one, path, Places.late(path, one.id)) for one in questions})
    known = not any(unknown_enemies(entry, entries) for entry in entries.values())
    whole = not taxonomy.problems and known and len(entries) == count
    return Bank(entries, (), taxonomy) if whole else None


def _remember(bank: Bank, keys: Mapping[Path, str | None], cache: Cache) -> None:
    """Keeps the questions of the files, unless anything is wrong with the bank."""
    if bank.problems:
        return
    for path, key in keys.items():
        mine = [entry.question for entry in bank.entries.values() if entry.path == path]
        if key is not None:
            cache.put(path, key, mine)


def _key(path: Path, taxonomy: Taxonomy, cache: Cache) -> str | None:
    content = read_bytes(path, MAX_BYTES)
    return None if isinstance(content, Problem) else cache.key(content, taxonomy.hash)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Loading makes a million small objects that all live on: looking for garbage takes a third more.

    Afterwards they count as old at once, or the next look for young garbage would go through all of them.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was and gc.get_freeze_count() == 0:  # else somebody has frozen objects and wants them to stay so
            gc.freeze()
            gc.unfreeze()
        if was:
            gc.enable()


def _load(paths: Sequence[Path], known: Taxonomy) -> Bank:
    problems: list[Problem] = list(known.problems)
    first: dict[str, tuple[Located, Where]] = {}
    found: dict[str, Entry] = {}
    broken: list[Entry] = []
    unread = False
    for path in paths:
        located = load_file(path)
        if isinstance(located, Problem):
            problems.append(located)
            unread = True
            continue
        good, bad = _read(located, path, known, broken)
        problems.extend([*bad, *_repeated(located, first)])
        for where, question in good:
            if first[question.id][0] is located and first[question.id][1] == where:
                found[question.id] = Entry(question, path, Places(located, path, where))
    entries = _checked(found, problems, known)
    broken += [entry for name, entry in found.items() if name not in entries]
    if not unread:
        problems.extend(_enemies([*entries.values(), *broken], first))
    return Bank(entries, tuple(sorted(problems, key=_order)), known, tuple(broken))


def _read(
    located: Located, path: Path, taxonomy: Taxonomy, broken: list[Entry]
) -> tuple[list[tuple[Where, Question]], list[Problem]]:
    """The good questions of a file and what is wrong with the others, the rest of which joins `broken`."""
    good, problems = validate_each(located, Question)
    sound = {where for where, _ in good}
    for index, item in enumerate(located.data if isinstance(located.data, list) else ()):
        if (index,) in sound or not isinstance(item, dict):
            continue
        rest, places = salvage(located, Question, (index,), STAND_INS), Places(located, path, (index,))
        if not whole(rest, places):
            problems = announced(problems, located, index)
        if rest is not None:
            problems.extend(check_rest(rest, places, taxonomy))
            serves = () if rest.lost_at(("serves",)) else rest.model.serves
            broken.append(Entry(rest.model.model_copy(update={"serves": serves}), path, places))
    return good, problems


def _repeated(located: Located, first: dict[str, tuple[Located, Where]]) -> Iterator[Problem]:
    """Ids that were taken before, by a broken question too; notes in `first` where each id stands first."""
    for index, item in enumerate(located.data if isinstance(located.data, list) else ()):
        name = item.get("id") if isinstance(item, dict) else None
        if not isinstance(name, str):
            continue
        holder, where = first.setdefault(name.strip(), (located, (index,)))
        if holder is not located or where != (index,):
            line, column = holder.place((*where, "id"))
            hint = f"first at {holder.file}:{line}:{column}"
            yield located.problem((index, "id"), f"the question {name.strip()!r} exists already", hint)


def _checked(found: dict[str, Entry], problems: list[Problem], taxonomy: Taxonomy) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for name, entry in found.items():
        bad = check(entry.question, entry.places, taxonomy)
        problems.extend(bad)
        if not bad:
            entries[name] = entry
    return entries


def _enemies(entries: Iterable[Entry], known: Collection[str]) -> list[Problem]:
    return [problem for entry in entries for problem in unknown_enemies(entry, known)]


def unknown_enemies(entry: Entry, known: Collection[str]) -> list[Problem]:
    """A problem for each enemy of a question that is no other question of the bank."""
    found: list[Problem] = []
    for index, name in enumerate(entry.question.enemies):
        if name == entry.question.id:
            found.append(entry.places.problem(("enemies", index), "a question can't be its own enemy"))
        elif name not in known:
            said = f"there is no question {name!r}"
            found.append(entry.places.problem(("enemies", index), said, did_you_mean(name, known)))
    return found


def taxonomy_of(paths: Sequence[Path]) -> Taxonomy:
    """The taxonomy that the first of these files goes by."""
    return _taxonomy(paths[0].parent if paths else None)


def _taxonomy(folder: Path | None) -> Taxonomy:
    """The taxonomy of the folder, or of the nearest one above it, or else the one that is shipped."""
    for parent in (folder, *folder.resolve().parents) if folder is not None else ():
        if (parent / FILE).is_file():
            return load_taxonomy(parent / FILE)
    shipped = content_root().banks / FILE
    return load_taxonomy(shipped) if shipped.is_file() else Taxonomy()


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.message
