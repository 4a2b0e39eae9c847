"""How much the engine takes on, each bound with its reason. Checked before anything is built.

Together these held against 229 hostile strings in a trial of November 2026; the tests' table of hostile
strings holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass

# -- what is read --

MAX_DEPTH = 40
"""Nodes one inside another. Deeper trees come from attacks; SymPy recurses several frames a level."""

MAX_NESTING = 130
"""Calls of the parser one inside another: about three a level of the tree, far below Python's own 1,000."""

MAX_DIGITS = 60
"""Digits of one literal: no constant is asked to more, and a thousand digits make every later step slow."""

MAX_EXPONENT_OF_TEN = 400
"""`1e400` is beyond every physical and floating-point quantity; `1e999999999` exhausts memory."""

MAX_NAME = 40
"""Letters of one name: longer ones are pasted prose."""

MAX_NOTES = 8
"""Notes on one answer: more are not read by anybody."""

MAX_MATRIX_SIDE = 10
"""Rows or columns a candidate may type; exact elimination on 10 × 10 rationals stays within milliseconds."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a text may be: `characters`, `tokens` (numbers, names, signs) and `nodes` of the tree."""

    characters: int
    tokens: int
    nodes: int


ANSWER = Reading(characters=2_000, tokens=800, nodes=300)
"""A typed answer. The longest honest one seen, a 4 × 4 inverse, has 600 characters and 180 nodes."""

KEY = Reading(characters=20_000, tokens=4_000, nodes=3_000)
"""An answer key: it may hold a data set of 1,000 numbers, each a literal, perhaps a sign, and a comma."""

# -- what is computed --

MAX_BITS = 4_096
"""Estimated size of an integer or power before it is computed: 1,200 digits, multiplied in microseconds."""

MAX_SYMBOLIC_EXPONENT = 1_000
"""Exponent of a symbolic base: `(x+1)^1000` may be sampled, never expanded."""

MAX_FACTORIAL = 200
"""`200!` has 375 digits; combinatorics in interviews stops at a deck of 52 cards."""

MAX_BINOMIAL = 500
"""Upper argument of a binomial coefficient, for the same reason."""

MAX_TOWER = 2
"""Exponentials one inside another: `exp(exp(x))` is asked, `exp(exp(exp(20)))` never ends."""

MAX_SYMBOLIC_DETERMINANT = 4
"""Side of a determinant with symbols: 6 × 6 hangs."""

MAX_EXPANDED_TERMS = 2_000
"""Predicted terms of an expansion; `expand((x+1)^5000)` hangs."""
