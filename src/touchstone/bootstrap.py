"""The one place where services are given their content, store, grader and clock.

`services()` is quick: each part is imported and built when it is first used. A room adds its service as one
`@once` method, on `Machine` when it lives as long as the process, on `Content` when it is read from files and
must be read again when they change, on `Services` when it joins the two.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from touchstone.core.clock import Clock, SystemClock
from touchstone.core.content import ContentRoot, content_root
from touchstone.core.once import once
from touchstone.core.problems import Problem

if TYPE_CHECKING:
    from touchstone.banks.taxonomy import Taxonomy
    from touchstone.roles.catalogue import Catalogue
    from touchstone.roles.raci import LoadedRaci

LOOK_AGAIN_SECONDS = 2.0  # how old may be what an author sees after saving a file
_ENDINGS = {".yaml", ".yml", ".csv", ".j2", ".md"}


@dataclass(frozen=True)
class Machine:
    """What lives as long as the process: clock, grader, database."""

    clock: Clock = field(default_factory=SystemClock)


@dataclass(frozen=True)
class Content:
    """Everything that is read from the content folders, each part on first use."""

    root: ContentRoot

    @once
    def taxonomy(self) -> Taxonomy:
        """The areas, subtopics and skills that questions and profiles name."""
        from touchstone.banks.taxonomy import FILE, load_taxonomy

        return load_taxonomy(self.root.banks / FILE)

    @once
    def catalogue(self) -> Catalogue:
        """The role profiles."""
        from touchstone.roles.catalogue import load_catalogue

        return load_catalogue(self.root.roles, topics=self.taxonomy.titles)

    @once
    def raci(self) -> LoadedRaci:
        """Who does what in the four steps, by maturity of the team."""
        from touchstone.roles.raci import load_raci

        return load_raci(self.root.roles, roles=self.catalogue.profiles)

    @property
    def problems(self) -> list[Problem]:
        """Every problem in the content that pages use, by file and line."""
        return [*self.taxonomy.problems, *self.catalogue.problems, *self.raci.problems]


@dataclass(frozen=True)
class Services:
    """What pages and commands take: content joined to the machine."""

    machine: Machine
    content: Content

    @property
    def clock(self) -> Clock:
        """The machine's clock, in UTC."""
        return self.machine.clock

    @property
    def content_problems(self) -> list[Problem]:
        """Every problem in the content files, for who can mend them."""
        return self.content.problems


Stamp = tuple[tuple[str, int, int], ...]


def stamp(root: ContentRoot) -> Stamp:
    """Name, time and size of every content file: differs as soon as one is saved, added or removed."""
    folders = (root.roles, root.banks, root.templates, root.salaries, root.laws, root.language)
    files = (path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    return tuple(sorted(_stamped(path) for path in files if path.suffix in _ENDINGS))


def _stamped(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:  # removed while we looked
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size


class Holder:
    """Keeps one `Services` for the process and renews its content when a file changes."""

    def __init__(self, machine: Machine, root: ContentRoot) -> None:
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._stamp = stamp(root)
        self._current = Services(machine, Content(root))

    def services(self) -> Services:
        """The current services; looks at the files at most once in two seconds."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_AGAIN_SECONDS:
                self._renew()
            return self._current

    def _renew(self) -> None:
        self._looked = time.monotonic()
        root = self._current.content.root
        found = stamp(root)
        if found != self._stamp:
            self._stamp = found
            self._current = Services(self._current.machine, Content(root))


class _Process:
    @once
    def holder(self) -> Holder:
        """Built on first use and kept until the process ends."""
        return Holder(Machine(), content_root())


_PROCESS = _Process()


def services() -> Services:
    """The process's services. Cheap: call it at the start of every page run and every command."""
    return _PROCESS.holder.services()
