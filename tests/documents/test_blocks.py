"""Markdown as blocks: the structure is kept, of everything else only the characters."""

import pytest

from touchstone.documents.blocks import (
    Code,
    Formula,
    Heading,
    PageBreak,
    Paragraph,
    Points,
    Quote,
    Table,
    Words,
    WritingLine,
    read,
)


def line(text, **style):
    return (Words(text, **style),)


A = (Paragraph(line("a")),)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("a", A),
        ("**a**", (Paragraph(line("a", bold=True)),)),
        ("# a\n\n#### b", (Heading(1, line("a")), Heading(2, line("b")))),
        ("### a", (Heading(1, line("a")),)),
        ("- a\n- a", (Points((A, A), None),)),
        ("3. a", (Points((A,), 3),)),
        ("0. a", (Points((A,), 0),)),
        ("> a", (Quote(A),)),
        ("```\na\n b\n```", (Code("a\n b"),)),
        ("a\n\n---\n\n___", (*A, PageBreak(), WritingLine())),
        ("|a|\n|-|\n|b|", (Table((line("a"),), ((line("b"),),)),)),
        ("| |\n|-|\n|b|", (Table(None, ((line("b"),),)),)),
        ("$x$", (Paragraph((Formula("x", False),)),)),
        ("a\n$$x$$\na", (*A, Paragraph((Formula("x", True),)), *A)),
        ("<b>a</b>", (Paragraph(line("<b>a</b>")),)),
        ("a\x00\x0b\ud800", (Paragraph(line("a\ufffd\ufffd\ufffd")),)),
    ],
)
def test_blocks(markdown, blocks):
    assert read(markdown) == blocks


@pytest.mark.parametrize(
    ("markdown", "links", "link"),
    [
        ("[a](https://x.example)", True, "https://x.example"),
        ("<mailto:a@x.example>", True, "mailto:a@x.example"),
        ("[a](https://x.example)", False, ""),
        ("[a](ftp://x.example)", True, ""),
        ("[a](/etc/passwd)", True, ""),
        ("[a](javascript:alert)", True, ""),
    ],
)
def test_only_web_and_mail_links_that_were_asked_for(markdown, links, link):
    (paragraph,) = read(markdown, links=links)
    assert {words.link for words in paragraph.line} == {link}


def test_lists_end_their_descent():
    deep = "\n".join("  " * depth + "- a" for depth in range(12))
    (points,) = read(deep)
    levels = 0
    while points is not None:
        levels += 1
        points = next((block for block in points.items[0] if isinstance(block, Points)), None)
    assert levels == 5
