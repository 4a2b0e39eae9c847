"""The handlers of all modules, joined into the two tables that the parser runs on."""

from __future__ import annotations

from touchstone.maths.reading import (
    atoms,
    big_operators,
    brackets,
    calls,
    chances,
    powers,
    products,
    sets,
    statements,
    structures,
    sums,
    unknown_functions,
)
from touchstone.maths.reading.parser import Infix, Prefix

PREFIX: dict[str, Prefix] = {
    **atoms.PREFIX,
    **sums.PREFIX,
    **brackets.PREFIX,
    **calls.PREFIX,
    **statements.PREFIX,
    **structures.PREFIX,
    **unknown_functions.PREFIX,
    **chances.PREFIX,
    **big_operators.PREFIX,
}

INFIX: dict[str, tuple[int, Infix]] = {
    **sums.INFIX,
    **products.INFIX,
    **powers.INFIX,
    **brackets.INFIX,
    **sets.INFIX,
    **statements.INFIX,
}
