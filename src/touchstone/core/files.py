"""The one way to open a file that somebody names: regular files only, and never more than was asked for.

A named pipe would wait for ever, `/dev/zero` has size 0 and no end, and a link can lead to either. So nothing
here trusts a name or a size: the file is opened without waiting, looked at, and what comes is counted. And
the one way to write a file: whole or not at all, so that a full disk or a crash leaves the old one.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from glob import escape
from io import BufferedReader
from pathlib import Path
from secrets import token_hex
from time import time

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


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file by way of a second one beside it, which takes its name once it is complete.

    A link stays a link, and an older file keeps its permissions. A pipe or a device is written to as it is;
    so is a file in whose folder no other may be made. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(content)
        return
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    try:
        _replace(target, content, mode)
    except OSError as error:
        if mode is None or error.errno not in _NO_ROOM_BESIDE:
            raise
        path.write_bytes(content)


# No right to make a file in the folder, or a single file that is mounted and can't be replaced.
_NO_ROOM_BESIDE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def clear_leftovers(path: Path, older: float = 3_600.0) -> None:
    """Removes the second files that writers of this one were killed over, if they are `older` seconds old."""
    target = Path(os.path.realpath(path))
    for left in target.parent.glob(f".{escape(target.name[:80])}-*.tmp"):
        with suppress(OSError):
            if time() - left.stat().st_mtime > older:
                left.unlink()


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    beside = target.with_name(f".{target.name[:80]}-{token_hex(6)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
