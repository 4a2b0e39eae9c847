"""Marks answers to keys with sums that can't be worked out: over `x_i` up to n."""

from __future__ import annotations

import re
from typing import Literal

from touchstone.maths import arrays, outcome, probability
from touchstone.maths.clock import Deadline
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.functions import FUNCTIONS
from touchstone.maths.keys import BadKey, index_above, read_key, refuse_misspelt
from touchstone.maths.kinds import matrix_letters, named
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.latex import to_latex
from touchstone.maths.outcome import Outcome
from touchstone.maths.question import PLANNED, spelled_row
from touchstone.maths.reader import read
from touchstone.maths.reading import applied
from touchstone.maths.reading.big_operators import SUMS
from touchstone.maths.row import GradeRow, Mistake
from touchstone.maths.sums.binding import BINDING, holds, letter, ordered, readable, stray, sums_in
from touchstone.maths.sums.deciding import PROVED, decide
from touchstone.maths.sums.written import whole
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Node, Relation, children
from touchstone.maths.unreadable import Unreadable

Sides = tuple[tuple[str, Node], tuple[str, Node]]
Listed = list[tuple[Mistake, Node]]

WRITTEN = re.compile("sum|prod")
KINDS = (None, "expression", "equation", "list", "tuple", "matrix")


def judge(row: GradeRow) -> Outcome | None:
    """The outcome where the key has such sums; None where it hasn't. Raises BadKey."""
    if not isinstance(row.key, str) or not WRITTEN.search(row.key) or row.kind not in KINDS:
        return None
    row = spelled_row(row)
    declared = frozenset({*row.assume, *row.names})
    key = _read_key(row, str(row.key), declared)
    if key is None:
        return None
    mistakes = [(mistake, _mistaken(row, mistake, declared)) for mistake in row.mistakes]
    return _judged(row, key, declared, mistakes)


def _mistaken(row: GradeRow, mistake: Mistake, names: frozenset[str]) -> Node:
    """A listed wrong value. Raises BadKey."""
    kept = _read_key(row, mistake.value, names)
    if kept is not None:
        return kept
    try:
        return read_key(mistake.value, _syntax(row), names, row.kind, row.assume)
    except BadKey as error:
        raise BadKey(f"The mistake {mistake.name!r} can't be used: {error}") from None


def _syntax(row: GradeRow) -> Literal["plain", "auto"]:
    """How the author of a question writes; candidates may be held to LaTeX."""
    return "plain" if row.syntax == "plain" else "auto"


def _read_key(row: GradeRow, text: str, names: frozenset[str]) -> Node | None:
    """The tree of a key with such sums and no other function of keys."""
    found = read(text, syntax=_syntax(row), names=names, expect=row.kind, key=True)
    if isinstance(found, Unreadable) or not _kept(found.tree):
        return None
    refuse_misspelt(text, names)
    if (why := index_above(text, found.tree)) is not None:
        raise BadKey(why)
    if (name := stray(found.tree)) is not None:
        raise BadKey(
            f"{name} stands outside of the sum, too; put what is summed in brackets, or use two letters."
        )
    return found.tree


def _kept(node: Node) -> bool:
    """Whether a sum runs with letters, and isn't written out by keys; nothing else has to be worked out."""
    found = traits(node)
    others = {name for name in found.functions - BINDING if name in FUNCTIONS and FUNCTIONS[name].key_only}
    if not found.functions & BINDING or others or not readable(node) or probability.uses(node):
        return False
    if "oo" in found.constants:
        return False
    sums = sums_in(node)
    if len(sums) != sum(1 for part in _calls(node) if part.function in BINDING):
        return False
    return any(not _written_out(one) and _runs(one) for one in sums)


def _calls(node: Node) -> list[Call]:
    own = [node] if isinstance(node, Call) else []
    return own + [call for part in children(node) for call in _calls(part)]


def _runs(node: Call) -> bool:
    running = letter(node)
    return any(name != running and holds(name, running) for name in names_in(node.arguments[0]))


def _written_out(node: Call) -> bool:
    return len(node.arguments) == 4 and all(whole(end) is not None for end in node.arguments[2:])


def _judged(row: GradeRow, key: Node, declared: frozenset[str], mistakes: Listed) -> Outcome:
    names = declared | names_in(key)
    expect = row.kind or ("equation" if isinstance(key, Relation) else None)
    found = read(str(row.answer), syntax=row.syntax, names=names | {SUMS}, expect=expect)
    if isinstance(found, Unreadable):
        return outcome.unreadable(found.reason)
    answer = found.tree
    if (why := index_above(str(row.answer), answer)) is not None:
        return outcome.unreadable(why)
    return _compared(row, key, answer, declared, mistakes).read(to_latex(answer))


def _called(sides: Sides, declared: frozenset[str]) -> bool:
    """Whether a letter before brackets may be a function, as the σ of `σ(x_i)`."""
    plainly = (applied.plainly(node, text) for text, node in sides)
    found = frozenset[str]().union(*plainly, applied.maybe([(node, text) for text, node in sides]))
    return bool(found - declared)


def _compared(row: GradeRow, key: Node, answer: Node, declared: frozenset[str], mistakes: Listed) -> Outcome:
    if row.kind == "expression" and is_scalar(key) and (given := named.labelled(row.kind, answer)):
        answer = given[1]
    setting = Setting(
        domain=Domain(row.assume),
        deadline=Deadline(row.deadline_ms * PLANNED),
        declared=declared,
        asked=names_in(key),
    )
    sides = ((str(row.key), key), (str(row.answer), answer))
    if any(ordered(text, node, declared) for text, node in sides):
        alike = matrix_letters.compare_crossed(key, answer, (str(row.key), str(row.answer)))
        return outcome.correct(alike.step) if alike.equal else outcome.undecided(alike.step)
    if key != answer and _called(sides, declared):
        return outcome.undecided(applied.STEP)
    try:
        key, answer = arrays.resolve(key), arrays.resolve(answer)
    except arrays.Mismatch:
        return outcome.undecided("kind")
    finding = decide(key, answer, setting)
    digits = row.significant_figures is not None or row.decimal_places is not None
    if finding.undecided or row.up_to or (finding.different and (digits or row.tolerance)):
        return outcome.undecided(finding.step)
    if finding.equal:
        return outcome.undecided("form") if row.form or digits else outcome.correct(finding.step)
    return _listed(mistakes, answer, setting) or outcome.incorrect(finding.step)


def _listed(mistakes: Listed, answer: Node, setting: Setting) -> Outcome | None:
    """A wrong answer that the question lists."""
    for mistake, value in sorted(mistakes, key=lambda pair: -pair[0].credit):
        if decide(value, answer, setting).equal:
            return outcome.partial(mistake.credit, mistake.says, PROVED, mistake.name)
    return None
