"""Markdown as plain text for boards and systems that take nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from markdown_it.token import Token

from touchstone.documents.html import tokens

WIDTH = 78  # characters: what every mail reader shows without wrapping again


def plain_text(markdown: str) -> str:
    """The Markdown without marks: titles underlined, points with a dash, lines of at most 78 characters."""
    return "\n".join(_lines(tokens(markdown))).strip() + "\n"


def _lines(found: list[Token]) -> Iterator[str]:
    points: list[str] = []
    for place, token in enumerate(found):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            points.append("- ")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            points.pop()
            yield from () if points else ("",)
        elif token.type == "inline":
            yield from _block(_words(token), found[place - 1].type, points)


def _block(words: str, opened: str, points: list[str]) -> Iterator[str]:
    if opened == "heading_open":
        yield from ("", words, "=" * min(len(words), WIDTH), "")
    elif points:
        dent = "  " * len(points)
        yield from wrap(words, WIDTH, initial_indent=dent[2:] + points[-1], subsequent_indent=dent)
    else:
        yield from (*wrap(words, WIDTH), "")


def _words(token: Token) -> str:
    parts = (
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or []
    )
    return "".join(parts)
