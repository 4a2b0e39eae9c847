r"""HTML from learning systems as Markdown with `$LaTeX$`.

Only what a question needs is kept: paragraphs, emphasis, code, lists, tables, formulas. Everything else loses
its tag and keeps its text; scripts and styles lose both. Nothing of it is ever shown as HTML.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from touchstone.banks.exchange.markup_out import to_html

MOST_READINGS = 6  # of 6,000 generated texts none needed more than two
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "figure",
    ]
)
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "title"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
_SPECIAL = re.compile(r"[\\`*\[\]<$~]|&(?=#?\w{1,32};)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=\{)\{")
_LINE_START = re.compile(r"^([#>+\-=|:]|\d{1,9}(?=[.)](?:\s|$)))")
_MARKED = re.compile(r"\x02(\*+)([^\x02\x03]*?)\1\x03")  # the innermost pair
_BOLD, _ITALIC = "\ue002", "\ue003"  # private-use characters, until all pairs are known
_LANGUAGE = re.compile(r"\blanguage-([a-z0-9+#]{1,20})\b")


def to_markdown(markup: str) -> str:
    """The Markdown of some HTML. Never raises, whatever the HTML is like.

    What is read from our own writing of it is the same Markdown again: where a first reading is not yet that
    (odd nesting, marks that CommonMark takes otherwise), the next one is.
    """
    found = _read(markup)
    for _ in range(MOST_READINGS):
        again = _read(to_html(found))
        if again == found:
            break
        found = again
    return found


def _read(markup: str) -> str:
    reader = _Reader()
    reader.feed(re.sub("[\x00-\x08\x0e-\x1f\ue000-\ue00f]", "", markup))
    reader.close()
    return reader.finished()


def plain_to_markdown(text: str) -> str:
    """Text without any markup, escaped; blank lines part paragraphs."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "\n\n".join(_lead(_escaped(" ".join(part.split()))) for part in paragraphs if part.strip())


def normal(markdown: str, *, formulas: str = "$") -> str:
    """Markdown as it comes back from HTML: the same text in the one way in which we write it.

    With `formulas="$$"` a single dollar sign is a dollar sign, as it is in Moodle.
    """
    if formulas == "$$":
        markdown = re.sub(r"(?<![\\$])\$(?!\$)", r"\\$", markdown)
    return to_markdown(to_html(markdown))


def pictures_in(markup: str) -> int:
    """How many pictures the HTML holds, which are not carried over."""
    return len(re.findall(r"<img\b", markup, re.IGNORECASE))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.silent = 0
        self.code: list[str] | None = None
        self.pre: list[str] | None = None
        self.language = ""
        self.marks: list[str] = []
        self.lists: list[list[int]] = []
        self.rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif self.pre is not None or self.code is not None:
            if tag == "code" and (told := _LANGUAGE.search(dict(attrs).get("class") or "")):
                self.language = told[1]
        elif tag == "br":
            self.line.append("\n")
        elif tag == "pre":
            self._flush()
            self.pre = []
        elif tag in {"code", "tt", "kbd", "samp"}:
            self.code = []
        elif tag in _MARKS:
            self.marks.append(_MARKS[tag])
            self.line.append("\x02" + _MARKS[tag])
        elif tag in {"sup", "sub"}:
            self.line.append("\x04" if tag == "sup" else "\x05")
        elif tag in {"ul", "ol"}:
            self._flush()
            self.lists.append([1 if tag == "ol" else 0, 0])
        elif tag == "li":
            self._flush()
        elif tag == "table":
            self._flush()
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows is not None:
            self.line = []
        elif tag in _BLOCKS:
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "pre" and self.pre is not None:
            self._fence("".join(self.pre))
            self.pre = None
        elif self.pre is not None:
            return
        elif tag in {"code", "tt", "kbd", "samp"} and self.code is not None:
            self.line.append(_ticked("".join(self.code)))
            self.code = None
        elif self.code is not None:
            return
        elif tag in _MARKS and self.marks and self.marks[-1] == _MARKS[tag]:
            self.line.append(self.marks.pop() + "\x03")
        elif tag in {"sup", "sub"}:
            self.line.append("\x06")
        elif tag in {"ul", "ol"}:
            self._flush()
            if self.lists:
                self.lists.pop()
        elif tag == "li":
            self._flush(item=True)
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append(self._taken().replace("\n", " ").replace("|", r"\|"))
        elif tag == "table" and self.rows is not None:
            self._table()
        elif tag in _BLOCKS:
            self._flush(item=bool(self.lists))

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.pre is not None:
            self.pre.append(data)
        elif self.code is not None:
            self.code.append(data)
        else:
            self.line.append(_text(data))

    def _taken(self) -> str:
        for mark in reversed(self.marks):  # a tag that was never closed ends with its block
            self.line.append(mark + "\x03")
        self.marks.clear()
        text = "".join(self.line)
        self.line = []
        return _tidied(text)

    def _flush(self, *, item: bool = False) -> None:
        if self.rows is not None:
            return
        text = self._taken()
        if not text:
            return
        if (item or self.lists) and self.lists:
            here = self.lists[-1]
            mark = f"{here[0]}. " if here[0] else "- "
            here[0] += bool(here[0])
            here[1] = len(mark)
            indent = " " * sum(width for _, width in self.lists[:-1])
            hanging = "\\\n" + indent + " " * len(mark)
            entry = indent + mark + hanging.join(map(_lead, text.split("\n")))
            if self.blocks and re.match(r"\s*(-|\d+\.) ", self.blocks[-1]):
                self.blocks[-1] += "\n" + entry
            else:
                self.blocks.append(entry)
            return
        self.blocks.append("\\\n".join(map(_lead, text.split("\n"))))

    def _fence(self, code: str) -> None:
        body = code.strip("\n")
        if body.strip():
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", body)), 3)
            self.blocks.append(f"{fence}{self.language}\n{body}\n{fence}")
        self.language = ""

    def _table(self) -> None:
        rows = [row for row in self.rows or [] if row]
        self.rows = None
        if not rows:
            return
        width = max(map(len, rows))
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        self.blocks.append("\n".join(lines))

    def finished(self) -> str:
        """All that was read, as Markdown."""
        if self.code is not None:
            self.line.append(_ticked("".join(self.code)))
        if self.pre is not None:
            self._fence("".join(self.pre))
        if self.rows is not None:
            self._table()
        self._flush()
        return "\n\n".join(self.blocks).strip()


def _text(data: str) -> str:
    """Text with its formulas: Markdown marks in the text are escaped, formulas stay."""
    found, last = [], 0
    for match in _FORMULA.finditer(data):
        found.append(_escaped(data[last : match.start()]))
        inline, block = match[1], match[2] or match[3]
        body = " ".join((inline or block).replace("$", "").split())
        if body:
            found.append(f"${body}$" if inline else f"$${body}$$")
        last = match.end()
    return "".join(found) + _escaped(data[last:])


def _escaped(text: str) -> str:
    flat = re.sub(r"[\x00-\x20\x7f\u00a0\u2028\u2029]+", " ", text)
    return _SPECIAL.sub(lambda mark: "\\" + mark[0], flat)


def _lead(line: str) -> str:
    if line[:1].isdigit():
        return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)
    return _LINE_START.sub(lambda mark: "\\" + mark[0], line)


def _ticked(code: str) -> str:
    body = " ".join(code.split())
    if not body:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", body)), default=0) + 1)
    pad = " " if body[0] == "`" or body[-1] == "`" else ""
    return f"{fence}{pad}{body}{pad}{fence}"


def _tidied(text: str) -> str:
    """Blanks made single, marks moved off the blanks inside them, raised or lowered text as a formula."""
    text = re.sub(r"([\x04\x05])([^\x04-\x06]*)\x06", _raised, text)
    text = re.sub(r"[\x04-\x06]", "", text)
    while (match := _MARKED.search(text)) is not None:
        text = text[: match.start()] + _emphasis(match) + text[match.end() :]
    text = re.sub(r"\x02\*+|\*+\x03", "", text).replace(_BOLD, "**").replace(_ITALIC, "*")
    lines = [re.sub(r" +", " ", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def _emphasis(match: re.Match[str]) -> str:
    """Marked text, with blanks moved outside; without marks where CommonMark would not see them as such."""
    inner = match[2].strip()
    if not inner or "\n" in inner:
        return match[2]
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    lead, trail = match[2][: len(match[2]) - len(match[2].lstrip())], match[2][len(match[2].rstrip()) :]
    opens = not _is_mark(inner[0]) or bool(lead) or not before.isalnum()
    closes = not _is_mark(inner[-1]) or bool(trail) or not after.isalnum()
    touching = before in {_BOLD, _ITALIC, "*"} or after in {_BOLD, _ITALIC, "*"}
    if not (opens and closes) or _BOLD in inner or _ITALIC in inner or touching:
        return match[2]
    mark = _BOLD if len(match[1]) == 2 else _ITALIC
    return f"{lead}{mark}{inner}{mark}{trail}"


def _is_mark(character: str) -> bool:
    return not character.isalnum()


def _raised(match: re.Match[str]) -> str:
    inner = match[2].strip()
    if not inner:
        return ""
    if not re.fullmatch(r"[\w+\-−, ]+", inner):
        return inner
    return f"${'^' if match[1] == chr(4) else '_'}{{{inner}}}$"
