"""`touchstone check` says of each thing in a content folder that it can't be read, or that nothing does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from touchstone.cli import check
from touchstone.cli.contents import KINDS, kind_of

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices are files only on Unix")


def zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def words(path: Path) -> None:
    path.write_text("- {id: a}\n")


def elsewhere(path: Path) -> None:
    """A file of another kind by name and place, that the link stands for."""
    home = path.parents[2] / "elsewhere.txt"
    home.write_text("root:x:0:0")
    path.symlink_to(home)


def linked_folder(path: Path) -> None:
    path.symlink_to("/etc")


NO_FILE = "the file can't be read: expected a file, found "
# What lies where, and what is said of it.
ODD: list[tuple[str, Callable[[Path], None], str]] = [
    ("roles/pipe.yaml", os.mkfifo, NO_FILE + "a pipe"),
    ("roles/zero.yaml", zero, NO_FILE + "a device"),
    ("roles/link.yaml", elsewhere, "1:1: expected a mapping"),
    ("roles/folder.yaml", Path.mkdir, NO_FILE + "a folder"),
    ("roles/gone.yaml", lambda path: path.symlink_to("nowhere"), "the file can't be read: No such file"),
    ("salary_data/zero.csv", zero, NO_FILE + "a device"),
    ("templates/postings/zero.md.j2", zero, NO_FILE + "a device"),
    ("question_banks/pipe.yaml", os.mkfifo, NO_FILE + "a pipe"),
    ("laws/zero.yaml", zero, NO_FILE + "a device"),
    ("language/zero.yaml", zero, NO_FILE + "a device"),
    ("question_banks/more.yml", words, "files that end in .yml are not read here; read are .yaml"),
    ("salary_data/pay.xlsx", words, "files that end in .xlsx are not read here; read are .csv and .yaml"),
    ("roles/drafts/new.yaml", words, "in roles/ no folders are read; move it up to roles/"),
    ("question_banks/mine", linked_folder, "a link to a folder is not followed"),
]


@pytest.mark.parametrize(("name", "make", "says"), ODD, ids=[row[0] for row in ODD])
@pytest.mark.parametrize("how", ["all", "folder"])
def test_check_tells_of_it(
    name: str, make: Callable[[Path], None], says: str, how: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "content" / name
    path.parent.mkdir(parents=True)
    make(path)
    monkeypatch.setenv("TOUCHSTONE_CONTENT", str(tmp_path / "content"))
    folder = tmp_path / "content" / name.split("/")[0]
    done = CliRunner().invoke(check.command, [str(folder)] if how == "folder" else [])
    assert done.exit_code == 1
    assert any(str(path) in line and says in line for line in done.stdout.splitlines()), done.stdout


def test_a_remark_beside_the_content_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    shutil.copy(ROOT / "roles" / "data_scientist.yaml", tmp_path / "roles")
    for name in ("README.md", "notes.txt", ".gitkeep"):
        (tmp_path / "roles" / name).write_text("hello")
    assert CliRunner().invoke(check.command, [str(tmp_path / "roles")]).exit_code == 0


@pytest.mark.parametrize("names", [(), ("notes.txt",), ("mine.yaml",)], ids=["empty", "text", "other yaml"])
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["words", "json"])
def test_a_folder_that_holds_no_content_is_a_wrong_call(
    names: tuple[str, ...], options: tuple[str, ...], tmp_path: Path
) -> None:
    for name in names:
        (tmp_path / name).write_text("hello: you")
    for paths in ([tmp_path], [ROOT / "roles" / "data_scientist.yaml", tmp_path]):
        done = CliRunner().invoke(check.command, [*map(str, paths), *options])
        assert done.exit_code == 2
        assert "holds nothing that Touchstone knows; content lies in" in " ".join(done.stderr.split())


def test_the_nearest_content_folder_says_what_a_file_is(tmp_path: Path) -> None:
    path = tmp_path / "roles" / "repository" / "laws" / "x.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("a: 1\n")
    assert kind_of(path) == next(kind for kind in KINDS if kind.name == "law")
