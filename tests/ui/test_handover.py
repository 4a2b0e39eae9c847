"""Hand-over: an example at once, a contract of one's own with its files, and the form."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from touchstone.ui.parts.handover.remembering import FIELDS
from touchstone.ui.parts.handover.shape import TABLES

EXAMPLES = Path(__file__).parents[2] / "examples" / "handover"


def words(app) -> str:  # type: ignore[no-untyped-def]
    found = [*app.markdown, *app.error, *app.warning, *app.success, *app.caption]
    return "\n".join(element.value for element in found).replace("\\", "")


def test_an_example_is_there_and_the_other_one_click_away(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover")
    assert "Ready to be evaluated for production. No defects." in words(app)
    assert "Recomputed from 1,200 rows." in words(app)
    app.button_group(key="handover-example").set_value("contract-with-defects.yaml").run()
    assert not app.exception
    assert "16 defects keep this model from being evaluated for production." in words(app)
    assert "the files give 0.9083 on 1,200 rows. 0.949 is the negative predictive value." in words(app)


def test_ones_own_files_are_checked_and_go_on_in_the_form(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover")
    names = ("contract-with-defects.yaml", "predictions.csv", "labels.csv", "latency.csv")
    kinds = {"yaml": "text/yaml", "csv": "text/csv"}
    app.file_uploader[0].set_value(
        [(name, (EXAMPLES / name).read_bytes(), kinds[name.split(".")[-1]]) for name in names]
    ).run()
    assert not app.exception, app.exception
    assert "16 defects keep" in words(app)
    next(button for button in app.button if button.label == "Go on in the form").click().run()
    assert not app.exception, app.exception
    assert app.text_input(key="contract-owner.name").value == "Amina Diallo"
    assert "16 defects keep" in words(app)  # what the form has no field for is kept
    next(button for button in app.button if button.label.startswith("Put the recomputed")).click().run()
    assert not app.exception, app.exception
    assert "14 defects keep" in words(app)
    app.text_input(key="contract-rollback.to_version").set_value("2.2.4").run()
    assert "13 defects keep" in words(app)


def test_a_broken_contract_is_told_with_its_lines(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover")
    app.file_uploader[0].set_value([("c.yaml", b"name: A\nverson: '1'\n", "text/yaml")]).run()
    assert not app.exception
    assert "This contract can't be read." in words(app)
    assert "c.yaml:2:1: unknown field 'verson'; did you mean 'version'?" in app.code[0].value


def test_a_name_from_a_stranger_is_no_formula_in_a_table(open_page) -> None:  # type: ignore[no-untyped-def]
    text = (EXAMPLES / "contract.yaml").read_text().replace("column: device", "column: '=HYPERLINK(1)'")
    app = open_page("handover")
    app.file_uploader[0].set_value([("c.yaml", text.encode(), "text/yaml")]).run()
    assert not app.exception
    shown = app.dataframe[0].value["Rows where"].tolist()
    assert "'=HYPERLINK(1) = desktop" in shown
    assert not any(cell.startswith("=") for cell in shown)


def test_a_word_document_by_another_name_is_told_for_what_it_is(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover")
    app.file_uploader[0].set_value([("c.yaml", b"PK\x03\x04\x14\x00word", "text/yaml")]).run()
    assert not app.exception
    assert "This contract can't be read." in words(app)
    assert app.code[0].value.startswith("c.yaml: the file is no text but a Word document or an archive")


def kept_form(text: str) -> None:
    import streamlit as st

    from touchstone.ui.pages import handover
    from touchstone.ui.parts.handover import remembered

    if "once" not in st.session_state:  # as the browser sends it before the page runs
        st.session_state["once"] = True
        st.session_state["choice-contract"] = st.session_state["chosen-contract"] = "write"
        remembered.give_back({"text": text})
    handover.page()
    st.code(remembered._as_text(), language="json")


def form_kept(text: str) -> AppTest:
    app = AppTest.from_function(kept_form, args=(text,), default_timeout=60).run()
    assert not app.exception, app.exception
    return app


def what_is_kept(app: AppTest) -> dict[str, Any]:
    return json.loads(next(block.value for block in app.code if block.language == "json") or "{}")


def test_every_field_and_table_of_the_form_is_kept(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover", contract="write")
    shown = {
        element.key.removeprefix("contract-")
        for kind in ("text_input", "text_area", "number_input", "date_input", "selectbox")
        for element in app.get(kind)
        if element.key and element.key.startswith("contract-")
    }
    assert shown == set(FIELDS)
    assert all(f"contract-table-{name}" in app.session_state for name in TABLES)


def test_a_kept_contract_comes_back_whole_and_can_be_emptied_and_brought_back(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover")
    text = (EXAMPLES / "contract-with-defects.yaml").read_bytes()
    app.file_uploader[0].set_value([("c.yaml", text, "text/yaml")]).run()
    next(button for button in app.button if button.label == "Go on in the form").click().run()
    (before,) = (one.value for one in app.error if "keep this model" in one.value)
    state = app.session_state
    fields = {name: state[f"contract-{name}"] for name in FIELDS if f"contract-{name}" in state}
    kept = {
        "fields": {name: str(v) if isinstance(v, date) else v for name, v in fields.items() if v},
        "tables": {name: state[f"contract-table-{name}"] for name in TABLES},
        "base": state["contract-base"],
        "files": ["c.yaml", "labels.csv"],
    }
    again = form_kept(json.dumps(kept))
    assert before in [one.value for one in again.error]
    assert "Hand in again: c.yaml and labels.csv." in words(again)
    held = what_is_kept(again)
    assert len(held["tables"]["slices"]) == len(kept["tables"]["slices"]) > 0
    press(again, "Begin anew")
    assert what_is_kept(again) == {}
    press(again, "Bring back what stood here before")
    assert what_is_kept(again) == held
    press(again, "Go on without")
    assert "Hand in again" not in words(again)


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception, app.exception


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", {}),
        ("[]", {}),
        ('{"fields": 3}', {}),
        ('{"fields": {"purpose": "%s"}}' % ("x" * 700), {"purpose": "x" * 700}),  # with a word, see below
        ('{"fields": {"task": "chess", "precision": "int1", "version": "1.4.0"}}', {"version": "1.4.0"}),
        ('{"fields": {"parameters": -1, "agreed": "soon", "name": "A"}}', {"name": "A"}),
        ('{"fields": {"choice-contract": "check", "__class__": 1, "name": "A"}}', {"name": "A"}),
        ('{"fields": {"name": "A"}, "base": {"name": 3, "verson": 1}}', {"name": "A"}),
        ('{"fields": {"name": "A"}, "tables": {"metrics": [{"name": "grace"}]}}', {"name": "A"}),
        ('{"fields": {"name": "A"}, "tables": {"people": [{"name": "x"}], "slices": 3}}', {}),
    ],
)  # fmt: skip
def test_what_a_browser_sends_is_checked_value_by_value(text: str, left: dict[str, str]) -> None:
    kept = what_is_kept(form_kept(text)).get("fields", {})
    assert {name: value for name, value in kept.items() if name != "task"} == left


def test_a_contract_handed_in_beside_the_form_takes_nothing_over_from_another(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover", contract="write")
    app.text_input(key="contract-owner.name").set_value("Somebody Else").run()
    app.file_uploader[0].set_value([("c.yaml", b"name: Ranker\nversion: '2'\n", "text/yaml")]).run()
    press(app, "Put c.yaml into the form")
    assert app.text_input(key="contract-name").value == "Ranker"
    assert not app.text_input(key="contract-owner.name").value
    press(app, "Bring back what stood here before")
    assert app.text_input(key="contract-owner.name").value == "Somebody Else"
    assert not app.text_input(key="contract-version").value


def test_what_is_too_long_is_refused_with_a_word_and_stays(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("handover", contract="write")
    app.text_input(key="contract-purpose").set_value("x" * 650).run()
    assert "Not taken: these are 650 characters, and at most 600 fit here." in words(app)
    assert "expected at most 600 characters" in words(app)
    assert len(app.text_input(key="contract-purpose").value) == 650
