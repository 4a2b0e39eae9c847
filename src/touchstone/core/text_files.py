"""Files that should be text and may be anything."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from touchstone.core.problems import Problem

MOST_UNREAD = 0.05  # of the characters: a text in an older encoding has fewer accents, no other file so few
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a]")  # no text holds them, nearly every other file does
_KNOWN = ((b"PK\x03\x04", "a Word document or an archive"), (b"%PDF", "a PDF"), (b"{\\rtf", "rich text"))


def not_utf8(file: str, error: UnicodeDecodeError) -> Problem:
    """Where a file stops being UTF-8 text: line and column (from 1) of the first byte that is none."""
    raw = error.object
    if (kind := _known(raw)) is not None:
        return no_text(file, kind)
    before = raw[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", errors="replace")) + 1
    said = f"the file is not UTF-8 text: the byte 0x{raw[error.start]:02X} can't stand here"
    return Problem(file, before.count(b"\n") + 1, column, said, "save it as UTF-8")


def _known(raw: bytes) -> str | None:
    return next((named for start, named in _KNOWN if raw.startswith(start)), None)


def text_or_kind(raw: bytes) -> tuple[str | None, str]:
    """What a person wrote, or None and what the file is instead. A few odd characters are let through."""
    if (kind := _known(raw)) is not None:
        return None, kind
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = raw.decode("utf-16", errors="replace")
    else:
        text = raw.removeprefix(BOM_UTF8).decode("utf-8", errors="replace")
    if _CONTROL.search(text) or text.count("\ufffd") > MOST_UNREAD * max(1, len(text)):
        return None, "something else"
    return text.replace("\r\n", "\n").replace("\r", "\n"), "text"


def no_text(file: str, kind: str) -> Problem:
    """What to say of a file that `text_or_kind` could not read."""
    return Problem(file, 0, 0, f"the file is no text but {kind}", "save what it says as text")
