"""A learning system's file as items, whichever of the formats it is in."""

from __future__ import annotations

from typing import Literal, TypeAlias

from touchstone.banks.exchange import csv_in, gift_in, moodle_in
from touchstone.banks.exchange.found import Found

Format: TypeAlias = Literal["moodle", "gift", "csv"]
MOST_BYTES = 5_000_000  # 5,000 questions with their solutions; the app takes no larger upload


def read(content: bytes, file: str, format_: Format | None = None) -> Found:
    """The items of the file and what could not be taken over. Never raises for what is in it.

    Without a format it is told from the name's ending, else from the first characters.
    """
    found = Found(file)
    if len(content) > MOST_BYTES:
        found.problem(0, f"the file is larger than {MOST_BYTES:,} bytes", "split it in two")
        return found
    kind = format_ or _told(content, file)
    if kind == "moodle":
        return moodle_in.read(content, file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found.problem(0, f"the file is not UTF-8 text (byte {error.start})")
        return found
    return gift_in.read(text, file) if kind == "gift" else csv_in.read(text, file)


def _told(content: bytes, file: str) -> Format:
    name = file.lower()
    if name.endswith(".xml") or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "moodle"
    return "csv" if name.endswith(".csv") else "gift"
