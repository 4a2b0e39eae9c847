"""Hand-over: an example at once, a contract of one's own with its files, and the form."""

from __future__ import annotations

from pathlib import Path

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
