"""Word and PDF files from the command line: whole files where one is named, one clear line where not."""

from __future__ import annotations

import io
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import click
import docx
import pytest
from click.testing import CliRunner

from touchstone.cli.main import touchstone
from touchstone.cli.output import refuse_terminal

HARBOUR = Path(__file__).parents[1] / "postings" / "harbour.yaml"
POSTING = ("posting", "MLE", "--level", "senior", "--employer", str(HARBOUR), "--as-of", "2026-11-23")
INTERVIEW = ("interview", "data_scientist", "--level", "mid", "--minutes", "45")


def run(*words: str):
    return CliRunner().invoke(touchstone, words)


@pytest.mark.parametrize(
    ("words", "title", "author"),
    [
        (POSTING, "Senior machine-learning engineer", "Harbour Analytics"),
        ((*INTERVIEW, "--kit"), "Interview kit: Data scientist", ""),
        ((*INTERVIEW, "--candidate"), "Your interview: Data scientist", ""),
    ],
)
def test_a_file_of_each_kind(words: tuple[str, ...], title: str, author: str, tmp_path: Path):
    word, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    assert run(*words, "--format", "docx", "-o", str(word)).exit_code == 0
    document = docx.Document(BytesIO(word.read_bytes()))
    assert (document.paragraphs[0].style.name, document.paragraphs[0].text) == ("Heading 1", title)
    assert (document.core_properties.title, document.core_properties.author) == (title, author)
    result = run(*words, "--format", "pdf", "-o", str(pdf))
    assert (result.exit_code, result.stdout) == (0, "")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert b"<pdfuaid:part>1<" in pdf.read_bytes()


def test_a_pipe_takes_the_bytes():
    assert run(*POSTING, "--format", "pdf").stdout_bytes.startswith(b"%PDF")


def test_boxes_are_told_of(tmp_path: Path):
    employer, file = tmp_path / "e.yaml", tmp_path / "a.pdf"
    employer.write_text(
        HARBOUR.read_text(encoding="utf-8").replace("Harbour Analytics", "東京"), encoding="utf-8"
    )
    words = [str(employer) if word == str(HARBOUR) else word for word in POSTING]
    result = run(*words, "--format", "pdf", "-o", str(file))
    assert "show boxes instead" in result.stderr
    assert file.read_bytes().startswith(b"%PDF")
    assert "boxes" not in run(*POSTING, "--format", "pdf", "-o", str(file)).stderr


def test_nothing_heavy_is_loaded_before_a_file_is_made():
    heavy = "{'docx', 'typst', 'lxml', 'scipy'}"
    code = f"import sys, touchstone.documents.files; print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "set()"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("shape", "refused"), [("pdf", True), ("docx", True), ("md", False)])
def test_a_terminal_is_not_filled_with_bytes(shape: str, refused: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    if not refused:
        refuse_terminal(shape, None)
        return
    with pytest.raises(
        click.UsageError, match=rf"can't be shown here\. Name a file for it: -o FILE\.{shape}"
    ):
        refuse_terminal(shape, None)
    refuse_terminal(shape, Path("a"))
