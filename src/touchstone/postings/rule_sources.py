"""Who says so, of a kind of words: of a posting that is checked for a place, what is said of that place."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.roles.profile import Text


class SourceIn(Content):
    """A source and the regions of which it speaks (ISO codes or `EU`); with none, of people everywhere."""

    says: Text
    places: tuple[Text, ...] = ()


Sources: TypeAlias = Text | Annotated[tuple[SourceIn, ...], Field(min_length=1)]


def told_source(sources: Sources, here: frozenset[str]) -> str:
    """The sources in a sentence: those of the regions `here` (none: of all), or that we have none there.

    Nobody should take one place's law for the reason why words are told in another.
    """
    if isinstance(sources, str):
        return sources
    fit = [one for one in sources if not (one.places and here) or here.intersection(one.places)]
    if fit:
        return "; ".join(one.says for one in fit)
    return "We hold no source of this place. Of other places: " + "; ".join(one.says for one in sources)
