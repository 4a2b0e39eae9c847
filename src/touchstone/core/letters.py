"""Letters that are there to be read: a field of blanks that nobody sees holds no reason."""

from __future__ import annotations

# Fillers of the Korean alphabet: letters by their class, with nothing to see (Unicode's
# Default_Ignorable_Code_Point).
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def letters(text: str) -> int:
    """How many letters and digits of a text can be seen."""
    return sum(character.isalnum() and character not in _FILLERS for character in text)
