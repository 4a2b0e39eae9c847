"""One question's lines in its bank file: cut out as they stand, put back without touching any other line."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from pathlib import Path

from touchstone.banks.bank import Entry
from touchstone.core import files
from touchstone.core.files import read_bytes, read_text
from touchstone.core.located_yaml import MAX_BYTES, Located, load_text
from touchstone.core.problems import Problem

_COMMENT = re.compile(r"\s*(#.*)?$")


@dataclass(frozen=True)
class Block:
    """The text of one question, whose dash stands on line `line` (from 1), and the file around it.

    Lines end with a line feed here; `ending` and `mark` are how the file ends its lines and whether it
    begins with a byte-order mark, so that it is written as it was.
    """

    before: str
    text: str
    after: str
    line: int
    ending: str = "\n"
    mark: bool = False

    def file_with(self, text: str) -> str:
        """The whole file with another text in the block's place."""
        return f"{self.before}{text.rstrip()}\n{self.after}"

    def encoded(self, whole: str) -> bytes:
        """The whole file as its bytes."""
        return whole.replace("\n", self.ending).encode("utf-8-sig" if self.mark else "utf-8")


def find(entry: Entry) -> Block | Problem:
    """The block of a question as its file is now; a Problem when the file can't be read or lacks it."""
    name = entry.places.located.file
    whole, raw = read_text(entry.path, MAX_BYTES, name=name), read_bytes(entry.path, MAX_BYTES, name=name)
    if isinstance(whole, Problem):
        return whole
    if isinstance(raw, Problem):
        return raw
    located = load_text(whole, name=name)
    if isinstance(located, Problem):
        return located
    index = index_of(located, entry.question.id)
    if index is None:
        return Problem(located.file, 0, 0, f"the question {entry.question.id!r} is no longer in the file")
    ending = "\r\n" if b"\r\n" in raw else "\n"
    return replace(cut(whole, located, index), ending=ending, mark=raw.startswith(codecs.BOM_UTF8))


def index_of(located: Located, question_id: str) -> int | None:
    """The place of a question in the list of its file."""
    items = located.data if isinstance(located.data, list) else []
    names = [item.get("id") if isinstance(item, dict) else None for item in items]
    return names.index(question_id) if question_id in names else None


def cut(whole: str, located: Located, index: int) -> Block:
    """The block of the item at `index`. Comments above the next question belong to that one."""
    lines = whole.splitlines(keepends=True)
    start = located.place((index,))[0] - 1
    while start > 0 and not lines[start].lstrip().startswith("-"):
        start -= 1  # the dash may stand alone on the line above
    count = len(located.data)
    end = located.place((index + 1,))[0] - 1 if index + 1 < count else len(lines)
    while end > start + 1 and _COMMENT.fullmatch(lines[end - 1].rstrip("\n")):
        end -= 1
    return Block("".join(lines[:start]), "".join(lines[start:end]), "".join(lines[end:]), start + 1)


def write_whole(path: Path, content: bytes) -> str | None:
    """Replaces a file in one step, so that no reader meets half of it; why not, or None when it is done.

    What a writer that was killed has left beside the file goes with it.
    """
    try:
        files.clear_leftovers(path)
        files.write_whole(path, content)
    except OSError as error:
        return f"{path.name} can't be written: {error.strerror or error}"
    return None
