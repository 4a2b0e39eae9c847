"""Small matters of wording that the screens share."""

from __future__ import annotations

from touchstone.ui.parts.inert import escape_markdown


def capital(text: str) -> str:
    """The text with a capital first letter, harmless in Markdown: a skill's label as a line of its own."""
    return escape_markdown(text[:1].upper() + text[1:])


def percent(share: float) -> str:
    """`90 %`, of a share that a rule sets and not of a measured one."""
    return f"{share:.0%}".replace("%", " %")
