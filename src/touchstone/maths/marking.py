"""From a row to a verdict: reads the key and the answer, compares, judges the form.

Looks for known mistakes.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from touchstone.maths import (
    arrays,
    chance,
    clock,
    conjugates,
    cuts,
    equality,
    mistakes,
    outcome,
    probability,
    rounding,
    slips,
    spelling,
    unknowns,
    up_to,
)
from touchstone.maths.clock import Deadline
from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.domain import Domain
from touchstone.maths.exact import NoValue
from touchstone.maths.forms.check import CannotJudge, wrong_form
from touchstone.maths.forms.factors import RATIONALS
from touchstone.maths.keys import NO_VALUE, BadKey, UnreadableKey, numbering, outermost, read_key
from touchstone.maths.kinds import (
    antiderivatives,
    chances,
    choices,
    collections,
    conventions,
    definitions,
    expected,
    imaginary,
    named,
    pieces,
    probabilities,
    signs,
    vectors,
)
from touchstone.maths.kinds.compare import as_vector, compare
from touchstone.maths.kinds.shape import WORDS, is_scalar, is_statement, lettered, shape_of, typed_words
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow, InvalidRow, Mistake, read_row
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Matrix, Node, Relation, Word
from touchstone.maths.unreadable import Unreadable
from touchstone.maths.verdict import Finding, undecided

log = logging.getLogger(__name__)

# Kinds that a text alone doesn't show: `(0, 1)` is two of them, and `1,2` a number where none is asked for.
SHAPED = {"interval": "interval", "tuple": "tuple", "list": "list", "set": "elements"}
# A key that is written between them says which it means; one that is worked out is a vector.
BRACKETS = ("(", "[", "{", "\\", "$")
# ⟨1, 2⟩ is a vector and nothing else: it says the same as (1, 2), as [1, 2] and as a column.
_ANGLED = re.compile(r"\s*+(?:\$++|\\[(\[])?+\s*+(?:\\left\s*+)?+(?:\\lang(?:le)?(?![A-Za-z])|[⟨<])")
# An arrow says that a vector is meant, whatever its brackets are.
_DRAWN = re.compile(r"\\(?:vec|overrightarrow)(?![A-Za-z])")
_ONE_COMMA = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})(?:,|\{,\})([0-9]{3})(?![0-9.,])")
_ONE_POINT = re.compile(r"\s*+[-−]?+([1-9][0-9]{0,2})\.([0-9]{3})\s*+")  # a number and nothing else
FORMLESS = "The value is right, but not its form."
_DIGITS_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
# The share of the deadline that steps may plan with; the rest is for what can't look at a clock.
PLANNED = 0.7
# The share at which what still runs is given up, before the marker would have to be killed.
SPENT = 0.9


def mark(row: Mapping[str, object]) -> dict[str, object]:
    """The verdict on one row, in the shape of the command line's table. Never raises for what a row says."""
    started = time.perf_counter()
    row_id = row.get("id") if isinstance(row, Mapping) else None
    try:
        checked = read_row(row)
        chance.begin(row)
        with clock.row(checked.deadline_ms * SPENT):
            found = _mark(checked)
    except (InvalidRow, BadKey) as error:
        return outcome.invalid(row_id, str(error))
    except clock.OutOfTime:
        found = outcome.late("deadline")
    except NoValue:
        found = outcome.undecided("no value")
    except (
        RecursionError,
        ArithmeticError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
    ):
        # A hole in the engine must not cost a candidate anything: a person looks at the answer.
        log.exception("an answer could not be marked")
        found = outcome.undecided("error")
    return found.as_row(row_id, (time.perf_counter() - started) * 1000)


def _mark(row: GradeRow) -> Outcome:
    if row.kind in ("choice", "choices"):
        return _mark_choice(row)
    if row.kind == "sql":
        from touchstone.maths.kinds import sql

        return sql.judge(row, Deadline(row.deadline_ms * PLANNED))
    if row.kind == "text":
        return replace(outcome.undecided("person"), reason="A person reads this answer.")
    if not isinstance(row.key, str) or not isinstance(row.answer, str):
        raise InvalidRow("'key' and 'answer' are text, except for choices.")
    question = Question(row)
    read = question.read(row.answer)
    if isinstance(read, Unreadable):
        return outcome.unreadable(read.reason)
    try:
        answer = arrays.resolve(read)
    except arrays.Mismatch as error:
        return outcome.unreadable(str(error)).read(latex_of(read))
    question.typed = read
    found = question.judge(answer)
    if found.outcome == "incorrect" and question.may_be_decimal(row.answer):
        found = outcome.undecided("separators")
    if found.outcome == "incorrect" and question.may_be_imaginary(answer):
        found = outcome.undecided("imaginary unit")
    return found.read(latex_of(read))


def _statement_like(key: Node) -> str | None:
    """What an answer beside a statement is expected to be: arrows make sense beside letters alone."""
    if not is_statement(key):
        return None
    letters = isinstance(key, Logic) or (isinstance(key, Word) and key.word in ("true", "false"))
    return "logical" if letters and not traits(key).kinds & {Relation} else "equation"


def _spelled(row: GradeRow) -> GradeRow:
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

    def __init__(self, row: GradeRow) -> None:
        self.row = row = _spelled(row)
        declared = self._said()
        assert isinstance(row.key, str)
        # Candidates may be held to LaTeX; the author of a key writes either.
        self.key_syntax = "plain" if row.syntax == "plain" else "auto"
        self.key = self._written(row.key, declared)
        self.key = imaginary.with_i(self.key, None, declared, number=row.kind == "number")
        if (unfit := expected.unfit(row.kind, self.key)) is not None:
            raise BadKey(unfit)
        self.names = declared | names_in(self.key) | unknowns.declared(self.key)
        self.mistakes = [(mistake, self._mistaken(mistake)) for mistake in row.mistakes]
        self.kind = row.kind or shape_of(self.key)
        # Eigenvalues have no order of their own: a list in any order, or a set, says the same.
        values = isinstance(self.key, Items) and "values" in row.key
        whole = outermost(row.key) if values else None
        self.unordered = whole == "eigenvalues"
        # Singular values have one, largest first; a set of them says nothing of it.
        self.without_order = whole in ("eigenvalues", "singular_values")
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
            round=row.kind == "list" or angled or drawn or self._worked_out(row.key),
            listed=row.kind in ("list", "tuple", "matrix"),
            angled=angled,
            system=row.kind == "system",
            up_to=frozenset(row.up_to),
            variable=row.variable,
            constant_required=row.constant == "required",
            declared=declared,
        )
        self.written = self.key
        self.typed: Node | None = None
        self.unknown = unknowns.Unknowns(self.setting)
        self.key = self._named(self.key)
        self.mistakes = [(mistake, self._named(value)) for mistake, value in self.mistakes]

    def _said(self) -> frozenset[str]:
        """The names that the row declares, whatever its key holds."""
        return frozenset({*self.row.assume, *self.row.names, *filter(None, [self.row.variable])})

    def _numbering(self, declared: frozenset[str]) -> frozenset[str]:
        assert isinstance(self.row.key, str)
        return numbering(self.row.key, self.key_syntax, declared, self.row.kind)

    def _worked_out(self, text: str) -> bool:
        """Whether the key says by no bracket of its own what it is."""
        return text.lstrip()[:1] not in BRACKETS and vectors.value_of(self.key) is self.key

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
            return arrays.resolve(read_key(text, self.key_syntax, names, self.row.kind))
        except arrays.Mismatch as error:
            raise BadKey(str(error)) from None

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
        found = read(text, syntax=self.row.syntax, names=self.names, expect=expect)
        if isinstance(found, Unreadable):
            return found
        whole = dict.fromkeys(found.whole - self.names, "integer")
        self.setting = replace(self.setting, domain=Domain({**whole, **self.assume}))
        tree = imaginary.with_i(found.tree, self.key, self.names, number=self.row.kind == "number")
        value = self._unlabelled(tree)
        shaped = self._shaped(value, drawn="\\begin" in text)
        if value is tree or not isinstance(tree, Relation):
            return shaped
        sides = tuple(shaped if side is value else side for side in tree.sides)
        return replace(tree, sides=sides)  # the name is shown, and left out of what is compared

    def _shaped(self, value: Node, *, drawn: bool) -> Node:
        """A value as the question means it: in percent, or as a list where an editor drew a column."""
        if self.row.kind == "probability" and self.row.form == "percent":
            return probabilities.in_percent(self.key, value)
        return collections.vectors_as_lists(vectors.value_of(self.key), value) if drawn else value

    def _unlabelled(self, answer: Node) -> Node:
        """5 for `x = 5` where a value is asked for.

        Beside an expression with letters `y = x^2` is an equation, unless the question says what it asks for.
        """
        curve = self.row.kind is None and is_scalar(self.key) and names_in(self.key)
        labelled = None if curve or is_statement(self.key) else named.labelled(self.kind, answer)
        return answer if labelled is None else labelled[1]

    def may_be_decimal(self, text: str) -> bool:
        """`1,234` was read as thousands and would be right with a decimal comma; or `1.234` the other way.

        And `1,2; 3,4` was read as two decimals and would be right as four numbers, or as rows of a matrix.
        """
        return any(self._may_be(other) for other in self._other_commas(text))

    def may_be_imaginary(self, answer: Node) -> bool:
        """`3j` beside `3i`: wrong for a vector along an axis, right for a complex number."""
        other = imaginary.with_i(answer, self.key, self.names, doubtful=True)
        key = imaginary.with_i(self.key, answer, self._said(), doubtful=True)
        if other is answer and key is self.key:
            return False
        self.key = key
        return self.judge(other).outcome in ("correct", "partial")

    def _other_commas(self, text: str) -> Iterator[str]:
        listed = self.kind in SHAPED
        if _ONE_COMMA.search(text) and (";" in text or not listed):
            yield _ONE_COMMA.sub(r"\1.\2", text)
        elif _ONE_POINT.fullmatch(text) and not listed:
            yield text.replace(".", "")
        if ";" in text and _DIGITS_COMMA.search(text):
            yield _DIGITS_COMMA.sub("." if self.kind == "matrix" else ", ", text)

    def _may_be(self, text: str) -> bool:
        read = self.read(text)
        return not isinstance(read, Unreadable) and self.judge(read).outcome in ("correct", "partial")

    def judge(self, answer: Node) -> Outcome:
        """The outcome of an answer that could be read."""
        answer = self._unlabelled(answer)
        answer = named.plain(self.key, answer, unordered=self.unordered, asked=self.row.kind is not None)
        self.key = named.plain(answer, self.key, unordered=self.unordered, asked=self.row.kind is not None)
        answer = definitions.renamed(self.written, answer)
        self.key = imaginary.with_i(self.key, answer, self._said())
        if not (self.unknown.known or unknowns.functions_in(answer)):
            return self._in_parts(answer)
        try:
            found = self._in_parts(self.unknown.named(answer))
        except unknowns.Doubtful:
            return outcome.undecided("functions")
        if found.outcome == "incorrect" and (
            self.kind == "antiderivative" or self.row.up_to or unknowns.doubtful(self.written, answer)
        ):
            return outcome.undecided("functions")
        return found

    def _in_parts(self, answer: Node) -> Outcome:
        """With `re`, `im`, `conj` and `arg` written out wherever one side has them."""
        assume = self.row.assume
        if answer != self.written and any(cuts.crossed(node, assume) for node in (answer, self.written)):
            return outcome.undecided("complex parts")
        if conjugates.uses(answer, assume) or conjugates.uses(self.key, assume):
            try:
                answer, self.key = (conjugates.written_out(node, assume) for node in (answer, self.key))
            except conjugates.TooLong:
                return outcome.undecided("complex parts")
            self.mistakes = [(one, conjugates.written_out(value, assume)) for one, value in self.mistakes]
        return self._judge(answer)

    def _letters_for_a_number(self, answer: Node) -> bool:
        return lettered(answer, self.kind) and is_scalar(self.key) and not names_in(self.key)

    def _judge(self, answer: Node) -> Outcome:
        # Where a number is expressly asked for, letters are a slip of typing. Whether what they say is right
        # must not matter: a refusal costs nothing, so that one could guess for ever with `5 + x - x`.
        if self.row.kind is not None and self._letters_for_a_number(answer):
            return outcome.incorrect("kind", self._kinds(answer))
        rounded = self.row.significant_figures or self.row.decimal_places is not None
        if rounded:
            found = rounding.judge(self.row, self.key, answer, self.setting)
            if found is not None and found.outcome == "correct":
                return self._right(answer, rounding.right(found))
            if found is not None:
                return found if found.outcome != "incorrect" else self._wrong(answer, rounding.refuted(found))
        finding = self.compare(self.key, answer, self.setting)
        if finding.equal:
            return self._right(answer, finding)
        if rounded and finding.step != "kind" and self.setting.tolerance is None:
            near = rounding.judge_otherwise(self.row, self.key, answer, self.setting, self.compare)
            if isinstance(near, Outcome):
                return self._right(answer, rounding.right(near)) if near.outcome == "correct" else near
            finding = near
        if finding.undecided:
            return self._doubtful(answer, finding)
        return self._wrong(answer, finding)

    def compare(self, key: Node, answer: Node, setting: Setting) -> Finding:
        """Whether an answer agrees with a key, or with a listed mistake, under the row's own rules."""
        try:
            if probability.uses(key, answer):
                return chances.compare(key, answer, setting, self._compare)
            return self._compare(key, answer, setting)
        except NoValue:  # a part such as 1/0 that no variable can mend
            return undecided("no value")

    def _compare(self, key: Node, answer: Node, setting: Setting) -> Finding:
        if pieces.uses(key, answer) and is_scalar(key) and is_scalar(answer):
            return pieces.compare(key, answer, setting, compare)
        if self.kind == "antiderivative":
            try:
                return antiderivatives.compare(key, answer, setting)
            except antiderivatives.NoVariable as error:
                raise BadKey(str(error)) from None
        if isinstance(key, Items) and isinstance(answer, Items) and self._any_order(answer):
            return collections.compare_any_order(key, answer, setting, compare)
        if setting.up_to:
            if setting.vectors and isinstance(key, Matrix) and isinstance(answer, Items):
                answer = as_vector(answer, key)
            return up_to.compare(key, answer, setting, compare)
        return compare(key, answer, setting)

    def _any_order(self, answer: Items) -> bool:
        return self.unordered or (self.without_order and answer.kind == "set")

    def _right(self, answer: Node, finding: Finding) -> Outcome:
        """Right in value; now the form."""
        if self.row.form is None:
            return outcome.correct(finding.step)
        if probability.uses(answer):
            return outcome.undecided("form")
        try:
            # How matrices were joined can be seen in what was typed alone.
            shown = self.typed if self.row.form == "worked_out" and self.typed is not None else answer
            amiss = wrong_form(self.row.form, self.key, shown, self.row.variable, self.row.over or RATIONALS)
        except CannotJudge:
            return outcome.undecided("form")
        if amiss is None:
            return outcome.correct(finding.step)
        right = "This is right, but not solved." if self.row.form == "solved" else FORMLESS
        return outcome.partial(outcome.FORM_CREDIT, f"{right} {amiss}", "form", "wrong_form")

    def _doubtful(self, answer: Node, finding: Finding) -> Outcome:
        """Not decided: perhaps because one side has no value at all."""
        if is_scalar(self.key) and equality.undefined(self.key):
            raise BadKey(NO_VALUE)
        if is_scalar(answer) and equality.undefined(answer):
            reason = "Your answer has no value: it divides by zero, or takes the logarithm of zero."
            return outcome.incorrect("undefined", reason)
        return outcome.undecided(finding.step, finding.note)

    def _asks_exactly(self) -> bool:
        row = self.row
        return self.setting.tolerance is None and not row.significant_figures and row.decimal_places is None

    def _wrong(self, answer: Node, finding: Finding) -> Outcome:
        """Refuted; the best-paid mistake that explains it, else a usual slip, else just wrong."""
        listed = self._listed(answer)
        if listed is not None:
            return listed
        if finding.step == antiderivatives.MISSING:
            reason = "The function is right, but the constant of integration is missing."
            return outcome.partial(outcome.FORM_CREDIT, reason, "derivative", "missing_constant")
        if finding.step == "kind":
            if self.compare(self.key, self.key, self.setting).step == "kind":
                raise BadKey(f"No answer could be right: the key is {WORDS[shape_of(self.key)]}.")
            return outcome.incorrect(finding.step, self._kinds(answer))
        if self._letters_for_a_number(answer):
            return outcome.incorrect(finding.step, f"{outcome.INCORRECT} {self._kinds(answer)}")
        outside = probabilities.outside(answer) if self.kind == "probability" else None
        usual = mistakes.slip(self.key, answer, self._roughly(), self.compare)
        if outside is not None and (usual is None or usual[0] != slips.PERCENT_FOR_FRACTION):
            return outcome.incorrect(finding.step, f"{outcome.INCORRECT} {outside}", probabilities.OUTSIDE)
        if usual is not None and not (usual[0] == mistakes.ROUNDED_EARLY and finding.note):
            name, says = usual
            if name == mistakes.ROUNDED_EARLY and self._asks_exactly():
                says = mistakes.INEXACT
            return outcome.incorrect(finding.step, f"{outcome.INCORRECT} {says}", name)
        key, other = conventions.other_acot(self.key), conventions.other_acot(answer)
        if (key is not self.key or other is not answer) and self.compare(key, other, self.setting).equal:
            return outcome.undecided("two conventions", conventions.OPEN)
        if (names := signs.positive_for(self.key, answer, self.setting, self.compare)) is not None:
            return signs.told(names, finding.step)
        note = finding.note or self._foreign(answer)
        return outcome.incorrect(finding.step, note and f"{outcome.INCORRECT} {note}")

    def _foreign(self, answer: Node) -> str:
        """Letters that nobody asks for, in a sentence; without `names` a row tells those of its key alone."""
        found = expected.foreign(self.kind, answer, self.names) if "renaming" not in self.row.up_to else ""
        return found and f"{found} of {'this question' if self.row.names else 'the expected answer'}."

    def _roughly(self) -> Setting:
        """The setting of the row; with a tolerance too where digits are asked for."""
        if self._asks_exactly() or self.setting.tolerance is not None:
            return self.setting
        return replace(self.setting, tolerance=Tolerance(figures=self.row.significant_figures or 1))

    def _listed(self, answer: Node) -> Outcome | None:
        for mistake, value in sorted(self.mistakes, key=lambda pair: -pair[0].credit):
            found = self.compare(value, answer, self.setting)
            if found.equal and mistakes.stands_for(value, answer):
                return outcome.partial(
                    mistake.credit, mistake.says or outcome.INCORRECT, found.step, mistake.name
                )
        return None

    def _kinds(self, answer: Node) -> str | None:
        asked, typed = WORDS[self.kind], typed_words(answer, self.kind)
        return f"This question asks for {asked}; you typed {typed}." if asked != typed else None


def _mark_choice(row: GradeRow) -> Outcome:
    if row.kind == "choice":
        key, answer = choices.one_option(row.key), choices.one_option(row.answer)
        if key is None:
            raise BadKey("The key of a choice is one option; for several the kind is 'choices'.")
        if answer is None:
            return outcome.incorrect("choice", f"{outcome.INCORRECT} Choose one option.")
        return outcome.correct("choice") if choices.same_choice(key, answer) else _wrong_choice(row, answer)
    key_set, answer_set = choices.chosen(row.key), choices.chosen(row.answer)
    if not key_set and row.key != []:
        raise BadKey("The key of a choice is empty; where no option is right it is an empty list.")
    share = choices.credit(key_set, answer_set)
    if key_set == answer_set:
        return outcome.correct("choice")
    reason = "Some of your choices are right." if share else outcome.INCORRECT
    return outcome.partial(float(share), reason, "choice")


def _wrong_choice(row: GradeRow, answer: str) -> Outcome:
    """A wrong option, with what its author says of it."""
    for mistake in row.mistakes:
        if choices.same_choice(mistake.value, answer):
            return outcome.partial(mistake.credit, mistake.says or outcome.INCORRECT, "choice", mistake.name)
    return outcome.incorrect("choice")


def latex_of(node: Node) -> str | None:
    """How an answer was read, in LaTeX."""
    from touchstone.maths.latex import to_latex

    return to_latex(node)
