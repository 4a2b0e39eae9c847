"""A profile adapted by hand: skills moved, duties added or left out; and how it differs from its base."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel

from touchstone.core.ids import slug
from touchstone.roles.profile import Cadence, Depth, Duty, Level, Levels, Profile, Skill
from touchstone.roles.titles import at_level, inside, plural_of, tool_words

MAX_ID = 60  # characters of an id that is made from a sentence


@dataclass(frozen=True)
class Change:
    """One entry of a profile that differs: how it reads before and after (None: it is not there)."""

    path: str
    before: str | None
    after: str | None


def named(profile: Profile, title: str) -> Profile:
    """The same profile as a role of its own: with this title, an id made from it, and its base.

    The title of the base gets the word `adapted`, so that no two roles have one name. A title of its own is
    that of each level, too, and so of its postings.
    """
    plain = " ".join(title.split()) or profile.title
    if plain.casefold() == profile.title.casefold():
        plain = f"{profile.title}, adapted"
    name = slug(plain)[:MAX_ID].strip("-").replace("-", "_")
    name = name if name[:1].isalpha() else f"role_{name}"
    if name == profile.id:
        name = f"{name}_adapted"
    return _again(
        profile,
        id=name,
        base=profile.base or profile.id,
        title=plain,
        plural=_plural(profile, plain),
        abbreviation=None,
        levels=_titled(profile, plain),
    )


_ADAPTED = re.compile(r"(?:, adapted)+$", re.IGNORECASE)


def _plural(profile: Profile, title: str) -> str:
    own = _ADAPTED.sub("", title)
    if own.casefold() != _ADAPTED.sub("", profile.title).casefold():
        return plural_of(title)
    return _ADAPTED.sub("", profile.plural) + title[len(own) :]


def _titled(profile: Profile, title: str) -> Levels:
    """The levels under another title of the role; the word `adapted` alone renames none."""
    old, new = (_ADAPTED.sub("", one) for one in (profile.title, title))
    if old.casefold() == new.casefold():
        return profile.levels
    names = tool_words(profile)
    return Levels(
        **{
            level.value: profile.levels.of(level).model_copy(
                update={"title": _retitled(profile.levels.of(level).title, old, new, level, names)}
            )
            for level in Level
        }
    )


def _retitled(said: str, old: str, new: str, level: Level, names: Collection[str]) -> str:
    """A level's title with the new name in place of the old; one that never held it is made by its level."""
    if level is Level.MID and said.casefold() == old.casefold():
        return new
    before = said[: -len(old)]
    if said.casefold().endswith(f" {old.casefold()}") and before.strip().casefold() != level.value:
        return before + inside(new, names)
    return at_level(new, level, names)


def apart(profiles: Sequence[Profile]) -> list[Profile]:
    """The same profiles, those that share an id told apart by a number; equal ones stay as they are.

    A file that was adapted by hand often keeps the id of its base: it can be compared with it all the same.
    """
    found: list[Profile] = []
    for profile in profiles:
        others = [one for one in found if one.id == profile.id]
        if others and all(one.hash != profile.hash for one in others):
            n = len(others) + 1
            profile = _again(profile, id=f"{profile.id}_{n}", title=f"{profile.title} ({n})")
        found.append(profile)
    return found


def moved(profile: Profile, must: Collection[str]) -> Profile:
    """The same profile with exactly these skills as musts; each keeps its place among its kind."""
    first = tuple(_at_each_level(skill, profile) for skill in profile.skills if skill.id in must)
    rest = tuple(skill for skill in profile.skills if skill.id not in must)
    return _again(profile, must=first, nice=rest)


def _at_each_level(skill: Skill, profile: Profile) -> Skill:
    """A must at every level: of what helped at some levels only, the others ask for the least."""
    missing = [level for level in profile.advertised if level not in skill.depth]
    depth = {**skill.depth, **dict.fromkeys(missing, Depth.AWARE)}
    return skill.model_copy(update={"depth": depth}) if missing else skill


def with_duties(profile: Profile, cadence: Cadence, sentences: Sequence[str]) -> Profile:
    """The same profile with these duties at a cadence, by their sentences.

    A sentence that the profile knows keeps its duty, with its id and step; another makes a duty of its own.
    Raises pydantic's ValidationError for what is no sentence, or when nothing is left.
    """
    known = {duty.does: duty for duty in profile.duties.of(cadence)}
    others = {duty.id for duty in profile.duties}
    duties = [known.get(sentence) or _new(sentence, others) for sentence in dict.fromkeys(sentences)]
    return _again(profile, duties=profile.duties.model_copy(update={cadence.value: tuple(duties)}))


def _new(sentence: str, taken: set[str]) -> Duty:
    """A duty with an id made from its sentence."""
    name = slug(sentence)[:MAX_ID].strip("-")
    free = next(i for i in (name, *(f"{name}-{n}" for n in range(2, 1_000))) if i not in taken)
    taken.add(free)
    return Duty(id=free, does=sentence)


def _again(profile: Profile, **changed: object) -> Profile:
    """Checked and built anew, so that nothing remembered of the old one (its hash) stays."""
    data = {name: getattr(profile, name) for name in Profile.model_fields}
    return Profile.model_validate({name: _plain(value) for name, value in {**data, **changed}.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def changes(base: Profile, other: Profile) -> list[Change]:
    """Everything in which two profiles differ; entries with ids are known by them, not by their place.

    Titles of levels that only follow the name of an adapted role are no difference.
    """
    if other.base is not None:
        base = base.model_copy(update={"levels": _titled(base, other.title)})
    before, after = (dict(_entries("", one.model_dump(mode="json"))) for one in (base, other))
    paths = [path for path in dict.fromkeys([*before, *after]) if path not in _NAMES]
    return [Change(p, before.get(p), after.get(p)) for p in paths if before.get(p) != after.get(p)]


_NAMES = ("id", "base", "title", "plural", "abbreviation")  # by which the two are told apart anyway
_PARTS = {
    "must": "Must have",
    "nice": "Nice to have",
    "duties.day": "Daily duties",
    "duties.week": "Weekly duties",
    "duties.month": "Monthly duties",
    "tools": "Tools",
    "success": "Success",
    "levels": "Levels",
    "reporting": "Reporting line",
    "lifecycle": "The four steps",
}


def told(found: Sequence[Change]) -> list[str]:
    """The differences as a person reads them: what moved, is new, is left out or is said anew."""
    gone = {_entry(one): one for one in found if one.after is None}
    new = {_entry(one) for one in found if one.before is None}
    return [said for one in found if (said := _told(one, gone, new)) is not None]


def _told(change: Change, gone: Mapping[str, Change], new: Collection[str]) -> str | None:
    part, entry = _part(change.path), _entry(change)
    before, after = (text and text.split(" · ")[0] for text in (change.before, change.after))
    if change.before is None:
        source = gone.get(entry)
        return (
            f"{part}, moved from {_part(source.path).lower()}: {after}" if source else f"{part}, new: {after}"
        )
    if change.after is None:
        return None if entry in new else f"{part}, left out: {before}"
    if before == after:  # not what it says but its depth, its level or its step
        before, after = change.before, change.after
    return f"{part}: {before} → {after}"


def _part(path: str) -> str:
    known = next((title for name, title in _PARTS.items() if f"{path}.".startswith(f"{name}.")), None)
    return known or path.split(".")[0].replace("_", " ").capitalize()


def _entry(change: Change) -> str:
    """What a difference is about: a duty or a skill is the same wherever it stands."""
    return (
        change.path.rsplit(".", 1)[-1]
        if change.path.split(".")[0] in ("must", "nice", "duties")
        else change.path
    )


def _entries(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and "id" in value and path:
        yield path, _said(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _entries(f"{path}.{name}".strip("."), inner)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            name = inner.get("id", n) if isinstance(inner, dict) else n
            yield from _entries(f"{path}.{name}", inner)
    elif value is not None:
        yield path, str(value)


def _said(entry: dict[str, Any]) -> str:
    """What an entry says, then its other fields."""
    name = next((n for n in ("does", "label", "done", "title") if n in entry), "id")
    rest = (f"{n} {_short(v)}" for n, v in entry.items() if n not in ("id", name) and v not in (None, [], {}))
    return " · ".join([str(entry[name]), *rest])


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def as_yaml(profile: Profile) -> str:
    """The profile as a file for `roles/`; what stands at its default is left out."""
    data = profile.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
    return text
