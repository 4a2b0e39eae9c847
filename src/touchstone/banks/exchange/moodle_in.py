"""Reads Moodle XML: multichoice, truefalse, numerical, shortanswer, essay, calculated. Others are named."""

from __future__ import annotations

import math

from touchstone.banks.exchange.found import Found, too_many, unfair
from touchstone.banks.exchange.items import Accepted, Chosen, Item, Kind, Scale, Variable
from touchstone.banks.exchange.markup_in import normal, pictures_in, plain_to_markdown, to_markdown
from touchstone.banks.exchange.xml_tree import Element, NotReadable, parse

_WHY_NOT = {
    "stack": "a STACK question is a programme in Maxima, which is not guessed at",
    "multianswer": "a Cloze question has its answers inside its text",
    "cloze": "a Cloze question has its answers inside its text",
    "matching": "matching pairs have no counterpart here",
    "description": "a description asks nothing",
}
_SILENT = frozenset({"category"})
_RELATIVE, _GEOMETRIC = "1", "3"  # Moodle's numbers for the types of tolerance


def read(content: bytes, file: str) -> Found:
    """All questions of the file that can be taken over. Never raises for what is in it."""
    found = Found(file)
    try:
        root = parse(content)
    except NotReadable as error:
        found.problem(error.line, str(error), column=error.column)
        return found
    if root.name != "quiz":
        found.problem(root.line, f"found the element {root.name!r}, expected 'quiz'", column=root.column)
        return found
    for question in root.all("question"):
        if found.full(question.line):
            continue
        try:
            _question(question, found)
        except _Refused as error:
            found.refuse(error.line or question.line, f"{_name(question)!r}: {error}", column=error.column)
    if not found.items and not found.problems:
        found.problem(root.line, "the file holds no question")
    return found


class _Refused(Exception):
    """Why one question can't be taken over, and where."""

    def __init__(self, reason: str, at: Element | None = None) -> None:
        super().__init__(reason)
        self.line, self.column = (at.line, at.column) if at is not None else (0, 1)


def _question(element: Element, found: Found) -> None:
    kind = element.attributes.get("type", "")
    if kind in _SILENT:
        return
    readers = {
        "multichoice": _choice,
        "truefalse": _true_or_false,
        "numerical": _number,
        "shortanswer": _words,
        "essay": _essay,
        "calculated": _calculated,
    }
    if kind not in readers:
        known = ", ".join(readers)
        raise _Refused(f"{_WHY_NOT.get(kind, f'questions of type {kind!r} are not read')}; read are {known}")
    why = too_many(sum(1 for _ in element.all("answer")))
    if why is not None:
        raise _Refused(why, element)
    item = readers[kind](element)
    text = element.first("questiontext")
    if text is not None and (text.first("file") or pictures_in(text.inner("text"))):
        raise _Refused("the prompt holds a picture, and pictures are not carried over", text)
    if not item.prompt:
        raise _Refused("the prompt is empty", text)
    found.add(item)


def _name(element: Element) -> str:
    return " ".join(element.inner("name", "text").split())[:200] or "a question without a name"


def _item(element: Element, kind: Kind, **fields: object) -> Item:
    tags = element.first("tags")
    return Item(
        name=_name(element),
        kind=kind,
        prompt=_rich(element.first("questiontext")),
        explanation=_rich(element.first("generalfeedback")),
        ident=element.inner("idnumber"),
        tags=tuple(tag.inner("text") for tag in tags.all("tag")) if tags is not None else (),
        line=element.line,
        **fields,  # type: ignore[arg-type]
    )


def _rich(element: Element | None, default: str = "html") -> str:
    """The Markdown of an element that holds a text in one of Moodle's formats."""
    if element is None:
        return ""
    raw = element.inner("text")
    form = element.attributes.get("format", default)
    if form == "plain_text":
        return plain_to_markdown(raw)
    return normal(raw, formulas="$$") if form == "markdown" else to_markdown(raw)


def _share(answer: Element) -> float:
    raw = answer.attributes.get("fraction", "0")
    value = _finite(raw)
    if value is None or not -100 <= value <= 100:
        raise _Refused(f"found the fraction {raw!r}, expected a percentage from -100 to 100", answer)
    return round(value / 100, 7)


def _finite(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _choice(element: Element) -> Item:
    answers = list(element.all("answer"))
    if len(answers) < 2:
        raise _Refused(f"a choice needs two options or more, found {len(answers)}", element)
    chosen = tuple(
        Chosen(_rich(answer), _share(answer), _rich(answer.first("feedback"))) for answer in answers
    )
    single = element.inner("single").lower() not in {"false", "0"}
    why = unfair(chosen, single=single)
    if why is not None:
        raise _Refused(why, element)
    shuffle = element.inner("shuffleanswers").lower() not in {"false", "0"}
    return _item(element, "choice", choices=chosen, single=single, shuffle=shuffle)


def _true_or_false(element: Element) -> Item:
    held = {answer.inner("text").lower(): answer for answer in element.all("answer")}
    if set(held) != {"true", "false"}:
        raise _Refused("the answers of a true-or-false question are 'true' and 'false'", element)
    chosen = tuple(
        Chosen(name.capitalize(), _share(held[name]), _rich(held[name].first("feedback")))
        for name in ("true", "false")
    )
    return _item(element, "truefalse", choices=chosen, shuffle=False)


def _number(element: Element) -> Item:
    if any(True for units in element.all("units") for _ in units.all("unit")):
        raise _Refused("units that are converted into one another are not carried over", element)
    accepted = []
    for answer in element.all("answer"):
        text = answer.inner("text")
        if text == "*":  # “any other answer”: what is said to it, and no mark of its own
            continue
        value = _finite(text.replace(",", "."))
        if value is None:
            raise _Refused(f"found {text!r}, expected a number", answer)
        tolerance = _tolerance(answer)
        feedback = _rich(answer.first("feedback"))
        accepted.append(Accepted(f"{value:.12g}", _share(answer), tolerance, feedback=feedback))
    return _marked(element, "number", accepted)


def _tolerance(answer: Element) -> float:
    raw = answer.inner("tolerance") or "0"
    value = _finite(raw)
    if value is None or value < 0:
        raise _Refused(f"found the tolerance {raw!r}, expected a number of 0 or more", answer)
    return value


def _words(element: Element) -> Item:
    accepted = [
        Accepted(_one_line(answer), _share(answer), feedback=_rich(answer.first("feedback")))
        for answer in element.all("answer")
        if answer.inner("text") != "*"
    ]
    return _marked(element, "text", accepted, case=element.inner("usecase") == "1")


def _one_line(answer: Element) -> str:
    return " ".join(answer.inner("text").split())


def _marked(element: Element, kind: Kind, accepted: list[Accepted], **fields: object) -> Item:
    if not any(answer.share >= 1 for answer in accepted):
        raise _Refused("no answer earns all points", element)
    return _item(element, kind, accepted=tuple(accepted), **fields)


def _essay(element: Element) -> Item:
    return _item(element, "essay", notes=_rich(element.first("graderinfo")))


def _calculated(element: Element) -> Item:
    accepted = []
    for answer in element.all("answer"):
        how = answer.inner("tolerancetype") or _RELATIVE
        if how == _GEOMETRIC:
            raise _Refused("a geometric tolerance has no counterpart here", answer)
        scale: Scale = "relative" if how == _RELATIVE else "absolute"
        formula = answer.inner("text")
        feedback = _rich(answer.first("feedback"))
        accepted.append(Accepted(formula, _share(answer), _tolerance(answer), scale, feedback))
    variables = tuple(_variable(one) for held in element.all("dataset_definitions") for one in held.children)
    return _marked(element, "calculated", accepted, variables=variables)


def _variable(element: Element) -> Variable:
    name = element.inner("name", "text")
    bounds = [element.inner(side, "text") for side in ("minimum", "maximum", "decimals")]
    low, high, decimals = (_finite(text) for text in bounds)
    if low is None or high is None or decimals is None or not 0 <= decimals <= 9:
        raise _Refused(f"the wild card {name!r} has no range: found {', '.join(map(repr, bounds))}", element)
    if element.inner("distribution", "text") not in {"uniform", ""}:
        raise _Refused(f"the wild card {name!r} is not uniform", element)
    held = element.first("dataset_items")
    values = [_finite(item.inner("value")) for item in held.all("dataset_item")] if held is not None else []
    kept = tuple(value for value in values if value is not None)
    return Variable(name, low, high, int(decimals), kept)
