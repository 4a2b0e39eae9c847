"""Why an answer is wrong: a listed mistake, a usual slip, or what a person should look at."""

from __future__ import annotations

from dataclasses import replace

from touchstone.maths import (
    mistakes,
    outcome,
    rounding,
    slips,
)
from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.keys import BadKey
from touchstone.maths.kinds import (
    angles,
    antiderivatives,
    conventions,
    expected,
    probabilities,
    signs,
)
from touchstone.maths.kinds.shape import WORDS, is_scalar, lettered, shape_of, typed_words
from touchstone.maths.outcome import Outcome
from touchstone.maths.question import Question
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Node
from touchstone.maths.verdict import Finding

NO_CONSTANT = "The function is right, but the constant of integration is missing."


class Refuting(Question):
    """A question beside answers that were found different."""

    def compare(self, key: Node, answer: Node, setting: Setting) -> Finding:
        """Whether an answer agrees with a key, or with a listed mistake, under the row's own rules."""
        raise NotImplementedError

    def _wrong(self, answer: Node, finding: Finding) -> Outcome:
        """Refuted; the best-paid mistake that explains it, else a usual slip, else just wrong."""
        if self.setting.rounded_key and finding.step != "kind" and self.setting.tolerance is None:
            near = replace(self.setting, tolerance=Tolerance(relative=rounding.KNOWN))
            if not self.compare(self.key, answer, near).different:
                return outcome.undecided(rounding.STEP, rounding.TOO_NEAR)
        listed = self._listed(answer, finding)
        if listed is not None:
            return listed
        if finding.step == antiderivatives.MISSING:
            return outcome.partial(outcome.FORM_CREDIT, NO_CONSTANT, "derivative", "missing_constant")
        if finding.step == "kind":
            if self.compare(self.key, self.key, self.setting).step == "kind":
                raise BadKey(f"No answer could be right: the key is {WORDS[shape_of(self.key)]}.")
            return outcome.incorrect(finding.step, self._kinds(answer))
        if self._letters_for_a_number(answer):
            return outcome.incorrect(finding.step, f"{outcome.INCORRECT} {self._kinds(answer)}")
        if (bare := self._bare(answer)) is not None:
            return bare
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

    def _bare(self, answer: Node) -> Outcome | None:
        """A person's, where an angle has its sign on one side alone and its number is right."""
        if (pair := angles.other(self.key, answer)) is None:
            return None
        key, typed, says = pair
        near = self._like_mistake(key, typed, self.setting)
        return outcome.undecided("degrees", says) if near.equal else None

    def _foreign(self, answer: Node) -> str:
        """Letters that nobody asks for, in a sentence; without `names` a row tells those of its key alone."""
        found = expected.foreign(self.kind, answer, self.names) if "renaming" not in self.row.up_to else ""
        return found and f"{found} of {'this question' if self.row.names else 'the expected answer'}."

    def _roughly(self) -> Setting:
        """The setting of the row; with a tolerance too where digits are asked for."""
        if self._asks_exactly() or self.setting.tolerance is not None:
            return self.setting
        return replace(self.setting, tolerance=Tolerance(figures=self.row.significant_figures or 1))

    def _asks_exactly(self) -> bool:
        row = self.row
        return self.setting.tolerance is None and not row.significant_figures and row.decimal_places is None

    def _like_mistake(self, value: Node, answer: Node, setting: Setting) -> Finding:
        """A listed mistake may be rounded as the right answer has to be, or to more digits."""
        found = self.compare(value, answer, setting)
        if found.equal or self._asks_exactly() or self.setting.up_to or setting.tolerance is not None:
            return found
        rounded = rounding.judge(
            self.row, value, answer, setting, any_order=self._values_in_any_order(answer)
        )
        alike = rounded is not None and rounded.outcome in ("correct", "partial")
        return rounding.right(rounded) if rounded is not None and alike else found

    def _listed(self, answer: Node, finding: Finding) -> Outcome | None:
        # Who differentiates instead of integrating writes no constant, nor does who forgets it.
        without = self.kind == "antiderivative"
        setting = replace(self.setting, constant_required=False) if without else self.setting
        for mistake, value in sorted(self.mistakes, key=lambda pair: -pair[0].credit):
            found = self._like_mistake(value, answer, setting)
            if found.equal and mistakes.stands_for(value, answer):
                says = mistake.says or (NO_CONSTANT if finding.step == antiderivatives.MISSING else "")
                return outcome.partial(mistake.credit, says, found.step, mistake.name)
        return None

    def _kinds(self, answer: Node) -> str | None:
        asked, typed = WORDS[self.kind], typed_words(answer, self.kind)
        return f"This question asks for {asked}; you typed {typed}." if asked != typed else None

    def _letters_for_a_number(self, answer: Node) -> bool:
        return lettered(answer, self.kind) and is_scalar(self.key) and not names_in(self.key)

    def _values_in_any_order(self, answer: Node) -> bool:
        return isinstance(self.key, Items) and isinstance(answer, Items) and self._any_order(answer)

    def _any_order(self, answer: Items) -> bool:
        return self.unordered or (self.without_order and answer.kind == "set")
