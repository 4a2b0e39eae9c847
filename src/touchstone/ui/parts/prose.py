"""Markdown from content files. A bank or profile may come from a stranger, so it can't fetch or link."""

from __future__ import annotations

import re

import streamlit as st

from touchstone.ui.parts.inert import GAP, still

_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(|\]:")
_SCHEME = re.compile(r"\b(mailto|javascript|data)(?=:)", re.IGNORECASE)


def harmless(text: str) -> str:
    """The same Markdown in which images, links, addresses, directives and unruly LaTeX are only text."""
    text = _IMAGE.sub(r"\![", text)
    text = _LINK.sub(lambda match: f"]{GAP}{match.group()[1:]}", text)
    return _SCHEME.sub(lambda match: match.group() + GAP, still(text))


def prose(text: str) -> None:
    """A prompt, a solution, an anchor: Markdown with LaTeX, made harmless."""
    st.markdown(harmless(text))
