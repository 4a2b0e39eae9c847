"""What every comparison of one row shares: the domain, the tolerance, the time left."""

from __future__ import annotations

from dataclasses import field, replace
from fractions import Fraction

from touchstone.maths.clock import Deadline
from touchstone.maths.domain import Domain
from touchstone.maths.frozen import frozen


@frozen
class Tolerance:
    """Within either bound: `relative` to the key's size, or `absolute`, or rounded to so many `figures`.

    `each` says that the absolute bound is for each number within an expression: decimal places are.
    """

    relative: Fraction | None = None
    absolute: Fraction | None = None
    figures: int | None = None
    each: bool = False


@frozen
class Setting:
    """How two trees of one row are compared."""

    domain: Domain = field(default_factory=Domain)
    deadline: Deadline = field(default_factory=lambda: Deadline(2000))
    tolerance: Tolerance | None = None
    vectors: bool = False  # a list may stand for a column or row matrix
    round: bool = False  # brackets ( ) and [ ] say the same: a vector
    listed: bool = False  # a list, a tuple or a matrix is expressly asked for: `[1, 2]` is no interval
    angled: bool = False  # one side is written ⟨1, 2⟩, which is no interval
    system: bool = False  # lists of equations hold together, in any order
    up_to: frozenset[str] = frozenset()
    rounded_key: bool = False  # the key was worked out in decimals, and is near what it stands for
    variable: str | None = None
    constant_required: bool = True
    declared: frozenset[str] = frozenset()  # letters that the question has beside those of its key
    asked: frozenset[str] = frozenset()  # the letters of the key

    @property
    def exactly(self) -> Setting:
        """The same without a tolerance."""
        if self.tolerance is None:
            return self
        return replace(self, tolerance=None)
