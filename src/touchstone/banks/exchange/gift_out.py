"""Writes GIFT: one question a block, texts as HTML, marks escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from touchstone.banks.exchange.items import Accepted, Chosen, Item
from touchstone.banks.exchange.markup_out import to_html
from touchstone.banks.exchange.moodle_out import percent

_MARKS = re.compile(r"[\\~=#{}:]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def write(items: Iterable[Item], *, category: str = "Touchstone") -> bytes:
    """The file, in UTF-8. What has no place in GIFT (`carried` says None) is left out."""
    blocks = [_block(item) for item in items if carried(item) is not None]
    head = f"$CATEGORY: $course$/top/{' '.join(category.split()).replace('/', '//')}"
    return ("\n\n".join([head, *blocks]) + "\n").encode()


def carried(item: Item) -> Item | None:
    """The item without what GIFT can't say: order of options, notes for markers, capital letters."""
    if item.kind == "calculated" or (item.kind == "text" and any("->" in one.value for one in item.accepted)):
        return None  # GIFT takes an arrow for a matching pair
    if item.kind == "choice" and item.single and all(choice.share >= 1 for choice in item.choices):
        return None  # right answers alone are words to type
    shuffle = item.kind != "truefalse"
    return replace(item, notes="", shuffle=shuffle, case=False)


def _block(item: Item) -> str:
    labels = [f"[id:{_label(item.ident)}]"] if item.ident else []
    labels += [f"[tag:{_label(tag)}]" for tag in item.tags]
    head = ["// " + " ".join(labels)] if labels else []
    name = escape(" ".join(item.name.split()))
    explanation = f"####{_rich(item.explanation)}" if item.explanation else ""
    return "\n".join([*head, f"::{name}::[html]{_rich(item.prompt)}{{{_answers(item)}{explanation}}}"])


def _answers(item: Item) -> str:
    if item.kind == "essay":
        return ""
    if item.kind == "truefalse":
        return _true_or_false(item)
    if item.kind == "choice":
        return "".join("\n\t" + _option(item, choice) for choice in item.choices) + "\n"
    start = "#" if item.kind == "number" else ""
    return start + "".join("\n\t" + _accepted(answer) for answer in item.accepted) + "\n"


def _true_or_false(item: Item) -> str:
    true, false = item.choices
    right, wrong = (true, false) if true.share >= false.share else (false, true)
    said = [_rich(wrong.feedback), _rich(right.feedback)]
    while said and not said[-1]:
        said.pop()
    return ("TRUE" if right is true else "FALSE") + "".join(f"#{text}" for text in said)


def _option(item: Item, choice: Chosen) -> str:
    if item.single and choice.share >= 1:
        mark = "="
    else:
        mark = "~" + (f"%{percent(choice.share)}%" if choice.share or not item.single else "")
    return mark + _rich(choice.text) + (f"#{_rich(choice.feedback)}" if choice.feedback else "")


def _accepted(answer: Accepted) -> str:
    whole = answer.share >= 1 and not answer.value.startswith("%")
    weight = "" if whole else f"%{percent(answer.share)}%"
    number = answer.tolerance is not None
    value = f"{answer.value}:{answer.tolerance:.12g}" if number else escape(answer.value)
    return f"={weight}{value}" + (f"#{_rich(answer.feedback)}" if answer.feedback else "")


def escape(text: str) -> str:
    """Text in which no mark of GIFT means anything, on one line."""
    escaped = _MARKS.sub(lambda mark: "\\" + mark[0], _CONTROL.sub("", text))
    return escaped.replace("\n", "\\n")


def _rich(markdown: str) -> str:
    return escape(to_html(markdown))


def _label(text: str) -> str:
    return re.sub(r"[\]\\]", lambda mark: "\\" + mark[0], " ".join(_CONTROL.sub("", text).split()))
