"""Writes QTI 3: a package (zip) with an item for each question, one test in their order, and a manifest.

After the 1EdTech QTI 3.0 specification; https://www.imsglobal.org/spec/qti/v3p0/impl, looked at 2026-11-28.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from touchstone.banks.exchange.items import Accepted, Item
from touchstone.banks.exchange.markup_out import to_html

ITEM = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_WHERE = (
    f"{ITEM} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    f"{_PACKAGE} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
)
_MATCH = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"
_MAP = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"
_EPOCH = (2026, 1, 1, 0, 0, 0)  # one date for all, so that equal questions give equal bytes
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(items: Iterable[Item], *, category: str = "Touchstone") -> bytes:
    """The package. Calculated questions have no place in QTI and are left out."""
    held = [item for item in items if item.kind != "calculated"]
    names = [f"item-{number:04}" for number in range(1, len(held) + 1)]
    files = {
        f"items/{name}.xml": _whole(item_xml(item, name)) for item, name in zip(held, names, strict=True)
    }
    files["test.xml"] = _whole(_test(names, category))
    files["imsmanifest.xml"] = _whole(_manifest(names))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(files, key=lambda path: path != "imsmanifest.xml"):
            package.writestr(zipfile.ZipInfo(path, _EPOCH), files[path])
    return made.getvalue()


def item_xml(item: Item, identifier: str) -> ET.Element:
    """One question as a `qti-assessment-item`."""
    root = _root("qti-assessment-item", identifier, item.name)
    root.set("adaptive", "false")
    root.set("time-dependent", "false")
    if item.tags:
        root.set("label", _clean(" ".join(item.tags))[:256])
    _declared(root, item)
    score = _add(root, "qti-outcome-declaration", identifier="SCORE", cardinality="single")
    score.set("base-type", "float")
    _value(_add(score, "qti-default-value"), "0")
    _body(root, item)
    _processing(root, item)
    return root


def _root(name: str, identifier: str, title: str) -> ET.Element:
    root = ET.Element(name)
    root.set("xmlns", ITEM)
    root.set("xmlns:xsi", _INSTANCE)
    root.set("xsi:schemaLocation", _WHERE[0])
    root.set("identifier", identifier)
    root.set("title", _clean(title))
    root.set("xml:lang", "en")
    return root


def _declared(root: ET.Element, item: Item) -> None:
    single = item.kind != "choice" or item.single
    made = _add(root, "qti-response-declaration", identifier="RESPONSE")
    made.set("cardinality", "single" if single else "multiple")
    kinds = {"choice": "identifier", "truefalse": "identifier", "number": "float"}
    made.set("base-type", kinds.get(item.kind, "string"))
    if item.kind == "essay":
        return
    right = _add(made, "qti-correct-response")
    for value in _right(item):
        _value(right, value)
    if _graded(item):
        mapping = _add(made, "qti-mapping")
        mapping.set("default-value", "0")
        for key, share in _shares(item):
            entry = _add(mapping, "qti-map-entry")
            entry.set("map-key", _clean(key))
            entry.set("mapped-value", f"{share:g}")
            if item.kind == "text":
                entry.set("case-sensitive", str(item.case).lower())


def _right(item: Item) -> list[str]:
    if item.choices:
        names = [_letter(place) for place, one in enumerate(item.choices) if one.share > 0]
        best = max(range(len(item.choices)), key=lambda place: item.choices[place].share)
        return [_letter(best)] if item.single else names
    return [max(item.accepted, key=lambda answer: answer.share).value]


def _graded(item: Item) -> bool:
    """Whether some answers earn a part of the points, or words are compared."""
    partial = item.single and any(0 < choice.share < 1 for choice in item.choices)
    several = item.single and sum(choice.share >= 1 for choice in item.choices) > 1
    return item.kind == "text" or partial or several


def _shares(item: Item) -> list[tuple[str, float]]:
    if item.choices:
        return [(_letter(place), one.share) for place, one in enumerate(item.choices) if one.share]
    return [(answer.value, answer.share) for answer in item.accepted if answer.share]


def _body(root: ET.Element, item: Item) -> None:
    body = _add(root, "qti-item-body")
    _html(_add(body, "div"), item.prompt)
    if item.choices:
        asked = _add(body, "qti-choice-interaction")
        asked.set("response-identifier", "RESPONSE")
        asked.set("shuffle", str(item.shuffle).lower())
        asked.set("max-choices", "1" if item.single else "0")
        asked.set("min-choices", "1")
        for place, choice in enumerate(item.choices):
            _html(_add(asked, "qti-simple-choice", identifier=_letter(place)), choice.text)
    elif item.kind == "essay":
        _notes(body, "scorer", item.notes)
        asked = _add(body, "qti-extended-text-interaction")
        asked.set("response-identifier", "RESPONSE")
    else:
        entry = _add(_add(body, "p"), "qti-text-entry-interaction")
        entry.set("response-identifier", "RESPONSE")
        entry.set("expected-length", "20")
    _notes(body, "tutor", item.explanation)


def _notes(body: ET.Element, view: str, markdown: str) -> None:
    """A text that candidates don't see: how to mark, or the worked solution."""
    if markdown:
        block = _add(body, "qti-rubric-block", use="instructions", view=view)
        _html(_add(block, "qti-content-body"), markdown)


def _processing(root: ET.Element, item: Item) -> None:
    if item.kind == "essay":
        return
    made = _add(root, "qti-response-processing")
    if item.kind != "number":
        made.set("template", _MAP if _graded(item) else _MATCH)
        return
    condition = _add(made, "qti-response-condition")
    ranked = sorted(item.accepted, key=lambda answer: -answer.share)
    for place, answer in enumerate(one for one in ranked if one.share > 0):
        branch = _add(condition, "qti-response-else-if" if place else "qti-response-if")
        _close(branch, answer)
        outcome = _add(branch, "qti-set-outcome-value", identifier="SCORE")
        _base(outcome, f"{answer.share:g}")


def _close(branch: ET.Element, answer: Accepted) -> None:
    """True when the response is within the tolerance of the answer."""
    width = answer.tolerance or 0.0
    equal = _add(branch, "qti-equal")
    equal.set("tolerance-mode", "absolute" if width else "exact")
    if width:
        equal.set("tolerance", f"{width:.12g} {width:.12g}")
    _add(equal, "qti-variable", identifier="RESPONSE")
    _base(equal, answer.value)


def _base(parent: ET.Element, value: str) -> None:
    made = _add(parent, "qti-base-value")
    made.set("base-type", "float")
    made.text = value


def _value(parent: ET.Element, value: str) -> None:
    _add(parent, "qti-value").text = _clean(value)


def _letter(place: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] if place < 26 else f"O{place}"


def _html(parent: ET.Element, markdown: str) -> None:
    """The text as elements inside `parent`; markdown-it writes well-formed XHTML.

    Formulas are MathML, as the specification asks: a player of QTI need not know LaTeX.
    """
    text = to_html(markdown, mathml=True)
    made = ET.fromstring(f"<div>{_clean(text)}</div>")  # noqa: S314 - our own writer's output
    for formula in made.iter("math"):
        formula.set("xmlns", _MATHML)  # as an attribute: a prefix would be lost on readers of HTML
    parent.text = made.text
    parent.extend(list(made))


def _add(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, name, attributes)


def _test(names: Sequence[str], title: str) -> ET.Element:
    root = _root("qti-assessment-test", "test", title)
    part = _add(root, "qti-test-part", identifier="part-1")
    part.set("navigation-mode", "nonlinear")
    part.set("submission-mode", "individual")
    section = _add(
        part, "qti-assessment-section", identifier="section-1", title=_clean(title), visible="true"
    )
    for name in names:
        _add(section, "qti-assessment-item-ref", identifier=name, href=f"items/{name}.xml")
    return root


def _manifest(names: Sequence[str]) -> ET.Element:
    root = ET.Element("manifest")
    root.set("xmlns", _PACKAGE)
    root.set("xmlns:xsi", _INSTANCE)
    root.set("xsi:schemaLocation", _WHERE[1])
    root.set("identifier", "touchstone-package")
    metadata = _add(root, "metadata")
    _add(metadata, "schema").text = "QTI Package"
    _add(metadata, "schemaversion").text = "3.0.0"
    _add(root, "organizations")
    resources = _add(root, "resources")
    test = _add(resources, "resource", identifier="test", type="imsqti_test_xmlv3p0", href="test.xml")
    _add(test, "file", href="test.xml")
    for name in names:
        _add(test, "dependency", identifierref=name)
    for name in names:
        href = f"items/{name}.xml"
        one = _add(resources, "resource", identifier=name, type="imsqti_item_xmlv3p0", href=href)
        _add(one, "file", href=href)
    return root


def _whole(root: ET.Element) -> bytes:
    content: bytes = b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"
    return content


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
