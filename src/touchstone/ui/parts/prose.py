"""Markdown from content files. A bank or profile may come from a stranger, so it can't fetch or link."""

from __future__ import annotations

import re

import streamlit as st

_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(|\]:")
_DIRECTIVE = re.compile(r":(?=[a-z][a-z0-9_/+-]*(\\?\[|:))")  # :red[x], :material/home:, :smile:
_BARE_URL = re.compile(r"\b(https?|ftp|mailto|javascript|data):", re.IGNORECASE)


def harmless(text: str) -> str:
    """The same Markdown in which images, links, bare addresses and Streamlit's directives are only text."""
    text = _IMAGE.sub(r"\\![", text)
    text = _LINK.sub(lambda match: "]\u200b" + match.group()[1:], text)
    text = _DIRECTIVE.sub(r"\\:", text)
    return _BARE_URL.sub(lambda match: match.group()[:-1] + "\u200b:", text)


def prose(text: str) -> None:
    """A prompt, a solution, an anchor: Markdown with LaTeX, made harmless."""
    st.markdown(harmless(text))
