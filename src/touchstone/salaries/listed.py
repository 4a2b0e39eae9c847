"""The lists that other files refer to: sources, series, roles, places. A broken entry is one problem, not one
more in each row that means it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from touchstone.core.located_yaml import Located, load_file
from touchstone.core.problems import Problem, did_you_mean, shown_path
from touchstone.core.validate import validate_each

M = TypeVar("M", bound=BaseModel)
Entry = TypeVar("Entry", covariant=True)


@dataclass(frozen=True)
class Listed(Generic[Entry]):
    """`good` entries by id, and the ids `written` in the file, of broken entries too.

    `written` is None when an id can't be read: then nobody can say of a name that it does not exist.
    """

    good: Mapping[str, Entry] = field(default_factory=dict)
    written: frozenset[str] | None = None
    file: str = ""

    def lacks(self, name: str) -> bool:
        """Whether it is certain that no entry has this id."""
        return self.written is not None and name not in self.written


def ids_written(ids: Iterable[Any]) -> frozenset[str] | None:
    """The ids as a set; None when one of them is no text."""
    found = list(ids)
    return frozenset(found) if all(isinstance(one, str) and one for one in found) else None


def read_list(path: Path, model: type[M], problems: list[Problem]) -> tuple[Located | None, Listed[M]]:
    """The entries of a YAML file that is a list, with the file; its problems are added to `problems`."""
    located = load_file(path)
    if isinstance(located, Problem):
        problems.append(located)
        return None, Listed(file=shown_path(path))
    rows, found = validate_each(located, model)
    problems.extend(found)
    kept: dict[str, M] = {}
    for where, row in rows:
        name = row.id  # type: ignore[attr-defined]
        if name in kept:
            problems.append(located.problem((*where, "id"), f"{name!r} stands twice"))
        kept.setdefault(name, row)
    items = located.data if isinstance(located.data, list) else [None]
    written = ids_written(item.get("id") if isinstance(item, dict) else None for item in items)
    return located, Listed(kept, written, located.file)


def unknown(located: Located, field: str, what: str, known: Listed[Any]) -> Iterator[Problem]:
    """A problem for each entry whose `field` names nothing that is listed, at its place in the file.

    `field` may be `series.series`: in each of a list of entries.
    """
    outer, _, inner = field.partition(".")
    for at, item in enumerate(located.data if isinstance(located.data, list) else ()):
        value = item.get(outer) if isinstance(item, dict) else None
        if not inner:
            yield from _unknown(located, (at, outer), value, what, known)
        for n, one in enumerate(value if inner and isinstance(value, list) else ()):
            if isinstance(one, dict):
                yield from _unknown(located, (at, outer, n, inner), one.get(inner), what, known)


def _unknown(
    located: Located, where: tuple[str | int, ...], name: Any, what: str, known: Listed[Any]
) -> Iterator[Problem]:
    if isinstance(name, str) and known.lacks(name):
        hint = did_you_mean(name, known.written or ())
        yield located.problem(where, f"unknown {what} {name!r}", hint)


def unchecked(lists: Mapping[str, Listed[Any]]) -> tuple[str, ...]:
    """A sentence for each kind of name that could not be checked."""
    return tuple(
        f"Names of {what} were not checked: mend {listed.file} first."
        for what, listed in lists.items()
        if listed.written is None
    )


def having(entries: Mapping[str, M], field: str, known: Container[str]) -> dict[str, M]:
    """The entries whose `field` names what can be used."""
    return {name: entry for name, entry in entries.items() if getattr(entry, field) in known}
