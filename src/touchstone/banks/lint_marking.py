"""Linter rules about how answers are marked and proved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from touchstone.banks import keys, walk
from touchstone.banks.answers import Answer
from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.question import Question, Task
from touchstone.banks.template import parse
from touchstone.banks.typed import asked_digits
from touchstone.core.located_yaml import Where

FEW_UNITS = 5  # of the last digit asked for: room for a rounding on the way
WIDE = 0.05  # a relative tolerance that swallows most slips worth telling apart
_ROUND = re.compile(r"\bround(ed)?\b|\bapproximat\w+|\babout\b", re.IGNORECASE)
_UNITS = re.compile(
    r"\}\}\s*(ms|milliseconds|seconds|minutes|hours|days|GB|MB|kB|MiB|GiB|bytes|USD|EUR|GBP|PLN|dollars|euros|"
    r"requests per second|rows|km|kg|metres|°C|%|per cent|percent)(?![a-z])"
)
_FAMILIES: tuple[dict[str, int], ...] = tuple(
    {word: place for place, words in enumerate(sizes) for word in words.split()}
    for sizes in (
        ("ms millisecond milliseconds", "s second seconds", "min minute minutes", "h hour hours", "day days"),
        ("byte bytes", "kb kilobytes", "mb megabytes", "gb gigabytes", "tb terabytes"),
        ("g grams", "kg kilograms", "t tonnes"),
        ("mm millimetres", "cm centimetres", "m metres", "km kilometres"),
    )
)
_ASKED_UNIT = re.compile(r"\b(?:in|how many|number of)\s+([A-Za-z]+)\b", re.IGNORECASE)


def rounding(entry: Entry) -> Iterator[Finding]:
    """The prompt and the marking agree on how far to round."""
    question = entry.question
    for base, _, task in walk.tasks(question):
        if task.answer is not None:
            where = (*base, "prompt") if base else ("prompt",)
            yield from digits(where, task.answer, _prompt(question, task))


def digits(where: Where, answer: Answer, prompt: str) -> Iterator[Finding]:
    """What a prompt says of digits, compared with how the answer is marked."""
    places, figures = asked_digits(prompt)
    for said, marked, what in (
        (places, answer.decimal_places, "decimal places"),
        (figures, answer.significant_figures, "significant figures"),
    ):
        if marked is not None and said != marked:
            yield Finding(where, f"the answer must have {marked} {what}, which the prompt does not say")
        elif said is not None and marked is None and answer.tolerance is None:
            hint = "add `tolerance:` to the answer"
            yield Finding(where, f"the prompt asks for {said} {what}, yet the marking is exact", hint)
    if places is not None or figures is not None:
        yield from _width(where, answer, places, figures)
    elif answer.tolerance is not None and not _says_closeness(prompt):
        hint = "say it, such as “to two decimal places” or “within 1 %”"
        yield Finding(
            where, "a rounded answer is accepted, and the prompt does not say how far to round", hint
        )
    elif answer.tolerance is None and answer.decimal_places is None and _ROUND.search(prompt):
        message = "the prompt speaks of rounding and does not say how far"
        yield Finding(where, message, text=_first(_ROUND, prompt))


def _width(where: Where, answer: Answer, places: int | None, figures: int | None) -> Iterator[Finding]:
    """The tolerance holds every rightly rounded answer and not much more: half a unit to a few units."""
    tolerance = answer.tolerance
    if tolerance is None:
        return
    unit = 10.0**-places if places is not None else 10.0 ** (1 - (figures or 1))
    given = tolerance.absolute if places is not None else tolerance.relative
    fair = unit / 2 if places is not None else unit / 20  # the leading digits of a number may be 9.99
    if given is not None and given < fair * (1 - 1e-9):
        message = f"the tolerance {given:g} refuses a right answer that is rounded as the prompt asks"
        yield Finding(where, message, f"about {unit:g}")
    if given is not None and given > FEW_UNITS * unit:
        what = "decimal places" if places is not None else "significant figures"
        message = f"the tolerance {given:g} accepts more than the {places or figures} {what} asked for"
        yield Finding(where, message, f"about {unit:g}")


def _says_closeness(prompt: str) -> bool:
    return bool(
        re.search(r"\bwithin\b|\bexact|\bround|\bnearest\b|\bdecimal|\bsignificant", prompt, re.IGNORECASE)
    )


def unit(entry: Entry) -> Iterator[Finding]:
    """An answer beside figures with units says its own unit, or that it has none."""
    question = entry.question
    for base, _, task in walk.tasks(question):
        answer = task.answer
        if answer is None or answer.kind not in (None, "number"):
            continue
        raw = question.prompt + "\n" + (task.prompt if base else "")
        if answer.unit is not None:
            yield from _other_unit((*base, "answer", "unit"), answer.unit, task.prompt if base else raw)
            continue
        match = _UNITS.search(raw)
        if match is not None:
            hint = "add `unit: …`, or `unit: none` where the answer has none"
            yield Finding(
                (*base, "answer"), f"the prompt counts in {match.group(1)}; the answer names no unit", hint
            )


def _other_unit(where: Where, named: str, prompt: str) -> Iterator[Finding]:
    """The unit that the prompt asks for is the one that the answer names."""
    asked = [match.group(1).lower() for match in _ASKED_UNIT.finditer(prompt)]
    family = next((sizes for sizes in _FAMILIES if named.lower() in sizes), None)
    if family is None:
        return
    found = [word for word in asked if word in family]
    if found and all(family[word] != family[named.lower()] for word in found):
        message = f"the prompt asks for {found[-1]}, and the unit of the answer is {named}"
        yield Finding(where, message, "let both say the same")


def wide_tolerance(entry: Entry) -> Iterator[Finding]:
    """A tolerance is small enough to tell right from wrong."""
    for base, _, task in walk.tasks(entry.question):
        if task.answer is not None and too_wide(task.answer):
            message = "the relative tolerance accepts most wrong answers"
            yield Finding((*base, "answer", "tolerance"), message, f"at most {WIDE:g}")


def too_wide(answer: Answer) -> bool:
    """Whether a relative tolerance is too wide to tell right from wrong."""
    return answer.tolerance is not None and (answer.tolerance.relative or 0) > WIDE


def unused_parameter(entry: Entry) -> Iterator[Finding]:
    """Every parameter and derived value is used by something."""
    question = entry.question
    used = _used(question)
    for name, param in question.params.items():
        names = set(param.together[0]) if hasattr(param, "together") else {name}
        for unused in sorted(names - used):
            yield Finding(("params", name), f"the parameter {unused!r} is drawn and never used")
    for name in question.let:
        if name not in used:
            yield Finding(("let", name), f"the derived value {name!r} is never used")


def _used(question: Question) -> set[str]:
    used: set[str] = set()
    every = walk.scope(question)
    names = every.base | every.words | {part_id for part_id, _ in question.tasks}
    texts = [(spot.text, spot.where) for spot in walk.expressions(question)]
    for spot in walk.templates(question):
        texts.extend((slot.expression, spot.where) for slot in parse(spot.text).slots)
    for text, _ in texts:
        found = keys.read_key(text, names)
        if not isinstance(found, keys.Bad):
            used |= set(keys.free_names(found)) | keys.lists_of(found)
    return used


def no_mistakes(entry: Entry) -> Iterator[Finding]:
    """A question in mathematics lists at least one mistake, which is what makes its verdict helpful."""
    maths = [task for _, task in entry.question.tasks if task.answer is not None]
    if maths and not any(task.mistakes for task in maths):
        yield Finding(("id",), "no mistake is listed", "add the wrong answer that people give most often")


def follow_ups(entry: Entry) -> Iterator[Finding]:
    """Two questions on the candidate's own numbers follow each one in mathematics."""
    question = entry.question
    if question.kind in ("maths", "sql") and len(question.follow_ups) < 2:
        hint = "such as “n doubles: what happens to the width?”"
        yield Finding(("id",), f"it has {len(question.follow_ups)} of two follow-ups", hint)
    asked = [" ".join(one.ask.lower().split()) for one in question.follow_ups]
    for index, text in enumerate(asked):
        if text in asked[:index]:
            yield Finding(("follow_ups", index, "ask"), "this follow-up is asked already")


def _prompt(question: Question, task: Task) -> str:
    return question.prompt if task is question else f"{question.prompt}\n{task.prompt}"


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group(0) if match else ""
