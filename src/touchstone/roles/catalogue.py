"""All role profiles of a folder. A broken profile is listed with its problems; the others go on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from touchstone.core.located_yaml import Located, load_file, load_text
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import validate
from touchstone.roles.checks import profile_problems
from touchstone.roles.profile import Profile


@dataclass(frozen=True)
class Catalogue:
    """The good profiles by id, in the order of their ids, and the problems of the rest."""

    profiles: dict[str, Profile]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> Collection[str] | None:
        """The ids, or None when a file could not be used: whether another's reference is wrong is unknown."""
        return None if self.problems else self.profiles

    @property
    def duties(self) -> Collection[str] | None:
        """The ids of all duties, or None when a file could not be used or there is none."""
        if self.problems or not self.profiles:
            return None
        return {duty.id for profile in self.profiles.values() for duty in profile.duties}

    def find(self, name: str) -> Profile | None:
        """The profile with this id, title or abbreviation; case, spaces and hyphens don't matter."""
        wanted = _plain(name)
        for profile in self.profiles.values():
            names = (profile.id, profile.title, profile.plural, profile.abbreviation or profile.id)
            if wanted in map(_plain, names):
                return profile
        return None

    def missing(self, name: str) -> str:
        """A sentence for a name that `find` does not know, with the nearest that exists."""
        hint = did_you_mean(name.lower().replace(" ", "_").replace("-", "_"), self.profiles)
        return f"There is no role {name!r}" + (f"; {hint}" if hint else ".")


def load_catalogue(folder: Path, *, topics: Collection[str] | None = None) -> Catalogue:
    """Read every profile in `folder`; files that begin with `_` are not profiles.

    `topics` are all names of the taxonomy (`statistics`, `statistics.inference`, …); None: not checked.
    """
    profiles: dict[str, Profile] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name.startswith("_"):
            continue
        profile, found = read_profile(load_file(path), topics=topics)
        problems.extend(found)
        if profile is not None:
            profiles[profile.id] = profile
    return Catalogue(profiles, tuple(problems))


def read_profile(
    source: Located | Problem | str, *, topics: Collection[str] | None = None, anywhere: bool = False
) -> tuple[Profile | None, list[Problem]]:
    """One profile from a located file or from YAML text; None when it has any problem.

    A file of the catalogue is named after its id; one that stands `anywhere` else may bear any name.
    """
    located = load_text(source) if isinstance(source, str) else source
    if isinstance(located, Problem):
        return None, [located]
    profile, problems = validate(located, Profile)
    if profile is not None:
        problems = profile_problems(located, profile, topics=topics, anywhere=anywhere)
    return (None if problems else profile), problems


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
