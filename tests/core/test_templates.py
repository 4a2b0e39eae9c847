"""Templates from strangers: refused with their line, bounded in time and size; Markdown that stays text."""

import html
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from touchstone.core.markdown import Markdown, escape
from touchstone.core.problems import Problem
from touchstone.core.templates import Template, load_template, parse_template

HOSTILE = yaml.safe_load((Path(__file__).parent / "hostile_templates.yaml").read_text())


def _filled(text: str, data: dict[str, object]) -> str:
    template = parse_template(text, name="x.md.j2")
    if not isinstance(template, Template):
        return " ".join(map(str, template))
    return str(template.render(data))


@pytest.mark.parametrize("row", HOSTILE, ids=[row["text"][:60] for row in HOSTILE])
def test_a_hostile_template_is_refused_with_its_line(row):
    said = _filled(row["text"], row.get("data", {}))
    assert said.startswith("x.md.j2:")
    assert row["says"] in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}", "nested too deeply"),
        ("{% if a %}" * 500 + "{% endif %}" * 500, "nested"),
        ("{{ a }}" * 9_000, "more than 8,000 parts"),
        ("a" * 100_001, "longer than 100,000 characters"),
        ("{% for x in rows %}{% for y in rows %}{% endfor %}{% endfor %}", "more than 20,000 steps"),
        ("\n{% for x in rows %}{{ name }}{% endfor %}", "x.md.j2:2:1: what it makes is longer than 400,000"),
    ],
)
def test_a_template_that_does_too_much_is_stopped_at_its_limit(text, says):
    assert says in _filled(text, {"a": 1, "rows": list(range(2_000)), "name": "x" * 1_000})


def test_an_oversized_file_is_never_read(tmp_path):
    path = tmp_path / "big.md.j2"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (problem,) = load_template(path)
    assert "larger than 100,000 bytes" in str(problem)
    assert "can't be read" in str(load_template(tmp_path / "none.md.j2")[0])


def test_typed_text_is_escaped_and_markdown_is_not():
    text = "# {{ title }}\n{% for line in lines %}\n- {{ line.text|stop }} ({{ loop.index }})\n{% endfor %}"
    template = parse_template(text)
    assert isinstance(template, Template)
    lines = [{"text": "[x](javascript:1)"}, {"text": Markdown("**bold**")}, {"text": "2. Done."}]
    found = template.render({"title": "<b>C++ & R</b>", "lines": lines})
    assert found == "# \\<b>C++ & R\\</b>\n- \\[x\\](javascript:1). (1)\n- **bold**. (2)\n- 2\\. Done. (3)\n"


def test_objects_never_reach_a_template():
    template = parse_template("{{ a }}")
    assert isinstance(template, Template)
    with pytest.raises(TypeError, match="plain data"):
        template.render({"a": {"b": [object()]}})


def test_a_problem_of_filling_in_is_a_value():
    template = parse_template("{{ a }}")
    assert isinstance(template, Template)
    assert isinstance(template.render({}), Problem)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab 1.)(-+*_#>`~[]<>&;!|\\$:=\n\t'\"{}/", min_size=1, max_size=30))
def test_escaped_text_shows_its_own_characters_and_nothing_else(text):
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(escape(text))
    plain = " ".join(text.replace("\t", " ").split("\n")).strip()
    expected = f"<p>{html.escape(plain, quote=False)}</p>\n" if plain else ""
    assert " ".join(shown.replace("&quot;", '"').split()) == " ".join(expected.split())
