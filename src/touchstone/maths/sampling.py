"""Comparing two expressions at random points: in floats to refute quickly, in many digits to settle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

from touchstone.maths import clock, kinks
from touchstone.maths import corners as corners_of
from touchstone.maths.digits import Digits
from touchstone.maths.domain import Domain, Point
from touchstone.maths.flat_points import flat
from touchstone.maths.floats import compiled
from touchstone.maths.grain import FinePoint, exactly, in_digits, off_the_grid
from touchstone.maths.heights import FLOAT_BITS, finest, height, order
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.one_point import DIGITS, MOST_BITS, at, beyond
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

FLOATS = "floating-point check"
CELLS = "many digits between all corners"

START_BITS = 160
# Smooth functions that agree at five generic points agree; with corners or jumps more regions must be seen.
POINTS, POINTS_WHOLE, POINTS_WITH_CORNERS = 6, 12, 24
# Corners lie on the grid of floats, where more than a grid vanishes; so many of the points must not.
OFF_THE_GRID = 2
# So many places without a value are no accident.
FEWEST_BEYOND = 6
# Tries before the domain counts as too small to judge, and where some points had a value, just not enough.
TRIES, TRIES_MORE = 160, 640
CORNERS = frozenset(
    {"abs", "floor", "ceil", "round", "sign", "min", "max", "mod", "relu", "gcd", "lcm", "if_else"}
)

# What takes a sign away.
FOLDS = frozenset({"abs", "sqrt", "max", "min", "relu"})

Clock = Callable[[], bool]  # whether time is left


class Pair:
    """Two expressions over one domain, each compiled once for floats and once for many digits."""

    def __init__(self, a: Node, b: Node, domain: Domain, *, real: bool) -> None:
        self.a, self.b, self.real = a, b, real
        self.domain = domain.for_pair(a, b)
        self.names = names_in(a) | names_in(b)
        self.source = self.domain.points(self.names, a, b)
        self.good: list[Point] = []  # where floats agree
        self.hard: list[Point] = []  # where floats can't tell
        self.corners: list[Point] = []
        self.late = False  # the corners were too many to be looked for: agreement then proves nothing
        self.parted = False  # floats proved a difference while more points were looked for
        self.tried = 0
        self.agreed = False  # many digits are the same at as many points as are needed
        self.beyond = [0, 0]  # how often each side was undefined
        self._floats: tuple[Run, Run] | None = None

    # --- floats ----------------------------------------------------------------------------------------

    def refute(self, count: int) -> Finding | None:
        """Different as soon as floats prove it at one of `count` more points."""
        if self._floats is None:
            try:
                self._floats = compiled(self.a, real=self.real), compiled(self.b, real=self.real)
            except (Undefined, Unsure):
                self.hard.extend(islice(self.source, 4 if self.names else 1))
                return None
        for point in islice(self.source, count if self.names else 1):
            self.tried += 1
            if self._parts(point):
                return different(FLOATS)
        return None

    def refute_at_corners(self) -> Finding | None:
        """Different when floats prove it beside a corner of either expression; notes the points there."""
        if not self.names:
            return None
        try:
            self.corners = corners_of.points(self.a, self.b, self.domain)
        except corners_of.Late:
            self.late = True
        if self._floats is None:
            return None
        for point in self.corners:
            if self._parts(point):
                return different(FLOATS)
        return None

    def _parts(self, point: Point) -> bool:
        """Whether floats prove a difference here; notes what else the point shows."""
        assert self._floats is not None
        clock.check()
        env = {name: (value, 0.0) for name, value in point.items()}
        balls = []
        unsure = False
        for side, run in enumerate(self._floats):
            try:
                balls.append(run(env))
            except Undefined:
                self.beyond[side] += 1
                return False
            except (Unsure, OverflowError, ValueError):
                unsure = True
        if unsure or not all(_finite(v) for v in balls):
            self.hard.append(point)
            return False
        (v, e), (w, f) = balls
        gap, error = abs(v - w), e + f
        if gap > 4 * error:
            return True
        # Where the error hides everything, agreement says nothing.
        (self.good if error <= 1e-6 * max(abs(v), abs(w)) else self.hard).append(point)
        return False

    # --- many digits -----------------------------------------------------------------------------------

    def settle(self, time_left: Clock) -> Finding:
        """Equal when enough points agree to many digits, different when one doesn't, else undecided."""
        needed, doubtful, whole = 1, self._needed > MOST_BITS, False
        if self.names:
            corners = bool(CORNERS & (traits(self.a).functions | traits(self.b).functions))
            whole = any(what in ("integer", "count") for what in self.domain.assume.values())
            corners = corners or "complex" in self.domain.assume.values()  # roots and logarithms jump
            needed = POINTS_WHOLE if whole else POINTS_WITH_CORNERS if corners else POINTS
            # Between two corners that near each other no point would be drawn.
            fine = max(finest(self.a), finest(self.b)) > FLOAT_BITS
            doubtful = (
                doubtful
                or self.late
                or (fine and (corners or bool(self.corners)))
                or kinks.spiking(self.a, self.b)
                or kinks.dividing(self.a, self.b)
                or self._cut()
            )
        arithmetic = Digits(real=self.real, order=order(self.a, self.b))
        try:
            runs = compile_tree(self.a, arithmetic), compile_tree(self.b, arithmetic)
        except (Undefined, Unsure):
            return undecided(DIGITS)
        agreed = anywhere = 0
        at_corners = len(_distinct(self.corners))
        seen: list[Point] = []
        for turn, point in enumerate(self._candidates(needed)):
            if not time_left():
                return undecided(DIGITS)
            place = in_digits(self._placed(point, beside=turn < at_corners), arithmetic.ctx)
            finding = at(place, runs, arithmetic, self.start_bits)
            if finding is None:
                continue
            if finding.different:
                return finding
            agreed += 1
            seen.append(point)
            anywhere += turn >= at_corners
            if anywhere >= needed:
                break
        self.agreed = agreed >= needed
        if self.parted:
            return different(FLOATS)
        if whole and self._parts_where_floats_fail(runs, arithmetic, time_left):
            return different(DIGITS)
        # Where nearly all of the domain lies beside corners, as with asech, they are moved off the grid.
        for corner in self.corners if anywhere < OFF_THE_GRID else ():
            if not time_left():
                return undecided(DIGITS)
            place = in_digits(self._placed(corner, beside=False), arithmetic.ctx)
            finding = at(place, runs, arithmetic, self.start_bits)
            if finding is not None and finding.different:
                return finding
            anywhere += finding is not None
        doubtful = doubtful or arithmetic.unsettled or (whole and flat(seen, self.domain))
        if agreed < needed or (self.names and anywhere < OFF_THE_GRID) or doubtful:
            return undecided(DIGITS)
        if self.names and (kinks.kinked(self.a) or kinks.kinked(self.b)):
            return self._in_every_cell(runs, arithmetic, time_left)
        return equal(DIGITS)

    def _parts_where_floats_fail(self, runs: tuple[Run, Run], arithmetic: Digits, time_left: Clock) -> bool:
        """Whether whole points that floats can't judge part them: `cos(n pi/2)^2` is 1 at all the others."""
        for point in self.hard[: 2 * POINTS_WHOLE]:
            if not time_left():
                break
            place = in_digits(self._placed(point, beside=False), arithmetic.ctx)
            finding = at(place, runs, arithmetic, self.start_bits)
            if finding is not None and finding.different:
                return True
        return False

    def _placed(self, point: Point, *, beside: bool) -> FinePoint:
        """A point of a corner as it is, any other off the grid of floats, where more than a grid vanishes."""
        if beside:
            return exactly(point)
        return off_the_grid(point, self.domain, self.start_bits - START_BITS)

    def _cut(self) -> bool:
        """Whether a part has cuts in the complex plane: they may part on one of these lines alone."""
        plane = frozenset(name for name, what in self.domain.assume.items() if what == "complex")
        return bool(plane) and any(kinks.branching(node, plane) for node in (self.a, self.b))

    def _in_every_cell(self, runs: tuple[Run, Run], arithmetic: Digits, time_left: Clock) -> Finding:
        """Equal when points of every cell between corners agree, or lie where one side has no value."""
        from touchstone.maths.cells import cells

        folds = FOLDS & (traits(self.a).functions | traits(self.b).functions)
        if folds and self.domain.powers_of_any_sign(self.a, self.b):
            return undecided(CELLS)  # |x|^n is x^n for positive x alone, or where n is even
        found = cells(self.a, self.b, self.domain) if self.real else None
        for places in found or []:
            missing: list[Point] = []
            for place in places:
                if not time_left():
                    return undecided(CELLS)
                finding = at(place, runs, arithmetic, self.start_bits)
                if finding is not None and finding.different:
                    return different(CELLS)
                if finding is None:
                    missing.append(place)
            # A whole number that is too large to work out may be the one where they part.
            # And half a cell of real numbers is none.
            if not all(beyond(place, runs) for place in missing):
                return undecided(CELLS)
        return equal(CELLS) if found else undecided(CELLS)

    def without_value(self) -> bool:
        """Whether one side surely has no value at any of the points that were drawn and can be worked out."""
        if self.good or not self.names:
            return False
        arithmetic = Digits(real=self.real, order=order(self.a, self.b))
        arithmetic.ctx.prec = self.start_bits
        try:
            runs = compile_tree(self.a, arithmetic), compile_tree(self.b, arithmetic)
        except (Undefined, Unsure):
            return False
        seen = [beyond(in_digits(exactly(point), arithmetic.ctx), runs) for point in self.hard]
        return seen.count(True) + sum(self.beyond) >= FEWEST_BEYOND and False not in seen

    def _candidates(self, needed: int) -> Iterator[Point]:
        """Points where floats agreed, then those they couldn't judge, then more where a few had agreed.

        Those that they couldn't judge may all lie where the others don't: of `acosh(z)` beside
        `ln(z + sqrt(z^2-1))` half a plane. So they come before any more are drawn.
        """
        if not self.names:
            return iter([{}])
        self._draw(needed, TRIES)
        first = _distinct([*self.corners, *_distinct(self.good)[: 2 * needed], *self.hard[: 2 * needed]])
        return chain(first, self._more(needed))

    def _more(self, needed: int) -> Iterator[Point]:
        """Of a quarter plane one point in four or fewer has a value: more of them, if there are any."""
        known = len(_distinct(self.good))
        if 0 < known < needed:
            self._draw(needed, TRIES_MORE)
        yield from _distinct(self.good)[known : 2 * needed]

    def _draw(self, needed: int, tries: int) -> None:
        while len(_distinct(self.good)) < 2 * needed and self.tried < tries and not self.parted:
            if self._floats is None:
                break
            self.parted = self.refute(8) is not None

    @property
    def start_bits(self) -> int:
        """Digits enough to see every number that is written, even where it is added to a large one."""
        return min(self._needed, MOST_BITS)

    @property
    def _needed(self) -> int:
        return START_BITS + height(self.a) + height(self.b)


def _distinct(points: list[Point]) -> list[Point]:
    found = {tuple(point.items()): point for point in points}
    return list(found.values())


def _finite(ball: tuple[Any, float]) -> bool:
    v, e = ball
    size = abs(v) + e
    return bool(size < 1e300)
