"""XML from strangers as a small tree with line numbers.

Document types are refused, and with them entities of the file's own: no billion laughs, no file of the server
read through `SYSTEM`. Depth, size and number of elements are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_ELEMENTS = 500_000
DEEPEST = 60


class NotReadable(Exception):
    """The file as a whole can't be read: why, and at which line and column (0: everywhere)."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.line, self.column = line, column


@dataclass
class Element:
    """One element: name, attributes, its own text without that of its children, and where it began."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters directly inside it."""
        return "".join(self.pieces)

    def all(self, name: str) -> Iterator[Element]:
        """Its children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """Its first child of that name."""
        return next(self.all(name), None)

    def inner(self, *names: str) -> str:
        """The text at the end of a path of names, stripped; empty where there is none."""
        here: Element | None = self
        for name in names:
            here = here.first(name) if here is not None else None
        return here.text.strip() if here is not None else ""


def parse(content: bytes) -> Element:
    """The root element. Raises NotReadable."""
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)
    except expat.ExpatError as error:
        reason = f"this is not XML: {expat.ErrorString(error.code)}"
        raise NotReadable(reason, error.lineno, error.offset + 1) from None
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise NotReadable(f"this is not XML: {error}") from None
    assert builder.root is not None
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def _refuse(self, *_: object) -> int:
        raise self._stop("a document type or entity is declared, which an exchange file never needs")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise self._stop(f"more than {MOST_ELEMENTS:,} elements")
        if len(self._open) >= DEEPEST:
            raise self._stop(f"elements are nested deeper than {DEEPEST} levels")
        parser = self.parser
        made = Element(name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if self._open:
            self._open[-1].children.append(made)
        else:
            self.root = made
        self._open.append(made)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _data(self, data: str) -> None:
        if self._open:
            self._open[-1].pieces.append(data)

    def _stop(self, reason: str) -> NotReadable:
        return NotReadable(reason, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
