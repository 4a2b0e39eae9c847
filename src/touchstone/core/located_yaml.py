"""Strict YAML that remembers where everything stood.

Content comes from strangers, so this reader builds nothing but text, numbers, booleans, nulls, lists and
mappings. Anchors (the billion-laughs bomb), tags (`!!python/object`), duplicate keys, several documents and
oversized or deeply nested files are refused. Only `true`, `false`, `null`, decimal integers and decimal
fractions are resolved: `NO`, `12:30` and `010` stay the text that was typed.
"""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from touchstone.core.files import read_text
from touchstone.core.problems import Problem, shown_path
from touchstone.core.written import Written, lossless
from touchstone.core.yaml_words import in_words

Key: TypeAlias = str | int
Where: TypeAlias = tuple[Key, ...]
Place: TypeAlias = tuple[int, int]

MAX_BYTES = 4_000_000  # a bank of 2,000 questions is near 2.5 MB
MAX_DEPTH = 24  # our deepest content nests 8 levels
MAX_DIGITS = 60  # more than any figure in a bank; Python's own int() limit is 4,300
KEPT = sys.float_info.dig  # a float gives so many digits back as they were written

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster

# Where it is written into a file again it is a float as any other.
yaml.SafeDumper.add_representer(Written, yaml.SafeDumper.represent_float)


@dataclass(frozen=True)
class Located:
    """Plain data with the line and column (from 1) of each value, by its path from the root."""

    file: str
    data: Any
    places: dict[Where, Place] = field(default_factory=dict)
    keys: dict[Where, Place] = field(default_factory=dict)

    def place(self, where: Where) -> Place:
        """The place of the value at `where`, or of its nearest ancestor that is in the file."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, (1, 1))

    def key_place(self, where: Where) -> Place:
        """The place of the key that names the value at `where`."""
        return self.keys.get(where) or self.place(where)

    def problem(self, where: Where, message: str, hint: str | None = None, *, key: bool = False) -> Problem:
        """A problem at a value (or, with `key`, at the key that names it)."""
        line, column = self.key_place(where) if key else self.place(where)
        return Problem(self.file, line, column, message, hint)


class _Refused(Exception):
    def __init__(self, message: str, mark: Any, hint: str | None = None) -> None:
        super().__init__(message)
        self.mark = mark
        self.hint = hint


def load_file(path: Path, *, name: str | None = None) -> Located | Problem:
    """Read one YAML file. Never raises for what is in the file; a problem names its line and column."""
    text = read_text(path, MAX_BYTES, name=name)
    if isinstance(text, Problem):
        return text
    return load_text(text, name=name or shown_path(path))


def load_text(text: str, *, name: str = "<text>") -> Located | Problem:
    """Read YAML from text; the twin of `load_file`."""
    if len(text) > MAX_BYTES:
        return Problem(name, 0, 0, f"the text is longer than {MAX_BYTES:,} characters", "split it in two")
    builder = _Builder(name)
    try:
        return builder.build(text)
    except _Refused as refused:
        return Problem(name, refused.mark.line + 1, refused.mark.column + 1, str(refused), refused.hint)
    except yaml.MarkedYAMLError as error:
        mark, said = in_words(error, text)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return Problem(name, line, column, f"this is not YAML: {said}")
    except yaml.YAMLError as error:
        return _unreadable(text, name) or Problem(
            name, 0, 0, f"this is not YAML: {str(error).splitlines()[0]}"
        )


def _unreadable(text: str, name: str) -> Problem | None:
    """The first character that no YAML may hold, at its place: the parser tells neither line nor column."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    said = f"this is not YAML: the control character U+{ord(found.group()):04X} can't stand in it"
    return Problem(name, line, column, said, "delete it")


class _Builder:
    """Turns the parser's events into data and a map of places."""

    def __init__(self, name: str) -> None:
        self.located = Located(name, None)
        self.events: Any = iter(())

    def build(self, text: str) -> Located:
        loader = _LOADER(text)
        self.events = iter(loader.get_event, None)  # as `yaml.parse` does, without a call more for each
        try:
            return self.read()
        finally:
            loader.dispose()

    def read(self) -> Located:
        documents, data = 0, None
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    hint = "one file, one document"
                    raise _Refused("a second document starts here", event.start_mark, hint)
            elif isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
                data = self.value(event, (), 0)
        return Located(self.located.file, data, self.located.places, self.located.keys)

    def value(self, event: Any, where: Where, depth: int) -> Any:
        if isinstance(event, AliasEvent):
            raise _Refused("aliases (*name) are not allowed", event.start_mark, "write the value out")
        if event.anchor is not None:
            raise _Refused("anchors (&name) are not allowed", event.start_mark, "write the value out")
        if event.tag is not None:
            raise _Refused(f"tags ({event.tag}) are not allowed", event.start_mark)
        if depth > MAX_DEPTH:
            raise _Refused(f"nested deeper than {MAX_DEPTH} levels", event.start_mark)
        self.located.places[where] = _place(event)
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(where, depth)
        return self.mapping(where, depth)

    def sequence(self, where: Where, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self.value(event, (*where, len(items)), depth + 1))
        return items

    def mapping(self, where: Where, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                raise _Refused("a key must be plain text", event.start_mark)
            key, inner = event.value, (*where, event.value)
            if key == "<<":
                raise _Refused("merge keys (<<) are not allowed", event.start_mark, "write the values out")
            if key in found:
                first = self.located.keys[inner][0]
                raise _Refused(f"the key {key!r} stands twice", event.start_mark, f"first on line {first}")
            self.located.keys[inner] = _place(event)
            found[key] = self.value(next(self.events), inner, depth + 1)
        return found


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: ScalarEvent) -> Any:
    text: str = event.value
    if event.style:  # quoted or block text is text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > MAX_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and math.isfinite(number := float(text)):
        return number if len(text) <= KEPT else lossless(text)
    return text
