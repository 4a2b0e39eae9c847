"""Writes Moodle XML, which Moodle and its kin import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from touchstone.banks.exchange.items import Accepted, Chosen, Item
from touchstone.banks.exchange.markup_out import to_html

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {
    "choice": "multichoice",
    "truefalse": "truefalse",
    "number": "numerical",
    "text": "shortanswer",
    "essay": "essay",
    "calculated": "calculated",
}


def write(items: Iterable[Item], *, category: str = "Touchstone") -> bytes:
    """The file, in UTF-8, with all questions in one category."""
    quiz = ET.Element("quiz")
    head = ET.SubElement(quiz, "question", type="category")
    _text(ET.SubElement(head, "category"), f"$course$/top/{category.replace('/', '//')}")
    for item in items:
        quiz.append(_question(item))
    ET.indent(quiz)
    content: bytes = b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(quiz, encoding="utf-8") + b"\n"
    return content


def _question(item: Item) -> ET.Element:
    question = ET.Element("question", type=_TYPES[item.kind])
    _text(ET.SubElement(question, "name"), item.name)
    _rich(question, "questiontext", item.prompt)
    _rich(question, "generalfeedback", item.explanation)
    _plain(question, "defaultgrade", "1")
    _plain(question, "penalty", "0.3333333" if item.kind != "truefalse" else "1")
    _plain(question, "hidden", "0")
    _plain(question, "idnumber", item.ident)
    if item.kind == "choice":
        _plain(question, "single", str(item.single).lower())
        _plain(question, "shuffleanswers", str(item.shuffle).lower())
        _plain(question, "answernumbering", "abc")
    if item.kind == "text":
        _plain(question, "usecase", str(int(item.case)))
    if item.kind == "essay":
        _plain(question, "responseformat", "editor")
        _rich(question, "graderinfo", item.notes)
    for choice in item.choices:
        _option(question, item, choice)
    for accepted in item.accepted:
        _answer(question, item, accepted)
    _variables(question, item)
    if item.tags:
        tags = ET.SubElement(question, "tags")
        for tag in item.tags:
            _text(ET.SubElement(tags, "tag"), tag)
    return question


def _option(question: ET.Element, item: Item, choice: Chosen) -> None:
    answer = ET.SubElement(question, "answer", fraction=percent(choice.share), format="html")
    text = choice.text.lower() if item.kind == "truefalse" else to_html(choice.text)
    ET.SubElement(answer, "text").text = _allowed(text)
    _rich(answer, "feedback", choice.feedback)


def _answer(question: ET.Element, item: Item, accepted: Accepted) -> None:
    fraction = percent(accepted.share)
    answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
    ET.SubElement(answer, "text").text = _allowed(accepted.value)
    if accepted.tolerance is not None:
        _plain(answer, "tolerance", f"{accepted.tolerance:.12g}")
    if item.kind == "calculated":
        _plain(answer, "tolerancetype", "1" if accepted.scale == "relative" else "2")
        _plain(answer, "correctanswerformat", "1")
        _plain(answer, "correctanswerlength", "4")
    _rich(answer, "feedback", accepted.feedback)


def _variables(question: ET.Element, item: Item) -> None:
    if not item.variables:
        return
    held = ET.SubElement(question, "dataset_definitions")
    for variable in item.variables:
        one = ET.SubElement(held, "dataset_definition")
        _text(ET.SubElement(one, "status"), "private")
        _text(ET.SubElement(one, "name"), variable.name)
        _plain(one, "type", "calculated")
        _text(ET.SubElement(one, "distribution"), "uniform")
        _text(ET.SubElement(one, "minimum"), f"{variable.low:.12g}")
        _text(ET.SubElement(one, "maximum"), f"{variable.high:.12g}")
        _text(ET.SubElement(one, "decimals"), str(variable.decimals))
        _plain(one, "itemcount", str(len(variable.values)))
        items = ET.SubElement(one, "dataset_items")
        for number, value in enumerate(variable.values, 1):
            item_ = ET.SubElement(items, "dataset_item")
            _plain(item_, "number", str(number))
            _plain(item_, "value", f"{value:.12g}")
        _plain(one, "number_of_items", str(len(variable.values)))


def percent(share: float) -> str:
    """A share as Moodle writes it: 100, 33.33333, -50."""
    return f"{share * 100:.5f}".rstrip("0").rstrip(".")


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = _allowed(text)


def _plain(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _allowed(text)


def _rich(parent: ET.Element, name: str, markdown: str) -> None:
    _text(ET.SubElement(parent, name, format="html"), to_html(markdown))


def _allowed(text: str) -> str:
    """Without the characters that XML can't hold at all: controls, halves of surrogate pairs."""
    return _NOT_XML.sub("", text)
