"""Every way into a file refuses what is none, and nothing is read without an end."""

from __future__ import annotations

import ast
import errno
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from touchstone.cli import bank_exchange, handover, interview, posting, salary_import, salary_own
from touchstone.core import files
from touchstone.core.files import open_file, read_bytes, read_text, write_whole
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem
from touchstone.core.templates import load_template
from touchstone.handover.tables import Unreadable, read_columns, sha256
from touchstone.postings.employer import load_employer
from touchstone.salaries.csvs import read_sheet
from touchstone.salaries.importers.base import NotThisFormat
from touchstone.salaries.importers.sheets import MAX_LINE, read_table, stream, whole_sheet
from touchstone.salaries.importers.sheets import read_text as read_source

SOURCE = Path(__file__).parents[2] / "src/touchstone"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices are files only on Unix")


@pytest.fixture(params=["a pipe", "a device", "a link to a device", "a socket", "a folder"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """What bears the name of a file and is none; a reader that opens the pipe would wait for ever."""
    path = tmp_path / "odd.csv"
    if request.param == "a pipe":
        os.mkfifo(path)
    elif request.param == "a device":
        path = Path("/dev/zero")
    elif request.param == "a link to a device":
        path.symlink_to("/dev/zero")
    elif request.param == "a folder":
        path.mkdir()
    else:
        with socket.socket(socket.AF_UNIX) as held:
            held.bind(str(path))
            yield path
        return
    yield path


def _streamed(path: Path) -> None:
    with stream(path):
        pass


def _called(command: Any, *words: str) -> Callable[[Path], str]:
    return lambda path: CliRunner().invoke(command, [*words, str(path)]).output


# Everything that opens a file that somebody named: it answers with a Problem or a sentence, or raises one.
READERS: dict[str, Callable[[Path], Any]] = {
    "yaml": load_file,
    "template": load_template,
    "table": lambda path: read_sheet(path).problems,
    "employer": lambda path: load_employer(path)[1],
    "workbook or table": read_table,
    "rows": _streamed,
    "whole table": whole_sheet,
    "source": read_source,
    "columns": lambda path: read_columns(path, ["id"]),
    "hash": sha256,
    "posting --check": _called(posting.command, "--check"),
    "posting --employer": _called(posting.command, "MLE", "--level", "senior", "--employer"),
    "posting --saved": _called(posting.command, "--saved"),
    "interview --check": _called(interview.command, "--check"),
    "salary own": _called(salary_own.own_command, "mapping"),
    "bank import": _called(bank_exchange.import_command),
    "handover validate": _called(handover.command, "validate"),
    "salary import": _called(salary_import.import_command, "ecb"),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_no_reader_waits_for_a_pipe_or_drinks_a_device(reader: Callable[[Path], Any], odd: Path) -> None:
    try:
        said = str(reader(odd))
    except (OSError, NotThisFormat, Unreadable) as error:
        said = str(error)
    # A socket can't even be opened; click itself refuses a folder.
    assert any(words in said for words in ("expected a file", "No such device", "a directory", "a folder"))


BAD_FILES = {
    "too long": (b"x" * 11, "x.txt: the file is larger than 10 bytes"),
    "of another alphabet": (
        "ä".encode("latin-1"),
        "x.txt:1:1: the file is not UTF-8 text: the byte 0xE4 can't stand here; save it as UTF-8",
    ),
}


@pytest.mark.parametrize(("content", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_text_is_bounded_and_utf_8(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    assert str(read_text(path, 10, name="x.txt")) == said


def test_text_is_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("\ufeffä\r\nb\n".encode())
    assert read_text(path, 10) == "ä\nb\n"
    assert read_bytes(path, 10) == path.read_bytes()


@pytest.mark.parametrize("name", ["none.txt", "a\0b"])
def test_what_is_not_there_is_a_problem(name: str, tmp_path: Path) -> None:
    found = read_bytes(tmp_path / name, 10, name="x")
    assert isinstance(found, Problem)
    assert found.message.startswith("the file can't be read: ")
    with pytest.raises(OSError, match=r"No such file|null byte"):
        open_file(tmp_path / name)


def test_a_line_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(10 * MAX_LINE)  # zeros as far as one likes, which take no space on the disk
    with pytest.raises(NotThisFormat, match=r"x\.csv:2: the line is longer"), stream(path) as table:
        list(table.rows)


# Where files are read that somebody names; the other rooms read their own source and assets.
ROOMS = (
    "core", "roles", "banks", "salaries", "own_pay", "postings", "interviews", "handover", "authoring", "cli",
)  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_opens_a_named_file_in_a_way_of_its_own(room: str) -> None:
    for path in (SOURCE / room).rglob("*.py"):
        if path == SOURCE / "core/files.py":
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute | ast.Name):
                assert not _reads(call), (
                    f"{path}:{call.lineno} opens a file that may be a pipe; take core.files"
                )


def _reads(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open"
    assert isinstance(call.func, ast.Attribute)
    mode = [word.value for word in call.args if isinstance(word, ast.Constant)]
    of_module = isinstance(call.func.value, ast.Name) and call.func.value.id == "os"
    method = call.func.attr
    return method in ("read_text", "read_bytes") or (
        method == "open" and not of_module and mode[:1] == ["rb"]
    )


def test_a_file_is_written_whole_or_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "posting.md"
    write_whole(path, b"first")
    path.chmod(0o640)
    write_whole(path, b"second")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"second", 0o640)
    monkeypatch.setattr(files.os, "fsync", _full)  # the disk says so when it has taken half
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"third")
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "new.md", b"third")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("posting.md", b"second")]


def _full(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_link_stays_a_link_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "real" / "job.md")
    write_whole(link, b"x")
    assert link.is_symlink()
    assert (tmp_path / "real" / "job.md").read_bytes() == b"x"
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(tmp_path / "pipe", b"y")
        assert os.read(reading, 10) == b"y"
    finally:
        os.close(reading)
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "real", b"x")


def test_no_command_writes_a_file_in_a_way_of_its_own() -> None:
    for path in (SOURCE / "cli").rglob("*.py"):
        if path.name == "schemas.py":  # ours, into the repository
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                assert call.func.attr not in ("write_bytes", "write_text"), f"{path}:{call.lineno}"
