"""Word documents, opened again: styles, words, lists, tables and equations are what was written."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.core.markdown import escape
from touchstone.documents.blocks import About, printable
from touchstone.documents.docx import to_docx
from touchstone.documents.formula import characters, formula_tree
from touchstone.documents.omml import ACCENTS, BARS, to_omml
from touchstone.documents.printed import Part

HERE = Path(__file__).parent
HOSTILE = yaml.safe_load((HERE / "hostile.yaml").read_text(encoding="utf-8"))
FORMULAS = [case["latex"] for case in yaml.safe_load((HERE / "formulas.yaml").read_text(encoding="utf-8"))]
ABOUT = About("Title <1>", "Fjord & Co", "en-GB", "form 7", "abc", date(2026, 11, 23))
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(markdown: str, *, links: bool = False):
    return docx.Document(BytesIO(to_docx(markdown, ABOUT, links=links)))


def styles(markdown: str) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in written(markdown).paragraphs]


def test_it_says_what_it_is():
    document = written("# a")
    said = document.core_properties
    assert (said.title, said.author, said.language, said.keywords) == (
        "Title <1>",
        "Fjord & Co",
        "en-GB",
        "abc",
    )
    assert said.created.date() == date(2026, 11, 23)
    assert {found.get(W + "val") for found in document.styles.element.iter(W + "lang")} == {"en-GB"}
    assert document.sections[0].footer.paragraphs[0].text == "form 7"


@pytest.mark.parametrize(
    ("text", "style"),
    [("**a**", "Strong"), ("*a*", "Emphasis"), ("***a***", "Strong Emphasis"), ("`a`", "Code")],
)
def test_what_stands_out_does_so_by_a_style(text, style):
    (run,) = written(text).paragraphs[0].runs
    assert (run.style.name, run.bold, run.italic) == (style, None, None)


@pytest.mark.parametrize(("then", "empty"), [("## B", 0), ("| b |\n|---|\n| 2 |", 2), ("- b", 1), ("b", 1)])
def test_an_empty_paragraph_stands_only_where_a_table_needs_it(then, empty):
    found = written(f"| a |\n|---|\n| 1 |\n\n{then}").paragraphs
    assert len([one for one in found if not one.text]) == empty


def test_each_of_several_texts_counts_its_own_pages():
    file = to_docx("a", ABOUT, more=[Part("b", "form 8"), Part("c", "form 9")])
    sections = docx.Document(BytesIO(file)).sections
    assert [section.footer.paragraphs[0].text for section in sections] == ["form 7", "form 8", "form 9"]
    for section in sections:
        fields = [field.get(W + "instr") for field in section.footer.paragraphs[1]._p.iter(W + "fldSimple")]
        assert fields == ["PAGE", "SECTIONPAGES"]
        assert [start.get(W + "start") for start in section._sectPr.iter(W + "pgNumType")] == ["1"]


def test_each_block_has_its_style():
    text = "# a\n\n## b\n\nc\n\n- d\n  - e\n\n    f\n\n1. g\n\n> h\n\n```\ni\n```\n\n___"
    assert styles(text) == [
        ("Heading 1", "a"), ("Heading 2", "b"), ("Normal", "c"), ("List Bullet", "d"), ("List Bullet 2", "e"),
        ("List Continue 2", "f"), ("List Number", "g"), ("Quote", "h"), ("Code Block", "i"),
        ("Writing Line", ""),
    ]  # fmt: skip


def test_styles_and_not_runs_hold_fonts_sizes_and_colours():
    document = written("# a\n\nb **c** `d` $x$\n\n|a|\n|-|\n|b|\n")
    body = document.element.body
    assert not [tag for tag in ("rFonts", "sz", "color", "jc", "ind", "spacing") if list(body.iter(W + tag))]
    assert document.styles["Heading 1"].font.name == "Calibri"
    assert not [
        a
        for found in document.styles["Heading 1"].element.iter(W + "rFonts")
        for a in found.attrib
        if "theme" in a.lower()
    ]


def test_lines_to_write_on_stay_apart():
    style = written("___\n\n___").styles["Writing Line"].element
    (borders,) = style.iter(W + "pBdr")
    assert [side.tag.removeprefix(W) for side in borders] == ["bottom", "between"]


def test_a_second_list_begins_anew():
    document = written("1. a\n2. b\n\nc\n\n4. d")
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = document.part.numbering_part.element
    starts = [numbering.num_having_numId(n).lvlOverride_lst[0].startOverride.val for n in numbers]
    assert starts == [1, 1, 4]


def test_a_table_names_its_heading():
    (table,) = written("|a|b|\n|-|-|\n|c|$x$|\n").tables
    assert table.style.name == "Touchstone Table"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["c", ""]]
    assert [len(list(row._tr.iter(W + "tblHeader"))) for row in table.rows] == [1, 0]
    (bare,) = written("| |\n|-|\n|c|\n").tables
    assert len(bare.rows) == 1
    assert not list(bare._tbl.iter(W + "tblHeader"))


@pytest.mark.parametrize(("rows", "kept"), [(3, 3), (13, 13), (30, 0)])
def test_a_short_table_is_not_broken_between_pages(rows: int, kept: int):
    (table,) = written("|a|\n|-|\n" + "|c|\n" * rows).tables
    held = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert held == [True] * kept + [None] * (rows + 1 - kept)


@pytest.mark.parametrize(
    ("head", "rows", "widths"),
    [
        (["Minute", "What"], [["0 to 3", "Opening"]], [13, 12]),  # no wider than it needs
        (["Competency", "Scores"], [["SQL", ""], ["Python", ""]], [53, 39]),  # room to write in
        (["Request", "Met"], [["a word " * 30, "yes"]], [84, 8]),  # no head is broken
        (["Request", "Met"], [["yes", "a word " * 30]], [13, 79]),
        (["Question", "Note"], [["a word " * 30, ""]], [80, 12]),
        (["x" * 300, "y" * 100], [["", ""]], [69, 23]),  # no room for anybody's longest word
        ([""], [["c"]], [6]),
    ],
)
def test_columns_are_as_wide_as_their_words_ask(head: list[str], rows: list[list[str]], widths: list[int]):
    lines = [head, ["---"] * len(head), *rows]
    (table,) = written("\n".join("|" + "|".join(line) + "|" for line in lines)).tables
    line = 210 - 2 * 22
    assert [round(column.width.mm * 92 / line) for column in table.columns] == widths
    assert all([cell.width for cell in row.cells] == [c.width for c in table.columns] for row in table.rows)


def test_a_page_break_belongs_to_what_follows():
    broken = [
        p.text for p in written("a\n\n---\n\n# b\n\nc").paragraphs if p.paragraph_format.page_break_before
    ]
    assert broken == ["b"]


@pytest.mark.parametrize("latex", FORMULAS)
def test_an_equation_keeps_every_character(latex: str):
    tree = formula_tree(latex, display=True)
    (paragraph,) = written(f"$${latex}$$").paragraphs
    equations = list(paragraph._p.iter(M + "oMath"))
    if tree is None:
        assert not equations
        assert paragraph.text == latex
        return
    assert shown(equations[0]) == characters(tree)


def shown(equation) -> list[str]:
    """The characters of an equation: its texts, its fences, signs and accents."""
    back = {mark: sign for sign, mark in ACCENTS.items()} | {"top": "‾", "bot": "_"}
    texts = [found.text or "" for found in equation.iter(M + "t")]
    signs = [
        found.get(M + "val") for tag in ("begChr", "endChr", "chr", "pos") for found in equation.iter(M + tag)
    ]
    return sorted(
        c
        for c in "".join([*texts, *(back.get(s, s) for s in signs)])
        if not c.isspace() and c not in "\u200b\u2061"
    )


@pytest.mark.parametrize(
    ("latex", "element"),
    [
        (r"\binom{n}{k}", '<m:type m:val="noBar"'),
        (r"]0,1[", "<m:t"),
        (r"\left.x\right|_0", '<m:endChr m:val="|"'),
        (r"\sqrt{x}", '<m:degHide m:val="1"'),
        (r"\sum_{i=1}^n x_i", '<m:chr m:val="∑"'),
        (r"\hat{x}", "<m:acc>"),
        (r"\bar{x}", "<m:bar>"),
        (r"\lim_{x \to 0} x", "<m:limLow>"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "<m:mr>"),
    ],
)
def test_equations_are_built_of_words_own_parts(latex: str, element: str):
    tree = formula_tree(latex, display=True)
    assert tree is not None
    made = to_omml(tree, display=False)
    assert element in made


def test_every_accent_of_a_formula_is_known_here():
    from touchstone.core.symbols import ACCENTS as SIGNS

    assert set(SIGNS.values()) <= ACCENTS.keys() | BARS.keys()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown(text: str):
    file = to_docx(f"x {escape(text)}\n\n- {escape(text)}", About(text, text, footer=text), links=True)
    document = docx.Document(BytesIO(file))
    assert [paragraph.text for paragraph in document.paragraphs] == [f"x {text}", text]
    assert document.sections[0].footer.paragraphs[0].text == text
    with ZipFile(BytesIO(file)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert b"<w:instrText" not in everything
        assert re.findall(rb"<w:fldSimple[^>]*", everything) == [
            b'<w:fldSimple w:instr="PAGE"/',
            b'<w:fldSimple w:instr="NUMPAGES"/',
        ]
        assert b"<script" not in everything
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert everything.count(b'TargetMode="External"') == len({link.address for link in links})
    assert all(link.address == link.text and link.address.startswith("http") for link in links)  # as it reads


def test_a_link_is_followed_only_where_asked():
    assert [
        link.address
        for p in written("[a](https://x.example)", links=True).paragraphs
        for link in p.hyperlinks
    ] == ["https://x.example"]
    assert not [link for p in written("[a](https://x.example)").paragraphs for link in p.hyperlinks]


def test_the_same_text_gives_the_same_bytes():
    assert to_docx("# a\n\n$x$", ABOUT) == to_docx("# a\n\n$x$", ABOUT)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_markdown_becomes_a_document(text: str):
    assert written(text, links=True).element is not None


# Controls and line ends become blanks before they reach any writer.
TYPED = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)


@settings(max_examples=15, deadline=None)
@given(TYPED)
def test_any_typed_text_is_shown_whole(text: str):
    (paragraph,) = written("x" + escape(text)).paragraphs
    assert "".join(paragraph.text.split()) == "".join(("x" + printable(text)).split())


def test_a_line_that_leads_to_another_stays_with_it():
    file = to_docx(
        "Hands over:\n\n___\n\nTakes over:\n\n___\n\nAsk:\n\n- a\n\nSay:\n\n> b\n\nEnd.\n\nIndeed.", ABOUT
    )
    kept = [
        one.text for one in docx.Document(BytesIO(file)).paragraphs if one.paragraph_format.keep_with_next
    ]
    assert kept == ["Hands over:", "Takes over:", "Ask:", "Say:"]
