"""Which commas belong to decimals, as in `0,5; 1,5`, since semicolons stand between the values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# In LaTeX `\,` and `\;` are blanks, and `\{` is a brace that shows.
_SIGNS = re.compile(r"\\(?P<brace>[{}])|\\.|(?P<sign>[\[\](){},;])", re.DOTALL)
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]),(?=[0-9])")
_SEVERAL = re.compile(r",[0-9]++[,.][0-9]")  # 1,2,3 is no decimal
_THOUSANDS = re.compile(r"(?<![0-9])(?<![0-9][,.])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
_LONGEST_GROUP = 3  # digits before the comma between thousands


@dataclass
class _Group:
    """What stands between two brackets, without what deeper ones hold."""

    bracket: str
    commas: list[int] = field(default_factory=list)
    semicolons: int = 0


def decimal_commas(text: str, expected: str, *, latex: bool) -> dict[int, bool]:
    """Where they stand, and whether each surely is one: `1,234; 5` may have thousands.

    All commas of a group stand between digits, and semicolons separate. In square brackets `[1,2; 3,4]` is a
    matrix, unless a list is expected.
    """
    if ";" not in text or "," not in text or expected == "matrix":
        return {}
    found: dict[int, bool] = {}
    for group in _groups(text, latex=latex):
        if not group.semicolons or not group.commas or (group.bracket == "[" and expected not in LISTS):
            continue
        if all(_BETWEEN_DIGITS.match(text, at) and not _SEVERAL.match(text, at) for at in group.commas):
            sure = not all(_between_thousands(text, at) for at in group.commas)
            found.update(dict.fromkeys(group.commas, sure))
    return found


LISTS = frozenset({"set", "elements", "list", "tuple", "interval", "system"})


def _between_thousands(text: str, at: int) -> bool:
    start = max(at - _LONGEST_GROUP, 0)
    return any(_THOUSANDS.match(text, begin) for begin in range(start, at))


def _groups(text: str, *, latex: bool) -> list[_Group]:
    outermost = _Group("")
    groups, open_ = [outermost], [outermost]
    for match in _SIGNS.finditer(text):
        sign = match["brace"] or match["sign"]
        if sign is None or (latex and sign in "{}" and not match["brace"]):
            continue
        if sign == "," and text[match.start() - 1 : match.end() + 1] == "{,}":
            continue  # says itself that it belongs to a decimal
        if sign == ",":
            open_[-1].commas.append(match.start())
        elif sign == ";":
            open_[-1].semicolons += 1
        elif sign in "([{":
            groups.append(_Group(sign))
            open_.append(groups[-1])
        elif len(open_) > 1:
            open_.pop()
    return groups
