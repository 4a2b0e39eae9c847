"""The QTI 3 package: held to the structure of the schema, and marking what the bank marks."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from touchstone.banks.exchange import exporting
from touchstone.banks.exchange.items import Accepted, Chosen, Item

RULES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "qti3.yaml").read_text()
)
NAMESPACE = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
SPELT = {
    "{http://www.w3.org/XML/1998/namespace}lang": "xml:lang",
    "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": "xsi:schemaLocation",
}
FLOW = {
    *(
        "p",
        "div",
        "strong",
        "em",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
    *("br", "a", "blockquote", "hr", "h1", "h2", "h3"),
}

MATHML = "{http://www.w3.org/1998/Math/MathML}"
MATH = f"{MATHML}math"
FLOW.add(MATH)

CHOICE = Item("One", "choice", "Which **is** $x<1$?", (Chosen("a", 1.0), Chosen("b", 0.0, "No.")))
MANY = Item("Many", "choice", "Which?", (Chosen("a", 0.5), Chosen("b", 0.5), Chosen("c", -1.0)), single=False)
PART = Item("Part", "choice", "Which?", (Chosen("a", 1.0), Chosen("b", 0.5)), shuffle=False)
TRUTH = Item("Truth", "truefalse", "Is it?", (Chosen("True", 0.0), Chosen("False", 1.0)), shuffle=False)
NUMBER = Item(
    "Number",
    "number",
    "How many?",
    accepted=(Accepted("0.25", 1.0, 0.01), Accepted("25", 0.5, 0.0), Accepted("4", 0.0, 0.0)),
)
WORDS = Item(
    "Words", "text", "Which clause?", accepted=(Accepted("HAVING"), Accepted("having", 0.5)), case=True
)
ESSAY = Item(
    "Essay", "essay", "| a | b |\n| --- | --- |\n| 1 | <2> |", notes="**1** nothing", explanation="Because."
)
ALL = [CHOICE, MANY, PART, TRUTH, NUMBER, WORDS, ESSAY]


def opened(items: list[Item]) -> dict[str, ET.Element]:
    package = zipfile.ZipFile(io.BytesIO(exporting.write(items, "qti3").content))
    assert package.testzip() is None
    return {name: ET.fromstring(package.read(name)) for name in package.namelist()}


def faults(element: ET.Element) -> list[str]:
    """Where an element or its children break the rules."""
    name = element.tag.removeprefix(NAMESPACE)
    if name == MATH:
        return [f"{inner.tag} in a formula" for inner in element.iter() if not inner.tag.startswith(MATHML)]
    if name in FLOW:
        return [fault for child in element for fault in faults(child)]
    if name not in RULES:
        return [f"unknown element {name}"]
    rule = RULES[name]
    said = {SPELT.get(key, key) for key in element.attrib}
    must, may = set(rule.get("must", [])), set(rule.get("may", []))
    found = [f"{name} lacks {key}" for key in sorted(must - said)]
    found += [f"{name} may not say {key}" for key in sorted(said - must - may)]
    children = [child.tag.removeprefix(NAMESPACE) for child in element]
    if "flow" in rule:
        found += [f"{child} in {name}" for child in children if child not in FLOW | set(rule["flow"])]
    elif name != "p":
        order = "".join(
            f"(?:{child} ){'' if many == 1 else many}" for child, many in rule.get("children", [])
        )
        if not re.fullmatch(order, "".join(f"{child} " for child in children)):
            found.append(f"{name} holds {children}")
        if not rule.get("text") and (element.text or "").strip():
            found.append(f"{name} holds text")
    return found + [fault for child in element for fault in faults(child)]


# A text entry stands inside a paragraph, as an inline element.
RULES["qti-item-body"]["flow"].append("qti-text-entry-interaction")


def test_every_file_keeps_to_the_schema() -> None:
    files = opened(ALL)
    qti = {name: root for name, root in files.items() if name != "imsmanifest.xml"}
    assert len(qti) == len(ALL) + 1
    assert {name: faults(root) for name, root in qti.items() if faults(root)} == {}


def test_the_rules_find_what_is_wrong() -> None:
    root = opened([CHOICE])["items/item-0001.xml"]
    body = root.find(f"{NAMESPACE}qti-item-body")
    assert body is not None
    body.append(ET.Element(f"{NAMESPACE}qti-mapping"))
    root.append(root[0])
    del root.attrib["title"]
    assert {fault.split(" holds")[0] for fault in faults(root)} >= {
        "qti-assessment-item",
        "qti-assessment-item lacks title",
        "qti-mapping in qti-item-body",
    }


def test_formulas_are_mathml_and_what_is_no_formula_of_ours_is_shown_as_typed() -> None:
    item = Item(
        "Sums", "essay", r"Is $\frac{1}{2} < x_1$, or $$\sum_{i=1}^n i$$ and $\rule{9em}{9em}$ & `$a$`?"
    )
    root = opened([item])["items/item-0001.xml"]
    assert faults(root) == []
    first, second = root.iter(MATH)
    assert [part.tag.removeprefix(MATHML) for part in first.iter()][:3] == ["math", "mrow", "mfrac"]
    assert (first.get("display"), second.get("display")) == (None, "block")
    assert [code.text for code in root.iter(f"{NAMESPACE}code")] == [r"\rule{9em}{9em}", "$a$"]
    assert r"\(" not in "".join(root.itertext())


def test_the_manifest_names_every_file() -> None:
    files = opened(ALL)
    manifest = files["imsmanifest.xml"]
    package = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"
    hrefs = {resource.get("href") for resource in manifest.iter(f"{package}resource")}
    assert hrefs == set(files) - {"imsmanifest.xml"}
    kinds = {resource.get("type") for resource in manifest.iter(f"{package}resource")}
    assert kinds == {"imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"}


def only(item: Item, name: str) -> list[ET.Element]:
    return list(opened([item])["items/item-0001.xml"].iter(NAMESPACE + name))


@pytest.mark.parametrize(
    ("item", "right", "template"),
    [
        (CHOICE, ["A"], "match_correct"),
        (MANY, ["A", "B"], "match_correct"),
        (PART, ["A"], "map_response"),
        (TRUTH, ["B"], "match_correct"),
        (WORDS, ["HAVING"], "map_response"),
        (NUMBER, ["0.25"], None),
    ],
    ids=lambda value: value.name if isinstance(value, Item) else "",
)
def test_the_right_answer_is_declared(item: Item, right: list[str], template: str | None) -> None:
    (declared,) = only(item, "qti-correct-response")
    assert [value.text for value in declared] == right
    (processing,) = only(item, "qti-response-processing")
    assert (template is None and not processing.get("template")) or f"{template}.xml" in processing.get(
        "template", ""
    )


def test_a_number_is_marked_within_its_tolerance() -> None:
    first, second = only(NUMBER, "qti-equal")
    assert (first.get("tolerance-mode"), first.get("tolerance")) == ("absolute", "0.01 0.01")
    assert (second.get("tolerance-mode"), second.get("tolerance")) == ("exact", None)
    scores = [outcome[0].text for outcome in only(NUMBER, "qti-set-outcome-value")]
    assert scores == ["1", "0.5"]


def test_equal_questions_give_equal_bytes() -> None:
    assert exporting.write(ALL, "qti3").content == exporting.write(ALL, "qti3").content


def test_texts_are_text_and_never_markup() -> None:
    hostile = Item("<b>&\x00\ud800", "essay", "<script>x</script> $a<b$ & \x0b", tags=('"><x>',))
    root = opened([hostile])["items/item-0001.xml"]
    assert faults(root) == []
    assert "<script>x</script>" in "".join(root.itertext())
