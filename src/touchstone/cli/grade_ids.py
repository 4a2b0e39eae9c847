"""The id of a row that can't be read as a whole: what stands before the trouble is enough to find it."""

from __future__ import annotations

import json
import math
import re
from codecs import BOM_UTF8

# So much of a line is looked at: an id stands at its beginning, or nobody can hold it in memory.
HEAD = 4096

Id = str | int | float | bool | None

_BLANK = re.compile(r"[ \t\r\n]*+")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def id_of(line: bytes | bytearray) -> Id:
    """The value of `id` in the beginning of an object, as far as that is whole; else nothing."""
    text = bytes(line[:HEAD]).removeprefix(BOM_UTF8).decode(errors="replace")
    try:
        return _id(text, _after_blank(text, 0, "{"))
    except (ValueError, IndexError, RecursionError):
        return None


def _id(text: str, at: int) -> Id:
    while True:
        name, at = _DECODER.raw_decode(text, _after_blank(text, at))
        value, at = _DECODER.raw_decode(text, _after_blank(text, _after_blank(text, at, ":")))
        at = _after_blank(text, at)
        if text[at] not in ",}":  # 12 may be the beginning of 123
            return None
        if name == "id":
            plain = value is None or isinstance(value, str | int | float)
            broken = isinstance(value, str) and _UNREADABLE in value
            endless = isinstance(value, float) and math.isinf(value)
            return value if plain and not broken and not endless else None
        at += 1


def _after_blank(text: str, at: int, sign: str = "") -> int:
    """Where what follows begins; behind the sign that has to stand there. Raises ValueError."""
    found = _BLANK.match(text, at)
    at = found.end() if found is not None else at
    if not text.startswith(sign, at):
        raise ValueError(f"{sign} is missing")
    return at + len(sign)
