"""Letters that are there to be read: a field of blanks that nobody sees holds no reason."""

from __future__ import annotations

import re
from unicodedata import category

# Fillers of the Korean alphabet: letters by their class, with nothing to see (Unicode's
# Default_Ignorable_Code_Point).
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


# Controls, marks that turn the direction of writing, halves of characters: a name with one reads as another.
_UNSEEN = {"Cc", "Cf", "Cs"}
JOINERS = frozenset("\u200c\u200d")  # Persian and Indic names are written with them, and some pictures

_ROW = re.compile(
    r"(.)\1{3,}", re.DOTALL | re.IGNORECASE
)  # no word, and hardly a number, has more than three


def unseen(text: str) -> str:
    """The first character that nobody sees in a name; nothing where there is none."""
    hidden = (one for one in text if one in _FILLERS or (category(one) in _UNSEEN and one not in JOINERS))
    return next(hidden, "")


def one_line(text: str) -> str:
    """A name in one line without what nobody sees, to be printed: a terminal obeys what stands in it."""
    return "".join(one for one in " ".join(text.split()) if not unseen(one))


def letters(text: str) -> int:
    """How many letters and digits of a text can be seen; a row of the same one counts as three."""
    seen = "".join(character for character in text if character.isalnum() and character not in _FILLERS)
    return len(_ROW.sub(r"\1\1\1", seen))
