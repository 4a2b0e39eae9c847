"""Markdown from content files. A bank or profile may come from a stranger, so it can't fetch or link."""

from __future__ import annotations

import re

import streamlit as st

from touchstone.ui.parts.inert import GAP, still

_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(|\]:")
# A formula alone on its line: Streamlit takes it for one of the text unless its signs stand alone too.
_DISPLAYED = re.compile(r"^[ \t]*\$\$(?!\$)(.+?)\$\$[ \t]*$", re.MULTILINE)
_SCHEME = re.compile(r"\b(mailto|javascript|data)(?=:)", re.IGNORECASE)


def harmless(text: str) -> str:
    """The same Markdown in which images, links, addresses, directives and unruly LaTeX are only text."""
    text = _IMAGE.sub(r"\![", text)
    text = _LINK.sub(lambda match: f"]{GAP}{match.group()[1:]}", text)
    return _SCHEME.sub(lambda match: match.group() + GAP, still(text))


def prose(text: str) -> None:
    """A prompt, a solution, an anchor: Markdown with LaTeX, made harmless."""
    st.markdown(displayed(harmless(text)))


def displayed(text: str) -> str:
    """The same Markdown in which a formula that has a line to itself stands apart, in the middle."""
    return _DISPLAYED.sub(lambda found: f"\n$$\n{found[1].strip()}\n$$\n", text)
