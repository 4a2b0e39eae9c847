"""HTML pages made from Markdown: nothing in a text runs, loads or ends the page."""

import json
import re

import pytest

from touchstone.documents.html import fragment, page, script_json

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![i](http://evil.example/i.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hi)",
    "[x](vbscript:x)",
    "<!-- -->",
    "<a href='x'>y</a>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_raw_html_and_dangerous_links_stay_text(text):
    shown = fragment(text)
    assert not re.search(r"<(script|img|iframe|style)\b|href=\"(?!http)", shown)


def test_structure_survives():
    shown = fragment("# A\n\n- b\n- c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n")
    for tag in ("<h1>A</h1>", "<li>b</li>", "<td>2</td>"):
        assert tag in shown


def test_a_page_has_language_title_and_nothing_from_outside():
    shown = page("# A", title="A <b>", language="de")
    assert shown.startswith('<!doctype html>\n<html lang="de">')
    assert "<title>A &lt;b&gt;</title>" in shown
    assert not re.search(r"(src|href)=|url\(|@import|https?://", shown)


def test_a_page_says_what_it_was_made_from():
    assert '<meta name="touchstone-made-from" content="abc&quot;">' in page("x", title="x", made_from='abc"')


def test_linked_data_cannot_end_its_element():
    data = {"title": "</script><script>alert(1)</script><!--"}
    text = script_json(data)
    assert "<" not in text
    assert json.loads(text) == data
    assert page("x", title="x", linked_data=data).count("<script") == 1


def test_a_long_address_is_broken_at_the_edge_of_a_small_screen():
    assert "overflow-wrap: anywhere" in page("text", title="T")
