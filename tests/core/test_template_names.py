"""A misspelt name in a template is found before anybody fills it in, and named in full when it is."""

from __future__ import annotations

import pytest

from touchstone.core.problems import Problem
from touchstone.core.template_names import Names, unknown_names
from touchstone.core.templates import Template, parse_template

NAMES: Names = {
    "title": None,
    "role": {"scope": None},
    "parts": [{"name": None, "lines": [None]}],
    "by": {"*": None},
}
FIRST = "there is no 'postng' here, in 'postng.titel'"
CASES = [
    ("{{ title }} {{ role.scope }} {{ by.anything.deeper }}", []),
    ("{{ titel }}", ["x:1:4: there is no 'titel' here; did you mean 'title'?"]),
    ("{{ postng.titel }}", [f"x:1:4: {FIRST}; known: by, parts, role, title"]),
    (
        "a\n{% if role.scpe %}b{% endif %}",
        ["x:2:7: there is no 'scpe' here, in 'role.scpe'; did you mean 'scope'?"],
    ),
    ("{{ title or titel }}", ["x:1:13: there is no 'titel' here; did you mean 'title'?"]),
    (
        "{{ role.scpe | default('') }}",
        ["x:1:4: there is no 'scpe' here, in 'role.scpe'; did you mean 'scope'?"],
    ),
    ("{% for p in parts %}{{ p.nam }}{{ loop.index }}{% endfor %}", ["did you mean 'name'?"]),
    ("{% for p in parts if p.nam %}{{ p.lines | join }}{% endfor %}", ["did you mean 'name'?"]),
    ("{% for p in parts %}{% for l in p.lines %}{{ l }}{{ l.x }}{% endfor %}{% endfor %}", ["'l.x'"]),
    ("{% for p in parts %}{% endfor %}{{ p.name }}", ["there is no 'p' here, in 'p.name'"]),
    ("{% for p in prts %}{{ p.nam }}{% endfor %}", ["there is no 'prts' here; did you mean 'parts'?"]),
    (
        "{{ parts[0].name }}{{ parts[0].nam }}",
        ["there is no 'nam' here, in 'parts.0.nam'; did you mean 'name'?"],
    ),
]


@pytest.mark.parametrize(("text", "says"), CASES, ids=[row[0] for row in CASES])
def test_each_unknown_name_is_named_with_its_line(text: str, says: list[str]) -> None:
    template = parse_template(text, name="x")
    assert isinstance(template, Template)
    found = [str(problem) for problem in unknown_names(template, NAMES)]
    assert len(found) == len(says), found
    assert all(said in problem for said, problem in zip(says, found, strict=True)), found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ postng.titel }}", f"x:1:4: {FIRST}; did you mean 'posting'?"),
        ("{{ posting.titel }}", "x:1:12: there is no 'titel' here; did you mean 'title'?"),
        ("{{ posting.rol.scope }}", "there is no 'rol' here, in 'rol.scope'; did you mean 'role'?"),
    ],
)
def test_a_name_that_fails_when_it_is_filled_in_is_named_in_full(text: str, says: str) -> None:
    template = parse_template(text, name="x")
    assert isinstance(template, Template)
    found = template.render({"posting": {"title": "T", "role": {"scope": "S"}}})
    assert isinstance(found, Problem)
    assert says in str(found)
