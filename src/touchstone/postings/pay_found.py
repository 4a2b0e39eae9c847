"""What was found in a text to be its pay, place by place, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from touchstone.core.money import Period
from touchstone.postings.employer import Pay
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity
from touchstone.postings.gazetteer import Gazetteer
from touchstone.postings.outcomes import Doubt
from touchstone.postings.pay_check import OPEN, OPEN_RANGE, check_currency, check_size
from touchstone.postings.pay_marks import NO_MARKS, Marks
from touchstone.postings.pay_requirements import SAY_PAY
from touchstone.postings.pay_said import Why
from touchstone.postings.pay_words import Passed, PayReading, PayWords
from touchstone.postings.places import Place
from touchstone.postings.statements import MOST_SHOWN as MOST_QUOTED
from touchstone.postings.words import listed_places, pay_range

NAME_IT = "If it is the pay there, too, name the place beside it."


@dataclass(frozen=True)
class PayFound:
    """The pay that a text states for the places of a posting."""

    text: str
    reading: PayReading
    places: tuple[Place, ...]
    gazetteer: Gazetteer

    @cached_property
    def _each(self) -> list[tuple[Place | None, PayReading]]:
        if not self.places:
            first = self.reading.local[0] if self.reading.local else self.reading.stated
            clashes = self.reading.clashes if first is self.reading.stated else ()
            return [(None, PayReading(first, self.reading.passed, clashes=clashes))]
        return [(place, self.reading.at(place.id, self.gazetteer)) for place in self.places]

    @cached_property
    def pay(self) -> Pay | None:
        """The pay of the first place that has one."""
        return next((read.stated.pay for _, read in self._each if read.stated), None)

    def at(self, place: str) -> tuple[Pay | None, Doubt | None, Marks]:
        """The pay of one place, an amount that may be it where none is, and what the words say the pay is."""
        read = self.reading.at(place, self.gazetteer)
        if read.stated is None:
            return None, self._doubt(read.passed), NO_MARKS
        return read.stated.pay, None, read.stated.marks

    @property
    def doubt(self) -> Doubt | None:
        """The first amount that may be the pay of the first place."""
        return self._doubt(self._each[0][1].passed)

    def _doubt(self, passed: Sequence[Passed]) -> Doubt | None:
        unsure = [one for one in passed if one.why in (Why.UNSURE, Why.UNREAD)]
        elsewhere = [one for one in passed if one.why is Why.ELSEWHERE]
        for one in (*unsure, *elsewhere):
            place = one.place if one.why is Why.ELSEWHERE else None
            return Doubt(self._quoted(one.span), one.span, place)
        return None

    def findings(self) -> Iterator[Finding]:
        """What was taken as the pay, of which place, and what was not; and what is odd about it."""
        taken: dict[PayWords, list[str]] = {}
        for place, read in self._each:
            if read.stated is not None:
                taken.setdefault(read.stated, []).append(place.name if place else "")
        for stated, names in taken.items():
            yield from _open_range(stated)
            yield from _loose(stated)
            yield from check_size(stated.pay, stated.span)
            yield self._read_as(stated, names if stated.tie and names != [""] else [])
            yield from self._assumed(stated)
            yield from self._clashing(stated)
            yield from self._beside(stated)
            here = [place for place, read in self._each if place and read.stated == stated]
            yield from check_currency(stated.pay.currency, here, stated.span)
        yield from self._passed()

    def _read_as(self, stated: PayWords, names: Sequence[str]) -> Finding:
        words = self.text[slice(*stated.span)].strip()
        where = f" in {listed_places(list(names))}" if names else ""
        said = f"'{words}' is taken as the pay{where}: {pay_range(stated.pay)}{_times(stated)}."
        said += " See whether that is what you mean."
        return Finding("taken-as-pay", Kind.PAY, Severity.INFO, said, span=stated.span, source=OUR_OWN)

    def _clashing(self, stated: PayWords) -> Iterator[Finding]:
        clashes = next((read.clashes for _, read in self._each if read.stated == stated), ())
        for span in clashes:
            said = (
                f"'{self._quoted(stated.span)}' and '{self._quoted(span)}' contradict each other: state one "
                "pay, or beside each for which level, place or part of the pay it is."
            )
            yield Finding("pay-contradiction", Kind.PAY, Severity.WARN, said, span=span, source=OUR_OWN)

    def _beside(self, stated: PayWords) -> Iterator[Finding]:
        """The pay under another kind of contract, which is not the one that laws are held against."""
        for one in next((read.beside for _, read in self._each if read.stated == stated), ()):
            said = (
                f"'{self._quoted(one.span)}' is taken as the pay under another kind of contract: "
                f"{pay_range(one.pay)}. See whether that is what you mean."
            )
            yield Finding("taken-as-pay", Kind.PAY, Severity.INFO, said, span=one.span, source=OUR_OWN)

    def _passed(self) -> Iterator[Finding]:
        """Which amounts were not taken, and why: only where a place has none, or people would wonder."""
        told: set[Passed] = set()
        for place, read in self._each:
            for one in read.passed if read.stated is None else ():
                if one in told:
                    continue
                told.add(one)
                said = f"'{self._quoted(one.span)}' is not taken as the pay"
                if one.place is None or place is None:
                    said = f"{said}: {one.why}. If it is, {SAY_PAY}"
                elif one.why is Why.ELSEWHERE:
                    said = f"{said} in {place.name}: it is stated for {one.place}. {NAME_IT}"
                else:
                    said = f"{said} in {place.name}, since we don't know where '{one.place}' is. {NAME_IT}"
                yield Finding(
                    "not-taken-as-pay", Kind.PAY, Severity.WARN, said, span=one.span, source=OUR_OWN
                )

    def _quoted(self, span: tuple[int, int]) -> str:
        return " ".join(self.text[slice(*span)].split())[:MOST_QUOTED]

    def _assumed(self, stated: PayWords) -> Iterator[Finding]:
        if stated.assumed:
            words = self.text[slice(*stated.span)].strip()
            said = f"'{words}' does not say in which currency: we read it in {stated.pay.currency}. Name it."
            yield Finding("currency-unsaid", Kind.PAY, Severity.WARN, said, span=stated.span, source=OUR_OWN)


def _times(stated: PayWords) -> str:
    """How often a year a month's pay is paid, and what that comes to."""
    times, pay = stated.marks.times, stated.pay
    if times is None or pay.period is not Period.MONTH:
        return ""
    low, high = (None if end is None else end * times for end in (pay.minimum, pay.maximum))
    year = pay.model_copy(update={"minimum": low, "maximum": high, "period": Period.YEAR})
    return f", {times} times a year, which is {pay_range(year)}"


def _loose(stated: PayWords) -> Iterator[Finding]:
    if stated.marks.loose is not None:
        said = (
            f"'{stated.marks.loose}' lets the pay leave the range. State a range that holds what you may pay."
        )
        yield Finding("loose-range", Kind.PAY, Severity.INFO, said, span=stated.span, source=OUR_OWN)


def _open_range(stated: PayWords) -> Iterator[Finding]:
    if stated.pay.minimum is None or stated.pay.maximum is None:
        yield Finding(OPEN_RANGE, Kind.PAY, Severity.WARN, OPEN, span=stated.span, source=OUR_OWN)
