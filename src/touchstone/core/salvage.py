"""What can still be checked of content that has mistakes, so that all of them are told at once.

What is salvaged is never used for anything but looking for further mistakes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from touchstone.core.located_yaml import Located, Where
from touchstone.core.validate import at, real_path

M = TypeVar("M", bound=BaseModel)
ROUNDS = 20  # each takes the mistakes of one layer away; our deepest content has 8


@dataclass(frozen=True)
class Salvaged(Generic[M]):
    """The rest as a model, and the paths (below where it stands) at which something was taken out."""

    model: M
    lost: frozenset[Where]

    def lost_at(self, *where: Where) -> bool:
        """Whether any of these whole values was lost."""
        return not self.lost.isdisjoint(where)


def salvage(
    located: Located, model: type[M], where: Where, stand_ins: Mapping[Where, Any]
) -> Salvaged[M] | None:
    """The value at `where` without its mistakes, or None when nothing is left that could be a `model`.

    A wrong optional field goes; one that must be there gets its value from `stand_ins`, by its path, in which
    "*" is any name or place.
    """
    data = deepcopy(at(located.data, where))
    lost: set[Where] = set()
    for _ in range(ROUNDS):
        try:
            return Salvaged(model.model_validate(data), frozenset(lost))
        except ValidationError as error:
            found = [(e["type"], e["loc"]) for e in error.errors(include_url=False, include_input=False)]
        for kind, loc in found:
            place = _mended(data, kind, loc, stand_ins)
            if place is None:
                return None
            lost.add(place)
    return None


def _mended(data: Any, kind: str, loc: Where, stand_ins: Mapping[Where, Any]) -> Where | None:
    """Takes one mistake out of the data; the path of what is lost, or None when it can't be taken out."""
    place = real_path(data, loc)
    if kind == "missing":
        place = (*real_path(data, loc[:-1]), loc[-1])
        if _stand_in(data, place, stand_ins):
            return place
        place = place[:-1]
    if kind != "extra_forbidden" and _stand_in(data, place, stand_ins):
        return place
    while place and isinstance(place[-1], int):  # without one item the others would move up
        place = place[:-1]
    if not place:
        return None
    at(data, place[:-1]).pop(place[-1], None)
    return place


def _stand_in(data: Any, place: Where, stand_ins: Mapping[Where, Any]) -> bool:
    value = next((found for path, found in stand_ins.items() if _fits(path, place)), None)
    if value is None:
        return False
    at(data, place[:-1])[place[-1]] = deepcopy(value)
    return True


def _fits(path: Where, place: Where) -> bool:
    return len(path) == len(place) and all(
        step in ("*", found) for step, found in zip(path, place, strict=True)
    )
