"""The handlers of all modules, joined into the two tables that the parser runs on."""

from __future__ import annotations

from touchstone.maths.reading import arithmetic, brackets, calls, statements, structures
from touchstone.maths.reading.parser import Infix, Prefix

PREFIX: dict[str, Prefix] = {
    **arithmetic.PREFIX,
    **brackets.PREFIX,
    **calls.PREFIX,
    **statements.PREFIX,
    **structures.PREFIX,
}

INFIX: dict[str, tuple[int, Infix]] = {**arithmetic.INFIX, **brackets.INFIX, **statements.INFIX}
