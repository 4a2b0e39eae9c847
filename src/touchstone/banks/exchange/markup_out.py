"""Markdown with `$LaTeX$` as the HTML that learning systems show.

Formulas stand in `\\(…\\)` and `\\[…\\]`, which MathJax reads, or are MathML where a format asks for that.
"""

from __future__ import annotations

import html
import re
from functools import cache

from markdown_it import MarkdownIt

from touchstone.core.mathml import to_mathml

# Code first, since a dollar sign in code opens no formula; an escaped one doesn't either.
_FORMULA = re.compile(
    r"(?P<code>(?P<ticks>`+)(?:(?!`).|(?<!`)`+(?!`))*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escape>\\.)|\$\$(?P<block>.+?)\$\$|\$(?P<inline>[^$]+?)\$",
    re.DOTALL,
)
_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use characters: no text of ours has them
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def to_html(markdown: str, *, mathml: bool = False) -> str:
    """HTML elements without a page around them; tags in the Markdown are shown as text."""
    if not markdown.strip():
        return ""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        block, inline = match["block"], match["inline"]
        if block is None and inline is None:
            return match[0]
        latex, display = (inline if block is None else block).strip(), block is not None
        left, right = (r"\[", r"\]") if display else (r"\(", r"\)")
        held.append(
            to_mathml(latex, display=display) if mathml else html.escape(f"{left}{latex}{right}", quote=False)
        )
        return f"{_OPEN}{len(held) - 1}{_CLOSE}"

    clean = markdown.replace(_OPEN, "").replace(_CLOSE, "")
    made = _reader().render(_FORMULA.sub(hold, clean)).strip()
    return _HELD.sub(lambda match: held[int(match[1])], made)


def to_plain(markdown: str) -> str:
    """One line of plain text, for names and labels."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", to_html(markdown))).split())
