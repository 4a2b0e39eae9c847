"""Linter rules about what a text is made of: markup, links, hidden characters, sums of money as formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from touchstone.banks import keys, walk
from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.question import Question
from touchstone.banks.template import parse

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_MARKUP = re.compile(
    r"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>|<!--|\b(?:javascript|data|vbscript):\S|!?\[[^\]\n]*\]\([^)\n]*\)|"
    r"https?://\S+|\\(?:href|url|input|include|includegraphics|def|gdef|let|rule|html\w*|write)\b",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"(?<![\\$])\$(?!\$)((?:\\.|[^$\\])+)\$")
_COMMAND = re.compile(r"\\(?:text|mathrm|operatorname|textbf|mathit)\s*\{[^{}]*\}|\\[a-zA-Z]+|[_^]\{[^{}]*\}")
_WORDS = re.compile(r"(?<![a-zA-Z])[a-z]{2,}(?![a-zA-Z])")
_FINE = frozenset({"\u200d", "\ufe0f"})  # they hold an emoji together


def markup(entry: Entry) -> Iterator[Finding]:
    """A text is Markdown with formulas: no tag, no link, no command that reaches out of it."""
    for spot in walk.templates(entry.question):
        match = _MARKUP.search(_blanked(spot.text))
        if match is not None:
            said = f"{match.group(0)[:40]!r} is shown as text or not at all"
            yield Finding(spot.where, said, "plain words; code stands between backticks", match.group(0))


def hidden_characters(entry: Entry) -> Iterator[Finding]:
    """Nothing stands in a text that nobody sees: it could turn what is read, or break a search."""
    for spot in walk.templates(entry.question):
        for character in dict.fromkeys(spot.text):
            hidden = unicodedata.category(character) in {"Cf", "Zl", "Zp", "Co"} or character == "\x85"
            if hidden and character not in _FINE:
                name = unicodedata.name(character, "a control character").lower()
                said = f"an invisible character, U+{ord(character):04X} ({name})"
                yield Finding(spot.where, said, "delete it", character)


def money(entry: Entry) -> Iterator[Finding]:
    """Between dollar signs stands a formula, and not the words between two sums of money."""
    for spot in walk.templates(entry.question):
        for match in _FORMULA.finditer(_blanked(spot.text)):
            inside = _COMMAND.sub(" ", match.group(1))
            if re.match(r"\s*[\d,.]+\s", inside) and _WORDS.search(inside) and inside.endswith((" ", "(")):
                hint = "write `USD 5`, or a dollar sign as \\$"
                said = f"these words are shown as a formula: {match.group(0)[:40]!r}"
                yield Finding(spot.where, said, hint, match.group(0))


def figure_in_words(entry: Entry) -> Iterator[Finding]:
    """What a person who can't see a figure hears of it names its numbers, where these are drawn."""
    question = entry.question
    if question.figure is None:
        return
    slots = parse(question.figure.alternative).slots
    told = _drawn([slot.expression for slot in slots], question)
    for index, column in enumerate(question.figure.columns):
        shown = _drawn([column.values], question) if column.values is not None else set()
        if shown and told.isdisjoint(shown):
            where = ("figure", "columns", index, "values")
            message = f"the alternative in words says nothing of the column {column.title!r}"
            yield Finding(where, message, "name its values there through slots, such as {{ x | list }}")


def _drawn(texts: Iterable[str], question: Question) -> set[str]:
    """The parameters that expressions use, through derived values too."""
    known = walk.scope(question).values
    waiting, seen = list(texts), set[str]()
    while waiting:
        node = keys.read_key(waiting.pop(), known)
        if not isinstance(node, keys.Bad):
            new = (set(keys.free_names(node)) | keys.lists_of(node)) - seen
            seen |= new
            waiting += [question.let[name] for name in new if name in question.let]
    return seen - set(question.let)


def _blanked(text: str) -> str:
    """The text with blanks in place of code and slots, so that places stay."""
    text = _CODE.sub(lambda match: " " * len(match.group()), text)
    return _SLOT.sub(lambda match: " " * len(match.group()), text)
