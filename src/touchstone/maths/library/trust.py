"""What the formula of a density or a chance takes on trust of its letters: x ≥ 0, k from 1 on, p from 0 to 1.

Written with a letter it is one formula, right where that holds. What lets the letter run (a sum, an integral,
a limit), or puts it at a place, sees to it that it stays there: beyond, the density is 0, its formula isn't.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from touchstone.maths.values import CannotEvaluate, Scalar, Symbolic, Value


@dataclass(frozen=True, slots=True)
class Trust:
    """`margin`, an expression with letters, has to be at least 0, above it where `strict`, or whole.

    `sure`: not even of letters that stay free may it be believed.
    """

    margin: Any
    what: str
    strict: bool = False
    whole: bool = False
    sure: bool = False

    def refused(self) -> CannotEvaluate:
        """Why the letter's way leads outside."""
        return CannotEvaluate(
            f"with a letter the formula holds only where {self.what}, and here it is used beyond; "
            "cut the range there, or write the formula itself"
        )


# What the expressions that are being worked out take on trust, the innermost last.
_open: list[list[Trust]] = []


def note(trust: Trust) -> None:
    """To be remembered by whatever binds a letter around. Raises CannotEvaluate."""
    if trust.sure and not _open:
        said = ", ".join(sorted(map(str, trust.margin.free_symbols)))
        raise CannotEvaluate(
            f"with a letter the formula holds only where {trust.what}, and that hangs on {said}; "
            "say in assume what is positive, or write the formula itself"
        )
    if _open and trust not in _open[-1]:
        _open[-1].append(trust)


def at_least(number: Scalar, low: Scalar, what: str, *, strict: bool = False, whole: bool = False) -> None:
    """Notes that an expression with letters is at least so much."""
    from touchstone.maths.symbolic import expr_of

    note(Trust(expr_of(number) - expr_of(low), what, strict))
    if whole:
        note(Trust(expr_of(number), what, whole=True))


@contextmanager
def noted() -> Iterator[list[Trust]]:
    """What is taken on trust inside; it has to be handed to one of the functions below."""
    found: list[Trust] = []
    _open.append(found)
    try:
        yield found
    finally:
        _open.pop()


def pass_on(found: Iterable[Trust]) -> None:
    """Left to what lies around: the letter is still free."""
    for trust in found:
        note(trust)


def along(found: list[Trust], x: Any, low: Value, high: Value, *, whole: bool) -> None:
    """x runs from one end to the other, over whole numbers or all. Raises CannotEvaluate."""
    from touchstone.maths.symbolic import expr_of

    for trust in found:
        if not trust.margin.has(x):
            note(trust)
        elif trust.whole:
            _whole(trust, x, running_whole=whole)
        elif not _always(trust):
            # Where a sum has terms its end is above its start; an integral's may lie either way.
            ends = [low if _rises(trust, x) else high] if whole else [low, high]
            for end in ends:
                _at(trust, x, expr_of(end), strict=whole and trust.strict)


def beside(found: list[Trust], x: Any, place: Value, side: str) -> None:
    """x comes near a place from below (`-`), above (`+`) or both (``). Raises CannotEvaluate."""
    import sympy

    from touchstone.maths.symbolic import expr_of

    to = expr_of(place)
    endless = to in (sympy.oo, -sympy.oo)
    for trust in found:
        if not trust.margin.has(x):
            note(trust)
        elif trust.whole:
            _whole(trust, x, running_whole=endless)
        elif not _always(trust):
            inwards = not endless and side and _rises(trust, x) == (side == "+")
            _at(trust, x, to, strict=not inwards)


def at_place(found: list[Trust], places: dict[Any, Any], *, inside: bool = True) -> None:
    """The letters are at places, around which (`inside`) the formula has to hold. Raises CannotEvaluate."""
    for trust in found:
        there = trust.margin.subs(places)
        if there == trust.margin:
            note(trust)
        elif trust.whole:
            raise trust.refused()
        else:
            _checked(trust, there, strict=inside or trust.strict)


def no_counts(found: list[Trust], letters: Iterable[Any]) -> None:
    """Refuses a derivative by a count."""
    for trust in found:
        if trust.whole and any(trust.margin.has(letter) for letter in letters):
            raise trust.refused()


def _always(trust: Trust) -> bool:
    return bool(trust.margin.is_positive if trust.strict else trust.margin.is_nonnegative)


def _rises(trust: Trust, x: Any) -> bool:
    """Whether a margin rises with x. Raises CannotEvaluate for one that is no straight line."""
    slope = trust.margin.diff(x)
    if slope.has(x) or not (slope.is_positive or slope.is_negative):
        raise trust.refused()
    return bool(slope.is_positive)


def _at(trust: Trust, x: Any, place: Any, *, strict: bool) -> None:
    import sympy

    rises = _rises(trust, x)
    if place not in (sympy.oo, -sympy.oo):
        _checked(trust, trust.margin.subs(x, place), strict=strict, sure=True)
    elif rises != (place == sympy.oo):
        raise trust.refused()


def _checked(trust: Trust, there: Any, *, strict: bool, sure: bool = False) -> None:
    """One margin without the letter; of others that it has the forms around it know more."""
    from touchstone.maths.symbolic import sign, value_of

    found = Trust(there, trust.what, strict, sure=sure or trust.sure)
    if there.free_symbols:
        if there.is_negative:
            raise trust.refused()
        if not _always(found):
            note(found)
        return
    value = value_of(there)
    side = sign(value) if isinstance(value, Symbolic) else (value > 0) - (value < 0)
    if side < 0 or (strict and side == 0):
        raise trust.refused()


def _whole(trust: Trust, x: Any, *, running_whole: bool) -> None:
    """A count that x makes: whole for each whole x."""
    import sympy

    if not running_whole:
        raise trust.refused()
    there = trust.margin.subs(x, sympy.Dummy(integer=True))
    if there.is_integer is False or (there.is_integer is None and len(there.free_symbols) == 1):
        raise trust.refused()
