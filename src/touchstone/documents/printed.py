"""Pages that are printed and written on: formulas as MathML, page breaks, lines for notes, a footer.

In the Markdown `---` begins a new page and `___` is a line to write on; `$…$` and `$$…$$` are formulas.
Nothing is fetched: no font, script or image from outside.
"""

from __future__ import annotations

import html
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from touchstone.core.mathml import to_mathml
from touchstone.documents.addresses import linking
from touchstone.documents.html import NARROW

_STYLE = """
:root { color-scheme: light; }
body { max-width: 72ch; margin: 2rem auto; padding: 0 1.25rem; font: 1.02rem/1.55 Charter, "Iowan Old Style",
  "Source Serif 4", Georgia, serif; color: #16202b; background: #fdfcf9; }
h1, h2, h3 { font-family: "Inter", "Segoe UI", system-ui, sans-serif; line-height: 1.25; color: #102a43;
  break-after: avoid; }
h1 { font-size: 1.8rem; border-bottom: 3px solid #0f6b6b; padding-bottom: .4rem; }
h2 { font-size: 1.25rem; margin-top: 1.6rem; }
h3 { font-size: 1.02rem; margin: 1.1rem 0 .3rem; color: #0b5c5c; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; margin: .8rem 0; }
th, td { border: 1px solid #c3ccd5; padding: .3rem .6rem; text-align: left; vertical-align: top; }
th { background: #eef2f4; font-family: "Inter", "Segoe UI", system-ui, sans-serif; font-size: .85rem; }
thead:not(:has(th:not(:empty))) { display: none; }
blockquote { margin: .8rem 0; padding: .2rem 1rem; border-left: 4px solid #0f6b6b; background: #f1f5f5; }
pre { white-space: pre-wrap; border: 1px solid #c3ccd5; padding: .6rem; background: #f6f7f8; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: .92em; }
math { font-family: math, "Cambria Math", "STIX Two Math", "Latin Modern Math", "DejaVu Math TeX Gyre"; }
math[display="block"] { margin: .6rem 0; } p, li { orphans: 3; widows: 3; }
hr.line { border: 0; border-bottom: 1px solid #7b8794; margin: 1.7rem 0 0; }
hr.page { border: 0; border-top: 1px dashed #c3ccd5; margin: 3rem 0; }
footer { font: .72rem/1.4 "Inter", "Segoe UI", system-ui, sans-serif; color: #52606d; margin-top: 3rem;
  border-top: 1px solid #c3ccd5; padding-top: .4rem; }
@media print {
  body { margin: 0; padding: 0; max-width: none; background: none; font-size: 10.5pt; }
  hr.page { break-after: page; visibility: hidden; margin: 0; }
  blockquote, table, li, pre { break-inside: avoid; }
  ul, ol { break-inside: avoid; }
  p:has(+ blockquote), p:has(+ ul), p:has(+ ol) { break-after: avoid; }
  blockquote:has(+ ul) { break-after: avoid; } blockquote + ul + p { break-before: avoid; }
  p:has(+ hr.line) { break-after: avoid; } hr.line + hr.line { break-before: avoid; }
}
"""

# The page's own margin repeats on every sheet; a footer in the text would lie over it.
_MARGIN = """
@page { size: A4; margin: 16mm 16mm 20mm;
  @bottom-left { content: "FOOTER"; font: 7pt sans-serif; color: #52606d; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt sans-serif; color: #52606d; } }
"""

# Nothing on the page may load or send anything, whatever a question says.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Part:
    """A text that follows another in one file, on a new page and with a footer of its own."""

    markdown: str
    footer: str = ""


def printed_page(
    markdown: str, *, title: str, footer: str = "", language: str = "en", more: Sequence[Part] = ()
) -> str:
    """A whole HTML page to read, print and write on; `footer` stands on each printed page.

    `more` follows, each text on pages with a footer of its own.
    """
    parts = [Part(markdown, footer), *more]
    style = _STYLE + NARROW + _MARGIN.replace("FOOTER", _css_text(footer))
    style += "".join(_named_page(place, part.footer) for place, part in enumerate(parts) if place)
    first, *others = [_section(place, part) for place, part in enumerate(parts)]
    foot = _foot(footer)
    body = f"{first}{foot}{''.join(others)}</main>\n" if others else f"{first}</main>\n{foot}"
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</body>\n</html>\n"
    )


def _named_page(place: int, footer: str) -> str:
    """The margins of the pages of one text among several, and where they begin."""
    margin = f'@page part{place} {{ @bottom-left {{ content: "{_css_text(footer)}"; }} }}\n'
    return margin + f"@media print {{ section.part{place} {{ page: part{place}; break-before: page; }} }}\n"


def _section(place: int, part: Part) -> str:
    text = printed_fragment(part.markdown)
    if not place:
        return text
    return f'<hr class="page">\n<section class="part{place}">\n{text}{_foot(part.footer)}</section>\n'


def _foot(footer: str) -> str:
    return f"<footer>{html.escape(footer)}</footer>\n" if footer else ""


def _css_text(text: str) -> str:
    """Text inside a CSS string: what is no letter, digit or blank is written as its number."""
    return "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)


def printed_fragment(markdown: str) -> str:
    """The Markdown as HTML elements. Raw HTML in it is shown as text; links and images are not made."""
    found: str = reader().render(markdown)
    return found


@cache
def reader(*, links: bool = False) -> MarkdownIt:
    """What reads the Markdown of pages to print: formulas are known; links are text unless asked for."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["image", "reference"] if links else ["image", "link", "autolink", "reference"])
    reader.inline.ruler.before("escape", "formula", _formula)
    reader.add_render_rule("formula", _render_formula)
    reader.add_render_rule("hr", _render_rule)
    return linking(reader) if links else reader


def _formula(state: StateInline, silent: bool) -> bool:
    """`$…$` as pandoc reads it: no space inside, no digit after the last dollar, so `$5 and $6` is text."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    mark = "$$" if source.startswith("$$", start) else "$"
    end = source.find(mark, start + len(mark))
    inner = source[start + len(mark) : end]
    if end < 0 or not inner.strip():
        return False
    if mark == "$" and (inner != inner.strip() or source[end + 1 : end + 2].isdigit()):
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup = inner.strip(), mark
    state.pos = end + len(mark)
    return True


def _render_formula(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    return to_mathml(tokens[place].content, display=tokens[place].markup == "$$")


def _render_rule(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    return '<hr class="line">\n' if tokens[place].markup.startswith("_") else '<hr class="page">\n'
