"""Postings as Word and PDF files, opened again: headings in order, lists as lists, styles and tags."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import docx
import pytest

from touchstone.documents.posting_files import SHAPES

ROLES = ["data_scientist", "machine_learning_engineer", "data_science_manager"]
DIRECT = {"pStyle", "keepNext"}  # a line that leads to a list stays with it


@pytest.fixture(scope="module")
def tags():
    """A function from a PDF to the tags of its headings, points and tables with their words."""
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not installed")

    def read(file: bytes) -> list[tuple[str, str]]:
        done = subprocess.run([tool, "-struct-text", "-"], input=file, capture_output=True, timeout=30)
        found: list[tuple[str, str]] = []
        for line in done.stdout.decode("utf-8").splitlines():
            if tag := re.match(r"\s*(H\d|LI|LBody|P|Link|TH|TD)\b(?: \(block\)|$|[ :])", line):
                found.append((tag[1], ""))
            elif (words := re.match(r'\s*"(.*)"$', line)) and found:
                found[-1] = (found[-1][0], found[-1][1] + words[1])
        return found

    return read


def _tag(paragraph) -> list[str]:
    properties = paragraph._p.pPr
    return [] if properties is None else [one.tag.rsplit("}", 1)[1] for one in properties]


@pytest.mark.parametrize("role", ROLES)
def test_a_posting_in_word_is_made_of_styles(draft, role):
    made = draft(role, "senior")
    document = docx.Document(BytesIO(SHAPES["docx"].make(made)))
    levels = [one.style.name for one in document.paragraphs if one.style.name.startswith("Heading")]
    titles = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert levels == ["Heading 1"] + ["Heading 2"] * (len(levels) - 1)
    assert titles == [
        made.posting.title,
        *(one.title for one in made.posting.sections if one.title in titles),
    ]
    assert [one.text for one in document.paragraphs if not one.text.strip()] == []
    assert {name for one in document.paragraphs for name in _tag(one)} <= DIRECT
    assert {run.bold for one in document.paragraphs for run in one.runs} == {None}
    points = [one.text for one in document.paragraphs if one.style.name == "List Bullet"]
    assert [line.text for line in made.posting.section("must").lines] == [
        text for text in points if text in {line.text for line in made.posting.section("must").lines}
    ]
    assert document.core_properties.title == made.posting.title
    assert document.core_properties.language == "en"


@pytest.mark.parametrize("role", ROLES)
def test_a_posting_in_pdf_is_tagged_in_the_order_in_which_it_is_read(draft, tags, role):
    made = draft(role, "senior")
    found = tags(SHAPES["pdf"].make(made))
    word = docx.Document(BytesIO(SHAPES["docx"].make(made)))
    heads = [one for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert [(tag, text) for tag, text in found if tag[0] == "H"] == [
        (one.style.name.replace("Heading ", "H"), one.text) for one in heads
    ]
    points = [one for one in word.paragraphs if one.style.name == "List Bullet"]
    assert len([tag for tag, _ in found if tag == "LI"]) == len(points)
    assert any(tag == "Link" for tag, _ in found)
