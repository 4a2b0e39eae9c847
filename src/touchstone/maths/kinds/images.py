"""Sets of values that an expression takes, `{2n | n ∈ ℤ}`, beside other sets and statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from touchstone.maths import equality
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.domain import Domain
from touchstone.maths.kinds import collections, ranges, sequences, whole_sets
from touchstone.maths.kinds.collections import elements
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.statements import defined, propositions, remainders
from touchstone.maths.statements.families import USUAL
from touchstone.maths.statements.formula import Truth
from touchstone.maths.statements.numbered import FAMILY
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Node,
    Relation,
    Span,
    Such,
    Union,
    Word,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "values of an expression"
# Letters for the numbers of either side, which no text can be read as.
NUMBERS = ("n•", "k•")


@dataclass(frozen=True)
class _Image:
    """The `value` for each `letter`, and what is said of that."""

    value: Node
    letter: str
    where: tuple[Node, ...]

    @property
    def endless(self) -> bool:
        """Whether the letter is any whole number."""
        return self.where == (Relation((Name(self.letter), Name("ℤ")), ("in",)),)


def _a_value(node: Node) -> bool:
    """A number, an expression or a matrix: no name, which may be that of a set."""
    return (is_scalar(node) and not isinstance(node, Name)) or isinstance(node, Matrix)


def compare(key: Node, answer: Node, setting: Setting, deeper: whole_sets.Compare) -> Finding | None:
    """Two sets, or a set and a statement, of which one holds such values; None where none does."""
    if Name("R") in (key, answer):
        key, answer = ranges.of_reals(key), ranges.of_reals(answer)
    if key != answer and (ranges.of_several(key) or ranges.of_several(answer)):
        return undecided(STEP)
    if not (_holds_values(key) or _holds_values(answer)):
        return None
    if any(_a_value(node) for node in (key, answer)):
        return different("kind")
    filled = [_filled(node) for node in (key, answer)]
    if filled != [key, answer]:
        return deeper(filled[0], filled[1], setting)
    if _cut(key) or _cut(answer):
        return undecided(STEP)
    mine, theirs = (image_of(_numbers_themselves(node)) for node in (key, answer))
    if mine is not None and theirs is not None and mine.endless and theirs.endless:
        found = _two(mine, theirs, setting)
        if found is not None:
            return found
    found = _from_a_number_on(mine, theirs, key, answer, setting, deeper)
    if found is not None:
        return found
    assume = dict(setting.domain.assume)
    pairs = zip((key, answer), (answer, key), NUMBERS, strict=True)
    mine_so, theirs_so = (_plain(node, beside, letter, assume) for node, beside, letter in pairs)
    inner = replace(setting, domain=Domain(assume))
    findings = [deeper(a, b, inner) for a, b in whole_sets.readings(mine_so, theirs_so)]
    alike = findings and len({(one.equal, one.different) for one in findings}) == 1
    endless = assume != setting.domain.assume
    if not alike or (endless and findings[0].different and not _surely(findings[0], key, answer)):
        return undecided(STEP)
    return findings[0]


def _surely(finding: Finding, key: Node, answer: Node) -> bool:
    """Whether it is known that both differ: sampling knows nothing of letters that number."""
    if finding.step in (FAMILY, remainders.STEP, collections.STEP, "exact arithmetic"):
        return True
    return any(is_scalar(node) or isinstance(node, Items | Interval | Word) for node in (key, answer))


def _filled(node: Node) -> Node:
    """With each set of values that fills an interval as that interval."""
    if isinstance(node, Union):
        parts = tuple(map(_filled, node.parts))
        return node if parts == node.parts else replace(node, parts=parts)
    return ranges.written_out(node)


def _cut(node: Node) -> bool:
    """Whether such values are cut out of a set, or with one."""
    if not isinstance(node, Union):
        return False
    return (node.operator != "∪" and _holds_values(node)) or any(map(_cut, node.parts))


def _holds_values(node: Node) -> bool:
    return any(map(_holds_values, node.parts)) if isinstance(node, Union) else image_of(node) is not None


def image_of(node: Node) -> _Image | None:
    """What `{x | x = f(n) and n ∈ …}` says of x, also `{n | n ∈ ℤ}`; None for anything else."""
    match node:
        case Such(name=name, where=Relation(sides=(left, Name(name="ℤ" | "ℕ")), operators=("in",)) as where):
            return _Image(name, name.name, (where,)) if left == name else None
        case Such(
            name=name,
            where=Logic(operator="and", operands=(Relation(sides=(left, value), operators=("=",)), *rest)),
        ) if left == name and is_scalar(value) and name.name not in names_in(value):
            said = frozenset[str]().union(*map(names_in, rest)) - {*NAMED.values()}
            said = said or names_in(value)  # of any real number nothing is said: `{t^2 | t ∈ ℝ}`
            if len(said) == 1 and said <= names_in(value):
                return _Image(value, min(said), tuple(rest))
    return None


def _numbers_themselves(node: Node) -> Node:
    """ℕ and ℤ as sets of their numbers."""
    n = Name("n")
    return Such(n, Relation((n, node), ("in",)), node.span) if node in (Name("ℕ"), Name("ℤ")) else node


def _two(mine: _Image, theirs: _Image, setting: Setting) -> Finding | None:
    """The same expression for all whole numbers; None where that isn't so.

    A number for which one has no value is no single value to be passed over: `n^2/n` is never 0.
    """
    n = Name(NUMBERS[0])
    domain = Domain({**setting.domain.assume, n.name: "integer"})
    one, other = (substitute(image.value, {image.letter: n}) for image in (mine, theirs))
    found = equality.compare(one, other, replace(setting, domain=domain))
    if not found.equal:
        return None
    return found if propositions.one_place(one, other, domain) else undecided(STEP)


def _from_a_number_on(
    mine: _Image | None,
    theirs: _Image | None,
    key: Node,
    answer: Node,
    setting: Setting,
    deeper: whole_sets.Compare,
) -> Finding | None:
    """Values at all natural numbers beside others, or another kind of set; None where that isn't known."""
    first, second = (() if one is None else sequences.starts(one.letter, one.where) for one in (mine, theirs))
    for image, begin, other, beside in ((mine, first, theirs, answer), (theirs, second, mine, key)):
        if image is None or not begin or not sequences.endless(image.value, image.letter, begin[0]):
            continue
        both_ways = other is not None and other.endless and _linear(other) and _varies(other)
        if both_ways or sequences.unlike(beside):
            return different(STEP)
    for image, begin, beside in ((mine, first, answer), (theirs, second, key)):
        if image is not None and begin == sequences.EITHER:
            found = _beside_a_condition(image, beside, setting, deeper)
            if found is not None:
                return found
    if mine is None or theirs is None or not first or not second:
        return None
    n = NUMBERS[0]
    one, other_one = (substitute(image.value, {image.letter: Name(n)}) for image in (mine, theirs))
    whole = replace(setting, domain=Domain({**setting.domain.assume, n: "count"}))
    pairs = zip(first, second, strict=True) if len(first) == len(second) else product(first, second)
    verdicts = {
        sequences.alike(one, other_one, n, pair, lambda a, b: equality.compare(a, b, whole).equal)
        for pair in pairs
    }
    if verdicts == {True}:
        return equal(STEP) if _always(one, other_one, whole.domain) else undecided(STEP)
    return different(STEP) if verdicts == {False} else undecided(STEP)


def _always(one: Node, other: Node, domain: Domain) -> bool:
    """Whether no number lacks a value on one side alone: `n^2/n` has none for 0."""
    everywhere = all(defined.where(side) == Truth(True) for side in (one, other))
    return everywhere or propositions.one_place(one, other, domain)


def _beside_a_condition(
    image: _Image, beside: Node, setting: Setting, deeper: whole_sets.Compare
) -> Finding | None:
    """`{2n | n ∈ ℕ}` beside `{n ∈ ℕ | n ≡ 0 (mod 2)}`: the natural numbers that leave one remainder."""
    step = sequences.steps(image.value, image.letter)
    if step is None or not isinstance(beside, Such):
        return None
    by, first = step
    condition = whole_sets.naturals(beside)
    if condition is None or not sequences.least_ones(by, first):
        return None
    x = Name("x")
    divisor = Call("gcd", (Add((x, number(Fraction(-first)))), number(Fraction(by))))
    leaves = Such(x, Relation((divisor, number(Fraction(by))), ("=",)), image.value.span)
    found = whole_sets.both_whole(leaves, condition, setting, deeper)
    # A remainder that one of them lacks is left by natural numbers, too; other places may be negative.
    return found if found.equal or found.step == remainders.STEP else undecided(STEP)


def _varies(image: _Image) -> bool:
    return image.letter in names_in(image.value)


def _plain(node: Node, beside: Node, letter: str, assume: dict[str, str]) -> list[Node]:
    """What can be compared: the values as one set, as two where it hangs on 0, or numbered; else nothing."""
    if isinstance(node, Union) and node.operator == "∪" and _holds_values(node):
        parts = [_plain(part, beside, f"{letter}{at}", assume) for at, part in enumerate(node.parts)]
        single = tuple(part[0] for part in parts if len(part) == 1)
        if len(single) < len(parts) or len({isinstance(part, Relation) for part in single}) > 1:
            return []
        joined = Logic("or", single, node.span) if isinstance(single[0], Relation) else None
        return [joined or replace(node, parts=single)]
    image = image_of(node)
    if image is None:
        return [_whole_line(node, letter, assume)]
    if (listed := _listed(image)) is not None:
        return listed
    if not image.endless or not _linear(image):
        return []
    assume[letter] = "integer"
    value = substitute(image.value, {image.letter: Name(letter)})
    if not is_statement(beside) or isinstance(beside, Word):
        return [_numbered(value, node.span)]
    unknown = [one for one in names_in(beside) if assume.get(one) != "integer" and one not in USUAL]
    return [Relation((Name(unknown[0]), value), ("=",), node.span)] if len(unknown) == 1 else []


def _numbered(value: Node, span: Span) -> Node:
    return Such(Name("x"), Relation((Name("x"), value), ("=",), span), span)


def _whole_line(node: Node, letter: str, assume: dict[str, str]) -> Node:
    """All whole numbers as the values of their letter; other sets as they are, but for a ring."""
    if node in (Name("ℤ"), Name("Z")):
        assume[letter] = "integer"
        return _numbered(Name(letter), node.span)
    return _without_ring(node)


def _listed(image: _Image) -> list[Node] | None:
    """The values, written out; None where they never end, or that isn't known."""
    numbers = _numbers(image)
    if numbers is None:
        return None
    return [
        Items(
            "set",
            tuple(substitute(image.value, {image.letter: number}) for number in elements(one)),
            one.span,
        )
        for one in numbers
    ]


def _numbers(image: _Image) -> list[Items] | None:
    match image.where:
        case (Relation(sides=(Name(), Items(kind="set") as which), operators=("in",)),):
            return [which] if all(map(is_scalar, which.items)) else None
    if len(image.where) == 1 and not isinstance(image.where[0], Logic):
        return None
    where = image.where[0] if len(image.where) == 1 else Logic("and", image.where)
    found = whole_sets.listed(Such(Name(image.letter), where))
    return [one for one in found if isinstance(one, Items)] if found else None


def _linear(image: _Image) -> bool:
    try:
        step = derivative(image.value, image.letter)
    except NoDerivative:
        return False
    return image.letter not in names_in(step)


def _without_ring(node: Node) -> Node:
    """`{x ∈ ℤ | x ≡ 1 (mod 2)}` without the ring: congruences are about whole numbers anyway."""
    match node:
        case Such(name=name, where=Logic(operator="and", operands=parts)):
            ring = Relation((name, Name("ℤ")), ("in",))
            rest = tuple(part for part in parts if part != ring)
            if rest and len(rest) < len(parts) and all(map(_congruence, rest)):
                where = rest[0] if len(rest) == 1 else Logic("and", rest, node.span)
                return replace(node, where=where)
    return node


def _congruence(node: Node) -> bool:
    return isinstance(node, Relation) and node.operators == ("≡",)
