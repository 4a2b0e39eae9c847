"""All real numbers but some, `ℝ \\ ℤ` and `ℝ \\ {k pi | k ∈ ℤ}`, beside what says the same: `sin(x) ≠ 0`."""

from __future__ import annotations

from touchstone.maths.comparing import Setting
from touchstone.maths.kinds import images, whole_sets
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Logic, Matrix, Name, Node, Relation, Such, Union, Word
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "what is left out"


def _left_out(node: Node) -> Node | None:
    """ℤ or values for whole numbers of `ℝ \\ ℤ`."""
    match node:
        case Union(parts=(Word(word="all"), out), operator="∖"):
            values = images.image_of(out)
            return out if out in _RINGS or (values is not None and values.endless) else None
    return None


_RINGS = (Name("ℤ"), Name("ℚ"), Name("ℕ"))


def compare(key: Node, answer: Node, setting: Setting, deeper: whole_sets.Compare) -> Finding | None:
    """`ℝ \\ {k pi | k ∈ ℤ}` beside the same of another set, or a statement that says what is left out."""
    mine, theirs = _left_out(key), _left_out(answer)
    if mine is None and theirs is None:
        return None
    if mine is not None and theirs is not None:
        return equal(STEP) if mine == theirs else deeper(mine, theirs, setting)
    out, other = (mine, answer) if mine is not None else (theirs, key)
    if is_scalar(other) or isinstance(other, Matrix | Items):
        return different("kind" if is_scalar(other) or isinstance(other, Matrix) else STEP)
    values = images.image_of(other)
    if other in _RINGS or (values is not None and values.endless):
        return different(STEP)  # what can be counted, and nearly all real numbers
    said = other.where if isinstance(other, Such) else other
    given = setting.domain.assume
    names = [x for x in names_in(said) - {*NAMED.values()} if given.get(x) != "integer"]
    unknown = other.name.name if isinstance(other, Such) else names[0] if len(names) == 1 else None
    if not is_statement(said) or unknown is None or out is None:
        return undecided(STEP)
    no = Logic("not", (Relation((Name(unknown), out), ("in",)),))
    found = deeper(no, said, setting) if mine is not None else deeper(said, no, setting)
    return found if found.equal or out == Name("ℤ") else undecided(STEP)
