"""One question: its key, its listed mistakes and its setting, and how an answer to it is read."""

from __future__ import annotations

import re
from dataclasses import replace

from touchstone.maths import (
    arrays,
    spelling,
    unknowns,
)
from touchstone.maths.clock import Deadline
from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.domain import Domain
from touchstone.maths.keys import BadKey, UnreadableKey, is_rounded, numbering, outermost, read_key
from touchstone.maths.kinds import (
    collections,
    expected,
    imaginary,
    named,
    plus_minus,
    probabilities,
    said_behind,
    vectors,
    whole_values,
)
from touchstone.maths.kinds.shape import ORDER, is_scalar, is_statement, shape_of
from touchstone.maths.reading import applied
from touchstone.maths.reading.valued import WHICH
from touchstone.maths.row import GradeRow, InvalidRow, Mistake
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Matrix, Node, Relation, Span, Word, walk
from touchstone.maths.unreadable import Unreadable

# Kinds that a text alone doesn't show: `(0, 1)` is two of them, and `1,2` a number where none is asked for.
SHAPED = {
    "interval": "interval",
    "tuple": "tuple",
    "list": "list",
    "set": "elements",
    "matrix": "matrix",
}
# A key that is written between them says which it means; one that is worked out is a vector.
BRACKETS = ("(", "[", "{", "\\", "$")
# ⟨1, 2⟩ is a vector and nothing else: it says the same as (1, 2), as [1, 2] and as a column.
_ANGLED = re.compile(
    r"\s*+(?:\$++|\\[(\[])?+"
    r"(?:\s++|\\[,;:! ]|\\(?:displaystyle|boxed|fbox|m?left|[bB]igg?l?)(?![A-Za-z])|\{)*+"
    r"(?:\\lang(?:le)?(?![A-Za-z])|[⟨<])"
)
# An arrow says that a vector is meant, whatever its brackets are.
_DRAWN = re.compile(r"\\(?:vec|overrightarrow)(?![A-Za-z])")
# The share of the deadline that steps may plan with; the rest is for what can't look at a clock.
PLANNED = 0.7


def _statement_like(key: Node) -> str | None:
    """What an answer beside a statement is expected to be: arrows make sense beside letters alone."""
    if not is_statement(key):
        return None
    letters = isinstance(key, Logic) or (isinstance(key, Word) and key.word in ("true", "false"))
    return "logical" if letters and not traits(key).kinds & {Relation} else "equation"


def spelled_row(row: GradeRow) -> GradeRow:
    """The row with its names as the reader calls them. Raises InvalidRow."""
    try:
        assume, names = spelling.keys_spelled(row.assume), spelling.all_spelled(row.names)
        variable = None if row.variable is None else spelling.spelled(row.variable)
    except spelling.NoName as error:
        raise InvalidRow(f"{error}.") from None
    if (assume, names, variable) == (row.assume, row.names, row.variable):
        return row
    return row.model_copy(update={"assume": assume, "names": names, "variable": variable})


class Question:
    """One question with its key read and its setting made."""

    naming = unknowns.Unknowns

    def __init__(self, row: GradeRow) -> None:
        self.row = row = spelled_row(row)
        self.said = declared = self._said()
        assert isinstance(row.key, str)
        # Candidates may be held to LaTeX; the author of a key writes either.
        self.key_syntax = "plain" if row.syntax == "plain" else "auto"
        self.key = self._written(row.key, declared)
        self.key = self._in_kind(self.key)
        self.key = imaginary.with_i(self.key, None, declared, number=row.kind == "number")
        if (unfit := expected.unfit(row.kind, self.key)) is not None:
            raise BadKey(unfit)
        self.names = declared | names_in(self.key) | unknowns.declared(self.key)
        self.mistakes = [(mistake, self._mistaken(mistake)) for mistake in row.mistakes]
        self.kind = row.kind or shape_of(self.key)
        # Eigenvalues and modes have no order of their own: a list in any order, or a set, says the same.
        several = isinstance(self.key, Items) and ("values" in row.key or "mode" in row.key)
        whole = outermost(row.key) if several else None
        self.unordered = whole in ("eigenvalues", "mode")
        # Singular values have one, largest first; a set of them says nothing of it.
        self.without_order = self.unordered or whole == "singular_values"
        wide = row.tolerance
        tolerance = Tolerance(wide.relative, wide.absolute) if wide else None
        angled = any(isinstance(text, str) and _ANGLED.match(text) for text in (row.key, row.answer))
        drawn = any(isinstance(text, str) and _DRAWN.search(text) for text in (row.key, row.answer))
        self.assume = {**dict.fromkeys(self._numbering(declared), "integer"), **row.assume}
        self.setting = Setting(
            domain=Domain(self.assume),
            deadline=Deadline(row.deadline_ms * PLANNED),
            tolerance=tolerance,
            vectors=row.kind == "matrix" or angled or drawn,
            round=row.kind == "list"
            or self._point_in_square_brackets()
            or angled
            or drawn
            or self._worked_out(row.key),
            listed=row.kind in ("list", "tuple", "matrix") or self._list_worked_out(row.key),
            angled=angled,
            system=row.kind == "system",
            up_to=frozenset(row.up_to),
            rounded_key=is_rounded(row.key, self.key_syntax, declared, row.kind, row.assume),
            variable=row.variable,
            constant_required=row.constant == "required",
            declared=declared,
            asked=names_in(self.key),
        )
        self.column = self._column(row.key)
        self.written = self.key
        self.one_entry = self._gives_one_entry(row.key)
        self.typed: Node | None = None
        self.unknown = self.naming(self.setting)
        self.key = self._named(self.key)
        self.mistakes = [(mistake, self._named(value)) for mistake, value in self.mistakes]

    def _in_kind(self, key: Node) -> Node:
        """The roots that a function gives as a set, where one is asked for."""
        assert isinstance(self.row.key, str)
        if self.row.kind != "set" or not isinstance(key, Items) or key.kind != "list":
            return key
        return key if outermost(self.row.key) is None else replace(key, kind="set")

    def _said(self) -> frozenset[str]:
        """The names that the row declares, whatever its key holds."""
        return frozenset({*self.row.assume, *self.row.names, *filter(None, [self.row.variable])})

    def _numbering(self, declared: frozenset[str]) -> frozenset[str]:
        assert isinstance(self.row.key, str)
        return numbering(self.row.key, self.key_syntax, declared, self.row.kind, self.row.assume)

    def _worked_out(self, text: str) -> bool:
        """Whether the key says by no bracket of its own what it is."""
        if vectors.value_of(self.key) is not self.key:
            return False
        begun = text.lstrip()[:1]
        if begun not in BRACKETS:
            return True
        return begun in "([" and isinstance(self.key, Items) and not isinstance(self._as_read(text), Items)

    def _as_read(self, text: str) -> Node:
        """A key with nothing added up or multiplied: `[1, 2] + [1, 1]`."""
        return read_key(text, self.key_syntax, self.said, self.row.kind, self.row.assume)

    def _point_in_square_brackets(self) -> bool:
        """Whether a key `[1, 2]` stands for a tuple: its answers may be written either way."""
        return self.row.kind == "tuple" and isinstance(self.key, Items) and self.key.kind == "list"

    def _list_worked_out(self, text: str) -> bool:
        """Whether the key is a list that a function gives: two roots are no ends of an interval."""
        return isinstance(self.key, Items) and self._worked_out(text)

    def _gives_one_entry(self, text: str) -> bool:
        """Whether the key is a row times a column: a number, or a matrix of one entry."""
        read = self._as_read(text)
        if Matrix not in traits(read).kinds:
            return False
        return arrays.one_entry(read, arrays.resolve(read)) is not None

    def _column(self, text: str) -> bool:
        """Whether the key is a column or a row that an equation editor wrote, as it writes every vector."""
        value = vectors.value_of(self.key)
        rows = value.rows if isinstance(value, Matrix) and "\\begin" in text else ()
        return len(rows) == 1 or (len(rows) > 1 and len(rows[0]) == 1)

    def _named(self, node: Node) -> Node:
        try:
            return self.unknown.named(node)
        except unknowns.Doubtful:
            raise BadKey(
                "Whether two values of a function in the key are the same could not be decided."
            ) from None

    def _written(self, text: str, names: frozenset[str]) -> Node:
        """What the author of the question wrote. Raises BadKey."""
        try:
            read = read_key(text, self.key_syntax, names, self.row.kind, self.row.assume)
            read = said_behind.without_real(read)
            written = self._worked(read, arrays.resolve(read))
        except arrays.Mismatch as error:
            raise BadKey(str(error)) from None
        return named.without_label(self.row.kind, written)

    def _mistaken(self, mistake: Mistake) -> Node:
        """A listed wrong value, read before anybody's answer is: whether it is broken hangs on no answer."""
        try:
            return self._written(mistake.value, self.names)
        except UnreadableKey as error:
            raise BadKey(f"The mistake {mistake.name!r} can't be read: {error.why}") from None
        except BadKey as error:
            raise BadKey(f"The mistake {mistake.name!r} can't be used: {error}") from None

    def read(self, text: str) -> Node | Unreadable:
        """The tree of an answer."""
        from touchstone.maths.reader import read

        # A key that merely looks like a set is no leave to read `x=1 or x=2` as one.
        expect = self.row.kind or SHAPED.get(self.kind) or _statement_like(self.key)
        if expect is None and plus_minus.uses(self.key):
            expect = "elements"
        found = read(text, syntax=self.row.syntax, names=self.names, expect=expect)
        if isinstance(found, Unreadable):
            return found
        called = applied.plainly(found.tree, text) - self.names
        called |= applied.defined(found.tree, text) - self.said
        if called:
            names = self.names | {f"{name}()" for name in called}
            again = read(text, syntax=self.row.syntax, names=names, expect=expect)
            found = found if isinstance(again, Unreadable) else again
        if expect == "equation" and "{" not in text and self._bounded(found.tree):
            return Unreadable(WHICH, Span(0, len(text)), text)  # `0, 1` may be meant for the ends of a range
        inner = whole_values.bound(self.key) - self.said if found.whole else frozenset()
        whole = dict.fromkeys(found.whole - (self.names - inner), "integer")
        self.setting = replace(self.setting, domain=Domain({**whole, **self.assume}))
        tree = said_behind.without_real(found.tree)
        tree = imaginary.with_i(tree, self.key, self.names, number=self.row.kind == "number")
        upright = tree if "T" in self.names else vectors.upright(tree)
        drawn = "\\begin" in text or upright is not tree
        tree = upright
        value = self._unlabelled(tree)
        shaped = self._shaped(value, drawn=drawn)
        if value is tree or not isinstance(tree, Relation):
            return shaped
        sides = tuple(shaped if side is value else side for side in tree.sides)
        return replace(tree, sides=sides)  # the name is shown, and left out of what is compared

    def _bounded(self, answer: Node) -> bool:
        """Whether values stand beside a key that is about a range."""
        related = (part for part in walk(self.key) if isinstance(part, Relation))
        values = isinstance(answer, Items) and answer.kind == "set" and len(answer.items) > 1
        return values and any(ORDER & {*part.operators} for part in related)

    def _shaped(self, value: Node, *, drawn: bool) -> Node:
        """A value as the question means it: in percent, or as a list where an editor drew a column."""
        if self.row.kind == "probability" and self.row.form == "percent":
            return probabilities.in_percent(self.key, value)
        return collections.vectors_as_lists(vectors.value_of(self.key), value) if drawn else value

    def as_asked(self, typed: Node, worked: Node) -> Node:
        """A column that was worked out, half of another, as the list that is asked for; else as it is."""
        if worked is typed or isinstance(self.key, Matrix):
            return worked
        return collections.vectors_as_lists(vectors.value_of(self.key), self._worked(typed, worked))

    def _worked(self, written: Node, worked: Node) -> Node:
        """A row times a column as a number, unless a matrix is asked for."""
        entry = None if self.row.kind == "matrix" else arrays.one_entry(written, worked)
        return worked if entry is None else entry

    def _unlabelled(self, answer: Node) -> Node:
        """5 for `x = 5` where a value is asked for.

        Beside an expression with letters `y = x^2` is an equation, unless the question says what it asks for.
        """
        curve = self.row.kind is None and is_scalar(self.key) and names_in(self.key)
        labelled = None if curve or is_statement(self.key) else named.labelled(self.kind, answer)
        return answer if labelled is None else labelled[1]
