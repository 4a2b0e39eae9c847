"""Text that a person typed, made harmless inside Markdown."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks that mean something wherever they stand. `<` opens HTML, `$` opens mathematics in some readers.
_ANYWHERE = re.compile(r"[\\`*\[\]<$~]|&(?=#?\w{1,32};)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# Marks that make a heading, a quotation, a list, a rule or a table of the line that they begin.
_AT_START = re.compile(r"^([#>+\-=|:]|\d{1,9}(?=[.)]))")


class Markdown(str):
    """Text that is Markdown already: our own, or a bank's, which a template prints as it stands."""

    __slots__ = ()


def escape(text: str) -> str:
    """`text` as Markdown that shows exactly these characters, on one line."""
    line = _CONTROL.sub(" ", text).strip()
    escaped = _ANYWHERE.sub(lambda mark: "\\" + mark.group(), line)
    if escaped[:1].isdigit():
        return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", escaped)
    return _AT_START.sub(lambda mark: "\\" + mark.group(), escaped)
