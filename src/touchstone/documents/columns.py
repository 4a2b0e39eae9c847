"""How wide the columns of a table are where a document says it: as their words ask, not all alike.

A browser and the PDF's compiler work this out for themselves; not every word processor does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from touchstone.documents.blocks import Formula, Inline, Line, Table, Words

PADDING = 4  # letters: what a cell keeps free at its two sides
BY_HAND = 12  # letters: the least that a column to be filled in by hand gets, where there is room
BOLD = 1.25  # a letter of a head, in letters
SLACK = 1.1  # fonts differ


def widths(table: Table, room: int) -> list[int]:
    """The width of each column in letters, where a line holds `room`; together they are never wider.

    A column gets its longest word; what is left goes to those with more to say, as in a browser's tables.
    """
    columns = [_column(table, place) for place in range(len(table.head or table.rows[0]))]
    least, most = [low for low, _ in columns], [high for _, high in columns]
    bare = [not any(_text(row[place]).strip() for row in table.rows) for place in range(len(columns))]
    if sum(most) <= room:
        asked = [max(high, BY_HAND) if empty else high for high, empty in zip(most, bare, strict=True)]
        return _shared(asked, room if any(bare) else min(room, round(SLACK * sum(asked))))
    roomy = [max(low, BY_HAND) if empty else low for low, empty in zip(least, bare, strict=True)]
    least = roomy if sum(roomy) < room else least
    wanted = [max(0.0, high - low) for low, high in zip(least, most, strict=True)]
    if sum(least) >= room or not any(wanted):
        return _shared(least, room)
    spare = (room - sum(least)) / sum(wanted)
    return _shared([low + spare * more for low, more in zip(least, wanted, strict=True)], room)


def _column(table: Table, place: int) -> tuple[float, float]:
    """What a column needs for its longest word, and for its longest cell in one line."""
    cells = [(_text(row[place]), 1.0) for row in table.rows]
    cells += [(_text(table.head[place]), BOLD)] if table.head else []
    words = max((weight * len(word) for text, weight in cells for word in text.split(" ")), default=0)
    return PADDING + words, PADDING + max((weight * len(text) for text, weight in cells), default=0)


def _shared(asked: Sequence[float], room: int) -> list[int]:
    """The room in the proportions that are asked, to the last letter."""
    ends = [round(room * sum(asked[: place + 1]) / sum(asked)) for place in range(len(asked))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _text(line: Line) -> str:
    return "".join(map(_letters, line))


def _letters(part: Inline) -> str:
    """What takes about as much place; a formula is one word, and its commands are a letter each."""
    match part:
        case Words(text):
            return text
        case Formula(latex, _):
            return "x" * len(re.sub(r"\\[A-Za-z]+ ?|[{}^_]", "x", latex))
        case _:
            return " "
