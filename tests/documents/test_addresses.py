"""Addresses in a posting can be followed, in a web page, in Word and in PDF; look-alikes can't."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from touchstone.documents.blocks import Paragraph, Words, read
from touchstone.documents.html import fragment
from touchstone.documents.text import plain_text

CASES = yaml.safe_load((Path(__file__).parent / "addresses.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "case", CASES, ids=[case["text"].encode("ascii", "replace").decode() for case in CASES]
)
def test_where_links_lead(case):
    shown = fragment(case["text"])
    assert [unescape(link) for link in re.findall(r'href="([^"]*)"', shown)] == case["links"]
    assert "<script" not in shown
    assert re.search(r"<a [^>]*onmouse", shown) is None
    (paragraph,) = read(case["text"], links=True)
    assert isinstance(paragraph, Paragraph)
    words = [part for part in paragraph.line if isinstance(part, Words)]
    assert [part.link for part in words if part.link] == case["links"]
    (unlinked,) = read(case["text"])
    assert not [part for part in unlinked.line if part.link]


def test_plain_text_shows_an_address_once():
    assert plain_text("Apply at https://x.example.") == "Apply at https://x.example.\n"


def test_long_text_without_spaces_takes_no_time():
    assert "<a" not in fragment("a@" * 50_000)
    assert "<a" not in fragment("https://" * 20_000)
