"""Letters that are there to be read: a field of blanks that nobody sees holds no reason."""

from __future__ import annotations

import re

# Fillers of the Korean alphabet: letters by their class, with nothing to see (Unicode's
# Default_Ignorable_Code_Point).
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


_ROW = re.compile(
    r"(.)\1{3,}", re.DOTALL | re.IGNORECASE
)  # no word, and hardly a number, has more than three


def letters(text: str) -> int:
    """How many letters and digits of a text can be seen; a row of the same one counts as three."""
    seen = "".join(character for character in text if character.isalnum() and character not in _FILLERS)
    return len(_ROW.sub(r"\1\1\1", seen))
