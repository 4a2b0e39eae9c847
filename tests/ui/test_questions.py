"""Questions: the bank can be browsed, and each kind shows what its users need."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("sample-variance-small", "Key"),
        ("docker-layer-order", "(right)"),
        ("bad-predictions-after-release", "What an observer sees"),
    ],
)
def test_each_kind(open_page, question: str, shown: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question=question)
    words = [element.value for element in [*app.markdown, *app.header]]
    assert any(shown in word for word in words), words


def test_the_head_has_the_duties_in_their_own_words(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="ratio-of-selection-rates")
    shown = "\n".join(element.value for element in [*app.markdown, *app.caption]).replace("\\", "")
    assert "ML product manager: Check the risks and the ethics of the next release." in shown
    assert "check-release-risks" not in shown
    (folded,) = [one for one in app.expander if one.label == "Id and hash"]
    assert folded.code[0].value.startswith("id: ratio-of-selection-rates\nhash: ")


def test_filters_narrow_and_an_empty_result_says_so(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", area="probability", level_of="junior")
    assert any(" questions of " in caption.value for caption in app.caption)
    app.text_input[0].set_value("zzzz").run()
    assert "No question fits" in app.info[0].value


def test_another_variant_has_other_numbers(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="sample-variance-small")
    before = [element.value for element in app.markdown]
    app.slider[0].set_value(2).run()
    assert [element.value for element in app.markdown] != before


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("health", "not yet on this computer"),
        ("edit", "Ctrl+Enter checks"),
        ("history", "A version never changes"),
    ],
)
def test_each_view(open_page, view: str, shown: str) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="sample-variance-small", view=view)
    assert any(shown in element.value for element in [*app.markdown, *app.caption])


def test_a_typed_mistake_is_named_and_can_not_be_saved(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="sample-variance-small", view="edit")
    (area,) = app.text_area
    area.set_value(area.value.replace("minutes:", "minuts:")).run()
    assert any("unknown field 'minuts'" in element.value for element in app.text)
    assert all(button.disabled for button in app.button if button.key in {"prove-text", "save"})


def test_all_variants_stand_in_a_table(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="sample-variance-small")
    table = next(frame.value for frame in app.dataframe if "Key" in frame.value.columns)
    assert len(table) == 20
    assert table["Key"].astype(bool).all()


def test_a_choice_says_why_and_a_spoken_one_what_speaks_against_it(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="docker-layer-order")
    reasons = [element.value for element in app.markdown if element.value.startswith("> ")]
    assert len(reasons) >= 3, reasons
    app = open_page("questions", question="auc-of-099")
    folded = [one.label for one in app.expander]
    assert "Red flags" in folded
    assert any(label.startswith("Sample answer 1, scored ") for label in folded), folded


def test_a_key_stands_as_it_is_asked_for_and_a_solution_once(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="exactly-so-many-clicks")
    assert len([one for one in app.expander if "solution" in one.label]) == 1
    assert len([one for one in app.expander if "ints" in one.label]) == 1
    table = next(frame.value for frame in app.dataframe if "Key" in frame.value.columns)
    assert all(len(key) == len("0.123") for key in table["Key"]), table["Key"]


def test_a_problem_shows_its_line(open_page) -> None:  # type: ignore[no-untyped-def]
    app = open_page("questions", question="sample-variance-small", view="edit")
    (area,) = app.text_area
    area.set_value(area.value.replace("minutes:", "minuts:")).run()
    (shown,) = [one.value for one in app.code if "minuts" in one.value]
    first, mark = shown.split("\n")
    assert mark.index("^") == first.index("minuts")
    area.set_value("hello").run()
    assert any("Line 1, column 1: the text is one question" in one.value for one in app.text)
