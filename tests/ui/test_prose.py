"""Markdown from content files keeps its words and loses its claws."""

from __future__ import annotations

import pytest

from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.prose import harmless

CASES = [
    ("**bold** and $x^2$", "**bold** and $x^2$"),
    ("a list\n\n- one\n- two", "a list\n\n- one\n- two"),
    ("![pixel](https://spy.example/p.png)", "\\![pixel]\u200b(https\u200b://spy.example/p.png)"),
    ("[here](javascript:alert(1))", "[here]\u200b(javascript\u200b:alert(1))"),
    ("[x]: https://spy.example", "[x]\u200b: https\u200b://spy.example"),
    (":red[wrong]", "\\:red[wrong]"),
    (":material/home: at 12:30", "\\:material/home: at 12:30"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_typed_text_is_only_text() -> None:
    assert escape_markdown("a*b_[c](d)") == "a\\*b\\_\\[c\\]\\(d\\)"


@pytest.mark.parametrize("address", ["http://evil.example", "https://evil.example/x", "www.evil.example"])
def test_a_typed_address_never_becomes_a_link(address: str) -> None:
    assert address not in escape_markdown(address).replace("\\", "")
