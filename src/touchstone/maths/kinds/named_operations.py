"""What was worked out, named before its value: `A^{-1} = …`, `|A| = -2`, `tr(A) = 5`.

The name is left out where the key works out the same of a matrix, with `inv`, `det`, `trace`, `rank`. Beside
a key that is a value it can't be seen whether it is that of A or of its inverse: there a person decides.
"""

from __future__ import annotations

import re

from touchstone.maths.reader import read
from touchstone.maths.tree import Call, Items, Matrix, Name, Negative, Number, Power
from touchstone.maths.unreadable import Unreadable

STEP = "the name of a value"
OPEN = "The value is right if what you name is what is asked for. A person will look at it."

_SPACE = r"(?:\s|\\[,;:! ]|\\(?:left|right|displaystyle)(?![A-Za-z]))*+"
_MATRIX = rf"(?:[A-Z]|\\math(?:bf|rm)\s*\{{[A-Z]\}}){_SPACE}"
_OF = rf"{_SPACE}(?:\({_SPACE}{_MATRIX}\)|{_MATRIX}){_SPACE}"
_BARS = rf"(?:\||\\l?[vV]ert){_SPACE}{_MATRIX}(?:\||\\r?[vV]ert){_SPACE}"


def _called(*words: str) -> str:
    spelled = "|".join(words)
    return rf"(?:\\?(?:{spelled})(?![A-Za-z])|\\(?:operatorname|mathrm|text)\s*\{{(?:{spelled})\}}){_OF}"


# How the name may be written, and what the key has to work out then.
_NAMES = (
    (rf"{_MATRIX}(?:\^\s*(?:\{{\s*[-−]\s*1\s*\}}|\(\s*[-−]1\s*\)|[-−]1)|⁻¹)", "inv"),
    (rf"{_called('det', 'Det')}|{_BARS}", "det"),
    (_called("tr", "Tr", "trace", "Sp", "Spur"), "trace"),
    (_called("rank", "rk", "rg", "Rang", "Rg"), "rank"),
    (rf"{_MATRIX}\^\s*(?:\{{\s*(?:T|\\top)\s*\}}|T|\\top(?![A-Za-z]))", "transpose"),
    # `2A - B = …`, `AB = …`: no key says of what letters it works that out.
    (r"(?:[A-Z0-9+\-−*^() ]|\\(?:cdot|times)(?![A-Za-z])|\\math(?:bf|rm)\{[A-Z]\})++", ""),
)
_BEFORE = re.compile(
    rf"{_SPACE}\$*+{_SPACE}(?:{'|'.join(f'({name})' for name, _ in _NAMES)}){_SPACE}(?==(?!=))"
)
_ALONE = re.compile(rf"{_SPACE}\$*+{_SPACE}(?:{_MATRIX}|[^A-Z=]*+)=")
MOST = 5000
# Kinds of which a name before the value is no part.
VALUES = frozenset({"number", "probability", "expression", "matrix", "list", "tuple", "set"})


def without_name(key: str, answer: str) -> tuple[str, bool] | None:
    """The answer with blanks for the name, and whether the key works out what is named; None for no name."""
    found = _BEFORE.match(answer) if len(answer) < MOST and "=" in answer and "=" not in key else None
    if found is None or _ALONE.match(answer):
        return None
    which = next(at for at, name in enumerate(found.groups()) if name is not None)
    start, end = found.start(which + 1), found.end() + 1  # with the sign `=` behind it
    rest = answer[:start] + " " * (end - start) + answer[end:]
    return rest, _works_out(key) == _NAMES[which][1]


def unnamed(kind: str | None, answer: str) -> tuple[str, list[str]]:
    """The answer to a question that asks for a value, without its name, and a sentence that says so."""
    found = without_name("", answer) if kind in VALUES else None
    if found is None:
        return answer, []
    name = answer[: answer.index("=")].strip(" $")
    return found[0], [f"“{name}” was read as the name of the value."]


def _works_out(key: str) -> str | None:
    """What a key as a whole works out of a matrix: `inv`, `det` …; `2*det(A)` is something else."""
    found = read(key, key=True)
    match None if isinstance(found, Unreadable) else found.tree:
        case Call(function=function, arguments=(Matrix() | Items() | Name(),)):
            return function
        case Power(base=Matrix() | Items() | Name(), exponent=Negative(operand=Number(text="1"))):
            return "inv"
        case Power(base=Matrix() | Items() | Name(), exponent=Name(name="T")):
            return "transpose"
    return None
