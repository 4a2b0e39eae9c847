"""The one way to open a file that somebody names: regular files only, and never more than was asked for.

A named pipe would wait for ever, `/dev/zero` has size 0 and no end, and a link can lead to either. So nothing
here trusts a name or a size: the file is opened without waiting, looked at, and what comes is counted.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from touchstone.core.problems import Problem, shown_path
from touchstone.core.text_files import not_utf8

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
# A pipe without a writer would keep whoever opens it waiting. Windows knows neither the flag nor the pipe.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BufferedReader:
    """The file, open to read. Raises OSError for what can't be opened and for what is no regular file."""
    try:
        descriptor = os.open(path, _FLAGS)
    except ValueError as error:  # a zero byte in the name
        raise OSError(errno.EINVAL, str(error)) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise OSError(errno.EINVAL, f"expected a file, found {kind}", str(path))
    return os.fdopen(descriptor, "rb")


def read_bytes(path: Path, most: int, *, name: str | None = None) -> bytes | Problem:
    """All bytes of a file that holds at most `most` of them. Never raises for what is there."""
    shown = name or shown_path(path)
    try:
        with open_file(path) as file:
            raw = file.read(most + 1)
    except OSError as error:
        return Problem(shown, 0, 0, f"the file can't be read: {error.strerror or error}")
    if len(raw) > most:
        return Problem(shown, 0, 0, f"the file is larger than {most:,} bytes")
    return raw


def read_text(path: Path, most: int, *, name: str | None = None) -> str | Problem:
    """The UTF-8 text of a file of at most `most` bytes: no byte-order mark, and `\\n` at the end of lines."""
    raw = read_bytes(path, most, name=name)
    if isinstance(raw, Problem):
        return raw
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return not_utf8(name or shown_path(path), error)
    return text.replace("\r\n", "\n").replace("\r", "\n")
