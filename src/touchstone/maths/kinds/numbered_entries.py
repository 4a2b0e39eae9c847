"""Points that whole numbers run through: `(n*pi, n^2/n)` has none for n = 0, where `(n*pi, n)` has.

Of a formula single values may be passed over; what numbers points takes every whole number.
"""

from __future__ import annotations

from touchstone.maths.comparing import Setting
from touchstone.maths.kinds.shape import scalars_in
from touchstone.maths.statements import numbered_gaps
from touchstone.maths.statements.families import PI, USUAL, WHOLE
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Name, Node, children
from touchstone.maths.verdict import Finding, undecided

STEP = "numbered points"
_TURN = Name("•pi")


def checked(finding: Finding, key: Node, answer: Node, setting: Setting) -> Finding:
    """The finding, unless what is equal may lack a point that the other has."""
    if not finding.equal or "pi" not in traits(key).constants | traits(answer).constants:
        return finding
    entries = [*scalars_in(key)], [*scalars_in(answer)]
    given = setting.domain.assume
    names = names_in(key) | names_in(answer)
    usual = {n for n in names if given.get(n) in WHOLE or (n in USUAL and n not in given)}
    letters = {n for n in usual if any(_in_steps(entry, n) for side in entries for entry in side)}
    asked = [[gap for entry in side for gap in numbered_gaps.gaps(entry, letters)] for side in entries]
    return finding if numbered_gaps.alike(asked[0], asked[1], setting.domain) else undecided(STEP)


def _in_steps(entry: Node, letter: str) -> bool:
    """`n*pi + 1`: it goes on by a part of pi with each whole number."""
    if letter not in names_in(entry) or "pi" not in traits(entry).constants:
        return False
    found = coefficients(_with_letter(entry))
    if found is None:
        return False
    powers = [dict(one) for one in found if letter in dict(one)]
    return powers == [{letter: 1, _TURN.name: 1}]


def _with_letter(node: Node) -> Node:
    return _TURN if node == PI else rebuilt(node, [_with_letter(part) for part in children(node)])
