"""Formulas and pages for print: right elements, nothing obeyed or fetched from what a stranger wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from touchstone.core.mathml import to_mathml
from touchstone.documents.printed import printed_fragment, printed_page

CASES = yaml.safe_load((Path(__file__).parent / "formulas.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["latex"])
def test_formula(case: dict[str, Any]) -> None:
    made = to_mathml(case["latex"], display=True)
    if case.get("code"):
        assert made.startswith("<code>")
    else:
        assert case["has"] in made
        assert ET.fromstring(made.replace("&#8289;", "")).tag == "math"


PIECES = st.sampled_from(
    ["x", "12", "{", "}", "^", "_", "&", "[", "]", "<", "'", "$", " ", "\\", "\\\\", "\\frac", "\\left("]
) | st.sampled_from(["\\right)", "\\sqrt", "\\begin{pmatrix}", "\\end{pmatrix}", "\\hat", "\\text", "\\sum"])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_formula_gives_well_formed_elements(latex: str) -> None:
    made = to_mathml(latex)
    assert ET.fromstring(made).tag in ("math", "code")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a $x^2$ b", "<p>a <math"),
        ("it costs $5 and $6", "<p>it costs $5 and $6</p>"),
        (r"it costs \$5$ more", "<p>it costs $5$ more</p>"),
        ("a\n\n---\n\nb", '<hr class="page">'),
        ("a\n\n___\n\nb", '<hr class="line">'),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("![i](https://example.org/i.png)", "![i](https://example.org/i.png)"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("| a | b |\n|---|---|\n| $x$ | 2 |", "<td>2</td>"),
    ],
)
def test_markdown(markdown: str, html: str) -> None:
    made = printed_fragment(markdown)
    assert html in made
    assert "<script" not in made
    assert "<img" not in made
    assert "href" not in made


def test_a_page_needs_nothing_from_outside_and_escapes_its_title() -> None:
    page = printed_page("# One", title="<b>", footer="form <1>")
    assert "<title>&lt;b&gt;</title>" in page
    assert "<footer>form &lt;1&gt;</footer>" in page
    assert "default-src 'none'" in page
    assert r'content: "form \3c 1\3e "' in page  # nothing ends the string or the style element
    assert "http://" not in page
    assert "https://" not in page
