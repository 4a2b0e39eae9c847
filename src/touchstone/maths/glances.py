"""A few looks at key and answer in floats: most slips fail at one, before anything dearer is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from touchstone.maths.comparing import Setting
from touchstone.maths.float_arithmetic import Ball, Scalar
from touchstone.maths.floats import Floats, compiled
from touchstone.maths.numeric import Env, Undefined, Unsure, compile_tree
from touchstone.maths.slips import Slip
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Node

ENTIRE = frozenset({"sin", "cos", "sinh", "cosh", "exp"})
# Floats agree to 15 digits; a first look is content with 6.
LOOK, LOOKS = 1e-6, 2


@dataclass(frozen=True, slots=True)
class Look:
    """Key and answer at one point, each with the error of its float."""

    at: Env
    key: Ball
    answer: Ball


class Looks:
    """A few looks at key and answer in floats, taken as far as they are asked for: most slips fail at one."""

    def __init__(self, key: Node, answer: Node, setting: Setting) -> None:
        self._key = key
        self._source = _glances(key, answer, setting)
        self._seen: list[Look] = []

    def __iter__(self) -> Iterator[Look]:
        yield from self._seen
        for look in self._source:
            self._seen.append(look)
            yield look

    def taken(self) -> bool:
        """Whether floats can look at all."""
        return next(iter(self), None) is not None

    def allow(self, usual: Slip) -> bool:
        """Whether the slip may explain it. If so all looks are taken, before anything else is drawn."""
        possible = self._allow(usual.of) if usual.of is not None else self._worked_out(usual.value)
        if possible:
            self._seen.extend(self._source)
        return possible

    def _allow(self, of: Callable[[Scalar], Scalar]) -> bool:
        try:
            for look in self:
                a = look.answer[0]
                if abs(of(look.key[0]) - a) > LOOK * (abs(a) + 1e-200):
                    return False
        except (ZeroDivisionError, OverflowError):
            return False
        return True

    def _worked_out(self, value: Callable[[Node], Node]) -> bool:
        try:
            run = compile_tree(value(self._key), Floats(real=False))
            for look in self:
                (v, e), (a, f) = run(look.at), look.answer
                if abs(v - a) > LOOK * abs(a) + 4 * (e + f):
                    return False
        except (Undefined, Unsure, OverflowError, ValueError):
            pass
        return True


def _glances(key: Node, answer: Node, setting: Setting) -> Iterator[Look]:
    """Values of key and answer at a few points."""
    # Where no step can leave the real numbers, these are the functions that have refuted the answer.
    real = _stays_real(key) and _stays_real(answer) and "complex" not in setting.domain.assume.values()
    try:
        runs = compiled(key, real=real), compiled(answer, real=real)
    except (Undefined, Unsure):
        return
    names = names_in(key) | names_in(answer)
    found = 0
    for point in islice(setting.domain.points(names), 6 if names else 1):
        env = {name: (value, 0.0) for name, value in point.items()}
        try:
            look = Look(env, runs[0](env), runs[1](env))
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        yield look
        found += 1
        if found == LOOKS:
            break


def _stays_real(node: Node) -> bool:
    """Whether at real points floats give the same, whether or not complex values are allowed."""
    found = traits(node)
    return not found.growing and found.functions <= ENTIRE and "i" not in found.constants and not found.broken
