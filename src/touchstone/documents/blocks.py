"""Markdown as a tree of plain blocks: what the writers of Word and PDF documents start from.

The tree holds text and nothing else: of a tag, a script or an image only its characters are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from markdown_it.tree import SyntaxTreeNode

from touchstone.documents.printed import reader

DEEPEST_LIST = 5  # deeper points stand at this depth: no page is wide enough for more
_SAFE_LINK = re.compile(r"(https?|mailto):\S+", re.IGNORECASE)
# What XML can't hold, and controls that no font has; tabs and line ends are kept.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class About:
    """What a file says about itself. `made_from` is its content's hash; `on`, its day, keeps bytes equal."""

    title: str
    author: str = ""
    language: str = "en"
    footer: str = ""
    made_from: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Words:
    """A run of text; `link` is an http, https or mailto address, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Formula:
    """LaTeX as typed, without its dollars; `display` when it stands on a line of its own."""

    latex: str
    display: bool


@dataclass(frozen=True)
class LineBreak:
    """A new line inside a paragraph."""


Inline: TypeAlias = Words | Formula | LineBreak
Line: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A title of level 1 to 6; a level never skips one, as readers by ear expect."""

    level: int
    line: Line


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True)
class Code:
    """Lines to be shown as they were typed."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Blocks said by somebody."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Points:
    """A list; `start` is the first number, or None when its points have bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None


@dataclass(frozen=True)
class Table:
    """Rows of cells, all of one length; `head` is None when the Markdown left it empty."""

    head: tuple[Line, ...] | None
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class WritingLine:
    """An empty line to write on by hand."""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = Heading | Paragraph | Code | Quote | Points | Table | WritingLine | PageBreak


def printable(text: str) -> str:
    """The text with what no file can hold shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def read(markdown: str, *, links: bool = False) -> tuple[Block, ...]:
    """The blocks of a Markdown text; with `links`, web and mail addresses in it can be followed."""
    root = SyntaxTreeNode(reader(links=links).parse(printable(markdown)))
    return tuple(_levelled(_blocks(root.children, 0)))


def _levelled(blocks: Iterable[Block]) -> Iterable[Block]:
    last = 0
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            yield Heading(last, block.line)
        else:
            yield block


def _blocks(nodes: Sequence[SyntaxTreeNode], depth: int) -> list[Block]:
    return [block for node in nodes for block in _block(node, depth)]


def _block(node: SyntaxTreeNode, depth: int) -> list[Block]:
    match node.type:
        case "heading":
            return [Heading(int(node.tag[1]), _line(node))]
        case "paragraph":
            return [Paragraph(line) for line in _split(_line(node))]
        case "fence" | "code_block":
            return [Code(node.content.rstrip("\n"))]
        case "blockquote":
            inner = _blocks(node.children, depth + 1)
            return [Quote(tuple(inner))] if depth < DEEPEST_LIST else inner
        case "bullet_list" | "ordered_list":
            return _points(node, depth)
        case "table":
            return [_table(node)]
        case "hr":
            return [WritingLine() if node.markup.startswith("_") else PageBreak()]
        case other:
            raise ValueError(f"no writer for the Markdown block {other!r}")


def _split(line: Line) -> list[Line]:
    """A formula that stands on a line of its own is a paragraph of its own, without the blanks around it."""
    parts: list[list[Inline]] = [[]]
    for inline in line:
        if isinstance(inline, Formula) and inline.display:
            parts += [[inline], []]
        elif parts[-1] or inline != Words(" "):
            parts[-1].append(inline)
    for part in parts:
        if part and part[-1] == Words(" "):
            part.pop()
    return [tuple(part) for part in parts if part]


def _points(node: SyntaxTreeNode, depth: int) -> list[Block]:
    items = [tuple(_blocks(item.children, depth + 1)) for item in node.children]
    if depth >= DEEPEST_LIST:
        return [block for item in items for block in item]
    begin = node.attrGet("start")  # markdown-it leaves 1 out
    start = None if node.type == "bullet_list" else 1 if begin is None else int(begin)
    return [Points(tuple(items), start)]


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_line(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0] if any(rows[0]) else None, tuple(rows[1:]))


def _line(node: SyntaxTreeNode) -> Line:
    return tuple(part for inline in node.children for part in _inlines(inline, Words("")))


def _inlines(node: SyntaxTreeNode, style: Words) -> list[Inline]:
    match node.type:
        case "text" | "code_inline":
            code = node.type == "code_inline"
            return [Words(node.content, style.bold, style.italic, code, style.link)] if node.content else []
        case "softbreak":
            return [Words(" ", style.bold, style.italic, False, style.link)]
        case "hardbreak":
            return [LineBreak()]
        case "formula":
            return [Formula(node.content, node.markup == "$$")]
        case "strong":
            style = Words("", True, style.italic, False, style.link)
        case "em":
            style = Words("", style.bold, True, False, style.link)
        case "link":
            address = str(node.attrGet("href") or "")
            safe = address if _SAFE_LINK.fullmatch(address) else ""
            style = Words("", style.bold, style.italic, False, safe)
    return [part for child in node.children for part in _inlines(child, style)]
