"""Finds the places that a text names, and which of them lie in which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from touchstone.postings.place_words import DWELLERS, NO_NAMES, OTHER_NAMES, PEOPLE_OF, WIDER
from touchstone.salaries.regions import Regions, first_city_names, other_city_names, own_names, plain

_WORD = re.compile(r"(?:[A-Z]\.){2,3}|[A-Z][^\W\d_]*(?:['’][a-z]{2,}(?<!['’]re)(?<!['’]ll)(?<!['’]ve))?")
_NEXT = re.compile(r"[ -](?:(?:am|of|and|the|de|la)[ -])?(?=[A-Z])")
_CODE = re.compile(r"(?<![\w$€£.])[A-Z]{2}(?![\w$€£.&’'])")
_IN_FRONT = re.compile(
    r"(?:[a-zé.]{2}, |\b(?:in|for|across|of) |\b[A-Z]{2}(?:, ?| ?/ ?| ?\| ?| and |, and | or |, or ))$"
)
_BEHIND = re.compile(r"(?:, ?| ?/ ?| ?\| ?| and |, and | or |, or )[A-Z]{2}\b")
_LABEL = re.compile(r"(?:^|[\n|(•])[\s*+•–-]*$")
_PAY_WORD = re.compile(
    r" (?i:salar|pay\b|base\b|range|compensation|office|employees|residents|applicants|candidates)"
)
_AFTER_PAY = re.compile(r"(?:\d|\bk|year|yr|annum|hour|hr|USD|CAD)\s?[,(–-]?\s?$|\A\s*$")
_ENDS = re.compile(r"\s*(?:[\n.,;|)]|\Z)")
_PEOPLE = re.compile(
    r"[ -](?:\w+ ){0,1}(?:employee|candidate|applicant|resident|hire|office|staff|team|salar|pay\b|market|"
    r"entity|subsidiary|role|position|location|site|contract|worker|engineer|scientist|citizen|compensation)"
)
LONGEST = 5  # words of a name
# `San Francisco, New York` are two cities: states named as a city is, and cities that no town there is like.
_STATE_AND_CITY = {"new york", "washington"}
_ONE_CITY = {"san francisco", "los angeles", "chicago", "seattle", "austin", "denver", "london", "berlin"}
_ONE_CITY |= {"san diego", "san jose", "atlanta", "dallas", "houston", "miami", "toronto", "boston"}


@dataclass(frozen=True)
class Mention:
    """A place that a text names: its words, where they stand, and the ids of what may be meant.

    `ids` is empty for a name that looks like a place and is not known.
    """

    name: str
    span: tuple[int, int]
    ids: frozenset[str]


class Gazetteer:
    """The names of places, with the larger places around each."""

    def __init__(
        self, regions: Regions, others: Mapping[str, str], around: Callable[[str], Iterable[str]]
    ) -> None:
        """`others` are further names by id (those of laws), `around` gives an id and those over it."""
        self._regions, self._others, self._around = regions, others, around
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for region in self._regions.by_id.values():
            names = [*own_names(region), *first_city_names(region), *other_city_names(region)]
            for name in names:
                if len(key := plain(name)) > 2 and key not in NO_NAMES:
                    found.setdefault(key, set()).add(region.id)
        for place, name in self._others.items():
            found.setdefault(plain(name), set()).add(place)
        for name, ids in {**OTHER_NAMES, **DWELLERS, **WIDER}.items():
            found.setdefault(plain(name), set()).update(ids.split())
        return {name: frozenset(self._largest(ids)) for name, ids in found.items()}

    def _largest(self, ids: set[str]) -> set[str]:
        """Without metro areas where a state or a country bears the name: California is not in Maryland."""
        kinds = {one: self._regions[one].kind for one in ids if one in self._regions}
        metros = {one for one, kind in kinds.items() if kind == "metro"}
        if {"state", "country"} & set(kinds.values()):
            return ids - metros
        # Jersey City is no other part of the metro area that is named after it, too.
        return ids - {self._regions[one].parent for one, kind in kinds.items() if kind == "city"}

    @cached_property
    def _codes(self) -> dict[str, frozenset[str]]:
        """Of states and provinces: `TX`, `ON`; `CA` is Canada, too."""
        each = [i for i in self._regions.by_id if re.fullmatch(r"(?:US|CA)-[A-Z]{2}", i)]
        found = {one[3:]: frozenset({one}) for one in each}
        found["CA"] = found.get("CA", frozenset()) | {"CA"}
        return found

    def around(self, place: str) -> frozenset[str]:
        """The place and the larger ones that hold it."""
        if place not in self._known:
            self._known[place] = frozenset(self._around(place))
        return self._known[place]

    def meets(self, named: Iterable[str], place: str) -> bool:
        """Whether one of the named places is the place, holds it, or lies in it."""
        over = self.around(place)
        return any(one in over or place in self.around(one) for one in named)

    def is_place(self, words: str) -> bool:
        """Whether the words are the name of a place, and of nothing more."""
        return any(one.ids and one.span == (0, len(words)) for one in self.mentions(words))

    def mentions(self, text: str) -> list[Mention]:
        """The places that a text names, the longest names first where several begin at one word."""
        found: list[Mention] = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            one = self._longest(text, word) or self._people(text, word) or self._code(text, word)
            if one is not None:
                found.append(one)
                done = one.span[1]
        return self._joined(text, found)

    def _joined(self, text: str, found: list[Mention]) -> list[Mention]:
        """`Portland, OR` as one place: that of the name which lies in the one behind it."""
        joined: list[Mention] = []
        for one in found:
            last = joined[-1] if joined else None
            if last is not None and re.fullmatch(r",? ?\(?", text[last.span[1] : one.span[0]]):
                inside = frozenset(i for i in last.ids if self.around(i) & one.ids)
                if not inside and self._town_in(last, one):  # `London, Ontario`
                    inside = one.ids
                if inside:
                    joined[-1] = Mention(
                        text[last.span[0] : one.span[1]], (last.span[0], one.span[1]), inside
                    )
                    continue
            joined.append(one)
        return joined

    def _town_in(self, last: Mention, one: Mention) -> bool:
        if one.name.lower() in _STATE_AND_CITY and last.name.lower() in _ONE_CITY:
            return False
        large = ("state", "country")
        return all(i in self._regions and self._regions[i].kind in large for i in one.ids) and not any(
            i in self._regions and self._regions[i].kind in large for i in last.ids
        )

    def _longest(self, text: str, word: re.Match[str]) -> Mention | None:
        ends, end = [word.end()], word.end()
        while len(ends) < LONGEST and (gap := _NEXT.match(text, end)):
            following = _WORD.match(text, gap.end())
            if following is None:
                break
            end = following.end()
            ends.append(end)
        for end in reversed(ends):
            words = text[word.start() : end]
            bare = words.removesuffix("'s").removesuffix("’s")
            ids = self._names.get(plain(bare)) or self._names.get(plain(bare.replace(".", "")))
            if ids and not (
                len(bare) <= 4 and bare.lower() in ("us", "sf", "uk", "eu") and bare != bare.upper()
            ):
                return Mention(bare, (word.start(), word.start() + len(bare)), ids)
        return None

    def _people(self, text: str, word: re.Match[str]) -> Mention | None:
        ids = PEOPLE_OF.get(word.group().lower())
        if ids is None or not _PEOPLE.match(text, word.end()):
            return None
        return Mention(word.group(), word.span(), frozenset(ids.split()))

    def _code(self, text: str, word: re.Match[str]) -> Mention | None:
        """`TX` only where it can be nothing else: behind a town, in a list of such, alone as a label."""
        found = _CODE.match(text, word.start())
        ids = self._codes.get(found.group()) if found else None
        if found is None or ids is None:
            return None
        before = text[max(0, found.start() - 20) : found.start()]
        label = _LABEL.search(before) and re.match(r"\s*[:|)–-]", text[found.end() : found.end() + 3])
        ends = _AFTER_PAY.search(before) and _ENDS.match(text, found.end())
        near = _BEHIND.match(text, found.end()) or _PAY_WORD.match(text, found.end())
        if not (_IN_FRONT.search(before) or near or label or ends):
            return None
        return Mention(found.group(), found.span(), ids)
