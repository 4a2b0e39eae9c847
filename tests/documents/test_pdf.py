"""PDF documents: tagged, with language and title; no text in them is ever code."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.core.markdown import escape
from touchstone.documents.blocks import About
from touchstone.documents.pdf import SHEET, to_pdf
from touchstone.documents.printed import Part

HERE = Path(__file__).parent
HOSTILE = yaml.safe_load((HERE / "hostile.yaml").read_text(encoding="utf-8"))
FORMULAS = [case["latex"] for case in yaml.safe_load((HERE / "formulas.yaml").read_text(encoding="utf-8"))]
ABOUT = About("Title <1>", "Fjord & Co", "de-CH", "form 7", "abc", date(2026, 11, 23))


def test_it_is_accessible_and_says_what_it_is():
    file = to_pdf("# a\n\n### b\n\n| |\n|-|\n|c|\n\n$x$\n\n[d](https://x.example)", ABOUT, links=True)
    assert file.startswith(b"%PDF-1.7")
    for said in (
        b"<pdfuaid:part>1<",
        b"/Lang(de-CH)",
        b"Title &lt;1&gt;",
        b"Fjord &amp; Co",
        b"/StructTreeRoot",
    ):
        assert said in file


@pytest.mark.parametrize(
    ("language", "set"), [("en", b"(en)"), ("DE-ch", b"(de-CH)"), ("", b"(en)"), ("#x", b"(en)")]
)
def test_the_language_is_set_whatever_was_given(language: str, set: bytes):
    assert b"/Lang" + set in to_pdf("a", About("a", language=language))


def test_words_of_every_block_are_shown(pdf_words):
    text = "# one\n\n- two\n  1. three\n\n> four\n\n```\nfive\n```\n\n|six|\n|-|\n|seven|\n\n---\n\n**eight**"
    assert pdf_words(to_pdf(text, ABOUT)).split() == [
        "one", "•", "two", "1.", "three", "four", "five", "six", "seven", "form", "7", "1", "/", "2",
        "eight", "form", "7", "2", "/", "2",
    ]  # fmt: skip


def test_each_of_several_texts_counts_its_own_pages(pdf_words):
    file = to_pdf(
        "one\n\n---\n\ntwo", ABOUT, more=[Part("three", "form 8"), Part("four\n\n---\n\nfive", "form 9")]
    )
    assert pdf_words(file) == (
        "one form 7 1 / 2 two form 7 2 / 2 three form 8 1 / 1 four form 9 1 / 2 five form 9 2 / 2"
    )


def test_a_text_that_runs_a_little_over_a_sheet_is_set_smaller(pdf_words):
    def pages(lines: int, *, padding: str = " " * SHEET) -> int:
        text = "\n\n".join(f"Line {number}." for number in range(lines))
        assert len(text) < SHEET  # so that without the padding its size is not looked for
        return pdf_words(to_pdf(f"{text}\n\n{padding}", About("a", footer="form"))).count("form")

    over = next(lines for lines in range(30, 80) if pages(lines, padding="") == 2)
    assert pages(over) == 1
    assert pages(over + 20) == 2
    assert pages(20) == 1


def test_formulas_stand_in_the_line_and_on_their_own(pdf_words):
    found = pdf_words(to_pdf("so $12$ and\n$$34$$\n- if $$56$$", ABOUT))
    assert [word for word in found.split() if word.isdigit()][:3] == ["12", "34", "56"]


@pytest.mark.parametrize("latex", FORMULAS)
def test_each_formula_is_set(latex: str):
    file = to_pdf(f"a ${latex}$\n\n$${latex}$$", ABOUT)
    assert b"<pdfuaid:part>1<" in file


def test_hostile_text_is_only_shown(pdf_words):
    for text in HOSTILE:
        file = to_pdf(f"x {escape(text)} x", About(text, text), links=True)
        seen = re.findall(rb"/URI ?\(([^)]*)\)", file)
        assert all(address.startswith(b"http") and address.decode() in text for address in seen)
        assert "".join(f"x{text}x".split()) in "".join(pdf_words(file).split()), text
    # The same in a title alone, in a formula and as Markdown: nothing of it is obeyed.
    together = "\n\n".join(f"{text}\n\n`{text}`\n\n${text}$" for text in HOSTILE)
    found = pdf_words(to_pdf(together, ABOUT))
    assert "root:" not in found
    assert '#read("/etc/passwd")' in found


def test_the_same_text_gives_the_same_bytes():
    assert to_pdf("# a\n\n$x$", ABOUT) == to_pdf("# a\n\n$x$", ABOUT)


def test_a_letter_without_a_glyph_costs_the_claim_and_not_the_document():
    file = to_pdf("# 漢字", ABOUT)
    assert file.startswith(b"%PDF")
    assert b"pdfuaid" not in file


def test_a_very_deep_formula_or_list_does_not_stop_the_compiler():
    deep = "{" * 35 + "x" + "}" * 35
    roots = r"\sqrt{" * 12 + "x" + "}" * 12
    nested = "\n".join("  " * depth + "- > a" for depth in range(15))
    assert to_pdf(f"${deep}$ ${roots}$\n\n{nested}\n\n" + "> " * 15 + "a", ABOUT).startswith(b"%PDF")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_markdown_becomes_a_document(text: str):
    assert to_pdf(text, About(text, text, footer=text), links=True).startswith(b"%PDF")


PIECES = st.sampled_from(
    ["x", "12", "{", "}", "^", "_", "&", "(", "'", " ", r"\frac", r"\sqrt", r"\sum", r"\hat"]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(PIECES | st.sampled_from([r"\left(", r"\right)", r"\lim", r"\text{a}", r"\quad"]), max_size=14)
)
def test_any_formula_becomes_a_document(pieces: list[str]):
    assert to_pdf(f"${''.join(pieces)}$", ABOUT).startswith(b"%PDF")


@pytest.mark.parametrize(
    "text",
    [
        "# Post\n\n## Must\n\n"
        + f"{'must ' * 60}\n\n" * 4
        + "## Tools\n\nshort\n\n## Team\n\n"
        + "team " * 1500
        + "\n\n## Days\n\n- day\n- day\n",
        "# Post\n\n" + "".join(f"## Part {n}\n\n{'word ' * 100}\n\n" for n in range(30)),
    ],
    ids=["a page of text between headings", "many short parts"],
)
def test_no_sheet_is_left_empty_by_text_that_hangs_on_what_follows(text, pdf_words):
    sheets = [len(sheet) for sheet in pdf_words(to_pdf(text, ABOUT)).split("form 7")]
    assert min(sheets[:-2]) > 2000, sheets  # the last one is short, and nothing stands behind its foot


@pytest.mark.parametrize(
    "shape", ["# {}", "{}", "- {}", "`{}`", "https://harbour.example/{}", "|a|\n|-|\n|{}|"]
)
def test_a_long_run_without_a_blank_stays_on_the_sheet_and_is_copied_as_it_is(shape, pdf_words):
    run = "".join(f"q{n:03}" for n in range(90))
    found = pdf_words(to_pdf(shape.format(run), ABOUT, links=True))
    assert run in found.replace(" ", "")


def _heights(file: bytes) -> dict[str, float]:
    """How far from the top of its sheet each word begins, in points."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=file, capture_output=True, check=True, timeout=30
    )
    found = re.findall(r'yMin="([\d.]+)"[^>]*>([^<]+)</word>', done.stdout.decode("utf-8"))
    return {word: float(height) for height, word in found}


@pytest.mark.parametrize("before", ["", "### Score\n\n"])
def test_a_line_to_write_on_strikes_through_no_text(before, pdf_words):
    # The line lies 28 points (2.65 em) under the text before it; text right on it would begin 35 points down.
    at = _heights(to_pdf(f"# Kit\n\n{before}First:\n\n___\n\nSecond:\n\n___\n\nThird.", ABOUT))
    assert at["Second:"] - at["First:"] > 42
    assert at["Third."] - at["Second:"] > 42


def test_a_short_table_stays_on_one_sheet(pdf_words):
    table = "\n\n## Rows\n\nOne a row:\n\n| A | B |\n| --- | --- |\n" + "\n".join(
        f"| row{n} | x |" for n in range(8)
    )
    for filled in (30, 33, 36):
        text = "# Kit\n\n" + "\n\n".join(f"line {number}" for number in range(filled)) + table
        sheets = pdf_words(to_pdf(text, ABOUT)).split("form 7")
        assert sum(all(word in sheet for word in ("Rows", "One", "row0", "row7")) for sheet in sheets) == 1, (
            filled
        )


def test_an_answer_to_score_stays_on_one_sheet_with_its_anchors(pdf_words):
    sample = "\n\n### Sample\n\nPrompt.\n\n> Answer.\n\n- four\n- three\n- two\n- one\n\nMine: 4 3 2 1\n"
    for filled in range(24, 40, 3):
        text = "# Kit\n\n## One\n\n" + "\n\n".join(f"line {number}" for number in range(filled)) + sample
        sheets = pdf_words(to_pdf(text, ABOUT)).split("form 7")
        whole = [all(word in sheet for word in ("Sample", "Answer.", "four", "Mine:")) for sheet in sheets]
        assert sum(whole) == 1, filled


def test_lines_to_write_on_stay_with_their_heading_unless_that_takes_half_a_sheet(pdf_words):
    section = "\n\n### Score\n\n- four\n- three\n\nEvidence:\n\n___\n\n___\n"
    for filled in range(31, 40):
        text = "# Kit\n\n## One\n\n" + "\n\n".join(f"line {number}" for number in range(filled)) + section
        sheets = pdf_words(to_pdf(text, ABOUT)).split("form 7")
        assert sum("Score" in sheet for sheet in sheets) == 1
        assert [("Score" in sheet) for sheet in sheets] == [("Evidence:" in sheet) for sheet in sheets]
    tall = (
        "# Kit\n\n## One\n\n### Score\n\n"
        + "\n\n".join(f"tall{number}" for number in range(200))
        + "\n\n___\n"
    )
    found = pdf_words(to_pdf(tall, ABOUT))
    assert found.count("form 7") > 3
    assert all(f"tall{number}" in found for number in range(200))


def test_an_answer_taller_than_half_a_sheet_breaks_between_its_pieces(pdf_words):
    """Never right under its heading, inside its anchors, or before the line for the score."""
    sample = (
        f"\n\n### Sample\n\n{'prompt ' * 250}Asked.\n\n> Begun. {'answer ' * 260}Said.\n\n"
        + "\n".join(f"- {name}. {'anchor ' * 30}" for name in ("four", "three", "two", "one"))
        + "\n\nMine: 4 3 2 1\n"
    )
    broken = 0
    for filled in range(4, 40, 2):
        text = "# Kit\n\n## One\n\n" + "\n\n".join(f"line {number}" for number in range(filled)) + sample
        sheets = pdf_words(to_pdf(text, ABOUT)).split("form 7")
        (heading,) = [sheet for sheet in sheets if "Sample" in sheet]
        assert heading.partition("Sample")[2].count("prompt") > 10, filled
        assert sum("Begun." in sheet and "Said." in sheet for sheet in sheets) == 1, filled
        assert sum(all(f"{word}" in sheet for word in ("four.", "one.", "Mine:")) for sheet in sheets) == 1
        broken += "Mine:" not in heading
    assert broken > 5


def test_an_answer_taller_than_a_sheet_loses_no_words(pdf_words):
    sample = f"### Sample\n\nPrompt.\n\n> {' '.join(f'said{n}' for n in range(2000))}\n\n- four\n\nMine: 4\n"
    found = pdf_words(to_pdf(f"# Kit\n\n## One\n\n{sample}", ABOUT))
    assert all(f"said{n}" in found for n in range(2000))
    assert found.count("form 7") > 2
