"""Showing text that a stranger typed. Nothing here can become a link, an image, a form or a huge page."""

from __future__ import annotations

import re

import streamlit as st

from touchstone.core.printable import unturned

MAX_SHOWN = 2_000
# KaTeX obeys these: `\rule{100000em}{1em}` makes a page two million pixels high, the others link or redefine.
_REFUSED_LATEX = re.compile(
    r"\\(?=(rule|def|[egx]def|let|futurelet|global|href|url|includegraphics|html\w*|class|style|kern|[hmv]skip"
    r"|mkern|[hmv]space|raisebox|genfrac|above|(re)?newcommand|providecommand)(?![a-zA-Z])"
    r"|\\\s*\[[^\]]*\d{3})"
)
# What Markdown makes a link of without being asked, and Streamlit an icon or a colour. A backslash does not
# help: both look at the text after Markdown has taken it away. A space of no width does.
_LIVE = re.compile(
    r"\w(?=://)|\bwww(?=\.)|(?<=[\w.+-])@(?=[\w-]+\.)|:(?=[a-z][a-z0-9_/+-]*(?:\\?\[|:))", re.IGNORECASE
)
GAP = "\u200b"


# An address that leads where it reads: plain ASCII, no user name, nothing that ends a Markdown link.
_FOLLOWED = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?(?:/[A-Za-z0-9._~/?#=&%+,;!-]{0,400})?"
)


def source_link(text: str, address: str | None) -> str:
    """Markdown: the text, and a link to its address where that is one of which a reader sees all."""
    if address and _FOLLOWED.fullmatch(address):
        return f"[{escape_markdown(text)}]({address})"
    return escape_markdown(text)


def still(text: str) -> str:
    """The same text in which addresses, directives, unruly LaTeX and turns of direction do nothing."""
    quiet = _LIVE.sub(lambda found: found.group() + GAP, unturned(text))
    return _REFUSED_LATEX.sub(lambda found: found.group() + GAP, quiet)


def typed_text(text: str) -> None:
    """Typed text as it was typed and in that order, cut at 2,000 characters."""
    text = unturned(text)
    st.text(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + " …")


def formula(latex: str) -> None:
    """A formula whose LaTeX our reader wrote; anything that KaTeX could abuse is shown as code instead."""
    if _REFUSED_LATEX.search(latex) or len(latex) > MAX_SHOWN:
        st.code(latex[:MAX_SHOWN], language=None)
        return
    st.latex(latex)


def escape_markdown(text: str) -> str:
    """Text with every character that Markdown, directives or LaTeX would act on escaped."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:@])", r"\\\1", still(text))
