"""Web and mail addresses in running text, made links that a reader can follow.

Only addresses in plain ASCII become links: a look-alike letter or a mark that turns the direction of reading
would show one place and lead to another. They stay as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# The group is atomic: an address that goes on in a way that is not ours (another alphabet, `user:word@`) is
# no link at all, never a link to its beginning.
_ADDRESS = re.compile(
    r"(?<![\w@:./-])(?>"
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~/?#=&%+,;:@!'()*-]{0,500})?"
    r"|[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
    r")(?!@|:\S|[^\s\x00-\x7f”’»…–—])"
)
_ENDS = ".,;:!?'*"  # marks of the sentence in which an address stands


def linking(reader: MarkdownIt) -> MarkdownIt:
    """The same reader, which makes links of the addresses in text."""
    reader.core.ruler.after("text_join", "addresses", _link_all)
    return reader


def _link_all(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_linked(block.children))


def _linked(found: list[Token]) -> Iterator[Token]:
    inside = 0  # of a link that somebody wrote
    for token in found:
        inside += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type != "text" or inside:
            yield token
            continue
        yield from _split(token.content)


def _split(text: str) -> Iterator[Token]:
    done = 0
    for match in _ADDRESS.finditer(text):
        address = _without_ends(match.group())
        yield _text(text[done : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": _target(address)})
        yield _text(address)
        yield Token("link_close", "a", -1)
        done = match.start() + len(address)
    yield _text(text[done:])


def _without_ends(address: str) -> str:
    """The address without the stop, or the closing bracket, of the sentence around it."""
    found = address.rstrip(_ENDS)
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip(_ENDS)
    return found


def _target(address: str) -> str:
    return address if "://" in address else f"mailto:{address}"


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
