"""Judges an answer that was read: compares it, looks at its form, says what went wrong."""

from __future__ import annotations

from dataclasses import replace

from touchstone.maths import (
    conjugates,
    cuts,
    equality,
    outcome,
    probability,
    rounding,
    unknowns,
    up_to,
)
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.exact import NoValue
from touchstone.maths.forms import structure
from touchstone.maths.forms.check import CannotJudge, wrong_form
from touchstone.maths.forms.factors import RATIONALS
from touchstone.maths.keys import NO_VALUE, BadKey
from touchstone.maths.kinds import (
    angles,
    antiderivatives,
    bare_letters,
    beside,
    both_signs,
    chances,
    collections,
    commas,
    definitions,
    imaginary,
    infinite_ends,
    listed_values,
    loci,
    matrix_letters,
    named,
    number_sets,
    otherwise,
    pieces,
    plus_minus,
    recurrences,
    said_behind,
    strange_values,
    truths,
    vectors,
)
from touchstone.maths.kinds.compare import as_vector, compare
from touchstone.maths.kinds.shape import (
    is_scalar,
    is_statement,
    scalars_in,
)
from touchstone.maths.modular import worth
from touchstone.maths.outcome import Outcome
from touchstone.maths.question import SHAPED
from touchstone.maths.refuting import Refuting
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Matrix, Node, Such, Word
from touchstone.maths.unreadable import Unreadable
from touchstone.maths.verdict import Finding, undecided

# Kinds beside whose key the values alone, as in ±3, say the same as a statement.
SOLVED = (None, "equation", "logical", "set")
FORMLESS = "The value is right, but not its form."


class Judging(Refuting):
    """A question beside answers to it."""

    def may_be_decimal(self, text: str) -> bool:
        """`1,234` was read as thousands and would be right with a decimal comma; or `1.234` the other way.

        And `1,2; 3,4` was read as two decimals and would be right as four numbers, or as rows of a matrix.
        """
        listed, matrix = self.kind in SHAPED, self.kind == "matrix"
        return any(map(self._may_be, commas.other_texts(text, listed=listed, matrix=matrix)))

    def may_be_either(self, answer: Node, text: str) -> bool:
        """`x < 1, x > 2` was read as both, which nothing is, and would be right as either."""
        either = commas.either(answer, text)
        if either is None or not self.compare(answer, Word("none"), self.setting).equal:
            return False
        return self.judge(either).outcome in ("correct", "partial")

    def may_be_imaginary(self, answer: Node) -> bool:
        """`3j` beside `3i`: wrong for a vector along an axis, right for a complex number."""
        other = imaginary.with_i(answer, self.key, self.names, doubtful=True)
        key = imaginary.with_i(self.key, answer, self.said, doubtful=True)
        if other is answer and key is self.key:
            return False
        self.key = key
        return self.judge(other).outcome in ("correct", "partial")

    def _may_be(self, text: str) -> bool:
        read = self.read(text)
        return not isinstance(read, Unreadable) and self.judge(read).outcome in ("correct", "partial")

    def judge(self, answer: Node) -> Outcome:
        """The outcome of an answer that could be read."""
        found = self._judge_as_read(answer)
        if found.outcome != "incorrect":
            return found
        before = self.key
        shapes = otherwise.readings(self.written, answer, self.kind, one_entry=self.one_entry)
        ranges = said_behind.readings(self.written, answer)
        for (step, says), pairs in ((otherwise.MEANT, shapes), (said_behind.MEANT, ranges)):
            for key, other in pairs:
                self.key = before if key is self.written else self._named(key)
                try:
                    so = self._judge_as_read(other).outcome
                except BadKey:  # one that nobody wrote
                    continue
                if so == "correct" or (so == "undecided" and is_statement(other)):
                    return outcome.undecided(step, says)
        self.key = before
        return outcome.undecided(loci.STEP, loci.OPEN) if self._right_in_parts(answer) else found

    def _right_in_parts(self, answer: Node) -> bool:
        """Whether it isn't wrong where z stands for x + iy."""
        found = loci.parted(self.written, answer, self.row.assume)
        if found is None:
            return False
        key, other, assume = found
        question = Judging(self.row.model_copy(update={"assume": assume}))
        question.key = question.written = key
        return question._judge_as_read(other).outcome != "incorrect"

    def _judge_as_read(self, answer: Node) -> Outcome:
        answer = named.without_set_name(self._unlabelled(answer), self.key, self.said)
        self.key = named.without_set_name(self.key, answer, self.said)
        answer = number_sets.typed(answer, self.key, self.names)
        self.key, answer = (number_sets.lettered(node, self.said) for node in (self.key, answer))
        self.key, answer = (number_sets.restricted(node, self.row.assume) for node in (self.key, answer))
        if self.unordered:
            answer = listed_values.plain(answer)
        names = self.names | names_in(self.key)
        answer = listed_values.numbered(answer, names)
        self.key = listed_values.numbered(self.key, names_in(answer) | self.said)
        asked = self.row.kind is not None
        answer = named.plain(self.key, answer, unordered=self.unordered, asked=asked)
        self.key = named.plain(answer, self.key, unordered=self.unordered, asked=asked)
        answer = definitions.renamed(self.written, answer)
        answer = recurrences.moved(self.written, answer, self.row.assume)
        answer = bare_letters.as_beside(answer, self.key)
        self.key = bare_letters.as_beside(self.key, answer)
        if self.row.kind == "logical":
            answer = truths.as_truth(answer, self.written, str(self.row.key))
        if self.row.kind in SOLVED:
            answer, self.key = _said_of(answer, self.key), _said_of(self.key, answer)
        self.key = imaginary.with_i(self.key, answer, self.said)
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
        if not (conjugates.uses(answer, assume) or conjugates.uses(self.key, assume)):
            return self._judge(answer)
        pair = self.key, answer
        try:
            answer, self.key = (conjugates.written_out(node, assume) for node in (answer, self.key))
            found = self._with_mistakes_in_parts(answer)
            said = any(is_statement(node) or Such in traits(node).kinds for node in pair)
            doubtful = said and self._otherwise_in_the_plane(*pair, found)
        except conjugates.TooLong:
            return outcome.undecided("complex parts")
        return outcome.undecided("complex parts") if doubtful else found

    def _with_mistakes_in_parts(self, answer: Node) -> Outcome:
        assume = self.row.assume
        self.mistakes = [(one, conjugates.written_out(value, assume)) for one, value in self.mistakes]
        return self._judge(answer)

    def _otherwise_in_the_plane(self, key: Node, answer: Node, found: Outcome) -> bool:
        """Whether a statement may be another one for complex letters: who conjugates z may mean these."""
        loose = (conjugates.parted(key) | conjugates.parted(answer)) - self.row.assume.keys()
        if not loose or found.outcome == "undecided":
            return False
        assume = {**self.setting.domain.assume, **dict.fromkeys(loose, "complex")}
        setting = replace(self.setting, domain=Domain(assume))
        key, answer = (conjugates.written_out(node, assume) for node in (key, answer))
        plane = self.compare(key, answer, setting)
        return not (plane.different if found.outcome == "incorrect" else plane.equal)

    def _judge(self, answer: Node) -> Outcome:
        """An angle in degrees is rounded, and compared with one within a tolerance, in degrees."""
        tolerance = self.row.tolerance
        absolute = tolerance is not None and tolerance.absolute is not None
        if not (absolute or self.row.significant_figures or self.row.decimal_places is not None):
            return self._judge_values(answer)
        signed = angles.all_signed(self.key)
        if absolute and signed and not angles.all_signed(answer):
            found = self._judge_values(answer)
            doubtful = found.outcome in ("correct", "partial")
            return outcome.undecided("degrees", angles.WIDE) if doubtful else found
        turned = None if absolute and not signed else angles.in_degrees(self.key, answer)
        return self._judge_values(answer) if turned is None else self._judge_turned(answer, *turned)

    def _judge_turned(self, answer: Node, key: Node, other: Node) -> Outcome:
        """By key and answer in degrees; listed mistakes too."""
        before = self.key, self.mistakes
        listed = [(mistake, angles.number(value)) for mistake, value in self.mistakes]
        self.key, self.mistakes = key, [(mistake, value) for mistake, value in listed if value is not None]
        try:
            found = self._judge_values(other)
        finally:
            self.key, self.mistakes = before
        if found.outcome == "incorrect" and (bare := self._bare(answer)) is not None:
            return bare
        return found

    def _judge_values(self, answer: Node) -> Outcome:
        # Where a number is expressly asked for, letters are a slip of typing. Whether what they say is right
        # must not matter: a refusal costs nothing, so that one could guess for ever with `5 + x - x`.
        if self.row.kind is not None and self._letters_for_a_number(answer):
            return outcome.incorrect("kind", self._kinds(answer))
        answer = collections.in_brackets_of(self.key, answer, self.setting)
        rounded = self.row.significant_figures or self.row.decimal_places is not None
        if rounded and plus_minus.doubtful(self.key, answer):
            return outcome.undecided(plus_minus.STEP, plus_minus.WHICH)
        if rounded:
            found = rounding.judge(
                self.row, self.key, answer, self.setting, any_order=self._values_in_any_order(answer)
            )
            if found is not None and found.outcome == "correct":
                return self._right(answer, rounding.right(found))
            if found is not None and found.outcome == "incorrect" and self.setting.up_to:
                return self._rounded_up_to(answer)
            if found is not None and found.outcome != "incorrect":
                return found if found.outcome != "partial" else self._formless(answer, None, found)
            if found is not None:
                return self._wrong(answer, rounding.refuted(found))
        finding = self.compare(self.key, answer, self.setting)
        if finding.step == "kind" and number_sets.unsettled(self.key, answer):
            finding = undecided("number sets")
        if finding.equal and answer != self.written and not self._has_values(answer):
            finding = undecided("no value")
        if finding.equal:
            amiss = self._strange(answer)
            if amiss is not None:
                return outcome.incorrect("values", f"{outcome.INCORRECT} {amiss}")
            if infinite_ends.reached(answer) and not infinite_ends.reached(self.written):
                return outcome.partial(outcome.FORM_CREDIT, infinite_ends.OPEN, "form", "wrong_form")
            if (
                rounded
                and not self.setting.up_to
                and (left := rounding.unrounded(self.row, self.key, answer))
            ):
                return left if left.outcome != "partial" else self._formless(answer, None, left)
            return self._right(answer, finding)
        if rounded and finding.step != "kind" and self.setting.tolerance is None:
            near = rounding.judge_otherwise(self.row, self.key, answer, self.setting, self.compare)
            if isinstance(near, Outcome):
                return self._right(answer, rounding.right(near)) if near.outcome == "correct" else near
            finding = near
        if finding.undecided:
            return self._doubtful(answer, finding)
        return self._wrong(answer, finding)

    def _has_values(self, answer: Node) -> bool:
        """Whether nothing in it divides by what may be zero in disguise, for all that was compared."""
        if not any(map(worth.doubtful, (self.key, answer))):
            return True
        parts = (*scalars_in(self.key), *scalars_in(answer))
        try:
            return worth.somewhere(*(one for part in parts for one in plus_minus.alternatives(part)))
        except NoValue:
            return False

    def _rounded_up_to(self, answer: Node) -> Outcome:
        """Rounded where more may differ: not what the key is when it is rounded, and it need not be."""
        finding = rounding.compare(self.row, self.key, answer, self.setting, self.compare)
        if finding.different:
            return self._wrong(answer, finding)
        return self._right(answer, finding) if finding.equal else self._doubtful(answer, finding)

    def compare(self, key: Node, answer: Node, setting: Setting) -> Finding:
        """Whether an answer agrees with a key, or with a listed mistake, under the row's own rules."""
        key, answer = number_sets.spelled(key, answer), number_sets.spelled(answer, key)
        try:
            if probability.uses(key, answer):
                return chances.compare(key, answer, setting, self._compare)
            if setting.up_to and both_signs.apply(key, answer):
                return both_signs.each(key, answer, lambda a, b: self._compare(a, b, setting))
            if plus_minus.uses(key, answer):
                return both_signs.compare(key, answer, lambda a, b: self._compare(a, b, setting))
            return self._compare(key, answer, setting)
        except NoValue:  # a part such as 1/0 that no variable can mend
            return undecided("no value")

    def _compare(self, key: Node, answer: Node, setting: Setting) -> Finding:
        if self.column and isinstance(answer, Items):
            key = vectors.value_of(key)
            answer = as_vector(answer, key) if isinstance(key, Matrix) else answer
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
        texts = str(self.row.key), str(self.row.answer)
        if matrix_letters.crossed(*texts) or matrix_letters.cartesian(*texts, self.said):
            return matrix_letters.compare_crossed(key, answer, texts)
        bold = matrix_letters.bold(*texts)
        if not self.row.assume and matrix_letters.meant(key, answer, self.said, bold=bold):
            return matrix_letters.compare(key, answer, setting, compare)
        return compare(key, answer, setting)

    def _strange(self, answer: Node) -> str | None:
        """What is amiss with a value of the answer that is no number, or is missing of those of the key."""
        if not (is_statement(self.key) or is_statement(answer)):
            return None
        mine, theirs = strange_values.strange(self.key), strange_values.strange(answer)
        return None if mine == theirs else theirs or "A value is missing."

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
        usual = outcome.partial(outcome.FORM_CREDIT, f"{right} {amiss}", "form", "wrong_form")
        return self._formless(answer, amiss, usual)

    def _formless(self, answer: Node, amiss: str | None, usual: Outcome) -> Outcome:
        """Right in value but not as asked: a mistake that is listed for just that has its own credit."""
        for alike in (structure.same, lambda value, _: self._amiss_alike(value, answer, amiss)):
            for mistake, value in sorted(self.mistakes, key=lambda pair: -pair[0].credit):
                if alike(value, answer):
                    return outcome.partial(mistake.credit, mistake.says or usual.reason, "form", mistake.name)
        return usual

    def _amiss_alike(self, value: Node, answer: Node, amiss: str | None) -> bool:
        """Whether a listed mistake has the value of the answer, and the same amiss with its form."""
        if amiss is None or self.row.form is None:
            return False
        try:
            told = wrong_form(self.row.form, self.key, value, self.row.variable, self.row.over or RATIONALS)
        except CannotJudge:
            return False
        return told == amiss and self.compare(value, answer, self.setting).equal

    def _doubtful(self, answer: Node, finding: Finding) -> Outcome:
        """Not decided: perhaps because one side has no value at all."""
        if is_scalar(self.key) and equality.undefined(self.key):
            raise BadKey(NO_VALUE)
        if is_scalar(answer) and equality.undefined(answer):
            reason = "Your answer has no value: it divides by zero, or takes the logarithm of zero."
            return outcome.incorrect("undefined", reason)
        if strange_values.one_is_none(answer) and not strange_values.one_is_none(self.key):
            return outcome.incorrect("undefined", f"{outcome.INCORRECT} {strange_values.UNDEFINED}")
        return outcome.undecided(finding.step, finding.note)


def _said_of(node: Node, other: Node) -> Node:
    """±3 as {3, -3}, `x = {3, -3}` as `x ∈ {3, -3}`, where a statement about x stands beside it."""
    return beside.members(plus_minus.as_solutions(node, other), other)
