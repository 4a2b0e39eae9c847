"""Markdown as HTML. Raw HTML in the Markdown is shown as text, never obeyed."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from touchstone.documents.addresses import linking

# On a phone a wide table scrolls by itself, not the page; what stands beside a name (a hash) is broken.
NARROW = """
@media screen and (max-width: 48rem) {
  body { overflow-wrap: anywhere; } th, td { overflow-wrap: normal; }
  table { display: block; overflow-x: auto; }
  td:nth-child(2):last-child { overflow-wrap: anywhere; min-width: 8rem; }
}
"""
# Ink on paper, one accent, a serif for reading: the same tokens as the app. No font or image is fetched.
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 70ch; margin: 3rem auto; padding: 0 1.25rem; font: 1.06rem/1.6 Charter, "Iowan Old Style",
  "Source Serif 4", Georgia, serif; overflow-wrap: anywhere; color: #16202b;
  background: #fdfcf9; }
h1, h2, h3 { font-family: "Inter", "Segoe UI", system-ui, sans-serif; line-height: 1.25; color: #102a43; }
h1 { font-size: 1.9rem; border-bottom: 3px solid #0f6b6b; padding-bottom: .4rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #c3ccd5; padding: .3rem .6rem; text-align: left; vertical-align: top; }
a { color: #0b5c5c; } code, pre { font-family: ui-monospace, monospace; }
@media (prefers-color-scheme: dark) {
  body { color: #e6ebf0; background: #11181f; } h1, h2, h3 { color: #dce7f1; } a { color: #6fc7c2; }
  h1 { border-color: #3ea29c; } th, td { border-color: #41505e; }
}
@media print {
  body { margin: 0; max-width: none; background: none; color: #000; } h2 { break-after: avoid; }
}
"""


@cache
def _reader() -> MarkdownIt:
    # `html: False` shows tags as text; links keep markdown-it's own refusal of javascript: and data:.
    return linking(MarkdownIt("commonmark", {"html": False}).enable("table").disable("image"))


def tokens(markdown: str) -> list[Token]:
    """The Markdown as markdown-it reads it, for writers of other formats."""
    return _reader().parse(markdown)


def fragment(markdown: str) -> str:
    """The Markdown as HTML elements, without a page around them."""
    found: str = _reader().render(markdown)
    return found


def page(
    markdown: str,
    *,
    title: str,
    language: str = "en",
    linked_data: Mapping[str, Any] | None = None,
    made_from: str | None = None,
) -> str:
    """A whole HTML page that needs nothing from outside.

    `linked_data` is put into its head as JSON-LD, `made_from` (the hash of the content behind it) as a meta
    element, so that a page made from older content can be told.
    """
    head = (
        f'<script type="application/ld+json">\n{script_json(linked_data)}\n</script>\n' if linked_data else ""
    )
    if made_from:
        head += f'<meta name="touchstone-made-from" content="{html.escape(made_from)}">\n'
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}{NARROW}</style>\n{head}</head>\n"
        f"<body>\n<main>\n{fragment(markdown)}</main>\n</body>\n</html>\n"
    )


def script_json(data: Mapping[str, Any] | None) -> str:
    """JSON that may stand inside a script element: `</script>` and `<!--` in a text can't end it."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
