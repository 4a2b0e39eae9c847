"""Probabilities and expected values as rational functions that the ladder can compare.

Events are cut into their smallest parts: `P(A or B)` is the sum of the chances of three of the four ways in
which A and B can turn out, `P(A | B)` a quotient of two such sums. Each part gets a weight of its own, of
which nothing is known but that it is positive, so that what agrees agrees for all events. Expected values are
linear: `E[(X - E[X])^2]` is written in the moments of X.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from touchstone.maths import clock, exact
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.kinks import kinked
from touchstone.maths.reading.chances import CHANCE, MEAN, OPERATORS
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Logic,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    Word,
    children,
    walk,
)

# Ways in which all events can turn out, and terms of an expected value, that can be gone through in time.
MAX_WORLDS, MAX_TERMS, MAX_POWER = 4096, 120, 6
EVERYTHING = Name("Omega")
# Letters that are random in `E[x^2]`, where no capital letter is.
RANDOM = frozenset("xyzuvw")

Impossible = frozenset[str]
"""What may be impossible for a random number: single `points`, `gaps` between whole ones, `below` zero."""
KINDS: tuple[Impossible, ...] = tuple(
    frozenset(kind.split()) for kind in ("points", "gaps", "points below", "gaps below")
)
"""Continuous and whole random numbers, and those that are never negative."""

Monomial = tuple[tuple[Node, int], ...]
Terms = dict[Monomial, Node]


class TooLarge(ValueError):
    """More events or moments than can be gone through, or one that nothing is known of."""


def uses(*nodes: Node) -> bool:
    """Whether probabilities or expected values occur."""
    return any(traits(node).functions & OPERATORS for node in nodes)


@dataclass
class Written:
    """Expressions without operators, what is known of their new variables, and what stays open.

    `doubtful`: that they differ is then no proof that what was written does.
    """

    nodes: list[Node]
    setting: Setting
    doubtful: bool = False
    lines: bool = False


def written_out(nodes: list[Node], setting: Setting, *, without: Impossible = frozenset()) -> Written:
    """The nodes in weights and moments, as if random numbers had no values of the kinds `without` names.

    Raises TooLarge.
    """
    chances = _Chances([call for node in nodes for call in _calls(node)], without)
    moments = _Moments(nodes)
    found = [_rewritten(node, chances, moments) for node in nodes]
    assume = {**setting.domain.assume, **dict.fromkeys(chances.weights, "positive")}
    events = any(call.function == CHANCE for node in nodes for call in _calls(node))
    # Var(X) is never negative, which two variables for its moments don't know.
    turning = bool(moments.known) and any(map(kinked, found))
    doubtful = chances.doubtful or moments.doubtful or turning or (events and bool(moments.known))
    fresh = replace(setting, domain=Domain(assume))
    return Written(found, fresh, doubtful, bool(chances.lines))


def _calls(node: Node) -> Iterator[Call]:
    for part in walk(node):
        if isinstance(part, Call) and part.function in OPERATORS:
            yield part


def _rewritten(node: Node, chances: _Chances, moments: _Moments) -> Node:
    if not uses(node):
        return node
    if isinstance(node, Call) and node.function == CHANCE:
        return chances.chance(node)
    parts = [_rewritten(part, chances, moments) for part in children(node)]
    if isinstance(node, Call) and node.function in OPERATORS:
        return moments.value(node.function, parts)
    return rebuilt(node, parts)


# --- events ----------------------------------------------------------------------------------------------


@dataclass
class _Line:
    """A random number and the places where something about it changes."""

    ends: list[Fraction] = field(default_factory=list)

    def cells(self, without: Impossible) -> list[Fraction]:
        """One place in each cell: at each end, between two of them and beyond."""
        ends = sorted({*self.ends, *([Fraction(0)] if "below" in without else ())})
        places = [] if "below" in without and ends[0] >= 0 else [ends[0] - 1]
        for low, high in zip(ends, [*ends[1:], None], strict=True):
            if "points" not in without and ("gaps" not in without or low.denominator == 1):
                places.append(low)
            if high is None:
                places.append(low + 1)
            elif "gaps" not in without or math.floor(low) + 1 < high:
                places.append((low + high) / 2)
        return [place for place in places if place >= 0 or "below" not in without]


class _Chances:
    """The ways in which all events of one question can turn out; those that none tells apart are one."""

    def __init__(self, calls: list[Call], without: Impossible) -> None:
        self.without = without
        self.doubtful = False
        self.lines: dict[str, _Line] = {}
        self.letters: dict[Node, None] = {}
        events = [event for call in calls if call.function == CHANCE for event in _events(call)]
        for event in events:
            self._collect(event)
        self._settle()
        distinct = list(dict.fromkeys(events))
        patterns: dict[tuple[bool, ...], int] = {}
        for world in self._worlds():
            pattern = tuple(self._holds(event, world) for event in distinct)
            patterns.setdefault(pattern, len(patterns))
        self.weights = [f"•w{i}" for i in patterns.values()]
        self.true_in = {
            event: [i for pattern, i in patterns.items() if pattern[k]] for k, event in enumerate(distinct)
        }

    def chance(self, call: Call) -> Node:
        """`P(A)` as a share of all weights, `P(A | B)` as one of those of B."""
        *both, given = _events(call)
        whole = self.true_in[given] if len(call.arguments) > 1 else list(range(len(self.weights)))
        event = both[0] if both else given
        if not whole:
            raise TooLarge
        return Divide(self._sum(self.true_in[event]), self._sum(whole))

    def _sum(self, which: list[int]) -> Node:
        parts = tuple(Name(self.weights[i]) for i in which)
        return ZERO if not parts else parts[0] if len(parts) == 1 else Add(parts)

    def _collect(self, event: Node) -> None:
        for part in _leaves(event):
            if isinstance(part, Relation):
                found = _ends(part)
                if found is not None:
                    name, ends = found
                    self.lines.setdefault(name, _Line()).ends.extend(ends)
                    continue
            self.letters.setdefault(_leaf(part)[0])

    def _settle(self) -> None:
        """Statements about the same random number hang together in ways that letters don't show.

        Except on a line: whether X > 2 and X >= 2 differ is asked of each kind of random number.
        """
        statements = [part for part in self.letters if isinstance(part, Relation)]
        seen = [names_in(part) for part in statements]
        self.doubtful = any(
            names & (other | frozenset(self.lines)) for i, names in enumerate(seen) for other in seen[:i]
        ) or any(names & frozenset(self.lines) for names in seen)

    def _worlds(self) -> Iterator[dict[object, object]]:
        cells = [line.cells(self.without) for line in self.lines.values()]
        count = 2 ** len(self.letters)
        for found in cells:
            count *= len(found)
        if len(self.letters) > 12 or count > MAX_WORLDS:
            raise TooLarge
        keys: list[object] = [*self.lines, *self.letters]
        for values in product(*cells, *[(False, True)] * len(self.letters)):
            clock.check()
            yield dict(zip(keys, values, strict=True))

    def _holds(self, event: Node, world: dict[object, object]) -> bool:
        match event:
            case Word(word=word):
                return word == "true"
            case Logic(operator="not", operands=(inner,)):
                return not self._holds(inner, world)
            case Logic(operator=operator, operands=parts):
                return _joined(operator, [self._holds(part, world) for part in parts])
        if event == EVERYTHING:
            return True
        if isinstance(event, Relation) and (found := _ends(event)) is not None:
            place = world[found[0]]
            assert isinstance(place, Fraction)
            return _true_at(event, place)
        leaf, positive = _leaf(event)
        return world[leaf] is positive


def _events(call: Call) -> list[Node]:
    """The event and what is given, as `A and B` and `B`."""
    if len(call.arguments) == 1:
        return [call.arguments[0]]
    event, given = call.arguments
    return [Logic("and", (event, given)), given]


def _joined(operator: str, values: list[bool]) -> bool:
    match operator:
        case "and":
            return all(values)
        case "or":
            return any(values)
        case "implies":
            return not values[0] or values[1]
        case "iff":
            return values[0] == values[1]
        case "xor":
            return values[0] != values[1]
    raise TooLarge


def _leaves(event: Node) -> Iterator[Node]:
    if isinstance(event, Logic):
        for part in event.operands:
            yield from _leaves(part)
    elif not isinstance(event, Word) and event != EVERYTHING:
        yield event


def _leaf(event: Node) -> tuple[Node, bool]:
    """A statement and whether it holds: `X > Y` is that `X <= Y` does not, `X >= Y` that `Y <= X` does."""
    if isinstance(event, Relation) and len(event.operators) == 1:
        (a, b), (op,) = event.sides, event.operators
        match op:
            case "<=":
                return Relation((a, b), ("<=",)), True
            case ">=":
                return Relation((b, a), ("<=",)), True
            case "<":
                return Relation((b, a), ("<=",)), False
            case ">":
                return Relation((a, b), ("<=",)), False
            case "=" | "!=":
                sides = (a, b) if repr(a) <= repr(b) else (b, a)
                return Relation(sides, ("=",)), op == "="
    return event, True


def _ends(event: Relation) -> tuple[str, list[Fraction]] | None:
    """The random number and the numbers that a statement such as `1 < X <= 2` compares it with."""
    name, ends = "", []
    for side in event.sides:
        if isinstance(side, Name) and name in ("", side.name):
            name = side.name
            continue
        try:
            value = None if names_in(side) else exact.rational(side)
        except (exact.NoValue, ArithmeticError, TypeError):
            return None
        if value is None:
            return None
        ends.append(value)
    plain = set(event.operators) <= {"=", "!=", "<", "<=", ">", ">="}
    return (name, ends) if name and ends and plain else None


def _true_at(event: Relation, place: Fraction) -> bool:
    values = [place if isinstance(side, Name) else exact.rational(side) for side in event.sides]
    for a, b, op in zip(values, values[1:], event.operators, strict=False):
        assert a is not None
        assert b is not None
        if not {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]:
            return False
    return True


# --- expected values -------------------------------------------------------------------------------------


class _Moments:
    """Expected values of products of random numbers, each a variable of its own."""

    def __init__(self, nodes: list[Node]) -> None:
        inside = [
            part for node in nodes for call in _calls(node) if call.function != CHANCE for part in walk(call)
        ]
        names = {part.name for part in inside if isinstance(part, Name)}
        self.random = {name for name in names if name[0].isupper()}
        self.random = self.random or {name for name in names if name.partition("_")[0] in RANDOM}
        self.known: dict[tuple[Monomial, Node | None], Name] = {}
        # X - E[X] is itself random: a letter that is within and without shows too little.
        # So does a mean beside what it is the mean of.
        self.doubtful = bool(self.random & {name for node in nodes for name in _bare(node)}) or any(
            name.endswith(("_bar", "_hat")) for name in self.random
        )

    def value(self, function: str, parts: list[Node]) -> Node:
        """An operator on values whose own operators are written out."""
        if function == "Cov":
            a, b = map(self._terms, parts)
            return _minus(self._mean(_product(a, b)), Multiply((self._mean(a), self._mean(b))))
        given = parts[1] if len(parts) > 1 else None
        self.doubtful = self.doubtful or given is not None
        terms = self._terms(parts[0])
        if function == MEAN:
            return self._mean(terms, given)
        mean = self._mean(terms, given)
        return _minus(self._mean(_product(terms, terms), given), Power(mean, number(Fraction(2))))

    def _mean(self, terms: Terms, given: Node | None = None) -> Node:
        parts = [
            Multiply((factor, self._moment(one, given))) if one else factor for one, factor in terms.items()
        ]
        return _sum(parts)

    def _moment(self, monomial: Monomial, given: Node | None) -> Node:
        key = monomial, given
        if key not in self.known:
            self.known[key] = Name(f"•m{len(self.known)}")
        return self.known[key]

    def _terms(self, node: Node) -> Terms:
        """A value as a sum of products of random numbers, with what stands before each."""
        if not names_in(node) & self.random:
            return {(): node}
        match node:
            case Name():
                return {((node, 1),): ONE}
            case Negative(operand=inner):
                return {one: Negative(factor) for one, factor in self._terms(inner).items()}
            case Add(terms=parts):
                total: Terms = {}
                for part in parts:
                    _add(total, self._terms(part))
                return total
            case Multiply(factors=parts):
                return self._multiplied(parts)
            case Divide(numerator=over, denominator=under) if not names_in(under) & self.random:
                return {one: Divide(factor, under) for one, factor in self._terms(over).items()}
            case Power(base=base, exponent=Number(value=n)) if n.denominator == 1 and 0 < n <= MAX_POWER:
                return self._multiplied((base,) * int(n))
        self.doubtful = True  # what E[e^X] and E[|X|] have to do with moments isn't known here
        return {((node, 1),): ONE}

    def _multiplied(self, parts: Iterable[Node]) -> Terms:
        total: Terms = {(): ONE}
        for part in parts:
            total = _product(total, self._terms(part))
        return total


def _bare(node: Node) -> Iterator[str]:
    """Names outside all operators."""
    if isinstance(node, Name):
        yield node.name
    if not (isinstance(node, Call) and node.function in OPERATORS):
        for part in children(node):
            yield from _bare(part)


def _add(total: Terms, more: Terms) -> None:
    for one, factor in more.items():
        total[one] = Add((total[one], factor)) if one in total else factor
    if len(total) > MAX_TERMS:
        raise TooLarge


def _product(a: Terms, b: Terms) -> Terms:
    total: Terms = {}
    for one, factor in a.items():
        for other, second in b.items():
            powers = dict(one)
            for atom, n in other:
                powers[atom] = powers.get(atom, 0) + n
            key = tuple(sorted(powers.items(), key=repr))
            _add(total, {key: Multiply((factor, second))})
    return total


def _sum(parts: list[Node]) -> Node:
    return ZERO if not parts else parts[0] if len(parts) == 1 else Add(tuple(parts))


def _minus(a: Node, b: Node) -> Node:
    return Add((a, Negative(b)))
