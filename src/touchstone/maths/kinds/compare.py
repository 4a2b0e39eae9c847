"""Compares two trees of any kind: what each looks like decides how."""

from __future__ import annotations

from touchstone.maths import clock, equality
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.kinds import (
    angles,
    collections,
    complex_sets,
    images,
    joined_sets,
    left_out,
    natural_letters,
    numbered_entries,
    plus_minus,
    scalars,
    vectors,
    whole_sets,
    whole_values,
)
from touchstone.maths.kinds.beside import shaped, solutions_of, solved, spans
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import compare as statements
from touchstone.maths.statements import complex_plane, nearly, parametric, second_look, stepping, unreal
from touchstone.maths.statements.families import as_radians
from touchstone.maths.statements.formula import formula
from touchstone.maths.statements.whole_letters import in_sets
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Node,
    PlusMinus,
    Relation,
    Such,
    Union,
    Word,
)
from touchstone.maths.verdict import Finding, all_of, different, undecided

STEP = "kind"
SETS = (Interval, Union, Such, Items, Word)


def compare(key: Node, answer: Node, setting: Setting) -> Finding:
    """Whether the answer means the same as the key. Things of different kinds are different."""
    clock.check()
    if is_scalar(key) and is_scalar(answer):
        return scalars.compare(key, answer, setting)
    if (found := natural_letters.compare(key, answer, setting)) is not None:
        return found
    if (found := whole_values.compare(key, answer, setting, compare)) is not None:
        return found
    if (found := left_out.compare(key, answer, setting, compare)) is not None:
        return found
    if (found := images.compare(key, answer, setting, compare)) is not None:
        return found
    if isinstance(key, Such | Logic) or isinstance(answer, Such | Logic):
        found = complex_sets.compare(key, answer, setting, compare)
        if found is not None:
            return found
        found = whole_sets.compare(key, answer, setting, compare)
        if found is not None:
            return found
    if (found := whole_values.otherwise(key, answer, setting, compare)) is not None:
        return found
    if isinstance(key, Union) or isinstance(answer, Union):
        try:
            key, answer = (joined_sets.gathered(node, setting, compare) for node in (key, answer))
        except joined_sets.Doubtful:
            return undecided(STEP)
    key, answer = vectors.without_name(key, answer)
    if (found := vectors.compare_to_coordinates(key, answer, setting, compare)) is not None:
        return found
    if setting.vectors and isinstance(key, Matrix) and isinstance(answer, Items):
        answer = as_vector(answer, key)
    elif setting.vectors and isinstance(answer, Matrix) and isinstance(key, Items):
        key = as_vector(key, answer)
    elif isinstance(key, Items):
        answer = _both_signs(answer, key)
    elif isinstance(answer, Items):
        key = _both_signs(key, answer)
    if setting.system:
        key, answer = _in_order(key), _in_order(answer)
        key, answer = solutions_of(key, answer), solutions_of(answer, key)
    else:
        key, answer = shaped(key, answer), shaped(answer, key)
    key, answer = _no_solution(key, answer), _no_solution(answer, key)
    key, answer = _real_line(key, answer), _real_line(answer, key)
    together = setting.system and _system(key) and _system(answer)
    if isinstance(key, Items) and isinstance(answer, Items) and not together:
        finding = collections.compare_items(key, answer, setting, compare)
        finding = numbered_entries.checked(finding, key, answer, setting)
        lines = finding.different and _system(key) and _system(answer) and _same_points(key, answer, setting)
        numbered = finding.different and "set" in (key.kind, answer.kind) and in_sets(key, answer, setting)
        numbered = numbered or (finding.different and stepping.points(key, answer, setting))
        return undecided(STEP) if lines or numbered else finding
    if isinstance(key, Matrix) and isinstance(answer, Matrix):
        finding = collections.compare_matrices(key, answer, setting, compare)
        return numbered_entries.checked(finding, key, answer, setting)
    if not setting.angled and not setting.listed:
        key, answer = _as_interval(key, answer, setting), _as_interval(answer, key, setting)
    if isinstance(key, SETS) and isinstance(answer, SETS):
        sets = [node for node in (key, answer) if isinstance(node, Items)]
        if len(sets) < 2 and all(node.kind == "set" for node in sets):
            return _compare_statements(key, answer, setting)
    if setting.system and (_system(key) or _system(answer)):
        return _compare_statements(key, answer, setting)
    if any(_named_sets(a) and isinstance(b, Logic | Relation) for a, b in ((key, answer), (answer, key))):
        return different(STEP)  # `A ∪ B` is no statement, `A or B` no set
    if (is_statement(key) and not isinstance(key, Word) and _values(answer)) or (
        _values(key) and solved(answer)
    ):
        return _compare_statements(
            key, answer, setting
        )  # solutions; beside a set as a key, solved ones alone
    if (speaks(key) or _letter(key, answer)) and (speaks(answer) or _letter(answer, key)):
        return _compare_statements(key, answer, setting)
    return different(STEP)


def speaks(node: Node) -> bool:
    """Whether the node is a statement or a set of real numbers: something that values satisfy or not."""
    return is_statement(node) or isinstance(node, Interval | Union | Such)


def _values(node: Node) -> bool:
    """`{1, 2}`: a set of numbers that are written out."""
    return isinstance(node, Items) and node.kind == "set" and all(map(is_scalar, node.items))


def _in_order(node: Node) -> Node:
    """Equations in braces: a system as one in brackets is."""
    braced = isinstance(node, Items) and node.kind == "set" and all(map(is_statement, node.items))
    return Items("list", node.items, node.span) if braced and isinstance(node, Items) and node.items else node


def _no_solution(node: Node, beside: Node) -> Node:
    """The empty set beside a statement, or a system: nothing satisfies it."""
    empty = node == Items("set", ()) and (is_statement(beside) or _system(beside))
    return Word("none", node.span) if empty else node


def _real_line(node: Node, beside: Node) -> Node:
    """`R` beside a set of real numbers, or the words for one: the whole line, as no other letter is one."""
    numbers = isinstance(beside, Interval | Such | Word) or (
        isinstance(beside, Union) and not _named_sets(beside)
    )
    return Word("all", node.span) if node == Name("R") and numbers and "R" not in names_in(beside) else node


def _as_interval(node: Node, beside: Node, setting: Setting) -> Node:
    """`[0, 1]` and `(0, 1)` beside an inequality or a set of numbers: an interval.

    `[2, 1]` is none: it would be empty, and any other empty set an answer to it.
    """
    pair = isinstance(node, Items) and node.kind != "set" and len(node.items) == 2
    if pair and isinstance(node, Items) and all(map(is_scalar, node.items)) and spans(beside):
        closed = node.kind == "list"
        low, high = node.items
        if not _rises(low, high) and not (closed and equality.compare(low, high, setting).equal):
            return node
        return Interval(node.items[0], node.items[1], closed, closed, node.span)
    return node


def _rises(low: Node, high: Node) -> bool:
    """Whether the second end is greater than the first; with letters it may be."""
    if names_in(low) or names_in(high):
        return low != high
    ends = equality.infinity(low), equality.infinity(high)
    if any(ends):
        return (ends[0] or 0) < (ends[1] or 0)
    try:
        (a, e), (b, f) = (compile_tree(end, Floats(real=True))({}) for end in (low, high))
    except (Undefined, Unsure, OverflowError, ValueError):
        return False
    return bool(b - a > e + f)


def _letter(node: Node, beside: Node) -> bool:
    """A name alone is a statement where the other side joins statements: `p` and `p or p`; or a set."""
    return isinstance(node, Name) and (isinstance(beside, Logic | Word) or _named_sets(beside))


def _named_sets(node: Node) -> bool:
    """Whether a set is made of sets that only have names."""
    return isinstance(node, Union) and any(isinstance(part, Name) or _named_sets(part) for part in node.parts)


def _system(node: Node) -> bool:
    return (
        isinstance(node, Items)
        and node.kind != "set"
        and bool(node.items)
        and all(map(is_statement, node.items))
    )


def _same_points(key: Node, answer: Node, setting: Setting) -> bool:
    """`[x=t,y=t]` beside `[x=2t,y=2t]`, where nobody said that a list of equations is a system."""
    try:
        a, b = formula(key), formula(answer)
    except statements.NotAStatement:
        return False
    one_sided = parametric.compare(a, b, setting, system=True)
    found = one_sided or parametric.same_letters(a, b, setting.domain.assume, system=True)
    return found is not None and not found.different


def _compare_statements(key: Node, answer: Node, setting: Setting) -> Finding:
    try:
        finding = statements.compare(key, answer, setting)
        if finding.equal or setting.tolerance is None or finding.step in (second_look.STEP, unreal.STEP):
            return finding
        # How near a disc is to another isn't seen on the real line.
        if complex_plane.meant(key, answer, setting):
            return undecided(complex_plane.STEP)
        near = _near(key, answer, setting)
        return undecided(unreal.STEP) if near.equal and unreal.given(key, answer, setting) else near
    except statements.NotAStatement:
        return _sides(key, answer, setting)


def _near(key: Node, answer: Node, setting: Setting) -> Finding:
    """Solutions within the tolerance; a person says in what it is meant beside angles and bare numbers."""
    degrees = angles.measured(key, setting)
    if degrees is setting:
        return nearly.compare(key, answer, setting)
    doubtful = angles.mixed(key) or angles.in_which(key, answer)
    key, answer = as_radians(key), as_radians(answer)
    near = nearly.compare(key, answer, degrees)
    if doubtful and nearly.compare(key, answer, setting).relation is not near.relation:
        return undecided(nearly.STEP)
    return near


def _sides(key: Node, answer: Node, setting: Setting) -> Finding:
    """`v = (1, 2)`: equations between what is no number agree when their sides do, in either order."""
    ends = [node.sides for node in (key, answer) if isinstance(node, Relation) and node.operators == ("=",)]
    if len(ends) < 2:
        return different(STEP)
    key, answer = vectors.in_one_bracket(key, answer)
    (a, b), (c, d) = (node.sides for node in (key, answer) if isinstance(node, Relation))
    found = [
        all_of(compare(x, y, setting) for x, y in pairs) for pairs in (((a, c), (b, d)), ((a, d), (b, c)))
    ]
    if found[0].equal or found[1].equal:
        return next(finding for finding in found if finding.equal)
    if (line := vectors.compare_lines(key, answer, setting)) is not None:
        return line
    # `2v = (2, 4)` says the same as `v = (1, 2)`: only where the same name stands alone is the rest compared.
    if not names_in(key) & names_in(answer):
        return different(STEP)
    alone = {a, b} & {c, d} & {side for side in (a, b) if isinstance(side, Name)}
    return next((f for f in found if f.different), found[0]) if alone else undecided(STEP)


def _both_signs(answer: Node, key: Items) -> Node:
    """±1 where a set is asked for: {1, -1}."""
    if key.kind == "set" and PlusMinus in traits(answer).kinds and is_scalar(answer):
        return Items("set", tuple(plus_minus.alternatives(answer)), answer.span)
    return answer


def as_vector(answer: Items, key: Matrix) -> Node:
    """A list or tuple where a column or a row is asked for: the shape that the key has."""
    if answer.kind == "set" or len(answer.items) == 0 or 1 not in (len(key.rows), len(key.rows[0])):
        return answer
    if len(key.rows) == 1:
        return Matrix((answer.items,), answer.span)
    return Matrix(tuple((item,) for item in answer.items), answer.span)
