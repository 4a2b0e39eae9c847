"""Markdown from content files keeps its words and loses its claws."""

from __future__ import annotations

import pytest

from touchstone.ui.parts.inert import escape_markdown, source_link
from touchstone.ui.parts.prose import displayed, harmless

GAP = "\u200b"
CASES = [
    ("**bold** and $x^2$", "**bold** and $x^2$"),
    ("a list\n\n- one\n- two", "a list\n\n- one\n- two"),
    ("the ratio 3:4 at 12:30", "the ratio 3:4 at 12:30"),
    ("$\\rho \\above$ and $\\left(a\\right)$", f"$\\rho \\{GAP}above$ and $\\left(a\\right)$"),
    ("![pixel](https://spy.example/p.png)", f"\\![pixel]{GAP}(https{GAP}://spy.example/p.png)"),
    ("[here](javascript:alert(1))", f"[here]{GAP}(javascript{GAP}:alert(1))"),
    ("[x]: https://spy.example", f"[x]{GAP}: https{GAP}://spy.example"),
    ("see www.spy.example", f"see www{GAP}.spy.example"),
    ("ask bob@spy.example", f"ask bob@{GAP}spy.example"),
    (":red[wrong]", f":{GAP}red[wrong]"),
    (":material/home: at 12:30", f":{GAP}material/home: at 12:30"),
    (r"$\rule{100000em}{1em}$", rf"$\{GAP}rule{{100000em}}{{1em}}$"),
    (r"$a \\[100000em] b$", rf"$a \{GAP}\[100000em] b$"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_typed_text_is_only_text() -> None:
    assert escape_markdown("a*b_[c](d)") == "a\\*b\\_\\[c\\]\\(d\\)"


@pytest.mark.parametrize(
    "address", ["http://evil.example", "www.evil.example", "bob@evil.example", ":material/home:"]
)
def test_what_is_typed_never_comes_alive(address: str) -> None:
    assert address not in escape_markdown(address).replace("\\", "")


@pytest.mark.parametrize(
    ("address", "live"),
    [
        ("https://www.onetonline.org/link/summary/15-2051.00", True),
        ("javascript:alert(1)", False),
        ("https://x.example) ![i](https://spy.example/p.png", False),
        ("https://bank.example@spy.example/", False),
        ("https://ex\u0430mple.com/", False),
        (None, False),
    ],
)
def test_a_source_is_a_link_only_where_its_address_says_what_it_is(address: str | None, live: bool) -> None:
    assert (f"]({address})" in source_link("a [title]", address)) is live


def test_a_formula_with_a_line_to_itself_stands_apart() -> None:
    assert displayed("with\n$$A = 1$$\nThe") == "with\n\n$$\nA = 1\n$$\n\nThe"
    assert displayed("costs $$5 or $x$ $$y$$ here") == "costs $$5 or $x$ $$y$$ here"
