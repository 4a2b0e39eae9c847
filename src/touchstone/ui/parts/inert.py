"""Showing text that a stranger typed. Nothing here can become a link, an image, a form or a huge page."""

from __future__ import annotations

import re

import streamlit as st

MAX_SHOWN = 2_000
# KaTeX obeys these: `\rule{100000em}{1em}` makes a page two million pixels high, the others link or redefine.
_REFUSED_LATEX = re.compile(
    r"\\(rule|def|gdef|edef|let|href|url|includegraphics|html\w*|class|style|kern|hskip|raisebox|newcommand)\b"
)

_ADDRESS = re.compile(r":(?=//)|\bwww(?=\.)", re.IGNORECASE)


def typed_text(text: str) -> None:
    """Typed text exactly as it was typed, cut at 2,000 characters."""
    st.text(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + " …")


def formula(latex: str) -> None:
    """A formula whose LaTeX our reader wrote; anything that KaTeX could abuse is shown as code instead."""
    if _REFUSED_LATEX.search(latex) or len(latex) > MAX_SHOWN:
        st.code(latex[:MAX_SHOWN], language=None)
        return
    st.latex(latex)


def escape_markdown(text: str) -> str:
    """Text with every character that Markdown, directives or LaTeX would act on escaped.

    A zero-width space breaks up addresses: of bare `http://…` and `www.…` Markdown makes links all the same.
    """
    text = _ADDRESS.sub(lambda match: match.group() + "\u200b", text)
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:@])", r"\\\1", text)
