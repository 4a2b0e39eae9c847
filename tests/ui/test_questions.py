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
    assert " questions of " in app.expander[0].label
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
        ("health", "not here yet for this version"),
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
    table = next(frame.value for frame in app.dataframe if "Numbers" in frame.value.columns)
    assert len(table) == 20
    assert table["Key"].astype(bool).all()
